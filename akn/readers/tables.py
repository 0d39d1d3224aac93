"""Tables: those that tabulate become a `Grid`, those that only place text become lines.

The Official Journal sets every citation, recital and point as a table of two
cells, a dash or number and its text; older pages of the Parliament are tables
altogether.
"""

from __future__ import annotations

import re

from msgspec import Struct, field
from msgspec.structs import replace

from akn.model.resolution import Mark
from akn.model.source import Cell, Grid, Line, Piece

#: A dash or bullet, a number or letter with or without brackets and full stop; quotation marks before it.
_MARKER = re.compile(r"[‘’“”„«»\"'\[(]*(?:[^\w\s]{1,3}|\d{1,3}|\w|[^\W_]{1,6}(?:\.\d{1,3})*[.)\]]{1,2})\Z")

#: No table of a resolution is wider or taller; a larger span is a slip, and costs memory further on.
_MOST = 1000


class Slot(Struct):
    """A cell as it fills; `direct` where its pieces go straight to what is around the table."""

    pieces: list[Piece]
    columns: int = 1
    rows: int = 1
    header: bool = False
    direct: bool = False


class GrowingTable(Struct):
    """A table as it fills; `outlet` takes what comes of it.

    `number` is its line. `layout` says that it is known to place text only,
    `tabular` that it is known to tabulate: drawn lines, headings, a caption.
    """

    number: int
    outlet: list[Piece]
    layout: bool = False
    tabular: bool = False
    rows: list[list[Slot]] = field(default_factory=list)
    cell: Slot | None = None

    def begin_row(self) -> None:
        """A row begins; the one before is ended."""
        self.end_row()
        self.rows.append([])

    def end_row(self) -> None:
        """The row ends; in a table of layout its lines are handed on."""
        self.cell = None
        if self.layout:
            self._hand_on()

    def begin_cell(self, columns: str = "", rows: str = "", *, header: bool = False) -> None:
        """A cell begins, `columns` wide and `rows` high as its attributes say."""
        if not self.rows:
            self.rows.append([])
        self.cell = Slot([], _span(columns), _span(rows), header)
        self.rows[-1].append(self.cell)

    def begin_caption(self) -> None:
        """A caption begins; its text stands before the table."""
        self.tabular = True
        self.cell = Slot(self.outlet, direct=True)

    def end_cell(self) -> None:
        """The cell ends; what comes before the next one belongs to none."""
        self.cell = None

    @property
    def inside(self) -> list[Piece]:
        """Where pieces go now: the open cell, or a new one for text that stands in no cell."""
        if self.cell is None:
            self.begin_cell()
        assert self.cell is not None  # noqa: S101  # begin_cell has just made it
        return self.cell.pieces

    def holds_another(self) -> None:
        """A table begins inside: this one, then, only places text."""
        self.layout = True
        self._hand_on()
        if self.cell is None:
            self.begin_cell()
        assert self.cell is not None  # noqa: S101  # begin_cell has just made it
        self.cell.pieces = self.outlet
        self.cell.direct = True

    def end(self) -> None:
        """The table ends: hand on a grid, or its lines."""
        self.end_row()
        if self.layout or not self._tabulates():
            self._hand_on()
            return
        rows = [
            tuple(
                Cell(tuple(p for p in s.pieces if isinstance(p, Line)), s.columns, s.rows, s.header)
                for s in row
            )
            for row in self.rows
        ]
        if not any(cell.rows > 1 for row in rows for cell in row):
            rows = [row for row in rows if any(cell.lines for cell in row)]
        self.outlet.append(Grid(self.number, tuple(rows)))

    def _tabulates(self) -> bool:
        filled = [[slot for slot in row if slot.pieces] for row in self.rows]
        several = [row for row in filled if len(row) > 1]
        if not several:
            return False
        if self.tabular:
            return True
        if all(len(row) == 2 and _marker(row[0]) is not None for row in several):
            return False
        return sum(1 for row in filled if row) > 1

    def _hand_on(self) -> None:
        rows, self.rows = self.rows, []
        for row in rows:
            self.outlet.extend(_in_line([slot for slot in row if slot.pieces and not slot.direct]))
        if self.cell is not None:  # a row is under way: its open cell takes more
            self.cell = Slot([], self.cell.columns, self.cell.rows, self.cell.header)
            self.rows.append([self.cell])


def _marker(slot: Slot) -> Line | None:
    """The only line of the cell where it is a marker, else None."""
    match slot.pieces:
        case [Line() as line] if _MARKER.match(line.text.strip()):
            return line
        case _:
            return None


def _in_line(row: list[Slot]) -> list[Piece]:
    """The pieces of a row of layout, markers joined with the text that they mark."""
    pieces: list[Piece] = []
    pending: Line | None = None
    for slot in row:
        first, *rest = slot.pieces
        if pending is not None and isinstance(first, Line):
            first, pending = joined(pending, first), None
        elif pending is not None:
            pieces.append(pending)
            pending = None
        if _marker(slot) is not None and isinstance(first, Line):
            pending = first
        else:
            pieces.extend((first, *rest))
    if pending is not None:
        pieces.append(pending)
    return pieces


def joined(marker: Line, text: Line) -> Line:
    """The line `text` with `marker` and a space before it."""
    shift = len(marker.text) + 1
    moved = (Mark(mark.start + shift, mark.end + shift, mark.markup) for mark in text.marks)
    return replace(
        text,
        number=marker.number,
        text=f"{marker.text} {text.text}",
        marks=(*marker.marks, *moved),
        indent=marker.indent,
    )


def _span(value: str) -> int:
    return min(max(int(value), 1), _MOST) if value.isascii() and value.isdigit() and len(value) < 9 else 1
