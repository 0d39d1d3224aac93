"""Whether a text was wrapped, and which of its lines go on the line above."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import pairwise

from akn.matching.alike import COLONS, COMMAS, SEMICOLONS, STOPS, alike
from akn.matching.scripts import unspaced
from akn.model.source import Line, Piece
from akn.recognition.labels import Label, label_of, small_label_of
from akn.recognition.odd_rows import odd_rows

_NARROWEST, _WIDEST = 26, 140
_FEWEST_PAIRS = 4
_FEWEST_LONG, _FEWEST_PROVED = 3, 2
#: So far apart stand the lines of a text that was saved with empty lines between them.
_FARTHEST = 4
#: So much may lines differ that were wrapped at one width.
_RAGGED = 6
#: So many lines are needed to tell a text that is narrower than most.
_NARROW, _FEWEST_NARROW = 40, 8
#: What ends a line that was broken in the midst of a word.
HYPHENS = ("-", "\u2010", "\u00ad")
#: What ends a sentence or a part of one, and what may end a part besides.
_ENDS = f".;:·{STOPS}{SEMICOLONS}{COLONS}"
_PARTS = f"{_ENDS},{COMMAS}"
#: What the last point but one of a list ends in: “…, and”.
_AND, _FEW_LETTERS = re.compile(r"[,;] [^\W\d_]{1,4}$"), 7
#: What a line ends in that no small letter goes on: a full stop may be that of a short word or of the number of a day.
_CLOSED = f";:·,{SEMICOLONS}{COLONS}{COMMAS}"

#: The mark of a note at the end of a line, as prints of the 1980s have it: “30 June 1992,1/”, “its report 1/”.
_MARK = re.compile(r"[\s.,;:)][0-9]{1,3}/$")


class Wrapping:
    """How the lines of `pieces` were broken.

    `width` is that at which they were wrapped, or 0 where each line stands for itself.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._lines = [p for p in pieces if isinstance(p, Line) and not p.whole]
        self._step = 1
        #: The lines of which more than the wrapping tells whether they go on.
        self.told: set[int] = set()
        #: The lines that begin with a mark of no usual form, in a row of such.
        self._odd = odd_rows(self._lines)
        longest = max((len(line.text) + line.indent for line in self._lines), default=0)
        self.width = _width([(a, b) for a, b in pairwise(self._lines) if b.number == a.number + 1], longest)
        if not self.width and (step := self._doubled()):
            self.width = _width(
                [(a, b) for a, b in pairwise(self._lines) if b.number == a.number + step], longest
            )
            self._step = step if self.width else 1

    def _doubled(self) -> int:
        """How far most lines are from the next where empty lines stand behind each, as some programs save a text; or 0.

        Where the lines of a part are as far apart as the parts are, or the parts farther.
        """
        steps = [b.number - a.number for a, b in pairwise(self._lines)]
        least = min(steps, default=0)
        if len(steps) <= _FEWEST_NARROW or not 1 < least <= _FARTHEST:
            return 0
        close = sum(step == least for step in steps)
        return (
            least
            if 20 * close >= 19 * len(steps) or (3 * close >= len(steps) and self._hyphened(least))
            else 0
        )

    def _hyphened(self, step: int) -> bool:
        """Whether a word is broken between two lines that are so far apart."""
        return any(_broken(a, b) for a, b in pairwise(self._lines) if b.number == a.number + step)

    @cached_property
    def spaced(self) -> bool:
        """Whether empty lines part what begins with a mark: then no mark begins anything within such parts."""
        apart = tight = 0
        for above, line in pairwise(self._lines):
            label = label_of(alike(line.text))
            if label is not None and label.kind in ("letter", "digit", "bullet"):
                apart += line.number > above.number + 1
                tight += line.number == above.number + 1
        return apart >= _FEWEST_LONG and apart >= 2 * tight

    @cached_property
    def _ragged(self) -> int:
        """How long most lines are that break off in the middle of a sentence; 0 where few do.

        Lines of a proportional type are as wide, but some have more letters.
        """
        lengths = sorted(
            len(above.text)
            for above, line in pairwise(self._lines)
            if line.number == above.number + 1
            and line.text[:1].islower()
            and above.text[-1:] not in _PARTS
            and _marked(above)
            and _label(line) is None
        )
        return lengths[len(lengths) // 2] if len(lengths) >= _FEWEST_PROVED and lengths[-1] <= _WIDEST else 0

    def goes_on(self, first: Line, above: Line, line: Line, bridged: Collection[int]) -> bool:
        """Whether `line` goes on where the line above was broken off, by wrapping or by the end of a page.

        `first` is the line that began what they would belong to, `bridged` are the numbers of lines before which
        something was taken out.
        """
        if line.joined is False or line.whole or above.whole or line.level or above.level:
            return False
        if _dash_alone(line) or (
            _AND.search(above.text, len(above.text) - _FEW_LETTERS) and _counts_on(first, line)
        ):
            return False
        near = line.number - above.number <= self._step
        if line.number in bridged:
            if not near and not line.text[:1].islower() and not self._open(first, above, line):
                return False
            if not self.width:
                return above.text[-1:] not in _ENDS and _label(line) is None
        elif not near:
            return False
        if _broken(above, line) or (self.width > 0 and self._wrapped(above, line)):
            return True
        return self._step == 1 and self._open(first, above, line)

    def _wrapped(self, above: Line, line: Line) -> bool:
        """Whether the line above was broken at the width, or is long and breaks off in the middle of a sentence."""
        word = _first_word(line)
        length = len(above.text) + above.indent
        full = length + 1 + len(word) > self.width - 2
        if line.number in self._odd:
            return False
        labelled = label_of(alike(line.text)) is not None
        long = 4 * length > 3 * self.width and not labelled
        if not full and not (long and word[:1].islower() and above.text[-1:] not in _ENDS):
            return False
        ends = above.text[-1:] in _PARTS
        return not (ends and labelled)

    def _open(self, first: Line, above: Line, line: Line) -> bool:
        """Whether what began with the mark of `first` breaks off in the line above, and `line` has no mark."""
        last, first_letter = above.text[-1:], line.text[:1]
        goes_on = last not in _ENDS and (
            first_letter.islower() or (last != "," and first_letter.isalpha() and self.spaced)
        )
        if not goes_on:
            # Where blank lines part the parts, nothing begins in the midst of one.
            goes_on = last != ":" and self.spaced and 0 < 3 * self._ragged <= 4 * len(above.text)
        return goes_on and _marked(first) and _label(line) is None and line.number not in self._odd


def _width(pairs: Sequence[tuple[Line, Line]], longest: float) -> int:
    """The width at which the lines of `pairs`, close neighbours, were wrapped, or 0; no line is longer than `longest`.

    A line was broken by wrapping when the next line's first word would not
    have fitted on it; where most lines that have a close neighbour were, the
    text is wrapped.
    """
    if len(pairs) < _FEWEST_PAIRS:
        return 0
    width = _widest(pairs)
    if not _NARROWEST <= width <= _WIDEST or (width < _NARROW and len(pairs) < _FEWEST_NARROW):
        return 0
    if 2 * _full(pairs, width) >= len(pairs):
        return width
    # A cover of short lines may hide it: then the lines that go on in the middle of a sentence tell.
    within = [
        (a, b)
        for a, b in pairs
        if _small(b.text[:1]) and a.text[-1:] not in _CLOSED and label_of(alike(b.text)) is None
    ]
    if len(within) < _FEWEST_PROVED:
        return 0
    width = _widest(within)
    # Where no line is longer a few tell.
    proved = longest <= width + _RAGGED
    if not proved and (len(within) < _FEWEST_LONG or 8 * len(within) < len(pairs)):
        return 0
    # Its own short lines go on in small letters, too: those that are long were broken.
    long = [(a, b) for a, b in within if 4 * (len(a.text) + a.indent) > 3 * width]
    fewest = _FEWEST_NARROW if width < _NARROW else _FEWEST_PROVED if proved else _FEWEST_LONG
    if width < _NARROWEST or len(long) < fewest:
        return 0
    return width if 10 * _full(long, width) >= 7 * len(long) else 0


def _small(letter: str) -> bool:
    """Whether `letter` begins no sentence, as far as it shows: none does in a script of words without capitals."""
    return letter.islower() or (letter.isalpha() and not letter.isupper() and not unspaced(letter))


def _widest(pairs: Sequence[tuple[Line, Line]]) -> int:
    """The length of the longest of the lines above in `pairs`, but for a few; a hyphen may have made a line longer."""
    lengths = sorted(len(a.text) + a.indent for a, _ in pairs if a.text[-1:] not in HYPHENS)
    lengths = lengths or sorted(len(a.text) + a.indent for a, _ in pairs)
    return int(lengths[int(len(lengths) * 0.95)])


def _full(pairs: Sequence[tuple[Line, Line]], width: int) -> int:
    """How many of `pairs` were broken because the first word of the second did not fit on the first."""
    return sum(_broken(a, b) or len(a.text) + a.indent + 1 + len(_first_word(b)) > width for a, b in pairs)


def _first_word(line: Line) -> str:
    """The first word of `line`, whatever space stands behind it; a character, where no blanks part words."""
    return line.text[:1] if unspaced(line.text[:1]) else (line.text.split(None, 1) or [""])[0]


def _dash_alone(line: Line) -> bool:
    """Whether `line` is a bullet and nothing else: its words stand on the next one."""
    if len(line.text) > 1:
        return False
    label = label_of(alike(f"{line.text} x"))
    return label is not None and label.kind == "bullet"


def _counts_on(above: Line, line: Line) -> bool:
    """Whether the mark of `line` comes right after that of `above`, which began what that would go on."""
    one, other = _label(above), _label(line)
    if one is None or other is None or one.kind != other.kind or len(one.value) != len(other.value):
        return False
    return one.value[:-1] == other.value[:-1] and ord(other.value[-1]) == ord(one.value[-1]) + 1


def _broken(above: Line, line: Line) -> bool:
    """Whether a word was broken at the end of the line above, or a number of many parts at its stroke."""
    end, before, begin = above.text[-1:], above.text[-2:-1], line.text[:1]
    if end == "/":
        return before.isalnum() and begin.isalnum() and _MARK.search(above.text) is None
    again = begin in HYPHENS and line.text[1:2].isalpha()  # “Estados-”, “-Membros”
    return end in HYPHENS and before.isalpha() and (begin.islower() or again)


def _label(line: Line) -> Label | None:
    plain = alike(line.text)
    return label_of(plain) or small_label_of(plain)


def _marked(line: Line) -> bool:
    return label_of(alike(line.text)) is not None
