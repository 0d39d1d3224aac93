"""What each line of a text became, told from a resolution that was made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias, assert_never

from akn.model.hint import Role
from akn.model.resolution import (
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
    Resolution,
    Table,
    Unrecognised,
)

#: A line of the source, by its number, and what begins there.
Standing: TypeAlias = tuple[int, Role]


def standings(resolution: Resolution) -> Iterator[Standing]:
    """Each part of `resolution` and of its attachments, in the order of the text: where it begins and what it is.

    Cover pages, titles and signatures have no roles, nor has what was not recognised.
    """
    for act in (resolution.act, *(attachment.act for attachment in resolution.attachments)):
        for part in act.preamble:
            yield from _of_preamble(part)
        for inner in act.body:
            yield from _of_body(inner)


def _of_preamble(part: PreamblePart) -> Iterator[Standing]:
    match part:
        case Formula(block):
            yield block.line, "formula"
        case Citations(heading, items):
            yield from _heading(heading)
            for one in items:
                yield from _part(one.line, "citation", one.content)
        case Recitals(heading, rows):
            yield from _heading(heading)
            for each in rows:
                yield from _part(each.line, "recital", each.content)
        case Unrecognised():
            pass
        case _:
            assert_never(part)


def _of_body(part: BodyPart) -> Iterator[Standing]:
    match part:
        case Paragraph(_, content, line):
            yield from _part(line, "paragraph", content)
        case Recital(_, content, line):
            yield from _part(line, "recital", content)
        case Division(_, heading, parts, subheading):
            yield from _heading(heading)
            yield from _heading(subheading)
            for inner in parts:
                yield from _of_body(inner)
        case Block(_, line):
            yield line, "subparagraph"
        case Table() | Unrecognised():
            pass
        case _:
            assert_never(part)


def _heading(block: Block | None) -> Iterator[Standing]:
    if block is not None:
        yield block.line, "heading"


def _part(line: int, role: Role, content: Iterable[Content]) -> Iterator[Standing]:
    """A part that begins in `line`, and what stands in it; its first words are no part of their own."""
    yield line, role
    for at, inner in enumerate(content):
        match inner:
            case Block():
                if at:
                    yield inner.line, "subparagraph"
            case Listing(items, heading):
                yield from _heading(heading)
                for item in items:
                    yield from _part(item.line, "point", item.content)
            case Quotation() | Table():
                pass
            case _:
                assert_never(inner)
