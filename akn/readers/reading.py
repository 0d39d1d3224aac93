"""What one reader hands over: pieces, what it left out, and what the file says of itself."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct, field

from akn.findings import Finding
from akn.model.source import LINES, Counting, Dropped, Piece

#: Which text of a document with tracked changes is read.
Changes: TypeAlias = Literal["accepted", "rejected"]


class Reading(Struct, frozen=True):
    """One file, taken apart by the reader of its format.

    `counting` says what the numbers of the pieces count. `encoding` is that of
    the letters, where a reader of bytes decoded them itself.
    """

    pieces: tuple[Piece, ...]
    dropped: tuple[Dropped, ...] = ()
    metadata: dict[str, tuple[str, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    counting: Counting = LINES
    encoding: str = ""
