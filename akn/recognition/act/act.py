"""From the enacting words to the last paragraph: citations, recitals, paragraphs.

One walk over the passages. Each is judged by its label, by its opening words
and by what was read before it; what fits nowhere stands where it stood.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from akn.findings import Finding
from akn.model.resolution import Act
from akn.recognition.act.body import BodyWalk
from akn.recognition.act.formula import formula_end, lone_sign
from akn.recognition.act.gathering import Stage
from akn.recognition.act.points import Entry
from akn.recognition.act.preamble import PreambleWalk
from akn.recognition.act.settling import settled
from akn.recognition.act.strangers import Sifted, sift
from akn.recognition.blocks import block_of, table_of
from akn.recognition.idiom import Idiom
from akn.recognition.labels import UNMARKED, small_label_of
from akn.recognition.passages import Passage


class Read(Struct):
    """What was read of an act: the act itself, where its tail begins, and what there was to remark.

    `closed` says that its closing words were read.
    """

    act: Act
    tail: int
    findings: list[Finding] = field(default_factory=list)
    closed: bool = False


def read_act(passages: Sequence[Passage], start: int, end: int, idiom: Idiom) -> Read:
    """Read the act whose enacting words, if any, stand at `start`; nothing at `end` or after is looked at.

    The tail begins where neither a paragraph nor anything that belongs to one
    follows.
    """
    sifted = sift(passages[start:end], idiom)
    sifted.kept[:] = settled(sifted.kept, idiom)
    return _ActWalk(sifted, start, idiom).run()


class _ActWalk(PreambleWalk, BodyWalk):
    """The walk over the passages of one act."""

    def __init__(self, sifted: Sifted, start: int, idiom: Idiom) -> None:
        super().__init__(sifted.kept, start, idiom)
        self.sifted = sifted

    def run(self) -> Read:
        """Walk until the act is over."""
        at = 0
        strangers = self.sifted.strangers
        while at < self.end:
            self.gathered.waiting += map(block_of, strangers.get(at, ()))
            if not self._take(self.passages[at], at):
                self.gathered.waiting.clear()  # they stand before the tail, and belong to it
                break
            following = at + 1 + self.taken
            for taken in range(at + 1, following):
                self.gathered.waiting += map(block_of, strangers.get(taken, ()))
            at, self.taken = following, 0
        return Read(
            self.gathered.act(), self.start + self.sifted.tail(at), self.gathered.findings, self.closed
        )

    def _take(self, passage: Passage, at: int) -> bool:
        """Place `passage`; False where the act is over."""
        if passage.role is not None and self.told(passage, at):
            return True
        if passage.note:
            return self._take_note(passage, at)
        if self.is_row(passage, at):
            return self.take_row(passage, at)
        if passage.grid is not None:
            return self._take_table(passage, at)
        if self.gathered.empty and (end := formula_end(self.passages, at, self.idiom)):
            return self._take_formula(passage, end, at)
        if self._nested(passage):
            self.gathered.sub_point(passage, passage.label or small_label_of(passage.plain) or UNMARKED)
            return True
        label, rest = passage.label, passage.rest
        if self.gathered.stage < Stage.PARAGRAPHS:
            return self.take_preamble(passage, at, label, rest)
        return self.take_body(passage, at, label, rest)

    def _take_note(self, passage: Passage, at: int) -> bool:
        """A footnote that nothing points to: it stands for itself, and goes on no sentence."""
        if self.gathered.stage is Stage.PARAGRAPHS and at > self.ahead.last:
            return False
        if self.gathered.part is None:
            self.gathered.stray(block_of(passage))
        else:
            self.gathered.add(Entry(None, "", block_of(passage), passage.line, passage.indent))
        return True

    def _take_formula(self, passage: Passage, end: int, at: int) -> bool:
        """The enacting words; what stands behind them on the same line is read on."""
        behind = passage.plain[end:].lstrip(" ,")
        if not behind:
            following = self.passages[at + 1 : at + 2]
            sign = next((one for one in following if lone_sign(one)), None)
            self.gathered.formula(passage, sign)
            self.taken = 0 if sign is None else 1
            return True
        start = len(passage.plain) - len(behind)
        self.gathered.formula(passage.cut(0, start))
        return self._take(passage.cut(start), at)

    def _nested(self, passage: Passage) -> bool:
        """Whether the page itself says that `passage` is an item inside the part that is open."""
        part = self.gathered.part
        if part is None or not 0 < part.depth < passage.depth or self.recital.opening(passage.rest):
            return False
        return part.introduces or part.listed or part.stage is Stage.PARAGRAPHS

    def _take_table(self, passage: Passage, at: int) -> bool:
        part, table = self.gathered.part, table_of(passage)
        if part is not None and (part.introduces or part.stage < Stage.PARAGRAPHS or self.caption == at - 1):
            self.gathered.add(Entry(None, "", table, passage.line, passage.indent))
        elif self.gathered.stage < Stage.PARAGRAPHS:
            self.gathered.stray(table)
        elif self.closed and at > self.ahead.last:
            return False
        else:
            self.gathered.body_part(table)
        return True
