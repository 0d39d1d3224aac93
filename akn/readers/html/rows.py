"""Runs of text to rows: white space as a browser prints it, marks over it, blocks told from bare rows."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from akn.model.resolution import Link, Mark, Style
from akn.model.source import Line
from akn.readers.html.style import STYLES
from akn.readers.html.surroundings import Surroundings

#: The white space that HTML collapses; no-break spaces are none of it (HTML Standard, 2.3.1).
SPACES = " \t\n\r\f"

_SPACES = re.compile(r"[ \t\n\r\f]+")
_SPACES_OF_LINE = re.compile(r"[ \t\r\f]+")

#: Characters that print nothing: a row of these alone holds no words.
_UNSEEN = (
    " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\xad"
    "\u2002\u2003\u2009\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202f\u2060\u3000\ufeff"
)

#: Points that one leading space of preformatted text stands for: an advance of 12-point monospace.
_ADVANCE = 7.2


class GrowingRow(Struct):
    """One row as it grows: its texts, where the marked ones lie, and the context of its first word."""

    number: int
    context: Surroundings
    parts: list[str]
    runs: list[tuple[int, int, int, str]]
    length: int = 0
    indent: float = 0.0
    depth: int = 0

    def line(self, *, whole: bool) -> Line:
        """The row as a line."""
        text = "".join(self.parts).rstrip(SPACES)
        indent = round(self.context.indent + self.indent, 2)
        marks = _marks(self.runs, len(text))
        return Line(self.number, text, marks, indent, self.context.level, whole, self.depth)


class Flow:
    """One stream of text, cut into rows and blocks; finished lines go to `emit` with their context."""

    __slots__ = ("_depth", "_emit", "_marker", "_row", "_rows", "_set_off")

    def __init__(self, emit: Callable[[Line, Surroundings], None]) -> None:
        """Begin an empty stream."""
        self._emit = emit
        self._depth = 0
        self._marker = ""
        self._row: GrowingRow | None = None
        self._rows: list[GrowingRow] = []
        self._set_off = False

    def mark_next(self, marker: str, depth: int) -> None:
        """Begin an item, `depth` lists deep: `marker`, if any, and a space are printed before the next word."""
        self._depth = depth
        self._marker = f"{self._marker} {marker}".strip()

    def unmark(self) -> str:
        """Forget a marker whose item had no word, and return it; "" for none."""
        self._depth = 0
        marker, self._marker = self._marker, ""
        return marker

    def add(self, text: str, context: Surroundings, number: int) -> None:
        """Take `text`, which begins on line `number` of the file, into the row."""
        if not context.preformatted:
            self._append(_SPACES.sub(" ", text), text, context, number)
            return
        first, *others = text.split("\n")
        self._append(_SPACES_OF_LINE.sub(" ", first), first, context, number)
        for offset, part in enumerate(others, 1):
            self.break_row()
            self._append(_SPACES_OF_LINE.sub(" ", part), part, context, number + offset)

    def _append(self, squeezed: str, text: str, context: Surroundings, number: int) -> None:
        row = self._row
        if row is None:
            stripped = text.lstrip(SPACES)
            if not stripped:
                return
            lead = text[: len(text) - len(stripped)]
            row = self._row = GrowingRow(number + lead.count("\n"), context, [], [])
            if context.preformatted:
                row.indent = len(lead.expandtabs(8)) * _ADVANCE
            squeezed = squeezed.lstrip(" ")
        elif squeezed.startswith(" ") and (not row.parts or row.parts[-1].endswith(" ")):
            squeezed = squeezed[1:]
        if not squeezed:
            return
        if self._depth and squeezed.strip(_UNSEEN):
            if self._marker:
                row.parts.append(f"{self._marker} ")
                row.length += len(self._marker) + 1
                self._marker = ""
            row.depth, self._depth = self._depth, 0
        end = row.length + len(squeezed)
        if context.marks or context.href:
            row.runs.append((row.length, end, context.marks, context.href))
        row.parts.append(squeezed)
        row.length = end

    def break_row(self) -> None:
        """End the row, as ``br`` does; two in succession set off what stands before from what follows."""
        if self._end_row():
            return
        if self._rows:
            self._flush(whole=False, apart=True)
        self._set_off = True

    def end_block(self, *, whole: bool) -> None:
        """End the block; its only row is whole where the block is (`whole`) or where it stands apart."""
        if self._row is not None:
            self._end_row()
        if self._rows:
            self._flush(whole=whole, apart=self._set_off)
        self._set_off = False

    def _end_row(self) -> bool:
        """Whether there was a row to end: one in which nothing is to be seen is as good as none."""
        row, self._row = self._row, None
        if row is None or not any(part.strip(_UNSEEN) for part in row.parts):
            return False
        self._rows.append(row)
        return True

    def _flush(self, *, whole: bool, apart: bool) -> None:
        rows, self._rows = self._rows, []
        alone = len(rows) == 1
        for row in rows:
            firm = alone and not row.context.preformatted and (whole or apart)
            self._emit(row.line(whole=firm), row.context)


_STYLE = {bit: Style(name) for bit, name in STYLES}


def _marks(runs: list[tuple[int, int, int, str]], length: int) -> tuple[Mark, ...]:
    """The marks over a row of `length` characters; touching runs of one style make one mark."""
    if not runs:
        return ()
    spans: dict[int | str, list[list[int]]] = {}
    for start, end, bits, href in runs:
        keys: list[int | str] = [bit for bit in _STYLE if bits & bit] if bits else []
        if href:
            keys.append(href)
        for key in keys:
            known = spans.setdefault(key, [])
            if known and known[-1][1] == start:
                known[-1][1] = end
            else:
                known.append([start, end])
    found = [
        Mark(start, min(end, length), _STYLE[key] if isinstance(key, int) else Link(key))
        for key, known in spans.items()
        for start, end in known
        if start < length
    ]
    if len(found) > 1:
        found.sort(key=lambda mark: (mark.start, -mark.end))
    return tuple(found)
