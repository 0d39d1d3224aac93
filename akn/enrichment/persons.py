"""Persons where the words around the name leave no doubt: a title, a calling, the author of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from akn.authorities import Table
from akn.enrichment.names import Names
from akn.enrichment.reading import TOKEN, Found, Late, Reading, any_of, first_word
from akn.model import Entity, Mark, Mention

#: A word that begins with a capital and goes on in small letters: in any script, for what is small is told by case.
_WORD = r"[^\W\d_]{2,30}(?:(?:-|'(?!s(?!\w)))[^\W\d_]{1,30})?"
_LONGEST = 30


class Persons:
    """Finds persons by the words of one language."""

    def __init__(self, words: Table, names: Names) -> None:
        held = words.get("persons", {})
        self._titles = tuple(held.get("titles", ()))
        self._callings = tuple(held.get("callings", ()))
        self._names = names
        particles = "|".join(re.escape(p) for p in held.get("particles", ())) or "(?!)"
        self._opening = Late(rf"(?:(?P<title>{any_of(self._titles)})|{any_of(self._callings)})\s{{1,3}}")
        self._name = Late(rf"{_WORD}(?: (?:(?:{particles}) ){{0,2}}{_WORD}){{0,3}}")
        self._never = frozenset(
            part for title in self._titles for part in re.split(r"[ -]", title)
        ) | frozenset(held.get("never", ()))
        joiner = any_of(words.get("links", {}).get("and", ()))
        self._and = Late(rf",? {joiner} |, ")

    def anchors(self) -> Iterator[str]:
        """The words by which a person is found."""
        yield from {first_word(form) for form in (*self._titles, *self._callings)}

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The person or persons whom the words at `at` announce; only the names are marked."""
        opening = self._opening.match(reading.text, at)
        if opening is None:
            return None
        marks: list[Mark] = []
        position = opening.end()
        while len(marks) < _LONGEST and (match := self._name.match(reading.text, position)):
            reading.steps += 1
            if not self._is_name(
                reading.text, match, surname_enough=opening["title"] is not None and not marks
            ):
                break
            marks.append(Mark(match.start(), match.end(), Mention(person(match.group()))))
            joined = self._and.match(reading.text, match.end()) if opening["title"] is None else None
            if joined is None:
                break
            position = joined.end()
        return Found(marks[-1].end, tuple(marks)) if marks else None

    def _is_name(self, text: str, match: re.Match[str], *, surname_enough: bool) -> bool:
        words = [word for word in match.group().split(" ") if word not in self._particles]
        if not all(word[0].isupper() and not word.isupper() for word in words):
            return False
        if len(words) < (1 if surname_enough else 2) or not self._never.isdisjoint(
            re.split(r"[ -]", match.group())
        ):
            return False
        return not any(
            self._names.begins(text, match.start() + word.start(), word.group())
            for word in TOKEN.finditer(match.group())
            if word.start() == 0 or match.group()[word.start() - 1] == " "
        )


def person(name: str) -> Entity:
    """A person known by the name in the text alone."""
    key = re.sub(r"\W+", "_", name).strip("_")
    return Entity("person", f"person_{key}", f"/akn/ontology/person/{key}", name)
