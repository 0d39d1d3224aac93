"""From the enacting words to the last paragraph: citations, recitals, paragraphs.

One walk over the passages. Each is judged by its label, by its opening words
and by what was read before it; what fits nowhere stands where it stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from akn.findings import Finding, Severity
from akn.languages import Language, Speech
from akn.languages.letters import LATIN, Letters
from akn.model import (
    Act,
    Block,
    Citation,
    Citations,
    Content,
    Formula,
    Mark,
    Num,
    Paragraph,
    PreamblePart,
    Quotation,
    Recital,
    Recitals,
    Table,
    TableCell,
    Unrecognised,
)
from akn.recognition.headings import Outline, heading_like
from akn.recognition.labels import Label, label_of
from akn.recognition.passages import Passage
from akn.recognition.points import Entry, nest

_TERMINAL = ".;,:·!?"
_CLOSERS = '"”»’)'
_OPENERS = '"“„«‘'


class Stage(IntEnum):
    """Where in the text the walk is."""

    FORMULA = 0
    CITATIONS = 1
    RECITALS = 2
    PARAGRAPHS = 3


@dataclass
class _Part:
    """A citation, recital or paragraph while its passages are being gathered."""

    stage: Stage
    num: Num | None
    line: int
    indent: float
    entries: list[Entry] = field(default_factory=list)
    bullet: str = ""

    @property
    def last(self) -> Block | None:
        for entry in reversed(self.entries):
            if isinstance(entry.content, Block):
                return entry.content
        return None

    @property
    def open(self) -> bool:
        """Whether its text still waits for more: it does not end as a sentence does."""
        last = self.last
        return last is not None and last.text.rstrip(_CLOSERS)[-1:] not in _TERMINAL

    @property
    def introduces(self) -> bool:
        last = self.last
        return last is not None and last.text.endswith(":")


@dataclass
class Read:
    """What was read of an act: the act itself, where its tail begins, and what there was to remark."""

    act: Act
    tail: int
    findings: list[Finding] = field(default_factory=list)
    closed: bool = False


def block_of(passage: Passage) -> Block:
    """The passage as a block."""
    return Block(passage.text, passage.line, passage.marks)


def table_of(passage: Passage) -> Table:
    """The passage's grid as a table."""
    if passage.grid is None:
        raise TypeError("a passage without a grid is no table")
    return Table(
        tuple(
            tuple(
                TableCell(
                    tuple(Block(line.text, line.number, line.marks) for line in cell.lines),
                    cell.columns, cell.rows, cell.header,
                )
                for cell in row
            )
            for row in passage.grid.rows
        ),
        passage.line,
    )


def read_act(passages: Sequence[Passage], start: int, end: int, language: Language, speech: Speech) -> Read:
    """Read the act whose enacting words, if any, stand at `start`; nothing at `end` or after is looked at.

    The tail begins where neither a paragraph nor anything that belongs to one
    follows.
    """
    walk = _Walk(passages, end, language, speech)
    return walk.run(start)


