"""Marks that were misread or lost, and lists that never had any: what stands around them tells what they are.

``A. 8. C.`` are three recitals, and ``1. Z. 3.`` three paragraphs: the place
says what the second is. Where ``(a)`` and ``(c)`` stand around a line
without a mark, that line is the second point. Behind a colon lines that end as
points do are points, marks or none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from akn.numbering.letters import Letters
from akn.numbering.roman import as_roman
from akn.recognition.act.points import places_of
from akn.recognition.act.telling import last_opener
from akn.recognition.idiom import Idiom
from akn.recognition.labels import UNMARKED, Label, small_label_of
from akn.recognition.passages import Passage

_POINTS = frozenset({"paren", "close", "small", "dotted", "bullet"})
#: The sign that a point ends in; the last but one may have the language's “and” behind it.
_ENDED = re.compile(r"[;,.·](?: [^\W\d_]{1,4})?$")
_QUOTES = frozenset("\"'|")
_FEWEST = 2
#: Letters for which a figure is taken, or the other way round.
_LOOKS = {"Z": 2, "S": 5, "l": 1, "I": 1, "G": 6, "B": 8}


def settle_misread(passages: list[Passage], idiom: Idiom) -> None:
    """Give recitals and paragraphs whose mark was misread the one that their place in the row says."""
    recital, letters = idiom.phrases("recital"), idiom.recital_letters
    marked = [at for at, p in enumerate(passages) if p.label is not None and p.label.kind != "bullet"]
    opened = [at for at in marked if recital.opening(passages[at].rest)]
    held = {at: place for at in marked if (place := _place(passages[at].label, letters)) is not None}
    if held and len(opened) > sum(at in held for at in opened):
        _fill(passages, opened, held, letters)
    between = [at for at in marked if at in held or passages[at].label.kind == "digit"]  # type: ignore[union-attr]
    for before, at, after in zip(between, between[1:], between[2:], strict=False):
        label = passages[at].label
        if label is not None and before in held and at not in held and held.get(after) == held[before] + 2:
            passages[at] = passages[at].labelled(Label("letter", letters.at(held[before] + 1), label.end))
    _fill_numbers(passages, last_opener(passages, idiom))
    _fill_last(passages, idiom)


def _fill(passages: list[Passage], row: Sequence[int], held: Mapping[int, int], letters: Letters) -> None:
    """Letter those of `row`, all recitals by their words, that `held` does not place, where the places are free."""
    known = [n for n, at in enumerate(row) if at in held]
    if not known:
        return
    for before, after in [(-1, known[0]), *pairwise(known), (known[-1], len(row))]:
        start = held[row[before]] if before >= 0 else -1
        wide = after - before
        last = after == len(row)
        if wide < _FEWEST or not (last or held[row[after]] == start + wide):
            continue
        misread = [label for at in row[before + 1 : after] if (label := passages[at].label) is not None]
        if last and any(label.kind != "digit" or label.value == "1" for label in misread):
            continue
        for n, label in enumerate(misread, 1):
            at = row[before + n]
            passages[at] = passages[at].labelled(Label("letter", letters.at(start + n), label.end))


def _fill_numbers(passages: list[Passage], opener: int) -> None:
    """Number a paragraph whose number was misread as a letter: ``1. Z. 3.``, ``l. 2.``."""
    row = [
        (at, label)
        for at, p in enumerate(passages)
        if at > opener and (label := p.label) and label.kind == "digit"
    ]
    numbers = [(opener, 0), *((at, int(label.value)) for at, label in row if label.value.isdecimal())]
    for (before, one), (after, other) in pairwise(numbers):
        if other != one + 2:
            continue
        between = range(before + 1, after)
        found = [at for at in between if _looks_like(passages[at], one + 1)]
        found = found or [at for at in between if _misread_number(passages[at])]
        if len(found) == 1:
            label = passages[found[0]].label or small_label_of(passages[found[0]].plain)
            if label is not None:
                passages[found[0]] = passages[found[0]].labelled(Label("digit", str(one + 1), label.end))


def _fill_last(passages: list[Passage], idiom: Idiom) -> None:
    """Number the last paragraphs whose numbers were misread as letters: no number stands behind them to tell."""
    numbers = [
        (at, p.label) for at, p in enumerate(passages) if p.label is not None and p.label.kind == "digit"
    ]
    if not numbers or not numbers[-1][1].value.isdecimal():
        return
    last, number = numbers[-1][0], int(numbers[-1][1].value)
    for at in range(last + 1, len(passages)):
        passage = passages[at]
        label = passage.label or small_label_of(passage.plain)
        if label is None or passages[at - 1].plain[-1:] == ":":
            continue
        closes = idiom.phrases("closing").opening(passage.plain[label.end :].lstrip()) is not None
        if _looks_like(passage, number + 1) or (closes and _misread_number(passage)):
            passages[at] = passage.labelled(Label("digit", str(number + 1), label.end))
            number += 1


def _looks_like(passage: Passage, number: int) -> bool:
    """Whether one letter stands where a number might, and is easily misread for `number`."""
    label = passage.label or small_label_of(passage.plain)
    if label is None or label.kind not in {"letter", "small"} or passage.level:
        return False
    return _LOOKS.get(label.value) == number


def _misread_number(passage: Passage) -> bool:
    """Whether one letter stands where a number might: the words behind it are those of a paragraph."""
    label = passage.label or small_label_of(passage.plain)
    if label is None or label.kind not in {"letter", "small"} or len(label.value) != 1 or passage.level:
        return False
    return passage.plain[-1:] in ";.:·" and not passage.plain[label.end :].lstrip()[:1].isdigit()


def _place(label: Label | None, letters: Letters) -> int | None:
    """Where a recital's letter stands in its row; None for a mark of another sort."""
    return letters.place(label.value) if label is not None and label.kind == "letter" else None


