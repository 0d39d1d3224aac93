"""An act looked at and an act changed: every block, once, in the order of the text."""

from __future__ import annotations

from msgspec.structs import replace

from akn.model.looking import blocks, blocks_of, paragraphs, tables
from akn.model.rebuilding import rebuild_act
from akn.model.resolution import (
    Act,
    Block,
    Citation,
    Citations,
    Division,
    Formula,
    Item,
    Listing,
    Paragraph,
    Quotation,
    Recital,
    Recitals,
    Table,
    TableCell,
    Unrecognised,
)


def block(number: int) -> Block:
    return Block(f"kettle {number}", number)


def table(*numbers: int) -> Table:
    return Table((tuple(TableCell((block(n),), columns=2) for n in numbers),), numbers[0])


FIRST = Paragraph(
    None,
    (block(10), Listing((Item(None, (block(11), Listing((Item(None, (block(12),), 12),))), 11),)), table(13)),
    10,
)
LAST = Paragraph(None, (Quotation((block(17), table(18)), 17), block(19)), 17)
#: One of everything, numbered as it stands.
ACT = Act(
    preface=(block(1),),
    preamble=(
        Formula(block(2)),
        Citations(block(3), (Citation(None, (block(4),), 4),)),
        Unrecognised(block(5)),
        Recitals(None, (Recital(None, (block(6), block(7)), 6),)),
        Unrecognised(table(8)),
    ),
    body=(
        Division(None, block(9), (FIRST, Division(None, block(14), (table(15),)))),
        block(16),
        LAST,
        Unrecognised(block(20)),
        Unrecognised(table(21, 22)),
    ),
    conclusions=(block(23),),
)


def test_every_block_is_met_once_in_the_order_of_the_text() -> None:
    assert [one.line for one in blocks(ACT)] == list(range(1, 24))


def test_what_is_looked_at_is_what_is_changed_in_the_same_order() -> None:
    met: list[Block] = []

    def change(one: Block, _: Paragraph | None) -> Block:
        met.append(one)
        return replace(one, text=one.text.upper())

    changed = rebuild_act(ACT, change)
    assert met == list(blocks(ACT))
    assert [one.text for one in blocks(changed)] == [one.text.upper() for one in blocks(ACT)]


def test_an_act_whose_blocks_stay_stays_as_it_was() -> None:
    assert rebuild_act(ACT, lambda one, _: one) == ACT


def test_a_change_is_told_the_paragraph_that_says_the_block() -> None:
    said: dict[int, Paragraph | None] = {}

    def change(one: Block, paragraph: Paragraph | None) -> Block:
        said[one.line] = paragraph
        return one

    rebuild_act(ACT, change)
    assert [line for line, paragraph in said.items() if paragraph is FIRST] == [10, 11, 12, 13]
    assert [line for line, paragraph in said.items() if paragraph is LAST] == [19]  # a quotation is another's
    assert sum(paragraph is None for paragraph in said.values()) == 18


def test_paragraphs_and_tables_are_found_under_any_heading() -> None:
    assert [one.line for one in paragraphs(ACT.body)] == [10, 17]
    assert [one.line for one in tables(ACT.body)] == [15]


def test_the_blocks_of_a_content() -> None:
    assert [one.line for one in blocks_of(FIRST.content)] == [10, 11, 12, 13]
