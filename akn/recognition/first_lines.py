"""The first lines of the paragraphs of a print, where they are set in: what is not set in goes on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from akn.model.source import Line, Piece

#: So far is a first line set in at least, in columns.
_SET_IN = 2
#: So many paragraphs, with so many lines that go on, show how a text is set.
_FEWEST = 2


class FirstLines:
    """How the paragraphs of a text are set. Behind what was taken out between two pages only that tells."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        lines = [piece for piece in pieces if isinstance(piece, Line)]
        pairs = list(pairwise(lines))
        margin = min((line.indent for line in lines), default=0.0)
        below = [b for a, b in pairs if b.number == a.number + 1]
        apart = [b for a, b in pairs if b.number > a.number + 1]
        first = [line for line in apart if line.indent >= margin + _SET_IN]
        begin = first[0].number if first else 0
        apart = [line for line in apart if line.number >= begin]
        below = [line for line in below if line.number > begin]
        going_on = [line for line in below if line.indent < margin + _SET_IN]
        #: Whether the first lines of paragraphs are set in, and others are not.
        self.set_in = (
            len(first) >= _FEWEST
            and 2 * len(first) > len(apart)
            and len(going_on) >= _FEWEST
            and 5 * len(going_on) > 4 * len(below)
        )
        self._margin = margin
        #: The first line that is set in: before it stands a cover, whose lines are set in any way.
        self._start = begin

    def _is_set_in(self, line: Line) -> bool:
        return line.indent >= self._margin + _SET_IN

    def goes_on(self, above: Line, line: Line, bridged: Collection[int]) -> bool | None:
        """Whether `line` goes on the line `above`; None where how the text is set does not tell."""
        if not self.set_in or line.number <= self._start or line.whole or above.whole:
            return None
        if self._is_set_in(line):
            return False
        if line.number in bridged:
            return True
        return True if line.number == above.number + 1 else None
