"""Lines that begin with marks of no usual form, in a row: ``a – …``, ``b – …``; ``[i] …``, ``[ii] …``; ``o …``.

Before it is known what a text is, such marks count only where the next of the
row stands close by; they tell that what they begin goes on no line above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from akn.matching.alike import alike
from akn.model.source import Line
from akn.numbering.roman import roman
from akn.recognition.labels import label_of

_SIGN = r"[^\w\s\"'“”„«»|,()\[\]]"
_MARK = re.compile(rf"([\[<*]?)([0-9]{{1,2}}|[^\W\d_A-Z]{{1,4}})(\s?(?:{_SIGN}|[\])>]){{1,3}})\s+(?=\S)")
_DOTTED = re.compile(r"([0-9]{1,2}\.)([0-9]{1,2})[.)]?\s+(?=[^\W\d_])")
_BULLET = re.compile(rf"({_SIGN}{{1,2}}\)?|o)\s+(?=[^\W\d_])")
#: So many lines a point has, at the most.
_NEAR = 6
#: So much of a line is looked at.
_HEAD = 24


def odd_rows(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of those of `lines` that begin with such marks."""
    found: set[int] = set()
    last: dict[tuple[str, str], tuple[int, str, int]] = {}
    for at, line in enumerate(lines):
        plain = alike(line.text[:_HEAD])
        label = label_of(plain)
        if label is not None and label.kind in ("digit", "letter"):
            continue  # the usual marks of paragraphs and recitals are judged by what stands around them
        key: tuple[str, str]
        if label is not None and label.kind in ("paren", "close"):
            key, value = ("", label.kind), label.value
        elif (dotted := _DOTTED.match(plain)) is not None:
            key, value = (dotted[1], "."), dotted[2]
        elif (match := _MARK.match(plain)) is not None:
            key, value = (match[1], match[3].strip()), match[2]
        elif (bullet := _BULLET.match(plain)) is not None:
            key, value = ("", ""), bullet[1]
        else:
            continue
        before = last.get(key)
        if before is not None and at - before[0] <= _NEAR and _next(before[1], value, bullet=not key[1]):
            found |= {before[2], line.number}
        last[key] = (at, value, line.number)
    return frozenset(found)


def _next(one: str, other: str, *, bullet: bool) -> bool:
    if bullet:
        return one == other
    if one.isdecimal() and other.isdecimal():
        return int(other) == int(one) + 1
    if len(one) == len(other) == 1:
        return ord(other) == ord(one) + 1
    first, second = roman(one), roman(other)
    return first is not None and second == first + 1