def settle_lists(passages: list[Passage], idiom: Idiom) -> None:
    """Give the points that have no mark the label of such, where the list around them proves them."""
    openers = idiom.openers

    def pointlike(passage: Passage) -> bool:
        if passage.grid is not None or passage.level or passage.note:
            return False
        if passage.label is not None:
            return passage.label.kind in _POINTS and not openers[1].opening(passage.rest)
        if not _ENDED.search(passage.plain[-8:]) or passage.plain[:1] in _QUOTES:
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
        _settle_misprinted(passages, begin, end, idiom.point_letters)
        for place in _unmarked(passages, begin, end, idiom.point_letters, numbered=numbered):
            passages[place] = passages[place].labelled(UNMARKED)
        at = max(begin, end)


def _settle_misprinted(passages: list[Passage], begin: int, end: int, letters: Letters) -> None:
    """Count a point whose mark was misread, ``(6)`` between ``(a)`` and ``(c)``, as the one that its place says."""
    for at in range(begin + 1, end - 1):
        one, label, other = (passages[n].label for n in (at - 1, at, at + 1))
        if one is None or label is None or other is None or label.kind == "bullet" or one.kind != label.kind:
            continue
        before, own, after = (places_of(each, letters) for each in (one, label, other))
        for style, value in before:
            if value and (style, value + 2) in after and (style, value + 1) not in own:
                passages[at] = passages[at].labelled(
                    label._replace(value=_counting(style[1], value + 1, letters))
                )
                break


def _counting(alphabet: str, value: int, letters: Letters) -> str:
    """The number `value` as it is counted in `alphabet`: a digit, a Roman numeral, a letter."""
    if alphabet == "digit":
        return str(value)
    text = as_roman(value) if alphabet.startswith("roman") else letters.at(value - 1)
    return text.upper() if alphabet.endswith("upper") else text.lower()


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
    times = Counter(tuple(of) for of in readings.values())
    filled = frozenset(found)
    for at, following in pairwise([*marked, end]):
        if following != at + 2 or at + 1 in filled or not _alike(passages[at + 1], passages[at]):
            continue
        if times[tuple(readings[at])] > 1:
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
