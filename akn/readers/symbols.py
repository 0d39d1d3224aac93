"""Signs that word processors take from fonts of pictures: what is meant by them, as far as Unicode has it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from akn import ready

_BULLET = "•"


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return ready.load("readers/symbols.toml")


def symbol(font: str, code: str) -> str:
    """The sign with the hexadecimal `code` in `font`; a bullet where nothing is known of it, "" where it is no code."""
    try:
        number = int(code[:6], 16)
    except ValueError:
        return ""
    known = _table().get("symbol" if font.lower() == "symbol" else "wingdings", {})
    if 0xF000 <= number <= 0xF0FF:
        return known.get(f"{number - 0xF000:02X}", _BULLET)
    return chr(number) if number <= 0x10FFFF and chr(number).isprintable() else ""
