"""How the paragraphs of a print are set apart: by first lines that are set in, or by blank lines alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from akn.matching.alike import COLONS, COMMAS, SEMICOLONS, STOPS, alike
from akn.model.source import Line, Piece
from akn.recognition.labels import label_of
from akn.recognition.wrapping import Wrapping

#: So far is a first line set in at least, in columns.
_SET_IN = 2
#: So many paragraphs, with so many lines that go on, show how a text is set.
_FEWEST = 2
#: So many lines that a small letter begins, in the middle of a sentence, show that a text was wrapped.
_BROKEN = 3
_TERMINAL = f".;:,!?{STOPS}{SEMICOLONS}{COLONS}{COMMAS}"
#: No print is wider.
_WIDEST = 140


class _FirstLines:
    """How the paragraphs of a text are set.

    `told` says whether that tells what goes on: then neither the width of lines nor their first letters count.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        lines = [piece for piece in pieces if isinstance(piece, Line) and not piece.whole]
        pairs = list(pairwise(lines))
        margin = min((line.indent for line in lines), default=0.0)
        apart = [b for a, b in pairs if b.number > a.number + 1]
        first = [line for line in apart if line.indent >= margin + _SET_IN]
        #: The first line that is set in: before it stands a cover, whose lines are set in any way.
        self._start = first[0].number if first else 0
        apart = [line for line in apart if line.number >= self._start]
        below = [(a, b) for a, b in pairs if b.number == a.number + 1 and b.number > self._start]
        going_on = [b for _, b in below if b.indent < margin + _SET_IN]
        self._set_in = (
            len(first) >= _FEWEST
            and 2 * len(first) > len(apart)
            and len(going_on) >= _FEWEST
            and 5 * len(going_on) > 4 * len(below)
        )
        self._margin = margin
        broken = [a for a, b in below if a.text[-1:] not in _TERMINAL and b.text[:1].islower()]
        lengths = sorted(len(a.text) for a in broken)
        self._usual = lengths[len(lengths) // 2] if lengths else 0
        self._parted = (
            not self._set_in
            and len(broken) >= _BROKEN
            and 4 * len(broken) > len(below)
            and len(apart) > _BROKEN
        )
        self.told = self._set_in or self._parted

    def goes_on(self, above: Line, line: Line, bridged: Collection[int]) -> bool | None:
        """Whether `line` goes on the line `above`; None where how the text is set does not tell."""
        if line.whole or above.whole:
            return None
        return self._by_indent(above, line, bridged) if self._set_in else self._by_blanks(above, line)

    def _by_indent(self, above: Line, line: Line, bridged: Collection[int]) -> bool | None:
        if line.number <= self._start:
            return None
        if line.indent >= self._margin + _SET_IN:
            return False
        return True if line.number in bridged or line.number == above.number + 1 else None

    def _by_blanks(self, above: Line, line: Line) -> bool | None:
        """What no blank line parts is one, but for marks behind finished sentences, and lines that stop short."""
        if line.number != above.number + 1:
            return None
        ended = above.text[-1:] in _TERMINAL
        if label_of(alike(line.text)) is not None:
            return False if ended else None
        if line.text[:1].islower():
            return True
        return None if 3 * len(above.text) < 2 * self._usual else True


class SetIn(Wrapping):
    """The wrapping of a text whose paragraphs may be known by how they are set, and failing that by its width."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        super().__init__(pieces)
        self._first = _FirstLines(pieces)
        if self._first.told:
            self.width = self.width or _WIDEST

    def goes_on(self, first: Line, above: Line, line: Line, bridged: Collection[int]) -> bool:
        """Whether `line` goes on the line `above`; see `Wrapping.goes_on`."""
        told = self._first.goes_on(above, line, bridged) if self._first.told else None
        if told is None or (told and not all(any(map(str.isalnum, one.text)) for one in (above, line))):
            return super().goes_on(
                first, above, line, bridged
            )  # signs alone, as below a heading, are set in nowhere
        self.told.add(line.number)
        return told
