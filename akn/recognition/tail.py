"""What stands after the last paragraph: furniture, what belongs to the document, and what surrounds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from akn.model import Block
from akn.recognition.act import block_of
from akn.recognition.cover import text_of
from akn.recognition.furniture import Furniture
from akn.recognition.passages import Passage
from akn.source import Dropped


@dataclass
class Tail:
    """What the tail holds."""

    conclusions: list[Block] = field(default_factory=list)
    stray: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)


def read_tail(passages: Sequence[Passage], furniture: Furniture, *, closed: bool) -> Tail:
    """Read `passages`, all that stand after the last paragraph.

    `closed` says that the text had come to its closing words: then a heading
    of the page begins what surrounds the document.
    """
    tail = Tail()
    outside = False
    for passage in passages:
        reason = furniture.reason(passage)
        if reason is None and closed and passage.level:
            outside = True
        if reason is not None or outside:
            tail.dropped.append(Dropped(passage.line, text_of(passage), reason or "after the document"))
        else:
            block = block_of(passage)
            tail.conclusions.append(block)
            tail.stray.append(block)
    return tail
