"""A document as Pandoc's JSON, from which Pandoc makes docx, epub, odt, latex and the rest of its forms.

The tree of Pandoc is that of pandoc-types 1.22 (Pandoc 2.17) and later: tables have columns, heads and bodies.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeAlias

from akn.legible import legible
from akn.rendering.about import facts_of
from akn.rendering.document.pieces import Block, Break, Grid, Line, Note, Run, TableCell
from akn.rendering.document.printing import flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from akn.tree import Element

Node: TypeAlias = dict[str, Any]

_VERSION = [1, 22]
_PARTS = re.compile(r"(\s+)")
#: Looks to what Pandoc calls them, the innermost first.
_LOOKS = {
    "raised": "Superscript",
    "lowered": "Subscript",
    "struck": "Strikeout",
    "underlined": "Underline",
    "italic": "Emph",
    "bold": "Strong",
}
_NO_CAPTION: list[Any] = [None, []]


def render(tree: Element) -> str:
    """Return the document as Pandoc's JSON: number and first words in one paragraph, notes where their marks are."""
    facts = facts_of(tree)
    said = {"title": facts.title, "date": facts.date}
    meta = {key: {"t": "MetaInlines", "c": _words(value)} for key, value in said.items() if value}
    if facts.tag != "und":
        meta["lang"] = {"t": "MetaString", "c": facts.tag}
        meta["dir"] = {"t": "MetaString", "c": facts.direction}
    blocks = list(_blocks(flow(tree)))
    return (
        json.dumps({"pandoc-api-version": _VERSION, "meta": meta, "blocks": blocks}, ensure_ascii=False)
        + "\n"
    )


def _blocks(blocks: Iterable[Block]) -> Iterator[Node]:
    """The blocks; points are set in as deep as the lists that they stand in."""
    for block in blocks:
        if isinstance(block, Line):
            node = _line(block)
            for _ in range(min(block.depth, 8) if not block.level else 0):
                node = {"t": "BlockQuote", "c": [node]}
            yield node
        elif isinstance(block, Grid):
            yield from _blocks(block.caption)
            if block.rows:
                yield _table(block)


def _line(line: Line) -> Node:
    words = [*_words(line.num), {"t": "Space"}] if line.num and line.pieces else _words(line.num)
    inlines = [*words, *(node for piece in line.pieces for node in _piece(piece))]
    if line.level:
        return {"t": "Header", "c": [line.level, [legible(line.eid), [], []], inlines]}
    return {"t": "Para", "c": inlines}


def _piece(piece: Run | Break | Note) -> list[Node]:
    if isinstance(piece, Break):
        return [{"t": "LineBreak"}]
    if isinstance(piece, Note):
        return [{"t": "Note", "c": list(_blocks(piece.lines)) or [{"t": "Para", "c": []}]}]
    nodes = _words(piece.text)
    for look, name in _LOOKS.items():
        if look in piece.looks:
            nodes = [{"t": name, "c": nodes}]
    if piece.href:
        nodes = [{"t": "Link", "c": [["", [], []], nodes, [legible(piece.href), ""]]}]
    return nodes


def _words(text: str) -> list[Node]:
    pieces = (piece for piece in _PARTS.split(legible(text)) if piece)
    return [{"t": "Space"} if piece in {" ", "\t"} else {"t": "Str", "c": piece} for piece in pieces]


def _table(grid: Grid) -> Node:
    columns = max(1, *(sum(cell.columns for cell in row) for row in grid.rows))
    heads = [row for row in grid.rows[:1] if row and all(cell.heading for cell in row)]
    rows = [_row(row) for row in grid.rows]
    empty = ["", [], []]
    specs = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * columns
    body = [empty, 0, [], rows[len(heads) :]]
    return {
        "t": "Table",
        "c": [empty, _NO_CAPTION, specs, [empty, rows[: len(heads)]], [body], [empty, []]],
    }


def _row(row: tuple[TableCell, ...]) -> list[Any]:
    empty = ["", [], []]
    cells = [
        [empty, {"t": "AlignDefault"}, cell.rows, cell.columns, list(_blocks(cell.blocks))] for cell in row
    ]
    return [empty, cells]
