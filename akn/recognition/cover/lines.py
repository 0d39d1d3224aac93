"""Lines of a cover, each judged by itself: which say the kind, which a number, a date, a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from akn.matching.phrases import Hit, Phrases
from akn.recognition.cover.authors import names_in
from akn.recognition.cover.sorts import sorts_of
from akn.recognition.idiom import Idiom
from akn.recognition.passages import Passage

_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class SaidKind:
    """A phrase that says what the document is, at the head of a line."""

    kind: str
    hit: Hit
    start: int = 0

    @property
    def end(self) -> int:
        """Where the phrase ends in the line; a number may stand before it (“2. Proposal for …”)."""
        return self.start + self.hit.end


class Lines:
    """Judges the lines of one institution's covers in one language."""

    def __init__(self, idiom: Idiom) -> None:
        self.idiom = idiom
        self._kind_of_phrase = {
            phrase: kind
            for kind in self.idiom.slots("kinds")
            for phrase in self.idiom.phrases(f"kinds.{kind}").phrases
        }
        self._kinds = Phrases(self._kind_of_phrase)
        self._by_phrase = [sort for sort in sorts_of(idiom.institution).values() if sort.found]

    def heads_contents(self, passage: Passage) -> bool:
        """Whether a line in capitals is the heading of a table of contents (“INDICE”, not the page's “Indice”)."""
        return passage.text.isupper() and self.idiom.phrases("contents").whole(passage.plain) is not None

    def only_numbers(self, passage: Passage) -> bool:
        """Whether a line holds numbers of documents and nothing else."""
        rest = passage.text
        for named in reversed(list(self.idiom.identify(passage.text))):
            rest = rest[: named.start] + rest[named.end :]
        return rest != passage.text and not any(c.isalnum() for c in rest)

    def begins_document(self, passage: Passage) -> bool:
        """Whether a further document of the same file may begin with `passage`; a footnote never does."""
        sort = self.sort(passage)
        return sort in ("title", "institution") or (sort == "number" and passage.note_label is None)

    def kind_of(self, passage: Passage, *, anywhere: bool = False) -> SaidKind | None:
        """The kind that `passage` says the document is, by the longest phrase it begins with.

        A number, a date or a label may stand before it. `anywhere` lets the
        phrase stand inside the line, as word order demands in some languages.
        """
        start = self._after_prefix(passage)
        plain = passage.plain[start:]
        hit = self._kinds.inside(plain) if anywhere else self._kinds.opening(plain)
        if hit is None or not self._says_kind(plain, hit):
            return None
        return SaidKind(self._kind_of_phrase[hit.phrase], hit, start)

    def _after_prefix(self, passage: Passage) -> int:
        """Where the words of a title begin: after a label, the document's number, a date."""
        label = passage.label
        start = label.end if label and label.kind in ("digit", "letter", "close") else 0
        first = next(iter(self.idiom.identify(passage.text)), None)
        if first is not None and first.start == 0:
            start = first.end
        dated = next(iter(self.idiom.dates.find(passage.text[:60])), None)
        if dated is not None and not passage.text[start : dated.start].strip():
            start = dated.end
        return start + len(passage.plain[start:]) - len(passage.plain[start:].lstrip(" -"))

    def _says_kind(self, plain: str, hit: Hit) -> bool:
        """A single word (“Report”, “Resolution”) says the kind only where a title or nothing follows it."""
        rest = plain[hit.end :].lstrip()
        if " " in hit.phrase or not rest or not rest[0].isalnum():
            return True
        return self.idiom.phrases("about").opening(rest) is not None

    def unglued(self, passage: Passage) -> list[Passage]:
        """`passage`, cut where a page prints two lines as one: “…/2021Motion for a resolution”."""
        named = [n for n in self.idiom.identify(passage.text) if n.kinds]
        for name in named:
            after = passage.plain[name.end :]
            if after[:1].isalpha() and self._kinds.opening(after):
                return [passage.cut(0, name.end), *self.unglued(passage.cut(name.end))]
            if named[0] is not name and passage.plain[: name.start].endswith(
                named[0].identifier.printed[-4:]
            ):
                return [passage.cut(0, name.start), *self.unglued(passage.cut(name.start))]
        return [passage]

    # ------------------------------------------------------------------ sorts of line

    def sort(self, passage: Passage) -> str:
        """The sort of a line by itself, "" where its own words do not say it."""
        if passage.grid is not None:
            return ""
        if self.kind_of(passage):
            return "title"
        return self._sort_by_phrase(passage) or self._sort_by_number(passage)

    def is_subject(self, passage: Passage) -> bool:
        """Whether a line is a title that goes on from the kind of document above it: “on the pensions of …”."""
        return passage.text[:1].islower() and self.idiom.phrases("about").opening(passage.plain) is not None

    def only_kind(self, passage: Passage) -> bool:
        """Whether a line says the kind of document and nothing else."""
        kind = self.kind_of(passage)
        return kind is not None and not passage.plain[kind.end :].strip()

    def _names_attachment(self, plain: str) -> bool:
        """Whether a line in capitals names a part of a report: before the text that is its table of contents."""
        if plain.upper() != plain:
            return False
        return any(
            self.idiom.phrases(f"attachments.{name}").opening(plain)
            for name in self.idiom.slots("attachments")
        )

    @staticmethod
    def _after_names(hit: Hit | None, passage: Passage) -> bool:
        """Whether a phrase stands at the head of its line, or has nothing but names before it."""
        return hit is not None and (hit.start == 0 or bool(names_in(passage.text[: hit.start])))

    def _sort_by_phrase(self, passage: Passage) -> str:
        plain, phrases = passage.plain, self.idiom.phrases
        for sort in self._by_phrase:
            held = phrases(sort.slot)
            if held.whole(plain) if sort.found == "whole" else held.opening(plain):
                return sort.name
        if by := self._sort_by_author(passage):
            return by
        if phrases("contents").whole(plain) or self._names_attachment(plain):
            return "contents"
        a_line = len(plain) < 60  # no sentence
        name = self.idiom.name.casefold()
        return "institution" if a_line and name and plain.casefold().startswith(name) else ""

    def _sort_by_author(self, passage: Passage) -> str:
        """On whose behalf: a group, or a committee where its phrase says more and no group is so called."""
        group, committee = (
            hit if self._after_names(hit, passage) else None
            for hit in (self.idiom.phrases(slot).inside(passage.plain) for slot in ("group", "committee"))
        )
        if group is None or committee is None:
            return "group" if group else "committee" if committee else ""
        start, end = group.slots.get("group", (0, 0))
        known = self.idiom.institution.group(passage.text[start:end], None) is not None
        return "group" if known or len(group.phrase) >= len(committee.phrase) else "committee"

    def _sort_by_number(self, passage: Passage) -> str:
        """A line of numbers and dates holds few other words."""
        named = list(self.idiom.identify(passage.text))
        dates = self.idiom.dates.find(passage.text)
        words = len(_WORDS.findall(passage.plain))
        # “Wednesday, 16 September 2015 - Brussels”, but not “OJ C 158, 30.4.2021, p. 24”.
        if dates and words <= 12 and not any(c.isdigit() for c in passage.plain[: dates[0].start]):
            return "date"
        if any(n.kinds for n in named) and words <= 12:
            return "number"
        return "procedure" if any(n.procedure for n in named) and words <= 6 else ""
