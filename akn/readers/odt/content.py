"""One pass through the text of an ODT: paragraphs and items to lines, tables to grids, notes behind what calls them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias, cast

from msgspec import Struct, field

from akn.model.resolution import StyleName
from akn.model.source import Dropped, Piece
from akn.readers.nesting import Lists
from akn.readers.odt.changes import Tracked
from akn.readers.odt.numbering import Count, Counts
from akn.readers.odt.styles import Styles
from akn.readers.package import Element, local, number_in, value_of
from akn.readers.runs import Runs
from akn.readers.tables import GrowingTable

HIDDEN = "hidden text"
COMMENT = "a comment"
#: A paragraph with a heading's style that ends so is a part of the text.
_GOES_ON = (";", ",", ":")
#: What holds no words that are printed.
_NEVER = frozenset(
    {"tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms", "title", "desc"}
)
_PARAGRAPHS = frozenset({"p", "h"})
#: What holds text of its own on the page.
_BOXES = frozenset({"frame", "custom-shape", "rect", "text-box", "g"})

_Note: TypeAlias = tuple[str, Element]


class _Item(Struct):
    """An item of a list that waits for its first paragraph."""

    count: Count
    level: int
    style: str
    start: int | None = None
    counted: bool = False


class _Under(Struct):
    """What is known of a place while its text is taken: looks, link, and why it is left out."""

    looks: frozenset[str] = frozenset()
    href: str = ""
    gone: str = ""


class Body(Struct):
    """What a document holds, as it is read."""

    styles: Styles
    tracked: Tracked
    pieces: list[Piece] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    comments: int = 0
    _number: int = 0
    _lists: Lists = field(default_factory=Lists)
    _counts: Counts = field(default_factory=Counts)
    _tables: list[GrowingTable] = field(default_factory=list)
    _items: list[_Item] = field(default_factory=list)
    _notes: list[_Note] = field(default_factory=list)
    _boxes: list[Element] = field(default_factory=list)
    _runs: Runs = field(default_factory=Runs)
    _left_out: dict[str, list[str]] = field(default_factory=dict)
    _of_note: str = ""

    def take(self, container: Iterable[Element], gone: str = "") -> None:
        """Take in all paragraphs, lists and tables of `container`; `gone` says why they are left out."""
        for element in container:
            name = local(element)
            if name in _PARAGRAPHS:
                self._paragraph(element, gone)
            elif name == "list":
                self._list(element, gone)
            elif name == "numbered-paragraph":
                self._numbered(element, gone)
            elif name == "table":
                self._table(element, gone)
            elif name in {"change-start", "change-end", "change"}:
                self.tracked.see(element)
            elif name == "section":
                hidden = value_of(element, "display") in {"none", "condition"}
                self.take(element, gone or (HIDDEN if hidden else ""))
            elif name in _BOXES - {"text-box"}:
                self._boxes.append(element)
                self._hand_on(gone)
            elif name not in _NEVER:
                self.take(element, gone)

    # ------------------------------------------------------------------ lists

    def _list(self, element: Element, gone: str) -> None:
        outer = self._items[-1] if self._items else None
        style = value_of(element, "style-name") or (outer.style if outer else "")
        names = [
            value for key, value in ((str(k), str(v)) for k, v in element.items()) if key.endswith("}id")
        ]
        goes_on = value_of(element, "continue-numbering") == "true"
        continued = value_of(element, "continue-list") or ""
        if outer is None:
            count = self._counts.of(names, style, goes_on=goes_on, continued=continued)
            level = 1
        else:
            count, level = outer.count, outer.level + 1
            if not goes_on:
                count.begin(level)
        for each in element:
            name = local(each)
            if name in {"list-item", "list-header"}:
                start = value_of(each, "start-value")
                item = _Item(
                    count, level, style, number_in(start, 1) if start else None, name == "list-header"
                )
                self._items.append(item)
                self.take(each, gone)
                self._items.pop()

    def _numbered(self, element: Element, gone: str) -> None:
        style = value_of(element, "style-name") or ""
        count = self._counts.of([], style, goes_on=True, continued=value_of(element, "list-id") or "")
        start = value_of(element, "start-value")
        level = number_in(value_of(element, "level"), 1)
        waiting, self._items = (
            self._items,
            [_Item(count, level, style, number_in(start, 1) if start else None)],
        )
        self.take(element, gone)
        self._items = waiting

    def _printed(self, paragraph: Element) -> tuple[str, Count | None, int, float]:
        """What is printed before a paragraph, by which count, how deep, how far from the left edge."""
        item = self._items[-1] if self._items else None
        own = value_of(paragraph, "style-name") or ""
        if item is None or item.counted:
            level = number_in(value_of(paragraph, "outline-level"), 0) if local(paragraph) == "h" else 0
            if level and item is None and any(known.form for known in self.styles.outline.values()):
                unnumbered = value_of(paragraph, "is-list-header") == "true"
                count = self._counts.of([], "", goes_on=True)
                return ("" if unnumbered else count.next(level, self.styles.outline)), None, 0, 0.0
            return "", None, 0, 0.0
        item.counted = True
        levels = self.styles.levels(item.style or self.styles.list_style(own))
        text = item.count.next(item.level, levels, item.start)
        left = levels[item.level].left if item.level in levels else 0.0
        return text, item.count, item.level, left

    # ------------------------------------------------------------------ paragraphs

    def _paragraph(self, element: Element, gone: str) -> None:
        self._number += 1
        self._runs, self._left_out = Runs(), {}
        style = value_of(element, "style-name") or ""
        level = number_in(value_of(element, "outline-level"), 1) if local(element) == "h" else 0
        level = level or self.styles.outline_level(style)
        base = self.styles.looks("paragraph", style, frozenset()) if not level else frozenset[str]()
        self._inline(element, _Under(base, "", gone), lambda: self._emit(element, level))
        if self._runs.said or self._runs.called:
            self._emit(element, level)
        elif not self._left_out and not self._boxes:
            self._number -= 1
        for why, words in self._left_out.items():
            self._drop("".join(words), why)
        self._hand_on(gone)

    def _emit(self, paragraph: Element, level: int) -> None:
        if not (self._runs.said or self._runs.called):
            return
        text = self._runs.text.rstrip()
        printed, count, deep, left = self._printed(paragraph)
        depth = 0
        if count is not None and printed:
            depth = self._lists.item(count.key, deep, left, printed, text)
        else:
            self._lists.text(text)
        inside = self._tables[-1].inside if self._tables else self.pieces
        inside.append(
            self._runs.line(
                self._number,
                level=0 if text.endswith(_GOES_ON) else min(level, 6),
                depth=depth,
                indent=left,
                printed=printed,
                note_of=self._of_note,
            )
        )
        self._runs = Runs()

    def _drop(self, text: str, why: str) -> None:
        if text.strip():
            self.dropped.append(Dropped(max(self._number, 1), " ".join(text.split()), why))

    def _hand_on(self, gone: str) -> None:
        """Boxes stand behind their paragraph, notes behind it, or behind the table that it stands in."""
        boxes, self._boxes = self._boxes, []
        items, self._items = self._items, []
        for box in boxes:
            self.take(box, gone)
        if not self._tables and not self._of_note:
            notes, self._notes = self._notes, []
            number = self._number
            for key, body in notes:
                self._of_note = key
                self._number = number - 1
                for part in body:
                    self._number = number - 1
                    self.take([part], gone)
                self._of_note, self._number = "", number
        self._items = items

    # ------------------------------------------------------------------ what stands in a line

    def _inline(self, element: Element, under: _Under, broken: Callable[[], None]) -> None:
        self._add(element.text, under)
        for each in element:
            self._one(each, local(each), under, broken)
            self._add(each.tail, under)

    def _one(self, each: Element, name: str, under: _Under, broken: Callable[[], None]) -> None:
        match name:
            case "s" | "tab":
                self._add(" " * min(number_in(value_of(each, "c"), 1), 100), under)
            case "line-break":
                if not (under.gone or self.tracked.inserting):
                    broken()
            case "span" | "a":
                self._inline(each, self._within(each, name, under), broken)
            case "note":
                self._note(each, under)
            case "annotation":
                self.comments += 1
                self._left_out.setdefault(COMMENT, []).append(f" {_said(each)} ")
            case "change-start" | "change-end" | "change":
                for text in self.tracked.see(each):
                    self._add(text, under)
            case _ if name in _BOXES:
                self._boxes.append(each)
            case "hidden-text" | "hidden-paragraph":
                self._left_out.setdefault(HIDDEN, []).append(value_of(each, "string-value") or "")
            case "ruby-text" | "title" | "desc" | "annotation-end" | "soft-page-break":
                pass
            case _:
                self._inline(each, under, broken)

    def _within(self, each: Element, name: str, under: _Under) -> _Under:
        """What is known inside a span or a link."""
        if name == "span":
            looks = self.styles.looks("text", value_of(each, "style-name") or "", under.looks)
            return _Under(looks, under.href, under.gone)
        href = value_of(each, "href") or ""
        known = href.startswith(("http:", "https:", "mailto:"))
        return _Under(under.looks, href if known else under.href, under.gone)

    def _add(self, text: str | None, under: _Under) -> None:
        if not text:
            return
        why = under.gone or (HIDDEN if "hidden" in under.looks else "") or self.tracked.why
        if why:
            self._left_out.setdefault(why, []).append(text)
        else:
            self._runs.add(text, cast("frozenset[StyleName]", under.looks - {"hidden"}), under.href)

    def _note(self, note: Element, under: _Under) -> None:
        citation = next((e for e in note if local(e) == "note-citation"), None)
        body = next((e for e in note if local(e) == "note-body"), None)
        if body is None:
            return
        if under.gone or self.tracked.why:
            self._left_out.setdefault(under.gone or self.tracked.why, []).append(f" {_said(body)} ")
            return
        marker = "".join(cast("list[str]", [*citation.itertext()])).strip() if citation is not None else ""
        key = f"{value_of(note, 'note-class') or 'note'}-{len(self.pieces)}-{len(self._notes)}-{marker}"
        self._runs.call(key, marker or "*")
        self._notes.append((key, body))

    # ------------------------------------------------------------------ tables

    def _table(self, element: Element, gone: str) -> None:
        if gone:
            for cell in element.iter("{*}table-cell"):
                self.take(cell, gone)
            return
        if self._tables:
            self._tables[-1].holds_another()
        outlet = self._tables[-1].outlet if self._tables else self.pieces
        table = GrowingTable(self._number + 1, outlet)
        self._tables.append(table)
        self._rows(element, table, header=False)
        self._tables.pop().end()
        self._hand_on("")

    def _rows(self, element: Element, table: GrowingTable, *, header: bool) -> None:
        for each in element:
            name = local(each)
            if name == "table-row":
                table.begin_row()
                for cell in each:
                    self._cell(cell, table, header=header)
            elif name in {"table-header-rows", "table-rows", "table-row-group"}:
                self._rows(each, table, header=header or name == "table-header-rows")

    def _cell(self, cell: Element, table: GrowingTable, *, header: bool) -> None:
        if local(cell) != "table-cell":
            return  # covered by another
        table.tabular |= self.styles.drawn(value_of(cell, "style-name") or "")
        width, height = value_of(cell, "number-columns-spanned"), value_of(cell, "number-rows-spanned")
        for _ in range(min(number_in(value_of(cell, "number-columns-repeated"), 1), 100)):
            table.begin_cell(width or "", height or "", header=header)
            items, self._items = self._items, []
            self.take(cell)
            self._items = items
            table.end_cell()


def _said(element: Element) -> str:
    """The words of all paragraphs in `element`."""
    return " ".join("".join(cast("list[str]", [*p.itertext()])) for p in element.iter("{*}p", "{*}h"))
