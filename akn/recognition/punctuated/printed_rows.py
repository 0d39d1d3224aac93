"""The rows of a table that was printed in lines."""

from __future__ import annotations

from collections.abc import Sequence

from akn.model.resolution import Table, TableCell
from akn.recognition.blocks import block_of
from akn.recognition.passages import Passage
from akn.recognition.punctuated.signs import cells_of


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
