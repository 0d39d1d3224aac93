"""Who brings a document in: people, and on whose behalf: groups, committees, nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from akn.authorities.persons import person as person_entity
from akn.institutions import Institution
from akn.matching.phrases import Hit
from akn.model.resolution import Entity, Label, Mark, Proponent
from akn.recognition.cover.lines import Lines
from akn.recognition.cover.people import Span
from akn.recognition.passages import Passage

_BETWEEN = " \u00a0,;:.)"


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
                start, end = hit.slots.get("group", (hit.start, hit.end))
                groups, end_of = self._groups(text, start, end, date)
                first = min((mark.start for mark in groups.marks), default=start)
                before = min(hit.start, first) if start != hit.start else first
                found += [self._between(text, at, before), groups]
                at = max(end_of if end == hit.end else hit.end, before)
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

    def _committee(self, text: str, start: int, end: int, date: str | None) -> Behalf:
        """A committee; or several groups, where the words of a committee's phrase name such (“the PPE, S&D and …”)."""
        parts = self._lines.names.parted(text, start, end)
        known = [span for part in parts for span in self._known(text, *part, date)]
        if not known:
            return Behalf((Mark(start, end, Label("docCommittee")),), (), ())
        groups = [self._groups(text, *span, date)[0] for span in known]
        return Behalf(
            tuple(mark for one in groups for mark in one.marks),
            tuple(author for one in groups for author in one.authors),
            () if len(known) == len(parts) else ((start, end),),
        )

    def _between(self, text: str, start: int, end: int) -> Behalf:
        """The people before, between and behind those on whose behalf they act."""
        start += len(text[start:end]) - len(text[start:end].lstrip(_BETWEEN))
        return self.people(text, start, end) if start < end else Behalf((), (), ())

    def _hits(self, passage: Passage) -> Iterator[tuple[str, Hit]]:
        """Each phrase that says on whose behalf, by offsets in the line."""
        at = 0
        while at < len(passage.plain):
            best = self._lines.on_behalf(passage.plain[at:])
            if best is None:
                return
            sort, hit = best
            slots = {name: (a + at, b + at) for name, (a, b) in hit.slots.items()}
            yield sort, Hit(hit.start + at, hit.end + at, hit.phrase, slots)
            at += max(hit.end, 1)

    def _groups(self, text: str, start: int, end: int, date: str | None) -> tuple[Behalf, int]:
        """The groups named from `start` to `end`, and where they end.

        A phrase that begins or ends with the group may hold names of people beside it; one may name several groups.
        """
        group = self._institution.group
        spans = [(start, end)] if group(text[start:end], date) else self._known(text, start, end, date)
        if not spans:
            stop = start + len(text[start:end].rstrip(_BETWEEN))
            entity = group_entity(text[start:stop], self._institution)
            return Behalf((Mark(start, stop, Proponent(entity)),), (entity,), ()), end
        entities = [known for a, b in spans if (known := group(text[a:b], date)) is not None]
        marks = [Mark(a, b, Proponent(entity)) for (a, b), entity in zip(spans, entities, strict=True)]
        return Behalf(tuple(marks), tuple(entities), ()), spans[-1][1]

    def _known(self, text: str, start: int, end: int, date: str | None) -> list[Span]:
        """Groups that the institution knows: parted by “and”, or at one end of the span, beside names of people."""
        group = self._institution.group
        parts = self._lines.names.parted(text, start, end)
        if len(parts) > 1 and all(group(text[a:b], date) for a, b in parts):
            return parts
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
