"""Which printed numbers count paragraphs, and which count points inside one: the reading with the fewest breaks.

``1. 2. 1. 2. 3.`` may be two paragraphs, the second with two points, and a
third. Each number is either the next paragraph or the next point; every break
in a row costs something, and the cheapest reading of them all is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

#: So many readings are followed at once; the dearer ones are given up.
_READINGS = 8

_AGAIN = 3  # a number twice
_GAP = 3
_BACK = 5  # a number below the last
_ANEW_BELOW_HEADING = 2  # numbers that begin anew under a heading
_UNANNOUNCED = 4  # points that no colon announces
_ACROSS_HEADING = 4  # a point behind a heading
_OTHER_FORM = 2  # “1)” where paragraphs are “1.”
_OTHER_CASE = 1  # a small letter where paragraphs begin with capitals


class Counted(Struct, frozen=True):
    """A number at the head of a passage: where, its value and form (``.``), and what stands around it.

    `announced` says that a colon stands before it, `headed` that a heading does, `small` that its words begin with
    a small letter.
    """

    at: int
    number: int
    form: str
    announced: bool
    headed: bool
    small: bool


class _Count(Struct, frozen=True):
    """One way to read the numbers so far: its cost, its last paragraph and point, and where points stand."""

    cost: int
    points: int
    paragraph: int
    point: int
    found: _Found | None


class _Found(Struct, frozen=True):
    at: int
    before: _Found | None


def points_among(counted: Sequence[Counted]) -> frozenset[int]:
    """The places of those of `counted` that count points; all others count paragraphs."""
    if all(b.number > a.number and a.form == b.form for a, b in pairwise(counted)):
        return frozenset()
    first = counted[0]
    readings = [_Count(0, 0, 0, 0, None)]
    for one in counted:
        following: dict[tuple[int, int], _Count] = {}
        for reading in readings:
            for way in (_as_paragraph(reading, one, first), _as_point(reading, one, first)):
                if way is None:
                    continue
                key = (way.paragraph, way.point)
                held = following.get(key)
                if held is None or (way.cost, way.points) < (held.cost, held.points):
                    following[key] = way
        readings = sorted(following.values(), key=lambda r: (r.cost, r.points))[:_READINGS]
    places: list[int] = []
    found = readings[0].found
    while found is not None:
        places.append(found.at)
        found = found.before
    return frozenset(places)


def _as_paragraph(reading: _Count, one: Counted, first: Counted) -> _Count:
    last = reading.paragraph
    if one.number == last + 1:
        cost = 0
    elif one.number == last:
        cost = _AGAIN
    elif one.number > last:
        cost = _GAP
    else:
        cost = _ANEW_BELOW_HEADING if one.number == 1 and one.headed else _BACK
    cost += _OTHER_FORM * (one.form != first.form) + _OTHER_CASE * (one.small and not first.small)
    return _Count(reading.cost + cost, reading.points, one.number, 0, reading.found)


def _as_point(reading: _Count, one: Counted, first: Counted) -> _Count | None:
    if not reading.paragraph or one.number != reading.point + 1:
        return None
    cost = _UNANNOUNCED if not reading.point and not one.announced and one.form == first.form else 0
    cost += _ACROSS_HEADING * one.headed
    found = _Found(one.at, reading.found)
    return _Count(reading.cost + cost, reading.points + 1, reading.paragraph, one.number, found)
