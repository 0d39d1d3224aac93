"""Numbers in figures that are no digits: Chinese ones, and those that are one character with a circle or brackets."""

from __future__ import annotations

import unicodedata

_UNITS = {figure: value for value, figure in enumerate("〇一二三四五六七八九")}
_TEN = "十"


def value_of(figures: str) -> int | None:
    """The value of `figures` up to 99 (``十二``, ``㈡``, ``②``), or None where they are none."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", figures) if c.isalnum())
    if plain.isascii() and plain.isdecimal():
        return int(plain)
    before, ten, behind = plain.partition(_TEN)
    if not ten:
        return _UNITS.get(plain)
    tens = _UNITS.get(before, 0) if before else 1
    units = _UNITS.get(behind, 0) if behind else 0
    known = (not before or before in _UNITS) and (not behind or behind in _UNITS)
    return 10 * tens + units if known and tens else None
