"""A document as plain text, which `akn convert` reads back to the same document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.legible import harmless
from akn.rendering.document.pieces import MARK, Block, Break, Grid, Line, Note
from akn.rendering.document.printing import flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.tree import Element

#: What stands between a number and its text, as the parliaments print it.
_GAP = "  "


def render(tree: Element) -> Iterator[str]:
    """Yield the document a paragraph at a time, an empty line between; its notes follow the text."""
    notes: list[str] = []
    between = ""
    for block in flow(tree):
        for line in _lines(block, notes):
            yield between + line + "\n"
            between = "\n"
    for note in notes:
        yield between + note + "\n"
        between = ""


def _lines(block: Block, notes: list[str]) -> Iterator[str]:
    if isinstance(block, Line):
        num, text = harmless(block.num), _text(block, notes)
        if block.level and num[-1:].isalnum() and text:
            yield num  # “I”, “Annex”: printed above what it heads
            yield text
        else:
            yield f"{num}{_GAP}{text}" if num and text else num + text
    elif isinstance(block, Grid):
        for one in block.caption:
            yield from _lines(one, notes)
        for row in block.rows:
            yield "\t".join(" ".join(t for b in cell.blocks for t in _lines(b, notes)) for cell in row)


def _text(line: Line, notes: list[str]) -> str:
    """The words of `line`, with the marks of its notes; the notes themselves go to `notes`."""
    words = []
    for piece in line.pieces:
        if isinstance(piece, Note):
            marker = harmless(piece.marker) or str(len(notes) + 1)
            place = len(notes)
            notes.append("")
            text = " ".join(t for block in piece.lines for t in _lines(block, notes))
            notes[place] = f"[{marker}] {text}"
            words.append(f"[{marker}]")
        elif isinstance(piece, Break):
            words.append(" ")
        else:
            words.append(f"[{harmless(piece.text)}]" if MARK in piece.looks else harmless(piece.text))
    return "".join(words)
