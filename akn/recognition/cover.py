"""What stands before the enacting words: cover, title block, page furniture.

Each line is judged by itself and keeps its place: the cover is a row of
containers, each a run of lines of one sort.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from akn.institutions import Institution, Named
from akn.languages import Language, Speech
from akn.languages.phrases import Hit
from akn.model import (
    Block,
    Container,
    Entity,
    Label,
    Link,
    Mark,
    Mention,
    Proponent,
    Ref,
    Relation,
)
from akn.recognition.authors import names_in
from akn.recognition.furniture import Furniture
from akn.recognition.headings import heading_like
from akn.recognition.labels import label_of
from akn.recognition.passages import Passage
from akn.source import Dropped

#: Sorts of line, and the container each goes into.
CONTAINERS: dict[str, str] = {
    "institution": "institution",
    "number": "reference",
    "date": "reference",
    "procedure": "reference",
    "title": "docHeader",
    "rule": "docHeader",
    "stage": "docHeader",
    "committee": "authors",
    "rapporteur": "authors",
    "authors": "authors",
    "group": "authors",
    "subject": "docHeader",
    "contents": "contents",
    "replacing": "relations",
    "replaced": "relations",
    "see_also": "relations",
}

_WORDS = re.compile(r"[^\W\d_]+")


@dataclass
class Head:
    """What the lines before the enacting words say."""

    cover: list[Container] = field(default_factory=list)
    preface: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    stray: list[Block] = field(default_factory=list)
    number: Named | None = None
    numbers: list[Named] = field(default_factory=list)
    procedure: Named | None = None
    kinds: list[str] = field(default_factory=list)
    date: str | None = None
    title: str = ""
    elsewhere: tuple[str, ...] = ()
    authors: list[Entity] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A phrase that says what the document is, at the head of a line."""

    kind: str
    hit: Hit
    start: int = 0

    @property
    def end(self) -> int:
        """Where the phrase ends in the line; a number may stand before it (“2. Proposal for …”)."""
        return self.start + self.hit.end


