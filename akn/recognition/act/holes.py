"""Marks that were misread or lost, and lists that never had any: what stands around them tells what they are.

``A. 8. C.`` are three recitals where each begins with a recital's words: the
place says what the second is. Where ``(a)`` and ``(c)`` stand around a line
without a mark, that line is the second point. Behind a colon lines that end as
points do are points, marks or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from akn.numbering.letters import Letters
from akn.recognition.act.points import places_of
from akn.recognition.idiom import Idiom
from akn.recognition.labels import UNMARKED, Label
from akn.recognition.passages import Passage

_POINTS = frozenset({"paren", "close", "small", "dotted", "bullet"})
_ENDS = ";,.·"
_QUOTES = frozenset("\"'|")
_FEWEST = 2


def settle_misread(passages: list[Passage], idiom: Idiom) -> None:
    """Give recitals whose letter was misread the one that their place in the row says."""
    recital, letters = idiom.phrases("recital"), idiom.recital_letters
    if not recital.phrases:
        return
    row = [at for at, p in enumerate(passages) if p.label is not None and recital.opening(p.rest)]
    held = [_place(passages[at].label, letters) for at in row]
    lettered = [n for n, place in enumerate(held) if place is not None]
    if not lettered or len(lettered) == len(row):
        return
    first, last = lettered[0], lettered[-1]
    holes = [(-1, first), *pairwise(lettered), (last, len(row))]
    for before, after in holes:
        start = held[before] if before >= 0 else -1
        end = held[after] if after < len(row) else None
        wide = after - before
        if wide < _FEWEST or start is None or (end is not None and end != start + wide):
            continue
        misread = [passages[at].label for at in row[before + 1 : after]]
        if any(one is None or one.kind == "bullet" for one in misread):
            continue
        if end is None and any(
            one is not None and (one.kind != "digit" or one.value == "1") for one in misread
        ):
            continue
        for n, at in enumerate(row[before + 1 : after], 1):
            label = passages[at].label
            passages[at] = passages[at].labelled(
                Label("letter", letters.at(start + n), label.end if label else 0)
            )


def _place(label: Label | None, letters: Letters) -> int | None:
    """Where a recital's letter stands in its row; None for a mark of another sort."""
    return letters.place(label.value) if label is not None and label.kind == "letter" else None


def settle_lists(passages: list[Passage], idiom: Idiom) -> None:
    """Give the points that have no mark the label of such, where the list around them proves them."""
    openers = [idiom.phrases(slot) for slot in ("citation", "recital", "closing")]

    def pointlike(passage: Passage) -> bool:
        if passage.grid is not None or passage.level or passage.note:
            return False
        if passage.label is not None:
            return passage.label.kind in _POINTS and not openers[1].opening(passage.rest)
        if passage.plain[-1:] not in _ENDS or passage.plain[:1] in _QUOTES:
            return False
        return not any(phrases.opening(passage.plain) for phrases in openers)

    numbered = any(p.label is not None and p.label.kind == "digit" for p in passages)
    at = 0
    while at < len(passages):
        begin = at + 1
        bare = passages[at].label is None and at > 0 and passages[at - 1].plain[-1:] == ":"
        if bare or passages[at].plain[-1:] != ":" or passages[at].grid is not None:
            at = begin
            continue
        end = begin
        while end < len(passages) and pointlike(passages[end]):
            end += 1
        for place in _unmarked(passages, begin, end, idiom.point_letters, numbered=numbered):
            passages[place] = passages[place].labelled(UNMARKED)
        at = max(begin, end)


def _unmarked(
    passages: Sequence[Passage], begin: int, end: int, letters: Letters, *, numbered: bool
) -> list[int]:
    """The places of points without a mark in the list ``passages[begin:end]``."""
    marked = [at for at in range(begin, end) if passages[at].label is not None]
    if not marked:
        return _wholly(passages, begin, end, numbered=numbered)
    found: list[int] = []
    if marked[0] > begin and _value(passages[marked[0]].label, letters) in (0, marked[0] - begin + 1):
        found += range(begin, marked[0])
    for before, after in pairwise(marked):
        if after > before + 1 and _follows_by(
            passages[before].label, passages[after].label, after - before, letters
        ):
            found += range(before + 1, after)
    # Lists have two points or more: behind a first one that no second follows an unmarked line like it is that.
    readings = {at: places_of(label, letters) for at in marked if (label := passages[at].label) is not None}
    known = {reading for of in readings.values() for reading in of}
    for at, following in pairwise([*marked, end]):
        if following != at + 2 or at + 1 in found or not _alike(passages[at + 1], passages[at]):
            continue
        if sum(readings[at] == of for of in readings.values()) > 1:
            continue
        bullet = readings[at][0][1] == 0
        first = any(value == 1 and (style, 2) not in known for style, value in readings[at])
        goes_on = any((style, value - 1) in known for style, value in readings[at] if value > 1)
        if bullet or (first and not goes_on):
            found.append(at + 1)
    return found


def _wholly(passages: Sequence[Passage], begin: int, end: int, *, numbered: bool) -> list[int]:
    """Lines behind a colon that end as points do, all of them, in a list that has no marks."""
    lines = range(begin, end)
    if len(lines) < _FEWEST or any(passages[at].plain[-1:] == "." for at in lines[:-1]):
        return []
    if not numbered and not (
        passages[begin - 1].rest[:1].isupper() and all(passages[at].plain[:1].islower() for at in lines)
    ):
        return []  # paragraphs have no marks either
    return [*lines]


def _value(label: Label | None, letters: Letters) -> int:
    """The lowest place that `label` may have in a list, from 1; 0 for a bullet."""
    return min(value for _, value in places_of(label, letters)) if label is not None else 0


def _follows_by(one: Label | None, other: Label | None, by: int, letters: Letters) -> bool:
    """Whether `other` may stand so many places behind `one`; a bullet may always."""
    if one is None or other is None:
        return False
    later = places_of(other, letters)
    return any(
        (style, value + by) in later if value else (style, 0) in later
        for style, value in places_of(one, letters)
    )


def _alike(passage: Passage, point: Passage) -> bool:
    """Whether `passage` begins and ends as `point` does."""
    words = point.rest
    return passage.plain[:1].islower() == words[:1].islower() and (
        passage.plain[-1:] == words[-1:] or passage.plain[-1:] in ".;"
    )
