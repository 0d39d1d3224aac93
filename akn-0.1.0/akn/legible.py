"""Names and words from outside as text that every program can take, and as text that no terminal obeys."""

from __future__ import annotations

import re
from typing import Any

#: Bytes of a name that are no UTF-8, as Python holds them, and other halves of pairs.
_HALVES = re.compile("[\ud800-\udfff]")
#: What a terminal may obey: control characters, and those that turn the direction of writing.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def legible(text: str) -> str:
    r"""Return `text` as Unicode can write it: a byte of a file's name that is no UTF-8 becomes ``\xff``."""
    if text.isascii() or _HALVES.search(text) is None:
        return text
    return text.encode("utf-8", "surrogateescape" if _is_name(text) else "replace").decode(
        "utf-8", "backslashreplace"
    )


def all_legible(value: Any) -> Any:
    """Return `value`, made of plain values as JSON holds them, with every text in it legible."""
    match value:
        case str():
            return legible(value)
        case dict():
            return {key: all_legible(held) for key, held in value.items()}
        case list() | tuple():
            return [all_legible(held) for held in value]
        case _:
            return value


def _is_name(text: str) -> bool:
    return all("\udc80" <= half <= "\udcff" for half in _HALVES.findall(text))


def harmless(text: str) -> str:
    r"""Return `text`, legible, with ``\x1b`` and its like written out; tabs and line breaks stay."""
    return _OBEYED.sub(_written_out, legible(text))


def _written_out(character: re.Match[str]) -> str:
    number = ord(character[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
