"""A document as Markdown (CommonMark, with the tables and footnotes of GitHub), which `akn convert` reads back."""

from __future__ import annotations

import html
import json
import re
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

from akn.legible import harmless
from akn.rendering.about import facts_of
from akn.rendering.document.pieces import MARK, Block, Break, Grid, Line, Note, Run, TableCell
from akn.rendering.document.printing import flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.tree import Element

#: What would be mark-up.
_SIGNS = re.compile(r"[\\`*_\[\]<>|&~]")
#: What would be mark-up at the beginning of a line: headings, bullets, numbers, rules.
_START = re.compile(r"\A(?P<before>\s*\d{0,9})(?P<sign>[#+=.)-])")
_DIGITS = re.compile(r"\d")
#: Looks to what stands on both sides of the words.
_LOOKS = {
    "raised": ("<sup>", "</sup>"),
    "lowered": ("<sub>", "</sub>"),
    "underlined": ("<u>", "</u>"),
    "struck": ("<del>", "</del>"),
    "italic": ("*", "*"),
    "bold": ("**", "**"),
}

_TAGS = {"raised": "sup", "lowered": "sub", "underlined": "u", "struck": "del", "italic": "i", "bold": "b"}


def render(tree: Element) -> Iterator[str]:
    """Yield the document a paragraph at a time, an empty line between; its notes follow the text."""
    notes: list[str] = []
    yield _front_matter(tree)
    between = ""
    for block in flow(tree):
        for text in _block(block, notes):
            yield between + text + "\n"
            between = "\n"
    for note in notes:
        yield between + note + "\n"


def _front_matter(tree: Element) -> str:
    """What the document says of itself, as the programs that make pages of Markdown take it; "" where nothing."""
    facts = facts_of(tree)
    titled = " | ".join(filter(None, (facts.title, facts.number)))
    fields = {"title": titled, "date": facts.date, "lang": facts.tag, "work": facts.work}
    lines = [
        f"{key}: {json.dumps(harmless(value), ensure_ascii=False)}" for key, value in fields.items() if value
    ]
    return "\n".join(["---", *lines, "---", "", ""]) if lines else ""


def _block(block: Block, notes: list[str]) -> Iterator[str]:
    if isinstance(block, Line):
        hashes = f"{'#' * block.level} " if block.level else ""
        if block.level and block.num[-1:].isalnum() and block.pieces:
            yield hashes + _escaped(block.num)  # “I”, “Annex”: printed above what it heads
            yield hashes + _text(replace(block, num=""), notes)
            return
        text = _text(block, notes)
        yield hashes + (text if block.level else _START.sub(_escaped_start, text))
    elif isinstance(block, Grid):
        for one in block.caption:
            yield from _block(one, notes)
        if block.rows:
            yield "\n".join(_rows(block, notes) if _plain(block) else _tagged_rows(block, notes))


def _plain(grid: Grid) -> bool:
    """Whether Markdown has a way to write `grid`: one row of headings, and each cell one column of one row."""
    heads = [[cell.heading for cell in row] for row in grid.rows]
    whole = all(cell.columns == cell.rows == 1 for row in grid.rows for cell in row)
    return (
        whole and all(heads[0]) and len({len(row) for row in grid.rows}) == 1 and not any(map(any, heads[1:]))
    )


def _rows(grid: Grid, notes: list[str]) -> Iterator[str]:
    for number, row in enumerate(grid.rows):
        yield "| " + " | ".join(_in_one_line(cell, notes) for cell in row) + " |"
        if number == 0:
            yield "|" + " --- |" * len(row)


def _tagged_rows(grid: Grid, notes: list[str]) -> Iterator[str]:
    """The rows as HTML, which Markdown may hold."""
    yield "<table>"
    for row in grid.rows:
        cells = []
        for cell in row:
            tag = "th" if cell.heading else "td"
            wide = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
            high = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
            text = "".join(f"<p>{t}</p>" for block in cell.blocks for t in _tagged(block, notes))
            cells.append(f"<{tag}{wide}{high}>{text}</{tag}>")
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</table>"


def _tagged(block: Block, notes: list[str]) -> Iterator[str]:
    if isinstance(block, Line):
        words = "".join(_tagged_piece(piece, notes) for piece in block.pieces)
        yield " ".join(filter(None, (html.escape(harmless(block.num), quote=False), words)))
    elif isinstance(block, Grid):
        for one in (*block.caption, *(b for row in block.rows for cell in row for b in cell.blocks)):
            yield from _tagged(one, notes)


def _tagged_piece(piece: Run | Break | Note, notes: list[str]) -> str:
    if not isinstance(piece, Run):
        return _piece(piece, notes)
    words = html.escape(harmless(piece.text), quote=False)
    for look, tag in _TAGS.items():
        if look in piece.looks:
            words = f"<{tag}>{words}</{tag}>"
    if piece.href and not piece.href.startswith("#"):
        words = f'<a href="{html.escape(piece.href)}">{words}</a>'
    return words


def _in_one_line(cell: TableCell, notes: list[str]) -> str:
    return "<br>".join(t for block in cell.blocks for t in _cell(block, notes))


def _cell(block: Block, notes: list[str]) -> Iterator[str]:
    if isinstance(block, Line):
        yield _text(block, notes)
    elif isinstance(block, Grid):
        for one in (*block.caption, *(b for row in block.rows for cell in row for b in cell.blocks)):
            yield from _cell(one, notes)


def _text(line: Line, notes: list[str]) -> str:
    num = _escaped(line.num)
    alike = groupby(line.pieces, key=lambda piece: piece.looks if isinstance(piece, Run) else None)
    words = "".join(
        "".join(_piece(piece, notes) for piece in pieces)
        if looks is None
        else _looking("".join(_linked(piece) for piece in pieces if isinstance(piece, Run)), looks)
        for looks, pieces in alike
    )
    return f"{num} {words}" if num and words else num + words


def _piece(piece: Run | Break | Note, notes: list[str]) -> str:
    if isinstance(piece, Break):
        return "<br>"
    if isinstance(piece, Run):
        return _looking(_linked(piece), piece.looks)
    marker = _escaped(piece.marker) or str(len(notes) + 1)
    place = len(notes)
    notes.append("")
    text = " ".join(t for block in piece.lines for t in _cell(block, notes))
    notes[place] = f"[^{marker}]: {text}"
    return f"[^{marker}]"


def _linked(run: Run) -> str:
    """The words of `run`, a link where they lead out of the document; spaces at their ends stay outside."""
    text = run.text.strip()
    if not text or not run.href or run.href.startswith("#"):
        return _escaped(run.text)
    before, _, after = run.text.partition(text)
    return f"{before}[{_escaped(text)}](<{_address(run.href)}>){after}"


def _looking(words: str, looks: frozenset[str]) -> str:
    """`words`, written already, with their looks on both sides; spaces at their ends stay outside."""
    text = words.strip()
    if not text or not looks:
        return words
    before, _, after = words.partition(text)
    if MARK in looks:
        return f"{before}[^{text}]{after}"
    for look, (opening, closing) in _LOOKS.items():
        if look in looks:
            text = opening + text + closing
    return before + text + after


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", harmless(text).replace("\n", " "))


def _escaped_start(found: re.Match[str]) -> str:
    before, sign = found["before"], found["sign"]
    if sign in ".)" and not _DIGITS.search(before):
        return found[0]
    if sign in "#+=-" and _DIGITS.search(before):
        return found[0]
    return f"{before}\\{sign}"


def _address(href: str) -> str:
    return re.sub(r"[\s<>\\]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), href)
