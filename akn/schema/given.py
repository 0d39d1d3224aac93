"""A schema that the user gives: its verdict by libxml2, and what it declares, as `xmlschema` reads it."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from lxml import etree

from akn.errors import TableError
from akn.schema import official
from akn.schema.contents import (
    OTHER,
    Automaton,
    Choice,
    Mention,
    Particle,
    Repeat,
    Sequence,
    compile_model,
)
from akn.schema.declarations import declarations
from akn.schema.known import Attribute, Declaration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xmlschema import XMLSchema10

_XML: Final = "http://www.w3.org/XML/1998/namespace"
_XSD: Final = "http://www.w3.org/2001/XMLSchema"
#: What must come so often is written out; beyond that it may come as often as it likes.
_WRITTEN_OUT: Final = 4


class _Sources(etree.Resolver):
    """Files are read where they lie; the schema of ``xml:lang`` is the pinned one; nothing is fetched."""

    def resolve(  # type: ignore[override]  # the stubs forget the third argument
        self, system_url: str, public_id: str, context: object
    ) -> object:
        del public_id
        if "://" not in system_url or system_url.startswith("file:"):
            return None
        if system_url.rpartition("/")[2] == "xml.xsd":
            pinned = official.catalogue()[official.IMPORTED].read()
            return self.resolve_string(pinned, context, base_url=system_url)
        return self.resolve_empty(context)  # type: ignore[attr-defined]  # the stubs leave it out


@lru_cache(maxsize=16)
def read(path: str) -> Given:
    """Return the schema in the file at `path`, compiled.

    Raises:
        TableError: it is missing, is no XML Schema, or leaves out what it needs.
    """
    parser = etree.XMLParser(no_network=True, remove_comments=True, resolve_entities=False)
    parser.resolvers.add(_Sources())
    try:
        if not Path(path).is_file():
            raise TableError(f"there is no schema at {path}; name the XSD file")
        tree = etree.parse(path, parser)
        if tree.getroot().tag != f"{{{_XSD}}}schema":
            raise TableError(
                f"{path} is no XML Schema: its root is `{tree.getroot().tag}`; name an XSD file (a Schematron is given "
                "with --schematron)"
            )
        for one in tree.getroot().iterchildren("*"):
            if location := one.get("schemaLocation"):  # libxml2 takes no letters beyond ASCII there
                one.set("schemaLocation", quote(location, safe="/:#?&=%~+@!$',;()*[]"))
        return Given(path, etree.XMLSchema(tree))
    except (OSError, ValueError, etree.XMLSyntaxError, etree.XMLSchemaParseError) as error:
        raise TableError(f"the schema {path} cannot be used: {error}") from error


@dataclass(frozen=True, eq=False)
class Given:
    """A schema of the user's own: `validator` decides, the rest is for the words."""

    path: str
    validator: etree.XMLSchema

    @property
    def title(self) -> str:
        """The name of its file."""
        return Path(self.path).name

    def accepts(self, root: etree._Element) -> bool:
        """Whether it accepts the document under `root`."""
        return self.validator.validate(root)

    @cached_property
    def known(self) -> Declared:
        """What it declares. Slow (a second or so): asked only where something is to be explained or mended."""
        return Declared(components(self.path), self.title)

    @cached_property
    def namespaces(self) -> frozenset[str]:
        """The namespaces of which it, and what it takes in, declares elements at the top."""
        roots = _roots(Path(self.path), set())
        return frozenset(
            root.get("targetNamespace", "")
            for root in roots
            if root.get("targetNamespace") or next(root.iterchildren(f"{{{_XSD}}}element"), None) is not None
        )

    @cached_property
    def prescribed(self) -> frozenset[str]:
        """Every word that it lists as a value: what it prescribes, nobody need declare."""
        roots = _roots(Path(self.path), set())
        return frozenset(
            one.get("value", "") for root in roots for one in root.iter(f"{{{_XSD}}}enumeration")
        )


def _roots(place: Path, seen: set[Path]) -> Iterator[etree._Element]:
    """Yield the root of the schema at `place` and of those that it takes in."""
    if place in seen:
        return
    seen.add(place)
    try:
        root = etree.parse(str(place), etree.XMLParser(no_network=True, resolve_entities=False)).getroot()
    except (OSError, etree.XMLSyntaxError):
        return
    yield root
    for name in ("include", "import", "redefine"):
        for one in root.iterchildren(f"{{{_XSD}}}{name}"):
            location = one.get("schemaLocation", "")
            if location and "://" not in location and one.get("namespace") != _XML:
                yield from _roots((place.parent / location).resolve(), seen)


@lru_cache(maxsize=16)
def components(path: str) -> XMLSchema10:
    """Return the schema at `path` as `xmlschema` reads it; what it cannot make sense of is left out."""
    import xmlschema  # noqa: PLC0415  # loaded only when needed

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an import that is not there is left out, as libxml2 does
        return xmlschema.XMLSchema10(path, allow="local", validation="lax")


