"""Lines of a cover, each judged by itself: which say the kind, which a number, a date, a name."""

from __future__ import annotations

import re

from msgspec import Struct

from akn.authorities import words
from akn.institutions import Named
from akn.matching.alike import alike
from akn.matching.memo import Memo
from akn.matching.phrases import Hit, Phrases
from akn.recognition.cover.people import People, names_of
from akn.recognition.cover.sorts import Sort, sorts_of
from akn.recognition.idiom import Idiom
from akn.recognition.passages import Passage

#: What may stand before a kind and is none of its words: dashes, and the marks of Markdown in a text.
_DECORATION = " -#*_"
_WORDS = re.compile(r"[^\W\d_]+")
#: What parts two columns of a cover that were printed in one line.
_GAP = re.compile(r"(?<=\S)(?: {4,}|\s*\t\s*)(?=\S)")
_NARROW = re.compile(r"(?<=\S) {2,3}(?=\S)")
#: So many lines are remembered with their sort, and the people on them: they are asked about several times over.
_REMEMBERED = 256
#: A line of a date, or of a number, holds so many words.
_FEW = 12
#: The longest word that may stand beside a date and say nothing (“den”, “the”).
_LITTLE = 3
#: So many longer words may stand beside a date and a number: in a sentence there are more.
_BESIDE_NUMBER = 2
#: In so many letters, and words, at the head of a line the name of a group is looked for.
_LONGEST, _GROUP = 60, 3
#: Who acts, or on whose behalf, as a line says it: the slot of its phrases.
_BEHALF = ("group", "committee", "non_attached")


