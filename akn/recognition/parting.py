"""Parts that ran together because a line break was lost: cut apart where the sequence around them proves it.

``A. whereas …; B. whereas …`` is two recitals where ``C.`` follows, not where
another ``B.`` does. What cannot be proved stays as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from akn.numbering.letters import Letters, latin
from akn.numbering.roman import roman
from akn.recognition.beginnings import Beginnings
from akn.recognition.idiom import Idiom
from akn.recognition.labels import Label, label_of
from akn.recognition.passages import Passage
from akn.recognition.rows_in_line import points_inside

#: Where a part may begin inside a line: a mark behind the sign that ends a part.
_PLACE = re.compile(r"[;,.:·]\s{0,4}(?=[-•*]|\(?[^\W_]{1,4}\s?[.)])")
#: A number with its full stop in the midst of a line.
_COUNTED = re.compile(r"(?<=\s)[0-9]{1,3}\s?[.)](?=\s)")
#: The first number behind the comma that ends a recital, and the mark of a note.
_FIRST = re.compile(r",(?:\d{1,3}|\(\d{1,3}\)|\[\d{1,3}\])?\s+(?=1\s?[.)-]\s)")
#: What ends a sentence or a part of one; what parts citations.
_SIGNS, _PARTED = ".;,:·!?", ",;"
#: No heading is longer; the number behind it has so many characters.
_HEADING, _LONGEST = 100, 6
#: So many citations are parted that stand on one line.
_MOST = 40
#: The longest label, and the longest opening phrase, that is looked at.
_HEAD = 160
#: So many passages are looked at for the next number.
_NEAR = 12


def parted(passages: Sequence[Passage], idiom: Idiom) -> list[Passage]:
    """`passages`, those cut in which a second part begins."""
    parting = _Parting(passages, idiom)
    found: list[Passage] = []
    for at, passage in enumerate(passages):
        whole = passage.grid is not None or passage.level or passage.role
        cuts = [] if whole else parting.cuts(passage, at)
        if cuts:
            found += [passage.cut(a, b) for a, b in pairwise([0, *cuts, len(passage.text)])]
        else:
            found.append(passage)
    return found


class _Parting:
    """The passages of a text, asked where a second part begins in one of them."""

    def __init__(self, passages: Sequence[Passage], idiom: Idiom) -> None:
        self.passages = passages
        self.citation = idiom.phrases("citation")
        self.recital = idiom.phrases("recital")
        self.closing = idiom.phrases("closing")
        self.letters = idiom.recital_letters
        self.points = idiom.point_letters
        self.by_signs = idiom.institution.told_by == "punctuation"
        self.beginnings = Beginnings(idiom) if self.by_signs else None

    def cuts(self, passage: Passage, at: int) -> list[int]:
        """Where in the passage at `at` further parts begin, in order."""
        label = passage.label
        if label is None and self.beginnings is not None and at < self._body:
            return self._unmarked(passage, at, self.beginnings)
        cited = self.citation.opening(passage.rest) is not None
        if label is None and cited:
            return self._bare(passage.plain)
        if label is None and ":" not in passage.plain:
            return self._headed(passage, at)
        found: list[int] = []
        parts: list[int] = []
        marks = list(_marks(passage.plain))
        behind = self.passages[at + 1].label if at + 1 < len(self.passages) else None
        number = label if label is not None and label.kind == "digit" else None
        for n, (start, inner, before) in enumerate(marks):
            rest = passage.plain[start + inner.end : start + _HEAD].lstrip()
            in_line = next((one for _, one, _ in marks[n + 1 :] if one.kind == inner.kind), None)
            counts = inner.kind == "digit" and number is not None
            last = number if counts else label
            if self._begins(inner, rest, before, last, in_line or behind, at, cited=cited):
                found.append(start)
                parts += [start] if inner.kind in ("digit", "letter") else []
                label, cited = inner, self.citation.opening(rest) is not None
                number = inner if inner.kind == "digit" else number
        heading = self._heading_behind(passage, at, label)
        found = found if heading is None else [*found, heading]
        return sorted({*found, *self._points_between(passage, parts)})

    def _points_between(self, passage: Passage, parts: Sequence[int]) -> Iterator[int]:
        """The points of lists that stand on the line of what announces them; `parts` begin in that line, too."""
        label = passage.label
        if self.by_signs or (label is not None and label.kind not in ("digit", "letter")):
            return
        if not parts and ":" not in passage.plain:
            return  # a colon announces a list
        for start, end in pairwise([label.end if label else 0, *parts, len(passage.plain)]):
            yield from points_inside(passage.plain[:end], start, self.points, lost=bool(parts))

    @cached_property
    def _body(self) -> int:
        """The place of the first number in a text whose recitals have no mark."""
        digits = (at for at, p in enumerate(self.passages) if p.label is not None and p.label.kind == "digit")
        return next(digits, len(self.passages))

    def _unmarked(self, passage: Passage, at: int, beginnings: Beginnings) -> list[int]:
        """Recitals without a mark, each behind the comma of the one before, and the first paragraph behind them."""
        if "," not in passage.plain[:-1]:
            return self._headed(passage, at)
        found = beginnings.cuts(passage.plain)
        for match in _FIRST.finditer(passage.plain):
            inner = label_of(passage.plain[match.end() : match.end() + _HEAD])
            if inner is not None and self._between(inner, at):
                return [*(cut for cut in found if cut < match.start()), match.end()]
        return found

    def _bare(self, plain: str) -> list[int]:
        """Citations without a mark, each behind the comma of the one before."""
        found: list[int] = []
        at = 1
        while len(found) < _MOST and (hit := self.citation.inside(plain[at:])) is not None:
            place = at + hit.start
            if plain[:place].rstrip()[-1:] in _PARTED and plain[place].isalpha():
                found.append(place)
            at += max(hit.end, 1)
        return found

    def _headed(self, passage: Passage, at: int) -> list[int]:
        """Where a paragraph begins behind its heading: at a number that comes between those around it."""
        plain = passage.plain
        if not plain[:1].isupper():
            return []
        for match in _COUNTED.finditer(plain[: _HEADING + _LONGEST]):
            inner = label_of(plain[match.start() : match.start() + _HEAD])
            if inner is None or plain[: match.start()].rstrip()[-1:] in _SIGNS:
                continue
            if self._of_each(plain[: match.start()].rstrip(), at):
                continue
            capital = plain[match.start() + inner.end :].lstrip()[:1].isupper()
            if (capital or self._begin_small(at)) and self._between(inner, at):
                return [match.start()]
        return []

    def _begin_small(self, at: int) -> bool:
        """Whether the next paragraph behind the place `at` begins small, as those of many languages do."""
        later = self.passages[at + 1 : at + 1 + _NEAR]
        following = next((p for p in later if p.label is not None and p.label.kind == "digit"), None)
        return following is not None and following.rest[:1].islower()

    def _of_each(self, word: str, at: int) -> bool:
        """Whether `word` stands before a number in another passage, too: it is of the mark (“No 1.”), no heading."""
        others = (*self.passages[max(0, at - _NEAR) : at], *self.passages[at + 1 : at + 1 + _NEAR])
        return any(
            one.plain.startswith(word) and one.plain[len(word) :].lstrip()[:1].isdecimal() for one in others
        )

    def _heading_behind(self, passage: Passage, at: int, label: Label | None) -> int | None:
        """Where a heading begins behind the last sign of a part: a few words with a capital and without a sign."""
        plain = passage.plain
        if label is None or label.kind not in ("digit", "letter") or plain[-1:] in _SIGNS:
            return None
        start = max(plain.rfind(sign) for sign in ";.·") + 1
        tail = plain[start:].lstrip()
        following = self.passages[at + 1].label if at + 1 < len(self.passages) else None
        if start < label.end + 1 or not tail[:1].isupper() or len(tail) > _HEADING or following is None:
            return None
        if plain[start - 1] == "." and label.kind == "letter":
            return None
        # The next of the row follows, or the first of the next row.
        goes_on = following.kind == label.kind and _next(label, following, self.letters)
        anew = following.kind == "digit" and following.value == "1" and label.kind == "letter"
        return len(plain) - len(tail) if goes_on or anew else None

    def _between(self, inner: Label, at: int) -> bool:
        """Whether the number `inner` counts on from the paragraph before, or is the first, and the next follows it."""
        if not inner.value.isdecimal():
            return False
        number = int(inner.value)
        before = (p.label for p in reversed(self.passages[max(0, at - _NEAR) : at]))
        last = next((one for one in before if one is not None and one.kind == "digit"), None)
        later = (p.label for p in self.passages[at + 1 : at + 1 + _NEAR])
        following = next((one for one in later if one is not None and one.kind == "digit"), None)
        first = number == 1 and last is None
        goes_on = last is not None and last.value == str(number - 1)
        return (first or goes_on) and (following is None or following.value == str(number + 1))

    def _begins(
        self,
        inner: Label,
        rest: str,
        before: str,
        label: Label | None,
        following: Label | None,
        at: int,
        *,
        cited: bool,
    ) -> bool:
        match inner.kind:
            case "bullet":
                same = label is None or (label.kind == "bullet" and label.value == inner.value)
                return cited and same and before in ",;" and self.citation.opening(rest) is not None
            case "letter":
                return self._recital(inner, rest, before, label, following, cited=cited)
            case "digit" if before in ";.·," and self.recital.opening(rest) is not None:
                return self._counted_recital(inner, label, cited=cited)
            case "digit" if before in ";.·" or (before == "," and inner.value == "1"):
                return self._paragraph(inner, rest, before, label, following, at)
            case "paren" | "close":
                return self._point(inner, before, label, following)
            case _:
                return False

    def _recital(
        self,
        inner: Label,
        rest: str,
        before: str,
        label: Label | None,
        following: Label | None,
        *,
        cited: bool,
    ) -> bool:
        """A recital behind another, or the first behind a citation."""
        lettered = label is not None and label.kind == "letter"
        proved = following is not None and (
            self.letters.follows(inner.value, following.value)
            # The last of them stands before the first paragraph.
            or (following.kind == "digit" and following.value == "1" and before in ";·" and lettered)
        )
        if self.recital.phrases and self.recital.opening(rest) is None and not proved:
            return False
        if following is not None and following.kind == "letter" and following.value == inner.value:
            return False
        if label is not None and label.kind == "letter":
            # “C” comes behind “Ba”, which was inserted behind “B”.
            last = label.value[:1] if label.value[1:].islower() else label.value
            return self.letters.follows(label.value, inner.value) or self.letters.follows(last, inner.value)
        return cited and self.letters.place(inner.value) == 0 and (proved or bool(self.recital.phrases))

    @staticmethod
    def _counted_recital(inner: Label, label: Label | None, *, cited: bool) -> bool:
        """A recital behind another, or the first behind a citation, in a text that counts them by numbers."""
        if not inner.value.isdecimal():
            return False
        if label is not None and label.kind == "digit" and label.value.isdecimal():
            return int(inner.value) == int(label.value) + 1
        return cited and inner.value == "1"

    def _paragraph(
        self, inner: Label, rest: str, before: str, label: Label | None, following: Label | None, at: int
    ) -> bool:
        """A paragraph behind another, or the first behind a recital, proved by the next number or the closing words."""
        if label is None or not inner.value.isdecimal():
            return False
        number = int(inner.value)
        if label.kind == "digit":
            if not label.value.isdecimal() or number != int(label.value) + 1:
                return False
        elif label.kind not in ("letter", "paren", "close", "bullet") or number != self._last_number(at) + 1:
            return False
        if self.closing.opening(rest):
            return True
        if following is None or following.kind != "digit":
            later = (p.label for p in self.passages[at + 1 : at + 1 + _NEAR])
            following = next((one for one in later if one is not None and one.kind == "digit"), None)
        if following is None:
            # The last of them ends the act: then nothing of the row follows.
            return at + _NEAR >= len(self.passages) and before != "," and (number > 1 or rest[:1].isupper())
        return following.value == str(number + 1)

    def _last_number(self, at: int) -> int:
        """The number of the paragraph to which the points before the place `at` belong; 0 where there is none."""
        before = (p.label for p in reversed(self.passages[max(0, at - _NEAR) : at]))
        last = next((one for one in before if one is not None and one.kind == "digit"), None)
        return int(last.value) if last is not None and last.value.isdecimal() else 0

    def _point(self, inner: Label, before: str, label: Label | None, following: Label | None) -> bool:
        """A point behind another, or the first behind what introduces it, where the next one stands on its line."""
        same = following is not None and following.kind == inner.kind
        proved = same and following is not None and _next(inner, following, self.points)
        if before == ":":
            first = 0 in (self.points.place(inner.value), latin().place(inner.value))
            return proved and (first or inner.value in ("1", "i"))
        if before not in ";,·" or label is None or label.kind != inner.kind:
            return False
        if not _next(label, inner, self.points):
            return False
        # Behind the last of a row that of the list around it may follow.
        others = following is None or (
            following.value != inner.value and not _next(label, following, self.points)
        )
        return proved or not same or others


def _marks(plain: str) -> Iterator[tuple[int, Label, str]]:
    """The marks in the line `plain` behind a sign that ends a part: where each begins, its label, and that sign."""
    for match in _PLACE.finditer(plain):
        inner = label_of(plain[match.end() : match.end() + _HEAD])
        if inner is not None:
            yield match.end(), inner, match.group()[0]


def _next(one: Label, other: Label, letters: Letters) -> bool:
    """Whether `other` comes right after `one`."""
    if one.value.isdecimal() and other.value.isdecimal():
        return int(other.value) == int(one.value) + 1
    if letters.follows(one.value, other.value) or latin().follows(one.value, other.value):
        return True
    counted, next_one = roman(one.value), roman(other.value)
    return counted is not None and next_one == counted + 1
