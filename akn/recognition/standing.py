"""Lines that stand more than once in a text, and what their numbers and distances say of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from akn.model.source import Line

#: A page has at least so many lines, where nothing else proves it.
PAGE = 15
#: So much may pages of one length differ.
_SLACK = 2


class Standing(Struct, frozen=True):
    """A line that stands more than once: its place, its numbers, and the lines around it that stand once.

    `breaks` says that it parts a sentence, `between` that a citation or recital with a mark begins behind it, `counted`
    that anything with a mark does, `apart` that an empty line stands beside it, `tight` that none parts it from the end
    of something, where empty lines part all that begins, `headed` that it parts the end of something from a heading.
    """

    at: int
    line: Line
    numbers: tuple[int, ...]
    above: Line | None
    below: Line | None
    breaks: bool
    between: bool
    counted: bool
    apart: bool
    tight: bool
    headed: bool = False


def moving(standing: Sequence[Standing]) -> Sequence[bool]:
    """Which of the numbers of `standing` are not the same in all of them."""
    return [len(set(column)) > 1 for column in zip(*(one.numbers for one in standing), strict=True)]


def orderly(standing: Sequence[Standing]) -> bool:
    """Whether each number in them is the same in all, or counts on: by one, by two where pages lie side by side."""
    return all(
        len(set(column)) == 1 or all(0 < b - a < 4 for a, b in pairwise(column))
        for column in zip(*(one.numbers for one in standing), strict=True)
    )


def foreign(standing: Sequence[Standing]) -> bool:
    """Whether each of `standing` has other lines around it than the rest."""
    return all(
        len({line.text for line in beside if line is not None}) == len(beside)
        for beside in ([one.above for one in standing], [one.below for one in standing])
    )


def counted_on(standing: Sequence[Standing]) -> Sequence[Standing]:
    """`standing` where one number in them counts on by one, and the others are the same in all."""
    columns = list(zip(*(one.numbers for one in standing), strict=True))
    counting = [column for column in columns if len(set(column)) > 1]
    return standing if len(counting) == 1 and all(b == a + 1 for a, b in pairwise(counting[0])) else ()


def counting_on(standing: Sequence[Standing]) -> Sequence[Standing]:
    """The longest row among `standing` in which each number is that of the one before and one more."""
    length: dict[int, int] = {}
    last = 0
    for one in standing:
        value = one.numbers[0]
        length[value] = max(length.get(value, 0), length.get(value - 1, 0) + 1)
        if length[value] > length.get(last, 0):
            last = value
    return [*_backwards(standing, last)][::-1]


def _backwards(standing: Sequence[Standing], last: int) -> Iterator[Standing]:
    for one in reversed(standing):
        if one.numbers[0] == last:
            yield one
            last -= 1


def regular(gaps: Sequence[int]) -> bool:
    """Whether `gaps`, in lines, are those of pages: two or more, none is short, and they are much alike."""
    return len(gaps) > 1 and min(gaps) >= PAGE and 2 * max(gaps) <= 5 * min(gaps)


def of_one_length(gaps: Sequence[int]) -> bool:
    """Whether `gaps`, in lines, are those of pages of one length."""
    return len(gaps) > 1 and min(gaps) >= PAGE and max(gaps) - min(gaps) <= _SLACK
