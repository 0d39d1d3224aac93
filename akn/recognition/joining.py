"""Lines to passages: hard wraps undone, what the pages of a print repeat left out.

Guarantees:

1. Every piece of the source is in exactly one passage, in order, or is told as left out.
2. A passage's text is the text of its lines joined by a space; only where a
   word was broken at a line's end is the hyphen handled, and told.
3. `line` is the line where the passage begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from akn.findings import Finding
from akn.matching.alike import alike
from akn.matching.scripts import runs_on
from akn.model.resolution import Mark
from akn.model.source import Cell, Dropped, Grid, Line, Piece
from akn.recognition.hyphens import LONGEST_WORD, Hyphens, Spelling
from akn.recognition.labels import label_of
from akn.recognition.passages import Passage
from akn.recognition.wrapping import Wrapping


class Joined(Struct, frozen=True):
    """The passages of a source, and what joining left out: hyphens, and what the pages of a print repeat.

    `findings` are the hyphens that may be the words' own.
    """

    passages: tuple[Passage, ...]
    left_out: tuple[Dropped, ...] = ()
    findings: tuple[Finding, ...] = ()


class Layout(Struct, frozen=True):
    """How a text is laid out on its lines.

    `of_each_page` says why a line is left out, for it may stand in the middle of a sentence, or None.
    `stands_apart` says of a line, from those above and below it, that it never was one with the line above; `goes_on`
    that it is, whatever the wrapping tells.
    `wrapping` is that of the text; without it the pieces themselves tell.
    """

    of_each_page: Callable[[Line], str | None] = lambda _: None
    stands_apart: Callable[[Line, Line, Piece | None], bool] = lambda _above, _line, _below: False
    goes_on: Callable[[Line, Line], bool] = lambda _above, _line: False
    wrapping: Wrapping | None = None
    spelling: Spelling = field(default_factory=Spelling)


def join(
    pieces: Sequence[Piece], layout: Layout | None = None, bridged: frozenset[int] = frozenset()
) -> Joined:
    """Undo the hard wraps of `pieces`, where they have any, and join a label to the line below it.

    `bridged` are the numbers of lines before which something was taken out already.
    """
    layout = layout or Layout()
    wrapping = layout.wrapping or Wrapping(pieces)
    left_out: list[Dropped] = []
    pieces, bridged = _without_page_lines(pieces, layout.of_each_page, left_out, bridged)
    hyphens = Hyphens(pieces, layout.spelling)
    passages: list[Passage] = []
    run: list[Line] = []
    for at, piece in enumerate(pieces):
        if isinstance(piece, Grid):
            passages += _close(run, hyphens)
            passages.append(Passage("", "", piece.number, grid=_whole_cells(piece, hyphens)))
            run = []
        elif (
            run
            and (piece.role == "continuation" or not piece.role)
            and (
                piece.joined
                or piece.role
                or _label_alone(run, piece)
                or (
                    (wrapping.goes_on(run[0], run[-1], piece, bridged) or layout.goes_on(run[-1], piece))
                    and not layout.stands_apart(
                        run[-1], piece, pieces[at + 1] if at + 1 < len(pieces) else None
                    )
                )
            )
        ):
            run.append(piece)
        else:
            passages += _close(run, hyphens)
            run = [piece]
    passages += _close(run, hyphens)
    return Joined(tuple(passages), (*left_out, *hyphens.left_out), tuple(hyphens.findings))


def _whole_cells(grid: Grid, hyphens: Hyphens) -> Grid:
    """`grid` with one line for those of a cell that go on one another."""
    if not any(line.joined for row in grid.rows for cell in row for line in cell.lines):
        return grid
    return replace(grid, rows=tuple(tuple(_whole(cell, hyphens) for cell in row) for row in grid.rows))


def _whole(cell: Cell, hyphens: Hyphens) -> Cell:
    runs: list[list[Line]] = []
    for line in cell.lines:
        if line.joined and runs:
            runs[-1].append(line)
        else:
            runs.append([line])
    lines = [
        replace(run[0], text=passage.text, marks=passage.marks)
        for run in runs
        for passage in _close(run, hyphens)
    ]
    return replace(cell, lines=tuple(lines))


def _without_page_lines(
    pieces: Sequence[Piece],
    of_each_page: Callable[[Line], str | None],
    left_out: list[Dropped],
    taken_before: frozenset[int],
) -> tuple[list[Piece], frozenset[int]]:
    """`pieces` without the lines that each page of a print repeats, and the numbers of the lines after such ones."""
    kept: list[Piece] = []
    bridged: set[int] = set()
    gone = False
    for piece in pieces:
        gone = gone or piece.number in taken_before
        reason = None if isinstance(piece, Grid) else of_each_page(piece)
        if reason is None or isinstance(piece, Grid):
            kept.append(piece)
            if gone:
                bridged.add(piece.number)
        else:
            left_out.append(Dropped(piece.number, piece.text, reason))
        gone = reason is not None
    return kept, frozenset(bridged)


def _label_alone(run: list[Line], line: Line) -> bool:
    """Whether the run so far is a label alone on its line, as the Official Journal's pages print it."""
    if len(run) > 1 or len(run[0].text) > 6:  # “(xviii)” is the longest that is common
        return False
    label = label_of(alike(f"{run[0].text} x"))
    return label is not None and label.end == len(run[0].text) and label_of(alike(line.text)) is None


def _close(run: list[Line], hyphens: Hyphens) -> Iterable[Passage]:
    if not run:
        return ()
    first = run[0]
    if len(run) == 1:
        return (
            Passage(
                first.text,
                alike(first.text),
                first.number,
                first.marks,
                first.indent,
                first.level,
                whole=first.whole,
                depth=first.depth,
                note=first.note,
                given=first.label,
                role=first.role,
            ),
        )
    pieces = [first.text]
    marks = list(first.marks)
    at, end = len(first.text), first.text[-LONGEST_WORD:]
    for above, line in pairwise(run):
        mended = hyphens.mend(end, line.text, above)
        glued = mended.glued or runs_on(above.text, line.text)
        if mended.cut:
            pieces[-1] = pieces[-1][:-1]
            at -= 1
        if not glued:
            pieces.append(" ")
            at += 1
        pieces.append(line.text)
        marks += [Mark(m.start + at, m.end + at, m.markup) for m in line.marks]
        at += len(line.text)
        end = f"{end[: -1 if mended.cut else None]}{'' if glued else ' '}{line.text}"[-LONGEST_WORD:]
    text = "".join(pieces)
    said = tuple((line.number, line.text) for line in run)
    return (
        Passage(
            text,
            alike(text),
            first.number,
            tuple(marks),
            first.indent,
            first.level,
            wrapped=said,
            depth=first.depth,
            given=first.label,
            role=first.role,
        ),
    )
