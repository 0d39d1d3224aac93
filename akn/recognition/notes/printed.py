"""Footnotes where they are printed: at the feet of pages, at the end of the text, in a list of the page.

A line is a note where it begins with the next number in the row of notes, and
a mark with that number stands before it in the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, field

from akn.model.resolution import Block
from akn.model.source import Dropped, Grid, Line, Piece
from akn.recognition.labels import NoteLabel
from akn.recognition.notes.extent import GAP, Extents, words_of
from akn.recognition.notes.lines import GOES_ON, LONG_RULE, Lines, ended, is_rule
from akn.recognition.notes.marks import Spot

_INTRODUCES = frozenset(":：")


class Printed(Struct, frozen=True):
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


def counts_things(note: Printed, piece: Piece) -> bool:
    """Whether `piece`, which looks like a `note` and has no mark, is a bare number of things: “3 comments”."""
    if not isinstance(piece, Line) or note.label.opening or note.label.closing:
        return False
    return piece.text[note.label.end :].lstrip()[:1].islower()


class _State(Struct):
    """Where the reading has come to."""

    last: int = 0  # the number of the last note in this row
    row: int = 0
    before: int = -1  # the last line that is no note
    block: int = -1  # where the last note ended, with nothing but what pages repeat since
    listed: tuple[str, int] = ("", 0)  # the last label of a list: its brackets and number
    refused: int = 0  # the last bare number that began no note
    claimed: Counter[str] = field(default_factory=Counter)


class NotesReader:
    """Reads the notes out of the pieces of a text."""

    def __init__(self, lines: Lines, spots: Sequence[Spot]) -> None:
        """Take the `lines` of a text and the marks in them."""
        self.lines = lines
        self.pieces = lines.pieces
        self.labels = lines.labels
        self.extents = Extents(lines)
        self.places: dict[tuple[str, str], list[int]] = {}
        for spot in spots:
            self.places.setdefault((spot.marker, spot.form), []).append(spot.text)
        self.state = _State()
        self.vouched = {at: end for at in self.labels if (end := self.extents.vouched(at))}
        self.vouched |= dict.fromkeys(self._last_row(), 0)
        self.ruled = self._under_rules()
        self.vouched |= self.ruled
        # Of the lines that begin with a bare number the surest, and of those as sure the last.
        self.surest: dict[int, tuple[int, int]] = {}
        for at, label in self.labels.items():
            if not label.closing and label.number and not self.lines.dated(at):
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
        state = self.state
        if self.lines.repeated(at):
            state.block += state.block == at
            return
        state.before = at
        label = self.labels.get(at)
        if label is not None and label.number:
            if label.closing:
                state.listed = (label.opening + label.closing, label.number)
            elif self.lines.text(self._end(at) - 1)[-1:] in GOES_ON:
                state.refused = label.number

    # ------------------------------------------------------------------ what vouches for a note

    def _under_rules(self) -> dict[int, int]:
        """The notes that stand under a rule at the foot of a page, each line below the other, with their ends."""
        found: dict[int, int] = {}
        for at in range(1, len(self.pieces)):
            label = self.labels.get(at)
            if label is None or not label.number or len(self.lines.text(at - 1)) < LONG_RULE:
                continue
            if not is_rule(self.lines.text(at - 1)):
                continue
            begin, number = at, label.number
            end = at + 1
            while end < len(self.pieces) and not self.lines.fresh(end) and not self.lines.repeated(end):
                further = self.labels.get(end)
                if further is not None and self._counts_on(number, further, label):
                    found[begin], begin, number = end, end, further.number
                end += 1
            found[begin] = end
        return found

    @staticmethod
    def _counts_on(number: int, further: NoteLabel, label: NoteLabel) -> bool:
        """Whether `further` is the label of a note below that with the `number` and the form of `label`."""
        return number < further.number <= number + GAP and further.closing == label.closing

    def _last_row(self) -> list[int]:
        """The places of “1.”, “2.” … that end the text behind paragraphs with such numbers, each with its mark."""
        row: list[int] = []
        for at in range(len(self.pieces) - 1, -1, -1):
            piece, label = self.pieces[at], self.labels.get(at)
            if isinstance(piece, Grid):
                return []
            if label is None and (piece.text[:1].islower() or self.lines.repeated(at)):
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
            if not (marked or self.lines.text(at)[label.end - 1] == ":"):
                return None
            return self._taken(at, label, self._end(at), sure=True)
        if not sure and (label.closing == "." or not self._may(at, label, in_block=in_block)):
            return None
        if not (at in self.ruled or self._in_row(label) if label.number else marked):
            return None
        end = self._end(at)
        if not (sure or marked or (in_block and label.number > state.last)):
            if not self._breaks_a_sentence(at, label, end):
                return None
            sure = True
        said = " ".join(block.text for block in self._words(at, end)[0])
        if not said or (label.opening not in ("raised", "[", "[^") and not in_block and said[-1] in GOES_ON):
            return None
        return self._taken(at, label, end, sure=sure or in_block)

    def _in_row(self, label: NoteLabel) -> bool:
        """Whether its number goes on in the row of notes, or begins another."""
        last, number = self.state.last, label.number
        return not last or number == 1 or last < number <= last + GAP or label.marker[-1:].isalpha()

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
            introduced = state.before >= 0 and self.lines.text(state.before)[-1:] in _INTRODUCES
            return not introduced and state.listed != (label.opening + label.closing, label.number - 1)
        if label.opening == "raised" or not label.number:
            return True
        if (state.refused and label.number == state.refused + 1) or self.lines.dated(at):
            return False
        if in_block or self.lines.fresh(at):
            return True
        how = self._how_sure(at)
        return how > 0 and self.surest.get(label.number, (0, 0)) <= (how, at)

    def _how_sure(self, at: int) -> int:
        """How sure it is that a bare number at the head of a line was not wrapped there: 3 surely, 0 not at all."""
        if self.lines.fresh(at):
            return 3
        end = self._end(at)
        first, last = (
            self.lines.text(at)[self.labels[at].end :].split(maxsplit=1)[:1],
            self.lines.text(end - 1),
        )
        if not first or last[-1:] in GOES_ON:
            return 0
        behind = self.lines.text(end)
        if not first[0][0].islower() or "://" in first[0]:
            if ended(last) or (self.lines.open(at - 1) and behind[:1].islower()):
                return 2
        elif behind and not self.lines.begins(end):
            return 0
        return int(not self.lines.open(at - 1) and not behind[:1].islower())

    def _breaks_a_sentence(self, at: int, label: NoteLabel, end: int) -> bool:
        """Whether a number that nothing points to stands with its text in the middle of a sentence, set off."""
        state = self.state
        if label.closing or label.number != state.last + 1 or state.before < 0 or not self.lines.fresh(at):
            return False
        if not self.lines.text(at)[label.end :].lstrip()[:1].isupper() or not self.lines.open(state.before):
            return False
        while end < len(self.pieces) and self.lines.repeated(end):
            end += 1
        return end < len(self.pieces) and self.lines.fresh(end) and self.lines.text(end)[:1].islower()

    # ------------------------------------------------------------------ its text

    def _end(self, at: int) -> int:
        above = self.state.before if self.state.before >= 0 else at - 1
        return self.vouched.get(at, 0) or self.extents.end(at, above)

    def _words(self, at: int, end: int) -> tuple[tuple[Block, ...], tuple[Dropped, ...]]:
        return words_of((p for p in self.pieces[at:end] if isinstance(p, Line)), self.labels[at])

    def _taken(self, at: int, label: NoteLabel, end: int, *, sure: bool) -> Printed | None:
        blocks, dropped = self._words(at, end)
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
