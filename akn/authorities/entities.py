"""Bodies, offices and countries by the names they bear in a language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from akn.authorities import Table, labels, table
from akn.model.resolution import Entity

AUTHORITY = "http://publications.europa.eu/resource/authority/"


@dataclass(frozen=True, slots=True)
class Named:
    """A name in one language, and what it names.

    `guard` says what the neighbours of the name must be like: ``alone`` names
    (“Council”) need one of the guard words before them, ``country`` names must
    not be part of a longer name. `entity` is None for a name that only looks
    like one of ours.
    """

    name: str
    entity: Entity | None
    guard: Literal["", "alone", "country"] = ""


@lru_cache(maxsize=32)
def entities(language: str) -> tuple[Named, ...]:
    """All names that `language` (ISO 639-3) has in the tables."""
    return (*_bodies(language), *_countries(language))


def _bodies(language: str) -> Iterator[Named]:
    held = labels(language)["corporate-body"]
    seen: set[str] = set()
    for entry in table("bodies")["bodies"]:
        code = entry.get("code", "")
        iri = f"{AUTHORITY}corporate-body/{code}" if code else entry["iri"]
        entity = Entity("organization", entry["key"], iri, entry["label"], entry.get("short", ""))
        seen.add(code)
        names = [*entry.get("names", {}).get(language, ()), *([held[code]] if code in held else ())]
        yield from (Named(name, entity) for name in names)
        yield from (Named(name, entity, "alone") for name in entry.get("alone", {}).get(language, ()))
    english = labels("eng")["corporate-body"]
    for code, label in held.items():
        if code not in seen and " " in label:
            iri = f"{AUTHORITY}corporate-body/{code}"
            yield Named(label, Entity("organization", f"org_{code}", iri, english.get(code, label)))
    for entry in table("bodies")["roles"]:
        role = Entity("role", entry["key"], entry["iri"], entry["label"], entry.get("short", ""))
        yield from (Named(name, role) for name in entry.get("names", {}).get(language, ()))


def _countries(language: str) -> Iterator[Named]:
    more = table("countries")
    apart = frozenset(more["apart"].get(language, ()))
    names: list[tuple[str, str]] = [*more["names"].get(language, {}).items()]
    names.extend((label, code) for code, label in labels(language)["country"].items() if label not in apart)
    for name, code in names:
        yield Named(name, country(code), "country")
    for decoy in more["decoys"].get(language, ()):
        yield Named(decoy, None)


@lru_cache(maxsize=512)
def country(code: str) -> Entity:
    """The country that the Publications Office knows by `code` (ISO 3166-1, three letters)."""
    label = labels("eng")["country"].get(code, code)
    return Entity("location", f"country_{code}", f"{AUTHORITY}country/{code}", label)


def examples(kind: Literal["bodies", "roles"]) -> tuple[Table, ...]:
    """The entries of a table, with their examples: the proof that a test walks."""
    return tuple(table("bodies")[kind])
