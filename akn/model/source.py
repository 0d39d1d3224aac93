"""A text as its file holds it, before anything is recognised in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from akn.findings import Finding
from akn.model.resolution import Mark

Format: TypeAlias = Literal["text", "markdown", "html"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, or one block of a page.

    `number` is the line in the file, counted from 1 as an editor counts.
    `text` is what a reader sees: mark-up resolved, nothing else changed.
    `marks` are the styles and links the format itself carries.
    `indent` is the left edge of the text, in columns for text and points for pages.
    `level` is 1 to 6 for a heading of the page, else 0.
    `whole` says that the format vouches for this being a whole block, so that
    it is never joined with its neighbours; plain text cannot vouch.
    """

    number: int
    text: str
    marks: tuple[Mark, ...] = ()
    indent: float = 0.0
    level: int = 0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its blocks, and how many columns and rows it covers."""

    lines: tuple[Line, ...]
    columns: int = 1
    rows: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the page, row by row."""

    number: int
    rows: tuple[tuple[Cell, ...], ...]


Piece: TypeAlias = Line | Grid


@dataclass(frozen=True, slots=True)
class Dropped:
    """Words of the source that are left out of the XML, and why.

    `within` is the text of the piece they stood in, where they were a part of
    it: a page may have many pieces on one line.
    """

    line: int
    text: str
    reason: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file, read.

    `name` is what the user called it (``-`` for standard input), `sha256` the
    hash of its bytes, `encoding` the name of the encoding it was decoded from.
    `pieces` and `dropped` together hold every word of the file. `metadata` is
    what the page says of itself (template tags, ``meta`` elements), lower-case
    names.
    """

    name: str
    sha256: str
    format: Format
    encoding: str
    pieces: tuple[Piece, ...]
    dropped: tuple[Dropped, ...] = ()
    metadata: dict[str, tuple[str, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
