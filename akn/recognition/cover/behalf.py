"""Who brings a document in: people, and on whose behalf: groups, committees, nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from akn.authorities.persons import person as person_entity
from akn.institutions import Institution
from akn.matching.phrases import Hit
from akn.model.resolution import Entity, Label, Mark, Proponent
from akn.recognition.cover.lines import Lines
from akn.recognition.cover.people import Span
from akn.recognition.passages import Passage

_BETWEEN = " \u00a0,;:.)"
#: The name of a group has commas and “and” in so many places, and one more.
_PARTS = 5
#: Within so many characters a phrase stands, whatever its slots hold.
_REACH = 800
#: A short word before a group in a list, as an article is; and the short name of one with what a language puts on.
_LITTLE = re.compile(r"[^\W\d_A-Z]{1,3}\s+")
_STEM = re.compile(r"(\S{2,12}?)[-:’'](?:[^\W\d_]{1,4})?$")


class Behalf(NamedTuple):
    """What a line says of those who bring in: its marks, who they are, and the parts that could not be read."""

    marks: tuple[Mark, ...]
    authors: tuple[Entity, ...]
    unread: tuple[Span, ...]


class BehalfReader:
    """Reads the lines of one institution's covers that say who brings a document in."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._institution = lines.idiom.institution

    def people(self, text: str, start: int, end: int, role: str = "author") -> Behalf:
        """The people named from `start` to `end` of a line, in their `role`."""
        read = self._lines.people(text[start:end])
        if not read:
            blank = not any(c.isalnum() for c in text[start:end])
            return Behalf((), (), () if blank else ((start, end),))
        # “Ada Muster ECR”: the name of a group is none of a person.
        named = [person for person in read.named if not self._of_group(person.called)]
        unread = [*read.unread, *((p.start, p.end) for p in read.named if p not in named)]
        persons = [person_entity(one.called) for one in named]
        marks = [
            Mark(start + person.start, start + person.end, Proponent(entity, role))
            for person, entity in zip(named, persons, strict=True)
        ]
        return Behalf(tuple(marks), tuple(persons), tuple((start + a, start + b) for a, b in unread))

    def _of_group(self, name: str) -> bool:
        """Whether a word of `name` is the short name of a group, in its capitals."""
        return any(
            len(word) > 1 and word.isupper() and self._institution.group(word, None) is not None
            for word in name.replace("(", " ").replace(")", " ").split()
        )

    def line(self, passage: Passage, date: str | None) -> Behalf:
        """The people, groups and committees of a line, in its order; groups are those of `date`."""
        text, at = passage.text, 0
        found: list[Behalf] = []
        for sort, hit in self._hits(passage):
            if sort == "group":
                groups, first, end = self._of_hit(text, at, hit, date)
                found += [self._between(text, at, first), groups]
                at = max(end, first)
            else:
                found.append(self._between(text, at, hit.start))
                at = hit.end
                if sort == "committee":
                    span = hit.slots.get("committee", (hit.start, len(text)))
                    found.append(self._committee(text, *span, date))
                    at = max(at, span[1])
        found.append(self._between(text, at, len(text)))
        return Behalf(
            tuple(mark for one in found for mark in one.marks),
            tuple(author for one in found for author in one.authors),
            tuple(span for one in found for span in one.unread),
        )

    def within(self, passage: Passage, date: str | None) -> Behalf:
        """Those named in the midst of a line: “pursuant to Rule 9 by Ada Muster on behalf of the ECR Group”."""
        text = passage.text
        hit = next((hit for _, hit in self._hits(passage)), None)
        groups = self._known(text, hit.start, hit.end, date) if hit is not None else []
        by = self._lines.names.by(text, hit.start) if hit is not None and groups else 0
        people = self.people(text, by, hit.start) if hit is not None and by else Behalf((), (), ())
        if not people.authors or people.unread:
            return Behalf((), (), ())
        found = self._groups(text, groups, date)
        return Behalf(people.marks + found.marks, people.authors + found.authors, ())

    def _committee(self, text: str, start: int, end: int, date: str | None) -> Behalf:
        """A committee; or several groups, where the words of a committee's phrase name such (“the PPE, S&D and …”)."""
        parts = self._lines.names.parted(text, start, end)
        known = [span for part in parts for span in self._known(text, *part, date)]
        if not known:
            return Behalf((Mark(start, end, Label("docCommittee")),), (), ())
        groups = self._groups(text, known, date)
        return groups if len(known) == len(parts) else groups._replace(unread=((start, end),))

    def _between(self, text: str, start: int, end: int) -> Behalf:
        """The people before, between and behind those on whose behalf they act."""
        start += len(text[start:end]) - len(text[start:end].lstrip(_BETWEEN))
        if start >= end:
            return Behalf((), (), ())
        people = self.people(text, start, end)
        by = self._lines.names.by(text, end) if people.unread else 0
        behind = self.people(text, by, end) if by > start else people
        return people if behind.unread else behind  # “further to the question of 5 May, by Ada Muster”

    def _hits(self, passage: Passage) -> Iterator[tuple[str, Hit]]:
        """Each phrase that says on whose behalf, by offsets in the line."""
        at = 0
        while at < len(passage.plain):
            best = self._lines.on_behalf(passage.plain[at : at + _REACH])
            if best is None:
                at += _REACH // 2  # a phrase may begin in one half and end in the next
                continue
            sort, hit = best
            slots = {name: (a + at, b + at) for name, (a, b) in hit.slots.items()}
            yield sort, Hit(hit.start + at, hit.end + at, hit.phrase, slots)
            at += max(hit.end, 1)

    def _of_hit(self, text: str, at: int, hit: Hit, date: str | None) -> tuple[Behalf, int, int]:
        """The groups that a phrase names, where it begins and where it ends; what stands before `at` is read.

        The groups of a list may stand behind a phrase that ends with the first of them, or before one that begins
        with the last; people may stand there as well.
        """
        start, end = hit.slots.get("group", (hit.start, hit.end))
        if start == hit.start and (run := self._listed(text, at, end, date, last=True)):
            spans, first, stop = run, run[0][0], hit.end
        elif end == hit.end and (run := self._listed(text, start, len(text), date)):
            spans, first, stop = run, hit.start, run[-1][1]
        else:
            spans, first, stop = self._known(text, start, end, date), hit.start, hit.end
        if not spans:
            stop_of = start + len(text[start:end].rstrip(_BETWEEN))
            entity = group_entity(text[start:stop_of], self._institution)
            return Behalf((Mark(start, stop_of, Proponent(entity)),), (entity,), ()), hit.start, hit.end
        if start == hit.start:
            first = spans[0][0]
        if end == hit.end:
            stop = spans[-1][1]
        return self._groups(text, spans, date), first, stop

    def _groups(self, text: str, spans: Sequence[Span], date: str | None) -> Behalf:
        """The groups that are named at `spans`."""
        found = [
            (span, known) for span in spans if (known := self._institution.group(text[slice(*span)], date))
        ]
        marks = tuple(Mark(a, b, Proponent(entity)) for (a, b), entity in found)
        return Behalf(marks, tuple(entity for _, entity in found), ())

    def _listed(self, text: str, start: int, end: int, date: str | None, *, last: bool = False) -> list[Span]:
        """Two or more groups in a row at the beginning of `start` to `end`, or at its end where `last` is said.

        One whose name has commas is such a row too.
        """
        parts = self._lines.names.parted(text, start, end)
        for many in range(min(len(parts), _PARTS), 1, -1):
            whole = (parts[-many][0], parts[-1][1]) if last else (parts[0][0], parts[many - 1][1])
            if self._institution.group(text[slice(*whole)], date):
                return [whole]
        run = list(
            takewhile(bool, (self._in_part(text, *part, date) for part in parts[:: -1 if last else 1]))
        )
        found = [span for span in run if span is not None]
        return sorted(found) if len(found) > 1 else []

    def _in_part(self, text: str, start: int, end: int, date: str | None) -> Span | None:
        """The group that a part of a list is: all of it, or without what a language puts on (“S&D-”, “az ECR-é”)."""
        if ahead := _LITTLE.match(text, start, end):
            start = ahead.end()
        if self._institution.group(text[start:end], date):
            return start, end
        if stem := _STEM.match(text, start, end):
            return stem.span(1) if self._institution.group(stem[1], date) else None
        return None

    def _known(self, text: str, start: int, end: int, date: str | None) -> list[Span]:
        """Groups that the institution knows: parted by “and”, or at one end of the span, beside names of people."""
        group = self._institution.group
        if group(text[start:end], date):
            return [(start, end)]
        parts = self._lines.names.parted(text, start, end)
        if all(spans := [self._in_part(text, *part, date) for part in parts]):
            return [span for span in spans if span is not None]
        words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text[start:end].rstrip(_BETWEEN))]
        for a, _ in words:
            if group(text[start + a : start + words[-1][1]], date):
                return [(start + a, start + words[-1][1])]
        for _, b in reversed(words):
            if group(text[start : start + b], date):
                return [(start, start + b)]
        # In the midst of other words only a short name, in its capitals, is one: “the ECR Group”.
        return [(start + a, start + b) for a, b in words if self._of_group(text[start + a : start + b])]


def _slug(name: str) -> str:
    return re.sub(r"[^\w'’.-]+", "_", name.replace("\u2011", "-")).strip("_")


def group_entity(name: str, institution: Institution) -> Entity:
    """A political group that the institution's table does not know."""
    slug = _slug(name)
    iri = institution.ontology("organization", f"group/{slug}")
    return Entity("organization", f"group_{slug}", iri, name)
