"""What a document says of itself in ``identification``, read and written: work, expression, manifestation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from akn.tree import Element, local_name, sub
from akn.tree.elements import LEVELS
from akn.tree.iri import Iri

#: The name of a date that says when the mark-up was made, and nothing of the document.
MARKUP = "markup"

#: An entry of a level that is to be written: its name and its attributes.
Entry: TypeAlias = tuple[str, Mapping[str, str]]


class Level:
    """``FRBRWork``, ``FRBRExpression``, ``FRBRManifestation`` or ``FRBRItem``: its entries by name.

    `uri` and `this` are the values of ``FRBRuri`` and ``FRBRthis``, or "".
    """

    def __init__(self, element: Element) -> None:
        self.element = element
        self._entries: dict[str, list[Element]] = {}
        for child in element.iterchildren("*"):
            self._entries.setdefault(local_name(child), []).append(child)
        self.uri = self.value("FRBRuri")
        self.this = self.value("FRBRthis")

    def all(self, name: str) -> list[Element]:
        """Return the entries called `name` (``FRBRdate``, ``FRBRalias`` …)."""
        return self._entries.get(name, [])

    def first(self, name: str) -> Element | None:
        """Return the first entry called `name`, or None."""
        return next(iter(self.all(name)), None)

    def values(self, name: str, attribute: str = "value") -> list[str]:
        """Return what the entries called `name` say in `attribute`, empty ones left out, white space made single."""
        return [text for entry in self.all(name) if (text := " ".join(entry.get(attribute, "").split()))]

    def dates(self) -> list[str]:
        """Return its dates, less those of the mark-up: the day on which a file was made is no date of a work."""
        return [
            date
            for entry in self.all("FRBRdate")
            if entry.get("name", "").strip().lower() != MARKUP and (date := entry.get("date", "").strip())
        ]

    def value(self, name: str, attribute: str = "value") -> str:
        """Return the first of `values`, or ""."""
        return next(iter(self.values(name, attribute)), "")


class Identification:
    """One ``identification`` block, and the levels that it has."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.levels = {
            name: Level(child)
            for child in element.iterchildren("*")
            if (name := local_name(child)).startswith("FRBR")
        }

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

    def value(self, level: str, name: str, attribute: str = "value") -> str:
        """Return what the entry `name` of `level` (``FRBRWork`` …) says first, or ""."""
        held = self.levels.get(level)
        return "" if held is None else held.value(name, attribute)


def identification_of(document: Element) -> Identification | None:
    """Return what `document` (``statement``, ``doc`` …) says of itself, or None where it says nothing."""
    found = document.find("{*}meta/{*}identification")
    return None if found is None else Identification(found)


def said_first(root: Element, level: str, name: str, attribute: str = "value") -> str:
    """Return what the entry `name` of `level` says first in the tree of `root`, or "".

    A collection may leave it to the documents in it.
    """
    said = (one.value(level, name, attribute) for one in identifications(root))
    return next(filter(None, said), "")


def identifications(root: Element) -> Iterator[Identification]:
    """Yield what each document in the tree of `root` says of itself, in the order of the text."""
    return map(Identification, root.iter("{*}identification"))


class Statement(Struct, frozen=True):
    """What one level is to say besides its IRIs: its date and what then happened, its author and as what.

    `author` and `role` point to what is declared (``#ep``); `more` holds all other entries.
    """

    date: str
    event: str
    author: str
    role: str
    more: Sequence[Entry] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, by name and attributes."""
        return (
            ("FRBRdate", {"date": self.date, "name": self.event}),
            ("FRBRauthor", {"href": self.author, "as": self.role}),
            *self.more,
        )


def write_identification(
    meta: Element, source: str, iri: Iri, component: str, statements: Sequence[Statement]
) -> Element:
    """Write the block of `component` (``main``, ``annex_1``) of the document `iri` into `meta`, and return it.

    `source` points to who says so; `statements` are those of the work, the
    expression and the manifestation. Entries come in the order of the schema.
    """
    block = sub(meta, "identification", {"source": source})
    for (name, order), statement in zip(LEVELS.items(), statements, strict=False):
        level = name.removeprefix("FRBR").lower()
        entries: tuple[Entry, ...] = (
            ("FRBRthis", {"value": iri.this(level, component)}),
            ("FRBRuri", {"value": iri.at(level)}),
            *statement.entries,
        )
        element = sub(block, name)
        for entry, attributes in sorted(entries, key=lambda held: order.index(held[0])):
            sub(element, entry, attributes)
    return block
