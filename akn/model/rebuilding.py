"""An act anew, each of its blocks changed by a function; everything else as it was. To look, there is `looking`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias, TypeVar, assert_never

from msgspec.structs import replace

from akn.model.resolution import (
    Act,
    Block,
    BodyPart,
    Citation,
    Citations,
    Content,
    Division,
    Formula,
    Item,
    Listing,
    Paragraph,
    PreamblePart,
    Quotation,
    Recital,
    Recitals,
    Table,
    Unrecognised,
)

#: Gives a block anew. It is told the paragraph that says the block: none in the preamble, in a heading, a table
#: of its own or a quotation, whose words are another's.
Change: TypeAlias = Callable[[Block, Paragraph | None], Block]

_Statement = TypeVar("_Statement", Citation, Recital, Paragraph, Item)


def rebuild_act(act: Act, change: Change) -> Act:
    """`act` with every block changed, in the order of the text; footnotes are not entered."""
    return Act(
        preface=_blocks(act.preface, change),
        preamble=tuple(_preamble_part(part, change) for part in act.preamble),
        body=tuple(_body_part(part, change) for part in act.body),
        conclusions=_blocks(act.conclusions, change),
    )


def _blocks(blocks: Iterable[Block], change: Change) -> tuple[Block, ...]:
    return tuple(change(block, None) for block in blocks)


def _preamble_part(part: PreamblePart, change: Change) -> PreamblePart:
    match part:
        case Formula(block):
            return Formula(change(block, None))
        case Citations(heading, items):
            return Citations(_heading(heading, change), tuple(_statement(c, change, None) for c in items))
        case Recitals(heading, items):
            return Recitals(_heading(heading, change), tuple(_statement(r, change, None) for r in items))
        case Unrecognised():
            return _unrecognised(part, change)
        case _:
            assert_never(part)


def _heading(heading: Block | None, change: Change) -> Block | None:
    return None if heading is None else change(heading, None)


def _body_part(part: BodyPart, change: Change) -> BodyPart:
    match part:
        case Paragraph():
            return _statement(part, change, part)
        case Recital():
            return _statement(part, change, None)
        case Division(num, heading, parts, subheading):
            above, below = change(heading, None), _heading(subheading, change)
            return Division(num, above, tuple(_body_part(inner, change) for inner in parts), below)
        case Block():
            return change(part, None)
        case Table():
            return _table(part, change, None)
        case Unrecognised():
            return _unrecognised(part, change)
        case _:
            assert_never(part)


def _unrecognised(part: Unrecognised, change: Change) -> Unrecognised:
    match part.content:
        case Block():
            return Unrecognised(change(part.content, None))
        case Table():
            return Unrecognised(_table(part.content, change, None))
        case _:
            assert_never(part.content)


def _statement(part: _Statement, change: Change, said_by: Paragraph | None) -> _Statement:
    return replace(part, content=tuple(_content(inner, change, said_by) for inner in part.content))


def _content(part: Content, change: Change, said_by: Paragraph | None) -> Content:
    match part:
        case Block():
            return change(part, said_by)
        case Listing(items, heading):
            above = None if heading is None else change(heading, said_by)
            return Listing(tuple(_statement(item, change, said_by) for item in items), above)
        case Quotation(inner):
            return replace(part, content=tuple(_content(held, change, None) for held in inner))
        case Table():
            return _table(part, change, said_by)
        case _:
            assert_never(part)


def _table(table: Table, change: Change, said_by: Paragraph | None) -> Table:
    rows = tuple(
        tuple(replace(cell, blocks=tuple(change(block, said_by) for block in cell.blocks)) for cell in row)
        for row in table.rows
    )
    return replace(table, rows=rows)
