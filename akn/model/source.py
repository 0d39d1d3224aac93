"""A text as its file holds it, before anything is recognised in it."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final, Literal, TypeAlias, assert_never

from msgspec import Struct, field

from akn.findings import Finding
from akn.model.hint import Role
from akn.model.resolution import Mark


class Place(Struct, frozen=True):
    """Where something stands in the source, as a reader of it would say: “page 3, line 4”.

    Each is counted from 1, and None where the format does not count it.
    """

    page: int | None = None
    paragraph: int | None = None
    line: int | None = None

    def __str__(self) -> str:
        said = (("page", self.page), ("paragraph", self.paragraph), ("line", self.line))
        return ", ".join(f"{name} {number}" for name, number in said if number is not None)


class Counting(Struct, frozen=True):
    """What the numbers of a source's pieces count.

    The numbers run on through the file whatever they count; `pages` are those with
    which its pages begin, where it has pages, and lines or paragraphs are then
    counted anew on each.
    """

    what: Literal["line", "paragraph", "page"] = "line"
    pages: tuple[int, ...] = ()

    def place(self, number: int) -> Place:
        """The place that `number` stands for."""
        page = bisect_right(self.pages, number)
        if page:
            number -= self.pages[page - 1] - 1
        match self.what:
            case "line":
                return Place(page or None, line=number)
            case "paragraph":
                return Place(page or None, paragraph=number)
            case "page":
                return Place(page=number)
            case _:
                assert_never(self.what)


#: Lines of the file, as an editor counts them.
LINES: Final = Counting()


class Call(Struct, frozen=True):
    """A place in a line that points to a note: over its printed mark, or over nothing where the format counts notes.

    `key` is that of the note's lines (`Line.note_of`), `marker` what is printed for it.
    """

    start: int
    end: int
    key: str
    marker: str


class Line(Struct, frozen=True):
    """One line of text, or one block of a page.

    `number` is its line in the file, counted from 1 as an editor counts, or its
    paragraph or page, where the source's `Counting` says so.
    `text` is what a reader sees: mark-up resolved, nothing else changed.
    `marks` are the styles and links the format itself carries.
    `indent` is the left edge of the text, in columns for text and points for pages.
    `level` is 1 to 6 for a heading of the page, else 0.
    `whole` says that the format vouches for this being a whole block, so that
    it is never joined with its neighbours; plain text cannot vouch.
    `depth` says how deep in the lists of a page the item lies that begins
    here (1 is the outermost), 0 where no item begins.
    `note` is the marker of the footnote that the line is, where it is one that nothing in the text points to.

    What the format knows for certain stands in the rest, and is not to be guessed anew. `label`: so many
    characters at its head are its number or dash; `counted`: they are in no text of the file, which counts by
    itself. `calls` are the places that point to notes, `note_of` the key of the note that the line is a part of.
    `joined` says that it goes on the line above (True) or begins anew (False), None that the format cannot tell.
    `own_hyphen` says that the hyphen in which it ends is that of its word: who printed it breaks no words.
    `role` is what a person says that it is; no reader does.
    """

    number: int
    text: str
    marks: tuple[Mark, ...] = ()
    indent: float = 0.0
    level: int = 0
    whole: bool = False
    depth: int = 0
    note: str = ""
    label: int = 0
    counted: bool = False
    calls: tuple[Call, ...] = ()
    note_of: str = ""
    joined: bool | None = None
    own_hyphen: bool = False
    role: Role | None = None

    @property
    def words(self) -> str:
        """Its text as the file holds it: without a number that the format counts by itself."""
        return self.text[self.label :] if self.counted else self.text


class Cell(Struct, frozen=True):
    """One cell of a table: its blocks, and how many columns and rows it covers."""

    lines: tuple[Line, ...]
    columns: int = 1
    rows: int = 1
    header: bool = False


class Grid(Struct, frozen=True):
    """A table of the page, row by row."""

    number: int
    rows: tuple[tuple[Cell, ...], ...]


Piece: TypeAlias = Line | Grid


class Dropped(Struct, frozen=True):
    """Words of the source that are left out of the XML, and why.

    `within` is the text of the piece they stood in, where they were a part of
    it: a page may have many pieces on one line. `again` says that the same words
    stand at the same place, and are kept.
    """

    line: int
    text: str
    reason: str
    within: str = ""
    again: bool = False


class Source(Struct, frozen=True):
    """A file, read.

    `name` is what the user called it (``-`` for standard input), `sha256` the
    hash of its bytes, `format` the name of the reader that read it, `encoding`
    that of the encoding it was decoded from, "" where it is no text.
    `pieces` and `dropped` together hold every word of the file. `metadata` is
    what the page says of itself (template tags, ``meta`` elements), lower-case
    names. `counting` says what numbers of lines count. `characters` are those of
    the file before its reader took them apart, "" where it reads bytes and says
    no words of theirs: by them the reader is proved.
    """

    name: str
    sha256: str
    format: str
    encoding: str
    pieces: tuple[Piece, ...]
    dropped: tuple[Dropped, ...] = ()
    metadata: dict[str, tuple[str, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    counting: Counting = LINES
    characters: str = ""

    def place(self, number: int) -> Place:
        """How to say where the piece with this `number` stands."""
        return self.counting.place(number)