class _Walk:
    """The walk: passages, tables, and what has been gathered so far."""

    def __init__(self, passages: Sequence[Passage], end: int, language: Language, speech: Speech) -> None:
        self.passages = passages
        self.end = end
        self.language = language
        self.letters = language.recital_letters
        self.citation = speech.phrases("citation")
        self.recital = speech.phrases("recital")
        self.recitals_follow = speech.phrases("recitals_follow")
        self.closing = speech.phrases("closing")
        self.formula = speech.phrases("formula")
        self.stage = Stage.FORMULA
        self.part: _Part | None = None
        self.preamble: list[PreamblePart] = []
        self.heading: Block | None = None
        self.outline = Outline()
        self.findings: list[Finding] = []
        self.numbers: list[int] = []
        self.last_recital: Num | None = None
        self.closed = False
        self.unworded = False  # recitals that have no word of their own follow
        self.last_numbered = self._last_numbered()

    # ------------------------------------------------------------------ the walk

    def run(self, start: int) -> Read:
        at = start
        while at < self.end:
            passage = self.passages[at]
            taken = self._take(passage, at)
            if not taken:
                break
            at += 1
        self._close()
        act = Act((), tuple(self.preamble), self.outline.parts())
        return Read(act, at, self.findings, self.closed)

    def _take(self, passage: Passage, at: int) -> bool:
        """Place `passage`; False where the act is over."""
        if passage.grid is not None:
            return self._take_table(passage, at)
        if self.stage is Stage.FORMULA and not self.preamble and (hit := self.formula.opening(passage.plain)):
            return self._take_formula(passage, hit.end)
        label = label_of(passage.plain)
        rest = passage.plain[label.end :].lstrip() if label else passage.plain
        if self.stage < Stage.PARAGRAPHS:
            return self._take_preamble(passage, at, label, rest)
        return self._take_body(passage, at, label, rest)

    def _take_formula(self, passage: Passage, end: int) -> bool:
        tail = passage.plain[end:].lstrip(" ,")
        if not tail:
            self.preamble.append(Formula(block_of(passage)))
            return True
        at = len(passage.plain) - len(tail)
        self.preamble.append(Formula(block_of(passage.cut(0, at))))
        return self._take(passage.cut(at), -1)

    def _take_table(self, passage: Passage, at: int) -> bool:
        table = table_of(passage)
        if self.part is not None and (self.part.introduces or self.part.stage < Stage.PARAGRAPHS):
            self.part.entries.append(Entry(None, "", table, passage.line, passage.indent))
            return True
        if self.stage < Stage.PARAGRAPHS:
            self._stray(table)
            return True
        if self.closed and at > self.last_numbered:
            return False
        self._close()
        self.outline.add(table)
        return True

    # ------------------------------------------------------------------ preamble

    def _take_preamble(self, passage: Passage, at: int, label: Label | None, rest: str) -> bool:
        cited, whereas = self.citation.opening(rest), self.recital.opening(rest)
        if whereas and self._among_citations(label, at):
            return self._begin(Stage.CITATIONS, passage, label)
        if whereas and (cited is None or whereas.end > cited.end or self._lettered(label)):
            return self._begin(Stage.RECITALS, passage, label)
        if cited and (label is None or label.kind in ("bullet", "digit", "letter")):
            if self._lettered(label) and self.stage >= Stage.CITATIONS:
                return self._begin(Stage.RECITALS, passage, label)
            return self._begin(Stage.CITATIONS, passage, label)
        if label is None:
            return self._unlabelled(passage, at, rest)
        match label.kind:
            case "letter" if self._next_letter(label):
                return self._begin(Stage.RECITALS, passage, label)
            case "letter" if heading_like(passage) and self._list_follows(at):
                return self._set_heading(passage, at)
            case "digit" if self.unworded and self.stage <= Stage.RECITALS and not self._restarts(label):
                return self._begin(Stage.RECITALS, passage, label)
            case "digit" if not (self.part and self.part.introduces and self._sublist(passage, label)):
                return self._begin(Stage.PARAGRAPHS, passage, label)
            case "bullet" if self.stage <= Stage.CITATIONS and self._same_bullet(label):
                return self._begin(Stage.CITATIONS, passage, label)
            case _ if self.part is not None:
                return self._sub_point(passage, label)
            case _:
                self._stray(block_of(passage))
                return True

    def _among_citations(self, label: Label | None, at: int) -> bool:
        """Whether a dash with a recital's word stands in the middle of the citations, as older texts have it."""
        if label is None or label.kind != "bullet" or not self._same_bullet(label) or at + 1 >= self.end:
            return False
        later = label_of(self.passages[at + 1].plain)
        rest = self.passages[at + 1].plain[later.end :].lstrip() if later else ""
        return later is not None and later.value == label.value and self.citation.opening(rest) is not None

    def _lettered(self, label: Label | None) -> bool:
        return label is not None and label.kind == "letter"

    def _next_letter(self, label: Label) -> bool:
        """Whether the letter is the one that recitals go on with."""
        part = self.part
        last = part.num if part is not None and part.stage is Stage.RECITALS else self.last_recital
        if last is None:
            return self.letters.place(label.value) == 0
        before = last.text.strip(".) ")
        inserted = label.value[:-1] == before and label.value[-1].islower()
        return inserted or self.letters.follows(before.rstrip("abcdefgh") or before, label.value)

    def _restarts(self, label: Label) -> bool:
        part = self.part
        return part is not None and part.stage is Stage.RECITALS and label.value == "1"

    def _same_bullet(self, label: Label) -> bool:
        part = self.part
        if part is None:
            return True
        if part.stage is not Stage.CITATIONS or part.introduces:
            return False
        return label.value == part.bullet

    def _sublist(self, passage: Passage, label: Label) -> bool:
        """Whether a digit label counts sub-points of the part that is open."""
        part = self.part
        if part is None:
            return False
        digits = [int(e.label.value) for e in part.entries if e.label and e.label.kind == "digit" and e.label.value.isdigit()]
        return label.value.isdigit() and int(label.value) == (digits[-1] + 1 if digits else 1) and (
            passage.indent > part.indent or part.introduces
        )

    def _list_follows(self, at: int) -> bool:
        """Whether the next passage begins a citation, a recital or a numbered paragraph."""
        for later in self.passages[at + 1 : min(at + 4, self.end)]:
            label = label_of(later.plain)
            rest = later.plain[label.end :].lstrip() if label else later.plain
            if self.citation.opening(rest) or self.recital.opening(rest):
                return True
            if label is not None:
                return label.kind in ("digit", "letter", "bullet")
            if not heading_like(later):
                return False
        return False

    def _unlabelled(self, passage: Passage, at: int, rest: str) -> bool:
        part = self.part
        if self.unworded and not self._list_follows(at - 1):
            return self._begin(Stage.RECITALS, passage, None)
        if part is not None and (part.open or rest[:1].islower() or part.introduces):
            return self._go_on(passage)
        if heading_like(passage) and self._list_follows(at):
            return self._set_heading(passage, at)
        if part is not None or self.closing.opening(rest):
            return self._begin(Stage.PARAGRAPHS, passage, None)
        self._stray(block_of(passage))
        return True

    # ---------------------------------------------------------------------- body

    def _take_body(self, passage: Passage, at: int, label: Label | None, rest: str) -> bool:
        part = self.part
        if label is None:
            return self._unlabelled_body(passage, at, rest)
        match label.kind:
            case "digit":
                if part is not None and not self._next_number(label) and self._sublist(passage, label):
                    return self._sub_point(passage, label)
                if self.closed and not self._next_number(label):
                    return False
                return self._begin(Stage.PARAGRAPHS, passage, label)
            case "letter" if heading_like(passage) and self._list_follows(at):
                return self._set_heading(passage, at)
            case "bullet" if part is not None and not self.numbers and not part.introduces and at > self.last_numbered:
                return self._begin(Stage.PARAGRAPHS, passage, label)
            case "paren" | "close" if self._note_like(passage, at, label):
                return False
            case _ if part is not None and not self.closed:
                return self._sub_point(passage, label)
            case _ if part is not None and (part.introduces or any(e.label for e in part.entries[1:])):
                return self._sub_point(passage, label)
            case _:
                return False

    def _unlabelled_body(self, passage: Passage, at: int, rest: str) -> bool:
        part = self.part
        more = at < self.last_numbered
        if part is not None and rest[:1].islower() and not passage.level and (more or not self.closed or part.open):
            return self._go_on(passage)
        if part is not None and part.open and not passage.level and not (self.closed and passage.whole):
            return self._go_on(passage)
        if heading_like(passage) and more:
            return self._set_heading(passage, at)
        if part is not None and part.introduces and passage.text[:1] in _OPENERS:
            part.entries.append(
                Entry(None, "", Quotation((block_of(passage),), passage.line), passage.line, passage.indent)
            )
            return True
        if more and part is not None:
            return self._go_on(passage, apart=True)
        if self.closing.opening(rest) and not self.closed:
            return self._begin(Stage.PARAGRAPHS, passage, None)
        return False

    def _note_like(self, passage: Passage, at: int, label: Label) -> bool:
        """Whether a label after the last paragraph begins the footnotes, and no sub-point."""
        part = self.part
        pointed = part is not None and (part.introduces or any(e.label for e in part.entries))
        return at > self.last_numbered and label.value == "1" and not pointed and passage.grid is None

    def _next_number(self, label: Label) -> bool:
        digits = "".join(c for c in label.value if c.isdigit())
        number, last = int(digits), self.numbers[-1] if self.numbers else 0
        return number == last + 1 or (number == last and not label.value.isdigit())

    def _last_numbered(self) -> int:
        """The place of the last passage that a numbered paragraph could begin at."""
        expected, last = 1, -1
        for at in range(self.end):
            label = label_of(self.passages[at].plain)
            if label is None or label.kind != "digit":
                continue
            rest = self.passages[at].plain[label.end :].lstrip()
            if self.recital.opening(rest):
                continue
            number = int("".join(c for c in label.value if c.isdigit()))
            if number in (expected, expected - 1):
                expected, last = number + 1, at
        return last

    # ------------------------------------------------------------------ gathering

    def _begin(self, stage: Stage, passage: Passage, label: Label | None) -> bool:
        """Begin a citation, recital or paragraph with `passage`."""
        self._close()
        self.stage = max(self.stage, stage)
        num = self._num(stage, passage, label)
        bullet = label.value if label and label.kind == "bullet" else ""
        part = _Part(stage, num, passage.line, passage.indent, bullet=bullet)
        text = passage.cut(label.end) if label else passage
        part.entries.append(Entry(None, "", block_of(text), passage.line, passage.indent))
        if stage is Stage.PARAGRAPHS:
            self.closed = self.closed or bool(self.closing.opening(text.plain))
            if label is not None and label.kind == "digit":
                self._count(label, passage)
        elif stage is Stage.CITATIONS:
            self.unworded = bool(self.recitals_follow.inside(text.plain))
        self.part = part
        return True

    def _num(self, stage: Stage, passage: Passage, label: Label | None) -> Num | None:
        if label is None:
            return None
        printed = passage.text[: label.end].strip()
        if stage is Stage.RECITALS:
            if label.kind == "digit" and label.value.isdigit():
                # A list that was copied lost its letters: 1. was A.
                place = int(label.value) - 1
                written = f"{self.letters.at(place)}."
                return Num(written, printed, _latin(place, written))
            place_of = self.letters.place(label.value)
            if place_of is not None:
                return Num.printed(printed, _latin(place_of, printed))
        return Num.printed(printed)

    def _count(self, label: Label, passage: Passage) -> None:
        number = int("".join(c for c in label.value if c.isdigit()))
        last = self.numbers[-1] if self.numbers else 0
        if number != last + 1 and not (number == last and not label.value.isdigit()):
            what = f"paragraph {label.value} follows paragraph {last}" if last else f"the first paragraph is {label.value}"
            self.findings.append(
                Finding(
                    "NUM001", Severity.WARNING, f"{what}: the numbers do not run on",
                    source_line=passage.line, help="compare with the original whether a paragraph is missing",
                )
            )
        self.numbers.append(number)

    def _sub_point(self, passage: Passage, label: Label) -> bool:
        if self.part is None:
            return False
        text = passage.cut(label.end)
        printed = passage.text[: label.end].strip()
        self.part.entries.append(Entry(label, printed, block_of(text), passage.line, passage.indent))
        return True

    def _go_on(self, passage: Passage, *, apart: bool = False) -> bool:
        """Text without a label that belongs to the part that is open."""
        if self.part is None:
            return False
        last = self.part.entries[-1]
        block = block_of(passage)
        if not apart and isinstance(last.content, Block) and self.part.open and not passage.whole:
            joined = _joined(last.content, block)
            self.part.entries[-1] = Entry(last.label, last.printed, joined, last.line, last.indent)
        else:
            self.part.entries.append(Entry(None, "", block, passage.line, passage.indent))
        return True

    def _set_heading(self, passage: Passage, at: int) -> bool:
        self._close()
        if self.stage is Stage.PARAGRAPHS or not self._preamble_follows(at):
            self.stage = Stage.PARAGRAPHS
            self.outline.open(passage)
        else:
            if self.heading is not None:
                self._stray(self.heading)
            self.heading = block_of(passage)
        return True

    def _preamble_follows(self, at: int) -> bool:
        """Whether the heading at `at` stands over citations or recitals, not over paragraphs."""
        for later in self.passages[at + 1 : min(at + 4, self.end)]:
            label = label_of(later.plain)
            rest = later.plain[label.end :].lstrip() if label else later.plain
            if self.citation.opening(rest) or self.recital.opening(rest):
                return True
            if label is not None:
                return label.kind == "letter" and self._next_letter(label)
        return False

    def _stray(self, content: Block | Table) -> None:
        self._close()
        self.preamble.append(Unrecognised(content))

    def _close(self) -> None:
        """Finish the part that is open, if any."""
        part, self.part = self.part, None
        if part is None:
            return
        content: tuple[Content, ...] = nest(part.entries, self.language.point_letters)
        num = part.num
        match part.stage:
            case Stage.CITATIONS:
                self._group_citation(Citation(num, content, part.line))
            case Stage.RECITALS:
                self.last_recital = num
                self._group_recital(Recital(num, content, part.line))
            case _:
                self.outline.add(Paragraph(num, content, part.line))

    def _group_citation(self, citation: Citation) -> None:
        last = self.preamble[-1] if self.preamble else None
        if isinstance(last, Citations) and self.heading is None:
            self.preamble[-1] = Citations(last.heading, (*last.items, citation))
        else:
            self.preamble.append(Citations(self.heading, (citation,)))
            self.heading = None

    def _group_recital(self, recital: Recital) -> None:
        last = self.preamble[-1] if self.preamble else None
        if isinstance(last, Recitals) and self.heading is None:
            self.preamble[-1] = Recitals(last.heading, (*last.items, recital))
        else:
            self.preamble.append(Recitals(self.heading, (recital,)))
            self.heading = None


def _latin(place: int, printed: str) -> str:
    """The letter that every language version shares, where `printed` is in another alphabet."""
    return "" if printed.isascii() else Letters(LATIN).at(place)


def _joined(first: Block, second: Block) -> Block:
    at = len(first.text) + 1
    moved = tuple(Mark(m.start + at, m.end + at, m.markup) for m in second.marks)
    return Block(f"{first.text} {second.text}", first.line, first.marks + moved)
