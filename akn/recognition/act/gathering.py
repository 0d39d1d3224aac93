"""What a walk over an act gathers: the part that is open, the preamble, the outline of the body."""

from __future__ import annotations

import re
from enum import IntEnum
from math import inf

from msgspec import Struct, field

from akn.findings import Finding
from akn.model.resolution import (
    Act,
    Block,
    BodyPart,
    Citation,
    Citations,
    Formula,
    Num,
    Paragraph,
    PreamblePart,
    Recital,
    Recitals,
    Table,
    Unrecognised,
)
from akn.numbering.letters import latin
from akn.recognition.act.headings import Outline
from akn.recognition.act.points import DEEPEST, Entry, nest
from akn.recognition.blocks import block_of, joined
from akn.recognition.idiom import Idiom
from akn.recognition.labels import Label, as_written, in_figures, neutral_of
from akn.recognition.passages import Passage

_ORDINAL = re.compile(r"(?<![\w./])[0-9]{1,2}\.$")
_TERMINAL = ".;,:·!?"
_CLOSERS = '"”»’)'


class Stage(IntEnum):
    """Where in the text the walk is."""

    FORMULA = 0
    CITATIONS = 1
    RECITALS = 2
    PARAGRAPHS = 3


class OpenPart(Struct):
    """A citation, recital or paragraph while its passages are being gathered.

    `bullet` is its dash, `depth` how deep in the lists of a page it begins.
    """

    stage: Stage
    num: Num | None
    line: int
    indent: float
    entries: list[Entry]
    bullet: str = ""
    depth: int = 0

    @property
    def last(self) -> Block | None:
        """The block that was gathered last."""
        for entry in reversed(self.entries):
            if isinstance(entry.content, Block):
                return entry.content
        return None

    @property
    def open(self) -> bool:
        """Whether its text still waits for more: it does not end as a sentence does."""
        last = self.last
        if last is None:
            return False
        # “of the 25.” waits for its month; behind a paragraph such a number may end it.
        ordinal = self.stage < Stage.PARAGRAPHS and _ORDINAL.search(last.text) is not None
        return ordinal or last.text.rstrip(_CLOSERS)[-1:] not in _TERMINAL

    @property
    def introduces(self) -> bool:
        """Whether its text ends in a colon."""
        last = self.last
        return last is not None and last.text.endswith(":")

    @property
    def listed(self) -> bool:
        """Whether it has sub-points already."""
        return any(entry.label for entry in self.entries)

    def lists(self, label: Label) -> bool:
        """Whether it has sub-points with the very bullet of `label`."""
        return any(entry.label is not None and entry.label[:2] == label[:2] for entry in self.entries)

    @property
    def digits(self) -> list[int]:
        """The numbers of its sub-points that are plain digits."""
        labels = [e.label for e in self.entries if e.label is not None and e.label.kind == "digit"]
        return [int(label.value) for label in labels if label.value.isdigit()]


class _Run(Struct):
    """Citations or recitals in a row, under one heading."""

    stage: Stage
    heading: Block | None
    citations: list[Citation] = field(default_factory=list)
    recitals: list[Recital] = field(default_factory=list)

    def built(self) -> Citations | Recitals:
        if self.stage is Stage.CITATIONS:
            return Citations(self.heading, tuple(self.citations))
        return Recitals(self.heading, tuple(self.recitals))


