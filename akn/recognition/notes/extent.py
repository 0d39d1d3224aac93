"""How far a note goes, and what its words are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from akn.matching.alike import alike
from akn.model.resolution import Block, Link, Mark
from akn.model.source import Dropped, Line, Piece
from akn.recognition.labels import NoteLabel, label_of
from akn.recognition.notes.lines import GOES_ON, Lines, ended

_ARROW = re.compile(r"(?<!\s)\s*[\u21a9\u21b5\u2191\u2b11][\ufe0e\ufe0f]?\s*$")
#: Without one of them, there is no arrow to look for.
_ARROWS = frozenset("\u21a9\u21b5\u2191\u2b11")
#: A hyphen that stands where a word was broken, and nowhere else.
_SOFT, _BROKEN = "\u00ad", "hyphen of a word broken at the end of a line"
#: Of the numbers in a row so many may be missing.
GAP = 3
_LONGEST = 12  # lines, more than a note goes on for
_PARAGRAPHS = 6  # more than a note has
_WIDEST = 140  # what is wider was not wrapped


class Extents:
    """Tells how far each note goes."""

    def __init__(self, lines: Lines) -> None:
        """Take the `lines` of a text."""
        self.lines = lines
        self.labels = lines.labels
        widths = sorted(len(p.text) for p in lines.pieces if isinstance(p, Line) and not p.whole)
        self.width = widths[-1 - len(widths) // 50] if widths else 0  # but for a long address

    def vouched(self, at: int) -> int:
        """Where the note at `at` ends if the page itself vouches for it, by a link back to its mark; else 0."""
        piece = self.lines.pieces[at]
        end = self.labels[at].end
        if isinstance(piece, Line) and any(
            m.start == 0 and m.end <= end and inside_link(m) for m in piece.marks
        ):
            return self._with_text(at, at + 1)
        for after in range(at, min(at + _PARAGRAPHS, len(self.lines.pieces))):
            if after > at and (after in self.labels or not self.lines.text(after)):
                return 0
            if _arrow(self.lines.text(after)):
                return after + 1
        return 0

    def end(self, at: int, above: int) -> int:
        """Where the note that begins at `at` ends; the line at `above` is the last that is no note."""
        end = self._with_text(at, at + 1)
        while end < len(self.lines.pieces) and self._goes_on(at, end, waiting=self.lines.open(above)):
            end += 1
        return end

    def _with_text(self, at: int, end: int) -> int:
        """`end`, one further where the label stands alone on its line and its text below."""
        if self.lines.text(at)[self.labels[at].end :].strip():
            return end
        below = self.lines.pieces[end] if end < len(self.lines.pieces) else None
        if (
            not isinstance(below, Line)
            or below.level
            or below.role
            or self.lines.repeated(end)
            or end in self.labels
        ):
            return end
        return end + (label_of(alike(below.text)) is None)

    def _goes_on(self, at: int, end: int, *, waiting: bool) -> bool:
        """Whether the piece at `end` goes on the note that begins at `at`; a sentence above it may be `waiting`."""
        pieces = self.lines.pieces
        line, above = pieces[end], pieces[end - 1]
        if (
            not isinstance(line, Line)
            or not isinstance(above, Line)
            or line.level
            or line.role
            or self.lines.repeated(end)
        ):
            return False
        other = self.labels.get(end)
        if (other and self._next(self.labels[at], other)) or label_of(alike(line.text)) is not None:
            return False
        small = line.text[:1].islower()
        if line.whole or above.whole:
            return small and not waiting
        over = ended(above.text)
        if line.number > above.number + 1:
            return small and not waiting and not over
        if self.lines.opens(alike(line.text)) or (waiting and over and small):
            return False
        full = len(above.text) + 1 + len(line.text.split(" ", 1)[0]) > self.width and self.width <= _WIDEST
        if full or not (over or waiting):
            return True
        apart = at > 0 and pieces[at].number > pieces[at - 1].number + 1
        return not over and (apart or self._ends_soon(self.labels[at], end))

    def _ends_soon(self, label: NoteLabel, at: int) -> bool:
        """Whether the lines from `at` on end a sentence before another note, or anything else, begins or ends."""
        for later in range(at, min(at + _LONGEST, len(self.lines.pieces))):
            text, other = self.lines.text(later), self.labels.get(later)
            if (other and self._next(label, other)) or label_of(alike(text)) is not None:
                return False
            if text[-1:] in GOES_ON:
                return False
            if ended(text):
                return True
        return False

    @staticmethod
    def _next(label: NoteLabel, other: NoteLabel) -> bool:
        """Whether `other` may be the label of the note behind that with `label`."""
        if label.opening == "[^" or not label.number or not other.number:
            return (label.opening == "[^") == (other.opening == "[^")
        return other.closing == label.closing and label.number <= other.number <= label.number + 1 + GAP


def words_of(lines: Iterable[Line], label: NoteLabel) -> tuple[tuple[Block, ...], tuple[Dropped, ...]]:
    """The words of a note without its label and without a link back to its mark, and these two."""
    dropped: list[Dropped] = []
    blocks: list[Block] = []
    above: Line | None = None
    for n, line in enumerate(lines):
        start, stop = 0 if n else label.end, len(line.text)
        if not n:
            number = line.text[:start].strip()
            dropped.append(Dropped(line.number, number, "number of a footnote, kept as its mark", line.text))
        if arrow := _arrow(line.text):
            stop = arrow.start()
            dropped.append(Dropped(line.number, arrow[0].strip(), "link back to a mark", line.text))
        block = _part(line, start, stop)
        if block.text:
            whole = above is None or above.whole or line.whole or line.level or not blocks
            if not whole and above is not None and above.text.rstrip().endswith(_SOFT):
                dropped.append(Dropped(above.number, _SOFT, _BROKEN, above.text))
            blocks = [*blocks, block] if whole else [*blocks[:-1], _joined(blocks[-1], block)]
        above = line
    return tuple(blocks), tuple(dropped)


def _arrow(text: str) -> re.Match[str] | None:
    """The arrow at the end of `text` that leads back to a mark."""
    return None if text.isascii() or _ARROWS.isdisjoint(text) else _ARROW.search(text)


def has_link_back(piece: Piece) -> bool:
    """Whether `piece` is a line with a link within its page, or with an arrow at its end."""
    return isinstance(piece, Line) and (_arrow(piece.text) is not None or any(map(inside_link, piece.marks)))


def inside_link(mark: Mark) -> bool:
    """Whether `mark` is a link within the page."""
    return isinstance(mark.markup, Link) and mark.markup.href.startswith("#")


def _part(line: Line, start: int, stop: int) -> Block:
    """The words of `line` from `start` to `stop`; a link within the page says nothing any more."""
    raw = line.text[start:stop]
    start += len(raw) - len(raw.lstrip())
    stop = max(start, start + len(raw.strip()))
    marks = tuple(
        Mark(max(m.start, start) - start, min(m.end, stop) - start, m.markup)
        for m in line.marks
        if m.end > start and m.start < stop and not inside_link(m)
    )
    return Block(line.text[start:stop], line.number, marks)


def _joined(first: Block, second: Block) -> Block:
    """Two lines of a note that were one; a word broken at the end of the first keeps its hyphen."""
    if first.text.endswith(_SOFT):
        return _glued(replace(first, text=first.text[:-1]), second, "")
    broken = first.text[-1:] in ("-", "\u2010") and second.text[:1].islower() and first.text[-2:-1].isalpha()
    return _glued(first, second, "" if broken else " ")


def _glued(first: Block, second: Block, gap: str) -> Block:
    at = len(first.text) + len(gap)
    marks = tuple(Mark(m.start + at, m.end + at, m.markup) for m in second.marks)
    return Block(f"{first.text}{gap}{second.text}", first.line, first.marks + marks)
