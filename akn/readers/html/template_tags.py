"""The tags of the Parliament's templates, left in its pages of 2019 and 2020.

They stand in the pages as elements that no browser knows, or as text, and so
also in text copied from such a page: ``<Date>{07/02/2020}7.2.2020</Date>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from akn import ready
from akn.model.resolution import Mark
from akn.model.source import Cell, Dropped, Grid, Line, Piece

#: Why the tags are left out.
REASON = "template tag"

#: A tag, with the code in braces that follows one that opens.
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]{0,40})>(?P<code>\{[^{}\n]{0,200}\})?")

#: Values of tags that lie deeper in one another than this are not recorded; real ones lie two deep.
_DEEPEST = 8


class Untagged(Struct, frozen=True):
    """Pieces without template tags, the tags that were taken out, and what they said.

    `metadata` has under each tag's lower-case name the texts that it held and,
    where any had a code, under ``name-code`` as many codes, "" for none.
    """

    pieces: tuple[Piece, ...]
    dropped: tuple[Dropped, ...] = ()
    metadata: dict[str, tuple[str, ...]] = field(default_factory=dict)


@cache
def _names() -> frozenset[str]:
    table = ready.load("readers/html/template_tags.toml")
    return frozenset(name.lower() for name in table["names"])


def is_template_tag(name: str) -> bool:
    """Whether `name`, in lower case, is that of a template tag."""
    return name in _names()


def without_template_tags(pieces: Iterable[Piece]) -> Untagged:
    """Take the template tags and their codes out of `pieces`, tables included.

    A line that held nothing but tags is gone; marks keep their words.
    """
    pieces = tuple(pieces)
    reading = _Reading(_names_in(pieces))
    left = tuple(piece for piece in map(reading.piece, pieces) if piece is not None)
    if not reading.dropped:
        return Untagged(pieces)
    return Untagged(left, tuple(reading.dropped), reading.metadata())


def _names_in(pieces: Sequence[Piece]) -> frozenset[str]:
    """The names of template tags: those that are known, those with a code, and beside such all that open and close."""
    known = _names()
    tags = [tag for line in _lines(pieces) if "<" in line.text for tag in _TAG.finditer(line.text)]
    coded = {tag["name"].lower() for tag in tags if tag["code"] and not tag["end"]}
    opened = {tag["name"] for tag in tags if not tag["end"]}
    if not coded and known.isdisjoint(name.lower() for name in opened):
        return known
    paired = opened & {tag["name"] for tag in tags if tag["end"]}
    return known | coded | {name.lower() for name in paired if name[0].isupper() and not name.isupper()}


def _lines(pieces: Iterable[Piece]) -> Iterator[Line]:
    for piece in pieces:
        if isinstance(piece, Line):
            yield piece
        else:
            yield from (line for row in piece.rows for cell in row for line in cell.lines)


class _Reading:
    """The lines as they are read: which tags are open, and what has been read since."""

    def __init__(self, names: frozenset[str]) -> None:
        self.dropped: list[Dropped] = []
        self._names = names
        self._open: list[tuple[str, int]] = []
        self._read: list[str] = []
        self._values: dict[str, list[list[str]]] = {}

    def piece(self, piece: Piece) -> Piece | None:
        if isinstance(piece, Line):
            return self._line(piece)
        rows = tuple(tuple(self._cell(cell) for cell in row) for row in piece.rows)
        return Grid(piece.number, rows)

    def metadata(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for name, values in self._values.items():
            found[name] = tuple(text for _, text in values)
            if any(code for code, _ in values):
                found[f"{name}-code"] = tuple(code for code, _ in values)
        return found

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, lines=tuple(line for line in map(self._line, cell.lines) if line is not None))

    def _line(self, line: Line) -> Line | None:
        tags = (
            [tag for tag in _TAG.finditer(line.text) if tag["name"].lower() in self._names]
            if "<" in line.text
            else ()
        )
        kept: list[tuple[int, int]] = []
        reached = 0
        for tag in tags:
            self._keep(line.text[reached : tag.start()])
            kept.append((reached, tag.start()))
            reached = tag.end() if not tag["end"] or not tag["code"] else tag.start("code")
            self._note(tag)
        self._keep(f"{line.text[reached:]} ")
        if not tags:
            return line
        kept.append((reached, len(line.text)))
        removed = [line.text[end:start] for (_, end), (start, _) in pairwise(kept)]
        self.dropped.append(Dropped(line.number, " ".join(removed), REASON))
        return _cut(line, kept)

    def _keep(self, text: str) -> None:
        if self._open:
            self._read.append(text)

    def _note(self, tag: re.Match[str]) -> None:
        name = tag["name"].lower()
        if not tag["end"]:
            if len(self._open) < _DEEPEST:
                values = self._values.setdefault(name, [])
                self._open.append((name, len(self._read)))
                values.append([(tag["code"] or "").strip("{}"), ""])
            return
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == name:
                text = "".join(self._read[self._open[place][1] :])
                self._values[name][-1][1] = " ".join(text.split())
                del self._open[place:]
                if not self._open:
                    self._read.clear()
                return


def _cut(line: Line, kept: list[tuple[int, int]]) -> Line | None:
    """The line with only the spans `kept` of its text, or None where they are white space."""
    text = "".join(line.text[start:end] for start, end in kept)
    lead = len(text) - len(text.lstrip(" "))
    length = len(text.rstrip(" "))
    if not text.strip():
        return None
    marks: list[Mark] = []
    for mark in line.marks:
        start, end = (
            min(max(_moved(place, kept) - lead, 0), length - lead) for place in (mark.start, mark.end)
        )
        if start < end:
            marks.append(Mark(start, end, mark.markup))
    return replace(line, text=text[lead:length], marks=tuple(marks))


def _moved(place: int, kept: list[tuple[int, int]]) -> int:
    """Where `place` of the whole text lies in what is kept of it."""
    before = 0
    for start, end in kept:
        if place <= end:
            return before + max(place - start, 0)
        before += end - start
    return before
