"""Headings between paragraphs, and the divisions they open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct, field

from akn.model.resolution import Block, BodyPart, Division, Num, Style
from akn.numbering.roman import as_roman, roman
from akn.recognition.passages import Passage

_LONGEST = 240
_ENDS = ";,.:·"
#: The rank of a heading whose number stands on a line of its own, before the word that this begins with.
_NUMBERED = "numbered "

#: The number of a division with a word before it: “Part II”, “Titel 3”.
_COUNTED = re.compile(r"[^\W\d_]{3,14} (?:[IVXL]{1,6}|[0-9]{1,2})")
#: What headings of one rank share: label, level on the page, bold or italic.
Signature: TypeAlias = tuple[str, int, frozenset[str]]


def heading_like(passage: Passage, *, capital: bool = True) -> bool:
    """Whether `passage` could be a heading: short, and not ending as a sentence or an item does.

    `capital` says that it must not begin with a small letter.
    """
    if passage.grid is not None or not passage.text or len(passage.text) > _LONGEST:
        return False
    if passage.level:
        return True
    if passage.text[-1] in _ENDS or passage.text[0] == "|":  # the row of a table
        return False
    first = passage.plain[:1]
    return not (capital and first.islower()) and any(c.isalpha() for c in passage.text)


def styles_of(passage: Passage) -> frozenset[str]:
    """The styles that cover the whole passage."""
    return frozenset(
        m.markup.name
        for m in passage.marks
        if isinstance(m.markup, Style) and m.start == 0 and m.end >= len(passage.text)
    )


def signature(passage: Passage) -> Signature:
    """What tells the rank of a heading."""
    label = passage.label
    kind = ""
    if label is not None:
        counted = label.kind == "letter" and label.value.isupper() and roman(label.value) is not None
        kind = "roman" if counted else label.kind
    capitals = "capitals" if passage.text.upper() == passage.text else ""
    return (kind + capitals, passage.level, styles_of(passage))


def in_a_row(passages: Sequence[Passage], at: int, end: int) -> int:
    """How many passages from `at` on, before `end`, look like headings of one rank with nothing between them.

    Headings of one rank have text between them: three in a row are the rows or the cells of a table.
    """
    rank = signature(passages[at])
    reached = at
    if (
        _COUNTED.fullmatch(passages[at].plain)
        and at + 1 < end
        and not _COUNTED.fullmatch(passages[at + 1].plain)
    ):
        return 1  # “PART II” over its heading, printed alike
    while reached < end:
        passage = passages[reached]
        by_itself = passage.level or passage.label is not None or passage.note or passage.role
        if by_itself or not heading_like(passage):
            break
        if signature(passage) != rank:
            break
        reached += 1
    return reached - at


class _Open(Struct):
    signature: Signature
    num: Num | None
    heading: Block
    parts: list[BodyPart] = field(default_factory=list)
    subheading: Block | None = None

    def closed(self) -> Division:
        return Division(self.num, self.heading, tuple(self.parts), self.subheading)


class Outline:
    """The body while it is being read: divisions within divisions, paragraphs in them.

    A heading like one that is open closes that one and stands beside it; a
    heading unlike any opens a division inside the last.
    """

    def __init__(self) -> None:
        self._top: list[BodyPart] = []
        self._stack: list[_Open] = []
        self._counted: dict[Signature, int] = {}  # the divisions of each rank that have a number

    def add(self, part: BodyPart) -> None:
        """Put `part` under the last heading."""
        (self._stack[-1].parts if self._stack else self._top).append(part)

    def open(self, passage: Passage, *, leads: bool = False, above: Passage | None = None) -> None:
        """Open a division headed by `passage`; `leads` says that another heading follows at once.

        Where headings of two ranks look alike, as in plain text, one that leads is of the higher rank. The number of
        the division may stand on a line of its own `above` it: then its words are the rank, and no heading without a
        number holds the division.
        """
        if above is not None:
            self._open_numbered(passage, above)
            return
        rank = signature(passage)
        alike = [n for n, o in enumerate(self._stack) if o.signature == rank]
        depth = (alike[0] if leads else alike[-1]) if alike else None
        if (depth is not None and self._stack[-1].parts) or (
            depth is not None and depth < len(self._stack) - 1
        ):
            self._shut(depth)
        label = passage.label
        num = Num.printed(passage.text[: label.end].strip()) if label else None
        text = passage.cut(label.end) if label else passage
        self._stack.append(_Open(rank, num, Block(text.text, text.line, text.marks)))

    def _open_numbered(self, passage: Passage, above: Passage) -> None:
        words = above.plain.split()
        rank = (_NUMBERED + (words[0] if len(words) > 1 else ""), 0, frozenset[str]())
        depth = next((n for n, o in enumerate(self._stack) if o.signature == rank), None)
        if depth is None:
            held = [n for n, o in enumerate(self._stack) if o.signature[0].startswith(_NUMBERED)]
            depth = held[-1] + 1 if held else 0
        self._shut(depth)
        block = Block(passage.text, passage.line, passage.marks)
        if len(words) > 1:  # “Part II”, a heading by itself
            heading = Block(above.text, above.line, above.marks)
            self._stack.append(_Open(rank, None, heading, subheading=block))
        else:
            self._counted[rank] = self._counted.get(rank, 0) + 1
            neutral = "" if above.text.isascii() else as_roman(self._counted[rank]).upper()
            self._stack.append(_Open(rank, Num.printed(above.text, neutral), block))

    def _shut(self, depth: int) -> None:
        while len(self._stack) > depth:
            division = self._stack.pop().closed()
            self.add(division)

    def parts(self) -> tuple[BodyPart, ...]:
        """The finished body."""
        self._shut(0)
        return tuple(self._top)
