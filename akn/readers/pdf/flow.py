"""Which line goes on the one above it: told by where it begins, how far it is set off, and whether it had room."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, field

from akn.readers.pdf.printed import Page, Printed

#: Lines of one paragraph stand apart by no more than so many times the usual.
_SLACK = 1.12
#: A word needs a blank before it, and programs reckon in their own way: so much, in sizes of letters.
_BLANK = 0.5
#: Words of so many letters are broken where there is so much room for a part of them, in sizes of letters.
_LONG, _ROOM = 7, 2.0
#: They tell it where there are so many times as many of them as there are hyphens: who breaks words breaks not each.
_SURE = 2
_ENDS = ".;:!?\u00b7\u037e"
#: What a number or letter of a list looks like; behind it the text begins.
_LABEL = re.compile(
    r"(?:[(\[]?[^\W_]{1,5}[.)\]]{1,2}|[-\u2010-\u2015\u2212\u2022\u00b7\u25cf\u25cb\u25aa*\uf0b7\uf02d])\Z"
)
_HYPHENED = re.compile(r"[^\W\d_]+[-\u2010][^\W\d_]")
#: What stands between a number and its text in some languages.
_DASHES = frozenset("-\u2013\u2014")
_CLOSERS = "\"'\u201d\u00bb\u2019)"
#: A number with a full stop at the head of a line: of a part, or of a day whose month follows it.
_NUMBER = re.compile(r"[0-9]{1,4}\.\Z")
#: Lines were not filled where so many, and one in so many, break off in the middle of a sentence though there was room.
_FEWEST_EARLY, _ONE_IN = 3, 4


class Flow(Struct):
    """The lines of a text in their order, and how far its lines and columns reach; those `apart` are in tables."""

    pages: Sequence[Page]
    apart: frozenset[int]
    _leading: dict[float, float] = field(default_factory=dict)
    _edges: dict[tuple[int, int], tuple[float, float]] = field(default_factory=dict)
    _hanging: bool = False
    #: Whether lines are filled: then one begins anew whose first word had room on the line above.
    _filled: bool = True
    #: Whether words are broken at the ends of lines, as far as lines show that end in none.
    breaks_words: bool = True

    def __post_init__(self) -> None:
        steps: dict[float, Counter[float]] = {}
        widths: dict[int, list[tuple[float, float]]] = {}
        for page in self.pages:
            above: Printed | None = None
            kept = [line for line in page.kept if id(line) not in self.apart]
            for line in kept:
                if (
                    above is not None
                    and above.column == line.column
                    and 0 < above.base - line.base < 4 * line.size
                ):
                    step = round(2 * (above.base - line.base)) / 2
                    steps.setdefault(round(line.size), Counter())[step] += 1
                above = line
            for column in {line.column for line in kept}:
                own = [line for line in kept if line.column == column]
                edges = (min(line.left for line in own), _reach([line.right for line in own]))
                self._edges[page.number, column] = edges
                widths.setdefault(column, []).append(edges)
        self._hanging = self._hangs()
        for size, counted in steps.items():
            self._leading[size] = _leading(size, counted)
        self.breaks_words = not self._leaves_words_whole()
        # A page with short lines alone does not tell how wide it is.
        for (number, column), (left, right) in [*self._edges.items()]:
            if column == -1:
                widest = max(edge[1] for edge in widths[column])
                self._edges[number, column] = (left, max(right, widest))
        self._filled = not self._breaks_early()

    def _breaks_early(self) -> bool:
        """Whether lines that break off in the middle of a sentence had room for more, as typed ones do."""
        within = early = 0
        for page in self.pages:
            for above, line in pairwise(page.kept):
                if (
                    above.column == line.column
                    and line.text[:1].islower()
                    and above.text[-1:] not in _ENDS
                    and above.text[-1:] != ","
                    and not _labelled(line)
                    and abs(line.left - _text_of(above)) < 4
                    and 0 < above.base - line.base <= self._step(line)
                    and id(above) not in self.apart
                    and self._nearly_full(above)
                ):
                    within += 1
                    early += self._had_room(above, line)
        return early >= _FEWEST_EARLY and early * _ONE_IN >= within

    def _nearly_full(self, line: Printed) -> bool:
        """Whether a line is long enough to have been broken at a number of letters, as a line of a cover is not."""
        left, right = self._edges[line.page, line.column]
        return line.right - line.left > 0.7 * (right - left)

    def _step(self, line: Printed) -> float:
        """How far a line of the same paragraph stands below the one above it at most."""
        return _SLACK * self._leading.get(round(line.size), 1.25 * line.size) + 0.6

    def _hangs(self) -> bool:
        """Whether the lines of a paragraph with a label begin where its text does, behind the label."""
        behind = below = 0
        for page in self.pages:
            for above, line in pairwise(page.kept):
                if above.column == line.column and _labelled(above) and line.text[:1].islower():
                    behind += abs(line.left - _text_of(above)) < 4
                    below += abs(line.left - above.left) < 4
        return behind > below

    def _leaves_words_whole(self) -> bool:
        """Whether long words begin lines above which a part of them had room: who breaks words breaks those."""
        pairs = [
            (above, line)
            for page in self.pages
            for above, line in pairwise(page.kept)
            if above.column == line.column and id(above) not in self.apart and line.text[:1].islower()
        ]
        if any(above.text.endswith("\u00ad") for above, _ in pairs):
            return True  # words are broken, by a sign of its own
        broken = sum(above.text.endswith("-") for above, _ in pairs)
        if not broken:
            return False
        gaps = sorted(gap / line.size for line, _ in pairs for gap in _gaps(line))
        usual = gaps[len(gaps) // 5] if gaps else 0.0
        whole = 0
        for above, line in pairs:
            if above.text.endswith("-") or not self._nearly_full(above) or above.size != line.size:
                continue
            right = self._edges[above.page, above.column][1]
            driven = sum(gap - usual * above.size for gap in _gaps(above))
            whole += len(line.words[0].text) >= _LONG and right - above.right + driven > _ROOM * above.size
        return _SURE * broken <= whole or broken <= self._own_hyphens()

    def _own_hyphens(self) -> float:
        """How many words with a hyphen of their own lines break at it by chance: so many as words end lines."""
        words = [word for page in self.pages for line in page.kept for word in line.words]
        held = sum(_HYPHENED.match(word.text) is not None for word in words)
        return held * sum(len(page.kept) for page in self.pages) / len(words) if words else 0.0

    def goes_on(self, above: Printed, line: Printed) -> bool | None:
        """Whether `line` goes on the line `above`; None where that cannot be told by its place."""
        if above.text.endswith("\u00ad"):
            return True  # a word was broken there
        if abs(above.size - line.size) > 0.6 or (self._filled and self._had_room(above, line)):
            return False
        ended = above.text.rstrip(_CLOSERS)[-1:] in _ENDS
        begins = ended and not line.text[:1].islower()
        if above.page == line.page and above.column == line.column and above.base > line.base:
            return self._goes_on_below(above, line, begins=begins)
        return None if begins or _labelled(line) else True

    def _goes_on_below(self, above: Printed, line: Printed, *, begins: bool) -> bool | None:
        """The same of a line that stands below the other; `begins` says that its words may begin a sentence."""
        set_off = above.base - line.base > self._step(line)
        outdented = line.left < _text_of(above) - 4
        if set_off or (_labelled(line) and outdented) or (begins and _bold(above) != _bold(line)):
            return False
        if self._hanging and _labelled(above) and outdented:
            return False
        indented = line.left > _text_of(above) + 4 and above.left < line.left - 4
        if not begins and not indented and self._within(above, line):
            return True
        return None if begins or _labelled(line) or (indented and not self._hanging) else True

    def _within(self, above: Printed, line: Printed) -> bool:
        """Whether a number heads a line that stands where the text of a part does, and not where labels do: a date."""
        ended = above.text.rstrip(_CLOSERS)[-1:] in _ENDS
        set_in = _labelled(above) or above.left > self._edges[above.page, above.column][0] + 4
        return (
            self._hanging
            and not ended
            and set_in
            and _NUMBER.match(line.words[0].text) is not None
            and abs(line.left - _text_of(above)) < 2
        )

    def _had_room(self, above: Printed, line: Printed) -> bool:
        """Whether the first word of `line` would have stood on the line `above`."""
        left, right = self._edges[above.page, above.column]
        first = line.words[0]
        for word in line.words[1:]:
            if not word.glued:
                break
            first = word if word.right > first.right else first
        width = first.right - line.left
        middle = (left + right) / 2
        centred = (
            abs((above.left + above.right) / 2 - middle) < 4
            and abs((line.left + line.right) / 2 - middle) < 4
            and above.left > left + 8
            and abs(line.left - above.left) > 1
        )
        room = (right - left) - (above.right - above.left) if centred else right - above.right
        if above.text.endswith("-"):
            return False
        return room > width + _BLANK * above.size


def _leading(size: float, steps: Counter[float]) -> float:
    """How far the lines of a paragraph stand apart: the smallest step that lines of this size make more than once.

    Once will do where it is no larger than lines of prose have it.
    """
    often = [step for step, times in steps.items() if step > 0.9 * size and times > 1]
    once = [step for step in steps if 0.9 * size < step < 1.5 * size]
    return min([*often, *once], default=1.3 * size)


def _reach(edges: list[float]) -> float:
    """How far lines reach, but for one that sticks out."""
    ordered = sorted(edges)
    return ordered[-1 - len(ordered) // 40]


def _gaps(line: Printed) -> list[float]:
    """How far the words of a line stand apart, its label aside."""
    words = line.words[_label_of(line) :]
    return [b.left - a.right for a, b in pairwise(words) if not b.glued]


def _bold(line: Printed) -> bool:
    return all(word.bold for word in line.words)


def _labelled(line: Printed) -> bool:
    return _label_of(line) > 0


def _label_of(line: Printed) -> int:
    """Of how many words the label of a line is: “1.”, “(a)”, “–”; “1 –”; 0 where it has none, or no more than one."""
    first = line.words[0].text
    if len(line.words) > 1 and _LABEL.match(first):
        return 1
    apart = len(line.words) > 2 and first.isdecimal() and line.words[1].text in _DASHES
    return 2 if apart else 0


def _text_of(line: Printed) -> float:
    """Where the text of a line begins, behind its label."""
    return line.words[_label_of(line)].left
