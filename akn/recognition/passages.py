"""Lines to passages: hard wraps undone, each passage one run of text.

Guarantees:

1. Every piece of the source is in exactly one passage, in order.
2. A passage's text is the text of its lines joined by a space; only where a
   word was broken at a line's end is the hyphen handled, and told (`mended`).
3. `line` is the line where the passage begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from akn.languages.phrases import alike
from akn.model import Mark
from akn.recognition.labels import label_of
from akn.source import Dropped, Grid, Line, Piece

_NARROWEST, _WIDEST = 40, 140
_FEWEST_PAIRS = 4
_SOFT = "\u00ad"


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text, or a table (`grid`, and no text). `wrapped` are its lines, where it had several.

    `plain` is `text` with characters that print alike made the same, offset by offset.
    """

    text: str
    plain: str
    line: int
    marks: tuple[Mark, ...] = ()
    indent: float = 0.0
    level: int = 0
    whole: bool = False
    grid: Grid | None = None
    wrapped: tuple[tuple[int, str], ...] = ()

    @property
    def said(self) -> tuple[tuple[int, str], ...]:
        """The lines of the source that it was read from: number and text."""
        if self.grid is not None:
            return tuple(
                (line.number, line.text) for row in self.grid.rows for cell in row for line in cell.lines
            )
        return self.wrapped or ((self.line, self.text),)

    def left_out(self, reason: str) -> list[Dropped]:
        """The passage as it is listed when it is left out."""
        return [Dropped(number, text, reason) for number, text in self.said]

    def cut(self, start: int, end: int | None = None) -> Passage:
        """The part of this passage from `start` to `end` (offsets), its marks cut to fit."""
        stop = len(self.text) if end is None else end
        raw = self.text[start:stop]
        start += len(raw) - len(raw.lstrip())
        stop -= len(raw) - len(raw.rstrip())
        stop = max(start, stop)
        marks = tuple(
            Mark(max(m.start, start) - start, min(m.end, stop) - start, m.markup)
            for m in self.marks
            if m.end > start and m.start < stop
        )
        wrapped = self.wrapped if (start, stop) == (0, len(self.text)) else ()
        return replace(
            self, text=self.text[start:stop], plain=self.plain[start:stop], marks=marks, wrapped=wrapped
        )


@dataclass(frozen=True, slots=True)
class Joined:
    """The passages of a source, and the hyphens that joining took away."""

    passages: tuple[Passage, ...]
    mended: tuple[Dropped, ...] = ()


def join(pieces: Sequence[Piece]) -> Joined:
    """Undo the hard wraps of `pieces`, where they have any, and join a label to the line below it."""
    width = _wrap_width(pieces)
    words = _Vocabulary(pieces)
    passages: list[Passage] = []
    mended: list[Dropped] = []
    run: list[Line] = []
    for piece in pieces:
        if isinstance(piece, Grid):
            passages += _close(run, words, mended)
            passages.append(Passage("", "", piece.number, grid=piece))
            run = []
        elif run and (_label_alone(run, piece) or (width and _continues(run[-1], piece, width))):
            run.append(piece)
        else:
            passages += _close(run, words, mended)
            run = [piece]
    passages += _close(run, words, mended)
    return Joined(tuple(passages), tuple(mended))


def _wrap_width(pieces: Sequence[Piece]) -> int:
    """The width at which the text was wrapped, or 0 where each line stands for itself.

    A line was broken by wrapping when the next line's first word would not
    have fitted on it; where most lines that have a close neighbour were, the
    text is wrapped.
    """
    lines = [p for p in pieces if isinstance(p, Line) and not p.whole]
    pairs = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if b.number == a.number + 1]
    lengths = sorted(len(a.text) + a.indent for a, _ in pairs)
    if len(pairs) < _FEWEST_PAIRS:
        return 0
    width = int(lengths[int(len(lengths) * 0.95)])
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    full = sum(len(a.text) + a.indent + 1 + len(b.text.split(" ", 1)[0]) > width for a, b in pairs)
    return width if full >= 0.5 * len(pairs) else 0


def _label_alone(run: list[Line], line: Line) -> bool:
    """Whether the run so far is a label alone on its line, as the Official Journal's pages print it."""
    if len(run) > 1 or len(run[0].text) > 6:  # “(xviii)” is the longest that is common
        return False
    label = label_of(alike(f"{run[0].text} x"))
    return label is not None and label.end == len(run[0].text) and label_of(alike(line.text)) is None


def _continues(above: Line, line: Line, width: int) -> bool:
    if line.whole or above.whole or line.level or above.level or line.number != above.number + 1:
        return False
    first = line.text.split(" ", 1)[0]
    full = len(above.text) + above.indent + 1 + len(first) > width - 2
    if not full and not (first[:1].islower() and above.text[-1:] not in ".;:·"):
        return False
    ends = above.text[-1:] in ".;:,·"
    return not (ends and label_of(alike(line.text)) is not None)


def _close(run: list[Line], words: _Vocabulary, mended: list[Dropped]) -> Iterable[Passage]:
    if not run:
        return ()
    first = run[0]
    if len(run) == 1:
        return (
            Passage(
                first.text,
                alike(first.text),
                first.number,
                first.marks,
                first.indent,
                first.level,
                whole=first.whole,
            ),
        )
    text = first.text
    marks = list(first.marks)
    for line in run[1:]:
        text, glued = words.mend(text, line.text, line.number - 1, mended)
        at = len(text) + (0 if glued else 1)
        text = text + ("" if glued else " ") + line.text
        marks += [Mark(m.start + at, m.end + at, m.markup) for m in line.marks]
    said = tuple((line.number, line.text) for line in run)
    return (Passage(text, alike(text), first.number, tuple(marks), first.indent, first.level, wrapped=said),)


class _Vocabulary:
    """The words of the text, to tell a word broken at a line's end from a hyphenated one."""

    _BROKEN = re.compile(r"([^\W\d_]+)([-\u2010\u00ad])$")
    _REST = re.compile(r"[^\W\d_]+")

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._known: set[str] | None = None

    def _words(self) -> set[str]:
        if self._known is None:
            text = "\n".join(p.text for p in self._pieces if isinstance(p, Line))
            self._known = {w.casefold() for w in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)}
        return self._known

    def mend(self, text: str, following: str, line: int, mended: list[Dropped]) -> tuple[str, bool]:
        """`text` ready to take `following`, and whether they are to be glued.

        The hyphen goes where the word without it stands elsewhere in the text,
        or where it is a soft hyphen; otherwise it stays (``well-known``).
        """
        broken = self._BROKEN.search(text)
        rest = self._REST.match(following)
        if broken is None or rest is None:
            return text, False
        if broken.group(2) != _SOFT:
            if not rest.group()[0].islower():
                return text, True
            whole = (broken.group(1) + rest.group()).casefold()
            hyphenated = f"{broken.group(1)}-{rest.group()}".casefold()
            if whole not in self._words() or hyphenated in self._words():
                return text, True
        mended.append(Dropped(line, broken.group(2), "hyphen of a word broken at the end of a line"))
        return text[:-1], True
