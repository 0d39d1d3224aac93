"""What the lines of a cover say: marks over their words, and the facts for the metadata."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from akn.institutions import Institution, Named
from akn.model.resolution import (
    Block,
    Container,
    Date,
    Entity,
    Label,
    Mark,
    Mention,
    Proponent,
    Ref,
    Relation,
)
from akn.model.source import Dropped
from akn.recognition.cover.authors import names_in
from akn.recognition.cover.lines import Lines, SaidKind
from akn.recognition.cover.sorts import Sort, sorts_of
from akn.recognition.idiom import Idiom
from akn.recognition.passages import Passage

#: What stands between a date and the place behind it: “ - Brussels”.
_BEFORE_PLACE = re.compile(r"[^\w\n]{1,12}(?=\w)")


@dataclass
class Head:
    """What the lines before the enacting words say."""

    cover: list[Container] = field(default_factory=list)
    preface: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    stray: list[Block] = field(default_factory=list)
    number: Named | None = None
    other: Named | None = None  # a number that stands where the document's own would
    dates: list[tuple[int, str]] = field(default_factory=list)
    procedure: Named | None = None
    kinds: list[str] = field(default_factory=list)
    title: str = ""
    elsewhere: tuple[str, ...] = ()
    authors: list[Entity] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)

    @property
    def date(self) -> str | None:
        """The date of the document: that in its title, else the first on its cover."""
        return min(self.dates)[1] if self.dates else None


class CoverFacts:
    """Marks the lines of one cover, and gathers into a `Head` what they say."""

    def __init__(self, idiom: Idiom, lines: Lines) -> None:
        self.idiom = idiom
        self.institution = idiom.institution
        self.lines = lines
        self.sorts = sorts_of(idiom.institution)

    def marked(self, passage: Passage, sort: str, head: Head) -> Block:
        """`passage`, a line of this `sort`, as a block with its marks; what it says goes into `head`."""
        named = list(self.idiom.identify(passage.text))
        marks = [*passage.marks, *self._number_marks(passage, sort, named, head)]
        match sort:
            case "title" | "named":
                kind = self.lines.kind_of(passage, anywhere=sort == "named")
                marks += self._title_marks(passage, head, named, kind)
            case "date":
                marks += self._date_marks(passage, head)
            case "authors":
                marks += self._author_marks(passage, 0, len(passage.text), head)
            case "group":
                marks += self._group_marks(passage, head)
            case "committee":
                marks += self._committee_marks(passage, head)
            case "replaced" | "replacing":
                marks += self._bracketed_groups(passage, head)
            case "institution":
                length = len(self.idiom.name)
                marks.append(Mark(0, length, Mention(self.institution.entity)))
            case _ if sort in self.sorts:
                marks += self._marks_of_sort(passage, self.sorts[sort], head)
            case _:
                pass
        return Block(passage.text, passage.line, tuple(marks))

    def _marks_of_sort(self, passage: Passage, sort: Sort, head: Head) -> list[Mark]:
        """What the table says of a sort of line: the element that marks it, the people whom it names."""
        hit = self.idiom.phrases(sort.slot).opening(passage.plain) if sort.found else None
        marks = []
        if sort.label == "docTitle":
            start, end = hit.slots.get("text", (0, len(passage.text))) if hit else (0, len(passage.text))
            marks.append(Mark(start, end, Label("docTitle")))
            head.title = head.title or passage.text[start:end]
        elif sort.label:
            marks.append(Mark(0, len(passage.text), Label(sort.label)))
        if hit is not None and sort.role:
            marks += self._author_marks(passage, hit.end, len(passage.text), head, role=sort.role)
        return marks

    def _number_marks(self, passage: Passage, sort: str, named: Sequence[Named], head: Head) -> list[Mark]:
        """The numbers of this document, of its procedure and of those that it names."""
        marks: list[Mark] = []
        relation = self.sorts[sort].relation if sort in self.sorts else ""
        for name in named:
            if name.procedure:
                head.procedure = head.procedure or name
                marks.append(Mark(name.start, name.end, Label("docketNumber", "procedure")))
            elif not name.kinds:
                marks.append(Mark(name.start, name.end, Ref(name.identifier.href)))
            elif relation or (head.number is None and self._adopts(passage, name)):
                relation = relation or "adopts"
                head.relations.append(Relation(relation, name.identifier))
                marks.append(Mark(name.start, name.end, Ref(name.identifier.href)))
            elif head.number is None or name.identifier.key == head.number.identifier.key:
                head.number = head.number or name
                marks.append(Mark(name.start, name.end, Label("docNumber")))
            elif sort == "number":
                # “P8_TA(2015)0323RC-B8-0656/2015”: the second is what was adopted.
                head.relations.append(Relation("adopts", name.identifier))
                marks.append(Mark(name.start, name.end, Ref(name.identifier.href)))
        return marks

    def _date_marks(self, passage: Passage, head: Head) -> list[Mark]:
        """The date, the place and the edition: “Wednesday, 16 September 2015 - Brussels Final edition”."""
        found = self.idiom.dates.find(passage.text)[0]
        head.dates.append((len(head.dates) + 1, found.iso))
        marks = [Mark(found.start, found.end, Label("docDate", found.iso))]
        behind = _BEFORE_PLACE.match(passage.text, found.end)
        seat = self.institution.seat_at(passage.text, behind.end()) if behind else None
        if behind is not None and seat is not None:
            marks.append(Mark(behind.end(), seat[0], Mention(seat[1])))
        edition = self.idiom.phrases("edition").inside(passage.plain)
        if edition is not None:
            marks.append(Mark(edition.start, edition.end, Label("docStatus")))
        return marks

    def settle(self, head: Head) -> None:
        """Keep one number and one date in each part: a second number is a repetition, another date only a date.

        The number of a tabled text is that of the document it was adopted from, where the title says so;
        that of a motion beside the title of a joint motion is that of one which it replaces.
        """
        joint = any(self.institution.kinds[kind].joint for kind in head.kinds)
        if head.number is not None:
            replaced = joint and not any(self.institution.kinds[kind].joint for kind in head.number.kinds)
            if replaced or yields(head.number, head.kinds, self.institution):
                head.relations.insert(
                    0, Relation("replaces" if replaced else "adopts", head.number.identifier)
                )
                head.other, head.number = head.number, None
        if not all(self.institution.adopted(kind) for kind in head.kinds):
            # A text that is tabled adopts none.
            head.relations = [_instead(r, "replaces" if joint else "seeAlso") for r in head.relations]
        head.relations = list({(r.name, r.identifier.key): r for r in reversed(head.relations)}.values())[
            ::-1
        ]
        seen: set[str] = set()
        head.cover = [
            Container(c.name, tuple(self._settled(b, head, seen) for b in c.blocks)) for c in head.cover
        ]
        seen = set()
        head.preface = [self._settled(b, head, seen) for b in head.preface]

    def _settled(self, block: Block, head: Head, seen: set[str]) -> Block:
        marks: list[Mark] = []
        for mark in block.marks:
            match mark.markup:
                case Label("docNumber") if head.other is not None:
                    marks.append(Mark(mark.start, mark.end, Ref(head.other.identifier.href)))
                case Label("docNumber"):
                    if "docNumber" not in seen:
                        marks.append(mark)
                    seen.add("docNumber")
                case Label("docDate", iso) if iso != head.date:
                    marks.append(Mark(mark.start, mark.end, Date(iso)))
                case Label("docTitle"):
                    if "docTitle" not in seen:
                        marks.append(mark)
                    seen.add("docTitle")
                case _:
                    marks.append(mark)
        return Block(block.text, block.line, tuple(marks)) if block.marks else block

    def _adopts(self, passage: Passage, named: Named) -> bool:
        """Whether a number in a title is that of the tabled text, not of the adopted one that the title names."""
        kind = self.lines.kind_of(passage)
        kinds = self.institution.kinds
        return kind is not None and kinds[kind.kind].step != kinds[named.kinds[0]].step

    def _title_marks(
        self, passage: Passage, head: Head, named: Sequence[Named], kind: SaidKind | None
    ) -> list[Mark]:
        marks: list[Mark] = []
        start = 0
        if kind is not None:
            if before := self.idiom.dates.find(passage.text[: kind.start + kind.hit.start]):
                head.dates.append((0, before[-1].iso))
                marks.append(Mark(before[-1].start, before[-1].end, Label("docDate", before[-1].iso)))
            head.kinds.append(kind.kind)
            start = kind.end
            marks.append(Mark(kind.start + kind.hit.start, start, Label("docType", "docType")))
        end = min(
            (_bracket(passage.text, n.start) for n in named if n.start >= start), default=len(passage.text)
        )
        dated = next(
            (d for d in self.idiom.dates.find(passage.text[:end]) if d.start - start < 12), None
        )  # “ of 6 May 2010”
        if dated is not None and kind is not None:
            # The date in the title of an adopted text is its own; other dates may be of the page.
            head.dates.append((0, dated.iso))
            marks.append(Mark(dated.start, dated.end, Label("docDate", dated.iso)))
            start = max(start, dated.end)
        about = self.idiom.phrases("about").opening(passage.plain[start:].lstrip())
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
        self,
        passage: Passage,
        start: int,
        end: int,
        head: Head,
        role: str = "author",
    ) -> list[Mark]:
        marks = []
        for first, last in names_in(passage.text[start:end]) or ():
            name = passage.text[start + first : start + last]
            person = person_entity(name, self.institution)
            head.authors.append(person)
            marks.append(Mark(start + first, start + last, Proponent(person, role)))
        return marks

    def _group_marks(self, passage: Passage, head: Head) -> list[Mark]:
        """The group, and the authors who stand before it on the same line."""
        hit = self.idiom.phrases("group").inside(passage.plain)
        if hit is None or "group" not in hit.slots:
            return []
        start, end = hit.slots["group"]
        if start == hit.start:
            start = self._group_start(passage.text, start, end, head)
        marks = self._author_marks(passage, 0, min(hit.start, start) or start, head) if start else []
        name = passage.text[start:end]
        group = self.institution.group(name, head.date) or group_entity(name, self.institution)
        head.authors.append(group)
        return [*marks, Mark(start, end, Proponent(group))]

    def _committee_marks(self, passage: Passage, head: Head) -> list[Mark]:
        """The committee, and the authors who stand before it on the same line."""
        hit = self.idiom.phrases("committee").inside(passage.plain)
        if hit is None:
            return []
        marks = self._author_marks(passage, 0, hit.start, head) if hit.start else []
        return [
            *marks,
            Mark(*hit.slots.get("committee", (hit.start, len(passage.text))), Label("docCommittee")),
        ]

    def _group_start(self, text: str, start: int, end: int, head: Head) -> int:
        """Where a group's name begins when the phrase begins with it: names of authors may stand before it."""
        for at in [start, *(m.end() for m in re.finditer(r"\s+", text[start:end]))]:
            if self.institution.group(text[at:end], head.date) is not None:
                return at
        return start


def _instead(relation: Relation, name: str) -> Relation:
    return Relation(name, relation.identifier) if relation.name == "adopts" else relation


def yields(number: Named, kinds: Sequence[str], institution: Institution) -> bool:
    """Whether `number` is that of a tabled text, and the document, called by `kinds`, was adopted from it."""
    if not number.tabled or not kinds or set(kinds) & set(number.kinds):
        return False
    return institution.kinds[kinds[-1]].step != institution.kinds[number.kinds[0]].step


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


def _slug(name: str) -> str:
    return re.sub(r"[^\w'’.-]+", "_", name.replace("\u2011", "-")).strip("_")


def person_entity(name: str, institution: Institution) -> Entity:
    """A person known by name only: an IRI of the ontology (Naming Convention, chapter 6)."""
    slug = _slug(name)
    label = re.sub(r"\s+", " ", name.replace("\u00a0", " ")).strip()
    return Entity("person", f"person_{slug}", institution.ontology("person", slug), label)


def group_entity(name: str, institution: Institution) -> Entity:
    """A political group that the institution's table does not know."""
    slug = _slug(name)
    iri = institution.ontology("organization", f"group/{slug}")
    return Entity("organization", f"group_{slug}", iri, name)
