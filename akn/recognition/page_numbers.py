"""Numbers of pages that stand alone on a line, in the text of a print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from akn.model.source import Line, Piece

_ALONE = re.compile(r"([0-9]{1,4})(?:\s?/\s?[0-9]{1,4})?")
#: The number of a page with that of all pages: “Page 1 of 9”, “Seite 1 von 9”, “1 / 9”.
_OF_ALL = re.compile(
    r"((?:[^\W\d_]{1,12}\.?\s{0,2})?)([0-9]{1,3})(\s{0,2}(?:/|[^\W\d_]{1,6})\s{0,2})([0-9]{1,3})"
)
#: How a note begins at the foot of a page: its mark then stands alone in the text, and is no number of a page.
_NOTE = re.compile(r"\[?([0-9]{1,4})\]?\s+[^\W\d_]")
#: A page has at least so many lines, where nothing else proves it.
_PAGE = 15
#: What a sentence, or a part of one, ends in.
_ENDS = ".;:·!?"


@dataclass(frozen=True, slots=True)
class _Alone:
    """A number that stands alone on its line.

    `breaks` says that it parts a sentence, `apart` that an empty line stands beside it.
    """

    line: int
    value: int
    breaks: bool
    apart: bool


def page_numbers(pieces: Sequence[Piece]) -> Mapping[int, str]:
    """The lines of `pieces` that are numbers of pages, each with the reason for which it is left out.

    They count on from page to page, at least two of them, and either stand far apart or part a sentence; one by itself
    parts a sentence, with a blank line at its side. Where notes have the same numbers they may be the marks of these.
    """
    of_all = _of_all(pieces)
    alone = [one for one in _alone(pieces) if one.line not in of_all]
    if not alone:
        return of_all
    noted = {int(m[1]) for p in pieces if isinstance(p, Line) and (m := _NOTE.match(p.text))}
    if any(one.value in noted for one in alone):
        return of_all
    if len(alone) == 1:
        proved = alone if alone[0].breaks and alone[0].apart else []
    else:
        counts = all(b.value == a.value + 1 for a, b in pairwise(alone))
        far = all(b.line - a.line >= _PAGE for a, b in pairwise(alone))
        proved = alone if counts and (far or any(one.breaks for one in alone)) else []
    return {**of_all, **{one.line: f"page number {one.value}" for one in proved}}


def _of_all(pieces: Sequence[Piece]) -> dict[int, str]:
    """The lines that number a page among all pages, in the same words, and count on: two of them at least."""
    found: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for piece in pieces:
        if isinstance(piece, Line) and not piece.level and (said := _OF_ALL.fullmatch(piece.text)):
            before, page, between, last = said.groups()
            if int(page) <= int(last):
                found.setdefault((before, between, last), []).append((piece.number, int(page)))
    return {
        line: f"page number {page}"
        for pages in found.values()
        if len(pages) > 1 and all(b == a + 1 for (_, a), (_, b) in pairwise(pages))
        for line, page in pages
    }


def _alone(pieces: Sequence[Piece]) -> Iterator[_Alone]:
    for at, piece in enumerate(pieces):
        if not isinstance(piece, Line) or piece.whole or piece.level:
            continue
        found = _ALONE.fullmatch(piece.text)
        if found is None:
            continue
        above = pieces[at - 1] if at else None
        below = pieces[at + 1] if at + 1 < len(pieces) else None
        breaks = apart = False
        if isinstance(above, Line) and isinstance(below, Line):
            breaks = above.text[-1:] not in _ENDS and below.text[:1].islower()
            apart = below.number - above.number > len((above, piece))
        yield _Alone(piece.number, int(found[1]), breaks, apart)
