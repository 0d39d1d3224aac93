"""Heads of pages that lie side by side: the number stands outside, on the left before the words, on the right behind.

“12 Texts of the Spring” and “Resolutions and more 13” may each stand but once: that their numbers count on, from one
form to the other, and that their pages are of one length, tells them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from akn.model.source import Line, Piece
from akn.recognition.standing import PAGE

_WORDS = r"[^\W\d_](?:\D|(?<!\d)(?:19|20)\d\d(?!\d)){2,100}"
_LEFT = re.compile(rf"([0-9]{{1,4}})\s+(?:[|·•–-]\s+)?({_WORDS})")
_RIGHT = re.compile(rf"({_WORDS}?)\s+(?:[|·•–-]\s+)?([0-9]{{1,4}})")
#: What no head ends in.
_SIGNS = ".;:,·(–-"
#: So much may pages of one length differ, in lines.
_SLACK = 3
_REASON = "running header"


class _Head(NamedTuple):
    line: Line
    left: bool
    number: int
    words: str


def facing_heads(pieces: Sequence[Piece], no_head: Callable[[str], bool]) -> Mapping[int, str]:
    """The lines that are heads of such pages, by their numbers, with the reason why they are left out.

    `no_head` says of the words of a line that they begin something of the text. Two heads prove each other where the
    first is the first line of all; otherwise there must be three.
    """
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    heads = [head for line in lines if (head := _head_of(line)) is not None and not no_head(head.words)]
    found: dict[int, str] = {}
    for row in _rows(heads):
        begins = row[0].line is lines[0] or (row[0].line.number <= _SLACK and row[0].number == 1)
        if len(row) > 2 or begins:
            found |= {head.line.number: _REASON for head in row}
    return found


def _head_of(line: Line) -> _Head | None:
    text = line.text.strip()
    if line.whole or line.level or text[-1:] in _SIGNS:
        return None
    if left := _LEFT.fullmatch(text):
        return _Head(line, left=True, number=int(left[1]), words=left[2]) if left[2][:1].isupper() else None
    if right := _RIGHT.fullmatch(text):
        return (
            _Head(line, left=False, number=int(right[2]), words=right[1]) if right[1][:1].isupper() else None
        )
    return None


def _rows(heads: Sequence[_Head]) -> list[list[_Head]]:
    """Rows of two heads or more that count on, from one side to the other, over pages of one length."""
    rows: list[list[_Head]] = []
    taken: set[int] = set()
    by_number: dict[tuple[int, bool], list[_Head]] = {}
    for head in heads:
        by_number.setdefault((head.number, head.left), []).append(head)
    for first in heads:
        if first.line.number in taken:
            continue
        row = [first]
        while (following := _next(row, by_number)) is not None:
            row.append(following)
        if len(row) > 1:
            taken |= {head.line.number for head in row}
            rows.append(row)
    return rows


def _next(row: Sequence[_Head], by_number: Mapping[tuple[int, bool], Sequence[_Head]]) -> _Head | None:
    """The head of the page after the last of `row`."""
    last = row[-1]
    gaps = [b.line.number - a.line.number for a, b in pairwise(row)]
    for head in by_number.get((last.number + 1, not last.left), ()):
        gap = head.line.number - last.line.number
        same = len(row) < 2 or head.words == row[-2].words
        if gap >= PAGE and same and all(abs(gap - other) <= _SLACK for other in gaps[:1]):
            return head
    return None
