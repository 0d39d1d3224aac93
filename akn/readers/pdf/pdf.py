"""A PDF to pieces: lines with their places, notes at their marks, tables; heads and feet of pages left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field

from akn.errors import UnreadableError
from akn.findings import Finding
from akn.model.resolution import Mark, Style, StyleName
from akn.model.source import Call, Cell, Counting, Dropped, Grid, Line, Piece
from akn.readers.pdf.cells import tables_of
from akn.readers.pdf.columns import in_columns, untangled
from akn.readers.pdf.flow import Flow
from akn.readers.pdf.notes import Foot, notes_of, small_at_foot
from akn.readers.pdf.pages import pages_of
from akn.readers.pdf.printed import (
    Page,
    Printed,
    Table,
    Word,
    size_of_text,
    tell_hyphens,
)
from akn.readers.pdf.process import extracted
from akn.readers.pdf.repeated import LINE_NUMBER, tell_furniture, without_line_numbers
from akn.readers.pdf.unseen import TWICE, without_unseen
from akn.readers.reading import Reading

#: A page with fewer letters and a picture holds no text.
_FEWEST = 20
_HEAD_AGAIN = "head of a table, repeated on another page"
#: Where the table of its objects stands, as a PDF says at its end, and how that begins (PDF 32000-1, 7.5.4 and 7.5.8).
_STARTS = re.compile(rb"startxref\s+(\d{1,15})")
_TABLE = re.compile(rb"\s*(?:xref\b|\d{1,10}\s+\d{1,5}\s+obj\b)")
_LABELLED = "number of a footnote, kept as its mark"
#: Letters that are lost make a text unfit, where they are so large a part of it.
_UNFIT = 0.05


def read(data: bytes) -> Reading:
    """Read the bytes of a PDF; the numbers of lines run on through its pages.

    Raises:
        UnreadableError: it is damaged, locked, too long, or pictures of pages; or its letters cannot be told.
    """
    pages = pages_of(extracted(data))
    _see_text(pages)
    dropped: list[Dropped] = []
    numbered(pages)
    tell_hyphens(pages)
    dropped += [Dropped(*out) for out in without_unseen(pages)]
    numbers = without_line_numbers(pages)
    tell_furniture(pages)
    numbers = numbers or without_line_numbers(pages)  # a head may reach further than they stand
    dropped += [Dropped(number, said, LINE_NUMBER) for number, said in numbers]
    across = [page.number for page in pages if untangled(page)]
    for at, line in enumerate(line for page in pages for line in page.lines):
        line.order = at
    for page in pages:
        in_columns(page)
    tables = {page.number: tables_of(page) for page in pages}
    in_tables = {id(line) for each in tables.values() for table in each for line in table.lines}
    for page in pages:
        page.lines = [line for line in page.lines if id(line) not in in_tables]
    feet = notes_of(pages)
    _settle(pages, tables, feet)
    for page in pages:  # tables back in their places, as lines of the page
        page.lines = sorted(
            [*page.lines, *(line for table in tables[page.number] for line in table.lines)],
            key=_by_order,
        )
    pieces = _Pieces(
        pages, feet, {page.number: [t for t in tables[page.number] if not t.single] for page in pages}
    )
    pieces.gather()
    return Reading(
        tuple(pieces.pieces),
        tuple(sorted((*dropped, *pieces.dropped), key=lambda gone: gone.line)),
        findings=(*_of_file(data), *_findings(pages), *_of_tables(tables), *_of_columns(across)),
        counting=Counting("line", tuple(_firsts(pages))),
    )


def _settle(pages: Sequence[Page], tables: Mapping[int, list[Table]], feet: Sequence[Foot]) -> None:
    """Tell what was taken for one row of a table: it is one where the rest stands next to it, overleaf or not."""
    of_note = {id(line) for foot in feet for line, _ in foot.lines}
    size = size_of_text(pages)
    row: list[Table | None] = []
    for page in pages:
        of_note |= {id(line) for line in small_at_foot(page, size)}
        of_table = {id(line): table for table in tables[page.number] for line in table.lines}
        text = (line for line in page.kept if id(line) not in of_note)
        for line in sorted([*text, *(one for t in tables[page.number] for one in t.lines)], key=_by_order):
            table = of_table.get(id(line))
            if not row or row[-1] is not table:
                row.append(table)
    for one, other in pairwise(row):
        if one is not None and other is not None and one.goes_on(other):
            other.above = one
            one.single = other.single = False


def _by_order(line: Printed) -> int:
    return line.order


def numbered(pages: Sequence[Page]) -> None:
    """Count the lines of `pages`, from 1 and through all of them."""
    number = 0
    for page in pages:
        for line in page.lines:
            number += 1
            line.number = number


def _firsts(pages: Sequence[Page]) -> list[int]:
    """The number with which each page begins; a page without lines begins where the next does."""
    firsts: list[int] = []
    following = max((line.number for page in pages for line in page.lines), default=0) + 1
    for page in reversed(pages):
        following = min((line.number for line in page.lines), default=following)
        firsts.append(following)
    return firsts[::-1]


def _see_text(pages: Sequence[Page]) -> None:
    lost = sum(page.lost for page in pages)
    if not lost and any(map(str.isalnum, "".join(page.text for page in pages))):
        return
    letters = sum(sum(map(str.isalnum, page.text)) for page in pages)
    if not letters and not lost:
        what = "pictures of pages, and no text" if any(page.pictures for page in pages) else "no text"
        raise UnreadableError(
            f"this PDF holds {what}; recognise its text first (OCR), for instance “ocrmypdf scan.pdf text.pdf”"
        )
    if lost > letters:
        raise UnreadableError(
            "the fonts of this PDF do not say which letters they print; recognise its text anew (OCR), for instance "
            "“ocrmypdf --force-ocr in.pdf text.pdf”"
        )


def _of_file(data: bytes) -> Iterator[Finding]:
    """Whether the table of contents that the file ends with is where it says: else it was patched together."""
    start = max(data.find(b"%PDF-"), 0)
    told = _STARTS.findall(data[-2048:])
    places = [int(told[-1]), int(told[-1]) + start] if told else []
    if not any(_TABLE.match(data, place) for place in places):
        yield Finding.of("CAR010")


def _of_columns(across: Sequence[int]) -> Iterator[Finding]:
    if across:
        yield Finding.of("CAR008", pages=", ".join(map(str, across[:20])))


def _of_tables(tables: Mapping[int, list[Table]]) -> Iterator[Finding]:
    for page, found in tables.items():
        for table in found:
            if not table.sure and not table.single:
                yield Finding.of("CAR007", source_line=table.lines[0].number, page=page)


def _findings(pages: Sequence[Page]) -> list[Finding]:
    found = []
    bare = [str(p.number) for p in pages if p.pictures and sum(map(str.isalnum, p.text)) < _FEWEST]
    if bare:
        found.append(Finding.of("CAR005", pages=", ".join(bare[:20])))
    damaged = [str(page.number) for page in pages if page.damaged]
    if damaged:
        found.append(Finding.of("CAR012", pages=", ".join(damaged[:20])))
    typed = [said for page in pages for said in page.typed]
    if typed:
        found.append(Finding.of("CAR009", count=len(typed), text=typed[0][:60]))
    lost = sum(page.lost for page in pages)
    if lost:
        on = [str(page.number) for page in pages if page.lost]
        found.append(Finding.of("CAR006", count=lost, pages=", ".join(on[:20])))
    return found


class _Pieces(Struct):
    """The pieces of a text, as they are gathered from its pages."""

    pages: Sequence[Page]
    feet: Sequence[Foot]
    tables: dict[int, list[Table]]
    pieces: list[Piece] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    _calls: dict[int, Foot] = field(default_factory=dict)
    _keys: dict[int, str] = field(default_factory=dict)
    #: Where the table stands among the pieces, by the `id` of each of its parts; and what stands there.
    _grids: dict[int, int] = field(default_factory=dict)
    _grid_at: dict[int, Grid] = field(default_factory=dict)
    _breaks_words: bool = True

    def gather(self) -> None:
        """Gather them."""
        of_note: dict[int, tuple[Foot, int]] = {}
        for n, foot in enumerate(self.feet):
            if foot.call is None:
                continue  # what nothing calls stays a line, for what is looked for in its words
            self._keys[id(foot)] = f"{n}"
            self._calls[id(foot.call[1])] = foot
            for line, label in foot.lines:
                of_note[id(line)] = (foot, label)
        in_table = {
            id(line): table for each in self.tables.values() for table in each for line in table.lines
        }
        flow = Flow(self.pages, frozenset(in_table))
        self._breaks_words = flow.breaks_words
        above: Printed | None = None
        last_of: dict[int, Printed] = {}
        given: set[int] = set()
        for page in self.pages:
            for line in page.lines:
                if line.gone:
                    self.dropped.append(Dropped(line.number, line.text, line.gone, again=line.gone == TWICE))
                elif (table := in_table.get(id(line))) is not None:
                    if id(table) not in given:
                        given.add(id(table))
                        self._table(table)
                    above = None
                elif id(line) in of_note:
                    foot, label = of_note[id(line)]
                    self._note(foot, line, label, flow, last_of.get(id(foot)))
                    last_of[id(foot)] = line
                else:
                    joined = flow.goes_on(above, line) if above is not None else None
                    own = line.text.endswith("-") and not flow.breaks_words
                    self.pieces.append(self._line(line.words, line, joined=joined, own_hyphen=own))
                    above = line

    def _note(self, foot: Foot, line: Printed, label: int, flow: Flow, before: Printed | None) -> None:
        for word in line.words[:label]:
            self.dropped.append(Dropped(line.number, word.text, _LABELLED, line.text))
        words = line.words[label:]
        if not words:
            return
        words[0].glued = False
        joined = None
        if before is not None:
            joined = flow.goes_on(before, line) if not label else False
            joined = True if joined is None else joined
        self.pieces.append(self._line(words, line, joined=joined, note_of=self._keys[id(foot)]))

    def _line(
        self,
        words: Sequence[Word],
        line: Printed,
        *,
        joined: bool | None = None,
        note_of: str = "",
        whole: bool = False,
        own_hyphen: bool = False,
    ) -> Line:
        plain = words is line.words and line.even and line.plain
        text, marks, calls = (line.text, (), ()) if plain else self._looks(words, line)
        return Line(
            line.number,
            text,
            marks,
            round(words[0].left, 1),
            whole=whole,
            calls=calls,
            note_of=note_of,
            joined=joined,
            own_hyphen=own_hyphen,
        )

    def _looks(self, words: Sequence[Word], line: Printed) -> tuple[str, tuple[Mark, ...], tuple[Call, ...]]:
        """What `words` say, their looks, and the notes that they call."""
        text = ""
        spans: dict[StyleName, list[list[int]]] = {}
        calls: list[Call] = []
        for n, word in enumerate(words):
            if n and not word.glued:
                text += " "
            start, text = len(text), text + word.text
            foot = self._calls.get(id(word))
            if foot is not None:
                calls.append(Call(start, len(text), self._keys[id(foot)], foot.marker))
                continue
            looks: list[tuple[StyleName, bool]] = [
                ("b", word.bold),
                ("i", word.italic),
                ("sup", n > 0 and line.raised(word)),
            ]
            for name in (name for name, on in looks if on):
                known = spans.setdefault(name, [])
                if known and start - known[-1][1] <= 1:
                    known[-1][1] = len(text)
                else:
                    known.append([start, len(text)])
        marks = [Mark(a, b, Style(name)) for name, held in spans.items() for a, b in held]
        marks.sort(key=lambda mark: (mark.start, -mark.end))
        return text, tuple(marks), tuple(calls)

    def _table(self, table: Table) -> None:
        """Take a table; what goes on overleaf is one with what stands above, its head but once."""
        grid = self._grid(table)
        if table.above is None:
            at = self._grids[id(table)] = len(self.pieces)
            self._grid_at[at] = grid
            self.pieces.append(grid)
            return
        at = self._grids[id(table)] = self._grids[id(table.above)]
        upper = self._grid_at[at]
        rows = grid.rows
        if len(rows) > 1 and _said(rows[0]) == _said(upper.rows[0]):
            for cell in rows[0]:
                self.dropped += [Dropped(line.number, line.text, _HEAD_AGAIN) for line in cell.lines]
            rows = rows[1:]
        self.pieces[at] = self._grid_at[at] = Grid(upper.number, (*upper.rows, *rows))

    def _grid(self, table: Table) -> Grid:
        first = table.lines[0]
        by_word = {id(word): line for line in table.lines for word in line.words}
        rows = []
        for row in table.rows:
            cells = []
            for box in row:
                lines = [
                    self._line(
                        words,
                        by_word[id(words[0])],
                        whole=True,
                        joined=True if n else None,
                        own_hyphen=not self._breaks_words,
                    )
                    for n, words in enumerate(box.lines)
                ]
                cells.append(Cell(tuple(lines), box.columns, box.rows))
            rows.append(tuple(cells))
        return Grid(first.number, tuple(row for row in rows if row))


def _said(row: Sequence[Cell]) -> list[str]:
    return [" ".join(line.text for line in cell.lines) for cell in row]
