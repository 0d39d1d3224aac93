"""One parsed document, indexed in a single pass so that all rules together stay cheap."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, cast

from lxml.etree import iterwalk

from akn.tree.elements import IDREQ
from akn.tree.identification import Identification

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

#: Attributes that may name something declared in the same document (schema types ``eIdRef``, ``agentRef``,
#: ``roleRef``, ``conceptRef``, ``eventRefRef``, ``temporalGroupRef``, ``voteRef`` and plain links).
POINTERS = frozenset(
    (
        *("alternativeTo", "as", "by", "choice", "current", "empoweredBy", "end", "for", "from", "href"),
        *("outcome", "period", "refersTo", "source", "start", "to", "upTo"),
    )
)
#: An eId taken apart: the element that bears it, its name, the eId, what is before its last ``__`` and after.
Segment: TypeAlias = "tuple[Element, str, str, str, str]"
Kind: TypeAlias = Literal["empty", "local", "bare", "global"]
#: The elements that are a whole document, each with a ``meta`` of its own.
DOCUMENTS = frozenset(
    (
        *("act", "amendment", "amendmentList", "bill", "debate", "debateReport", "doc", "documentCollection"),
        *("judgment", "officialGazette", "portion", "statement"),
    )
)

_SIGNS = frozenset("#~")
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_TRIFLES = frozenset(["authorialNote", "noteRef"])


class Pointer(NamedTuple):
    """One value of an attribute that may point into the document.

    `name` is that of the element, `key` the value without its sign.
    """

    element: Element
    name: str
    attribute: str
    value: str
    key: str


class Numbered(NamedTuple):
    """An element that has both an eId and a `num`: the last segment of the one, the words of the other."""

    element: Element
    name: str
    last: str
    num: str


def local_name(element: Element) -> str:
    """Return the name of `element` without its namespace."""
    return element.tag.rpartition("}")[2]


def ancestors(element: Element) -> Iterator[Element]:
    """Yield what `element` stands in, the nearest first."""
    parent = element.getparent()
    while parent is not None:
        yield parent
        parent = parent.getparent()


def words(element: Element) -> str:
    """Return the text of `element`, its footnotes left out, white space made single."""
    if len(element) == 0:
        return " ".join((element.text or "").split())
    if not any(local_name(inner) in _TRIFLES for inner in element.iter("*")):
        return " ".join("".join(cast("Iterator[str]", element.itertext("*"))).split())
    return " ".join("".join(_text_without_notes(element)).split())


def _text_without_notes(element: Element) -> Iterator[str]:
    inside = 0  # how many footnotes are open
    for event, here in iterwalk(element, events=("start", "end", "comment", "pi")):
        note = isinstance(here.tag, str) and local_name(here) in _TRIFLES
        if event == "start":
            inside += note
            if not inside:
                yield here.text or ""
            continue
        inside -= note and event == "end"
        if not inside and here is not element:
            yield here.tail or ""


class Document:
    """The tree under `root`, ready for rules to ask of it. Elements of other namespaces are not looked at.

    `today` is the day against which dates are called future; the real one where it is left out.
    `eids`, `wids`, `guids` and `xml_ids` give the elements that bear an identifier, in the order of the text;
    `missing` the elements that should bear an eId and do not, by name; `dates` the elements with ``@date``.
    """

    def __init__(self, root: Element, today: dt.date | None = None) -> None:
        self.root = root
        self.today = today or dt.datetime.now(tz=dt.UTC).date()
        self.namespace = root.tag[1:].partition("}")[0] if root.tag.startswith("{") else ""
        self.eids: dict[str, list[Element]] = {}
        self.wids: dict[str, list[Element]] = {}
        self.guids: dict[str, list[Element]] = {}
        self.xml_ids: dict[str, list[Element]] = {}
        self.missing: dict[str, list[Element]] = {}
        self.dates: list[Element] = []
        self._pointing: list[tuple[Element, str, str, str]] = []
        self._identified: list[tuple[Element, str, str]] = []
        self._parts: dict[str, Element | None] = {}
        self._named: dict[str, list[Element]] = {}
        self._positions: dict[Element, dict[Element, int]] = {}
        self._index()

    def _index(self) -> None:  # the one hot loop: everything that many rules ask for
        tags: dict[str, tuple[str, list[Element], list[Element] | None]] = {}
        bearers = {"eId": self.eids, "wId": self.wids, "GUID": self.guids, _XML_ID: self.xml_ids}
        pointing, identified = self._pointing, self._identified
        for element in self.root.iter(f"{{{self.namespace}}}*"):
            tag = element.tag
            entry = tags.get(tag)
            if entry is None:
                name = tag.rpartition("}")[2]
                entry = tags[tag] = (
                    name,
                    self._named.setdefault(name, []),
                    self.missing.setdefault(name, []) if name in IDREQ else None,
                )
            name, same, lacking = entry
            same.append(element)
            attributes: list[tuple[str, str]] = element.items()  # type: ignore[assignment]  # names are never bytes
            for key, value in attributes:
                if key in bearers:
                    held = bearers[key]
                    if value in held:
                        held[value].append(element)
                    else:
                        held[value] = [element]
                    if key == "eId":
                        identified.append((element, name, value))
                        lacking = None
                elif key in POINTERS:
                    pointing.append((element, name, key, value))
                elif key == "date":
                    self.dates.append(element)
            if lacking is not None:
                lacking.append(element)

    def named(self, *names: str) -> list[Element]:
        """Return the elements that bear one of the `names`, name by name, each in the order of the text."""
        if len(names) == 1:
            return self._named.get(names[0], [])
        return [element for name in names for element in self._named.get(name, ())]

    def children(self, element: Element, *names: str) -> list[Element]:
        """Return the children of `element` in the document's namespace; only those called `names` if any."""
        if len(names) == 1:
            return list(element.iterchildren(f"{{{self.namespace}}}{names[0]}"))
        if names:
            return list(element.iterchildren([f"{{{self.namespace}}}{name}" for name in names]))
        return list(element.iterchildren(f"{{{self.namespace}}}*"))

    def target(self, identifier: str) -> Element | None:
        """Return what bears `identifier` as its eId, wId, GUID or `xml:id`, or None."""
        for held in (self.eids, self.xml_ids, self.wids, self.guids):
            if identifier in held:
                return held[identifier][0]
        return None

    @cached_property
    def pointers(self) -> dict[Kind, list[Pointer]]:
        """Every value that may point into the document, by its form; ``refersTo`` may hold several.

        "empty" is nothing or a sign alone, "local" ``#x`` or ``~x``, "global" what has a path or a scheme,
        and "bare" a word that is neither.
        """
        found: dict[Kind, list[Pointer]] = {"empty": [], "local": [], "bare": [], "global": []}
        for element, name, attribute, given in self._pointing:
            for value in given.split() or [""] if attribute == "refersTo" else (given.strip(),):
                if value[:1] in _SIGNS and len(value) > 1:
                    found["local"].append(Pointer(element, name, attribute, value, value[1:]))
                elif "/" in value or ":" in value or "#" in value[1:]:
                    found["global"].append(Pointer(element, name, attribute, value, value))
                elif len(value) > 0 and value not in _SIGNS:
                    found["bare"].append(Pointer(element, name, attribute, value, value))
                else:
                    found["empty"].append(Pointer(element, name, attribute, value, ""))
        return found

    @cached_property
    def segments(self) -> list[Segment]:
        """Every eId taken apart, in the order of the text."""
        found = []
        for element, name, eid in self._identified:
            prefix, _, last = eid.rpartition("__")
            found.append((element, name, eid, prefix, last))
        return found

    @cached_property
    def nums(self) -> dict[Element, str]:
        """What the first `num` of an element prints, by the element, in the order of the text."""
        found: dict[Element, str] = {}
        for num in self.named("num"):
            element = num.getparent()
            if element is not None and element not in found:
                found[element] = words(num)
        return found

    @cached_property
    def numbered(self) -> list[Numbered]:
        """Every element that has both an eId and a `num`, in the order of the text."""
        found = []
        for element, num in self.nums.items():
            if eid := element.get("eId"):
                found.append(Numbered(element, local_name(element), eid.rpartition("__")[2], num))
        return found

    @cached_property
    def title_block(self) -> dict[str, list[Element]]:
        """What stands in the cover page and preface of the main document, by name."""
        held: dict[str, list[Element]] = {}
        for block in (self.part("coverPage"), self.part("preface")):
            for element in () if block is None else block.iterdescendants(f"{{{self.namespace}}}*"):
                held.setdefault(local_name(element), []).append(element)
        return held

    @cached_property
    def references(self) -> dict[str, Element]:
        """What the ``references`` blocks declare, by id: ``TLCPerson``, ``original`` and the like."""
        return {
            key: child
            for block in self.named("references")
            for child in self.children(block)
            if (key := child.get("eId") or child.get(_XML_ID))
        }

    @cached_property
    def identifications(self) -> list[Identification]:
        """What each ``identification`` says, that of the main document first."""
        return [Identification(element) for element in self.named("identification")]

    @cached_property
    def main(self) -> Element | None:
        """The main document: the root if it is one, else the first child that is."""
        if local_name(self.root) in DOCUMENTS:
            return self.root
        return next(iter(self.children(self.root, *DOCUMENTS)), None)

    def part(self, name: str) -> Element | None:
        """Return the child called `name` of the main document: ``preface``, ``preamble``, ``mainBody``."""
        if name not in self._parts:
            found = [] if self.main is None else self.children(self.main, name)
            self._parts[name] = found[0] if found else None
        return self._parts[name]

    def around(self, element: Element) -> Element | None:
        """Return the nearest whole document (``statement``, ``doc`` …) in which `element` stands."""
        return next((outer for outer in ancestors(element) if local_name(outer) in DOCUMENTS), None)

    def within(self, element: Element, *names: str) -> bool:
        """Return whether `element` stands in an element that bears one of the `names`."""
        return any(local_name(outer) in names for outer in ancestors(element))

    def path(self, element: Element) -> str:
        """Return the path of `element` by local names: ``/akomaNtoso/statement/mainBody/paragraph[3]``."""
        steps: list[str] = []
        here = element
        for outer in (*ancestors(element), None):
            number = self._position(here, outer)
            steps.append(local_name(here) + (f"[{number}]" if number else ""))
            if outer is not None:
                here = outer
        return "/" + "/".join(reversed(steps))

    def _position(self, element: Element, parent: Element | None) -> int:
        """Return the place of `element` among siblings of its name, or 0 where it is the only one."""
        if parent is None:
            return 0
        held = self._positions.get(parent)
        if held is None:
            rows: dict[str, list[Element]] = {}
            for child in parent.iterchildren("*"):
                rows.setdefault(child.tag, []).append(child)
            held = {c: n for row in rows.values() if len(row) > 1 for n, c in enumerate(row, 1)}
            self._positions[parent] = held
        return held.get(element, 0)

    def eid(self, element: Element) -> str:
        """Return the eId of `element`, or the nearest around it, or ""."""
        here: Element | None = element
        while here is not None:
            if eid := here.get("eId"):
                return eid
            here = here.getparent()
        return ""
