"""The rows of a table that was printed in lines."""

from __future__ import annotations

from collections.abc import Sequence

from akn.model.resolution import Table, TableCell
from akn.recognition.blocks import block_of
from akn.recognition.passages import Passage
from akn.recognition.punctuated.ahead import Ahead
from akn.recognition.punctuated.signs import cells_of, ending

#: So many lines may be the rows of one table.
_MOST = 400


def table_of_rows(rows: Sequence[Passage]) -> Table:
    """Return the table whose rows are these passages; the last cell of a short row reaches to the edge."""
    cells = [[block_of(cell) for cell in cells_of(row)] for row in rows]
    width = max(map(len, cells))
    return Table(
        tuple(
            tuple(
                TableCell((block,), columns=width - len(row) + 1 if n == len(row) - 1 < width - 1 else 1)
                for n, block in enumerate(row)
            )
            for row in cells
        ),
        rows[0].line,
    )


def rows_at(at: int, ahead: Ahead) -> int:
    """How many passages from `at` on are the rows of a table that was printed in lines; two of them have gaps."""
    signs, passages = ahead.signs, ahead.passages
    if not signs.is_row(passages[at]):
        return 0
    last, gaps = at, 0
    for n in range(at, min(at + _MOST, ahead.adoption)):
        passage = passages[n]
        if passage.grid is not None or passage.role is not None or ahead.counts(n):
            break
        if signs.is_row(passage):
            last, gaps = n, gaps + 1
        elif ending(passage) or n - last > 3:
            break
    return last - at + 1 if gaps > 1 else 0
