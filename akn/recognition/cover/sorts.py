"""Sorts of line that a cover may hold: how each is told, where it goes, what it says. Data, not code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, cast

from msgspec import Struct

from akn import ready
from akn.institutions import Institution
from akn.model.resolution import LabelName


class Sort(Struct, frozen=True):
    """One sort of line.

    `container` is the container of the cover page that it stands in. `slot` names its phrases in the language
    tables, `found` says where they stand in the line (``opening``, ``whole``), or is "" where no phrase tells the
    sort. `label` marks the line, `relation` is what a number on it says, `role` that of the people it names.
    `phrases` are such as are the same in every language. `date` says that a date on it is that of the document,
    `behind` what the lines are that stand behind it and have no sort of their own.
    """

    name: str
    container: str
    slot: str
    found: str = ""
    label: LabelName | None = None
    relation: str = ""
    role: str = ""
    phrases: tuple[str, ...] = ()
    date: bool = False
    behind: str = ""


@cache
def _general() -> Mapping[str, Mapping[str, Any]]:
    return ready.load("recognition/cover/sorts.toml")


@lru_cache(maxsize=32)
def sorts_of(institution: Institution) -> Mapping[str, Sort]:
    """The sorts of line of the covers of `institution`: its own, and those of all. Its own are tried first."""
    own: Mapping[str, Mapping[str, Any]] = institution.table.get("lines", {})
    general = _general()
    added = {name: _sort(name, f"lines.{name}", {"found": "opening", **row}) for name, row in own.items()}
    changed = {name: _sort(name, name, {**row, **own.get(name, {})}) for name, row in general.items()}
    return {**added, **changed}


def _sort(name: str, slot: str, row: Mapping[str, Any]) -> Sort:
    return Sort(
        name,
        row["container"],
        slot,
        row.get("found", ""),
        cast("LabelName | None", row.get("label")),
        row.get("relation", ""),
        row.get("role", ""),
        tuple(row.get("phrases", ())),
        bool(row.get("date")),
        row.get("behind", ""),
    )
