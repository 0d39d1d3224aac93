"""The number of a resolution that the text calls by its date, taken from where the text gives it.

“its resolution of 16 January 2020 on Ruritania” bears its number in a footnote
or in brackets behind it; else the table that the user added may know its day.
"""

from __future__ import annotations

from akn.authorities.adopted import known
from akn.enrichment.sought import Tables
from akn.model.resolution import Date, Mark, Note, Ref


def bound(text: str, found: tuple[Mark, ...], held: tuple[Mark, ...], tables: Tables) -> tuple[Mark, ...]:
    """`found`, with the resolutions known by their date bound to the number that follows each.

    `held` are the marks of the block itself, footnotes among them, their text
    already enriched. A number belongs to the resolution last named before it,
    if no semicolon and no other resolution stands between.
    """
    open_ones = [
        n
        for n, mark in enumerate(found)
        if mark.markup == Ref("") and tables.dated.is_resolution(text, mark.start, mark.end)
    ]
    if not open_ones:
        return found
    numbers = sorted((*_in_brackets(found, tables.adopted), *_in_notes(held, tables.adopted)))
    marks = list(found)
    for position, n in enumerate(open_ones):
        begin = marks[n].end
        stop = marks[open_ones[position + 1]].start if position + 1 < len(open_ones) else len(text)
        semicolon = text.find(";", begin, stop)
        limit = semicolon if semicolon >= 0 else stop
        own = {href for start, href in numbers if begin <= start < limit}
        href = own.pop() if len(own) == 1 else "" if own else known(_day(found, marks[n]), text[begin:limit])
        if href:
            marks[n] = Mark(marks[n].start, begin, Ref(href))
    return tuple(marks)


def _day(found: tuple[Mark, ...], mark: Mark) -> str:
    days = [
        m.markup.iso
        for m in found
        if isinstance(m.markup, Date) and mark.start <= m.start and m.end <= mark.end
    ]
    return days[0] if len(days) == 1 else ""


def _in_brackets(found: tuple[Mark, ...], adopted: tuple[str, ...]) -> list[tuple[int, str]]:
    return [
        (m.start, m.markup.href)
        for m in found
        if isinstance(m.markup, Ref) and isinstance(m.markup.href, str) and m.markup.href.startswith(adopted)
    ]


def _in_notes(held: tuple[Mark, ...], adopted: tuple[str, ...]) -> list[tuple[int, str]]:
    numbers: list[tuple[int, str]] = []
    for mark in held:
        if isinstance(mark.markup, Note):
            hrefs = {href for block in mark.markup.blocks for _, href in _in_brackets(block.marks, adopted)}
            numbers.extend((mark.start, href) for href in hrefs)
    return numbers
