"""Persons where the words around the name leave no doubt: a title, a calling, the author of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from akn.authorities import Table
from akn.enrichment.finders.names import Names
from akn.enrichment.reading import TOKEN, Found, Reading, first_word, joiner
from akn.matching.late import Late
from akn.matching.patterns import one_of
from akn.model.resolution import Entity, Mark, Mention

_WORD = re.compile(r"[^\W\d_]{2,30}(?:(?:-|'(?!s(?!\w)))[^\W\d_]{1,30})?(?!\w)")
_LONGEST = 30
#: So many words a name may have, particles among them.
_WORDS = 6


class Persons:
    """Finds persons by the words of one language."""

    def __init__(self, words: Table, names: Names) -> None:
        held = words.get("persons", {})
        self._titles = tuple(held.get("titles", ()))
        self._callings = tuple(held.get("callings", ()))
        self._names = names
        self._particles = frozenset(held.get("particles", ()))
        self._opening = Late(rf"(?:(?P<title>{one_of(self._titles)})|{one_of(self._callings)})\s{{1,3}}")
        self._never = frozenset(
            part for title in self._titles for part in re.split(r"[ -]", title)
        ) | frozenset(held.get("never", ()))
        self._and = joiner(words)

    def anchors(self) -> Iterator[str]:
        """The words by which a person is found."""
        yield from {first_word(form) for form in (*self._titles, *self._callings)}

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The person or persons whom the words at `at` announce; only the names are marked."""
        opening = self._opening.match(reading.text, at)
        if opening is None:
            return None
        titled = opening["title"] is not None
        marks: list[Mark] = []
        position = opening.end()
        while len(marks) < _LONGEST:
            reading.steps += 1
            end = self._name(reading.text, position, 1 if titled else 2)
            if end is None:
                break
            marks.append(Mark(position, end, Mention(person(reading.text[position:end]))))
            joined = None if titled else self._and.match(reading.text, end)
            if joined is None:
                break
            position = joined.end()
        return Found(marks[-1].end, tuple(marks)) if marks else None

    def _name(self, text: str, at: int, least: int) -> int | None:
        """Where the name ends that begins at `at`, if it has `least` words at least and none of another name."""
        end, position, words = at, at, 0
        for _ in range(_WORDS):
            match = _WORD.match(text, position)
            if match is None:
                break
            word = match.group()
            if word[0].isupper() and not word.isupper():
                first = TOKEN.match(word)
                if not self._never.isdisjoint(word.split("-")) or first is None:
                    return None
                if self._names.begins(text, position, first.group()):
                    return None
                end, words = match.end(), words + 1
            elif not words or word not in self._particles:
                break
            if text[match.end() : match.end() + 1] != " ":
                break
            position = match.end() + 1
        return end if words >= least else None


def person(name: str) -> Entity:
    """A person known by the name in the text alone."""
    key = re.sub(r"\W+", "_", name).strip("_")
    return Entity("person", f"person_{key}", f"/akn/ontology/person/{key}", name)
