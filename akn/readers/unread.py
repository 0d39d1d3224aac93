"""Files that are no text and that no reader reads: refused by name, with the command that helps."""

from __future__ import annotations

from functools import cache
from typing import Any

from akn import ready
from akn.errors import UnreadableError


@cache
def _known() -> list[tuple[bytes, int, tuple[bytes, ...], str, str]]:
    table: dict[str, Any] = ready.load("readers/unread.toml")
    return [
        (
            bytes.fromhex(row["magic"]),
            row.get("at", 0),
            tuple(part.encode() for part in row.get("holds", ())),
            row["called"],
            row["help"],
        )
        for row in table["known"]
    ]


def refuse_unread(data: bytes, name: str) -> None:
    """See that `data`, the bytes of the file called `name`, are not those of a file that is no text.

    Raises:
        UnreadableError: they are; the message says what it is, and what to do.
    """
    if data[:1].isalpha() and data[:3] not in _LETTERS and data[257:262] != b"ustar":
        return  # as most texts begin
    for magic, at, holds, called, remedy in _known():
        if data.startswith(magic, at) and (not holds or any(part in data for part in holds)):
            raise UnreadableError(f"{name}: this is {called}, not text; {remedy}")


#: Letters with which some of them begin.
_LETTERS = frozenset(
    {
        b"PK\x03",
        b"PK\x05",
        b"BZh",
        b"Rar",
        b"GIF",
        b"II*",
        b"MM\x00",
        b"RIF",
        b"AT&",
        b"7z\xbc",
        b"MIM",
        b"Fro",
    }
)
