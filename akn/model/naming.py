"""What the words of a text name: things with an authority, and parts of the title block."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

LabelName: TypeAlias = Literal[
    "docNumber",
    "docTitle",
    "docType",
    "docStage",
    "docStatus",
    "docketNumber",
    "docDate",
    "docCommittee",
    "docProponent",
    "session",
    "agendaItem",
]


class Entity(Struct, frozen=True):
    """A thing with an authority: what kind it is, its IRI, and what to call it.

    `key` is the local name that ``refersTo`` will use, unique for the IRI.
    """

    kind: Literal["organization", "person", "role", "location", "concept", "event", "process"]
    key: str
    iri: str
    label: str
    short: str = ""


class Mention(Struct, frozen=True):
    """The text names an entity."""

    entity: Entity


class Proponent(Struct, frozen=True):
    """The text names who brings the document in (``docProponent``), and in which role."""

    entity: Entity
    role: str = "author"


class Label(Struct, frozen=True):
    """A part of the title block: number, title, type, stage, date, procedure.

    `value` is its machine-readable form where it has one: the ISO date of a
    ``docDate``, the key of a declared reference for ``docketNumber`` and ``docType``.
    """

    name: LabelName
    value: str = ""


class Legislature(Struct, frozen=True):
    """The text names the parliamentary term."""

    number: str
