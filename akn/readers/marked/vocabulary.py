"""What the elements of a vocabulary are, by its table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from akn import ready
from akn.model.resolution import StyleName


class Vocabulary(Struct, frozen=True):
    """A vocabulary: `table` says what each key means."""

    inline: frozenset[str]
    labels: frozenset[str]
    items: frozenset[str]
    lists: frozenset[str]
    notes: frozenset[str]
    headings: frozenset[str]
    groups: frozenset[str]
    tables: frozenset[str]
    rows: frozenset[str]
    cells: frozenset[str]
    left_out: Mapping[str, str]
    quotes: frozenset[str]
    #: Attribute and value of an element that sets its words in a look, and which.
    looks: tuple[tuple[str, str, StyleName], ...]
    #: What a list prints before its items, by its type.
    marks: Mapping[str, str]


@cache
def vocabulary(package: str) -> Vocabulary:
    """The vocabulary whose table lies in `package`."""
    table = ready.load(f"{package.removeprefix('akn.').replace('.', '/')}/elements.toml")
    names = (
        "inline",
        "labels",
        "items",
        "lists",
        "notes",
        "headings",
        "groups",
        "tables",
        "rows",
        "cells",
        "quotes",
    )
    return Vocabulary(
        **{name: frozenset(table.get(name, ())) for name in names},
        left_out=table.get("left_out", {}),
        looks=tuple((row["attribute"], row["value"], row["look"]) for row in table.get("looks", ())),
        marks=table.get("marks", {}),
    )
