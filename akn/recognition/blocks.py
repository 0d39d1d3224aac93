"""Passages as the blocks and tables of the model."""

from __future__ import annotations

from akn.matching.scripts import runs_on
from akn.model.resolution import Block, Mark, Table, TableCell
from akn.recognition.passages import Passage


def block_of(passage: Passage) -> Block:
    """The passage as a block."""
    return Block(passage.text, passage.line, passage.marks)


def table_of(passage: Passage) -> Table:
    """The passage's grid as a table."""
    if passage.grid is None:
        raise TypeError("a passage without a grid is no table")
    return Table(
        tuple(
            tuple(
                TableCell(
                    tuple(Block(line.text, line.number, line.marks) for line in cell.lines),
                    cell.columns,
                    cell.rows,
                    cell.header,
                )
                for cell in row
            )
            for row in passage.grid.rows
        ),
        passage.line,
    )


def joined(first: Block, second: Block) -> Block:
    """Two blocks that were one: the second goes on where the first broke off."""
    gap = "" if runs_on(first.text, second.text) else " "
    at = len(first.text) + len(gap)
    moved = tuple(Mark(m.start + at, m.end + at, m.markup) for m in second.marks)
    return Block(f"{first.text}{gap}{second.text}", first.line, first.marks + moved)
