"""Footnotes where they are printed: at the feet of pages, at the end of the text, in a list of the page.

A line is a note where it begins with the next number in the row of notes, and
a mark with that number stands before it in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from akn.matching.alike import alike
from akn.model.resolution import Block, Link, Mark
from akn.model.source import Dropped, Grid, Line, Piece
from akn.recognition.idiom import Idiom
from akn.recognition.labels import NoteLabel, label_of, note_label_of
from akn.recognition.notes.marks import Spot

_ARROW = re.compile(r"\s*[\u21a9\u21b5\u2191\u2b11][\ufe0e\ufe0f]?\s*$")
_SENTENCE = frozenset(".!?…")
_TERMINAL = frozenset(".;,:·!?…")
_GOES_ON = frozenset(";:,")
_INTRODUCES = frozenset(":：")
_CLOSERS = '"”»’)'
_FIRST = frozenset("0123456789([*⁰¹²³⁴⁵⁶⁷⁸⁹")
#: Of the numbers in a row so many may be missing.
_GAP = 3
_LINES = 12  # more than a note goes on for
_RULES = frozenset("_-–—―=")
_PARAGRAPHS = 6  # more than a note has


@dataclass(frozen=True, slots=True)
class Printed:
    """A note as it is printed: its pieces ``pieces[at:end]``, its label, its text, and what of it is left out.

    `row` counts the rows of notes, each of which begins to count anew. `sure` says that it is a note even where
    no mark is found. `below` is the place of the line above it that is no note, or -1.
    """

    at: int
    end: int
    row: int
    label: NoteLabel
    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...]
    sure: bool
    below: int

    @property
    def form(self) -> str:
        """The bracket that its label opens with."""
        return "" if self.label.opening == "raised" else self.label.opening


@dataclass
class _State:
    """Where the reading has come to."""

    last: int = 0  # the number of the last note in this row
    row: int = 0
    before: int = -1  # the last line that is no note
    block: int = -1  # where the last note ended, with nothing but what pages repeat since
    listed: tuple[str, int] = ("", 0)  # the last label of a list: its brackets and number
    refused: int = 0  # the last bare number that began no note
    claimed: Counter[str] = field(default_factory=Counter)


def labels_of(pieces: Sequence[Piece]) -> dict[int, NoteLabel]:
    """The lines of `pieces` that begin as a footnote may, by their places."""
    found: dict[int, NoteLabel] = {}
    for at, piece in enumerate(pieces):
        if isinstance(piece, Line) and piece.text[:1] in _FIRST and not piece.level:
            label = note_label_of(alike(piece.text))
            if label is not None:
                found[at] = label
    return found


class NotesReader:
    """Reads the notes out of the pieces of a text."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        labels: dict[int, NoteLabel],
        spots: Sequence[Spot],
        idiom: Idiom,
        of_each_page: Callable[[Line], str | None],
    ) -> None:
        """Take `pieces` with their `labels` and the marks in them; `of_each_page` tells what pages repeat."""
        self.pieces = pieces
        self.labels = labels
        self.idiom = idiom
        self.of_each_page = of_each_page
        self.places: dict[tuple[str, str], list[int]] = {}
        for spot in spots:
            self.places.setdefault((spot.marker, spot.form), []).append(spot.text)
        widths = sorted(len(p.text) for p in pieces if isinstance(p, Line) and not p.whole)
        self.width = widths[-1 - len(widths) // 50] if widths else 0  # but for a long address
        self.state = _State()
        self.vouched = {at: end for at in labels if (end := self._vouched(at))}
        self.vouched |= dict.fromkeys(self._last_row(), 0)
        # Of the lines that begin with a bare number the surest, and of those as sure the last.
        self.surest: dict[int, tuple[int, int]] = {}
        for at, label in labels.items():
            if not label.closing and label.number and not self._begins_with_date(at):
                sure = (self._how_sure(at), at)
                self.surest[label.number] = max(self.surest.get(label.number, sure), sure)

    def read(self) -> list[Printed]:
        """The notes, in order."""
        found: list[Printed] = []
        at = 0
        while at < len(self.pieces):
            note = self._note_at(at) if at in self.labels else None
            if note is None:
                self._pass(at)
                at += 1
            else:
                found.append(note)
                at = self.state.block = note.end
        return found

    def _pass(self, at: int) -> None:
        """Go past a piece that is no note."""
        piece, state = self.pieces[at], self.state
        if self._repeated(at):
            state.block += state.block == at
            return
        state.before = at
        label = self.labels.get(at)
        if label is not None and label.number:
            if label.closing:
                state.listed = (label.opening + label.closing, label.number)
            elif self._text(self._end(at) - 1)[-1:] in _GOES_ON:
                state.refused = label.number

    # ------------------------------------------------------------------ what vouches for a note

    def _vouched(self, at: int) -> int:
        """Where a note ends for which the page itself vouches, by a link back to its mark; else 0."""
        piece = self.pieces[at]
        if not isinstance(piece, Line):
            return 0
        end = self.labels[at].end
        if any(m.start == 0 and m.end <= end and _inside_link(m) for m in piece.marks):
            return at + 1
        for after in range(at, min(at + _PARAGRAPHS, len(self.pieces))):
            following = self.pieces[after]
            if not isinstance(following, Line) or (after > at and after in self.labels):
                return 0
            if _ARROW.search(following.text):
                return after + 1
        return 0

    def _last_row(self) -> list[int]:
        """The places of “1.”, “2.” … that end the text behind paragraphs with such numbers, each with its mark."""
        row: list[int] = []
        for at in range(len(self.pieces) - 1, -1, -1):
            piece, label = self.pieces[at], self.labels.get(at)
            if isinstance(piece, Grid):
                return []
            if label is None and (piece.text[:1].islower() or self.of_each_page(piece)):
                continue
            if label is None or label.closing != "." or not label.number:
                return []
            if row and label.number != self.labels[row[-1]].number - 1:
                return []
            if not self._marked(label, at):
                return []
            row.append(at)
            if label.number == 1:
                earlier = any(n < at and other.closing == "." for n, other in self.labels.items())
                return row if earlier else []
        return []

    # ------------------------------------------------------------------ one note

    def _note_at(self, at: int) -> Printed | None:
        """The note that begins at `at`, or None."""
        label, state = self.labels[at], self.state
        sure = at in self.vouched
        in_block = state.block == at
        marked = self._marked(label, at)
        if label.opening == "[^":
            if not (marked or self._text(at)[label.end - 1] == ":"):
                return None
            return self._taken(at, label, self._end(at), sure=True)
        if not sure and (label.closing == "." or not self._may(at, label, in_block=in_block)):
            return None
        if not (self._in_row(label) if label.number else marked):
            return None
        end = self._end(at)
        if not (sure or marked or (in_block and label.number > state.last)):
            if not self._breaks_a_sentence(at, label, end):
                return None
            sure = True
        said = " ".join(block.text for block in self._blocks(at, end)[0])
        if not said or (label.opening not in ("raised", "[", "[^") and not in_block and said[-1] in _GOES_ON):
            return None
        return self._taken(at, label, end, sure=sure or in_block)

    def _in_row(self, label: NoteLabel) -> bool:
        """Whether its number goes on in the row of notes, or begins another."""
        last, number = self.state.last, label.number
        return not last or number == 1 or last < number <= last + _GAP or label.marker[-1:].isalpha()

    def _marked(self, label: NoteLabel, at: int) -> bool:
        """Whether a mark for it stands before `at` that is not yet that of another."""
        forms = {"(": ("(", ""), "[": ("[", ""), "[^": ("[^",)}.get(label.opening, ("(", "[", ""))
        there = sum(bisect_left(self.places.get((label.marker, form), []), at) for form in forms)
        return there > self.state.claimed[label.marker]

    def _may(self, at: int, label: NoteLabel, *, in_block: bool) -> bool:
        """Whether a line with this label may be a note where it stands, and is no point, paragraph or wrapped line."""
        state = self.state
        if label.closing:
            if in_block or label.opening == "[":
                return True
            introduced = state.before >= 0 and self._text(state.before)[-1:] in _INTRODUCES
            return not introduced and state.listed != (label.opening + label.closing, label.number - 1)
        if label.opening == "raised" or not label.number:
            return True
        if (state.refused and label.number == state.refused + 1) or self._begins_with_date(at):
            return False
        if in_block or self._fresh(at):
            return True
        how = self._how_sure(at)
        return how > 0 and self.surest.get(label.number, (0, 0)) <= (how, at)

    def _how_sure(self, at: int) -> int:
        """How sure it is that a bare number at the head of a line was not wrapped there: 3 surely, 0 not at all."""
        if self._fresh(at):
            return 3
        end = self._end(at)
        first, last = self._text(at)[self.labels[at].end :].split(maxsplit=1)[:1], self._text(end - 1)
        if not first or last[-1:] in _GOES_ON:
            return 0
        behind = self._text(end) if end < len(self.pieces) else ""
        if not first[0][0].islower() or "://" in first[0]:
            if _ended(last) or (self._open(at - 1) and behind[:1].islower()):
                return 2
        elif behind and not self._begins(end):
            return 0
        return int(not self._open(at - 1) and not behind[:1].islower())

    def _begins(self, at: int) -> bool:
        """Whether something begins at `at`: a labelled line, a citation, a recital."""
        plain = alike(self._text(at))
        if at in self.labels or label_of(plain) is not None or self._fresh(at):
            return True
        return bool(self._opens(plain))

    def _opens(self, plain: str) -> bool:
        phrases = self.idiom.phrases
        return bool(phrases("citation").opening(plain) or phrases("recital").opening(plain))

    def _fresh(self, at: int) -> bool:
        """Whether the line at `at` begins of itself: behind a blank line, as a block of the page, behind what
        pages repeat."""
        piece, before = self.pieces[at], self.pieces[at - 1] if at else None
        if before is None or isinstance(before, Grid) or not isinstance(piece, Line):
            return True
        if piece.whole or before.whole or piece.number > before.number + 1:
            return True
        return self._repeated(at - 1)

    def _begins_with_date(self, at: int) -> bool:
        return any(found.start == 0 for found in self.idiom.dates.find(self._text(at)[:60]))

    def _breaks_a_sentence(self, at: int, label: NoteLabel, end: int) -> bool:
        """Whether a number that nothing points to stands with its text in the middle of a sentence, set off."""
        state = self.state
        if label.closing or label.number != state.last + 1 or state.before < 0 or not self._fresh(at):
            return False
        if not self._text(at)[label.end :].lstrip()[:1].isupper() or not self._open(state.before):
            return False
        while end < len(self.pieces) and self._repeated(end):
            end += 1
        return end < len(self.pieces) and self._fresh(end) and self._text(end)[:1].islower()

    def _repeated(self, at: int) -> bool:
        """Whether the line at `at` is what each page repeats, or a rule."""
        piece = self.pieces[at]
        return isinstance(piece, Line) and (is_rule(piece.text) or self.of_each_page(piece) is not None)

    def _text(self, at: int) -> str:
        piece = self.pieces[at]
        return piece.text if isinstance(piece, Line) else ""

    def _open(self, at: int) -> bool:
        """Whether the line at `at` breaks off in the middle of a sentence."""
        text = (self._text(at) if at >= 0 else "").rstrip(_CLOSERS)
        return text[-1:].isalnum() or (bool(text) and text[-1] not in _TERMINAL)

    # ------------------------------------------------------------------ its text

    def _end(self, at: int) -> int:
        """Where the note that begins at `at` ends."""
        if end := self.vouched.get(at, 0):
            return self._alone(at, end)
        end = self._alone(at, at + 1)
        while end < len(self.pieces) and self._goes_on(at, end):
            end += 1
        return end

    def _alone(self, at: int, end: int) -> int:
        """`end`, one further where the label stands alone on its line and its text below."""
        if end > at + 1 or self._text(at)[self.labels[at].end :].strip() or end >= len(self.pieces):
            return end
        below = self.pieces[end]
        alone = isinstance(below, Line) and not below.level and not self._repeated(end)
        return end + (alone and label_of(alike(self._text(end))) is None and end not in self.labels)

    def _goes_on(self, at: int, end: int) -> bool:
        """Whether the piece at `end` goes on the note that begins at `at`."""
        line, above = self.pieces[end], self.pieces[end - 1]
        if not isinstance(line, Line) or not isinstance(above, Line) or line.level or self._repeated(end):
            return False
        other = self.labels.get(end)
        if (other and self._next(self.labels[at], other)) or label_of(alike(line.text)) is not None:
            return False
        small = line.text[:1].islower()
        waiting = self._open(self.state.before if self.state.before >= 0 else at - 1)
        if line.whole or above.whole:
            return small and not waiting
        ended = _ended(above.text)
        if line.number > above.number + 1:
            return small and not waiting and not ended
        if self._opens(alike(line.text)) or (waiting and ended and small):
            return False
        full = len(above.text) + 1 + len(line.text.split(" ", 1)[0]) > self.width
        if full or not (ended or waiting):
            return True
        apart = at > 0 and self.pieces[at].number > self.pieces[at - 1].number + 1
        return not ended and (apart or self._ends_soon(self.labels[at], end))

    def _ends_soon(self, label: NoteLabel, at: int) -> bool:
        """Whether the lines from `at` on end a sentence before another note, or anything else, begins or ends."""
        for later in range(at, min(at + _LINES, len(self.pieces))):
            text, other = self._text(later), self.labels.get(later)
            if (other and self._next(label, other)) or label_of(alike(text)) is not None:
                return False
            if text[-1:] in _GOES_ON:
                return False
            if _ended(text):
                return True
        return False

    @staticmethod
    def _next(label: NoteLabel, other: NoteLabel) -> bool:
        """Whether `other` may be the label of the note behind that with `label`."""
        if label.opening == "[^" or not label.number or not other.number:
            return (label.opening == "[^") == (other.opening == "[^")
        return other.closing == label.closing and label.number <= other.number <= label.number + 1 + _GAP

    def _blocks(self, at: int, end: int) -> tuple[tuple[Block, ...], tuple[Dropped, ...]]:
        """The text of a note without its label and without a link back to its mark, and these two."""
        first = self.pieces[at]
        lines = [p for p in self.pieces[at:end] if isinstance(p, Line)]
        start = self.labels[at].end
        label = first.text[:start].strip() if isinstance(first, Line) else ""
        dropped = [Dropped(first.number, label, "number of a footnote, kept as its mark", self._text(at))]
        blocks: list[Block] = []
        above: Line | None = None
        for n, line in enumerate(lines):
            stop = len(line.text)
            if arrow := _ARROW.search(line.text):
                stop = arrow.start()
                dropped.append(Dropped(line.number, arrow[0].strip(), "link back to a mark", line.text))
            block = _part(line, 0 if n else start, stop)
            if block.text:
                whole = above is None or above.whole or line.whole or line.level or not blocks
                blocks = [*blocks, block] if whole else [*blocks[:-1], _joined(blocks[-1], block)]
            above = line
        return tuple(blocks), tuple(dropped)

    def _taken(self, at: int, label: NoteLabel, end: int, *, sure: bool) -> Printed | None:
        blocks, dropped = self._blocks(at, end)
        if not blocks:
            return None
        state = self.state
        if label.number:
            if label.number < state.last or (label.number == 1 and state.last):
                state.row += 1
            state.last = label.number
        state.claimed[label.marker] += 1
        state.refused, state.listed = 0, ("", 0)
        return Printed(at, end, state.row, label, blocks, dropped, sure, state.before)


def is_rule(text: str) -> bool:
    """Whether `text` is a rule across the page, as it stands above notes."""
    return len(text) > 2 and text[0] in _RULES and not text.strip(text[0])


def _ended(text: str) -> bool:
    """Whether `text` ends as a sentence does, or with an address."""
    return text.rstrip(_CLOSERS)[-1:] in _SENTENCE or "://" in text.rsplit(" ", 1)[-1]


def _inside_link(mark: Mark) -> bool:
    return isinstance(mark.markup, Link) and mark.markup.href.startswith("#")


def _part(line: Line, start: int, stop: int) -> Block:
    """The words of `line` from `start` to `stop`; a link within the page says nothing any more."""
    raw = line.text[start:stop]
    start += len(raw) - len(raw.lstrip())
    stop = max(start, start + len(raw.strip()))
    marks = tuple(
        Mark(max(m.start, start) - start, min(m.end, stop) - start, m.markup)
        for m in line.marks
        if m.end > start and m.start < stop and not _inside_link(m)
    )
    return Block(line.text[start:stop], line.number, marks)


def _joined(first: Block, second: Block) -> Block:
    """Two lines of a note that were one; a word broken at the end of the first keeps its hyphen."""
    broken = first.text[-1:] in ("-", "\u2010") and second.text[:1].islower() and first.text[-2:-1].isalpha()
    gap = "" if broken else " "
    at = len(first.text) + len(gap)
    marks = tuple(Mark(m.start + at, m.end + at, m.markup) for m in second.marks)
    return Block(f"{first.text}{gap}{second.text}", first.line, first.marks + marks)
