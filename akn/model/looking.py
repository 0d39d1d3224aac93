"""What an act holds, looked at in the order of the text; to change it there is `rebuilding`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from akn.model.resolution import (
    Act,
    Block,
    BodyPart,
    Citations,
    Content,
    Division,
    Formula,
    Listing,
    Paragraph,
    PreamblePart,
    Quotation,
    Recital,
    Recitals,
    Table,
    Unrecognised,
)


def blocks(act: Act) -> Iterator[Block]:
    """Every block of `act`, in the order in which `rebuilding.rebuild_act` changes them; footnotes are not entered."""
    yield from act.preface
    for part in act.preamble:
        yield from _of_preamble_part(part)
    for inner in act.body:
        yield from _of_body_part(inner)
    yield from act.conclusions


def paragraphs(parts: Iterable[BodyPart]) -> Iterator[Paragraph]:
    """Every paragraph of a body, under whatever heading it stands."""
    for part in parts:
        match part:
            case Paragraph():
                yield part
            case Division(parts=inner):
                yield from paragraphs(inner)
            case Table() | Block() | Recital() | Unrecognised():
                pass
            case _:
                assert_never(part)


def tables(parts: Iterable[BodyPart]) -> Iterator[Table]:
    """Every table that stands in a body by itself, under whatever heading."""
    for part in parts:
        match part:
            case Table():
                yield part
            case Division(parts=inner):
                yield from tables(inner)
            case Paragraph() | Block() | Recital() | Unrecognised():
                pass
            case _:
                assert_never(part)


def _of_preamble_part(part: PreamblePart) -> Iterator[Block]:
    match part:
        case Formula(block):
            yield block
        case Citations(heading, items) | Recitals(heading, items):
            if heading is not None:
                yield heading
            for item in items:
                yield from blocks_of(item.content)
        case Unrecognised(content):
            yield from blocks_of((content,))
        case _:
            assert_never(part)


def _of_body_part(part: BodyPart) -> Iterator[Block]:
    match part:
        case Paragraph(_, content) | Recital(_, content):
            yield from blocks_of(content)
        case Division(_, heading, parts, subheading):
            yield heading
            if subheading is not None:
                yield subheading
            for inner in parts:
                yield from _of_body_part(inner)
        case Table() | Block():
            yield from blocks_of((part,))
        case Unrecognised(content):
            yield from blocks_of((content,))
        case _:
            assert_never(part)


def blocks_of(content: Iterable[Content]) -> Iterator[Block]:
    """Every block of `content`, in the order of the text, footnotes not entered."""
    for part in content:
        match part:
            case Block():
                yield part
            case Listing(items, heading):
                if heading is not None:
                    yield heading
                for item in items:
                    yield from blocks_of(item.content)
            case Quotation(inner):
                yield from blocks_of(inner)
            case Table(rows):
                for row in rows:
                    for cell in row:
                        yield from cell.blocks
            case _:
                assert_never(part)
