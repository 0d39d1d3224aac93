"""Notes that the format itself ties to their marks: set over these, with nothing left to guess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from akn.model.resolution import Block, Mark, Note
from akn.model.source import Cell, Grid, Line, Piece
from akn.recognition.notes.taking import Taken

#: Hyphens at the end of a line of a note; the word goes on.
_HYPHENS = ("-", "\u2010", "\u00ad")


def take_given(pieces: Sequence[Piece]) -> Taken:
    """Take the lines that are parts of notes out of `pieces`, and set each note over the first mark that calls it.

    A note that nothing calls stays where it is, and says so (`Line.note`).
    """
    if not any(isinstance(piece, Line) and piece.note_of for piece in pieces):
        return Taken(tuple(pieces))
    notes: dict[str, list[Line]] = {}
    for piece in pieces:
        if isinstance(piece, Line) and piece.note_of:
            notes.setdefault(piece.note_of, []).append(piece)
    called = Counter(call.key for line in _lines(pieces) for call in line.calls)
    placing = _Placing({key: _blocks(lines) for key, lines in notes.items()})
    kept: list[Piece] = []
    bridged: set[int] = set()
    gone = False
    for piece in pieces:
        if isinstance(piece, Grid):
            kept.append(placing.grid(piece))
        elif not piece.note_of:
            kept.append(placing.line(piece))
        elif called[piece.note_of]:
            gone = True
            continue
        else:
            kept.append(replace(piece, note=piece.note or "*", whole=True, joined=False))
        if gone:
            bridged.add(piece.number)
            gone = False
    return Taken(tuple(kept), (), frozenset(bridged))


class _Placing:
    """Sets notes over the marks that call them, each once."""

    def __init__(self, blocks: dict[str, tuple[Block, ...]]) -> None:
        self._blocks = blocks

    def line(self, line: Line) -> Line:
        """`line` with the notes that it calls."""
        if not line.calls:
            return line
        added = [
            Mark(call.start, call.end, Note(call.marker, blocks, counted=call.start == call.end))
            for call in line.calls
            if (blocks := self._blocks.pop(call.key, ()))
        ]
        marks = [m for m in line.marks if not any(a.start <= m.start and m.end <= a.end for a in added)]
        return replace(line, marks=(*marks, *added))

    def grid(self, grid: Grid) -> Grid:
        """`grid` with the notes that its cells call."""
        if not any(line.calls for line in _cells(grid)):
            return grid
        return Grid(
            grid.number,
            tuple(
                tuple(replace(cell, lines=tuple(self.line(line) for line in cell.lines)) for cell in row)
                for row in grid.rows
            ),
        )


def _cells(grid: Grid) -> Iterator[Line]:
    cells: Iterator[Cell] = (cell for row in grid.rows for cell in row)
    for cell in cells:
        yield from cell.lines


def _lines(pieces: Sequence[Piece]) -> Iterator[Line]:
    for piece in pieces:
        if isinstance(piece, Grid):
            yield from _cells(piece)
        else:
            yield piece


def _blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The paragraphs of a note, its lines joined where they were one."""
    blocks: list[Block] = []
    for line in lines:
        if not (blocks and line.joined):
            blocks.append(Block(line.text, line.number, line.marks))
            continue
        first = blocks[-1]
        glued = first.text[-1:] in _HYPHENS and line.text[:1].islower()
        at = len(first.text) + (0 if glued else 1)
        marks = tuple(Mark(m.start + at, m.end + at, m.markup) for m in line.marks)
        text = f"{first.text}{'' if glued else ' '}{line.text}"
        blocks[-1] = Block(text, first.line, first.marks + marks)
    return tuple(blocks)
