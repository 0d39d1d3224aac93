"""Parts of one resolution, A and B: each is an act of its own, with enacting words, body and day of adoption."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from akn.model.resolution import Block, Label, Mark, Work
from akn.recognition.blocks import block_of
from akn.recognition.idiom import Idiom
from akn.recognition.passages import Passage
from akn.recognition.punctuated.signs import said, signs_of

#: So many lines at most stand from the letter of a part to its enacting words.
_LINES = 4


class Part(Struct, frozen=True):
    """The head of a part: its letter, its title ("" for none), its lines, and where they begin."""

    letter: str
    title: str
    preface: tuple[Block, ...]
    at: int

    def work(self, whole: Work, idiom: Idiom) -> Work:
        """The work that the part is of the `whole`."""
        number = whole.number
        own = None if number is None else idiom.institution.numbers.part(number.printed, self.letter)
        return replace(
            whole, number=own or number, whole=number if own else None, title=self.title or whole.title
        )


def part_before(passages: Sequence[Passage], end: int, idiom: Idiom) -> Part | None:
    """The head of the part whose enacting words stand at `end`, or None where they are of no part."""
    if idiom.institution.told_by != "punctuation":
        return None
    signs = signs_of(idiom)
    for at in range(end - 1, max(end - 1 - _LINES, -1), -1):
        passage = passages[at]
        if signs.tells_part(passage):
            lines = passages[at + 1 : end]
            title = " ".join(said(line) for line in lines)
            return Part(said(passage), title, (block_of(passage), *map(_titled, lines)), at)
        if passage.label is not None or not signs.heads(passage):
            return None
    return None


def untitled(block: Block) -> Block:
    """`block` without the mark of a title: that of the whole is not that of its part."""
    kept = tuple(mark for mark in block.marks if mark.markup != Label("docTitle"))
    return replace(block, marks=kept) if len(kept) < len(block.marks) else block


def _titled(passage: Passage) -> Block:
    block = block_of(passage)
    mark = Mark(0, len(passage.without_notes(0, len(passage.text))), Label("docTitle"))
    return replace(block, marks=(mark, *block.marks))
