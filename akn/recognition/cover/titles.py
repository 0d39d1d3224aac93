"""The parts of a title line: the kind, the number and the date behind it, the title, what is added in brackets.

“RESOLUTION B3-9639/91 of 6 May 1991 on bells (2015/9501(INI))”: a number, a
procedure and a date are the document's own where they stand beside the kind,
or in brackets at the end; behind words of the title they are cited.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from akn.institutions import Named
from akn.languages.dates import FoundDate
from akn.matching.alike import SPACES
from akn.recognition.cover.lines import SaidKind
from akn.recognition.idiom import Idiom
from akn.recognition.passages import Passage

#: Where no table says what stands before a date, so much may.
_BEFORE_DATE = 12
_LETTER = re.compile(r"[^\W\d_]")
#: A bracket without one inside.
BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_DASH = re.compile(r"\s[-–—]\s*$")
_BEFORE, _BEHIND = f" {SPACES}:,*_)", f" {SPACES}(–-,*_#"


class TitleParts(Struct, frozen=True):
    """What a title line says: its own `date`, the span of the title, and the numbers that are the document's own."""

    date: FoundDate | None
    start: int
    end: int
    own: frozenset[int]
    #: Where the words of the kind end.
    behind: int

    def owns(self, named: Named) -> bool:
        """Whether a number on the line is the document's own; any other is cited."""
        return named.start in self.own


def title_parts(passage: Passage, kind: SaidKind | None, named: Sequence[Named], idiom: Idiom) -> TitleParts:
    """The parts of `passage`, which says `kind` (None where it is only a title), with the numbers `named` on it."""
    text = passage.text
    start = kind.end if kind is not None else 0
    own = {n.start for n in named if n.start < start}
    for n in named:
        if kind is not None and n.start >= start and not _LETTER.search(text, start, n.start):
            own.add(n.start)
            start = n.end
    added = next((at for n in named if n.start >= start and (at := added_at(text, n)) is not None), len(text))
    added = max(added, start)
    own |= {n.start for n in named if n.start >= added}
    date = _date(passage, kind, start, added, idiom)
    if date is not None and date.start >= start:
        start = date.end
    start += _lead(text[start:added])
    about = idiom.phrases("about").opening(passage.plain[start:])
    if about is not None and about.end < added - start:
        start += about.end
    start += _lead(text[start:added])
    end = start + len(text[start:added].rstrip(_BEHIND))
    return TitleParts(date, start, end, frozenset(own), kind.end if kind is not None else 0)


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip(_BEFORE))


def added_at(text: str, named: Named) -> int | None:
    """Where what is added behind a title begins: brackets, or a dash, with a number in them; None where it is cited."""
    opened = bracket(text, named.start)
    if opened == named.start:
        dash = _DASH.search(text[: named.start])
        return dash.start() if dash and not _LETTER.search(text, named.end) else None
    depth = 0
    for at in range(opened, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if not depth:
            behind = BRACKETED.sub("", BRACKETED.sub("", text[at + 1 :]))
            return None if _LETTER.search(behind) else opened
    return opened


def bracket(text: str, at: int) -> int:
    """Where the outermost bracket around `at` opens, or `at` itself."""
    depth, opened = 0, at
    for place in range(at - 1, -1, -1):
        if text[place] == ")":
            depth += 1
        elif text[place] == "(":
            if depth:
                depth -= 1
            else:
                opened = place
    return opened


def _date(passage: Passage, kind: SaidKind | None, start: int, end: int, idiom: Idiom) -> FoundDate | None:
    """The document's own date: before the kind, or behind it with nothing between but what the language puts there."""
    if kind is None:
        return None
    if before := idiom.dates.find(passage.text[: kind.start + kind.hit.start]):
        return before[-1]
    found = next(iter(idiom.dates.find(passage.text[:end])), None)
    behind = next((d for d in idiom.dates.find(passage.text[:end]) if d.start >= start), None)
    if found is not None and kind.start + kind.hit.start <= found.start < start:
        return found  # within the words of the kind, as some languages print it
    if behind is None:
        return None
    days = {day.casefold() for day in idiom.dates.weekdays}
    between = " ".join(
        word
        for word in passage.plain[start : behind.start].strip(" ,:(").split()
        if word.strip(",").casefold() not in days
    )
    dated = idiom.phrases("dated")
    if not between or dated.whole(between):
        return behind
    if dated or behind.start - start >= _BEFORE_DATE:
        return None
    return None if idiom.phrases("about").opening(between) else behind
