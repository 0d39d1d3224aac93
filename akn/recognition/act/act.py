"""From the enacting words to the last paragraph: citations, recitals, paragraphs.

One walk over the passages. Each is judged by its label, by its opening words
and by what was read before it; what fits nowhere stands where it stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from akn.findings import Finding
from akn.model.resolution import Act, Block, Quotation, Unrecognised
from akn.numbering.roman import roman
from akn.recognition.act.ahead import Ahead, number_of
from akn.recognition.act.formula import formula_end, lone_sign
from akn.recognition.act.gathering import Gathering, Stage
from akn.recognition.act.headings import heading_like
from akn.recognition.act.marks import settled
from akn.recognition.act.points import Entry
from akn.recognition.blocks import block_of, table_of
from akn.recognition.idiom import Idiom
from akn.recognition.labels import Label, small_label_of
from akn.recognition.passages import Passage

_OPENERS = '"“„«‘»”'
_CLOSERS = frozenset('"”»“’«')
_LETTERED = ("letter", "small", "paren", "close")
#: The label of an item of a page that prints no mark.
_UNMARKED = Label("bullet", "", 0)
#: The most passages that one quotation may hold.
_LONGEST = 40


@dataclass
class Read:
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
    return _ActWalk(settled(passages[start:end], idiom), start, idiom).run()


class _ActWalk:
    """The walk over the passages of one act."""

    def __init__(self, passages: Sequence[Passage], start: int, idiom: Idiom) -> None:
        self.passages = passages
        self.start = start
        self.end = len(passages)
        self.idiom = idiom
        self.ahead = Ahead(passages, idiom)
        self.letters = idiom.recital_letters
        self.citation = idiom.phrases("citation")
        self.recital = idiom.phrases("recital")
        self.recitals_follow = idiom.phrases("recitals_follow")
        self.closing = idiom.phrases("closing")
        self.gathered = Gathering(idiom, ones=self.ahead.ones)
        self.closed = False
        self.taken = 0  # passages that were taken along with the last
        self.caption = -2  # where the caption of a table stands
        self.unworded = self.ahead.unworded  # recitals that have no word of their own follow
        self.row: Label | None = None  # the mark of the last recital

    def run(self) -> Read:
        """Walk until the act is over."""
        at = 0
        while at < self.end and self._take(self.passages[at], at):
            at += 1 + self.taken
            self.taken = 0
        return Read(self.gathered.act(), self.start + at, self.gathered.findings, self.closed)

    def _take(self, passage: Passage, at: int) -> bool:
        """Place `passage`; False where the act is over."""
        if passage.grid is not None:
            return self._take_table(passage, at)
        if self.gathered.empty and (end := formula_end(self.passages, at, self.idiom)):
            return self._take_formula(passage, end, at)
        if self._nested(passage):
            self.gathered.sub_point(passage, passage.label or small_label_of(passage.plain) or _UNMARKED)
            return True
        label, rest = passage.label, passage.rest
        if self.gathered.stage < Stage.PARAGRAPHS:
            return self._take_preamble(passage, at, label, rest)
        return self._take_body(passage, at, label, rest)

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

    # ------------------------------------------------------------------ preamble

    def _take_preamble(self, passage: Passage, at: int, label: Label | None, rest: str) -> bool:
        cited, whereas = self.citation.opening(rest), self.recital.opening(rest)
        lettered = label is not None and label.kind in _LETTERED
        if whereas and label is None and self._leads_in(passage, whereas.end, at):
            return True
        if whereas and self._among_citations(label, at):
            return self._begin(Stage.CITATIONS, passage, label)
        if whereas and (cited is None or whereas.end > cited.end or lettered):
            if label is None and self._inside_row(at):
                self.gathered.go_on(passage)
                return True
            return self._begin(Stage.RECITALS, passage, label)
        if cited and (label is None or label.kind in ("bullet", "digit", *_LETTERED)):
            # Danish recitals may begin as citations do: the letter tells.
            after_citations = lettered and self._marked_anew(label)
            return self._begin(Stage.RECITALS if after_citations else Stage.CITATIONS, passage, label)
        if label is None:
            return self._unlabelled(passage, at, rest)
        return self._labelled(passage, at, label)

    def _marked_anew(self, label: Label | None) -> bool:
        """Whether `label` is of another sort than the marks of the citations before it."""
        part = self.gathered.part
        if self.gathered.stage < Stage.CITATIONS or label is None:
            return False
        if label.kind == "letter" or part is None or part.stage is not Stage.CITATIONS:
            return True
        return part.num is None or bool(part.bullet)

    def _leads_in(self, passage: Passage, end: int, at: int) -> bool:
        """A recital's word alone on its line leads in the recitals; whether it does."""
        if passage.plain[end:].strip(" :;,.") or at + 1 >= self.end:
            return False
        following = self.passages[at + 1]
        if following.label is None and not self.recital.opening(following.rest):
            self.unworded = True
        self.gathered.preamble_heading(passage)
        return True

    def _inside_row(self, at: int) -> bool:
        """Whether the recitals that have marks count on over an unmarked line: it belongs to the one before."""
        last, following = self.gathered.last_recital, self.ahead.next_counted(at)
        part = self.gathered.part
        if last is None or following is None or part is None or part.stage is not Stage.RECITALS:
            return False
        if following.value.isdecimal():
            before = "".join(c for c in last.source if c.isdecimal())
            return before.isdecimal() and int(following.value) == int(before) + 1
        return self._next_letter(following)

    def _labelled(self, passage: Passage, at: int, label: Label) -> bool:
        """A labelled passage of the preamble whose words do not say what it is."""
        part = self.gathered.part
        introduces = part is not None and part.introduces
        match label.kind:
            case _ if self._in_row(label, at):
                return self._begin(Stage.RECITALS, passage, label)
            case "letter" if not self.unworded and self._next_letter(label):
                return self._begin(Stage.RECITALS, passage, label)
            case "small" | "paren" | "close" if (
                self.gathered.last_recital is None
                and not (introduces or self.recital.phrases)
                and self._next_letter(label)
            ):
                return self._begin(Stage.RECITALS, passage, label)
            case "letter" if heading_like(passage) and self.ahead.list_follows(at):
                return self._heading(passage, at)
            case "digit" if at not in self.ahead.points and not (part and self._sublist(label, at)):
                return self._begin(Stage.PARAGRAPHS, passage, label)
            case "bullet" if self._first_bulleted(label, at):
                return self._begin(Stage.PARAGRAPHS, passage, label)
            case "bullet" if self.gathered.stage <= Stage.CITATIONS and self._same_bullet(label):
                return self._begin(Stage.CITATIONS, passage, label)
            case _ if part is not None:
                self.gathered.sub_point(passage, label)
            case _:
                self.gathered.stray(block_of(passage))
        return True

    def _unlabelled(self, passage: Passage, at: int, rest: str) -> bool:
        part = self.gathered.part
        if self.unworded and self.row is None and not self.ahead.list_follows(at - 1):
            return self._begin(Stage.RECITALS, passage, None)
        if self._bare(passage, at):
            # Texts of old end their recitals with commas and their paragraphs with semicolons.
            ends = part.last.text[-1:] if part and part.last else ""
            still = self.gathered.stage is Stage.RECITALS and ends == "," == passage.plain[-1:]
            return self._begin(Stage.RECITALS if still else Stage.PARAGRAPHS, passage, None)
        if part is not None and (part.open or rest[:1].islower() or part.introduces):
            self.gathered.go_on(passage)
        elif heading_like(passage) and self.ahead.list_follows(at):
            return self._heading(passage, at)
        elif part is not None or self.closing.opening(rest):
            return self._begin(Stage.PARAGRAPHS, passage, None)
        else:
            self.gathered.stray(block_of(passage))
        return True

    def _bare(self, passage: Passage, at: int) -> bool:
        """Whether `passage` is a paragraph (or an old recital) of an act whose paragraphs have no mark at all."""
        part = self.gathered.part
        if self.ahead.paragraphing != "nothing" or not self.ahead.opener < at <= self.ahead.closing:
            return False
        if part is None or self.gathered.stage < Stage.RECITALS:
            return part is None and self.gathered.stage is Stage.PARAGRAPHS and passage.plain[-1:] in ";."
        if part.open or part.introduces or passage.level:
            return False
        return passage.plain[-1:] in ";,." or at == self.ahead.closing

    def _first_bulleted(self, label: Label, at: int) -> bool:
        """Whether the paragraphs, which have bullets, begin here: behind all that its words tell."""
        part = self.gathered.part
        if self.ahead.paragraphing != "bullet" or at <= self.ahead.opener or (part and part.introduces):
            return False
        if self.gathered.stage < Stage.RECITALS or (part and part.listed):
            return False
        closing = self.ahead.closing
        like = self.passages[closing if closing > self.ahead.opener else self.ahead.opener].label
        return like is not None and like.value == label.value

    def _among_citations(self, label: Label | None, at: int) -> bool:
        """Whether a dash with a recital's word stands in the middle of the citations, as older texts have it."""
        if label is None or label.kind != "bullet" or not self._same_bullet(label) or at + 1 >= self.end:
            return False
        following = self.passages[at + 1]
        same = following.label is not None and following.label.value == label.value
        cited, whereas = self.citation.opening(following.rest), self.recital.opening(following.rest)
        return same and cited is not None and (whereas is None or whereas.end <= cited.end)

    def _next_letter(self, label: Label) -> bool:
        """Whether the letter is the one that recitals go on with; ``Ba`` was inserted after ``B``."""
        last = self.gathered.last_recital
        if last is None:
            return self.letters.place(label.value) == 0
        before = "".join(c for c in last.text if c.isalnum())
        inserted = bool(before) and label.value[:-1] == before and label.value[-1].islower()
        return inserted or self.letters.follows(before.rstrip("abcdefgh") or before, label.value)

    def _in_row(self, label: Label, at: int) -> bool:
        """Whether `label` goes on the row of the recitals, whatever words stand behind it.

        Where no word tells recitals, the first of them says how they are marked.
        """
        if self.gathered.stage < Stage.RECITALS:
            first = label.value in ("1", "i", "I") or label.kind == "bullet" or self.letters.place(label.value) == 0
            return self.unworded and first
        row, last = self.row, self.gathered.last_recital
        if row is None or last is None or (label.kind, label.value.isupper()) != (row.kind, row.value.isupper()):
            return False
        before = "".join(c for c in last.source if c.isalnum())
        if label.kind == "bullet":
            part = self.gathered.part
            listing = part is not None and (part.introduces or part.lists(label))
            numbered = self.ahead.paragraphing == "number" and not listing
            return (self.unworded or numbered) and label.value == row.value
        if label.value.isdecimal():
            run_on = self.unworded or label.kind != "digit" or at < max(self.ahead.opener, self.ahead.anew)
            return run_on and before.isdecimal() and int(label.value) == int(before) + 1
        one, two = roman(before), roman(label.value)
        return self._next_letter(label) or (one is not None and two == one + 1)

    def _same_bullet(self, label: Label) -> bool:
        """Whether a dash is that of the citations."""
        part = self.gathered.part
        if part is None:
            return True
        inside = part.introduces or part.lists(label)
        return part.stage is Stage.CITATIONS and not inside and label.value == part.bullet

    def _heading(self, passage: Passage, at: int) -> bool:
        if self.gathered.stage < Stage.PARAGRAPHS and self._preamble_follows(at):
            self.gathered.preamble_heading(passage)
        else:
            following = self.passages[at + 1] if at + 1 < self.end else None
            leads = following is not None and following.label is None and heading_like(following)
            self.gathered.body_heading(passage, leads=leads)
        return True

    # ---------------------------------------------------------------------- body

    def _take_body(self, passage: Passage, at: int, label: Label | None, rest: str) -> bool:
        if label is None:
            return self._unlabelled_body(passage, at, rest)
        part = self.gathered.part
        match label.kind:
            case "digit" if part is not None and at in self.ahead.points:
                self.gathered.sub_point(passage, label)
            case "digit" if self.closed and at > self.ahead.last and not self._next_number(label):
                return False
            case "digit":
                return self._begin(Stage.PARAGRAPHS, passage, label)
            case "letter" if heading_like(passage) and self.ahead.list_follows(at):
                return self._heading(passage, at)
            case "bullet" if self._bulleted(label, at):
                return self._begin(Stage.PARAGRAPHS, passage, label)
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
        if part is None or self.gathered.numbers or part.introduces:
            return False
        if self.ahead.paragraphing != "bullet":
            return at > self.ahead.last
        return part.bullet == label.value and not (part.listed and at < self.ahead.closing and self._small(at))

    def _small(self, at: int) -> bool:
        """Whether the words at `at` begin with a small letter where those of the open paragraph do not."""
        part = self.gathered.part
        first = part.entries[0].content if part is not None else None
        capital = isinstance(first, Block) and first.text[:1].isupper()
        return capital and self.passages[at].rest[:1].islower()

    def _unlabelled_body(self, passage: Passage, at: int, rest: str) -> bool:
        part = self.gathered.part
        more = at < self.ahead.last
        if self._bare(passage, at):
            return self._begin(Stage.PARAGRAPHS, passage, None)
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
        if heading_like(passage) and more:
            if part is not None and (part.introduces or part.listed) and self.ahead.point_follows(at):
                self.gathered.go_on(passage, apart=True)
                return True
            return self._heading(passage, at)
        if self.closing.opening(rest) and not self.closed:
            return self._begin(Stage.PARAGRAPHS, passage, None)
        if more and part is not None:
            self.gathered.go_on(passage, apart=True)
        elif more:
            self.gathered.body_part(block_of(passage))
        else:
            return False
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

    def _sublist(self, label: Label, at: int) -> bool:
        """Whether a digit label counts sub-points of the part of the preamble that is open."""
        part = self.gathered.part
        if part is None or not label.value.isdigit():
            return False
        expected = part.digits[-1] + 1 if part.digits else 1
        going_on = (bool(part.digits) and at < self.ahead.opener) or at < self.ahead.lettered
        return int(label.value) == expected and (going_on or part.introduces)

    def _preamble_follows(self, at: int) -> bool:
        """Whether the heading at `at` stands over citations or recitals, not over paragraphs."""
        for later in self.passages[at + 1 : min(at + 4, self.end)]:
            label, rest = later.label, later.rest
            if self.citation.opening(rest) or self.recital.opening(rest):
                return True
            if label is not None:
                return label.kind == "letter" and self._next_letter(label)
        return False

    # ------------------------------------------------------------------ gathering

    def _begin(self, stage: Stage, passage: Passage, label: Label | None) -> bool:
        text = self.gathered.begin(stage, passage, label)
        if stage is Stage.PARAGRAPHS:
            self.closed = self.closed or bool(self.closing.opening(text.plain))
        elif stage is Stage.RECITALS:
            self.row = label
        elif stage is Stage.CITATIONS:
            self.unworded = self.ahead.unworded or bool(self.recitals_follow.inside(text.plain))
        return True
