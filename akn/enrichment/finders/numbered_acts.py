"""Acts of the European Union in running text: “Regulations (EU) 2016/679 and (EU) 2018/1725”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from akn.authorities import Table
from akn.authorities.acts import Cited, target
from akn.authorities.instruments import Instrument
from akn.enrichment.reading import Found, Reading, first_word, joiner, listed, plain
from akn.matching.alike import alike
from akn.matching.late import Late
from akn.matching.patterns import one_of
from akn.model.resolution import Mark, Ref

#: So many acts may stand in one list.
LONGEST = 40


class Acts:
    """Reads acts by the words of one language."""

    def __init__(self, words: Table) -> None:
        kinds = words.get("acts", {})
        self._kinds = {plain(alike(form)): kind for kind, forms in kinds.items() for form in forms}
        letters = words.get("communities", {})
        self._letters = {alike(form): name for name, forms in letters.items() for form in forms}
        links = words.get("links", {})
        community = one_of(self._letters)
        number = one_of(links.get("number", ()))
        by = one_of(links.get("by", ()))
        self._type = Late(rf"({one_of(self._kinds)})(?:\s{{1,3}}{by})?\s{{1,3}}")
        self._act = Late(
            rf"(?:\(\s?(?P<letters>{community}(?:,\s?{community}){{0,3}})\s?\)\s{{0,3}})?"
            rf"(?P<no>{number}\s{{0,3}})?(?P<first>\d{{1,4}})/(?P<second>\d{{1,4}})(?!\d)"
            rf"(?:/(?P<suffix>{community}(?:,\s?{community}){{0,3}}))?"
            r"(?![\w]|/\w|-\d|\s?\([A-Z]{3}\))"
        )
        self._and = joiner(words)

    def anchors(self) -> Iterator[str]:
        """The words by which an act is found."""
        yield from {first_word(form) for form in self._kinds}

    def _cited(self, kind: str, match: re.Match[str], before: Cited | None) -> Cited:
        printed = f"{match['letters'] or ''},{match['suffix'] or ''}"
        letters = frozenset(self._letters[part.strip()] for part in printed.split(",") if part.strip())
        numbered = match["no"] is not None
        if before is not None and not letters:
            letters, numbered = before.communities, numbered or before.numbered
        return Cited(kind, match["first"], match["second"], letters, numbered, match["suffix"] is not None)

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The act or acts that begin at `at`."""
        named = self._type.match(reading.text, at)
        if named is None:
            return None
        kind = self._kinds[plain(named[1])]
        marks: list[Mark] = []
        before: Cited | None = None
        position = named.end()
        while len(marks) < LONGEST and (match := self._act.match(reading.text, position)):
            reading.steps += 1
            if before is not None and not (match["letters"] or match["suffix"] or before.numbered):
                break
            before = self._cited(kind, match, before)
            href = target(before)
            if href is None:
                break
            marks.append(Mark(match.start(), match.end(), Ref(href)))
            reading.instrument = Instrument(href)
            joined = self._and.match(reading.text, match.end())
            if joined is None:
                break
            position = joined.end()
        return listed(at, marks[-1].end, marks) if marks else None

    def single(self, reading: Reading, at: int) -> tuple[Instrument, int] | None:
        """The one act that begins at `at`, and where it ends: what an article is an article of."""
        named = self._type.match(reading.text, at)
        match = self._act.match(reading.text, named.end()) if named else None
        if named is None or match is None:
            return None
        href = target(self._cited(self._kinds[plain(named[1])], match, None))
        return None if href is None else (Instrument(href), match.end())
