"""The walk from the enacting words to the last paragraph, where verbs tell little and signs much.

What ends in a comma before the first number is a recital, what a number begins
a paragraph; sections may have preambles of their own, and begin to count anew.
"""

from __future__ import annotations

import re
from math import inf

from msgspec.structs import replace

from akn.findings import Finding
from akn.model.resolution import (
    Act,
    Block,
    Formula,
    Note,
    Paragraph,
    PreamblePart,
    Recital,
    Recitals,
    Table,
    Unrecognised,
)
from akn.numbering.roman import roman
from akn.recognition.act.formula import formula_end
from akn.recognition.act.headings import Outline
from akn.recognition.act.points import Entry, nest
from akn.recognition.act.strangers import Sifted
from akn.recognition.blocks import block_of, joined, table_of
from akn.recognition.idiom import Idiom
from akn.recognition.labels import UNMARKED, Label
from akn.recognition.passages import Passage
from akn.recognition.punctuated.ahead import Ahead
from akn.recognition.punctuated.labelling import num_of
from akn.recognition.punctuated.open_part import OpenPart, enacts
from akn.recognition.punctuated.printed_rows import rows_at, table_of_rows
from akn.recognition.punctuated.signs import ending, said, signs_of, titled

#: A numeral before the heading of a section.
_NUMERAL = re.compile(r"([IVXL]{1,6})[.)]?\s+(?=\S)")