class Gathering:
    """The act while it is being read; with `ones` the numbers of its paragraphs are all 1, and their place counts."""

    def __init__(self, idiom: Idiom, *, ones: bool = False) -> None:
        self.ones = ones
        self.letters = idiom.recital_letters
        self.point_letters = idiom.point_letters
        self.stage = Stage.FORMULA
        self.part: OpenPart | None = None
        self.outline = Outline()
        self.findings: list[Finding] = []
        self.numbers: list[int] = []
        #: Lines that do not belong to the act, until it is known whether the part that is open goes on behind them.
        self.waiting: list[Block] = []
        self._last_recital: Num | None = None
        self._heading: Block | None = None
        self._preamble: list[Formula | Unrecognised | _Run] = []

    def act(self) -> Act:
        """The finished act, without what stands around it."""
        self.close()
        self._shed_heading()
        preamble: list[PreamblePart] = [p.built() if isinstance(p, _Run) else p for p in self._preamble]
        return Act((), tuple(preamble), self.outline.parts())

    @property
    def empty(self) -> bool:
        """Whether nothing has been gathered yet."""
        return not self._preamble and self.part is None

    @property
    def last_recital(self) -> Num | None:
        """The number of the last recital, the open one included."""
        if self.part is not None and self.part.stage is Stage.RECITALS:
            return self.part.num
        return self._last_recital

    # ------------------------------------------------------------------ preamble and body

    def formula(self, passage: Passage, sign: Passage | None = None) -> None:
        """The enacting words; their comma may stand on the next line (`sign`)."""
        self._set_apart(Stage.FORMULA)
        block = block_of(passage)
        self._preamble.append(Formula(block if sign is None else joined(block, block_of(sign))))

    def begin(self, stage: Stage, passage: Passage, label: Label | None) -> Passage:
        """Begin a citation, recital or paragraph with `passage`; its text without the label is given back."""
        num = self._num(stage, passage, label)
        self.close()
        self.stage = max(self.stage, stage)
        self._set_apart(self.stage)
        if self.stage is Stage.PARAGRAPHS:
            self._shed_heading()
        text = passage.cut(label.end) if label else passage
        entry = Entry(None, "", block_of(text), passage.line, passage.indent, passage.depth)
        bullet = label.value if label and label.kind == "bullet" else ""
        self.part = OpenPart(stage, num, passage.line, passage.indent, [entry], bullet, passage.depth)
        if stage is Stage.PARAGRAPHS and label is not None and label.kind == "digit":
            self._count(label, passage)
        return text

    def sub_point(self, passage: Passage, label: Label) -> None:
        """A labelled passage inside the open part."""
        text = passage.cut(label.end)
        printed = passage.text[: label.end].strip()
        self._add(Entry(label, printed, block_of(text), passage.line, passage.indent, passage.depth))

    def go_on(self, passage: Passage, *, apart: bool = False, closely: bool = False) -> None:
        """Text without a label that belongs to the open part; it mends a broken line unless it stands `apart`.

        Where it stands `closely`, on the next line, it goes on a finished sentence, too.
        """
        part = self.part
        last = part.entries[-1] if part else None
        if (
            part
            and last
            and not self.waiting
            and not (apart or passage.text.startswith("|"))  # the row of a table
            and isinstance(last.content, Block)
            and (part.open or closely)
            and not passage.whole
        ):
            whole = joined(last.content, block_of(passage))
            part.entries[-1] = Entry(last.label, last.printed, whole, last.line, last.indent)
        else:
            self._add(Entry(None, "", block_of(passage), passage.line, passage.indent))

    def add(self, entry: Entry) -> None:
        """Anything else that belongs to the open part: a table, a quotation."""
        self._add(entry)

    def _add(self, entry: Entry) -> None:
        if self.part is None:
            raise ValueError("no part is open")
        # The part goes on behind lines that are none of it: they stand with what was printed before them.
        for block in self.waiting:
            self.part.entries.append(Entry(None, "", block, block.line, inf))
            self.findings.append(Finding.of("UNR002", source_line=block.line, text=block.text[:80]))
        self.waiting.clear()
        self.part.entries.append(entry)

    def _set_apart(self, stage: Stage) -> None:
        """Let the lines that do not belong to the act stand between two parts, as unrecognised."""
        if not self.waiting:
            return
        self._shed_heading()
        for block in self.waiting:
            if stage is Stage.PARAGRAPHS:
                self.outline.add(Unrecognised(block))
            else:
                self._preamble.append(Unrecognised(block))
        self.waiting.clear()

    def body_part(self, part: BodyPart) -> None:
        """Something that stands in the body by itself."""
        self.close()
        self.stage = Stage.PARAGRAPHS
        self._set_apart(self.stage)
        self.outline.add(part)

    def body_heading(self, passage: Passage, *, leads: bool) -> None:
        """A heading over paragraphs, or, where it `leads`, over further headings."""
        self.close()
        self._shed_heading()
        self.stage = Stage.PARAGRAPHS
        self._set_apart(self.stage)
        self.outline.open(passage, leads=leads)

    def preamble_heading(self, passage: Passage) -> None:
        """A heading over citations or recitals."""
        self.close()
        self._set_apart(Stage.FORMULA)
        self._shed_heading()
        self._heading = block_of(passage)

    def stray(self, content: Block | Table) -> None:
        """Something in the preamble that could not be placed: a heading above it heads nothing."""
        self.close()
        self._set_apart(Stage.FORMULA)
        self._shed_heading()
        self._preamble.append(Unrecognised(content))

    def _shed_heading(self) -> None:
        """A heading over nothing is no heading; it stands where it stood."""
        if self._heading is not None:
            self._preamble.append(Unrecognised(self._heading))
            self._heading = None

    # ------------------------------------------------------------------ numbers

    def _num(self, stage: Stage, passage: Passage, label: Label | None) -> Num | None:
        if label is None:
            return None
        printed = passage.text[: label.end].strip()
        if stage is Stage.RECITALS:
            if label.kind == "digit" and label.value.isdigit() and label.value != "0":
                # A list that was copied lost its letters: 1. was A.
                place = self._place_of(label)
                written = f"{self.letters.at(place)}."
                return Num(written, printed, _latin(place, written))
            held = self.letters.place(label.value)
            if held is not None and label.value.casefold() not in printed.casefold():
                return Num(f"{label.value}.", printed, _latin(held, label.value))  # it was misread
            if held is not None:
                return Num(as_written(printed, label), printed, _latin(held, printed))
        if stage is Stage.PARAGRAPHS and label.kind == "digit":
            if self.ones:
                return Num(printed.replace("1", str(len(self.numbers) + 1), 1), printed)
            if label.value not in in_figures(printed):
                return Num(f"{label.value}.", printed)  # it was misread
        return Num(as_written(printed, label), printed, neutral_of(printed, label))

    def _place_of(self, label: Label) -> int:
        """Which recital a number counts, from 0: where it repeats the first number, its place tells."""
        last = self.last_recital
        before = self.letters.place(last.text.strip(".")) if last is not None else None
        if (
            label.value == "1"
            and before is not None
            and last is not None
            and last.source.strip(" .)(") == "1"
        ):
            return before + 1
        return int(label.value) - 1

    def _count(self, label: Label, passage: Passage) -> None:
        number = len(self.numbers) + 1 if self.ones else int("".join(c for c in label.value if c.isdigit()))
        last = self.numbers[-1] if self.numbers else 0
        inserted = number == last and not label.value.isdigit()
        if number != last + 1 and not inserted:
            what = (
                f"paragraph {label.value} follows paragraph {last}"
                if last
                else f"the first paragraph is {label.value}"
            )
            self.findings.append(Finding.of("NUM001", source_line=passage.line, what=what))
        self.numbers.append(number)

    # ------------------------------------------------------------------ closing

    def close(self) -> None:
        """Finish the part that is open, if any."""
        part, self.part = self.part, None
        if part is None:
            return
        content = nest(part.entries, self.point_letters)
        if part.depth and any(entry.depth - part.depth > DEEPEST for entry in part.entries):
            self.findings.append(Finding.of("NUM002", source_line=part.line, deepest=DEEPEST))
        match part.stage:
            case Stage.CITATIONS:
                self._run(part.stage).citations.append(Citation(part.num, content, part.line))
            case Stage.RECITALS:
                self._last_recital = part.num
                self._run(part.stage).recitals.append(Recital(part.num, content, part.line))
            case _:
                self.outline.add(Paragraph(part.num, content, part.line))

    def _run(self, stage: Stage) -> _Run:
        """The run that a citation or recital goes on, or a new one."""
        last = self._preamble[-1] if self._preamble else None
        if isinstance(last, _Run) and last.stage is stage and self._heading is None:
            return last
        run = _Run(stage, self._heading)
        self._heading = None
        self._preamble.append(run)
        return run


def _latin(place: int, printed: str) -> str:
    """The letter that every language version shares, where `printed` is in another alphabet."""
    return "" if printed.isascii() else latin().at(place)
