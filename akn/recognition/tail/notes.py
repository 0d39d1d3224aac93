"""Footnotes: their texts stand in a block at the end, their marks in the text; each goes back to its mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import NamedTuple

from akn.findings import Finding
from akn.model.looking import blocks
from akn.model.rebuilding import rebuild_act
from akn.model.resolution import Act, Block, Link, Mark, Note
from akn.model.source import Dropped
from akn.recognition.blocks import joined
from akn.recognition.passages import Passage
from akn.recognition.tail.note_marks import Habit, places, unanswered


@dataclass(frozen=True, slots=True)
class Printed:
    """A note as it is printed at the end: its marker, the label as printed, and its text.

    `within` is the line that the label stands in.
    """

    marker: str
    label: str
    style: str
    blocks: tuple[Block, ...]
    line: int
    within: str

    def as_blocks(self) -> tuple[Block, ...]:
        """The note as it stands at the end, its label before its text."""
        first, *rest = self.blocks
        if first.line != self.line:
            return (Block(self.label, self.line), *self.blocks)
        at = len(self.label) + 1
        marks = tuple(Mark(m.start + at, m.end + at, m.markup) for m in first.marks)
        return (Block(f"{self.label} {first.text}", first.line, marks), *rest)


@dataclass
class Placed:
    """The act with its notes in place; what was left over."""

    act: Act
    dropped: list[Dropped] = field(default_factory=list)
    homeless: list[Printed] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_notes(passages: Sequence[Passage], act: Act) -> tuple[list[Printed], list[Passage]]:
    """The notes to `act` among `passages`, which stand after its text, and the passages that are none.

    Notes are counted, each one more than the last; the first must have a mark
    in `act`, or none of them is a note. What follows a note without a label,
    in small letters, belongs to it.
    """
    notes: list[Printed] = []
    rest: list[Passage] = []
    at = 0
    while at < len(passages):
        passage = passages[at]
        note, step = _note_at(passages, at)
        if note is not None and _counts(note, notes, act):
            notes.append(note)
        elif notes and passage.grid is None and passage.plain[:1].islower() and not rest:
            notes[-1] = _gone_on(notes[-1], passage)
            step = 1
        else:
            rest.append(passage)
            step = 1
        at += step
    return notes, rest


def _gone_on(note: Printed, passage: Passage) -> Printed:
    """`note` with more text: a line broken by wrapping is mended, a block of a page stands by itself."""
    *others, last = note.blocks
    more = Block(passage.text, passage.line, passage.marks)
    if passage.whole or last.text[-1:] in ".;:":
        return replace(note, blocks=(*note.blocks, more))
    return replace(note, blocks=(*others, joined(last, more)))


def _note_at(passages: Sequence[Passage], at: int) -> tuple[Printed | None, int]:
    """The note that begins at `at`, and how many passages it takes."""
    passage = passages[at]
    label = passage.note_label
    if label is None:
        return None, 1
    text, step = passage.cut(label.end), 1
    if not text.text and at + 1 < len(passages) and passages[at + 1].grid is None:
        text, step = passages[at + 1], 2
    if not text.text:
        return None, 1
    printed = passage.text[: label.end].strip()
    block = Block(text.text, text.line, _without_back_links(text.marks))
    line, within = passage.said[0]
    return Printed(label.marker, printed, label.opening, (block,), line, within), step


def _counts(note: Printed, notes: Sequence[Printed], act: Act) -> bool:
    """Whether `note` is the next after `notes`; the first needs a mark in `act`."""
    if not notes:
        return has_mark(act, note)
    marker, last = note.marker, notes[-1].marker
    if marker[0] == "*" or last[0] == "*":
        return marker[0] == last[0]
    return _number(marker) in (_number(last), _number(last) + 1)


def _number(marker: str) -> int:
    return int("".join(c for c in marker if c.isdigit()))


def _without_back_links(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """A note's own link back to its mark says nothing any more."""
    return tuple(m for m in marks if not (isinstance(m.markup, Link) and m.markup.href.startswith("#")))


def has_mark(act: Act, note: Printed, habit: Habit = Habit.ANY) -> bool:
    """Whether `act` shows a mark for `note`, as `habit` has it."""
    return any(places(block, note.marker, note.style, habit) for block in blocks(act))


def place_notes(act: Act, notes: Sequence[Printed]) -> Placed:
    """Put each of `notes` where its mark stands in `act`, in order.

    The first tells the habit of the text; a note that is not found so is
    looked for in any form.
    """
    if not notes:
        return Placed(act)
    habit = next((h for h in (Habit.RAISED, Habit.GLUED) if has_mark(act, notes[0], h)), Habit.ANY)
    spots, homeless = _assigned(tuple(blocks(act)), notes, habit)
    added: dict[int, list[Mark]] = {}
    for note, spot in spots:
        added.setdefault(spot.block, []).append(Mark(spot.start, spot.end, Note(note.marker, note.blocks)))
    number = count()
    return Placed(
        rebuild_act(act, lambda block, _: _with_notes(block, added.get(next(number), []))),
        [
            Dropped(note.line, note.label, "number of a footnote, kept as its mark", note.within)
            for note, _ in spots
        ],
        homeless,
        [_homeless(note) for note in homeless],
    )


class _Spot(NamedTuple):
    """A mark in the text: the place of its block among all, and its offsets there."""

    block: int
    start: int
    end: int


def _assigned(
    texts: Sequence[Block], notes: Sequence[Printed], habit: Habit
) -> tuple[list[tuple[Printed, _Spot]], list[Printed]]:
    """Each of `notes` with its mark in `texts`, and those that have none.

    A note's mark is the first behind that of the note before it. Where there is
    none, the text is read again from its beginning: for a mark as the text
    makes them, then for a mark in any form.
    """
    assigned: list[tuple[Printed, _Spot]] = []
    homeless: list[Printed] = []
    taken: dict[int, list[_Spot]] = {}
    top = behind = _Spot(0, 0, 0)
    for note in notes:
        tries = ((habit, behind), (habit, top), (Habit.ANY, top))
        spot = next((s for how, after in tries if (s := _mark_of(note, texts, how, after, taken))), None)
        if spot is None:
            homeless.append(note)
        else:
            assigned.append((note, spot))
            taken.setdefault(spot.block, []).append(spot)
        behind = spot or top
    return assigned, homeless


def _mark_of(
    note: Printed, texts: Sequence[Block], how: Habit, after: _Spot, taken: Mapping[int, Sequence[_Spot]]
) -> _Spot | None:
    """The first mark of `note` that stands behind `after` and is no other note's."""
    for n in range(after.block, len(texts)):
        least = after.end if n == after.block else 0
        for start, end in places(texts[n], note.marker, note.style, how):
            if start >= least and not any(other.start <= start < other.end for other in taken.get(n, ())):
                return _Spot(n, start, end)
    return None


def _with_notes(block: Block, added: Sequence[Mark]) -> Block:
    """`block` with notes over their marks; what the page made of a mark (raised, linked) goes."""
    if not added:
        return block
    kept = [m for m in block.marks if not any(a.start <= m.start and m.end <= a.end for a in added)]
    return Block(block.text, block.line, (*kept, *added))


def _homeless(note: Printed) -> Finding:
    return Finding.of("NOT001", source_line=note.line, marker=note.marker)


def marks_without_notes(act: Act) -> list[Finding]:
    """A finding for each mark in `act` whose note is missing."""
    return unanswered(blocks(act))
