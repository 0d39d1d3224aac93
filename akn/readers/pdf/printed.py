"""Lines of printed pages: words with their places, put together where pdfium parts what stands on one line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, field

#: Words that a gap of so many sizes parts may stand in two columns.
_WIDE = 1.7
#: Columns of tables on two pages begin at places that differ by no more, in points.
_SAME = 12.0


class Word(Struct):
    """A word: its edges, its base and size in points; bold, italic, not upright; whether no space parts it."""

    text: str
    left: float
    right: float
    base: float
    size: float
    look: int = 0
    glued: bool = False

    @property
    def bold(self) -> bool:
        """Whether it is bold."""
        return bool(self.look & 1)

    @property
    def italic(self) -> bool:
        """Whether it is italic."""
        return bool(self.look & 2)


class Printed(Struct):
    """One line of a page; `column` is 0 or 1 where the page has two, -1 for a line over both.

    `number` counts the lines of the file. `gone` says why it is left out, "" where it is not. `even` says that all
    its words are of one size and on one base. `said` is its text, once it was asked for.
    """

    words: list[Word]
    page: int
    number: int = 0
    #: Where it stands in the text; `number` is where it stands in the file.
    order: int = 0
    column: int = -1
    gone: str = ""
    base: float = 0.0
    size: float = 0.0
    even: bool = False
    #: Whether no word of it has a look of its own.
    plain: bool = False
    said: str = ""
    _parts: list[list[Word]] | None = None

    def __post_init__(self) -> None:
        if self.said:  # of words that are known to be of one size, on one base and of one look
            first = self.words[0]
            self.even, self.base, self.size, self.plain = True, first.base, first.size, not first.look
        else:
            self.settle()

    def settle(self) -> None:
        """Base and size are those of most letters; to be called where the words are changed."""
        self.said, self._parts = "", None
        self.plain = not any(word.look for word in self.words)
        first = self.words[0]
        self.even = all(word.base == first.base and word.size == first.size for word in self.words)
        if self.even:
            self.base, self.size = first.base, first.size
            return
        held: Counter[tuple[float, float]] = Counter()
        for word in self.words:
            held[word.base, word.size] += len(word.text)
        self.base, self.size = held.most_common(1)[0][0]

    @property
    def left(self) -> float:
        """The left edge."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """The right edge."""
        return self.words[-1].right

    @property
    def parts(self) -> list[list[Word]]:
        """Its words, cut at wide gaps."""
        if self._parts is None:
            gap, edge = _WIDE * self.size, self.words[0].right
            self._parts = parts = [[self.words[0]]]
            for word in self.words[1:]:
                if word.left - edge > gap:
                    parts.append([])
                parts[-1].append(word)
                edge = word.right
        return self._parts

    @property
    def text(self) -> str:
        """What it says."""
        if not self.said:
            self.said = "".join(
                ("" if word.glued or not n else " ") + word.text for n, word in enumerate(self.words)
            )
        return self.said

    def raised(self, word: Word) -> bool:
        """Whether `word` is smaller than the line and stands above its base."""
        return word.size < 0.85 * self.size and word.base > self.base + 0.12 * self.size


class Box(Struct):
    """A cell: its words line by line, and how many columns and rows it covers."""

    lines: list[list[Word]] = field(default_factory=list)
    columns: int = 1
    rows: int = 1


class Table(Struct):
    """A table: its rows of cells, the lines of the page that it takes, where its columns begin beside the first.

    What is `single` is one row, and no table but beside another. `sure` says that it is known where its rows begin.
    """

    rows: list[list[Box]]
    lines: list[Printed]
    begins: tuple[float, ...]
    single: bool = False
    sure: bool = True
    #: The table above it, overleaf or in another column, that it goes on.
    above: Table | None = None

    def goes_on(self, other: Table) -> bool:
        """Whether `other`, which stands right behind it elsewhere, has its columns."""
        elsewhere = (
            self.lines[-1].page != other.lines[0].page or self.lines[-1].column != other.lines[0].column
        )
        alike = len(self.begins) == len(other.begins) and all(
            abs(one - two) < _SAME for one, two in zip(self.begins, other.begins, strict=True)
        )
        return elsewhere and alike


class Page(Struct):
    """One page: its size, its lines in the order in which they are printed, the straight lines that are drawn."""

    number: int
    width: float
    height: float
    lines: list[Printed]
    rules: list[tuple[float, float, float, float]]
    pictures: int
    lost: int
    text: str
    #: What of it is shown: left, bottom, right, top.
    box: tuple[float, float, float, float]
    #: What was typed onto it after it was made.
    typed: tuple[str, ...] = ()
    #: Whether it could not be read, or not whole.
    damaged: bool = False
    gutter: float = 0.0
    #: Whether it is written from right to left: all places are counted from its right edge then.
    mirrored: bool = False

    @property
    def kept(self) -> list[Printed]:
        """The lines that are not left out."""
        return [line for line in self.lines if not line.gone]


def size_of_text(pages: Sequence[Page]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.kept:
            if line.even:
                sizes[round(line.size, 1)] += len(line.text)
                continue
            for word in line.words:
                sizes[round(word.size, 1)] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def tell_hyphens(pages: Sequence[Page]) -> None:
    """Tell hyphens that were put where lines were broken: signs that stand at the ends of lines and nowhere else."""
    if not any(sign in page.text for page in pages for sign in "\u2010\u00ad"):
        return
    last = [line.words[-1] for page in pages for line in page.lines]
    ends = {id(word) for word in last}
    inside = any(
        sign in (word.text[:-1] if id(word) in ends else word.text)
        for page in pages
        for line in page.lines
        for word in line.words
        for sign in "\u2010\u00ad"
    )
    for page in pages:
        for line in page.lines:
            for word in line.words:
                if not inside and id(word) in ends and word.text.endswith("\u2010"):
                    word.text = f"{word.text[:-1]}\u00ad"
                elif inside:
                    word.text = word.text.replace("\u00ad", "-")
            line.settle()


#: What a note, and nothing else, is marked with: a number, a star or dagger, a letter; brackets may stand around it.
MARKER = re.compile(r"[(\[]?([0-9]{1,3}|[*\u2020\u2021\u00a7]{1,3}|[a-z]|[ivxl]{2,6})[)\]]?\Z")
