"""One pass through a document in which each part is marked: its blocks to lines, with what the marks say of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct, field

from akn.errors import UnreadableError
from akn.model.resolution import StyleName
from akn.model.source import Counting, Dropped, Piece
from akn.readers.counters import decimal, latin, roman
from akn.readers.marked.vocabulary import Vocabulary
from akn.readers.package import Element, local, number_in, parsed, value_of
from akn.readers.reading import Reading
from akn.readers.runs import Runs
from akn.readers.tables import GrowingTable

_SIGNS: Final[Mapping[str, Callable[[int], str]]] = {
    "%1": decimal,
    "%a": latin,
    "%A": lambda n: latin(n).upper(),
    "%i": roman,
    "%I": lambda n: roman(n).upper(),
}


def read(data: bytes, vocabulary: Vocabulary, title: str) -> Reading:
    """Read the XML `data` of a `vocabulary` that messages call `title`; the numbers of lines are those of its blocks.

    Raises:
        UnreadableError: it is no whole XML, or holds no words.
    """
    walk = _Walk(vocabulary)
    walk.run(parsed(data, f"this file, by its root {title},", with_doctype=True))
    if not walk.pieces:
        raise UnreadableError(
            f"this file, by its root {title}, holds no words; give the web page of the document"
        )
    return Reading(tuple(walk.pieces), tuple(walk.dropped), counting=Counting("paragraph"))


class _Walk(Struct):
    known: Vocabulary
    pieces: list[Piece] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    _number: int = 0
    _runs: Runs = field(default_factory=Runs)
    _label: str = ""
    _counted: bool = False
    #: How deep in items the walk is, and in groups that have headings.
    _items: int = 0
    _item_begins: bool = False
    _groups: int = 0
    _heading: bool = False
    _tables: list[GrowingTable] = field(default_factory=list)
    _notes: list[tuple[str, Element]] = field(default_factory=list)
    _note_count: int = 0
    _note_of: str = ""

    def run(self, root: Element) -> None:
        """Go through the document."""
        self._blocks(root, frozenset())
        self._end()
        self._hand_on_notes()

    def _blocks(self, element: Element, looks: frozenset[StyleName]) -> None:
        self._add(element.text, looks)
        for each in element:
            self._one(each, local(each), looks)
            self._add(each.tail, looks)

    def _add(self, text: str | None, looks: frozenset[StyleName]) -> None:
        if text:
            self._runs.add(text, looks)

    def _one(self, each: Element, name: str, looks: frozenset[StyleName]) -> None:
        known = self.known
        if name in known.left_out:
            self._end()
            said = " ".join(" ".join(str(text) for text in each.itertext()).split())
            if said:
                self.dropped.append(Dropped(self._number + 1, said, known.left_out[name]))
        elif name in known.notes:
            self._note(each)
        elif name in known.quotes:
            self._add(quoted(each), looks)
        elif name in known.labels:
            self._end()
            self._label = " ".join("".join(str(text) for text in each.itertext()).split())
            self._counted = False
        elif name in known.inline:
            own = {
                look
                for key, value, look in known.looks
                if (value_of(each, key) or "").lower() == value.lower()
            }
            self._blocks(each, looks | own)
        else:
            self._end()
            self._block(each, name, looks)
            self._end()

    def _block(self, each: Element, name: str, looks: frozenset[StyleName]) -> None:
        known = self.known
        if name in known.lists:
            self._list(each, looks)
        elif name in known.items:
            self._item(each, looks)
        elif name in known.tables:
            self._table(each, looks)
        elif name in known.headings and self._groups:
            before, self._heading = self._heading, True
            self._blocks(each, looks)
            self._end()
            self._heading = before
        elif name in known.groups:
            self._groups += 1
            self._blocks(each, looks)
            self._end()
            self._groups -= 1
        else:
            self._blocks(each, looks)

    # ------------------------------------------------------------------ lists

    def _list(self, each: Element, looks: frozenset[StyleName]) -> None:
        pattern = self.known.marks.get((value_of(each, "TYPE") or ""), "")
        number = 0
        for item in each:
            if local(item) in self.known.items:
                number += 1
                sign = pattern[pattern.find("%") :][:2] if "%" in pattern else ""
                mark = pattern.replace(sign, _SIGNS[sign](number)) if sign in _SIGNS else pattern
                self._item(item, looks, mark)
                self._end()
            else:
                self._one(item, local(item), looks)

    def _item(self, each: Element, looks: frozenset[StyleName], mark: str = "") -> None:
        """An item; `mark` is printed before it where it has no label of its own."""
        nested = local(each) in self.known.items and self._item_begins
        self._items += not nested  # an item that does nothing but hold another is that
        self._item_begins = True
        if mark:
            self._label, self._counted = mark, True
        self._blocks(each, looks)
        self._end()
        self._item_begins = False
        self._items -= not nested

    # ------------------------------------------------------------------ lines

    def _end(self) -> None:
        """The line ends, if one is under way."""
        if not (self._runs.said or self._runs.called):
            self._runs = Runs()
            return
        if not self._note_of:
            self._number += 1
        heading = self._heading and not self._runs.text.rstrip().endswith((":", ";", ","))
        alphabetic = any(c.isalpha() for c in self._runs.text)
        line = self._runs.line(
            max(self._number, 1),
            level=min(max(self._groups, 1), 6) if heading and alphabetic and not self._tables else 0,
            depth=self._items if self._item_begins and self._label else 0,
            printed=self._label,
            typed=not self._counted,
            note_of=self._note_of,
        )
        self._label, self._item_begins = "", False
        (self._tables[-1].inside if self._tables else self.pieces).append(line)
        self._runs = Runs()
        if not self._tables and not self._note_of:
            self._hand_on_notes()

    def _note(self, each: Element) -> None:
        self._note_count += 1
        key = str(self._note_count)
        self._runs.call(key, key)
        self._notes.append((key, each))

    def _hand_on_notes(self) -> None:
        notes, self._notes = self._notes, []
        for key, note in notes:
            state = (self._runs, self._items, self._heading, self._item_begins)
            self._runs, self._items, self._heading, self._note_of = Runs(), 0, False, key
            self._blocks(note, frozenset())
            self._end()
            self._runs, self._items, self._heading, self._item_begins = state
            self._note_of = ""

    # ------------------------------------------------------------------ tables

    def _table(self, each: Element, looks: frozenset[StyleName]) -> None:
        if self._tables:
            self._tables[-1].holds_another()
        outlet = self._tables[-1].outlet if self._tables else self.pieces
        self._tables.append(GrowingTable(self._number + 1, outlet, tabular=True))
        self._rows(each, looks, header=False)
        self._end()
        self._tables.pop().end()
        if not self._tables:
            self._hand_on_notes()

    def _rows(self, element: Element, looks: frozenset[StyleName], *, header: bool) -> None:
        for each in element:
            name = local(each)
            kind = (value_of(each, "TYPE") or "").upper()
            if name in self.known.rows:
                self._tables[-1].begin_row()
                for cell in each:
                    if local(cell) in self.known.cells:
                        self._cell(
                            cell,
                            looks,
                            header=header or "HEADER" in (kind, (value_of(cell, "TYPE") or "").upper()),
                        )
            elif any(local(inner) in self.known.rows for inner in each.iter()):
                self._rows(each, looks, header=header or name.lower() == "thead")
            else:
                self._tables[-1].begin_caption()
                self._one(each, name, looks)
                self._end()
                self._tables[-1].end_cell()

    def _cell(self, cell: Element, looks: frozenset[StyleName], *, header: bool) -> None:
        rows = value_of(cell, "ROWSPAN") or str(number_in(value_of(cell, "morerows"), 0) + 1)
        self._tables[-1].begin_cell(value_of(cell, "COLSPAN") or "", rows, header=header)
        self._blocks(cell, looks)
        self._end()
        self._tables[-1].end_cell()


def quoted(element: Element) -> str:
    """The quotation mark that an element stands for, by the number of its character."""
    code = value_of(element, "CODE") or ""
    if re.fullmatch("[0-9A-Fa-f]{2,5}", code) and chr(int(code, 16)).isprintable():
        return chr(int(code, 16))
    return "".join(str(text) for text in element.itertext())
