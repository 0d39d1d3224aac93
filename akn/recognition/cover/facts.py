"""What the lines of a cover say: marks over their words, and the facts for the metadata."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from akn.institutions import Institution, Named
from akn.model.resolution import (
    Block,
    Container,
    Date,
    Entity,
    Label,
    Mark,
    Mention,
    Ref,
    Relation,
)
from akn.model.source import Dropped
from akn.recognition.cover.behalf import Behalf, BehalfReader
from akn.recognition.cover.lines import Lines, SaidKind
from akn.recognition.cover.own_number import OwnNumber
from akn.recognition.cover.sorts import Sort, sorts_of
from akn.recognition.cover.titles import TitleParts, title_parts
from akn.recognition.idiom import Idiom
from akn.recognition.journal import Particulars
from akn.recognition.passages import Passage

#: What stands between a date and the place behind it: “ - Brussels”.
_BEFORE_PLACE = re.compile(r"[^\w\n]{1,12}(?=\w)")


class Head(Struct):
    """What the lines before the enacting words say."""

    cover: list[Container] = field(default_factory=list)
    preface: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    stray: list[Block] = field(default_factory=list)
    number: Named | None = None
    other: Named | None = None  # a number that stands where the document's own would
    own: OwnNumber = field(default_factory=OwnNumber)  # where the cover has several of one kind
    #: How well each date is that of the document, 0 for the one in its title; and the date.
    dates: list[tuple[int, str]] = field(default_factory=list)
    procedure: Named | None = None
    kinds: list[str] = field(default_factory=list)
    #: The phrases that said each of the kinds.
    words: list[str] = field(default_factory=list)
    title: str = ""
    #: Numbers of procedures on lines that are left out: “Procedure : 2008/2523(RSP)”.
    announced: list[Named] = field(default_factory=list)
    elsewhere: tuple[str, ...] = ()
    authors: list[Entity] = field(default_factory=list)
    #: Where somebody is named who could not be read: the line, and its words.
    unread: list[tuple[int, str]] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    #: Where the journal printed it, as the lines say that are left out.
    printed: Particulars = field(default_factory=Particulars)

    @property
    def issued(self) -> str:
        """A date on the cover that is not that of the document, where that has its own in the title; or ""."""
        own = self.date
        if not any(not rank for rank, _ in self.dates):
            return ""
        return next((iso for rank, iso in self.dates if rank and iso != own), "")

    @property
    def date(self) -> str | None:
        """The date of the document: that in its title, else the best on its cover, of the year that its number says."""
        return min(self.dates, key=self._standing)[1] if self.dates else None

    @property
    def rival(self) -> str:
        """Another date on the cover that is the document's as likely as that which was taken, or ""."""
        if not self.dates:
            return ""
        best = self._standing(min(self.dates, key=self._standing))
        return next(
            (iso for rank, iso in self.dates if iso != self.date and self._standing((rank, iso)) == best), ""
        )

    def _standing(self, found: tuple[int, str]) -> tuple[bool, bool, int]:
        """How well a date is that of the document; the least is the best."""
        year = self.number.identifier.year if self.number is not None else ""
        return found[0] > 0, found[1][:4] != year, found[0]


