"""All that is looked for in the texts of one language, and the words by which it is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Protocol

from akn import institutions
from akn.authorities import table, words
from akn.authorities.entities import entities
from akn.authorities.identifiers import identifiers
from akn.authorities.instruments import instruments
from akn.enrichment.finders.charter import charter
from akn.enrichment.finders.courts import Courts, Journal
from akn.enrichment.finders.dated import Dated
from akn.enrichment.finders.definitions import Definitions
from akn.enrichment.finders.divisions import Divisions
from akn.enrichment.finders.groups import Groups
from akn.enrichment.finders.moments import Moments
from akn.enrichment.finders.names import Names
from akn.enrichment.finders.numbered_acts import Acts
from akn.enrichment.finders.numbered_documents import NumberFirst, in_documents_of, numbered
from akn.enrichment.finders.numbered_within import within
from akn.enrichment.finders.numbers import Numbers
from akn.enrichment.finders.persons import Persons
from akn.enrichment.finders.protocols import Protocols
from akn.enrichment.reading import Found, Parser, Reading
from akn.institutions import Institution
from akn.languages import load

#: Nothing needs a certain second word.
_ANY: Mapping[str, frozenset[str] | None] = MappingProxyType({})


class _Finder(Protocol):
    """One kind of thing that is looked for."""

    def anchors(self) -> Iterator[str]:
        """The words by which it is found."""

    def parse(self, reading: Reading, at: int) -> Found | None:
        """What begins at `at`."""


class Tables:
    """One language: a parser, or several, for each word by which something can begin.

    `following` holds those words behind which most of it needs a certain other: the parsers by that other word.
    Numbers that no sign of `signs` follows are read by `digits_alone`.

    `own` finds the numbers of the `institution` whose document it is, where the table of all numbers has them not;
    `adopted` is what the IRIs begin with of documents that it adopted.
    """

    def __init__(self, language: str, institution: Institution | None = None) -> None:
        held = in_documents_of(words(language), institution.key if institution else "")
        own = institution if institution and institution.key not in table("identifiers")["own"] else None
        self.own = own.identify if own else None
        self.adopted = institution.adopted_iris if institution else ()
        self.language = language
        key = institution.key if institution else ""
        named = [each for each in entities(language) if not (each.of and key) or each.of == key]
        self.names = Names(held, named, instruments(language))
        self.moments = Moments(held, load(language).dates)
        self.dated = Dated(held)
        self.definitions = Definitions(held, self.names)
        self.numbers = Numbers(held, identifiers())
        self.parsers: dict[str, tuple[Parser, ...]] = {}
        #: For each word the second words that each of its parsers needs, None where it may need none.
        self._seconds: dict[str, list[frozenset[str] | None]] = {}
        named_seconds = self.names.second_words()
        for first in self.names.anchors():
            self._add((first,), partial(_named, self.names, first), named_seconds)
        self._add(self.numbers.anchors(), self.numbers.parse)
        # Before the parts of all other acts: it knows more of those of this one.
        for part in charter(held, institution.key if institution else ""):
            self._add(part.anchors(), part.parse)
        acts = Acts(held)
        protocols = Protocols(held)
        divisions = Divisions(held, acts, self.names, protocols)
        self.persons = Persons(held, self.names)
        self._add(acts.anchors(), acts.parse)
        self._add(divisions.anchors(), divisions.parse)
        self._add(divisions.anchors_of_acts(), divisions.behind)
        neighbours = divisions.neighbour_words()
        self._add(neighbours, divisions.neighbour, neighbours)
        kinds: tuple[_Finder, ...] = (
            Courts(held),
            Journal(held),
            self.dated,
            *numbered(held),
            *within(held, institution.key if institution else ""),
            *(Groups(held, institutions.load(key)) for key in table("bodies")["alone_in"]),
            protocols,
        )
        for kind in kinds:
            self._add(kind.anchors(), kind.parse)
        announcing = self.persons.second_words()
        self._add(announcing, self.persons.parse, announcing)
        self.digits: tuple[Parser, ...] = (self.numbers.digits,)
        if self.dated.date_first:
            self.digits += (self.dated.from_date,)
        if acts.from_numbers:
            self.digits += (acts.parse, divisions.behind, protocols.parse)
        if divisions.from_numbers:
            self.digits += (divisions.parse,)
        if (by_number := NumberFirst(held)).any:
            self.digits += (by_number.parse,)
        self.signs = self.numbers.signs
        self.digits_alone = self.digits[1:] if self.signs is not None else self.digits
        for word in self.parsers:
            if word.isdigit():
                self.parsers[word] += self.digits
                self._seconds[word] += [None] * len(self.digits)
        self.following = {
            word: _by_second(self.parsers[word], seconds)
            for word, seconds in self._seconds.items()
            if any(seconds)
        }
        #: Letters that are written in one word with what follows them.
        self.prefixes = frozenset(held.get("prefixes", ()))

    def _add(
        self,
        anchors: Iterable[str],
        parser: Parser,
        seconds: Mapping[str, frozenset[str] | None] = _ANY,
    ) -> None:
        # A sign (“§”) is no word: it is read only inside a reference that a word begins.
        for word in filter(None, anchors):
            self.parsers[word] = (*self.parsers.get(word, ()), parser)
            self._seconds.setdefault(word, []).append(seconds.get(word))


def _by_second(
    parsers: tuple[Parser, ...], seconds: list[frozenset[str] | None]
) -> dict[str, tuple[Parser, ...]]:
    """The `parsers` of a word by the word behind it; under "" those that need no certain one."""
    needed = frozenset().union(*filter(None, seconds))
    return {
        second: tuple(
            parser for parser, these in zip(parsers, seconds, strict=True) if these is None or second in these
        )
        for second in ("", *needed)
    }


def _named(names: Names, first: str, reading: Reading, at: int) -> Found | None:
    return names.parse(reading, at, first)


def tables(language: str, institution: str = "") -> Tables:
    """What is looked for in the texts of `language` (ISO 639-3), documents of `institution` (its key).

    Raises:
        TableError: the language or the institution has no table of its own.
    """
    return _tables(language, institutions.load(institution) if institution else None)


@lru_cache(maxsize=32)
def _tables(language: str, institution: Institution | None) -> Tables:
    return Tables(language, institution)
