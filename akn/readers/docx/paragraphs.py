"""One pass through the text of a Word document: paragraphs to lines, tables to grids, notes behind what calls them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from msgspec import Struct, field

from akn.model.source import Dropped, Line, Piece
from akn.readers.docx.inline import DELETED, INSERTED, Box, Inlines, LineBreak, NoteCall, Words, chosen
from akn.readers.docx.notes import Notes
from akn.readers.docx.numbering import Number, Numbering
from akn.readers.docx.properties import Look, Properties
from akn.readers.docx.rows import AROUND, is_bordered, spans_of, within
from akn.readers.nesting import Lists
from akn.readers.package import Element, local
from akn.readers.reading import Changes
from akn.readers.runs import Runs
from akn.readers.tables import GrowingTable, Slot

#: A paragraph with a heading's style that ends so is a part of the text.
_GOES_ON = (";", ",", ":")


class Body(Struct):
    """What a document holds, as it is read."""

    inlines: Inlines
    look: Look
    numbering: Numbering
    notes: Notes
    changes: Changes
    pieces: list[Piece] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    embedded: int = 0
    _number: int = 0
    _runs: Runs | None = None
    _lists: Lists = field(default_factory=Lists)
    _tables: list[GrowingTable] = field(default_factory=list)
    _called: list[str] = field(default_factory=list)

    def take(self, container: Element) -> None:
        """Take in all paragraphs and tables of `container`."""
        self._blocks(container, "")
        self._finish(None)

    def _blocks(self, container: Element, gone: str) -> None:
        for element in container:
            name = local(element)
            if name == "p":
                self._paragraph(element, gone)
            elif name == "tbl":
                self._finish(None)
                self._table(element, gone)
            elif name in AROUND:
                why = {"ins": INSERTED, "moveTo": INSERTED, "del": DELETED, "moveFrom": DELETED}.get(name, "")
                rejected = why == INSERTED and self.changes == "rejected"
                accepted = why == DELETED and self.changes == "accepted"
                self._blocks(element, gone or (why if rejected or accepted else ""))
            elif name == "AlternateContent":
                self._blocks(chosen(element), gone)
            elif name in {"altChunk", "subDoc"}:
                self.embedded += 1

    # ------------------------------------------------------------------ paragraphs

    def _paragraph(self, element: Element, gone: str) -> None:
        properties = self.look.properties(element)
        if self._runs is None:
            self._number += 1
            self._runs = Runs()
        boxes = self._words(element, properties, gone)
        goes_on = properties.mark_deleted if self.changes == "accepted" else properties.mark_inserted
        if not (goes_on or (gone and not self._runs.said)):
            self._finish(properties)
        elif gone and not self._runs.said:
            self._runs = None
        for box in boxes:
            waiting, self._runs = self._runs, None
            self._blocks(box, gone)
            self._finish(None)
            self._runs = waiting

    def _words(self, element: Element, properties: Properties, gone: str) -> list[Element]:
        """Take in the words of a paragraph; the text boxes in it are given back."""
        boxes: list[Element] = []
        left_out: dict[str, list[str]] = {}
        typed: NoteCall | None = None
        for each in self.inlines.of(element, properties.style, heading=bool(properties.level)):
            if isinstance(each, Box):
                boxes.append(each.content)
            elif isinstance(each, Words) and (why := gone or each.gone):
                left_out.setdefault(why, []).append(each.text)
            elif not gone:
                typed = self._inline(each, typed, properties)
        for why, words in left_out.items():
            self._drop("".join(words), why)
        return boxes

    def _inline(
        self, each: Words | NoteCall | LineBreak, typed: NoteCall | None, properties: Properties
    ) -> NoteCall | None:
        """Take in one thing; a call whose mark is `typed` waits for it."""
        assert self._runs is not None  # noqa: S101  # a paragraph is under way
        match each:
            case Words() if typed is not None:
                self._runs.call(typed.key, each.text.strip(), each.text)
            case Words():
                self._runs.add(each.text, each.looks, each.href)
            case NoteCall():
                self._called.append(each.key)
                if each.typed:
                    return each
                self._runs.call(each.key, self.notes.marker(each.key))
            case LineBreak():
                self._break(properties)
            case _:
                assert_never(each)
        return None

    def _drop(self, text: str, why: str) -> None:
        if text.strip():
            self.dropped.append(Dropped(self._number, " ".join(text.split()), why))

    def _break(self, properties: Properties) -> None:
        """A line break: what follows is a line of its own, of the same paragraph."""
        if self._runs is not None and self._runs.said:
            self._emit(properties)
            self._runs = Runs()

    def _finish(self, properties: Properties | None) -> None:
        """The paragraph ends, if one is under way: it becomes a line, and the notes that it calls stand behind it."""
        runs, at = self._runs, self._number
        if runs is None:
            return
        if runs.said or runs.called:
            self._emit(properties)
        else:
            self._number -= 1
        self._runs = None
        if not self._tables:
            self._hand_on_notes(at)

    def _emit(self, properties: Properties | None) -> None:
        assert self._runs is not None  # noqa: S101  # only called while a paragraph is under way
        runs = self._runs
        properties = properties or Properties("")
        printed: Number | None = None
        if properties.numbering is not None:
            printed = self.numbering.count(*properties.numbering)
            properties.numbering = None  # a line behind a break has no number
        depth = 0
        if printed is not None:
            left = properties.left or printed.left
            depth = self._lists.item(printed.list, printed.level, left, printed.text, runs.text)
        else:
            self._lists.text(runs.text)
            left = properties.left
        level = 0 if runs.text.rstrip().endswith(_GOES_ON) else properties.level
        inside = self._tables[-1].inside if self._tables else self.pieces
        inside.append(
            runs.line(
                self._number,
                level=level,
                depth=depth,
                indent=left,
                printed=printed.text if printed is not None else "",
            )
        )

    def _hand_on_notes(self, number: int) -> None:
        called, self._called = self._called, []
        for key in called:
            self.pieces += self.notes.lines(key, number, self)

    def lines_of_note(self, paragraphs: Iterable[Element], key: str, number: int) -> list[Line]:
        """The paragraphs of the note `key`, called in paragraph `number`."""
        lines: list[Line] = []
        for element in paragraphs:
            properties = self.look.properties(element)
            runs = Runs()
            left_out: dict[str, list[str]] = {}
            for each in self.inlines.of(element, properties.style, heading=False):
                if isinstance(each, Words):
                    if each.gone:
                        left_out.setdefault(each.gone, []).append(each.text)
                    else:
                        runs.add(each.text, each.looks, each.href)
                elif not isinstance(each, NoteCall | Box):
                    runs.add(" ")
            for why, words in left_out.items():
                self._drop("".join(words), why)
            printed = self.numbering.count(*properties.numbering) if properties.numbering else None
            if runs.said:
                lines.append(runs.line(number, printed=printed.text if printed else "", note_of=key))
        return lines

    # ------------------------------------------------------------------ tables

    def _table(self, element: Element, gone: str) -> None:
        if self._tables:
            self._tables[-1].holds_another()
        outlet = self._tables[-1].outlet if self._tables else self.pieces
        table = GrowingTable(self._number + 1, outlet, tabular=is_bordered(element))
        self._tables.append(table)
        open_cells: dict[int, Slot] = {}  # by column: cells that may reach further down
        for row in within(element, "tr"):
            self._row(row, table, open_cells, gone)
        self._tables.pop().end()
        if not self._tables:
            self._hand_on_notes(self._number)

    def _row(self, row: Element, table: GrowingTable, open_cells: dict[int, Slot], gone: str) -> None:
        said = {local(e) for properties in row if local(properties) == "trPr" for e in properties}
        if "del" in said and self.changes == "accepted":
            gone = gone or DELETED
        if "ins" in said and self.changes == "rejected":
            gone = gone or INSERTED
        if not gone:
            table.begin_row()
        column = 0
        for cell in within(row, "tc"):
            width, merged = spans_of(cell)
            if gone:
                self._blocks(cell, gone)
                self._finish(None)
            elif merged == "continue" and column in open_cells:
                above = open_cells[column]
                above.rows += 1
                table.cell = above
                self._blocks(cell, "")
                self._finish(None)
            else:
                table.begin_cell(str(width), header="tblHeader" in said)
                assert table.cell is not None  # noqa: S101  # begin_cell has just made it
                open_cells[column] = table.cell
                if merged != "restart":
                    open_cells.pop(column)
                self._blocks(cell, "")
                self._finish(None)
            table.end_cell()
            column += width
