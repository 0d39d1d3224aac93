"""What a printed document is made of: lines of words that look alike, notes, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

#: Line breaks of the file, and what indents the next line: a space. Spaces within a line are the text's own.
_SPACE = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
_BLANK = " \t"


#: The look of a mark whose note stands elsewhere: the same note once more.
MARK = "mark"


class Run(Struct, frozen=True):
    """Words that look alike: their `looks` (bold, italic …), and where they lead, if anywhere."""

    text: str
    looks: frozenset[str] = frozenset()
    href: str = ""


class Break(Struct, frozen=True):
    """The end of a line within a line."""


class Note(Struct, frozen=True):
    """A footnote where its mark stands."""

    marker: str
    lines: tuple[Block, ...]


Piece: TypeAlias = "Run | Break | Note"


class Line(Struct, frozen=True):
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


class TableCell(Struct, frozen=True):
    """A cell of a table: what stands in it, whether it heads a row or column, and how much room it takes."""

    blocks: tuple[Block, ...]
    heading: bool
    columns: int = 1
    rows: int = 1


class Grid(Struct, frozen=True):
    """A table, row by row; `caption` are the lines above it."""

    eid: str
    caption: tuple[Block, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    place: str = ""


class End(Struct, frozen=True):
    """The end of a document, one of several in a collection or attached to another."""

    name: str


Block: TypeAlias = "Line | Grid | End"


def tidy(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
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


def one_space(text: str) -> str:
    """`text` without line breaks, and without spaces at its ends."""
    return _SPACE.sub(" ", text).strip(_BLANK)
