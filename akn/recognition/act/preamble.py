"""From the enacting words to the last recital: each passage judged by its label, its words, and what stood before."""

from __future__ import annotations

from akn.numbering.roman import roman
from akn.recognition.act.gathering import Stage
from akn.recognition.act.headings import heading_like
from akn.recognition.act.walk import Walk
from akn.recognition.blocks import block_of
from akn.recognition.labels import Label
from akn.recognition.passages import Passage

_LETTERED = ("letter", "small", "paren", "close")


class PreambleWalk(Walk):
    """The walk while it is in the preamble."""

    def take_preamble(self, passage: Passage, at: int, label: Label | None, rest: str) -> bool:
        """Place a passage of the preamble, with its label and the words behind that; always True."""
        cited, whereas = self.citation.opening(rest), self.recital.opening(rest)
        lettered = label is not None and label.kind in _LETTERED
        if whereas and label is None and self._leads_in(passage, whereas.end, at):
            return True
        if whereas and self._among_citations(label, at):
            return self.begin(Stage.CITATIONS, passage, label)
        if whereas and (cited is None or whereas.end > cited.end or lettered):
            if label is None and self._inside_row(at):
                before = self.passages[at - 1]
                self.gathered.go_on(passage, closely=passage.line == before.said[-1][0] + 1)
                return True
            return self.begin(Stage.RECITALS, passage, label)
        if cited and (label is None or label.kind in ("bullet", "digit", *_LETTERED)):
            # Danish recitals may begin as citations do: the letter tells.
            after_citations = lettered and self._marked_anew(label)
            return self.begin(Stage.RECITALS if after_citations else Stage.CITATIONS, passage, label)
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
        return self.next_letter(following)

    def _labelled(self, passage: Passage, at: int, label: Label) -> bool:
        """A labelled passage of the preamble whose words do not say what it is."""
        part = self.gathered.part
        introduces = part is not None and part.introduces
        match label.kind:
            case _ if self._in_row(label, at):
                return self.begin(Stage.RECITALS, passage, label)
            case "letter" if not self.unworded and self.next_letter(label):
                return self.begin(Stage.RECITALS, passage, label)
            case "small" | "paren" | "close" if (
                self.gathered.last_recital is None
                and not (introduces or self.recital.phrases)
                and self.next_letter(label)
            ):
                return self.begin(Stage.RECITALS, passage, label)
            case "letter" if heading_like(passage) and self.ahead.list_follows(at):
                return self.heading(passage, at)
            case "digit" if at not in self.ahead.points and not (part and self._sublist(label, at)):
                return self.begin(Stage.PARAGRAPHS, passage, label)
            case "bullet" if self._first_bulleted(label, at):
                return self.begin(Stage.PARAGRAPHS, passage, label)
            case "bullet" if self.gathered.stage <= Stage.CITATIONS and self._same_bullet(label):
                return self.begin(Stage.CITATIONS, passage, label)
            case _ if part is not None:
                self.gathered.sub_point(passage, label)
            case _:
                self.gathered.stray(block_of(passage))
        return True

    def _unlabelled(self, passage: Passage, at: int, rest: str) -> bool:
        part = self.gathered.part
        if self.unworded and self.mark is None and not self.ahead.list_follows(at - 1):
            return self.begin(Stage.RECITALS, passage, None)
        if self.bare(passage, at):
            # Texts of old end their recitals with commas and their paragraphs with semicolons.
            ends = part.last.text[-1:] if part and part.last else ""
            still = self.gathered.stage is Stage.RECITALS and ends == "," == passage.plain[-1:]
            return self.begin(Stage.RECITALS if still else Stage.PARAGRAPHS, passage, None)
        if part is not None and (part.open or rest[:1].islower() or part.introduces):
            self.gathered.go_on(passage)
        elif (
            (heading_like(passage) and self.ahead.list_follows(at))
            or self.heads_bare(passage, at)
            or self.heads_with_colon(passage, at)
        ):
            return self.heading(passage, at)
        elif part is not None or self.closing.opening(rest):
            return self.begin(Stage.PARAGRAPHS, passage, None)
        else:
            self.gathered.stray(block_of(passage))
        return True

    def _first_bulleted(self, label: Label, at: int) -> bool:
        """Whether the paragraphs, which have bullets, begin here: behind all that its words tell."""
        part = self.gathered.part
        if self.ahead.paragraphing != "bullet" or at <= self.ahead.opener or (part and part.introduces):
            return False
        if self.gathered.stage < Stage.RECITALS or (part and part.listed):
            return False
        closing = self.ahead.closing
        like = self.passages[max(self.ahead.opener, closing)].label
        return like is not None and like.value == label.value

    def _among_citations(self, label: Label | None, at: int) -> bool:
        """Whether a dash with a recital's word stands in the middle of the citations, as older texts have it."""
        if label is None or label.kind != "bullet" or not self._same_bullet(label) or at + 1 >= self.end:
            return False
        following = self.passages[at + 1]
        same = following.label is not None and following.label.value == label.value
        cited, whereas = self.citation.opening(following.rest), self.recital.opening(following.rest)
        return same and cited is not None and (whereas is None or whereas.end <= cited.end)

    def _in_row(self, label: Label, at: int) -> bool:
        """Whether `label` goes on the row of the recitals, whatever words stand behind it.

        Where no word tells recitals, the first of them says how they are marked.
        """
        if self.gathered.stage < Stage.RECITALS:
            first = (
                label.value in ("1", "i", "I")
                or label.kind == "bullet"
                or self.letters.place(label.value) == 0
            )
            return self.unworded and first
        mark, last = self.mark, self.gathered.last_recital
        if (
            mark is None
            or last is None
            or (label.kind, label.value.isupper()) != (mark.kind, mark.value.isupper())
        ):
            return False
        before = "".join(c for c in last.source if c.isalnum())
        if label.kind == "bullet":
            part = self.gathered.part
            listing = part is not None and (part.introduces or part.lists(label))
            numbered = self.ahead.paragraphing == "number" and not listing
            return (self.unworded or numbered) and label.value == mark.value
        if label.value.isdecimal():
            run_on = self.unworded or label.kind != "digit" or at < max(self.ahead.opener, self.ahead.anew)
            return run_on and before.isdecimal() and int(label.value) == int(before) + 1
        one, two = roman(before), roman(label.value)
        return self.next_letter(label) or (one is not None and two == one + 1)

    def _same_bullet(self, label: Label) -> bool:
        """Whether a dash is that of the citations."""
        part = self.gathered.part
        if part is None:
            return True
        inside = part.introduces or part.lists(label)
        return part.stage is Stage.CITATIONS and not inside and label.value == part.bullet

    def _sublist(self, label: Label, at: int) -> bool:
        """Whether a digit label counts sub-points of the part of the preamble that is open."""
        part = self.gathered.part
        if part is None or not label.value.isdigit():
            return False
        expected = part.digits[-1] + 1 if part.digits else 1
        going_on = (bool(part.digits) and at < self.ahead.opener) or at < self.ahead.lettered
        return int(label.value) == expected and (going_on or part.introduces)
