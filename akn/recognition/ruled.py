"""Acts that were set in a table: marks in its first column, texts in its second. Each row is a line.

Readers tell what they know of a page's tables; where a table comes as such, its
words tell: a column of nothing but marks, and beside it what ends as parts do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from akn.matching.alike import alike
from akn.model.resolution import Mark
from akn.model.source import Cell, Grid, Line, Piece
from akn.recognition.idiom import Idiom
from akn.recognition.labels import label_of

#: A mark and its text between bars; more bars are those of a table.
_BARS = re.compile(r"\|\s*(?P<mark>[^\s|]{1,6})\s*\|\s*(?P<text>[^|]*[^|\s])\s*\|?\s*$")
_ENDS = ";,.:·"
_FEWEST = 2


def without_rules(pieces: Sequence[Piece], idiom: Idiom) -> Sequence[Piece]:
    """`pieces`, each table that only sets marks beside their parts as the lines that it holds."""
    barred = [bars for piece in pieces if isinstance(piece, Line) and (bars := _BARS.match(piece.text))]
    if len(barred) < _FEWEST and not any(isinstance(piece, Grid) for piece in pieces):
        return pieces
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Grid):
            found += _lines(piece) if _sets_parts(piece, idiom) else [piece]
        else:
            found.append(_unbarred(piece))
    return found


def _unbarred(line: Line) -> Line:
    """`line` without the bars that were drawn around a mark and its text, as in tables saved as text."""
    bars = _BARS.match(line.text)
    if bars is None or line.marks or not _is_mark(bars["mark"]):
        return line
    return replace(line, text=f"{bars['mark']} {bars['text']}", whole=True)


def _sets_parts(grid: Grid, idiom: Idiom) -> bool:
    """Whether the rows of `grid` are parts of an act: a mark, and words that a part begins or ends with."""
    rows = [[cell for cell in row if cell.lines] for row in grid.rows]
    rows = [row for row in rows if row]
    if not rows or any(len(row) != _FEWEST or not _mark_alone(row[0]) for row in rows):
        return False
    firsts = [alike(row[1].lines[0].text) for row in rows]
    openers = idiom.openers
    opened = any(phrases.opening(first) for first in firsts for phrases in openers)
    ended = all(row[1].lines[-1].text.rstrip()[-1:] in _ENDS for row in rows)
    return (
        ended
        and (opened or len(rows) >= _FEWEST)
        and all(first[:1] and not first[0].isdigit() for first in firsts)
    )


def _mark_alone(cell: Cell) -> bool:
    return len(cell.lines) == 1 and _is_mark(cell.lines[0].text.strip())


def _is_mark(text: str) -> bool:
    label = label_of(alike(f"{text} x")) if text else None
    return label is not None and label.end >= len(text)


def _lines(grid: Grid) -> Iterator[Line]:
    for row in grid.rows:
        filled = [cell for cell in row if cell.lines]
        if not filled:
            continue
        mark, (text, *rest) = filled[0].lines[0], filled[1].lines
        shift = len(mark.text) + 1
        moved = (Mark(m.start + shift, m.end + shift, m.markup) for m in text.marks)
        yield replace(
            text,
            number=mark.number,
            text=f"{mark.text} {text.text}",
            marks=(*mark.marks, *moved),
            indent=mark.indent,
            whole=True,
        )
        yield from rest