class CoverFacts:
    """Marks the lines of one cover, and gathers into a `Head` what they say."""

    def __init__(self, idiom: Idiom, lines: Lines) -> None:
        self.idiom = idiom
        self.institution = idiom.institution
        self.lines = lines
        self.sorts = sorts_of(idiom.institution)
        self.behalf = BehalfReader(lines)

    def marked(self, passage: Passage, sort: str, head: Head) -> Block:
        """`passage`, a line of this `sort`, as a block with its marks; what it says goes into `head`."""
        named = list(self.idiom.identify(passage.text))
        if sort in ("title", "named"):
            kind = self.lines.kind_of(passage, anywhere=sort == "named")
            parts = title_parts(passage, kind, named, self.idiom)
            marks = [*passage.marks, *self._number_marks(passage, sort, named, head, parts)]
            marks += self._title_marks(passage, head, kind, parts)
            return Block(passage.text, passage.line, tuple(marks))
        marks = [*passage.marks, *self._number_marks(passage, sort, named, head)]
        match sort:
            case "date":
                marks += self._date_marks(passage, head)
            case "authors":
                marks += self._taken(self.behalf.people(passage.text, 0, len(passage.text)), passage, head)
            case "group" | "committee" | "non_attached":
                marks += self._taken(self.behalf.line(passage, head.date), passage, head)
            case "replaced" | "replacing":
                marks += self._bracketed_groups(passage, head)
            case "institution":
                length = len(self.idiom.name)
                marks.append(Mark(0, length, Mention(self.institution.entity)))
                if self.lines.dated(passage):  # “European Parliament - 18 May 1995”
                    marks += self._date_marks(passage, head)
            case _ if sort in self.sorts:
                marks += self._marks_of_sort(passage, self.sorts[sort], head)
            case _:
                pass
        return Block(passage.text, passage.line, tuple(marks))

    def _marks_of_sort(self, passage: Passage, sort: Sort, head: Head) -> list[Mark]:
        """What the table says of a sort of line: the element that marks it, the people whom it names."""
        hit = self.lines.phrases_of(sort).opening(passage.plain) if sort.found else None
        marks = []
        if sort.date and (dated := self.idiom.dates.find(passage.text)):
            head.dates.append((0, dated[0].iso))
            marks.append(Mark(dated[0].start, dated[0].end, Label("docDate", dated[0].iso)))
        if sort.label == "docTitle":
            # A title goes to the end of its line, however long; a slot does not.
            start, end = (hit.slots.get("text", (0, 0))[0] if hit else 0), len(passage.text.rstrip())
            marks.append(Mark(start, end, Label("docTitle")))
            head.title = head.title or passage.without_notes(start, end)
        elif sort.label:
            marks.append(Mark(0, len(passage.text), Label(sort.label)))
        if hit is not None and sort.role:
            people = self.behalf.people(passage.text, hit.end, len(passage.text), role=sort.role)
            marks += self._taken(people, passage, head)
        elif hit is not None:
            marks += self._taken(self.behalf.within(passage, head.date), passage, head)
        return marks

    @staticmethod
    def _taken(behalf: Behalf, passage: Passage, head: Head) -> Sequence[Mark]:
        """The marks of those whom a line names, who are added to the authors; what could not be read is noted."""
        head.authors += behalf.authors
        head.unread += [(passage.line, passage.text[start:end]) for start, end in behalf.unread]
        return behalf.marks

    def _number_marks(
        self, passage: Passage, sort: str, named: Sequence[Named], head: Head, parts: TitleParts | None = None
    ) -> list[Mark]:
        """The numbers of this document, of its procedure and of those that it names; in a title, `parts` tell which."""
        marks: list[Mark] = []
        relation = self.sorts[sort].relation if sort in self.sorts else ""
        for name in named:
            if parts is not None and not parts.owns(name):
                marks.append(Mark(name.start, name.end, Ref(name.identifier.href)))
            elif name.procedure:
                head.procedure = head.procedure or name
                marks.append(Mark(name.start, name.end, Label("docketNumber", "procedure")))
            elif not name.kinds:
                marks.append(Mark(name.start, name.end, Ref(name.identifier.href)))
            elif not relation and name.identifier.key in head.own.foreign:
                continue
            elif relation or (
                head.number is None and not _beside(name, parts) and self._adopts(passage, name)
            ):
                relation = relation or "adopts"
                head.relations.append(Relation(relation, name.identifier))
                marks.append(Mark(name.start, name.end, Ref(name.identifier.href)))
            elif head.number is None or name.identifier.key == head.number.identifier.key:
                head.number = head.number or name
                marks.append(Mark(name.start, name.end, Label("docNumber")))
                head.relations += [Relation("seeAlso", other) for *_, other in name.others]
                marks += [Mark(start, end, Ref(other.href)) for start, end, other in name.others]
            elif sort == "number":
                # “P8_TA(2015)0323RC-B8-0656/2015”: the second is what was adopted.
                head.relations.append(Relation("adopts", name.identifier))
                marks.append(Mark(name.start, name.end, Ref(name.identifier.href)))
        return marks

    def _date_marks(self, passage: Passage, head: Head) -> list[Mark]:
        """The date, the place and the edition: “Wednesday, 16 September 2015 - Brussels Final edition”."""
        found = self.idiom.dates.find(passage.text)[0]
        head.dates.append((self.lines.dated(passage), found.iso))
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
        self, passage: Passage, head: Head, kind: SaidKind | None, parts: TitleParts
    ) -> list[Mark]:
        marks: list[Mark] = []
        if kind is not None:
            head.kinds.append(kind.kind)
            head.words.append(kind.hit.phrase)
            marks.append(Mark(kind.start + kind.hit.start, kind.end, Label("docType", "docType")))
        if parts.date is not None:
            # The date in the title of an adopted text is its own; other dates may be of the page.
            head.dates.append((0, parts.date.iso))
            marks.append(Mark(parts.date.start, parts.date.end, Label("docDate", parts.date.iso)))
        if kind is not None and self.institution.kinds[kind.kind].named and not head.title:
            end = len(passage.text.rstrip(" ,"))
            head.title = passage.without_notes(0, end)
            marks.append(Mark(0, end, Label("docTitle")))
        elif parts.end > parts.start and any(c.isalnum() for c in passage.text[parts.start : parts.end]):
            head.title = passage.without_notes(parts.start, parts.end)
            marks.append(Mark(parts.start, parts.end, Label("docTitle")))
        return marks

    def _bracketed_groups(self, passage: Passage, head: Head) -> list[Mark]:
        """The group in brackets behind, or before, a motion that is replaced."""
        marks = []
        for match in re.finditer(r"(?<=\()[^()]{1,60}(?=\))|^[^()]{1,60}(?= \()", passage.text):
            group = self.institution.group(match.group(), head.date)
            if group is not None:
                marks.append(Mark(match.start(), match.end(), Mention(group)))
        return marks


def _beside(named: Named, parts: TitleParts | None) -> bool:
    """Whether a number stands right behind the kind in a title: “RESOLUTION B3-9639/91”."""
    return parts is not None and parts.behind <= named.start < parts.start


def _instead(relation: Relation, name: str) -> Relation:
    return Relation(name, relation.identifier) if relation.name == "adopts" else relation


def yields(number: Named, kinds: Sequence[str], institution: Institution) -> bool:
    """Whether `number` is that of a tabled text, and the document, called by `kinds`, was adopted from it."""
    if not number.tabled or not kinds or set(kinds) & set(number.kinds):
        return False
    return institution.kinds[kinds[-1]].step != institution.kinds[number.kinds[0]].step
