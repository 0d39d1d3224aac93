"""A document as it is printed: lines and tables in their order, with notes where their marks stand.

The forms that print a document (text, Markdown, Pandoc's) all print this.
No word outside of ``meta`` is left out, whatever the elements are called: what
is not known is a block of its own. Footnotes gathered in ``meta`` are printed
where their mark stands, else at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from akn.tree import Element, local_name
from akn.tree.elements import BODIES, CELLS, DOCUMENTS, FRONT, NOTES, POINTS, RUNNING
from akn.tree.notes import GatheredNotes
from akn.tree.pointers import targets

#: Line breaks of the file, and what indents the next line: a space. Spaces within a line are the text's own.
_SPACE = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
_BLANK = " \t"
#: Headings and what is printed as one, with the level below that of what they stand in.
_HEADINGS = frozenset({"heading", "subheading", "crossHeading", "tocTitle"})
#: Inlines to what they look like.
_LOOKS = {"b": "bold", "i": "italic", "u": "underlined", "sup": "raised", "sub": "lowered", "del": "struck"}
#: What a heading is a level deeper in.
_LEVELS = frozenset({"attachment", "component"})


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike: their `looks` (bold, italic …), and where they lead, if anywhere."""

    text: str
    looks: frozenset[str] = frozenset()
    href: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line within a line."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote where its mark stands."""

    marker: str
    lines: tuple[Block, ...]


