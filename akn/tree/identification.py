"""What a document says of itself in ``identification``: work, expression, manifestation, and their IRIs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: A work IRI of the Naming Convention, chapter 4: country, type, subtype?, actor?, date, number.
_WORK = re.compile(
    r"(?:https?://[^/]+)?/akn/(?P<country>[^/]+)/(?P<type>[^/]+)(?P<middle>(?:/[^/]+){0,2}?)"
    r"/(?P<date>\d{4}(?:-\d\d(?:-\d\d)?)?)(?:/(?P<number>[^/@!]+))?/?"
)


@dataclass(frozen=True, slots=True)
class WorkIri:
    """The pieces of a work IRI; `middle` is what stands between type and date: subtype, actor."""

    country: str
    type: str
    middle: tuple[str, ...]
    date: str
    number: str

    @classmethod
    def read(cls, iri: str) -> WorkIri | None:
        """Return the pieces of `iri`, or None where it is no work IRI of the Naming Convention."""
        found = _WORK.fullmatch(iri)
        if found is None:
            return None
        middle = tuple(piece for piece in found["middle"].split("/") if piece)
        return cls(found["country"], found["type"], middle, found["date"], found["number"] or "")


class Level:
    """``FRBRWork``, ``FRBRExpression``, ``FRBRManifestation`` or ``FRBRItem``: its entries by name.

    `uri` and `this` are the values of ``FRBRuri`` and ``FRBRthis``, or "".
    """

    def __init__(self, element: Element) -> None:
        self.element = element
        self._entries: dict[str, list[Element]] = {}
        for child in element.iterchildren("*"):
            self._entries.setdefault(child.tag.rpartition("}")[2], []).append(child)
        self.uri = next(iter(self.values("FRBRuri")), "")
        self.this = next(iter(self.values("FRBRthis")), "")

    def all(self, name: str) -> list[Element]:
        """Return the entries called `name` (``FRBRdate``, ``FRBRalias`` …)."""
        return self._entries.get(name, [])

    def first(self, name: str) -> Element | None:
        """Return the first entry called `name`, or None."""
        return next(iter(self.all(name)), None)

    def values(self, name: str, attribute: str = "value") -> list[str]:
        """Return what the entries called `name` say in `attribute`, empty ones left out."""
        return [text for entry in self.all(name) if (text := entry.get(attribute, "").strip())]


class Identification:
    """One ``identification`` block, and the levels that it has."""

    def __init__(self, element: Element) -> None:
        self.element = element
        levels = {child.tag.rpartition("}")[2]: child for child in element.iterchildren("*")}
        self.levels = {name: Level(child) for name, child in levels.items() if name.startswith("FRBR")}

    @property
    def work(self) -> Level | None:
        """The work, or None where it is missing."""
        return self.levels.get("FRBRWork")

    @property
    def expression(self) -> Level | None:
        """The expression, or None where it is missing."""
        return self.levels.get("FRBRExpression")

    @property
    def manifestation(self) -> Level | None:
        """The manifestation, or None where it is missing."""
        return self.levels.get("FRBRManifestation")

    @property
    def owner(self) -> Element | None:
        """The document that is identified (``statement``, ``doc`` …), or None outside of one."""
        meta = self.element.getparent()
        return None if meta is None else meta.getparent()
