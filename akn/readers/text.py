"""Plain text: one `Line` for each line that holds anything."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

from akn.model.source import Cell, Dropped, Grid, Line, Piece
from akn.readers.html.template_tags import without_template_tags
from akn.readers.reading import Reading

READS: Final = "text"
SUFFIXES = (".txt", ".text")
MAGIC = b""
MIME = "text/plain"
TITLE = "plain text"

_TAB = 8
_TAGGED = re.compile(r"<[A-Za-z][A-Za-z-]{1,40}>\{|</[A-Z][A-Za-z-]{1,40}>")
#: Tables of the Official Journal, copied as text, leave a bar at the end of each cell.
_BAR = " |"
#: The line under the head of a table in Markdown.
_RULE = re.compile(r"[\s|:+-]*-[\s|:+-]*")


def read(text: str) -> Reading:
    """Take `text` (lines end in LF) apart; `Line.indent` is in columns.

    Rows of cells that bars part, two or more below one another and as wide,
    are a table.
    """
    barred = text.count(f"{_BAR}\n") > 2  # a table has several cells
    lines: list[Line] = []
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if barred and line.count("|") == 1:
            line = line.removesuffix("|").rstrip()
        if line:
            lead = raw[: len(raw) - len(raw.lstrip())]
            lines.append(Line(number, line, indent=float(len(lead.expandtabs(_TAB)))))
    pieces, dropped = _with_tables(lines)
    if _TAGGED.search(text) is None:
        return Reading(pieces, dropped)
    untagged = without_template_tags(pieces)
    return Reading(untagged.pieces, (*dropped, *untagged.dropped), untagged.metadata)


def _cells(line: Line) -> tuple[str, ...]:
    """The cells of a row that bars part; nothing where the line is no row."""
    if "|" not in line.text:
        return ()
    held = line.text.removeprefix("|").removesuffix("|").split("|")
    return tuple(cell.strip() for cell in held) if len(held) > 1 else ()


def _with_tables(lines: list[Line]) -> tuple[tuple[Piece, ...], tuple[Dropped, ...]]:
    """`lines`, the tables among them put together, and the rules that stood under their heads."""
    if not any("|" in line.text for line in lines):
        return tuple(lines), ()
    pieces: list[Piece] = []
    dropped: list[Dropped] = []
    for width, run in groupby(lines, key=lambda line: len(_cells(line))):
        rows = list(run)
        if not width or len(rows) < 2:  # one row alone is no table
            pieces += rows
            continue
        dropped += [
            Dropped(row.number, row.text, "a rule of a table") for row in rows if _RULE.fullmatch(row.text)
        ]
        kept = [row for row in rows if not _RULE.fullmatch(row.text)]
        pieces.append(
            Grid(
                rows[0].number,
                tuple(
                    tuple(Cell((Line(row.number, cell, whole=True),) if cell else ()) for cell in _cells(row))
                    for row in kept
                ),
            )
        )
    return tuple(pieces), tuple(dropped)
