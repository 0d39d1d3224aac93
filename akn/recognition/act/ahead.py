"""What a look ahead tells of an act: how far it reaches, what counts its paragraphs, what follows a line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from akn.model.hint import BEGINNINGS, PARTS
from akn.recognition.act.counting import Counted, points_among
from akn.recognition.act.headings import heading_like
from akn.recognition.act.telling import closing_at, last_opener
from akn.recognition.idiom import Idiom
from akn.recognition.labels import Label
from akn.recognition.passages import Passage

#: What begins each paragraph: a number, a bullet, or nothing at all; "" where that cannot be told.
Paragraphing: TypeAlias = Literal["number", "bullet", "nothing", ""]

#: A number so far above the last is no paragraph of this act.
_FARTHEST = 20
#: So many passages are looked at to see what a heading heads.
_NEAR = 4


class Ahead:
    """The passages of one act, known before the walk begins."""

    def __init__(self, passages: Sequence[Passage], idiom: Idiom) -> None:
        self.passages = passages
        self.end = len(passages)
        self.citation = idiom.phrases("citation")
        self.recital = idiom.phrases("recital")
        self.letters = idiom.recital_letters
        self.opener = last_opener(passages, idiom)
        self.closing = closing_at(passages, idiom)
        #: The place of the last recital that its letter tells; what is numbered before it are points.
        self.lettered = self._lettered()
        counted = self._counted()
        #: Where numbers begin with 1 again that counted recitals before, or -1.
        self.anew = self._anew(counted)
        counted = [one for one in counted if one.at >= self.anew]
        #: The places of numbers that count points.
        before = [one for one in counted if self.closing < 0 or one.at <= self.closing]
        points = points_among(before) if before else frozenset()
        self.points = frozenset(at for at in points if passages[at].role is None)
        rows = [one for one in counted if one.at not in self.points]
        #: All numbers of paragraphs are 1, as Markdown allows: their place tells what was meant.
        self.ones = (
            len(rows) > 1 and all(one.number == 1 for one in rows) and not all(one.headed for one in rows[1:])
        )
        #: Recitals that no word tells are numbered as the paragraphs are, which begin again with 1.
        self.unworded = self._two_rows(counted)
        if self.unworded:
            self.points = frozenset()
        #: The place of the last passage that a paragraph could begin at.
        self.last = max(self._last(rows), self._last_told())
        #: The places of lines without a mark that stand where the row of paragraphs has a hole: they lost their number.
        self.lost = self._lost(rows)
        self.paragraphing = self._paragraphing(rows)

    # ------------------------------------------------------------------ the whole act

    def _lettered(self) -> int:
        last, found = "", -1
        for at, passage in enumerate(self.passages):
            label = passage.label
            if (
                label is None
                or label.kind != "letter"
                or passage.role not in (None, "recital")
                or (heading_like(passage) and not passage.rest[:1].islower())
            ):
                continue
            follows = (
                self.letters.follows(last, label.value) if last else self.letters.place(label.value) == 0
            )
            if follows:
                last, found = label.value, at
        return found

    def _counted(self) -> list[Counted]:
        found: list[Counted] = []
        depths = {
            p.depth for p in self.passages if p.depth and p.label is not None and p.label.kind == "digit"
        }
        outermost = min(depths, default=0)
        begin = self.opener if self.closing > self.opener else -1
        lettered = self.lettered if self.closing < 0 or self.closing > self.lettered else -1
        for at, passage in enumerate(self.passages):
            label = passage.label
            if label is None or label.kind != "digit" or at < lettered or passage.depth > outermost:
                continue
            if passage.role not in (None, "paragraph"):
                continue
            if at <= begin and self.recital.opening(passage.rest):
                continue
            before = self.passages[at - 1] if at else passage
            rest = passage.rest
            found.append(
                Counted(
                    at,
                    number_of(label),
                    passage.plain[label.end - 1 : label.end],
                    announced=before.plain[-1:] == ":",
                    headed=before.label is None and heading_like(before),
                    small=rest[:1].islower(),
                )
            )
        return found

    def _anew(self, counted: Sequence[Counted]) -> int:
        label = self.passages[self.opener].label if self.opener >= 0 else None
        if label is None or not label.value.isdecimal():
            return -1
        again = next((n for n, one in enumerate(counted) if one.number == 1 and not one.announced), 0)
        row = [one.number for one in counted[:again] if one.at > self.opener]
        first = int(label.value) + 1
        return counted[again].at if row and row == [*range(first, first + len(row))] else -1

    def _two_rows(self, counted: Sequence[Counted]) -> bool:
        """Whether two rows of numbers stand behind the citations, in a language whose recitals no word need tell."""
        cited = tuple(phrase.casefold() for phrase in self.citation.phrases)
        if self.lettered >= 0 or any(
            not phrase.casefold().startswith(cited) for phrase in self.recital.phrases
        ):
            return False
        row = [one.number for one in counted]
        again = next((n for n in range(1, len(row)) if row[n] == 1), 0)
        if not again or counted[again].announced or counted[again].headed or counted[0].at <= self.opener:
            return False
        return row == [*range(1, again + 1), *range(1, len(row) - again + 1)]

    def _last_told(self) -> int:
        """The place of the last passage that somebody says is a part of the act, or -1."""
        return next((at for at in reversed(range(self.end)) if self.passages[at].role in PARTS), -1)

    def _last(self, rows: Sequence[Counted]) -> int:
        expected, last = 1, -1
        for one in rows:
            near = expected - 1 <= one.number < expected + _FARTHEST
            if self.closing >= 0 and one.at > self.closing:
                near = one.number in (expected, expected - 1)
            if near or (one.headed and one.number == 1):
                expected, last = one.number + 1, one.at
        return max(last, self.closing)

    def _lost(self, rows: Sequence[Counted]) -> frozenset[int]:
        holes = [
            (a, b)
            for a, b in pairwise(rows)
            if a.number + 1 < b.number <= a.number + _NEAR and a.at > self.opener
        ]
        if not holes:
            return frozenset()
        firsts = {_first_word(self.passages[one.at]) for one in rows}
        found: list[int] = []
        for a, b in holes:
            places = [at for at in range(a.at + 1, b.at) if self._begins_anew(at, small=a.small)]
            if len(places) > b.number - a.number - 1:
                places = [at for at in places if _first_word(self.passages[at]) in firsts]
            if len(places) == b.number - a.number - 1:
                found += places
        return frozenset(found)

    def _begins_anew(self, at: int, *, small: bool) -> bool:
        """Whether a paragraph may begin at `at` that has no number: behind an end, as the others begin."""
        passage, before = self.passages[at], self.passages[at - 1]
        if passage.label is not None or passage.grid is not None or passage.level or passage.note:
            return False
        if passage.role is not None:
            return False
        ends = passage.plain[-1:] in ";.:·" and (before.plain[-1:] in ";.·" or heading_like(before))
        return ends and (small or not passage.plain[:1].islower()) and passage.plain[:1].isalpha()

    def _paragraphing(self, rows: Sequence[Counted]) -> Paragraphing:
        if any(one.at > self.opener for one in rows):
            return "number"
        if self.closing > self.opener:
            label = self.passages[self.closing].label
            if label is None:
                return "nothing"
            return "bullet" if label.kind == "bullet" else ""
        label = self.passages[self.opener].label if self.opener >= 0 else None
        return "bullet" if label is not None and label.kind == "bullet" else ""

    # ------------------------------------------------------------------ what follows a passage

    def list_follows(self, at: int) -> bool:
        """Whether the next passage begins a citation, a recital or a numbered paragraph."""
        for later in self.passages[at + 1 : min(at + _NEAR, self.end)]:
            label, rest = later.label, later.rest
            if later.role in BEGINNINGS:
                return True
            if self.citation.opening(rest) or self.recital.opening(rest):
                return True
            if label is not None:
                return label.kind in ("digit", "letter", "bullet")
            if not heading_like(later):
                return False
        return False

    def recital_follows(self, at: int) -> bool:
        """Whether a citation or recital follows the heading at `at`, by its words."""
        for later in self.passages[at + 1 : min(at + _NEAR, self.end)]:
            if self.citation.opening(later.rest) or self.recital.opening(later.rest):
                return True
            if later.label is not None:
                return False
        return False

    def point_follows(self, at: int) -> bool:
        """Whether the list of the part before the heading at `at` goes on, or begins, right behind it."""
        for later in self.passages[at + 1 : min(at + _NEAR, self.end)]:
            if later.label is not None:
                counts = later.label.kind == "digit"
                return (
                    at + 1 in self.points
                    if counts
                    else later.label.kind in ("paren", "close", "small", "dotted", "bullet")
                )
            if not heading_like(later):
                return False
        return False

    def points_begin(self, at: int) -> bool:
        """Whether the first point of a list stands right behind the line at `at`: that line introduces it."""
        following = self.passages[at + 1].label if at + 1 < self.end else None
        return (
            following is not None
            and following.kind in ("paren", "close", "small")
            and following.value in ("a", "i", "1")
        )

    def next_counted(self, at: int) -> Label | None:
        """The label of the next recital behind `at` that has one."""
        for later in self.passages[at + 1 : min(at + 4 * _NEAR, self.end)]:
            if later.label is not None and later.label.kind != "bullet" and self.recital.opening(later.rest):
                return later.label
            if later.label is not None and later.label.kind == "digit":
                return None
        return None


def _first_word(passage: Passage) -> str:
    return passage.rest.partition(" ")[0]


def number_of(label: Label) -> int:
    """The number that `label` counts with: 5 for ``5a``."""
    return int("".join(c for c in label.value if c.isdigit()))
