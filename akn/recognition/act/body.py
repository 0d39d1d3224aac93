"""The paragraphs: one surprise never costs the rest of them."""

from __future__ import annotations

from akn.findings import Finding
from akn.model.resolution import Block, Quotation, Unrecognised
from akn.recognition.act.ahead import number_of
from akn.recognition.act.gathering import Stage
from akn.recognition.act.headings import heading_like, in_a_row
from akn.recognition.act.points import Entry
from akn.recognition.act.walk import Walk
from akn.recognition.blocks import block_of
from akn.recognition.labels import Label
from akn.recognition.passages import Passage

_OPENERS = '"“„«‘»”'
_CLOSERS = frozenset('"”»“’«')
#: The most passages that one quotation may hold.
_LONGEST = 40
#: So many lines that look like headings of one rank, with nothing between them, are rows.
_ROWS = 3


class BodyWalk(Walk):
    """The walk while it is in the body."""

    def take_body(self, passage: Passage, at: int, label: Label | None, rest: str) -> bool:
        """Place a passage of the body, with its label and the words behind that; False where the act is over."""
        if label is None:
            return self._unlabelled_body(passage, at, rest)
        part = self.gathered.part
        match label.kind:
            case "digit" if part is not None and at in self.ahead.points:
                self.gathered.sub_point(passage, label)
            case "digit" if self.closed and at > self.ahead.last and not self._next_number(label):
                return False
            case "digit":
                return self.begin(Stage.PARAGRAPHS, passage, label)
            case "letter" if heading_like(passage) and self.ahead.list_follows(at):
                return self.heading(passage, at)
            case "bullet" if self._bulleted(label, at):
                return self.begin(Stage.PARAGRAPHS, passage, label)
            case "paren" | "close" if self._note_like(at, label):
                return False
            case _ if part is not None and (not self.closed or part.introduces or part.listed):
                self.gathered.sub_point(passage, label)
            case _ if at < self.ahead.last:
                self.gathered.body_part(Unrecognised(block_of(passage)))
            case _:
                return False
        return True

    def _bulleted(self, label: Label, at: int) -> bool:
        """Whether a bullet begins a paragraph, in an act whose paragraphs have no numbers."""
        part = self.gathered.part
        if part is None:
            like = self.passages[self.ahead.closing].label if self.ahead.paragraphing == "bullet" else None
            return like is not None and like.value == label.value and at <= self.ahead.closing
        if self.gathered.numbers or part.introduces:
            return False
        if self.ahead.paragraphing != "bullet":
            return at > self.ahead.last
        return part.bullet == label.value and not (
            part.listed and at < self.ahead.closing and self._small(at)
        )

    def _small(self, at: int) -> bool:
        """Whether the words at `at` begin with a small letter where those of the open paragraph do not."""
        part = self.gathered.part
        first = part.entries[0].content if part is not None else None
        capital = isinstance(first, Block) and first.text[:1].isupper()
        return capital and self.passages[at].rest[:1].islower()

    def _unlabelled_body(self, passage: Passage, at: int, rest: str) -> bool:
        part = self.gathered.part
        more = at < self.ahead.last
        if at in self.ahead.lost or self.bare(passage, at):
            return self.begin(Stage.PARAGRAPHS, passage, None)
        if self.closing.opening(rest) and not self.closed and not (part and (part.open or part.introduces)):
            return self.begin(Stage.PARAGRAPHS, passage, None)
        if part is not None and not passage.level:
            broken = rest[:1].islower() and (more or not self.closed or part.open)
            if broken or (part.open and not (self.closed and passage.whole)):
                self.gathered.go_on(passage)
                return True
        if part is not None and part.introduces and passage.text[:1] in _OPENERS:
            return self._quoted(passage, at)
        if part is not None and part.introduces and self._table_follows(at):
            self.gathered.go_on(passage, apart=True)
            self.caption = at
            return True
        colon = more and self.heads_with_colon(passage, at)
        if colon or (heading_like(passage) and more and not self.ahead.points_begin(at)):
            if (
                not colon
                and part is not None
                and (part.introduces or part.listed)
                and self.ahead.point_follows(at)
            ):
                self.gathered.go_on(passage, apart=True)
                return True
            return self.heading(passage, at)
        if more and part is not None:
            self.gathered.go_on(passage, apart=True)
        elif more:
            self.gathered.body_part(block_of(passage))
        else:
            return False
        return True

    def is_row(self, passage: Passage, at: int) -> bool:
        """Whether `passage` is a row or a cell of a table that was printed in lines.

        Such lines stand behind a colon, or there are three that look like headings of one rank; they end where
        something with a label begins, or a sentence ends.
        """
        part = self.gathered.part
        if part is None or passage.grid is not None or passage.label is not None or passage.level:
            return False
        if self.row != at - 1 and (part.open or at > self.ahead.last or not heading_like(passage)):
            return False
        if self.citation.opening(passage.plain) or self.recital.opening(passage.plain):
            return False
        if self.row == at - 1:
            return passage.text[-1:] not in ".;"
        if passage.text[:1] in _OPENERS:
            return False
        if part.introduces:
            return not self._table_follows(at)
        return part.stage is Stage.PARAGRAPHS and in_a_row(self.passages, at, self.end) >= _ROWS

    def take_row(self, passage: Passage, at: int) -> bool:
        """A row: a line of its own in the part that is open."""
        if self.row != at - 1:
            self.gathered.findings.append(
                Finding.of("TAB001", source_line=passage.line, text=passage.text[:80])
            )
        self.row = at
        self.gathered.go_on(passage, apart=True)
        return True

    def _quoted(self, passage: Passage, at: int) -> bool:
        """A quoted block: from its opening to its closing mark."""
        close = next((n for n in range(at, min(at + _LONGEST, self.end)) if self._closes(n)), at)
        blocks = tuple(block_of(p) for p in self.passages[at : close + 1])
        self.gathered.add(Entry(None, "", Quotation(blocks, passage.line), passage.line, passage.indent))
        self.taken = close - at
        return True

    def _closes(self, at: int) -> bool:
        passage = self.passages[at]
        return passage.grid is None and passage.text.rstrip(" .;,")[-1:] in _CLOSERS

    def _table_follows(self, at: int) -> bool:
        return at + 1 < self.end and self.passages[at + 1].grid is not None

    def _note_like(self, at: int, label: Label) -> bool:
        """Whether a label after the last paragraph begins the footnotes, and no sub-point."""
        part = self.gathered.part
        pointed = part is not None and (part.introduces or part.listed)
        return at > self.ahead.last and label.value == "1" and not pointed

    def _next_number(self, label: Label) -> bool:
        number, last = number_of(label), self.gathered.numbers[-1] if self.gathered.numbers else 0
        return number == last + 1 or (number == last and not label.value.isdigit())
