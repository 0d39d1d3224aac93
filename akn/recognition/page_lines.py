"""Lines that the pages of a print repeat: their heads and feet, and the numbers of pages.

No word tells them: a head is told by standing again and again, the same but
for a number that counts on, where it parts a sentence or a row of citations or
recitals; the number of a page by counting on in the midst of other things.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from itertools import pairwise

from akn import ready
from akn.matching.alike import alike
from akn.model.source import Line, Piece
from akn.recognition.facing_pages import facing_heads
from akn.recognition.labels import Label, label_of, small_label_of
from akn.recognition.standing import (
    PAGE,
    Standing,
    counted_on,
    counting_on,
    foreign,
    moving,
    of_one_length,
    orderly,
    regular,
)
from akn.recognition.wrapping import Wrapping

#: No line that is printed on each page is longer.
_LONGEST = 120
_DIGITS = re.compile(r"[0-9]{1,6}")
#: The number of a page by itself, digits made “#”; with a word or the number of all pages beside it.
_LONE = re.compile(r"#|[-–—] ?# ?[-–—]|\| ?# ?\||\[ ?# ?\]|# ?/ ?#")
_OF_ALL = re.compile(r"(?:[^\W\d_]{1,12}\.?\s{0,2})?#\s{0,2}(?:/|[^\W\d_]{1,6})\s{0,2}#")
#: “Page #”, “Page # of #”: the word tells, in whatever language.
_WORDED = re.compile(
    r"[-–—|\[( ]{0,2}([^\W\d_]{1,10})\.?\s{0,2}(?:[|:]\s{0,2})?#(?:\s{0,2}(?:/|[^\W\d_]{1,6})\s{0,2}#)?[-–—|\]) ]{0,2}"
)
#: “-- # of # --”, between signs: no line of a document, even once.
_FRAMED = re.compile(r"([-–—|]{1,2})\s?(?:[^\W\d_]{1,12}\.?\s)?#\s?(?:/|[^\W\d_]{1,6})\s?#\s?\1")
#: An address of the web: browsers print it at the foot of their pages.
_ADDRESS = re.compile(r"https?://|www\.")
#: The same with its counter, and a date: that is no line of a document, even once.
_FOOT = re.compile(r"(?:https?://|www\.)\S{3,100} (?:\S{1,10} ){0,2}# ?/ ?#(?: \S{1,10}){0,2}")
#: A day and a time, as browsers print them at the head of their pages.
_TIMED = re.compile(r"#[./-]#[./-]#,? #:#")
#: How a note begins at the foot of a page: its mark then stands alone in the text, and is no number of a page.
_NOTE = re.compile(r"\[?([0-9]{1,4})\]?\s+[^\W\d_]")
#: What counts the first point of a list.
_FIRST = frozenset({"a", "A", "i", "I", "1", "-", "\u2022", "α", "а"})
#: So many lines are printed of a page on a small screen, at the least.
_SHORT_PAGE = 8
#: So far down a page stands its head.
_TOP = 3
#: No text has so many pages.
_MOST = 1000
#: No cell of a table that was printed in lines is so long.
_LONG_ENOUGH = 40
#: What a sentence, or a part of one, ends in; what a part may end in besides.
_ENDS, _PARTS = ".;:·!?", ".;:·!?,"
#: Before a small letter a full stop ends no sentence, but a short word or the number of a day.
_BROKEN_ENDS = ";:·!?"


class PageLines:
    """The lines of `pieces` that its pages repeat, in a text that is wrapped as `wrapping` says.

    `enacts` says of a line that it is the enacting words: heads are looked for behind them, for what stands before may
    stand there twice. `opens` says that a line begins a citation or a recital by its words, `titles`
    that it says the kind of a document, `names` that it is the number of one and nothing else, `tells` that
    it says when or how an act was adopted: acts of one day say the same.
    """

    def __init__(
        self,
        pieces: Sequence[Piece],
        wrapping: Wrapping | None = None,
        enacts: Callable[[str], bool] = lambda _: False,
        opens: Callable[[str], bool] = lambda _: False,
        titles: Callable[[str], bool] = lambda _: False,
        names: Callable[[str], bool] = lambda _: False,
        *,
        tells: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._pieces = pieces
        self._wrapping = wrapping or Wrapping(pieces)
        self._enacts = enacts
        self._opens = opens
        self._titles = titles
        self._names = names
        by_key: dict[str, list[int]] = {}
        for at, piece in enumerate(pieces):
            if (
                isinstance(piece, Line)
                and len(piece.text) <= _LONGEST
                and not piece.whole
                and not piece.level
                and not tells(piece.text)
            ):
                by_key.setdefault(_DIGITS.sub("#", piece.text), []).append(at)
        self._groups = {
            key: places
            for key, places in by_key.items()
            if (len(places) > 1 and self._may_head(key))
            or _LONE.fullmatch(key)
            or _FOOT.fullmatch(key)
            or _FRAMED.fullmatch(key)
            or _worded(key)
        }
        self._repeated = frozenset(at for places in self._groups.values() for at in places)

    @property
    def numbered(self) -> bool:
        """Whether a number stands alone on a line."""
        return any(_LONE.fullmatch(key) for key in self._groups)

    @cached_property
    def heads(self) -> Mapping[int, str]:
        """The lines that are heads or feet of pages, by their numbers, each with the reason why it is left out."""
        found: dict[int, str] = {}
        for key, places in self._groups.items():
            if _LONE.fullmatch(key):
                continue
            of_all = (_OF_ALL.fullmatch(key) or _FRAMED.fullmatch(key)) is not None
            standing = [self._standing(at) for at in places]
            if _worded(key):
                proved: Sequence[Standing] = standing
            elif len(places) == 1 or _TIMED.match(key):
                proved = standing if len(places) == 1 or orderly(standing) else ()
            elif (
                of_all and all(one.numbers[0] <= one.numbers[1] < _MOST for one in standing)
            ) or _ADDRESS.search(key):
                proved = counted_on(standing)
            else:
                proved = self._proved(standing)
            changing = moving(proved)
            if any(changing) and self._names(proved[0].line.text):
                continue  # where the number of a document counts on, another document begins
            for one in proved:
                number = next((n for n, m in zip(one.numbers, changing, strict=True) if m), 0)
                number = number or (one.numbers[0] if _worded(key) else 0)
                found[one.line.number] = (
                    f"page number {number}" if of_all or _worded(key) else "running header"
                )
        found.update(facing_heads(self._pieces, self._begins))
        return found

    @cached_property
    def numbers(self) -> Mapping[int, str]:
        """The lines that are the number of a page alone, by their numbers, each with the reason.

        They count on from page to page, at least two of them. Where notes have the same numbers they may be the marks
        of these; where what stands below has no mark of its own they may be its marks.
        """
        found: dict[int, str] = {}
        for key, places in self._groups.items():
            if not _LONE.fullmatch(key):
                continue
            standing = [self._standing(at) for at in places]
            row = counting_on(standing)
            marked = {int(m[1]) for p in self._pieces if isinstance(p, Line) and (m := _NOTE.match(p.text))}
            if key[:1] == "#" and any(one.numbers[0] in marked for one in row):
                continue
            if len(row) == 1:
                proved = row if len(standing) == 1 and self._single(row[0]) else []
            else:
                far = all(gap >= PAGE for gap in self._gaps(row))
                breaks = any(one.breaks for one in row)
                # A number below which something with its own mark begins is no mark of that.
                others = self._numbers_paragraphs and all(
                    one.breaks or one.counted or one.headed for one in row
                )
                proved = row if far or breaks or others or key not in ("#", "[#]") else []
            found |= {one.line.number: f"page number {one.numbers[0]}" for one in proved}
        return found

    def _single(self, one: Standing) -> bool:
        """Whether the only number that stands alone is one of a page, and no cell of a table.

        It parts a sentence, or a part of the text from another that has a mark of its own, in a text that numbers its
        paragraphs otherwise.
        """
        if one.above is not None and one.at == len(self._pieces) - 1:
            return one.above.text[-1:] == "." and len(one.above.text) > _LONG_ENOUGH
        if one.above is None or one.below is None:
            return False
        if one.breaks and one.above.text[-1:] not in _ENDS:
            return one.apart
        if (one.tight or one.headed) and self._numbers_paragraphs:
            return True
        labels = (_label(one.above), _label(one.below))
        long = labels[0] is not None or len(one.above.text) > _LONG_ENOUGH
        return long and labels[1] is not None and one.above.text[-1:] in _PARTS and self._numbers_paragraphs

    @cached_property
    def _numbers_paragraphs(self) -> bool:
        return any(
            isinstance(piece, Line) and (label := label_of(alike(piece.text))) and label.kind == "digit"
            for piece in self._pieces
        )

    # ------------------------------------------------------------------ how a line stands

    def _standing(self, at: int) -> Standing:
        line = self._pieces[at]
        if not isinstance(line, Line):
            raise TypeError("a table is no line of a page")
        upper, lower = self._single_above[at], self._single_below[at]
        above, below = self._line(upper), self._line(lower)
        breaks = between = counted = apart = tight = headed = False
        if below is not None:
            label = _label(below)
            between = label is not None and label.kind in ("bullet", "letter")
            counted = label is not None
            if above is not None:
                last = above.text[-1:]
                goes_on = label is None and last not in _BROKEN_ENDS and below.text[:1].islower()
                # Nothing stands between a colon and the first point that it introduces.
                introduced = (
                    label is not None
                    and label.value in _FIRST
                    and (
                        last == ":"
                        or (last not in _PARTS and label.kind not in ("letter", "digit", "bullet"))
                    )
                )
                breaks = introduced or (goes_on and not (last in ",." and self._opens(alike(below.text))))
                apart = below.number - above.number > 2
                headed = last in _PARTS and label is None and apart and self._may_be_heading(below)
        else:
            counted = True
        numbers = tuple(map(int, _DIGITS.findall(line.text)))
        if above is not None and above.text[-1:] in _PARTS and counted:
            near = line.number - above.number == at - upper
            near = near or (below is not None and below.number - line.number == lower - at)
            tight = near and self._wrapping.spaced
        return Standing(at, line, numbers, above, below, breaks, between, counted, apart, tight, headed)

    def _may_be_heading(self, line: Line) -> bool:
        """Whether `line` has the form of a heading, and does not begin a part by its words."""
        text = line.text
        return (
            text[:1].isupper()
            and text[-1:] not in _PARTS
            and len(text) <= _LONGEST
            and not self._begins(text)
        )

    @cached_property
    def _single_above(self) -> Sequence[int]:
        """For each piece the place of the nearest line above it that stands but once, or -1."""
        return self._nearest(range(len(self._pieces)))

    @cached_property
    def _single_below(self) -> Sequence[int]:
        """For each piece the place of the nearest line below it that stands but once, or -1."""
        return self._nearest(range(len(self._pieces) - 1, -1, -1))

    def _nearest(self, places: Sequence[int]) -> Sequence[int]:
        found = [-1] * len(self._pieces)
        last = -1
        for at in places:
            found[at] = last
            if not isinstance(self._pieces[at], Line):
                last = -1
            elif at not in self._repeated:
                last = at
        return found

    def _line(self, at: int) -> Line | None:
        piece = self._pieces[at] if at >= 0 else None
        return piece if isinstance(piece, Line) else None

    @cached_property
    def _start(self) -> int:
        """The place of the enacting words, 0 where there are none."""
        return next(
            (
                at
                for at, piece in enumerate(self._pieces)
                if isinstance(piece, Line) and self._enacts(alike(piece.text))
            ),
            0,
        )

    # ------------------------------------------------------------------ what proves a head

    def _proved(self, standing: Sequence[Standing]) -> Sequence[Standing]:
        """Those of `standing` that are heads of pages: behind the enacting words, and of the cover such as are."""
        inside = [one for one in standing if one.at > self._start]
        text = standing[0].line.text
        fewest = 2 if self._start else 3
        if len(standing) < fewest or not inside or not orderly(inside):
            return ()
        rest = [one for one in standing if one.at <= self._start]
        if rest and not orderly(standing):
            rest = []
        every = [*rest, *inside]
        gaps = self._gaps(every)
        breaks = sum(one.breaks for one in inside)
        counts = any(moving(every))
        if 4 * breaks >= len(inside) and breaks:
            # A full line that stands twice may be the same words, broken alike.
            full = sum(map(self._full, inside))
            proved = 2 * full <= len(inside) or (counts and foreign(inside)) or regular(gaps)
        else:
            proved = (
                (len(every) > 1 and all(one.breaks or one.tight for one in inside))
                or of_one_length(gaps)
                or (
                    ((counts and " " in text and len(every) > 1) or len(inside) > 2)
                    and min(gaps) >= _SHORT_PAGE
                    and any(one.between for one in inside)
                )
                or (
                    len(every) > 1
                    and bool(gaps)
                    and (self._beside_proved(inside) or self._at_an_end(every, gaps))
                )
            )
        # On the cover stands one head, or one for each of its pages.
        top = [one for one in rest if one.line.number <= _TOP or (len(every) > 2 and regular(gaps))]
        return [*top, *inside] if proved else ()

    def _may_head(self, key: str) -> bool:
        """Whether a line, its numbers made “#”, may be a page's: it has no mark, nor begins or ends as a part."""
        if _ADDRESS.search(key) or _OF_ALL.fullmatch(key) or _FRAMED.fullmatch(key):
            return True
        if key[-1:] in _PARTS or key[:1].islower() or not any(c.isalnum() or c == "#" for c in key):
            return False  # a dash alone is the mark of the line below it
        plain = alike(key.replace("#", "1"))
        if label_of(plain) or small_label_of(plain):
            return False
        # What says the kind of a document may begin another one.
        return not (self._begins(plain) or self._titles(plain))

    def _begins(self, text: str) -> bool:
        """Whether `text` begins a citation or a recital, or is the enacting words."""
        plain = alike(text)
        return self._opens(plain) or self._enacts(plain)

    def _at_an_end(self, standing: Sequence[Standing], gaps: Sequence[int]) -> bool:
        """Whether the first of `standing` is the first line of all, or the last the last, and pages lie between."""
        ends = standing[0].at == 0 or standing[-1].at == len(self._pieces) - 1
        return ends and min(gaps) >= PAGE

    def _gaps(self, standing: Sequence[Standing]) -> Sequence[int]:
        """How many lines there are from one to the next; the last page, which may be short, does not count."""
        gaps = [b.line.number - a.line.number for a, b in pairwise(standing)]
        last = len(gaps) > 1 and standing[-1].at == len(self._pieces) - 1
        return gaps[:-1] if last else gaps

    def _beside_proved(self, standing: Sequence[Standing]) -> bool:
        """Whether the number of a page stands beside each of `standing`."""
        return all(
            any(
                line is not None and line.number in self.numbers
                for line in (self._piece(one.at - 1), self._piece(one.at + 1))
            )
            for one in standing
        )

    def _piece(self, at: int) -> Line | None:
        piece = self._pieces[at] if 0 <= at < len(self._pieces) else None
        return piece if isinstance(piece, Line) else None

    def _full(self, one: Standing) -> bool:
        """Whether the first word of the next line had no room on this one."""
        width = self._wrapping.width
        if not width or one.below is None:
            return False
        first = (one.below.text.split(None, 1) or [""])[0]
        return len(one.line.text) + one.line.indent + 1 + len(first) > width - 2


def _worded(key: str) -> bool:
    """Whether a line, its numbers made “#”, is the number of a page with the word for one before it."""
    match = _WORDED.fullmatch(key)
    return match is not None and match[1].casefold() in _page_words()


@cache
def _page_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in ready.load("recognition/pages.toml")["words"])


def _label(line: Line) -> Label | None:
    plain = alike(line.text)
    return label_of(plain) or small_label_of(plain)
