"""Bodies, offices, countries and places by the names they bear in a language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from akn.authorities import Table, labels, names, table, words
from akn.authorities.forms import Heads, declined
from akn.model.resolution import Entity

AUTHORITY = "http://publications.europa.eu/resource/authority/"

#: What the neighbours of a name must be like.
Guard = Literal["", "alone", "country", "body", "inner", "office"]


class Named(Struct, frozen=True):
    """A name in one language, and what it names.

    `guard` says what the neighbours of the name must be like: ``alone`` names
    (“Council”) need one of the guard words before them, ``country`` and ``body``
    names must not be part of a longer name. `entity` is None for a name that
    only looks like one of ours. `of` is the institution in whose documents alone it means this.
    """

    name: str
    entity: Entity | None
    guard: Guard = ""
    of: str = ""


@lru_cache(maxsize=32)
def entities(language: str) -> tuple[Named, ...]:
    """All names that `language` (ISO 639-3) has in the tables."""
    return (*_bodies(language), *_countries(language), *_places(language))


def _bodies(language: str) -> Iterator[Named]:
    held = labels(language)["corporate-body"]
    more, alone = names(language).get("bodies", {}), names(language).get("alone", {})
    heads = Heads(names(language).get("heads", ()))
    seen: set[str] = set()
    for entry in table("bodies")["bodies"]:
        code, key = entry.get("code", ""), entry["key"]
        iri = f"{AUTHORITY}corporate-body/{code}" if code else entry["iri"]
        entity = Entity("organization", key, iri, entry["label"], entry.get("short", ""))
        seen.add(code)
        own = [*entry.get("everywhere", ()), *entry.get("names", {}).get(language, ()), *more.get(key, ())]
        if code in held:
            own.append(_bare(held[code], language))
        guard: Guard = "inner" if entry.get("inner") else "body" if entry.get("guarded") else ""
        of = entry.get("of", "")
        bent = dict.fromkeys(form for name in own for form in heads.forms(name))
        yield from (Named(name, entity, guard, of) for name in bent)
        lone = (*entry.get("alone", {}).get(language, ()), *alone.get(key, ()))
        yield from (Named(name, entity, "alone", of) for name in lone)
    english = labels("eng")["corporate-body"]
    for code, label in held.items():
        if code not in seen and " " in label:
            iri = f"{AUTHORITY}corporate-body/{code}"
            entity = Entity("organization", f"org_{code}", iri, english.get(code, label))
            yield from (Named(name, entity) for name in heads.forms(_bare(label, language)))
    roles = names(language).get("roles", {})
    for entry in table("bodies")["roles"]:
        role = Entity("role", entry["key"], entry["iri"], entry["label"], entry.get("short", ""))
        every = (*entry.get("names", {}).get(language, ()), *roles.get(entry["key"], ()))
        yield from (Named(name, role, "office", entry.get("of", "")) for name in every)
    for decoy in names(language).get("decoys", ()):
        yield Named(decoy, None)


def _bare(label: str, language: str) -> str:
    """A label without its article: “An Mholdóiv” stands as “sa Mholdóiv” in texts."""
    for article in words(language).get("label_articles", ()):
        if label.startswith(article):
            return label.removeprefix(article)
    return label


def _countries(language: str) -> Iterator[Named]:
    more, own = table("countries"), names(language).get("countries", {})
    apart = frozenset(more["apart"].get(language, ()))
    declension: Table = words(language).get("declension", {})
    for name, code in more["names"].get(language, {}).items():
        yield Named(name, country(code), "country")
    for code, label in labels(language)["country"].items():
        if label in apart:
            continue
        # “Myanmar/Burma” is called by one of the two.
        bare = (_bare(label, language), *label.split("/")) if "/" in label else (_bare(label, language),)
        every = (form for one in bare for form in declined(one, declension))
        for name in dict.fromkeys((*own.get(code, ()), *every)):
            yield Named(name, country(code), "country")
    adjective = words(language).get("country_adjective", "")
    if adjective:
        for code, label in labels(language)["country"].items():
            if " " not in label and label not in apart:
                yield Named(label.lower() + adjective, country(code), "country")
    for decoy in more["decoys"].get(language, ()):
        yield Named(decoy, None)


def _places(language: str) -> Iterator[Named]:
    own = names(language).get("places", {})
    declension: Table = words(language).get("declension", {})
    for entry in table("places")["places"]:
        entity = Entity("location", entry["key"], entry["iri"], entry["label"])
        held = (*entry.get("names", {}).get(language, ()), *own.get(entry["key"], ()))
        for name in dict.fromkeys(form for one in held for form in declined(one, declension)):
            yield Named(name, entity, "country")


@lru_cache(maxsize=512)
def country(code: str) -> Entity:
    """The country that the Publications Office knows by `code` (ISO 3166-1, three letters)."""
    label = labels("eng")["country"].get(code, code)
    return Entity("location", f"country_{code}", f"{AUTHORITY}country/{code}", label)


def examples(kind: Literal["bodies", "roles"]) -> tuple[Table, ...]:
    """The entries of a table, with their examples: the proof that a test walks."""
    return tuple(table("bodies")[kind])