class CoverReader:
    """Reads the head of one document."""

    def __init__(self, institution: Institution, language: Language, furniture: Furniture) -> None:
        self.institution = institution
        self.language = language
        self.speech: Speech = language.speech(institution.key)
        self.furniture = furniture
        self._kinds = [(kind, self.speech.phrases(f"kinds.{kind}")) for kind in self.speech.slots("kinds")]

    # ------------------------------------------------------------------ the head

    def read(self, passages: Sequence[Passage]) -> Head:
        """Read `passages`, all that stand before the enacting words."""
        head = Head()
        lines: list[Passage] = []
        for passage in passages:
            reason = self.furniture.reason(passage)
            if reason:
                head.dropped += passage.left_out(reason)
            else:
                lines += self._unglued(passage)
        sorts = self._sorts(lines)
        first = next((n for n, sort in enumerate(sorts) if sort), len(lines))
        for passage in lines[:first]:
            head.dropped += passage.left_out("before the document")
        title = self._title_block(lines, sorts, first)
        groups: list[tuple[str, list[Block]]] = []
        for n in range(first, len(lines)):
            passage, sort = lines[n], sorts[n]
            block = self._marked(passage, sort, head)
            if n >= title:
                head.preface.append(block)
                continue
            name = CONTAINERS.get(sort, "") or (groups[-1][0] if groups else "docHeader")
            if not sort:
                head.stray.append(block)
            if groups and groups[-1][0] == name:
                groups[-1][1].append(block)
            else:
                groups.append((name, [block]))
        head.cover = [Container(name, tuple(blocks)) for name, blocks in groups]
        return head

    def _title_block(self, lines: Sequence[Passage], sorts: Sequence[str], first: int) -> int:
        """Where the title block before the enacting words begins: at the last line that says the kind."""
        for n in reversed(range(first, len(lines))):
            if sorts[n] == "title" and self.kind_of(lines[n]):
                return n
        return len(lines)

    def begins_document(self, passage: Passage) -> bool:
        """Whether a further document of the same file may begin with `passage`."""
        return self._sort(passage) in ("title", "number", "institution")

    def kind_of(self, passage: Passage) -> _Kind | None:
        """The kind that `passage` says the document is, by the longest phrase it begins with."""
        label = label_of(passage.plain)
        start = label.end + 1 if label and label.kind in ("digit", "letter", "close") else 0
        found = [
            _Kind(kind, hit, start)
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

    def _unglued(self, passage: Passage) -> list[Passage]:
        """`passage`, cut where a page prints two lines as one: “…/2021Motion for a resolution”."""
        named = [n for n in self.institution.identify(passage.text) if n.kinds]
        for name in named:
            after = passage.plain[name.end :]
            if after[:1].isalpha() and any(phrases.opening(after) for _, phrases in self._kinds):
                return [passage.cut(0, name.end), *self._unglued(passage.cut(name.end))]
            if named[0] is not name and passage.plain[: name.start].endswith(named[0].identifier.printed[-4:]):
                return [passage.cut(0, name.start), *self._unglued(passage.cut(name.start))]
        return [passage]

    # ------------------------------------------------------------------ sorts of line

    def _sorts(self, lines: Sequence[Passage]) -> list[str]:
        sorts = [self._sort(passage) for passage in lines]
        self._find_contents(lines, sorts)
        for n, passage in enumerate(lines):
            if sorts[n]:
                continue
            above = sorts[n - 1] if n else ""
            below = sorts[n + 1] if n + 1 < len(lines) else ""
            if names_in(passage.text) and (
                below == "group" or above in ("rule", "stage", "group", "authors", "date", "replaced", "procedure")
            ):
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

    # ------------------------------------------------------------------ marks and facts

    def _marked(self, passage: Passage, sort: str, head: Head) -> Block:
        marks = list(passage.marks)
        named = list(self.institution.identify(passage.text))
        relation = {"replacing": "replaces", "replaced": "replaces", "see_also": "seeAlso"}.get(sort)
        for name in named:
            if not name.kinds:
                head.procedure = head.procedure or name
                marks.append(Mark(name.start, name.end, Label("docketNumber", "procedure")))
            elif relation or (head.number is None and self._adopts(passage, name)):
                relation = relation or "adopts"
                head.relations.append(Relation(relation, name.identifier))
                marks.append(Mark(name.start, name.end, Ref(name.identifier.iri("eli-dl") or "")))
            else:
                head.numbers.append(name)
                if head.number is None or name.identifier.key == head.number.identifier.key:
                    head.number = head.number or name
                    marks.append(Mark(name.start, name.end, Label("docNumber")))
        match sort:
            case "title":
                marks += self._title_marks(passage, head, named)
            case "date":
                found = self.language.dates.find(passage.text)[0]
                head.date = head.date or found.iso
                marks.append(Mark(found.start, found.end, Label("docDate", found.iso)))
            case "authors":
                marks += self._author_marks(passage, 0, len(passage.text), head)
            case "group":
                marks += self._group_marks(passage, head)
            case "committee":
                hit = self.speech.phrases("committee").inside(passage.plain)
                if hit is not None:
                    start, end = hit.slots.get("committee", (hit.start, len(passage.text)))
                    marks.append(Mark(start, end, Label("docCommittee")))
            case "rapporteur":
                hit = self.speech.phrases("rapporteur").opening(passage.plain)
                if hit is not None:
                    marks += self._author_marks(passage, hit.end, len(passage.text), head, role="rapporteur")
            case "replaced" | "replacing":
                marks += self._bracketed_groups(passage, head)
            case "stage":
                marks.append(Mark(0, len(passage.text), Label("docStage")))
            case "institution":
                length = len(self.speech.name)
                marks.append(Mark(0, length, Mention(self.institution.entity)))
            case _:
                pass
        return Block(passage.text, passage.line, tuple(marks))

    def _adopts(self, passage: Passage, named: Named) -> bool:
        """Whether a number in a title is that of the tabled text, not of the adopted one that the title names."""
        kind = self.kind_of(passage)
        kinds = self.institution.kinds
        return kind is not None and kinds[kind.kind].step != kinds[named.kinds[0]].step

    def _title_marks(self, passage: Passage, head: Head, named: Sequence[Named]) -> list[Mark]:
        marks: list[Mark] = []
        kind = self.kind_of(passage)
        start = 0
        if kind is not None:
            head.kinds.append(kind.kind)
            start = kind.end
            marks.append(Mark(kind.start + kind.hit.start, start, Label("docType", "docType")))
        end = min((_bracket(passage.text, n.start) for n in named if n.start >= start), default=len(passage.text))
        dated = next((d for d in self.language.dates.find(passage.text[:end]) if d.start - start < 12), None)  # noqa: PLR2004  # “ of 6 May 2010”
        if dated is not None and kind is not None:
            head.date = head.date or dated.iso
            marks.append(Mark(dated.start, dated.end, Label("docDate", dated.iso)))
            start = dated.end
        about = self.speech.phrases("about").opening(passage.plain[start:].lstrip())
        lead = len(passage.plain[start:]) - len(passage.plain[start:].lstrip())
        start += lead + (about.end if about else 0)
        start += len(passage.text[start:end]) - len(passage.text[start:end].lstrip(" \u00a0:"))
        end -= len(passage.text[start:end]) - len(passage.text[start:end].rstrip(" \u00a0(–-"))
        if end > start and any(c.isalpha() for c in passage.text[start:end]):
            head.title = passage.text[start:end]
            marks.append(Mark(start, end, Label("docTitle")))
        return marks

    def _bracketed_groups(self, passage: Passage, head: Head) -> list[Mark]:
        """The group in brackets behind, or before, a motion that is replaced."""
        marks = []
        for match in re.finditer(r"(?<=\()[^()]{1,60}(?=\))|^[^()]{1,60}(?= \()", passage.text):
            group = self.institution.group(match.group(), head.date)
            if group is not None:
                marks.append(Mark(match.start(), match.end(), Mention(group)))
        return marks

    def _author_marks(
        self, passage: Passage, start: int, end: int, head: Head, role: Literal["author", "rapporteur"] = "author"
    ) -> list[Mark]:
        marks = []
        for first, last in names_in(passage.text[start:end]) or ():
            name = passage.text[start + first : start + last]
            person = person_entity(name, self.institution)
            head.authors.append(person)
            marks.append(Mark(start + first, start + last, Proponent(person, role)))
        return marks

    def _group_marks(self, passage: Passage, head: Head) -> list[Mark]:
        marks: list[Mark] = []
        hit = self.speech.phrases("group").inside(passage.plain)
        if hit is None or "group" not in hit.slots:
            return marks
        if hit.start:
            marks += self._author_marks(passage, 0, hit.start, head)
        start, end = hit.slots["group"]
        name = passage.text[start:end]
        group = self.institution.group(name, head.date) or group_entity(name, self.institution)
        head.authors.append(group)
        marks.append(Mark(start, end, Proponent(group)))
        return marks


def _bracket(text: str, at: int) -> int:
    """Where the outermost bracket around `at` opens, or `at` itself."""
    depth, opened = 0, at
    for place in range(at - 1, -1, -1):
        if text[place] == ")":
            depth += 1
        elif text[place] == "(":
            if depth:
                depth -= 1
            else:
                opened = place
    return opened


def _links_within(passage: Passage) -> bool:
    """Whether the whole passage is a link to a place of its own page, as the entries of a table of contents are."""
    return any(
        isinstance(m.markup, Link) and m.markup.href.startswith("#") and m.start == 0 and m.end >= len(passage.text) - 6
        for m in passage.marks
    )


def _slug(name: str) -> str:
    return re.sub(r"[^\w'’.-]+", "_", name.replace("\u2011", "-")).strip("_")


def person_entity(name: str, institution: Institution) -> Entity:
    """A person known by name only: an IRI of the ontology (Naming Convention, chapter 6)."""
    slug = _slug(name)
    label = re.sub(r"\s+", " ", name.replace("\u00a0", " ")).strip()
    return Entity("person", f"person_{slug}", f"/akn/ontology/person/{institution.country}/{institution.key}/{slug}", label)


def group_entity(name: str, institution: Institution) -> Entity:
    """A political group that the institution's table does not know."""
    slug = _slug(name)
    iri = f"/akn/ontology/organization/{institution.country}/{institution.key}/group/{slug}"
    return Entity("organization", f"group_{slug}", iri, name)
