"""Runs of text with their looks, put together to one line of a source."""

from __future__ import annotations

from msgspec import Struct, field

from akn.model.resolution import Link, Mark, Style, StyleName
from akn.model.source import Call, Line
from akn.readers.normalising import without_unseen

#: Spaces that a line neither begins nor ends with; two in a row are one.
_SPACES = " \t\n\r"


class Runs(Struct):
    """One line as it grows: its text, where its looks and links lie, and the places that call notes."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    _over: dict[Style | Link, list[list[int]]] = field(default_factory=dict)
    _calls: list[Call] = field(default_factory=list)

    def add(self, text: str, looks: frozenset[StyleName] = frozenset(), href: str = "") -> None:
        """Take `text` in: any white space in it is one space, none at the head of the line."""
        text = without_unseen(text)
        for sign in "\t\n\r":
            text = text.replace(sign, " ")
        if not self.parts or self.parts[-1].endswith(" "):
            text = text.lstrip(" ")
        while "  " in text:
            text = text.replace("  ", " ")
        if not text:
            return
        start, self.length = self.length, self.length + len(text)
        self.parts.append(text)
        for markup in (*map(Style, looks), *((Link(href),) if href else ())):
            known = self._over.setdefault(markup, [])
            if known and known[-1][1] == start:
                known[-1][1] = self.length
            else:
                known.append([start, self.length])

    def call(self, key: str, marker: str, printed: str = "") -> None:
        """A mark of the note `key` stands here: over its `printed` characters, or over nothing."""
        start = self.length
        self.add(printed)
        self._calls.append(Call(start, self.length, key, marker))

    @property
    def text(self) -> str:
        """What was taken in so far."""
        return "".join(self.parts)

    @property
    def called(self) -> bool:
        """Whether a note is called."""
        return bool(self._calls)

    @property
    def said(self) -> bool:
        """Whether anything is to be seen."""
        return any(not part.isspace() for part in self.parts)

    def line(
        self,
        number: int,
        *,
        level: int = 0,
        depth: int = 0,
        indent: float = 0.0,
        printed: str = "",
        typed: bool = False,
        note_of: str = "",
    ) -> Line:
        """The line: a block of its own, behind its number `printed`, which the format counts, or has `typed`."""
        text = self.text.rstrip(_SPACES)
        head = f"{printed} " if printed else ""
        shift = len(head)
        marks = [
            Mark(start + shift, min(end, len(text)) + shift, markup)
            for markup, spans in self._over.items()
            for start, end in spans
            if start < len(text)
        ]
        marks.sort(key=lambda mark: (mark.start, -mark.end))
        calls = tuple(
            Call(min(c.start, len(text)) + shift, min(c.end, len(text)) + shift, c.key, c.marker)
            for c in self._calls
        )
        return Line(
            number,
            f"{head}{text}",
            tuple(marks),
            indent,
            level,
            whole=True,
            depth=depth,
            label=shift,
            counted=bool(shift) and not typed,
            calls=calls,
            note_of=note_of,
        )
