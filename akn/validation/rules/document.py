"""One parsed document, indexed in a single pass so that all rules together stay cheap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from functools import cached_property
from typing import NamedTuple, TypeAlias

from akn.tree import Element, local_name, namespace_of
from akn.tree.eid import last_segment, number_in
from akn.tree.elements import DOCUMENTS, IDREQ, POINTERS, abbreviation
from akn.tree.identification import Identification
from akn.tree.place import ancestors
from akn.tree.pointers import Kind, kind_of, values
from akn.tree.text import words

#: An eId taken apart: the element that bears it, its name, the eId, what is before its last ``__`` and after.
Segment: TypeAlias = tuple[Element, str, str, str, str]

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


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


class Document:
    """The tree under `root`, ready for rules to ask of it. Elements of other namespaces are not looked at.

    `today` is the day against which dates are called future; the real one where it is left out. `prescribed` are words
    that the schema itself lists as values: they point at nothing, and need not.
    `eids`, `wids`, `guids` and `xml_ids` give the elements that bear an identifier, in the order of the text;
    `missing` the elements that should bear an eId and do not, by name; `dates` the elements with ``@date``.
    """

    def __init__(
        self, root: Element, today: dt.date | None = None, prescribed: Container[str] = frozenset()
    ) -> None:
        self.root = root
        self._prescribed = prescribed
        self.today = today or dt.datetime.now(tz=dt.UTC).date()
        self.namespace = namespace_of(root)
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
        """Every value that may point into the document, by how it does; ``refersTo`` may hold several."""
        found: dict[Kind, list[Pointer]] = {"empty": [], "local": [], "bare": [], "global": []}
        for element, name, attribute, given in self._pointing:
            for value in values(attribute, given):
                if value in self._prescribed:
                    continue
                kind = kind_of(value)
                key = value[1:] if kind in {"local", "empty"} else value
                found[kind].append(Pointer(element, name, attribute, value, key))
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
    def misnamed(self) -> list[tuple[Element, str, str]]:
        """The elements whose eId does not end as the Naming Convention has it, with name and last segment."""
        found = []
        for element, name, _, _, last in self.segments:
            begin = abbreviation(name)
            if last == begin or last.startswith(f"{begin}_") or name.startswith("TLC"):
                continue
            if number_in(element, name, last) is None and element not in self.in_meta:
                found.append((element, name, last))
        return found

    @cached_property
    def in_meta(self) -> frozenset[Element]:
        """The elements of the metadata."""
        return frozenset(one for meta in self.named("meta") for one in meta.iterdescendants())

    @cached_property
    def own_ids(self) -> bool:
        """Whether the ids of the text follow a scheme of the publisher's own: most are not built by the convention."""
        declared = sum(1 for element, *_ in self.segments if element in self.in_meta)
        return len(self.misnamed) * 2 > len(self.segments) - declared

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
                found.append(Numbered(element, local_name(element), last_segment(eid), num))
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
