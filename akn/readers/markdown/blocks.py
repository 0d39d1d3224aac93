"""Markdown to pieces: the text as it would be printed, a paragraph in one line however it was wrapped.

The blocks and the inline marks are those of CommonMark, read by markdown-it-py,
with three differences: text that is indented by four columns is text, not code;
reference definitions are text, so that no word is lost; and a line that
begins with a number or dash after a full stop or comma is a line of its own,
for texts of which only the name says that they are Markdown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from akn.errors import UnreadableError
from akn.model.source import Cell, Dropped, Grid, Line, Piece
from akn.readers.html.elements import BLOCKS, INVISIBLE
from akn.readers.html.page import read_fragment
from akn.readers.html.rows import Flow
from akn.readers.html.style import OF_TAGS
from akn.readers.html.surroundings import Surroundings
from akn.readers.html.template_tags import without_template_tags
from akn.readers.reading import Reading

if TYPE_CHECKING:  # loaded only when a Markdown file comes
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

#: Lists and quotations in one another beyond this are no document; markdown-it drops what lies deeper.
_DEEPEST = 30

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*)")
_IDENTIFIER = re.compile(r"[ \t]*(\{[ \t]*[#.][^{}]*\})[ \t]*\Z")
_HTML_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_LIST_START = re.compile(r"(?:[–—•\xad*+-]|\(?(?:\d{1,3}|[^\W\d_]{1,2})[^\W\d_]?[.)])[ \xa0]")
_STOPS = (",", ";", ".", ":", "·")

_SILENT_TAGS = (
    BLOCKS | INVISIBLE | frozenset({"span", "a", "font", "small", "big", "abbr", "code", "mark", "s", "del"})
)


def read(text: str) -> Reading:
    """Read the decoded `text` of a Markdown file.

    Each paragraph, heading and item is a whole `Line`; bullets and numbers of
    lists stand in the text as they were written. `Line.indent` is in columns.
    Rules, pictures, identifiers of headings and a front matter are in `dropped`;
    the fields of the front matter, and template tags, are metadata.

    Raises:
        UnreadableError: its lists or quotations lie beyond all measure in one another.
    """
    metadata: dict[str, tuple[str, ...]] = {}
    dropped: list[Dropped] = []
    if (front := _FRONT.match(text)) is not None:
        for number, line in enumerate(front[1].split("\n"), 2):
            if line.strip():
                dropped.append(Dropped(number, line.strip(), "front matter"))
            if (found := _FIELD.match(line)) is not None and found[2].strip():
                metadata[found[1].lower()] = (found[2].strip().strip("\"'"),)
        text = "\n" * front[0].count("\n") + text[front.end() :]
    tokens = _parser().parse(text)
    for token in tokens:
        if token.level > _DEEPEST - 3:
            raise UnreadableError(
                f"line {_number(token)}: lists or quotations lie too deep in one another, more than any "
                "document has them; give its text"
            )
    blocks = _Blocks(text.split("\n"))
    blocks.read(tokens)
    untagged = without_template_tags(blocks.pieces)
    dropped = sorted((*dropped, *blocks.dropped, *untagged.dropped), key=lambda words: words.line)
    return Reading(untagged.pieces, tuple(dropped), {**metadata, **untagged.metadata})


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  # loaded only when a Markdown file comes

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST})
    parser.enable("table").disable(["code", "reference"])
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # a link is kept as it was written
    parser.validateLink = _any_link  # type: ignore[method-assign]  # its text is wanted
    return parser


def _any_link(url: str) -> bool:
    del url
    return True


class _Blocks:
    """The blocks as they are read, in the order of the file."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.pieces: list[Piece] = []
        self.dropped: list[Dropped] = []
        self._lines = lines
        self._out: list[Piece] = self.pieces
        self._flow = Flow(lambda line, _: self._out.append(line))
        self._number = 1
        self._level = 0
        self._rows: list[list[Cell]] = []

    def read(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            if token.map is not None:
                self._number = _number(token)
            match token.type:
                case "list_item_open" | "list_item_close":
                    self._item(token)
                case "heading_open" | "heading_close":
                    self._level = int(token.tag[1]) if token.nesting > 0 else 0
                case "inline":
                    self._inline(token)
                case "hr":
                    self._drop(self._lines[self._number - 1].strip(" \t>"), "rule")
                case "fence":
                    self._literal(token)
                case "html_block":
                    self._page(token)
                case _:
                    self._table(token)

    def _item(self, token: Token) -> None:
        if token.type == "list_item_open":
            # An item of the outermost list lies at level 1, one of a list inside it at level 3.
            self._flow.mark_next(f"{token.info}{token.markup}", (token.level + 1) // 2)
        else:
            self._drop(self._flow.unmark(), "mark of an empty item")

    def _table(self, token: Token) -> None:
        match token.type:
            case "table_open":
                self._rows = []
            case "tr_open":
                self._rows.append([])
            case "th_open" | "td_open":
                self._out = []
            case "th_close" | "td_close":
                lines = tuple(piece for piece in self._out if isinstance(piece, Line))
                self._rows[-1].append(Cell(lines, header=token.type == "th_close"))
                self._out = self.pieces
            case "table_close":
                first = next(
                    (line.number for row in self._rows for cell in row for line in cell.lines), self._number
                )
                self.pieces.append(Grid(first, tuple(tuple(row) for row in self._rows)))

    def _literal(self, token: Token) -> None:
        if token.info.strip() == "{=html}":  # as pandoc writes what it keeps of a page
            self._page(token)
            return
        context = Surroundings(preformatted=True)
        for offset, line in enumerate(token.content.split("\n"), 1):
            self._flow.add(line, context, self._number + offset)
            self._flow.end_block(whole=False)

    def _page(self, token: Token) -> None:
        reading = read_fragment(token.content)
        shift = self._number - 1
        self.pieces.extend(_shifted(piece, shift) for piece in reading.pieces)
        self.dropped.extend(replace(words, line=words.line + shift) for words in reading.dropped)

    def _drop(self, text: str, reason: str) -> None:
        if text.strip():
            self.dropped.append(Dropped(self._number, text, reason))

    def _inline(self, token: Token) -> None:
        source = self._lines[self._number - 1] if self._number <= len(self._lines) else ""
        indent = len(source.expandtabs(8)) - len(source.expandtabs(8).lstrip(" "))
        context = Surroundings(indent=float(indent), level=self._level)
        children = token.children or []
        if self._level:
            self._identifier(children)
        marks = _Marks()
        for place, child in enumerate(children):
            here = context._replace(marks=marks.bits, href=marks.href)
            match child.type:
                case "text" | "text_special" | "code_inline":
                    self._flow.add(child.content, here, self._number)
                case "softbreak":
                    if _begins_anew(children, place):
                        self._flow.break_row()
                    self._flow.add("\n", here, self._number)
                    self._number += 1
                case "hardbreak":
                    self._flow.break_row()
                    self._number += 1
                case "image":
                    self._drop(child.content, "picture")
                case "html_inline":
                    self._tag(child.content, here, marks)
                case _:
                    marks.take(child)
        self._flow.end_block(whole=True)

    def _identifier(self, children: list[Token]) -> None:
        """Take ``{#name}`` off the end of a heading."""
        last = children[-1] if children else None
        if (
            last is not None
            and last.type == "text"
            and (found := _IDENTIFIER.search(last.content)) is not None
        ):
            self._drop(found[1], "identifier of a heading")
            last.content = last.content[: found.start()]

    def _tag(self, text: str, here: Surroundings, marks: _Marks) -> None:
        """Take a tag of HTML in the text: some are styles, most print nothing, unknown ones are text."""
        found = _HTML_TAG.match(text)
        if found is None:
            return  # a comment, a declaration or an instruction
        name = found[2].lower()
        if name == "br":
            self._flow.break_row()
        elif name in OF_TAGS:
            marks.take_style(OF_TAGS[name], begins=not found[1])
        elif name not in _SILENT_TAGS:
            self._flow.add(text, here, self._number)


class _Marks:
    """The styles and the link that hold where the reading has come to."""

    def __init__(self) -> None:
        self.href = ""
        self.bits = 0
        self._open: Counter[int] = Counter()

    def take(self, token: Token) -> None:
        """Take the beginning or end of an emphasis or a link; links do not lie in one another."""
        if token.tag in OF_TAGS:
            self.take_style(OF_TAGS[token.tag], begins=token.nesting > 0)
        elif token.type == "link_open":
            href = str(token.attrGet("href") or "")
            self.href = "" if href.lower().startswith("javascript:") else href
        elif token.type == "link_close":
            self.href = ""

    def take_style(self, bit: int, *, begins: bool) -> None:
        """Begin or end a style; an end without a beginning is nothing."""
        self._open[bit] += 1 if begins else -min(1, self._open[bit])
        self.bits = self.bits | bit if self._open[bit] else self.bits & ~bit


def _number(token: Token) -> int:
    return token.map[0] + 1 if token.map is not None else 1


def _begins_anew(children: list[Token], place: int) -> bool:
    """Whether the line before the break at `place` has ended and the next begins with a number or dash."""
    before = next(
        (child.content for child in reversed(children[max(place - 4, 0) : place]) if child.content), ""
    )
    after = next((child.content for child in children[place + 1 : place + 5] if child.content), "")
    return before.rstrip().endswith(_STOPS) and _LIST_START.match(after) is not None


def _shifted(piece: Piece, shift: int) -> Piece:
    """The piece with its lines counted from the beginning of the file."""
    if isinstance(piece, Line):
        return replace(piece, number=piece.number + shift)
    return Grid(
        piece.number + shift,
        tuple(
            tuple(
                replace(cell, lines=tuple(replace(line, number=line.number + shift) for line in cell.lines))
                for cell in row
            )
            for row in piece.rows
        ),
    )
