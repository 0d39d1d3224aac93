"""A resolution as the field speaks of it: preface, preamble, body, attachments.

Frozen values, no behaviour but what a value knows of itself. Text is held as
it stands in the source, with `Mark`s over it, so that a stage that adds
meaning can never change a word.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from akn.model.naming import Entity, Label, LabelName, Legislature, Mention, Proponent
from akn.model.publication import Publication
from akn.model.target import Target

#: The hub speaks of these as of its own.
__all__ = ["Entity", "Label", "LabelName", "Legislature", "Mention", "Proponent"]

# ---------------------------------------------------------------- marks on text

StyleName: TypeAlias = Literal["b", "i", "u", "sup", "sub"]


class Style(Struct, frozen=True):
    """Bold, italic and the like, as the page prints it."""

    name: StyleName


class Link(Struct, frozen=True):
    """A hyperlink of the page, kept as it was."""

    href: str


class Date(Struct, frozen=True):
    """A date; `iso` is ``YYYY-MM-DD``."""

    iso: str


class Ref(Struct, frozen=True):
    """A reference to one thing."""

    href: Target


class RefList(Struct, frozen=True):
    """A list of references (``mref``); the single ones lie inside it as marks of their own."""


class RefRange(Struct, frozen=True):
    """A range of references (``rref``), both ends included."""

    first: Target
    last: Target


class Note(Struct, frozen=True):
    """A footnote, standing over its printed mark: `marker` without brackets, and its text.

    `again` says that the mark is that of a note which stands over an earlier one; it has no text of its own.
    `counted` says that the format counts it by itself: its mark is printed, and is no word of the text.
    """

    marker: str
    blocks: tuple[Block, ...]
    again: bool = False
    counted: bool = False


class Break(Struct, frozen=True):
    """A line break inside a block."""


Pointer: TypeAlias = "Link | Ref | RefList | RefRange"
Naming: TypeAlias = "Mention | Proponent | Label | Legislature"
Markup: TypeAlias = "Style | Date | Pointer | Naming | Note | Break"


class Mark(Struct, frozen=True):
    """`markup` over ``text[start:end]`` (code points) of the block or line that holds it."""

    start: int
    end: int
    markup: Markup


class Block(Struct, frozen=True):
    """A run of text (``p``): the words of the source, and what is known of them.

    `line` is the source line where it begins. White space at the ends is gone,
    inside it stands as it stood.
    """

    text: str
    line: int
    marks: tuple[Mark, ...] = ()


# -------------------------------------------------------------- parts of a text


class Num(Struct, frozen=True):
    """A printed number: as it is written, and as the source had it where that differs.

    `neutral` is the number that every language version shares (``B`` for a
    Bulgarian ``Б.``), empty where the print already is that number.
    """

    text: str
    source: str
    neutral: str = ""

    @classmethod
    def printed(cls, text: str, neutral: str = "") -> Num:
        """A number written as the source prints it."""
        return cls(text, text, neutral)


class Item(Struct, frozen=True):
    """A sub-point: ``(a)``, ``(i)``, a dash."""

    num: Num | None
    content: tuple[Content, ...]
    line: int


class Listing(Struct, frozen=True):
    """Sub-points in a row. What introduces them stands before, what wraps up after.

    `heading` stands over them where the list goes on behind it.
    """

    items: tuple[Item, ...]
    heading: Block | None = None


class Quotation(Struct, frozen=True):
    """A quoted block, set off from the text that quotes it."""

    content: tuple[Content, ...]
    line: int


class TableCell(Struct, frozen=True):
    """A cell: its blocks and its span."""

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1
    header: bool = False


class Table(Struct, frozen=True):
    """A table, row by row."""

    rows: tuple[tuple[TableCell, ...], ...]
    line: int


Content: TypeAlias = "Block | Listing | Quotation | Table"


class Unrecognised(Struct, frozen=True):
    """Text that no stage could place: it stands where it stood, and is reported."""

    content: Block | Table


class Citation(Struct, frozen=True):
    """“having regard to …”; `num` is its dash where the source prints one."""

    num: Num | None
    content: tuple[Content, ...]
    line: int


class Recital(Struct, frozen=True):
    """“A. whereas …”."""

    num: Num | None
    content: tuple[Content, ...]
    line: int


class Paragraph(Struct, frozen=True):
    """A paragraph of the operative part; a sole one may bear no number."""

    num: Num | None
    content: tuple[Content, ...]
    line: int


class Formula(Struct, frozen=True):
    """The enacting words: “The European Parliament,”."""

    block: Block


class Citations(Struct, frozen=True):
    """A run of citations, with the heading above it where there is one."""

    heading: Block | None
    items: tuple[Citation, ...]


class Recitals(Struct, frozen=True):
    """A run of recitals, with the heading above it where there is one."""

    heading: Block | None
    items: tuple[Recital, ...]


class Division(Struct, frozen=True):
    """A heading of the operative part and all that stands under it; `subheading` is its second line.

    Recitals under it are those of a section that has its own preamble.
    """

    num: Num | None
    heading: Block
    parts: tuple[BodyPart, ...]
    subheading: Block | None = None


PreamblePart: TypeAlias = "Formula | Citations | Recitals | Unrecognised"
BodyPart: TypeAlias = "Paragraph | Recital | Division | Table | Block | Unrecognised"


class Container(Struct, frozen=True):
    """A named group of lines of the cover: institution, reference, docHeader, authors, relations."""

    name: str
    blocks: tuple[Block, ...]


class Act(Struct, frozen=True):
    """The text proper: what a host document and an attachment have in common."""

    preface: tuple[Block, ...] = ()
    preamble: tuple[PreamblePart, ...] = ()
    body: tuple[BodyPart, ...] = ()
    conclusions: tuple[Block, ...] = ()


class Attachment(Struct, frozen=True):
    """An annex, an explanatory statement, an opinion, a roll call: `name` says which.

    `vote` is the outcome of a vote that it prints: each side (``for``, ``against``, ``abstention``) with its number.
    `num` is what it is called, where its heading says that on a line of its own (``Annex I``).
    """

    name: str
    heading: Block | None
    act: Act
    line: int
    vote: tuple[tuple[str, int], ...] = ()
    num: Block | None = None


# ------------------------------------------------------------------ the document


class Identifier(Struct, frozen=True):
    """A number of the institution: as printed, and its IRIs by the name of the alias.

    `pages` are the addresses of its language versions: ``{lang}`` stands for
    the language in two capitals, ``{la}`` in two small letters. `year` is the
    one that the number tells, of four digits, or "". `bare` is the number without
    the symbol around it, "" where there is none: ``75/1`` of ``A/RES/75/1``.
    """

    printed: str
    key: str
    iris: tuple[tuple[str, str], ...] = ()
    pages: tuple[tuple[str, str], ...] = ()
    year: str = ""
    bare: str = ""

    @property
    def number(self) -> str:
        """The number as the IRI of the work says it."""
        return self.bare or self.printed

    @property
    def href(self) -> str:
        """The IRI that references lead to: the first, or "" where there is none."""
        return self.iris[0][1] if self.iris else ""


class Relation(Struct, frozen=True):
    """Another document that this one names on its cover: replaced, joint, reported on."""

    name: str
    identifier: Identifier


class Step(Struct, frozen=True):
    """Something done to the document on a day: tabled, adopted."""

    name: str
    date: str


class Work(Struct, frozen=True):
    """The FRBR work: what is the same in every language. What could not be read is None or empty.

    `date` may be a month or a year alone (``2024``), where no more is known. `issued` is the day on which the
    language version was issued, where the document says that beside its own date. `whole` is the number of the
    resolution that it is a part of, where it is one.
    """

    institution: str
    kind: str
    number: Identifier | None
    date: str | None
    procedure: Identifier | None
    title: str
    term: str | None
    authors: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    steps: tuple[Step, ...] = ()
    issued: str = ""
    whole: Identifier | None = None
    publication: Publication | None = None
    #: Its names beside the number: by name (``celex``, ``oj``) and value.
    aliases: tuple[tuple[str, str], ...] = ()

    @property
    def day(self) -> str | None:
        """The date, where it is a whole one."""
        return self.date if self.date and len(self.date) == len("2024-01-31") else None


class Resolution(Struct, frozen=True):
    """One FRBR expression: a work in a language (ISO 639-2/T, ``eng``), with the `vote` by which it was adopted."""

    work: Work
    language: str
    cover: tuple[Container, ...]
    act: Act
    attachments: tuple[Attachment, ...] = ()
    vote: tuple[tuple[str, int], ...] = ()
