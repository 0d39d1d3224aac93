"""Turns of phrase that several rules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def either(options: Iterable[str]) -> str:
    """Return the options in a row: “`a`, `b` or `c`”."""
    ticked = [f"`{option}`" for option in options]
    return " or ".join(filter(None, [", ".join(ticked[:-1]), ticked[-1]])) if ticked else ""


def short(text: str, limit: int = 60) -> str:
    """Return `text` cut to `limit` characters, to be quoted in a message."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def plural(number: int, one: str, many: str = "") -> str:
    """Return “1 point”, “3 points”."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(values: Sequence[str]) -> str:
    """Return the values in quotation marks, with commas."""
    return ", ".join(f"“{value}”" for value in values)