class SaidKind(Struct, frozen=True):
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
        self.names = names_of(idiom.language)
        self._people: Memo[str, People] = Memo(_REMEMBERED)
        self._sorts: Memo[str, str] = Memo(_REMEMBERED)
        #: The little words of the language.
        self.little = frozenset(idiom.language.table.get("common", ()))
        rules = words(idiom.language.code).get("rules", {}).get("names", ())
        #: The words of what the Rules of Procedure are called.
        self.rules = frozenset(
            word.casefold() for name in rules for word in _WORDS.findall(name) if len(word) > _LITTLE
        )
        self._weekdays = frozenset(map(str.casefold, idiom.language.dates.weekdays))
        self._sorts_by_name = sorts_of(idiom.institution)
        self._by_phrase = [
            (sort, self.phrases_of(sort)) for sort in self._sorts_by_name.values() if sort.found
        ]

    def _titled(self, passage: Passage) -> bool:
        """Whether a line is the title by a phrase of its own; its number may stand far before it."""
        return any(sort.label == "docTitle" and held.opening(passage.plain) for sort, held in self._by_phrase)

    def behind(self, sort: str) -> str:
        """The sort of a line without one of its own that stands behind a line of `sort`, or ""."""
        held = self._sorts_by_name.get(sort)
        return "" if held is None else held.behind

    def phrases_of(self, sort: Sort) -> Phrases:
        """The phrases by which lines of `sort` are known, those of every language among them."""
        held = self.idiom.phrases(sort.slot)
        return Phrases((*held.phrases, *sort.phrases)) if sort.phrases else held

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
        if hit is None and not anywhere and (group := self.group_at_head(plain)):
            start += group
            plain = plain[group:]
            hit = self._kinds.opening(plain)
        if hit is None or not self._says_kind(plain, hit):
            return None
        return SaidKind(self._kind_of_phrase[hit.phrase], hit, start)

    def calls(self, passage: Passage, named: Named) -> bool:
        """Whether a kind stands right before or around the number `named` on `passage`, wherever on the line."""
        start = 0
        while (hit := self._kinds.inside(passage.plain[start:])) is not None:
            first, last = start + hit.start, start + hit.end
            if first <= named.start and not _WORDS.search(passage.plain, min(last, named.start), named.start):
                return True
            start = last
        return False

    def group_at_head(self, plain: str) -> int:
        """Where the name of a group ends that `plain` begins with, or 0: “ECR motion for a resolution”."""
        if not plain[:1].isupper():
            return 0
        for word in list(re.finditer(r"\S+\s+", plain[:_LONGEST]))[:_GROUP]:
            if self.idiom.institution.group(plain[: word.end()].strip(" :,-"), None) is not None:
                return word.end()
        return 0

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
        return start + len(passage.plain[start:]) - len(passage.plain[start:].lstrip(_DECORATION))

    def _says_kind(self, plain: str, hit: Hit) -> bool:
        """A single word (“Report”, “Resolution”) says the kind only where a title or nothing follows it."""
        rest = plain[hit.end :].lstrip()
        if " " in hit.phrase or not rest or not rest[0].isalnum():
            return True
        if any(n.kinds and n.start == 0 for n in self.idiom.identify(rest)):  # “RESOLUTION B3-9639/91”
            return True
        return self.idiom.phrases("about").opening(rest) is not None

    def unglued(self, passage: Passage) -> list[Passage]:
        """`passage`, cut where a page prints two lines as one: “…/2021Motion for a resolution”."""
        gap = _GAP.search(passage.text) if self.idiom.institution.columns else None
        if gap is not None and not self._titled(passage):
            return [passage.cut(0, gap.start()), *self.unglued(passage.cut(gap.end()))]
        # A narrower one, where what stands behind it says what it is.
        narrow = _NARROW.search(passage.text) if self.idiom.institution.columns else None
        if narrow is not None and not self._titled(passage) and self.sort(passage.cut(narrow.end())):
            return [passage.cut(0, narrow.start()), *self.unglued(passage.cut(narrow.end()))]
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
        held = self._sorts.get(passage.text)
        if held is not None:
            return held
        found = (
            "title"
            if self.kind_of(passage)
            else self._sort_by_phrase(passage) or self._sort_by_number(passage)
        )
        return self._sorts.keep(passage.text, found)

    def is_subject(self, passage: Passage) -> bool:
        """Whether a line is a title that goes on from the kind of document above it: “on the pensions of …”.

        A line that ends with a colon announces what stands below it, and is none.
        """
        if not passage.text[:1].islower() or passage.plain.endswith(":"):
            return False
        return self.idiom.phrases("about").opening(passage.plain) is not None

    def only_kind(self, passage: Passage) -> bool:
        """Whether a line says the kind of document and nothing else."""
        kind = self.kind_of(passage)
        return kind is not None and not passage.plain[kind.end :].strip()

    def is_named(self, passage: Passage) -> bool:
        """Whether a line says a kind of document that has no other title."""
        kind = self.kind_of(passage)
        return kind is not None and self.idiom.institution.kinds[kind.kind].named

    def says_tabled(self, passage: Passage, sort: str) -> bool:
        """Whether a line of this `sort` says that the document was brought in, and is not yet adopted."""
        kinds: tuple[str, ...] = ()
        if sort == "title" and (kind := self.kind_of(passage)) is not None:
            kinds = (kind.kind,)
        elif sort == "number":
            kinds = next((n.kinds for n in self.idiom.identify(passage.text) if n.kinds), ())
        return bool(kinds) and not self.idiom.institution.adopted(kinds[0])

    def _names_attachment(self, plain: str) -> bool:
        """Whether a line in capitals names a part of a report: before the text that is its table of contents."""
        if plain.upper() != plain:
            return False
        return any(
            self.idiom.phrases(f"attachments.{name}").opening(plain)
            for name in self.idiom.slots("attachments")
        )

    def people(self, text: str) -> People:
        """Who is named in `text`, a line or a part of one."""
        held = self._people.get(text)
        return self._people.keep(text, self.names.read(text)) if held is None else held

    def on_behalf(self, plain: str) -> tuple[str, Hit] | None:
        """The first words of a line that say on whose behalf: the slot they stand in, and where.

        Of a group and a committee the group is meant, where the phrase of the committee says no more.
        """
        found = [
            (slot, hit) for slot in _BEHALF if (hit := self.idiom.phrases(slot).inside(plain)) is not None
        ]
        if not found:
            return None
        first = min(hit.start for _, hit in found)
        found = [(slot, hit) for slot, hit in found if hit.start == first]
        if len(found) > 1 and found[0][0] == "group" and self.known(found[0], plain):
            return found[0]
        return max(found, key=lambda pair: len(pair[1].phrase))

    def known(self, found: tuple[str, Hit], text: str) -> bool:
        """Whether what `on_behalf` found in `text` is a group that the institution knows."""
        start, end = found[1].slots.get("group", (0, 0))
        return self.idiom.institution.group(text[start:end], None) is not None

    def _sort_by_phrase(self, passage: Passage) -> str:
        plain, phrases = passage.plain, self.idiom.phrases
        for sort, held in self._by_phrase:
            if held.whole(plain) if sort.found == "whole" else held.opening(plain):
                return sort.name
        if by := self._sort_by_author(passage):
            return by
        if phrases("contents").whole(plain) or self._names_attachment(plain):
            return "contents"
        a_line = len(plain) < 60  # no sentence
        name = alike(self.idiom.name).casefold()
        return "institution" if a_line and name and plain.casefold().startswith(name) else ""

    def _sort_by_author(self, passage: Passage) -> str:
        """On whose behalf: of a group, a committee, nobody; nothing but names of people may stand before it."""
        found = self.on_behalf(passage.plain)
        if found is None:
            return ""
        slot, hit = found
        before = passage.text[: hit.start]
        if not any(c.isalnum() for c in before) or self.people(before):
            return slot
        # Names that cannot be read are still names, where a group that is known ends the line.
        ends = not any(c.isalnum() for c in passage.plain[hit.end :])
        return (
            slot
            if slot == "group" and ends and (self.known(found, passage.text) or before.rstrip()[-1] == ",")
            else ""
        )

    def _sort_by_number(self, passage: Passage) -> str:
        """A line of numbers and dates holds few other words, and is no title that goes on from the line above."""
        if not any(c.isdigit() for c in passage.plain) or self.is_subject(passage):
            return ""
        named = self.idiom.identify(passage.text)
        dates = self.idiom.dates.find(passage.text)
        words = len(_WORDS.findall(passage.plain))
        if dates and words <= _FEW and self.dated(passage):
            return "date"
        if any(n.kinds for n in named) and words <= _FEW:
            return "number"
        return "procedure" if any(n.procedure and self._bare(passage, n) for n in named) else ""

    def dated(self, passage: Passage) -> int:
        """How well a line says the date of its document.

        1 for a day of sitting, or a date beside a number or the name of the institution; 2 for a date alone, or with
        its place; 0 for one among other words, which may be of anything: “12.3.2021 | Press release”.
        """
        dates = self.idiom.dates.find(passage.text)
        # “Wednesday, 16 September 2015 - Brussels”, but not “OJ C 158, 30.4.2021, p. 24”.
        if not dates or any(c.isdigit() for c in passage.plain[: dates[0].start]):
            return 0
        rest = passage.text[: dates[0].start] + " " + passage.text[dates[0].end :]
        folded = rest.casefold()
        if any(day in folded for day in self._weekdays):
            return 1
        named = self.idiom.identify(rest)
        for number in reversed(named):
            rest = rest[: number.start] + " " + rest[number.end :]
        name = self.idiom.name.casefold()
        named_too = bool(name) and name in folded
        if named_too:
            rest = re.sub(re.escape(name), " ", rest, flags=re.IGNORECASE)
        if (edition := self.idiom.phrases("edition").inside(alike(rest))) is not None:
            rest = rest[: edition.start] + rest[edition.end :]
        others = [
            word[0]
            for word in _WORDS.finditer(rest)
            if len(word[0]) > _LITTLE and not self._in_seat(rest, word.start())
        ]
        if named:
            before = passage.plain[: dates[0].start].split()
            in_sentence = others and before and before[-1].casefold() in self.little
            return 0 if in_sentence or len(others) > _BESIDE_NUMBER else 1
        return 0 if others else 1 if named_too else 2

    def _in_seat(self, text: str, at: int) -> bool:
        """Whether the word at `at` is of a place where the institution sits."""
        starts = [at, *(m.start() for m in _WORDS.finditer(text, max(0, at - 20), at))]
        return any(
            (seat := self.idiom.institution.seat_at(text, one)) is not None and seat[0] > at for one in starts
        )

    @staticmethod
    def _bare(passage: Passage, named: Named) -> bool:
        """Whether no words stand before a number but in its own brackets."""
        opened = passage.text.rfind("(", 0, named.start)
        before = passage.text[: opened if opened >= 0 else named.start]
        return not any(c.isalpha() for c in before)
