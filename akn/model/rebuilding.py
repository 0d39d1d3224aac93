"""An act anew, each of its blocks changed by a function; everything else as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias, assert_never

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

Change: TypeAlias = Callable[[Block], Block]


def rebuild_act(act: Act, change: Change) -> Act:
    """`act` with every block changed, in the order of the text."""
    return Act(
        preface=tuple(change(b) for b in act.preface),
        preamble=tuple(_preamble_part(p, change) for p in act.preamble),
        body=tuple(_body_part(p, change) for p in act.body),
        conclusions=tuple(change(b) for b in act.conclusions),
    )


def _preamble_part(part: PreamblePart, change: Change) -> PreamblePart:
    match part:
        case Formula(block):
            return Formula(change(block))
        case Citations(heading, items):
            return Citations(
                change(heading) if heading else None,
                tuple(Citation(c.num, contents(c.content, change), c.line) for c in items),
            )
        case Recitals(heading, items):
            return Recitals(
                change(heading) if heading else None,
                tuple(Recital(r.num, contents(r.content, change), r.line) for r in items),
            )
        case Unrecognised():
            return part
        case _:
            assert_never(part)


def _body_part(part: BodyPart, change: Change) -> BodyPart:
    match part:
        case Paragraph(num, content, line):
            return Paragraph(num, contents(content, change), line)
        case Division(num, heading, parts):
            return Division(num, change(heading), tuple(_body_part(p, change) for p in parts))
        case Block():
            return change(part)
        case Table():
            return _table(part, change)
        case Unrecognised():
            return part
        case _:
            assert_never(part)


def contents(content: tuple[Content, ...], change: Change) -> tuple[Content, ...]:
    """`content` with every block changed."""
    return tuple(_content(part, change) for part in content)


def _content(part: Content, change: Change) -> Content:
    match part:
        case Block():
            return change(part)
        case Listing(items):
            return Listing(tuple(Item(i.num, contents(i.content, change), i.line) for i in items))
        case Quotation(inner, line):
            return Quotation(contents(inner, change), line)
        case Table():
            return _table(part, change)
        case _:
            assert_never(part)


def _table(table: Table, change: Change) -> Table:
    return Table(
        tuple(
            tuple(replace(c, blocks=tuple(change(b) for b in c.blocks)) for c in row) for row in table.rows
        ),
        table.line,
    )
