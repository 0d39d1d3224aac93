"""Footnotes: their texts stand in a block at the end, their marks in the text; each goes back to its mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from akn.findings import Finding, Severity
from akn.model import Act, Block, Link, Mark, Note, Style
from akn.rebuilding import rebuild_act
from akn.recognition.passages import Passage
from akn.source import Dropped

# The label of a note: “(1)”, “[1]”, “1 ”, “1.”, “*”; the same number may stand alone on its line.
_LABEL = re.compile(
    r"(?P<open>[(\[]?)\s?(?P<marker>[0-9]{1,3}[a-z]?|\*{1,3})\s?(?P<close>[)\].]?)(?=\s|[^\W\d_]|$)"
)
_FORMS = {
    "(": r"\(\s?{0}\s?\)",
    "[": r"\[\s?{0}\s?\]",
}
# A bare digit counts as a mark only where it is glued to a word, a closing mark or a year, and no unit follows.
_BARE = r"(?:(?<=[^\W\d_][^\W\d_])|(?<=[)\]”’\"'»])|(?<=(?:19|20)[0-9]{{2}})){0}(?=[\s;,.:)]|$)"


@dataclass(frozen=True, slots=True)
class Printed:
    """A note as it is printed at the end: its marker, the label as printed, and its text."""

    marker: str
    label: str
    style: str
    blocks: tuple[Block, ...]
    line: int

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
            last = notes[-1]
            notes[-1] = replace(last, blocks=(*last.blocks, Block(passage.text, passage.line, passage.marks)))
            step = 1
        else:
            rest.append(passage)
            step = 1
        at += step
    return notes, rest


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
    return Printed(match.group("marker"), label, match.group("open"), (block,), passage.line), step


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


def has_mark(act: Act, note: Printed) -> bool:
    """Whether `act` shows a mark for `note`."""
    found = False

    def look(block: Block) -> Block:
        nonlocal found
        found = found or bool(_places(block, note))
        return block

    rebuild_act(act, look)
    return found


def place_notes(act: Act, notes: Sequence[Printed]) -> Placed:
    """Put each of `notes` where its mark stands in `act`, in order."""
    placed = Placed(act)
    waiting = list(notes)

    def change(block: Block) -> Block:
        added: list[Mark] = []
        after = 0
        while waiting:
            note = waiting[0]
            spot = next(((a, b) for a, b in _places(block, note) if a >= after), None)
            if spot is None:
                break
            added.append(Mark(*spot, Note(note.marker, note.blocks)))
            placed.dropped.append(Dropped(note.line, note.label, "number of a footnote, kept as its mark"))
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
            # The first note that waits has no mark after the one before it: set it aside.
            placed.homeless.append(waiting.pop(0))
        remaining = waiting
    placed.act = current
    for note in placed.homeless:
        placed.findings.append(
            Finding(
                "NOT001",
                Severity.WARNING,
                f"footnote {note.marker} has no mark in the text",
                source_line=note.line,
                help="its text stands at the end; see where the mark was lost",
            )
        )
    return placed


def _places(block: Block, note: Printed) -> list[tuple[int, int]]:
    """Where `block` shows the mark of `note`: as its label is written, raised, linked, or glued to a word."""
    marker = re.escape(note.marker)
    taken = [(m.start, m.end) for m in block.marks if isinstance(m.markup, Note)]
    spots: list[tuple[int, int]] = []
    for mark in block.marks:
        raised = isinstance(mark.markup, Style) and mark.markup.name == "sup"
        linked = isinstance(mark.markup, Link) and mark.markup.href.startswith("#")
        held = block.text[mark.start : mark.end]
        if (raised or linked) and re.fullmatch(rf"[(\[]?\s?{marker}\s?[)\]]?", held.strip()):
            spots.append((mark.start, mark.end))
    forms = [_FORMS[note.style]] if note.style in _FORMS else [*_FORMS.values(), _BARE]
    if note.style in _FORMS:
        forms.append(_BARE)
    for form in forms:
        spots += [m.span() for m in re.finditer(form.format(marker), block.text)]
    return sorted({s for s in spots if not any(a <= s[0] < b for a, b in taken)})
