"""Overlaps of what is found in a text, and of what was known before, settled; the writer cuts styles and links."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import accumulate
from types import MappingProxyType
from typing import assert_never

from akn.model.resolution import (
    Break,
    Date,
    Label,
    Legislature,
    Link,
    Mark,
    Mention,
    Note,
    Proponent,
    Ref,
    RefList,
    RefRange,
    Style,
)

#: Of two marks over the same words, the lower is the outer one. A table, for it is asked of each mark several times.
RANKS: Mapping[type, int] = MappingProxyType(
    {
        Note: 0,
        Break: 0,
        Link: 0,
        Style: 0,
        Label: 1,
        Proponent: 1,
        Legislature: 1,
        RefList: 2,
        Ref: 3,
        RefRange: 3,
        Mention: 4,
        Date: 5,
    }
)


def _order(mark: Mark) -> tuple[int, int, int]:
    return (mark.start, -mark.end, RANKS[type(mark.markup)])


def nested(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """`marks` in order, without those that cross one that begins before them."""
    kept: list[Mark] = []
    around: list[Mark] = []
    for mark in sorted(marks, key=_order):
        while around and around[-1].end <= mark.start:
            around.pop()
        if around and mark.end > around[-1].end:
            continue
        kept.append(mark)
        around.append(mark)
    return tuple(kept)


def merged(held: tuple[Mark, ...], found: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks a block `held` before, and those `found` that fit in beside them.

    Styles and links of the page are no obstacle: the writer cuts them where
    they would cross. A footnote may lie within a mark, but not at its end. What
    is known already (parts of the title block, authors, references) is left alone.
    """
    if not held:
        return found  # which are in order
    standing = sorted((m for m in held if not isinstance(m.markup, Style | Link)), key=_order)
    starts = [mark.start for mark in standing]
    # How far the marks up to each one reach, so that only neighbours are looked at.
    reach = list(accumulate((mark.end for mark in standing), max))
    fitting = []
    for mark in found:
        n = bisect_left(starts, mark.end)
        while n and reach[n - 1] > mark.start and _fit(mark, standing[n - 1]):
            n -= 1
        if not n or reach[n - 1] <= mark.start:
            fitting.append(mark)
    return tuple(sorted((*held, *fitting), key=_order))


def _fit(mark: Mark, other: Mark) -> bool:
    if mark.end <= other.start or other.end <= mark.start:
        return True
    match other.markup:
        case Style() | Link():
            return True
        case Note() | Break():
            return mark.start < other.start and other.end < mark.end
        case Label() | Proponent() | Legislature() | RefList() | Ref() | RefRange() | Mention() | Date():
            return False
        case _:
            assert_never(other.markup)
