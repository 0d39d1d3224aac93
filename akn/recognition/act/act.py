"""From the enacting words to the last paragraph: citations, recitals, paragraphs.

One walk over the passages. Each is judged by its label, by its opening words
and by what was read before it; what fits nowhere stands where it stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from akn.findings import Finding
from akn.model.resolution import Act, Quotation
from akn.recognition.act.gathering import Gathering, Stage
from akn.recognition.act.headings import heading_like, in_a_row
from akn.recognition.act.points import Entry
from akn.recognition.blocks import block_of, table_of
from akn.recognition.elsewhere import by_itself
from akn.recognition.idiom import Idiom
from akn.recognition.labels import Label
from akn.recognition.passages import Passage

_OPENERS = '"“„«‘»”'
_CLOSERS = frozenset('"”»“’«')
#: The most passages that one quotation may hold.
_LONGEST = 40
#: So many lines that look like headings of one rank, with nothing between them, are rows.
_ROWS = 3


@dataclass
class Read:
    """What was read of an act: the act itself, where its tail begins, and what there was to remark.

    `closed` says that its closing words were read.
    """

    act: Act
    tail: int
    findings: list[Finding] = field(default_factory=list)
    closed: bool = False


def is_formula(passage: Passage, idiom: Idiom) -> bool:
    """Whether `passage` is the enacting words and nothing else."""
    return by_itself(idiom.phrases("formula").opening(passage.plain), passage.plain) is not None


def read_act(passages: Sequence[Passage], start: int, end: int, idiom: Idiom) -> Read:
    """Read the act whose enacting words, if any, stand at `start`; nothing at `end` or after is looked at.

    The tail begins where neither a paragraph nor anything that belongs to one
    follows.
    """
    return _ActWalk(passages, start, end, idiom).run()


class _ActWalk:
    """The walk over the passages of one act."""

    def __init__(self, passages: Sequence[Passage], start: int, end: int, idiom: Idiom) -> None:
        self.passages = passages
        self.start = start
        self.end = end
        self.letters = idiom.recital_letters
        self.citation = idiom.phrases("citation")
        self.recital = idiom.phrases("recital")
        self.recitals_follow = idiom.phrases("recitals_follow")
        self.closing = idiom.phrases("closing")
        self.formula = idiom.phrases("formula")
        self.gathered = Gathering(idiom)
        self.closed = False
        self.taken = 0  # passages that were taken along with the last
        self.caption = -2  # where the caption of a table stands
        self.row = -2  # where the last line stands that is a row of a table
        self.unworded = False  # recitals that have no word of their own follow
        self.last_numbered = self._last_numbered()

    def run(self) -> Read:
        """Walk until the act is over."""
        at = self.start
        while at < self.end and self._take(self.passages[at], at):
            at += 1 + self.taken
            self.taken = 0
        return Read(self.gathered.act(), at, self.gathered.findings, self.closed)

    def _take(self, passage: Passage, at: int) -> bool:
        """Place `passage`; False where the act is over."""
        if passage.note:
            return self._take_note(passage, at)
        if self._is_row(passage, at):
            return self._take_row(passage, at)
        if passage.grid is not None:
            return self._take_table(passage, at)
        if self.gathered.empty and (hit := self.formula.opening(passage.plain)):
            return self._take_formula(passage, hit.end, at)
        label, rest = passage.label, passage.rest
        if self.gathered.stage < Stage.PARAGRAPHS:
            return self._take_preamble(passage, at, label, rest)
        return self._take_body(passage, at, label, rest)

    def _take_note(self, passage: Passage, at: int) -> bool:
        """A footnote that nothing points to: it stands for itself, and goes on no sentence."""
        if self.gathered.stage is Stage.PARAGRAPHS and at > self.last_numbered:
            return False
        if self.gathered.part is None:
            self.gathered.stray(block_of(passage))
        else:
            self.gathered.add(Entry(None, "", block_of(passage), passage.line, passage.indent))
        return True

    def _is_row(self, passage: Passage, at: int) -> bool:
        """Whether `passage` is a row or a cell of a table that was printed in lines.

        Such lines stand behind a colon, or there are three that look like headings of one rank; they end where
        something with a label begins, or a sentence ends.
        """
        part = self.gathered.part
        if part is None or passage.grid is not None or passage.label is not None or passage.level:
            return False
        if self.row != at - 1 and (part.open or at > self.last_numbered or not heading_like(passage)):
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

    def _take_row(self, passage: Passage, at: int) -> bool:
        """A row: a line of its own in the part that is open."""
        if self.row != at - 1:
            self.gathered.findings.append(
                Finding.of("TAB001", source_line=passage.line, text=passage.text[:80])
            )
        self.row = at
        self.gathered.go_on(passage, apart=True)
        return True

    def _take_formula(self, passage: Passage, end: int, at: int) -> bool:
        """The enacting words; what stands behind them on the same line is read on."""
        behind = passage.plain[end:].lstrip(" ,")
        if not behind:
            self.gathered.formula(passage)
            return True
        start = len(passage.plain) - len(behind)
        self.gathered.formula(passage.cut(0, start))
        return self._take(passage.cut(start), at)

    def _take_table(self, passage: Passage, at: int) -> bool:
        part, table = self.gathered.part, table_of(passage)
        if part is not None and (part.introduces or part.stage < Stage.PARAGRAPHS or self.caption == at - 1):
            self.gathered.add(Entry(None, "", table, passage.line, passage.indent))
        elif self.gathered.stage < Stage.PARAGRAPHS:
            self.gathered.stray(table)
        elif self.closed and at > self.last_numbered:
            return False
        else:
            self.gathered.body_part(table)
        return True

    # ------------------------------------------------------------------ preamble

    def _take_preamble(self, passage: Passage, at: int, label: Label | None, rest: str) -> bool:
        cited, whereas = self.citation.opening(rest), self.recital.opening(rest)
        lettered = label is not None and label.kind == "letter"
        if whereas and self._among_citations(label, at):
            return self._begin(Stage.CITATIONS, passage, label)
        if whereas and (cited is None or whereas.end > cited.end or lettered):
            return self._begin(Stage.RECITALS, passage, label)
        if cited and (label is None or label.kind in ("bullet", "digit", "letter")):
            # Danish recitals may begin as citations do: the letter tells.
            after_citations = lettered and self.gathered.stage >= Stage.CITATIONS
            return self._begin(Stage.RECITALS if after_citations else Stage.CITATIONS, passage, label)
        if label is None:
            return self._unlabelled(passage, at, rest)
        return self._labelled(passage, at, label)

    def _labelled(self, passage: Passage, at: int, label: Label) -> bool:
        """A labelled passage of the preamble whose words do not say what it is."""
        part = self.gathered.part
        match label.kind:
            case "letter" if self._next_letter(label):
                return self._begin(Stage.RECITALS, passage, label)
            case "letter" if heading_like(passage) and self._list_follows(at):
                return self._heading(passage, at)
            case "digit" if self.unworded and not self._restarts(label):
                return self._begin(Stage.RECITALS, passage, label)
            case "digit" if not (part and part.introduces and self._sublist(passage, label)):
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
        if self.unworded and not self._list_follows(at - 1):
            return self._begin(Stage.RECITALS, passage, None)
        if part is not None and (part.open or rest[:1].islower() or part.introduces):
            self.gathered.go_on(passage)
        elif heading_like(passage) and self._list_follows(at):
            return self._heading(passage, at)
        elif part is not None or self.closing.opening(rest):
            return self._begin(Stage.PARAGRAPHS, passage, None)
        else:
            self.gathered.stray(block_of(passage))
        return True

    def _among_citations(self, label: Label | None, at: int) -> bool:
        """Whether a dash with a recital's word stands in the middle of the citations, as older texts have it."""
        if label is None or label.kind != "bullet" or not self._same_bullet(label) or at + 1 >= self.end:
            return False
        following = self.passages[at + 1]
        same = following.label is not None and following.label.value == label.value
        return same and self.citation.opening(following.rest) is not None

    def _next_letter(self, label: Label) -> bool:
        """Whether the letter is the one that recitals go on with; ``Ba`` was inserted after ``B``."""
        last = self.gathered.last_recital
        if last is None:
            return self.letters.place(label.value) == 0
        before = last.text.strip(".) ")
        inserted = label.value[:-1] == before and label.value[-1].islower()
        return inserted or self.letters.follows(before.rstrip("abcdefgh") or before, label.value)

    def _restarts(self, label: Label) -> bool:
        """Whether digits begin anew after recitals that had digits: there the paragraphs begin."""
        return self.gathered.last_recital is not None and label.value == "1"

    def _same_bullet(self, label: Label) -> bool:
        """Whether a dash is that of the citations."""
        part = self.gathered.part
        if part is None:
            return True
        return part.stage is Stage.CITATIONS and not part.introduces and label.value == part.bullet

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
            case "digit" if (
                part is not None and not self._next_number(label) and self._sublist(passage, label)
            ):
                self.gathered.sub_point(passage, label)
            case "digit" if self.closed and not self._next_number(label):
                return False
            case "digit":
                return self._begin(Stage.PARAGRAPHS, passage, label)
            case "letter" if heading_like(passage) and self._list_follows(at):
                return self._heading(passage, at)
            case "bullet" if (
                part and not self.gathered.numbers and not part.introduces and at > self.last_numbered
            ):
                return self._begin(Stage.PARAGRAPHS, passage, label)
            case "paren" | "close" if self._note_like(at, label):
                return False
            case _ if part is not None and (not self.closed or part.introduces or part.listed):
                self.gathered.sub_point(passage, label)
            case _:
                return False
        return True

    def _unlabelled_body(self, passage: Passage, at: int, rest: str) -> bool:
        part = self.gathered.part
        more = at < self.last_numbered
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
            return self._heading(passage, at)
        if more and part is not None:
            self.gathered.go_on(passage, apart=True)
        elif more:
            self.gathered.body_part(block_of(passage))
        elif self.closing.opening(rest) and not self.closed:
            return self._begin(Stage.PARAGRAPHS, passage, None)
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
        return at > self.last_numbered and label.value == "1" and not pointed

    def _next_number(self, label: Label) -> bool:
        number = int("".join(c for c in label.value if c.isdigit()))
        last = self.gathered.numbers[-1] if self.gathered.numbers else 0
        return number == last + 1 or (number == last and not label.value.isdigit())

    def _sublist(self, passage: Passage, label: Label) -> bool:
        """Whether a digit label counts sub-points of the part that is open."""
        part = self.gathered.part
        if part is None or not label.value.isdigit():
            return False
        expected = part.digits[-1] + 1 if part.digits else 1
        return int(label.value) == expected and (passage.indent > part.indent or part.introduces)

    # ------------------------------------------------------------------ looking ahead

    def _last_numbered(self) -> int:
        """The place of the last passage that a numbered paragraph could begin at."""
        expected, last = 1, -1
        for at in range(self.start, self.end):
            label = self.passages[at].label
            if label is None or label.kind != "digit" or self.recital.opening(self.passages[at].rest):
                continue
            number = int("".join(c for c in label.value if c.isdigit()))
            if number in (expected, expected - 1):
                expected, last = number + 1, at
        return last

    def _list_follows(self, at: int) -> bool:
        """Whether the next passage begins a citation, a recital or a numbered paragraph."""
        for later in self.passages[at + 1 : min(at + 4, self.end)]:
            label, rest = later.label, later.rest
            if self.citation.opening(rest) or self.recital.opening(rest):
                return True
            if label is not None:
                return label.kind in ("digit", "letter", "bullet")
            if not heading_like(later):
                return False
        return False

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
        elif stage is Stage.CITATIONS:
            self.unworded = bool(self.recitals_follow.inside(text.plain))
        return True
