"""Lines of a cover, each judged by itself: which say the kind, which a number, a date, a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from akn.institutions import Institution
from akn.languages import Language, Speech
from akn.languages.phrases import Hit
from akn.model import Link
from akn.recognition.authors import names_in
from akn.recognition.headings import heading_like
from akn.recognition.labels import label_of
from akn.recognition.passages import Passage

#: Sorts of line that names of authors may follow.
_BEFORE_NAMES = frozenset({"title", "rule", "stage", "group", "authors", "date", "replaced", "procedure"})

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

    def __init__(self, institution: Institution, language: Language) -> None:
        self.institution = institution
        self.language = language
        self.speech: Speech = language.speech(institution.key)
        self._kinds = [(kind, self.speech.phrases(f"kinds.{kind}")) for kind in self.speech.slots("kinds")]

    def begins_document(self, passage: Passage) -> bool:
        """Whether a further document of the same file may begin with `passage`."""
        return self._sort(passage) in ("title", "number", "institution")

    def kind_of(self, passage: Passage) -> SaidKind | None:
        """The kind that `passage` says the document is, by the longest phrase it begins with."""
        label = label_of(passage.plain)
        start = label.end + 1 if label and label.kind in ("digit", "letter", "close") else 0
        found = [
            SaidKind(kind, hit, start)
            for kind, phrases in self._kinds
            if (hit := phrases.opening(passage.plain[start:])) and self._says_kind(passage.plain[start:], hit)
        ]
        return max(found, key=lambda k: k.hit.end, default=None)

    def _says_kind(self, plain: str, hit: Hit) -> bool:
        """A single word (“Report”, “Resolution”) says the kind only where a title or nothing follows it."""
        rest = plain[hit.end :].lstrip()
        if " " in hit.phrase or not rest or not rest[0].isalnum():
            return True
        return self.speech.phrases("about").opening(rest) is not None

    def unglued(self, passage: Passage) -> list[Passage]:
        """`passage`, cut where a page prints two lines as one: “…/2021Motion for a resolution”."""
        named = [n for n in self.institution.identify(passage.text) if n.kinds]
        for name in named:
            after = passage.plain[name.end :]
            if after[:1].isalpha() and any(phrases.opening(after) for _, phrases in self._kinds):
                return [passage.cut(0, name.end), *self.unglued(passage.cut(name.end))]
            if named[0] is not name and passage.plain[: name.start].endswith(named[0].identifier.printed[-4:]):
                return [passage.cut(0, name.start), *self.unglued(passage.cut(name.start))]
        return [passage]

    # ------------------------------------------------------------------ sorts of line

    def sorts(self, lines: Sequence[Passage]) -> list[str]:
        """The sort of each of `lines`, "" where it is none that is known."""
        sorts = [self._sort(passage) for passage in lines]
        self._find_contents(lines, sorts)
        for n, passage in enumerate(lines):
            if sorts[n]:
                continue
            above = sorts[n - 1] if n else ""
            below = sorts[n + 1] if n + 1 < len(lines) else ""
            if self._is_subject(passage) and "title" in sorts[:n]:
                sorts[n] = "title"
            elif names_in(passage.text) and (below in ("group", "date") or above in _BEFORE_NAMES):
                sorts[n] = "authors"
            elif above in ("replacing", "replaced") and any(
                i.kinds for i in self.institution.identify(passage.text)
            ):
                sorts[n] = "replaced"
            elif above == "title" and self._only_kind(lines[n - 1]):
                sorts[n] = "title"
            elif above == "title" and passage.text[:1] == "(":
                sorts[n] = "procedure"
            elif below in ("number", "title") and above in ("", "date", "number") and heading_like(passage):
                sorts[n] = "subject"
        for n in range(1, len(lines)):
            if sorts[n] == "number" and sorts[n - 1] in ("replacing", "replaced"):
                sorts[n] = "replaced"
        return sorts

    def _is_subject(self, passage: Passage) -> bool:
        """Whether a line is a title that goes on from the kind of document above it: “on the pensions of …”."""
        return passage.text[:1].islower() and self.speech.phrases("about").opening(passage.plain) is not None

    def _find_contents(self, lines: Sequence[Passage], sorts: list[str]) -> None:
        """Mark a table of contents: from its heading on, lines that end in a page number or are links."""
        inside = False
        for n, passage in enumerate(lines):
            if self.speech.phrases("contents").whole(passage.plain):
                inside = True
            elif inside and not (passage.plain[-1:].isdigit() or _links_within(passage) or len(passage.plain) < 6):  # noqa: PLR2004  # “Page”
                inside = False
            if inside or _links_within(passage):
                sorts[n] = "contents"

    def _only_kind(self, passage: Passage) -> bool:
        kind = self.kind_of(passage)
        return kind is not None and not passage.plain[kind.end :].strip()

    def _sort(self, passage: Passage) -> str:
        plain = passage.plain
        if passage.grid is not None:
            return ""
        if self.kind_of(passage):
            return "title"
        for slot in ("see_also", "replacing", "rule", "stage", "rapporteur"):
            if self.speech.phrases(slot).opening(plain):
                return slot
        if self.speech.phrases("group").inside(plain):
            return "group"
        if self.speech.phrases("committee").inside(plain):
            return "committee"
        if self.speech.phrases("contents").whole(plain):
            return "contents"
        if plain.casefold().startswith(self.speech.name.casefold()) and len(plain) < 60:  # noqa: PLR2004  # a line, no sentence
            return "institution"
        named = list(self.institution.identify(passage.text))
        dates = self.language.dates.find(passage.text)
        # A line of numbers and dates holds few other words.
        words = len(_WORDS.findall(plain))
        if dates and dates[0].start < 40 and words <= 12:  # noqa: PLR2004  # “Wednesday, 16 September 2015 - Brussels”
            return "date"
        if any(n.kinds for n in named) and words <= 12:  # noqa: PLR2004
            return "number"
        if named and words <= 6:  # noqa: PLR2004
            return "procedure"
        return ""

def _links_within(passage: Passage) -> bool:
    """Whether the whole passage is a link to a place of its own page, as the entries of a table of contents are."""
    return any(
        isinstance(m.markup, Link) and m.markup.href.startswith("#") and m.start == 0 and m.end >= len(passage.text) - 6
        for m in passage.marks
    )