Piece: TypeAlias = "Run | Break | Note"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a heading (`level` from 1) or a point, with the number printed before it.

    `kind` is the name of the element that it is the text of, `eid` names the nearest part that has an id;
    `depth` says in how many lists it stands, and `place` in which part of the document.
    """

    kind: str
    eid: str
    num: str
    pieces: tuple[Piece, ...]
    level: int = 0
    depth: int = 0
    place: str = ""

    @property
    def text(self) -> str:
        """The words, without number and notes, on one line."""
        words = "".join(
            " " if isinstance(p, Break) else p.text for p in self.pieces if not isinstance(p, Note)
        )
        return _SPACE.sub(" ", words).strip(_BLANK)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: what stands in it, whether it heads a row or column, and how much room it takes."""

    blocks: tuple[Block, ...]
    heading: bool
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, row by row; `caption` are the lines above it."""

    eid: str
    caption: tuple[Block, ...]
    rows: tuple[tuple[Cell, ...], ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """The end of a document, one of several in a collection or attached to another."""

    name: str


Block: TypeAlias = "Line | Grid | End"


def flow(root: Element) -> Iterator[Block]:
    """Yield what is printed of the document under `root`, in its order."""
    walk = _Walk(GatheredNotes(root))
    for part in _parts(root):
        walk.into(part, _Around())
        walk.flush()
        yield from walk.taken()
    for note in walk.gathered.rest():
        walk.into(note, _Around(place="notes"))
        walk.flush()
        yield from walk.taken()


def _parts(root: Element) -> Iterator[Element]:
    """The parts of a document, so that a large one is printed piece by piece."""
    if local_name(root) != "akomaNtoso":
        yield root
        return
    yield from root.iterchildren("*")


@dataclass(slots=True)
class _Around:
    """What the words stand in."""

    kind: str = ""
    eid: str = ""
    level: int = 1
    depth: int = 0
    place: str = ""
    looks: frozenset[str] = frozenset()
    href: str = ""


@dataclass(slots=True)
class _Walk:
    """One pass over a document.

    Args:
        gathered: the footnotes in ``meta``.

    """

    gathered: GatheredNotes
    _blocks: list[Block] = field(default_factory=list)
    _pieces: list[Piece] = field(default_factory=list)
    _open: _Around = field(default_factory=_Around)
    _heading: int = 0
    _num: str = ""
    #: Notes on a number, which go before the words that it numbers.
    _kept: list[Piece] = field(default_factory=list)

    def taken(self) -> list[Block]:
        """What is ready, once."""
        ready, self._blocks = self._blocks, []
        return ready

    def into(self, element: Element, around: _Around) -> None:
        """Print `element` and all in it, but not what follows it."""
        tag: object = element.tag
        if not isinstance(tag, str):
            return
        name = local_name(element)
        if name == "meta":
            return
        if name in NOTES and around.place != "notes":
            self._note(element, around)
        elif name == "noteRef":
            self._note_mark(element, around)
        elif name in {"br", "eol"}:
            self._pieces.append(Break())
        elif name == "img":
            self._say(element.get("alt") or "", around)
        elif name == "num":
            self._number(element, around)
        elif name == "table":
            self._table(element, around)
        elif name in RUNNING:
            self._inside(element, _running(element, name, around))
        else:
            self._block(element, name, around)

    def _block(self, element: Element, name: str, around: _Around) -> None:
        self.flush()
        inner = _within(element, name, around)
        waiting = self._num
        if name == "li":
            self._num = " ".join(filter(None, (waiting, _bullet(element))))
        if name in _HEADINGS:
            self._heading = min(around.level, 6)
        self._inside(element, inner)
        self.flush()
        self._heading = 0
        if self._num and self._num != waiting:  # a number with nothing after it
            kept, self._kept = tuple(self._kept), []
            self._blocks.append(Line(name, inner.eid, self._num, kept, 0, inner.depth, inner.place))
            self._num = ""
        if name in DOCUMENTS:
            self._blocks.append(End(element.get("name") or name))

    def _inside(self, element: Element, around: _Around) -> None:
        self._say(element.text or "", around)
        for child in element:
            self.into(child, around)
            self._say(child.tail or "", around)

    def _say(self, text: str, around: _Around) -> None:
        if text:
            if not self._pieces:
                self._open = around
            self._pieces.append(Run(text, around.looks, around.href))

    def _number(self, element: Element, around: _Around) -> None:
        self.flush()
        inner = _Walk(self.gathered)
        inner._inside(element, replace(around, looks=frozenset(), href=""))
        inner.flush()
        for block in inner.taken():
            if isinstance(block, Line):
                self._num = " ".join(filter(None, (self._num, block.num, block.text)))
                self._kept += [piece for piece in block.pieces if isinstance(piece, Note)]

    def _note(self, element: Element, around: _Around) -> None:
        inner = _Walk(self.gathered)
        inner._inside(element, _Around(kind="note", eid=element.get("eId", ""), place=around.place))
        inner.flush()
        if not self._pieces:
            self._open = around
        self._pieces.append(Note(_one(element.get("marker", "")), tuple(inner.taken())))

    def _note_mark(self, element: Element, around: _Around) -> None:
        note = self.gathered.of(element)
        if note is not None:
            self._note(note, around)
        elif marker := element.get("marker", ""):
            self._say(marker, replace(around, looks=around.looks | {"raised"}))

    def _table(self, element: Element, around: _Around) -> None:
        self.flush()
        caption: list[Block] = []
        rows: list[tuple[Cell, ...]] = []
        for child in element.iterchildren("*"):
            if local_name(child) == "tr":
                rows.append(tuple(self._cells(child, around)))
            else:
                caption += self._apart(child, around)
        self._blocks.append(Grid(element.get("eId", ""), tuple(caption), tuple(rows), around.place))

    def _cells(self, row: Element, around: _Around) -> Iterator[Cell]:
        for cell in row.iterchildren("*"):
            name = local_name(cell)
            wide, high = _count(cell, "colspan"), _count(cell, "rowspan")
            if name in CELLS:
                yield Cell(tuple(self._apart(cell, around)), name == "th", wide, high)

    def _apart(self, element: Element, around: _Around) -> list[Block]:
        inner = _Walk(self.gathered)
        inner._block(element, local_name(element), replace(around, looks=frozenset(), href=""))
        return inner.taken()

    def flush(self) -> None:
        """End the line that is open, if it has words."""
        pieces, self._pieces = _tidy(self._pieces), []
        if pieces:
            pieces, self._kept = (*self._kept, *pieces), []
            here = self._open
            self._blocks.append(
                Line(here.kind, here.eid, self._num, pieces, self._heading, here.depth, here.place)
            )
            self._num = ""


def _running(element: Element, name: str, around: _Around) -> _Around:
    looks = around.looks | {_LOOKS[name]} if name in _LOOKS else around.looks
    target = next(iter(targets(element)), "")
    if looks is around.looks and not target:
        return around
    return replace(around, looks=looks, href=target or around.href)


def _within(element: Element, name: str, around: _Around) -> _Around:
    """What stands in `element`, a block."""
    place = name if name in FRONT | BODIES | {"preamble", "conclusions"} else around.place
    return _Around(
        kind=name,
        eid=element.get("eId") or around.eid,
        level=around.level + (name in _LEVELS or element.find("{*}heading") is not None),
        depth=around.depth + (name in POINTS or name == "li"),
        place=place,
        looks=around.looks,
        href=around.href,
    )


def _tidy(pieces: list[Piece]) -> tuple[Piece, ...]:
    """`pieces` with single spaces, none at the ends; nothing where there are no words."""
    tidy: list[Piece] = []
    spaced = True
    for piece in pieces:
        if isinstance(piece, Run):
            text = _SPACE.sub(" ", piece.text)
            if spaced and (not tidy or isinstance(tidy[-1], Break) or text != piece.text):
                text = text.lstrip(_BLANK)
            if not text:
                continue
            spaced = text.endswith(" ")
            last = tidy[-1] if tidy else None
            if isinstance(last, Run) and (last.looks, last.href) == (piece.looks, piece.href):
                tidy[-1] = replace(last, text=last.text + text)
            else:
                tidy.append(replace(piece, text=text))
        elif isinstance(piece, Break):
            if tidy:
                tidy.append(piece)
            spaced = True
        else:
            tidy.append(piece)
            spaced = False
    while tidy and not isinstance(tidy[-1], Note):
        last = tidy[-1]
        if isinstance(last, Run) and (text := last.text.rstrip(_BLANK)):
            tidy[-1] = replace(last, text=text)
            break
        tidy.pop()
    return tuple(tidy)


def _bullet(item: Element) -> str:
    """What is printed before an item of a list that has no numbers of its own."""
    around = item.getparent()
    if around is None or local_name(around) != "ol":
        return "–"
    return f"{sum(1 for _ in item.itersiblings(item.tag, preceding=True)) + 1}."


def _count(cell: Element, attribute: str) -> int:
    """How many columns or rows a cell takes; 1 where it says nothing that can be."""
    said = cell.get(attribute, "")
    return min(max(int(said), 1), 1000) if said.isascii() and said.isdecimal() and len(said) < 5 else 1


def _one(text: str) -> str:
    return _SPACE.sub(" ", text).strip(_BLANK)
