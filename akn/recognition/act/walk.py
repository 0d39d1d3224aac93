"""What the walks over preamble and body of an act share: where they are, what was read, what may follow."""

from __future__ import annotations

from collections.abc import Sequence

from akn.recognition.act.ahead import Ahead
from akn.recognition.act.gathering import Gathering, Stage
from akn.recognition.act.headings import heading_like
from akn.recognition.idiom import Idiom
from akn.recognition.labels import UNMARKED, Label, small_label_of
from akn.recognition.passages import Passage

#: So many passages are looked at to see what a heading heads.
_NEAR = 4
#: A heading that ends in a colon is no longer.
_COLON = 60


class Walk:
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
        self.row = -2  # where the last line stands that is a row of a table
        self.unworded = self.ahead.unworded  # recitals that have no word of their own follow
        self.mark: Label | None = None  # the mark of the last recital

    def bare(self, passage: Passage, at: int) -> bool:
        """Whether `passage` is a paragraph (or an old recital) of an act whose paragraphs have no mark at all."""
        part = self.gathered.part
        if self.ahead.paragraphing != "nothing" or not self.ahead.opener < at <= self.ahead.closing:
            return False
        if part is None or self.gathered.stage < Stage.RECITALS:
            return part is None and self.gathered.stage is Stage.PARAGRAPHS and passage.plain[-1:] in ";.·"
        if part.open or part.introduces or passage.level:
            return False
        return passage.plain[-1:] in ";,.·:" or at == self.ahead.closing

    def heads_bare(self, passage: Passage, at: int) -> bool:
        """Whether `passage` is a heading over paragraphs (or old recitals) that have no mark."""
        part = self.gathered.part
        if self.ahead.paragraphing != "nothing" or not self.ahead.opener < at < self.ahead.closing:
            return False
        if not heading_like(passage) or (part is not None and (part.open or part.introduces)):
            return False
        for later in self.passages[at + 1 : at + 1 + _NEAR]:
            if not heading_like(later):
                return later.label is None and later.grid is None and later.plain[-1:] in ";,.·:"
        return False

    def heads_with_colon(self, passage: Passage, at: int) -> bool:
        """Whether a few words that end in a colon are a heading: the next number of the row follows at once.

        What announces a list has points behind it, and a paragraph that lost its number leaves a hole in the row.
        """
        part = self.gathered.part
        plain = passage.plain
        if plain[-1:] != ":" or len(plain) > _COLON or not plain[:1].isupper() or at + 1 >= self.end:
            return False
        if part is None or part.open or part.introduces or at + 1 in self.ahead.points:
            return False
        following = self.passages[at + 1].label
        last = self.gathered.numbers[-1] if self.gathered.numbers else 0
        return following is not None and following.kind == "digit" and following.value == str(last + 1)

    def next_letter(self, label: Label) -> bool:
        """Whether the letter is the one that recitals go on with; ``Ba`` was inserted after ``B``."""
        last = self.gathered.last_recital
        if last is None:
            return self.letters.place(label.value) == 0
        before = "".join(c for c in last.text if c.isalnum())
        inserted = bool(before) and label.value[:-1] == before and label.value[-1].islower()
        return inserted or self.letters.follows(before.rstrip("abcdefgh") or before, label.value)

    def heading(self, passage: Passage, at: int) -> bool:
        """Open what `passage` heads: citations or recitals where such follow, else paragraphs."""
        if self.gathered.stage < Stage.PARAGRAPHS and self._preamble_follows(at):
            self.gathered.preamble_heading(passage)
        else:
            following = self.passages[at + 1] if at + 1 < self.end else None
            leads = following is not None and following.label is None and heading_like(following)
            self.gathered.body_heading(passage, leads=leads)
        return True

    def _preamble_follows(self, at: int) -> bool:
        """Whether the heading at `at` stands over citations or recitals, not over paragraphs."""
        for later in self.passages[at + 1 : min(at + 4, self.end)]:
            label, rest = later.label, later.rest
            if later.role is not None:
                return later.role in ("citation", "recital")
            if self.citation.opening(rest) or self.recital.opening(rest):
                return True
            if label is not None:
                return label.kind == "letter" and self.next_letter(label)
        return False

    def told(self, passage: Passage, at: int) -> bool:
        """Place `passage` as a person says; False where that cannot stand here."""
        part, label = self.gathered.part, passage.label
        match passage.role:
            case "citation" if self.gathered.stage < Stage.PARAGRAPHS:
                return self.begin(Stage.CITATIONS, passage, label)
            case "recital" if self.gathered.stage < Stage.PARAGRAPHS:
                return self.begin(Stage.RECITALS, passage, label)
            case "paragraph":
                return self.begin(Stage.PARAGRAPHS, passage, label)
            case "heading" if at < self.ahead.last or not self.closed:
                return self.heading(passage, at)
            case "point" if part is not None:
                self.gathered.sub_point(passage, label or small_label_of(passage.plain) or UNMARKED)
                return True
            case "subparagraph" | "continuation" if part is not None:
                self.gathered.go_on(passage, apart=passage.role == "subparagraph", closely=True)
                self.caption = at  # a table below it belongs to the part, too
                return True
            case _:
                return False

    def begin(self, stage: Stage, passage: Passage, label: Label | None) -> bool:
        """Begin a citation, recital or paragraph, and see what its words say of what follows."""
        text = self.gathered.begin(stage, passage, label)
        if stage is Stage.PARAGRAPHS:
            self.closed = self.closed or bool(self.closing.opening(text.plain))
        elif stage is Stage.RECITALS:
            self.mark = label
        elif stage is Stage.CITATIONS:
            self.unworded = self.ahead.unworded or bool(self.recitals_follow.inside(text.plain))
        return True