class Declared:
    """The declarations of a given schema; elements are told by where they stand, for one name may have many types."""

    def __init__(self, components: XMLSchema10, title: str) -> None:
        self.title = title
        self._global: dict[str, Any] = {
            name: one
            for name, one in dict(components.maps.elements).items()
            if not name.startswith((f"{{{_XSD}}}", f"{{{_XML}}}"))
        }
        self._built: dict[int, Declaration] = {}
        self._by_name: dict[str, list[Any]] = {}
        self.namespaces = frozenset(self._gather())
        self._parents: dict[str, set[str]] | None = None

    def _gather(self) -> Iterator[str]:
        """Yield the namespaces of all elements; what stands inside others is found and kept by name."""
        waiting, seen = list(self._global.values()), set()
        while waiting:
            one = waiting.pop()
            if id(one) in seen:
                continue
            seen.add(id(one))
            self._by_name.setdefault(one.local_name, []).append(one)
            yield one.target_namespace if one.qualified else ""
            waiting += _inner(one).values()

    @property
    def names(self) -> frozenset[str]:
        """The names of all elements."""
        return frozenset(self._by_name)

    def of(self, element: etree._Element, around: Declaration | None = None) -> Declaration | None:
        """Return the declaration of `element` inside `around`, or the one that holds anywhere."""
        inside = _inner(around.key) if around is not None and around.key is not None else {}
        found = inside.get(element.tag.rpartition("}")[2])
        if found is None:  # an element of a schema may be false
            found = self._global.get(element.tag)
        return None if found is None else self._declared(found)

    def get(self, name: str) -> Declaration | None:
        """Return a declaration of the element `name`: the one that holds anywhere, else the first."""
        every = self._by_name.get(name, [])
        found = next((one for one in every if one.is_global()), every[0] if every else None)
        return None if found is None else self._declared(found)

    def group(self, name: str) -> frozenset[str]:
        """Return the elements of the standard's group `name` that this schema has."""
        return declarations().group(name) & self.names

    def parents(self, name: str) -> tuple[str, ...]:
        """Return the elements in which `name` may stand, in the order of the alphabet."""
        if self._parents is None:
            self._parents = {}
            for outer, every in self._by_name.items():
                for one in every:
                    for inner in self._declared(one).content.names:
                        self._parents.setdefault(inner, set()).add(outer)
        return tuple(sorted(self._parents.get(name, ())))

    def _declared(self, one: Any) -> Declaration:
        key = id(one)
        if key not in self._built:
            kind = one.type
            attributes = {name: _attribute(name, held) for name, held in one.attributes.items() if name}
            rest = one.attributes.get(None)
            namespaces = set() if rest is None else set(rest.namespace)
            self._built[key] = Declaration(
                one.local_name,
                _model(kind),
                attributes,
                mixed=kind.is_simple() or kind.has_simple_content() or kind.mixed,
                open=rest is not None,
                anything="##any" in namespaces,
                key=one,
            )
        return self._built[key]


def _content(one: Any) -> Any:
    """Return the group of particles that the element `one` holds, or None."""
    kind = one.type
    return kind.content if kind.is_complex() and not kind.has_simple_content() else None


def _inner(one: Any) -> dict[str, Any]:
    content = _content(one)
    if content is None:
        return {}
    return {part.local_name: part for part in content.iter_elements() if part.local_name}


@lru_cache(maxsize=4096)
def _model(kind: Any) -> Automaton:
    content = kind.content if kind.is_complex() and not kind.has_simple_content() else None
    return compile_model(None if content is None or not len(content) else _particle(content))


def _particle(part: Any) -> Particle:
    model = getattr(part, "model", None)
    if model is None:
        return _often(part, Mention(part.local_name or OTHER))
    inner = tuple(_particle(one) for one in part)
    if model == "all" and len(inner) <= _WRITTEN_OUT:
        return _often(part, _any_order(inner))
    if model == "all":
        return Repeat(Choice(inner), optional=True, many=True)
    return _often(part, Choice(inner) if model == "choice" else Sequence(inner))


def _any_order(parts: tuple[Particle, ...]) -> Particle:
    """Return `parts` in any order, each once, those that may be left out or not: told apart by what comes first."""
    bare = [
        part.part if isinstance(part, Repeat) and part.optional and not part.many else part for part in parts
    ]
    ways = tuple(
        Sequence((one, _any_order((*parts[:number], *parts[number + 1 :]))))
        for number, one in enumerate(bare)
    )
    free = all(isinstance(part, Repeat) and part.optional for part in parts)
    return Repeat(Choice(ways), optional=True, many=False) if free else Choice(ways)


def _often(part: Any, particle: Particle) -> Particle:
    """Return `particle` as often as `part` may come."""
    least, most = part.min_occurs, part.max_occurs
    if most == 0:
        return Repeat(particle, optional=True, many=False)
    if least <= 1 and most in {None, 1}:
        optional, many = least == 0, most is None
        return Repeat(particle, optional, many) if optional or many else particle
    must = [particle] * min(least, _WRITTEN_OUT)
    if most is None or most > _WRITTEN_OUT:
        return Sequence((*must, Repeat(particle, optional=True, many=True)))
    may = [Repeat(particle, optional=True, many=False)] * (most - len(must))
    return Sequence((*must, *may))


def _attribute(name: str, held: Any) -> Attribute:
    kind = held.type
    values = tuple(map(str, kind.enumeration or ())) if held.fixed is None else (held.fixed,)
    patterns = getattr(kind, "patterns", None)
    written = " | ".join(one.get("value", "") for one in patterns or () if hasattr(one, "get"))
    many = bool(kind.is_list())
    roots = [] if many else list(getattr(kind, "member_types", None) or [kind.root_type])
    types = tuple(root.local_name for root in roots if root is not None and root.local_name) or ("string",)
    return Attribute(
        name, held.use == "required", types, values, written, many, accepts=_accepting(kind, held.fixed)
    )


def _accepting(kind: Any, fixed: str | None) -> Callable[[str], bool]:
    def accepts(value: str) -> bool:
        return (fixed is None or value == fixed) and bool(kind.is_valid(value))

    return accepts
