"""Lists whose points stand on the line of the words that announce them: where each point begins.

A row of marks is believed that a colon announces, whose first counts as a first does, each other as the next behind a
semicolon. Where breaks were lost in the line for certain, a comma will do between them, and no sign before the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from akn.numbering.letters import Letters
from akn.recognition.open_rows import comes_after, may_begin

#: A mark inside a line: ``(a)``, ``a)``, ``1)``, ``ii.``, and the dash of a list.
_MARK = re.compile(
    r"(?<=[\s:;,·])(?:(?P<open>\(?)(?P<value>[0-9]{1,2}|[^\W\d_]{1,4})(?P<close>\)|\.)|(?P<dash>[-•]))\s{1,4}(?=\S)"
)
#: What a line must hold for anything to be looked for in it.
_SECOND = re.compile(r"[;,·]\s?(?:[^\W\d_]{1,5}\s)?(?:\(?[^\W_]{1,4}[).]|[-•])\s")
#: The end of a point before the next one: a sign, and perhaps “and”.
_ENDED, _PARTED = (re.compile(rf"[{signs}]\s*(?:[^\W\d_]{{1,5}}\s+)?$") for signs in (";·", ";·,"))
#: So far back is looked for that end.
_BACK = 12
#: A point says so much.
_WORDS = 3


class _PointRow(Struct):
    """One row of points: the form of its marks, what the last one counts with, and where its points begin."""

    form: tuple[str, str]
    last: str
    places: list[int] = field(default_factory=list)


class _Found(Struct, frozen=True):
    """A mark in a line: where it stands and ends, its form, and what it counts with; "" for a dash."""

    start: int
    end: int
    form: tuple[str, str]
    value: str


def points_inside(plain: str, start: int, letters: Letters, *, lost: bool) -> list[int]:
    """Where points begin in the line `plain` (made `alike`) behind the place `start`, in order.

    `letters` are those of points in the language. `lost` says that breaks were lost in this line.
    """
    if _SECOND.search(plain, start) is None:
        return []
    marks = [
        _Found(
            m.start(),
            m.end(),
            ("", "-") if m["dash"] else (m["open"], m["close"]),
            "" if m["dash"] else m["value"],
        )
        for m in _MARK.finditer(plain, start)
        if m["dash"] or m["close"] == ")" or (not m["open"] and m["value"].islower())
    ]
    rows: list[_PointRow] = []
    closed: list[_PointRow] = []
    for at, mark in enumerate(marks):
        before = plain[max(0, mark.start - _BACK) : mark.start]
        ended = (_PARTED if lost else _ENDED).search(before) is not None
        depth = next((n for n in reversed(range(len(rows))) if _follows(rows[n], mark, letters)), -1)
        if depth >= 0 and ended:
            closed += rows[depth + 1 :]
            del rows[depth + 1 :]
            rows[depth].last = mark.value
            rows[depth].places.append(mark.start)
        elif depth >= 0:
            return []  # the row goes on inside a sentence: then all of it is one
        elif _begins(plain, mark, letters, lost=lost) and _goes_on(
            plain, mark, marks[at + 1 :], letters, lost=lost
        ):
            rows.append(_PointRow(mark.form, mark.value, [mark.start]))
    return sorted(place for row in (*closed, *rows) if len(row.places) > 1 for place in row.places)


def _begins(plain: str, mark: _Found, letters: Letters, *, lost: bool) -> bool:
    """Whether `mark` may be the first of a row: it counts as a first does, and a colon announces it."""
    if mark.value and mark.value != "1" and not may_begin(mark.value, letters):
        return False
    before = plain[: mark.start].rstrip()[-1:]
    return before == ":" or (lost and mark.form == ("", ")") and before.isalpha())


def _goes_on(plain: str, mark: _Found, later: Sequence[_Found], letters: Letters, *, lost: bool) -> bool:
    """Whether the next of the row of `mark` stands behind it, behind words and the sign that ends a point."""
    row = _PointRow(mark.form, mark.value)
    following = next((one for one in later if _follows(row, one, letters)), None)
    if following is None:
        return False
    said = sum(map(str.isalpha, plain[mark.end : following.start]))
    before = plain[max(0, following.start - _BACK) : following.start]
    return said >= _WORDS and (_PARTED if lost else _ENDED).search(before) is not None


def _follows(row: _PointRow, mark: _Found, letters: Letters) -> bool:
    """Whether `mark` is the next of `row`."""
    if mark.form != row.form:
        return False
    if not mark.value or not row.last:
        return mark.value == row.last
    if mark.value.isdecimal() or row.last.isdecimal():
        return mark.value.isdecimal() and row.last.isdecimal() and int(mark.value) == int(row.last) + 1
    return comes_after(row.last, mark.value, letters)


__all__ = ["points_inside"]
