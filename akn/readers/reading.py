"""What one reader hands over: pieces, what it left out, and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from akn.findings import Finding
from akn.model.source import Dropped, Piece


@dataclass(frozen=True, slots=True)
class Reading:
    """The decoded text of one file, taken apart by the reader of its format."""

    pieces: tuple[Piece, ...]
    dropped: tuple[Dropped, ...] = ()
    metadata: dict[str, tuple[str, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
