"""What the official schema declares, read out of it: the content and the attributes of each element.

Only what is asked for is built. The whole serves explanation; the verdict is
libxml2's alone.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from akn.schema import official as schema
from akn.schema.contents import OTHER, Choice, Mention, Particle, Repeat, Sequence, compile_model
from akn.schema.known import Attribute, Declaration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_XSD = "{http://www.w3.org/2001/XMLSchema}"
_XML = "{http://www.w3.org/XML/1998/namespace}"


class Declarations:
    """The declarations of the official schema, built when asked for."""

    namespaces = frozenset({schema.NAMESPACE})
    title = "Akoma Ntoso 3.0"

    def __init__(self, root: etree._Element) -> None:
        self._globals: dict[tuple[str, str], etree._Element] = {}
        for child in root:
            name = child.get("name")
            if name is not None:
                self._globals[child.tag.removeprefix(_XSD), name] = child
        self._built: dict[str, Declaration] = {}
        self._groups: dict[str, frozenset[str]] = {}

    @property
    def names(self) -> frozenset[str]:
        """The names of all elements of the standard."""
        return frozenset(name for kind, name in self._globals if kind == "element")

    def of(self, element: etree._Element, around: Declaration | None = None) -> Declaration | None:
        """Return the declaration of `element`: here a name has one, wherever it stands."""
        del around
        return self.get(element.tag.rpartition("}")[2])

    def get(self, name: str) -> Declaration | None:
        """Return the declaration of the element `name`, or None where the standard has no such element."""
        if name not in self._built:
            element = self._globals.get(("element", name))
            if element is None:
                return None
            self._built[name] = self._declare(name, element)
        return self._built[name]

    def group(self, name: str) -> frozenset[str]:
        """Return the names of the elements in one of the schema's own groups, such as ``blockElements``."""
        if name not in self._groups:
            particle = self._particle(self._globals["group", name])
            self._groups[name] = compile_model(particle).names
        return self._groups[name]

    def parents(self, name: str) -> tuple[str, ...]:
        """Return the elements in which `name` may stand, in the order of the alphabet."""
        return tuple(sorted(p for p in self.names if name in self.declared(p).content.names))

    def declared(self, name: str) -> Declaration:
        """Return the declaration of the element `name`. Raises `KeyError` where the standard has none."""
        declaration = self.get(name)
        if declaration is None:
            raise KeyError(name)
        return declaration

    def _declare(self, name: str, element: etree._Element) -> Declaration:
        parts: list[Particle] = []
        attributes: dict[str, Attribute] = {}
        mixed = is_open = False
        for complex_type in self._types(element):
            mixed = mixed or complex_type.get("mixed") == "true"
            for child in complex_type:
                match child.tag.removeprefix(_XSD):
                    case "sequence" | "choice" | "group":
                        parts.append(self._occurring(child))
                    case _:
                        pass
            for found in self._attributes(complex_type):
                if found is None:
                    is_open = True
                else:
                    attributes[found.name] = found
        content = compile_model(Sequence(tuple(parts)) if parts else None)
        return Declaration(name, content, attributes, mixed, is_open)

    def _types(self, element: etree._Element) -> Iterator[etree._Element]:
        """Return the type of `element` and all it extends, the base first; each as the node that holds content."""
        name = element.get("type")
        node = self._globals["complexType", name] if name else element.find(f"{_XSD}complexType")
        if node is not None:
            yield from self._with_bases(node)

    def _with_bases(self, node: etree._Element) -> Iterator[etree._Element]:
        derived = node.find(f"{_XSD}complexContent/{_XSD}extension")
        if derived is None:
            yield node
            return
        base = self._globals["complexType", derived.get("base", "")]
        yield from self._with_bases(base)
        if node.get("mixed") == "true":
            derived.set("mixed", "true")
        yield derived

    def _occurring(self, node: etree._Element) -> Particle:
        part = self._particle(node)
        optional, many = node.get("minOccurs") == "0", node.get("maxOccurs") == "unbounded"
        return Repeat(part, optional, many) if optional or many else part

    def _particle(self, node: etree._Element) -> Particle:
        kind = node.tag.removeprefix(_XSD)
        if kind == "element":
            return Mention(node.get("ref", ""))
        if kind == "any":
            return Mention(OTHER)
        if kind == "group" and node.get("ref"):
            node = self._globals["group", node.get("ref", "")]
            kind = "group"
        inner = tuple(self._occurring(child) for child in node if child.tag != f"{_XSD}annotation")
        return Choice(inner) if kind == "choice" else Sequence(inner)

    def _attributes(self, node: etree._Element) -> Iterator[Attribute | None]:
        """Return the attributes under `node`; None stands for “any of another namespace”."""
        for child in node:
            match child.tag.removeprefix(_XSD):
                case "attribute":
                    yield self._attribute(child)
                case "attributeGroup":
                    yield from self._attributes(self._globals["attributeGroup", child.get("ref", "")])
                case "anyAttribute":
                    yield None
                case _:
                    pass

    def _attribute(self, node: etree._Element) -> Attribute:
        required = node.get("use") == "required"
        if ref := node.get("ref"):
            return Attribute(ref.replace("xml:", _XML), required, ("xml",))
        types, values, pattern, many = self._simple(node)
        return Attribute(node.get("name", ""), required, types, values, pattern, many)

    def _simple(self, node: etree._Element) -> tuple[tuple[str, ...], tuple[str, ...], str, bool]:
        """Return the XSD types, the list of words, the pattern, and whether it is a list, for a value."""
        name = node.get("type") or node.get("base")
        inner = node.find(f"{_XSD}simpleType")
        types: tuple[str, ...] = ("string",)
        values: tuple[str, ...] = ()
        pattern, many = "", False
        if name is not None and name.startswith("xsd:"):
            types = (name.removeprefix("xsd:"),)
        elif name is not None:
            types, values, pattern, many = self._restricted(self._globals["simpleType", name])
        elif inner is not None:
            types, values, pattern, many = self._restricted(inner)
        return types, values, pattern, many

    def _restricted(self, simple: etree._Element) -> tuple[tuple[str, ...], tuple[str, ...], str, bool]:
        union = simple.find(f"{_XSD}union")
        if union is not None:
            return tuple(m.removeprefix("xsd:") for m in union.get("memberTypes", "").split()), (), "", False
        items = simple.find(f"{_XSD}list")
        if items is not None:
            types, values, pattern, _ = self._simple(items)
            return types, values, pattern, True
        restriction = simple.find(f"{_XSD}restriction")
        if restriction is None:
            return ("string",), (), "", False
        types, values, pattern, many = self._simple(restriction)
        words = tuple(e.get("value", "") for e in restriction.iterfind(f"{_XSD}enumeration"))
        form = restriction.find(f"{_XSD}pattern")
        return types, words or values, form.get("value", "") if form is not None else pattern, many


@cache
def declarations() -> Declarations:
    """Return the declarations of the official schema; read once per process, a few milliseconds."""
    return Declarations(schema.source())
