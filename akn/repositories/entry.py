"""What a repository knows of a document: the values of its index, all taken from the document itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from akn.tree.units import Unit


class Facts(Struct, frozen=True):
    """What tells one work from another.

    `expression` is the IRI of the expression; where the file is a component of
    it (an annex filed by itself), ``/!annex_1`` follows. `element` is the local
    name of the document's element (``statement``). `numbers` and `procedures` are
    as printed, `aliases` pairs of name and value; `date` is that of the work, ISO, or "".
    """

    work: str
    expression: str
    language: str
    element: str
    date: str
    title: str
    numbers: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()

    @property
    def component(self) -> str:
        """The component of the expression that the file holds, "" for the whole or its main part."""
        return self.expression.partition("/!")[2]


class Agent(Struct, frozen=True):
    """An author: a person, a group, an institution. `names` are all forms the document uses."""

    iri: str
    name: str
    names: tuple[str, ...]


class Citation(Struct, frozen=True):
    """A reference out of the document: where it stands, its target (see `folding.target`), its CELEX."""

    eid: str
    target: str
    celex: str


class Entry(Struct, frozen=True):
    """One document in the index.

    `manifestation` is its IRI or "". `kind` is the name of the document
    (``motionForResolution``). `expressed` is the date of the expression, ISO, or "".
    """

    facts: Facts
    manifestation: str
    kind: str
    expressed: str
    authors: tuple[Agent, ...] = ()
    parts: tuple[Unit, ...] = ()
    citations: tuple[Citation, ...] = ()
