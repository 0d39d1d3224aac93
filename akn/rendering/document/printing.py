"""A document as it is printed: lines and tables in their order, with notes where their marks stand.

The forms that print a document (text, Markdown, Pandoc's) all print this.
No word outside of ``meta`` is left out, whatever the elements are called: what
is not known is a block of its own. Footnotes gathered in ``meta`` are printed
where their mark stands, else at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from akn.rendering.document.pieces import (
    MARK,
    Block,
    Break,
    End,
    Grid,
    Line,
    Note,
    Piece,
    Run,
    TableCell,
    one_space,
    tidy,
)
from akn.tree import Element, local_name
from akn.tree.elements import (
    BODIES,
    DOCUMENTS,
    FRONT,
    LINES,
    LOOKS,
    MARKERS,
    NOTES,
    POINTS,
    PRINTED_HEADINGS,
    RUNNING,
    TITLES,
)
from akn.tree.gathered_notes import GatheredNotes
from akn.tree.pointers import targets

#: What a heading is a level deeper in.
_LEVELS = frozenset({"attachment", "component"})


def flow(root: Element) -> Iterator[Block]:
    """Yield what is printed of the document under `root`, in its order."""
    walk = _Printing(GatheredNotes(root))
    for part in _parts(root):
        walk.into(part, _Around())
        yield from walk.ended()
    for note in walk.gathered.rest():
        walk.into(note, _Around(place="notes"))
        yield from walk.ended()


def _parts(root: Element) -> Iterator[Element]:
    """The parts of a document, so that a large one is printed piece by piece."""
    if local_name(root) != "akomaNtoso":
        yield root
        return
    yield from root.iterchildren("*")


class _Around(Struct):
    """What the words stand in."""

    kind: str = ""
    eid: str = ""
    level: int = 1
    depth: int = 0
    place: str = ""
    looks: frozenset[str] = frozenset()
    href: str = ""


class _Printing(Struct):
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

    def ended(self) -> list[Block]:
        """What is printed, whole: a number or a note with no words after it stands alone."""
        self.flush()
        if self._num or self._kept:
            self._blocks.append(Line("num", "", self._num, tuple(self._kept)))
            self._num, self._kept = "", []
        return self.taken()

    def into(self, element: Element, around: _Around) -> None:
        """Print `element` and all in it, but not what follows it."""
        tag: object = element.tag
        if not isinstance(tag, str):
            return  # a comment
        name = local_name(element)
        if name == "meta":
            return
        if name in NOTES and around.place != "notes":
            self._note(element, around)
        elif name in MARKERS:
            self._marker(element, name, around)
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
        if (
            around.place == "preface"
            and name in LINES
            and any(local_name(e) in TITLES for e in element.iter("{*}*"))
        ):
            self._heading = 1
        elif name in PRINTED_HEADINGS:
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
            if isinstance(child, etree._Entity):  # noqa: SLF001  # lxml has no public name for it
                self._say(child.text or "", around)
            else:
                self.into(child, around)
            self._say(child.tail or "", around)

    def _say(self, text: str, around: _Around) -> None:
        if text:
            if not self._pieces:
                self._open = around
            self._pieces.append(Run(text, around.looks, around.href))

    def _number(self, element: Element, around: _Around) -> None:
        self.flush()
        inner = _Printing(self.gathered)
        inner._inside(element, replace(around, looks=frozenset(), href=""))
        for line in _lines(inner.ended()):
            self._num = " ".join(filter(None, (self._num, line.num, line.text)))
            self._kept += [piece for piece in line.pieces if isinstance(piece, Note)]

    def _note(self, element: Element, around: _Around) -> None:
        inner = _Printing(self.gathered)
        inner._inside(element, _Around(kind="note", eid=element.get("eId", ""), place=around.place))
        if not self._pieces:
            self._open = around
        self._pieces.append(Note(one_space(element.get("marker", "")), tuple(inner.ended())))

    def _marker(self, element: Element, name: str, around: _Around) -> None:
        """What stands in a line and has no text; what a document puts there all the same is said."""
        if name == "noteRef":
            self._note_mark(element, around)
        elif name in {"br", "eol"}:
            self._pieces.append(Break())
        elif name == "img":
            self._say(element.get("alt") or "", around)
        self._inside(element, around)

    def _note_mark(self, element: Element, around: _Around) -> None:
        note = self.gathered.of(element)
        if note is not None:
            self._note(note, around)
        elif marker := element.get("marker", ""):
            self._say(marker, replace(around, looks=around.looks | {"raised", MARK}))

    def _table(self, element: Element, around: _Around) -> None:
        self.flush()
        if self._num:
            self._blocks.append(Line("num", around.eid, self._num, (), 0, around.depth, around.place))
            self._num = ""
        beside = _Printing(self.gathered)
        rows: list[tuple[TableCell, ...]] = []
        beside._say(element.text or "", around)
        for child in element:
            if isinstance(child, etree._Entity):  # noqa: SLF001  # lxml has no public name for it
                beside._say(child.text or "", around)
            elif isinstance(child.tag, str) and local_name(child) == "tr":
                rows.append(tuple(self._cells(child, around)))
            else:
                beside.into(child, around)
            beside._say(child.tail or "", around)
        self._blocks.append(Grid(element.get("eId", ""), tuple(beside.ended()), tuple(rows), around.place))

    def _cells(self, row: Element, around: _Around) -> Iterator[TableCell]:
        """The cells of a row; what a document puts between them is a cell too."""
        loose = [row.text or "", *(child.tail or "" for child in row)]
        for cell in row.iterchildren("*"):
            yield TableCell(
                tuple(self._apart(cell, around)),
                local_name(cell) == "th",
                _count(cell, "colspan"),
                _count(cell, "rowspan"),
            )
        if any(text.strip() for text in loose):
            words = tidy([Run(" ".join(loose))])
            yield TableCell((Line("tr", "", "", words, 0, around.depth, around.place),), heading=False)

    def _apart(self, element: Element, around: _Around) -> list[Block]:
        inner = _Printing(self.gathered)
        inner._block(element, local_name(element), replace(around, looks=frozenset(), href=""))
        return inner.ended()

    def flush(self) -> None:
        """End the line that is open, if it has words."""
        pieces, self._pieces = tidy(self._pieces), []
        if pieces:
            pieces, self._kept = (*self._kept, *pieces), []
            here = self._open
            self._blocks.append(
                Line(here.kind, here.eid, self._num, pieces, self._heading, here.depth, here.place)
            )
            self._num = ""


def _lines(blocks: Iterable[Block]) -> Iterator[Line]:
    """The lines in `blocks`, those of tables too."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        elif isinstance(block, Grid):
            yield from _lines(block.caption)
            for row in block.rows:
                for box in row:
                    yield from _lines(box.blocks)


def _running(element: Element, name: str, around: _Around) -> _Around:
    looks = around.looks | {LOOKS[name]} if name in LOOKS else around.looks
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