class Course:
    """The walk over the passages of one act."""

    def __init__(self, sifted: Sifted, idiom: Idiom, *, annex: bool, told: bool = False) -> None:
        passages = sifted.kept
        self.passages = passages
        self.strangers = sifted.strangers
        self.waiting: list[Block] = []  # lines of no part, until it is known whether the open one goes on
        self.idiom = idiom
        self.signs = signs_of(idiom)
        self.annex = annex
        self.told = told  # a sentence reports the act, and no words enact it
        self.ahead = Ahead(passages, self.signs, annex=annex)
        self.preamble: list[PreamblePart] = []
        self.recitals: list[Recital] = []
        self.outline = Outline()
        self.conclusions: list[Block] = []
        self.findings: list[Finding] = []
        self.part: OpenPart | None = None
        self.body = annex or told  # the first preamble is over
        self.number = self.sections = 0  # that of the last paragraph, and of the last section
        self.headed = False  # nothing has followed the last heading yet
        self.turned: list[Formula] = []  # the words behind a numbered preamble

    def run(self) -> int:
        """Walk until the act is over; where that is."""
        at = self._formula()
        stop = self.ahead.adoption
        while at < stop and (not self.passages[at].note or at < self.ahead.last):
            self.waiting += map(block_of, self.strangers.get(at, ()))
            at += self._take(self.passages[at], at)
        self._close()
        while at < len(self.passages) and self._tells_adoption(at):
            self.conclusions.append(block_of(self.passages[at]))
            at += 1
        return at

    def act(self) -> Act:
        """The act that was read."""
        recitals = [Recitals(None, tuple(self.recitals))] if self.recitals else []
        preamble = [*self.preamble, *recitals, *self.turned]
        return Act((), tuple(preamble), self.outline.parts(), tuple(self.conclusions))

    def _formula(self) -> int:
        """Read the enacting words, if any; where what follows them begins."""
        if self.annex or not self.passages:
            return 0
        passage = self.passages[0]
        if self.told and passage.label is None:
            return self._report()
        end = formula_end(self.passages, 0, self.idiom)
        behind = passage.plain[end:].strip(" ,") if end else ""
        if not end or behind:
            return 0
        self.preamble.append(Formula(block_of(passage)))
        return 1

    def _report(self) -> int:
        """Read the sentence that reports an act and announces it, over all its lines; where what it announces begins.

        One that announces nothing is the act itself.
        """
        block, at = block_of(self.passages[0]), 1
        while at < len(self.passages) and not ending(self.passages[at - 1]) and self.ahead.below(at):
            block = joined(block, block_of(self.passages[at]))
            at += 1
        if ending(self.passages[at - 1]) != ":":
            return 0
        self.preamble.append(Formula(block))
        return at

    def _tells_adoption(self, at: int) -> bool:
        """Whether the passage at `at` goes on saying how the act was adopted, or stands between two that do."""
        passage = self.passages[at]
        if passage.note or passage.grid is not None:
            return False
        if at and self.conclusions and ending(self.passages[at - 1]) == ":":
            return True  # the names behind “In favour:”
        return self.signs.tells_adoption(passage) or any(
            self.signs.tells_adoption(later) for later in self.passages[at + 1 : at + 3]
        )

    # ------------------------------------------------------------------ one passage

    def _take(self, passage: Passage, at: int) -> int:
        """Place `passage`; how many passages were placed."""
        label = passage.label
        if passage.role is not None and self._told(passage):
            return 1
        if passage.grid is not None:
            self._add_table(table_of(passage), passage)
        elif rows := rows_at(at, self.ahead):
            self._add_table(table_of_rows(self.passages[at : at + rows]), passage)
            return rows
        elif at == self.ahead.turn:
            self._turn(passage)
        elif label is not None and label.kind == "digit" and self.ahead.counts(at):
            self._paragraph(passage, label, recital=at < self.ahead.turn)
        elif label is not None and self._labelled(passage, label):
            pass
        else:
            return self._unlabelled(passage if label is None else passage.labelled(None), at)
        return 1

    def _told(self, passage: Passage) -> bool:
        """Place `passage` as a person says; False where that cannot stand here."""
        part, label = self.part, passage.label
        match passage.role:
            case "recital":
                self._begin(passage, label, recital=True)
            case "paragraph" if label is not None and label.kind == "digit" and label.value.isdigit():
                self._paragraph(passage, label, recital=False)
            case "paragraph":
                self._begin(passage, label, recital=False)
                self.body = True
            case "formula" if self.preamble and not self.body:
                self._turn(passage)
            case "heading":
                self._heading(passage, None)
            case "point" if part is not None:
                self._point(passage, label or UNMARKED)
            case "subparagraph" | "continuation" if part is not None:
                self._go_on(passage, apart=passage.role == "subparagraph")
            case "subparagraph" if self.body:
                self._go_on(passage, apart=True)
            case _:
                return False
        return True

    def _turn(self, passage: Passage) -> None:
        """The words that end a numbered preamble: the paragraphs behind them begin to count anew, or go on."""
        self._close()
        self.turned.append(Formula(block_of(passage)))
        self.body, self.headed = True, True

    def _paragraph(self, passage: Passage, label: Label, *, recital: bool) -> None:
        number = int(label.value)
        anew = number == 1 and (self.headed or self._section_recital() or not self.number)
        if number != self.number + 1 and not anew:
            first = f"the first paragraph is {number}"
            what = f"paragraph {number} follows paragraph {self.number}" if self.number else first
            self.findings.append(Finding.of("NUM001", source_line=passage.line, what=what))
        self.number = number
        self._begin(passage, label, recital=recital)
        self.body = not recital

    def _section_recital(self) -> bool:
        return self.part is not None and self.part.recital

    def _labelled(self, passage: Passage, label: Label) -> bool:
        """A mark that counts no paragraph; False where it is no mark, but a word."""
        if label.kind == "letter" and not (self.part is not None and self.part.ends == ":"):
            if label.value.isupper() and self.signs.heads(passage.cut(label.end)):
                self._heading(passage, None)
                return True
            return False
        if label.kind == "bullet" and not self.body and (self.part is None or self.part.ends == ","):
            self._begin(passage.cut(label.end), None, recital=True)  # a dash or a star before a recital
            return True
        if self.part is None or (label.kind == "bullet" and self.part.over):
            return False
        self._point(passage, label)
        return True

    def _unlabelled(self, passage: Passage, at: int) -> int:
        part = self.part
        if self._continues(passage, at):
            self._go_on(passage)
            return 1
        if self.told and not at:
            self._begin(passage, None, recital=False)
            return 1
        if self._numbered_heading(passage, at):
            return 2
        if self._in_line(passage, at):
            return 1
        if self.ahead.heads(at):
            inside = part is not None and (part.listed or part.ends == ":")
            if inside and self.ahead.points_follow(at):
                self._add(Entry(None, "", block_of(passage), passage.line, passage.indent, heading=True))
            else:
                self._heading(passage, None)
            return 1
        if not self.body:
            if ending(passage) == ":" and self.ahead.counts(at + 1):
                # It introduces all that is numbered: “Decides that for 2023:”.
                self._close()
                self.body = True
                self.outline.add(block_of(passage))
                return 1
            if at < self.ahead.recitals or self.ahead.numbers:
                self._begin(passage, None, recital=True)
                return 1
            self._close()
            self.body = True
        preamble = self.headed or self.ahead.section_follows(at) or self._section_recital()
        if preamble and ending(passage) == "," and self.ahead.numbers:
            self._begin(passage, None, recital=True)
        elif self._begins_unnumbered(passage):
            self._begin(passage, None, recital=False)
        elif self.headed and ending(passage) == ":" and self.ahead.section_follows(at):
            self._begin(passage, None, recital=True)
        else:
            self._go_on(passage, apart=True)
        return 1

    def _continues(self, passage: Passage, at: int) -> bool:
        """Whether a passage without a number is in the middle of a sentence of the open part."""
        part = self.part
        if part is None or passage.whole:
            return False
        if part.ends:
            return part.recital and part.ends == "," and self._within_recital(passage)
        below = self.ahead.below(at) and (self.told or self.ahead.parted or self.ahead.spaced)
        first = passage.text[:1]
        return (
            first.islower()
            or below
            or (first.isdigit() and part.recital)
            or self.signs.runs_on(self.passages[at - 1], passage)
            or (not part.recital and self.signs.ends_sentence(passage))
        )

    def _within_recital(self, passage: Passage) -> bool:
        """Whether a line behind a comma begins no recital: with a figure, or small where those of this text do not."""
        first = passage.text[:1]
        small = first.islower() and self.ahead.capitals and not self.signs.opens(said(passage))
        return small or first.isdigit()

    def _begins_unnumbered(self, passage: Passage) -> bool:
        """Whether a passage without a number is a paragraph by itself."""
        part = self.part
        if part is None:
            return not self.ahead.numbers or self.annex
        if part.recital or not (self.annex or not self.ahead.numbers):
            return False
        if part.listed and part.ends in (";", ","):
            return False
        return part.ends in (".", ";") and not passage.text[:1].islower()

    # ------------------------------------------------------------------ headings

    def _in_line(self, passage: Passage, at: int) -> bool:
        """Whether a heading stands behind its numeral on one line, as the next of its kind; it is then opened."""
        number, title = titled(passage)
        if title is not None and not number.text.isascii() and self.signs.numbers_section(number):
            if not self.signs.heads(title):
                return False
            self._heading(title, number)
            return True
        match = _NUMERAL.match(passage.text)
        value = roman(match[1]) if match else None
        if match is None or value != self.sections + 1 or at + 1 >= self.ahead.adoption:
            return False
        heading = passage.cut(match.end())
        if not self.signs.heads(heading) or heading.text[:1].islower():
            return False
        self.sections = value
        self._heading(heading, passage.cut(0, match.end(1)))
        return True

    def _numbered_heading(self, passage: Passage, at: int) -> bool:
        """Whether the number of a section stands on this line, and its heading on the next."""
        noted = any(isinstance(mark.markup, Note) for mark in passage.marks)
        if noted or not self.signs.numbers_section(passage) or at + 1 >= self.ahead.adoption:
            return False
        following = self.passages[at + 1]
        if following.label is not None or not self.signs.heads(following, long=True):
            return False
        if self.signs.numbers_section(following):
            return False
        self._heading(following, passage)
        self.sections = roman(said(passage).rstrip(".)")) or 0
        return True

    def _heading(self, passage: Passage, numbered: Passage | None) -> None:
        self._close()
        self.body, self.headed = True, True
        self.outline.open(passage, above=numbered)

    # ------------------------------------------------------------------ parts

    def _begin(self, passage: Passage, label: Label | None, *, recital: bool) -> None:
        self._close()
        text = passage.cut(label.end) if label else passage
        entry = Entry(None, "", block_of(text), passage.line, passage.indent)
        self.part = OpenPart(num_of(passage, label) if label else None, entry, recital=recital)
        self.part.ends = ending(text)
        self.headed = False

    def _point(self, passage: Passage, label: Label) -> None:
        text = passage.cut(label.end)
        self._add(
            Entry(label, passage.text[: label.end].strip(), block_of(text), passage.line, passage.indent)
        )
        if self.part is not None:
            self.part.ends = ending(text)

    def _go_on(self, passage: Passage, *, apart: bool = False) -> None:
        """Words without a mark that belong to the open part, or stand in the body by themselves."""
        part = self.part
        if part is None:
            self.outline.add(block_of(passage))
            self.headed = False
            return
        last = part.entries[-1]
        if not apart and isinstance(last.content, Block) and not self.waiting:
            part.entries[-1] = replace(last, content=joined(last.content, block_of(passage)))
        else:
            self._add(Entry(None, "", block_of(passage), passage.line, passage.indent))
        part.ends = ending(passage)

    def _add(self, entry: Entry) -> None:
        if self.part is None:
            return
        for block in self.waiting:
            self.part.entries.append(Entry(None, "", block, block.line, inf))
            self.findings.append(Finding.of("UNR002", source_line=block.line, text=block.text[:80]))
        self.waiting.clear()
        self.part.entries.append(entry)

    def _close(self) -> None:
        self._close_part()
        for block in self.waiting:
            if self.body:
                self.outline.add(Unrecognised(block))
                continue
            if self.recitals:
                self.preamble.append(Recitals(None, tuple(self.recitals)))
                self.recitals = []
            self.preamble.append(Unrecognised(block))
        self.waiting.clear()

    def _close_part(self) -> None:
        part, self.part = self.part, None
        if part is None:
            return
        content = nest(part.entries, self.idiom.point_letters)
        line = part.entries[0].line
        if not part.recital or enacts(part, self.ahead):
            self.outline.add(Paragraph(part.num, content, line))
        elif self.body:
            self.outline.add(Recital(part.num, content, line))
        else:
            self.recitals.append(Recital(part.num, content, line))

    def _add_table(self, table: Table, passage: Passage) -> None:
        if self.part is None:
            self.outline.add(table)
        else:
            self._add(Entry(None, "", table, passage.line, passage.indent))
            self.part.ends = "."
        self.headed = False
