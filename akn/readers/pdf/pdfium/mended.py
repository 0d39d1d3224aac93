"""What pdfium's lines have wrong, put right in its own process; used by `extract`, never imported."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from pypdfium2 import raw  # type: ignore[import-untyped]  # it has no types

_GREEK = re.compile("[\u0391-\u03c9].*[\u0391-\u03c9]")
_SIGN = re.compile(
    "[\u2206\u00b5](?=[\u0370-\u03ff\u1f00-\u1fff.)])|(?<=[\u0370-\u03ff\u1f00-\u1fff])[\u2206\u00b5]"
)
_LETTERS = {"\u2206": "\u0394", "\u00b5": "\u03bc"}
#: A blank is no narrower, in the size of its letters.
_BLANK = 0.17
_ROOM = re.compile("(?<=[\u3000-\u9fff])[ ](?=[!-~])|(?<=[!-~])[ ](?=[\u3000-\u9fff])")
_WORD = re.compile(r"[^\s\u00a0]+")
#: Two pieces of a line that stand so near to one another are of one word, in their size.
_GLUED = 0.12
#: A letter that stands so far before the last one, or behind it, begins another piece.
_BACK, _AWAY = 0.3, 1.2


def room(page: Any, said: str) -> set[int]:
    """Where pdfium takes the little room for a blank that printers leave between Chinese and other letters.

    `page` is its page of text, and `said` what that says.
    """
    return {at.start() for at in _ROOM.finditer(said) if raw.FPDFText_IsGenerated(page, at.start()) == 1}


def without_room(line: list[Any], glued: Sequence[bool]) -> list[Any]:
    """A line, as `extract` tells it, of which those words stand right behind the one before that are `glued`."""
    if not any(glued):
        return line
    if isinstance(line[0], str):
        text, lefts, rights, *stand = line
        line = [[*word, *stand] for word in zip(text.split(" "), lefts, rights, strict=True)]
    starts = iter(glued)  # of words; what is in pieces has its own marks within
    return [[*word[:6], 1] if len(word) > 6 or next(starts, False) else word for word in line]


def greek(said: str) -> str:
    """What is `said`, with Greek letters for the signs of mathematics that stand among such or number a part."""
    return _SIGN.sub(lambda found: _LETTERS[found[0]], said) if _GREEK.search(said) else said


def parted(
    letters: Any, found: Sequence[tuple[list[int], list[str], str]]
) -> tuple[list[tuple[list[int], list[str], str]], list[tuple[int, int, str]]]:
    """Lines, by the places and texts of their words, whose words are parted where there is room for a blank.

    With them comes what is to stand in the place of the words that were not parted: beginning, end, text.
    """
    lines, spans = [], []
    for places, texts, hyphen in found:
        begins: list[int] = []
        words: list[str] = []
        for place, text in zip(places, texts, strict=True):
            cuts = [0, *_cuts(letters, place, text), len(text)]
            begins += [place + cut for cut in cuts[:-1]]
            words += [text[one:other] for one, other in pairwise(cuts)]
            if len(cuts) > 2:
                spans.append((place, place + len(text), " ".join(words[1 - len(cuts) :])))
        lines.append((begins, words, hyphen))
    return lines, spans


def _cuts(letters: Any, place: int, text: str) -> list[int]:
    """Where in a word its letters stand apart, and no further apart than they do anywhere in it."""
    if len(text) < 2:
        return []
    places = range(place, place + len(text))
    lefts, rights = letters.edges(places, right=False), letters.edges(places, right=True)
    size = letters.stand(place, letters.object_of(place))[1]
    gaps = [left - right for left, right in zip(lefts[1:], rights, strict=False)]
    usual = sorted(gaps)[len(gaps) // 3] if len(gaps) > 2 else 0
    return [at for at, gap in enumerate(gaps, 1) if gap - usual > _BLANK * size]


def in_order(
    letters: Any, said: str, start: int, end: int, line_of: Callable[..., list[Any]]
) -> tuple[list[Any], str]:
    """A line of which a part is drawn after what it stands before, as labels are by some programs; and what it says.

    It is that of the letters from `start` to `end` of what is `said`; `line_of` tells a line by its words.
    """
    places = [at for at in range(start, end) if not said[at].isspace()]
    lefts, rights = letters.edges(places, right=False), letters.edges(places, right=True)
    size = letters.stand(places[0], letters.object_of(places[0]))[1]
    runs: list[list[int]] = []  # left edge, beginning, end
    before = right = 0
    for at, left, edge in zip(places, lefts, rights, strict=True):
        if not runs or left < before - _BACK * size or left > right + _AWAY * size:
            runs.append([left, at, at])
        runs[-1][2] = at
        before, right = left, edge
    pieces: list[list[Any]] = []
    text = ""
    for _, first, last in sorted(runs, key=lambda run: run[0]):
        words = [*_WORD.finditer(said, first, last + 1)]
        begins, texts = [word.start() for word in words], [word[0] for word in words]
        ends = [at + len(one) - 1 for at, one in zip(begins, texts, strict=True)]
        line = line_of(
            letters, begins, texts, letters.edges(begins, right=False), letters.edges(ends, right=True)
        )
        if isinstance(line[0], str):
            _, left_edges, right_edges, *stand = line
            line = [[*word, *stand] for word in zip(texts, left_edges, right_edges, strict=True)]
        glued = bool(pieces) and line[0][1] - pieces[-1][2] < _GLUED * pieces[-1][4]
        if glued:
            line[0] = [*line[0][:6], 1]
        text += ("" if glued or not pieces else " ") + said[first : last + 1]
        pieces += line
    return pieces, text
