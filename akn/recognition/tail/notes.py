"""Footnotes: their texts stand in a block at the end, their marks in the text; each goes back to its mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from akn.findings import Finding
from akn.model.rebuilding import rebuild_act
from akn.model.resolution import Act, Block, Link, Mark, Note
from akn.model.source import Dropped
from akn.recognition.blocks import joined
from akn.recognition.passages import Passage
from akn.recognition.tail.note_marks import Habit, places, unanswered

# The label of a note: “(1)”, “[1]”, “1 ”, “1.”, “*”; the same number may stand alone on its line.
_LABEL = re.compile(
    r"(?P<open>[(\[]?)\s?(?P<marker>[0-9]{1,3}[a-z]?|\*{1,3})\s?(?P<close>[)\].]?)(?=\s|[^\W\d_]|$)"
)


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


def note_label(passage: Passage) -> str:
    """The marker that `passage` begins with as a note would, or ""."""
    match = _LABEL.match(passage.plain) if passage.grid is None and not passage.level else None
    return match.group("marker") if match else ""


def _note_at(passages: Sequence[Passage], at: int) -> tuple[Printed | None, int]:
    """The note that begins at `at`, and how many passages it takes."""
    passage = passages[at]
    match = _LABEL.match(passage.plain) if passage.grid is None and not passage.level else None
    if match is None:
        return None, 1
    text, step = passage.cut(match.end()), 1
    if not text.text and at + 1 < len(passages) and passages[at + 1].grid is None:
        text, step = passages[at + 1], 2
    if not text.text:
        return None, 1
    label = passage.text[: match.end()].strip()
    block = Block(text.text, text.line, _without_back_links(text.marks))
    line, within = passage.said[0]
    return Printed(match.group("marker"), label, match.group("open"), (block,), line, within), step


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
    found = False

    def look(block: Block) -> Block:
        nonlocal found
        found = found or bool(places(block, note.marker, note.style, habit))
        return block

    rebuild_act(act, look)
    return found


def place_notes(act: Act, notes: Sequence[Printed]) -> Placed:
    """Put each of `notes` where its mark stands in `act`, in order.

    The first tells the habit of the text; a note that is not found so is
    looked for in any form.
    """
    placed = Placed(act)
    if not notes:
        return placed
    habit = next((h for h in (Habit.RAISED, Habit.GLUED) if has_mark(act, notes[0], h)), Habit.ANY)
    waiting = list(notes)
    sought: Printed | None = None  # in any form

    def change(block: Block) -> Block:
        added: list[Mark] = []
        after = 0
        while waiting:
            note = waiting[0]
            how = Habit.ANY if note is sought else habit
            spots = places(block, note.marker, note.style, how)
            spot = next(((a, b) for a, b in spots if a >= after), None)
            if spot is None:
                break
            added.append(Mark(*spot, Note(note.marker, note.blocks)))
            reason = "number of a footnote, kept as its mark"
            placed.dropped.append(Dropped(note.line, note.label, reason, note.within))
            after = spot[1]
            waiting.pop(0)
        if not added:
            return block
        kept = [m for m in block.marks if not any(a.start <= m.start and m.end <= a.end for a in added)]
        return Block(block.text, block.line, tuple(kept + added))

    remaining = list(notes)
    current = act
    while remaining:
        waiting = list(remaining)
        current = rebuild_act(current, change)
        if len(waiting) == len(remaining):
            # The first note that waits has no mark after the one before it: look closer, then set it aside.
            if waiting[0] is sought:
                placed.homeless.append(waiting.pop(0))
            else:
                sought = waiting[0]
        remaining = waiting
    placed.act = current
    for note in placed.homeless:
        placed.findings.append(Finding.of("NOT001", source_line=note.line, marker=note.marker))
    return placed


def marks_without_notes(act: Act) -> list[Finding]:
    """A finding for each mark in `act` whose note is missing."""
    blocks: list[Block] = []

    def look(block: Block) -> Block:
        blocks.append(block)
        return block

    rebuild_act(act, look)
    return unanswered(blocks)
