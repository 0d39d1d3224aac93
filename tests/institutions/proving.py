"""The proof of what an institution says in a language: each phrase is met by an example."""

from __future__ import annotations

from typing import Any

from akn.institutions import load as load_institution
from akn.languages import load
from akn.matching.alike import alike
from akn.matching.phrases import Phrases

#: Slots whose phrases may stand anywhere in a line, and those that are a whole line.
INSIDE = {"group", "committee", "recitals_follow"}
WHOLE = {"amendment", "contents", "edition"}


def slots(table: dict[str, Any], prefix: str = "") -> dict[str, list[str]]:
    """Every list of phrases of an institution's section, by its dotted name; lines of the page are left out."""
    found: dict[str, list[str]] = {}
    for key, value in table.items():
        if key in ("examples", "name", "like", "furniture"):
            continue
        if isinstance(value, dict):
            found |= slots(value, f"{prefix}{key}.")
        elif value:
            found[f"{prefix}{key}"] = value
    return found


def examples(code: str, key: str, slot: str) -> list[str]:
    held: Any = load(code).table[key].get("examples", {})
    for step in slot.split("."):
        held = held.get(step, []) if isinstance(held, dict) else []
    return list(held)


def met(code: str, key: str, slot: str, phrases: list[str]) -> set[str]:
    """The phrases of a slot that the examples beside them meet."""
    held = Phrases(phrases)
    own_lines = load_institution(key).table.get("lines", {})
    whole = slot in WHOLE or own_lines.get(slot.removeprefix("lines."), {}).get("found") == "whole"
    look = held.inside if slot in INSIDE else held.whole if whole else held.opening
    return {h.phrase for sentence in examples(code, key, slot) if (h := look(alike(sentence)))}
