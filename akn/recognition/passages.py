"""Passages: each one run of text, or a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from akn.matching.alike import alike
from akn.model.hint import Role
from akn.model.resolution import Mark, Note
from akn.model.source import Dropped, Grid, Line, Piece
from akn.recognition.labels import Label, NoteLabel, given_label_of, label_of, note_label_of

#: Stands for the label of a passage until it is read from its text.
_UNREAD = Label("bullet", "", -1)


class Passage(Struct, frozen=True):
    """A run of text, or a table (`grid`, and no text). `wrapped` are its lines, where it had several.

    `plain` is `text` with characters that print alike made the same, offset by offset. `label` is the label that
    it begins with, read from its text where it is not given, `given` how many characters the format itself says to be
    it. `depth` says how deep in the lists of a page the item lies that begins here, 0 where none does. `note` is the
    marker of the footnote that it is, where nothing in the text points to it. `role` is what a person says that it is;
    then nothing else tells.
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
    depth: int = 0
    note: str = ""
    given: int = 0
    role: Role | None = None
    label: Label | None = _UNREAD

    def __post_init__(self) -> None:
        if self.label is _UNREAD:  # the value is frozen, but not yet whole
            label = given_label_of(self.plain, self.given) if self.given else label_of(self.plain)
            force_setattr(self, "label", label)

    @property
    def rest(self) -> str:
        """Its words behind the label, characters made alike."""
        return self.plain[self.label.end :].lstrip() if self.label else self.plain

    @property
    def note_label(self) -> NoteLabel | None:
        """The label that it would begin with as a footnote; a table or a heading is none."""
        return note_label_of(self.plain) if self.grid is None and not self.level else None

    @property
    def said(self) -> tuple[tuple[int, str], ...]:
        """The lines of the source that it was read from: number and text."""
        if self.grid is not None:
            return tuple(
                (line.number, line.text) for row in self.grid.rows for cell in row for line in cell.lines
            )
        return self.wrapped or ((self.line, self.text),)

    def labelled(self, label: Label | None) -> Passage:
        """The same passage with a `label` that the passages around it prove, or without one."""
        return replace(self, label=label)

    def without_notes(self, start: int, end: int) -> str:
        """Its words from `start` to `end` (offsets), without the marks of footnotes."""
        said, at = "", start
        for mark in self.marks:
            if isinstance(mark.markup, Note) and at <= mark.start < end:
                said += self.text[at : mark.start]
                at = mark.end
        return f"{said}{self.text[at:end]}".rstrip() if said else self.text[start:end]

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
            # A mark over nothing, a note that no mark points to, belongs to what stands before it.
            if (m.end > start and m.start < stop) or start < m.start == m.end == stop
        )
        wrapped = self.wrapped if (start, stop) == (0, len(self.text)) else ()
        return Passage(
            self.text[start:stop],
            self.plain[start:stop],
            self.line,
            marks,
            self.indent,
            self.level,
            self.whole,
            self.grid,
            wrapped,
            self.depth,
            given=self.given if start == 0 and stop >= self.given else 0,
            role=self.role if start == 0 else None,
        )


def pieces_of(passages: Iterable[Passage]) -> list[Piece]:
    """`passages` as pieces that are never joined: what they were read from, where a text was cut anew."""
    return [
        passage.grid
        if passage.grid is not None
        else Line(
            passage.line,
            passage.text,
            passage.marks,
            passage.indent,
            passage.level,
            whole=True,
            depth=passage.depth,
            note=passage.note,
            label=passage.given,
            role=passage.role,
        )
        for passage in passages
    ]


def in_lines(passages: Iterable[Passage]) -> Iterator[Passage]:
    """`passages`, each table as the lines of its cells: where only lines can stand, a table is layout."""
    for passage in passages:
        if passage.grid is None:
            yield passage
            continue
        for row in passage.grid.rows:
            for cell in row:
                for line in cell.lines:
                    plain = alike(line.text)
                    yield Passage(line.text, plain, line.number, line.marks, line.indent, whole=True)
