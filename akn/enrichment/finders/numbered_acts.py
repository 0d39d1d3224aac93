"""Acts of the European Union in running text: “Regulations (EU) 2016/679 and (EU) 2018/1725”, “2008/98/EK irányelv”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from akn.authorities import Table, table
from akn.authorities.acts import Cited, target, year_of
from akn.authorities.instruments import Instrument
from akn.enrichment.reading import Found, Reading, either_case, first_word, joiner, listed, plain
from akn.matching.alike import alike
from akn.matching.late import Late
from akn.matching.patterns import one_of
from akn.model.resolution import Mark, Ref

#: So many acts may stand in one list.
LONGEST = 40
#: How far before an act its institution may stand: “the European Parliament and the Council’s Regulation”.
_NEAR = 40
#: An act that bears no letters may be older than the day of the document, and none is younger.
_LAST_YEAR = 2030


class Acts:
    """Reads acts by the words of one language."""

    def __init__(self, words: Table) -> None:
        kinds = words.get("acts", {})
        usual = {plain(alike(form)): kind for kind, forms in kinds.items() for form in forms}
        self._usual, self._kinds = frozenset(usual), either_case(usual)
        letters = words.get("communities", {})
        self._letters = {alike(form): name for name, forms in letters.items() for form in forms}
        links, order = words.get("links", {}), words.get("divisions", {}).get("acts", ["before"])
        self.from_numbers = "after" in order
        community = one_of(self._letters)
        number = one_of(links.get("number", ()))
        by = one_of(links.get("by", ()))
        kind = one_of(self._kinds)
        self._kind_alone = Late(rf"(?P<kind>{kind})(?!\s{{1,3}}(?:[(\d]|{number}))")
        listed_letters = rf"{community}(?:,\s?{community}){{0,3}}"
        # “Regulation of the European Parliament and of the Council (EU) No 1305/2013”
        self._type = Late(rf"({kind})(?P<by>\s{{1,3}}{by})?\s{{0,3}}")
        figures = (
            rf"(?:\(\s?(?P<letters>{listed_letters})\s?\)\s{{0,3}})?"
            rf"(?P<no>{number}\s{{0,3}})?(?P<first>\d{{1,4}})/(?P<second>\d{{1,4}})(?!\d)"
            rf"(?:/(?P<suffix>{listed_letters}))?"
        )
        self._act = Late(figures + r"(?![\w]|/\w|-\d|\s?\([A-Z]{3}\))")
        self._number_first = Late(figures + r"(?![\w]|/\w|-\d)")
        adjectives = one_of(links.get("adjectives", ()), edges="both")
        self._kind_behind = Late(rf"\s{{1,3}}(?:{adjectives}\s{{1,3}}){{0,2}}?({kind})(?!\w)")
        institutions = links.get("institutions", links.get("by", ()))
        self._institution = Late(rf"{one_of(institutions, edges='both')}(?:'s)?\s{{1,3}}\Z")
        of = one_of(links.get("unknown", ()))
        every = one_of((*links.get("by", ()), *links.get("institutions", ())))
        self._union = Late(rf"\s{{1,3}}(?:{of}\s{{1,3}})?{every}")
        self._and = joiner(words)
        articles = one_of(words.get("divisions", {}).get("articles", ()), edges="none")
        self._article = re.compile(rf"(?:{articles}\s{{1,3}})?")

    def anchors(self) -> Iterator[str]:
        """The words by which an act is found."""
        if self.from_numbers:
            yield from {first_word(form) for form in self._letters}
        yield from {first_word(form) for form in self._kinds}

    # ------------------------------------------------------------------ one act

    def _cited(self, kind: str, match: re.Match[str], before: Cited | None) -> Cited:
        printed = f"{match['letters'] or ''},{match['suffix'] or ''}"
        letters = frozenset(self._letters[part.strip()] for part in printed.split(",") if part.strip())
        numbered = match["no"] is not None
        if before is not None and not letters:
            letters, numbered = before.communities, numbered or before.numbered
        return Cited(kind, match["first"], match["second"], letters, numbered, match["suffix"] is not None)

    def _target(self, reading: Reading, act: Cited, *, of_the_union: bool) -> str | None:
        """The IRI of `act`; "" where nothing says that it is the Union's, or where it cannot exist yet."""
        href = target(act)
        if not href:
            return href
        year = year_of(act)
        newest = int(reading.context.date[:4]) if reading.context.date else _LAST_YEAR
        if year is not None and year > newest:
            return ""
        key = f"{act.kind} {act.first}/{act.second}"
        if act.names_the_union or of_the_union:
            reading.acts[key] = href
            return href
        return reading.acts.get(key, "")

    def _of_the_union(self, reading: Reading, named: re.Match[str]) -> bool:
        """Whether an institution of the Union stands beside the kind of act.

        In the documents of another body “the Council” is not that of the Union.
        """
        if self._elsewhere(reading):
            return False
        if named["by"]:
            return True
        start = named.start()
        return self._institution.search(reading.text, max(0, start - _NEAR), start) is not None

    def _union_behind(self, reading: Reading, at: int) -> bool:
        """Whether an institution of the Union stands behind the number that ends at `at`."""
        return not self._elsewhere(reading) and self._union.match(reading.text, at) is not None

    @staticmethod
    def _elsewhere(reading: Reading) -> bool:
        """Whether the document is of a body that says of others what “the Council” says of the Union's."""
        institution = reading.context.institution
        return bool(institution) and institution not in table("bodies")["alone_in"]

    def kind(self, text: str, at: int) -> tuple[str, int] | None:
        """The kind of act that is named at `at` without a number (“of that Directive”), and where its name ends."""
        named = self._kind_alone.match(text, at)
        return (self._kinds[plain(named["kind"])], named.end()) if named else None

    # ------------------------------------------------------------------ in the text

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The act or acts that begin at `at`."""
        named = self._type.match(reading.text, at)
        if named is None:
            return self._behind_numbers(reading, at) if self.from_numbers else None
        kind = self._kinds[plain(named[1])]
        union = self._of_the_union(reading, named)
        marks: list[Mark] = []
        before: Cited | None = None
        position = named.end()
        while len(marks) < LONGEST and (match := self._act.match(reading.text, position)):
            reading.steps += 1
            if before is not None and not (match["letters"] or match["suffix"] or before.numbered):
                break
            before = self._cited(kind, match, before)
            behind = self._union_behind(reading, match.end())
            href = self._target(reading, before, of_the_union=union or behind)
            usual = plain(named[1]) in self._usual and kind != "res"
            if href is None or not (href or before.names_the_union or usual):
                break
            marks.append(Mark(match.start(), match.end(), Ref(href)))
            reading.named(Instrument(href), match.end())
            joined = self._and.match(reading.text, match.end())
            if joined is None:
                break
            position = joined.end()
        return listed(at, marks[-1].end, marks) if marks else None

    def single(self, reading: Reading, at: int) -> tuple[Instrument, int] | None:
        """The one act that begins at `at`, and where it ends: what an article is an article of."""
        if self.from_numbers and (held := self._single_behind(reading, at)):
            return held
        named = self._type.match(reading.text, at)
        match = self._act.match(reading.text, named.end()) if named else None
        if named is None or match is None:
            return None
        act = self._cited(self._kinds[plain(named[1])], match, None)
        union = self._of_the_union(reading, named) or self._union_behind(reading, match.end())
        href = self._target(reading, act, of_the_union=union)
        return None if href is None else (Instrument(href), match.end())

    # ------------------------------------------------------------------ the kind behind the number

    def start(self, text: str, at: int) -> int:
        """Where an act begins whose letters or figures stand at `at`: before the bracket."""
        return at - 1 if at and text[at - 1] == "(" else at

    def _single_behind(self, reading: Reading, at: int) -> tuple[Instrument, int] | None:
        found = self._behind(reading, at)
        if found is None or len(found[0]) != 1:
            return None
        markup = found[0][0].markup
        return (
            (Instrument(markup.href), found[1])
            if isinstance(markup, Ref) and isinstance(markup.href, str)
            else None
        )

    def _behind_numbers(self, reading: Reading, at: int) -> Found | None:
        start = self.start(reading.text, at)
        found = self._behind(reading, start)
        if found is None:
            return None
        marks, end = found
        if isinstance(last := marks[-1].markup, Ref) and isinstance(last.href, str):
            reading.named(Instrument(last.href), end)
        return listed(start, end, marks)

    def _past_article(self, text: str, at: int) -> int:
        article = self._article.match(text, at)
        return article.end() if article else at

    def _behind(self, reading: Reading, at: int) -> tuple[list[Mark], int] | None:
        """“a 2009/28/EK és a 2010/31/EU irányelv”: the marks, and where the word for the kind ends."""
        text, position = reading.text, at
        matches: list[re.Match[str]] = []
        kind: re.Match[str] | None = None
        while len(matches) < LONGEST and (match := self._number_first.match(text, position)):
            reading.steps += 1
            matches.append(match)
            kind = self._kind_behind.match(text, match.end())
            joined = None if kind else self._and.match(text, match.end())
            if joined is None:
                break
            position = joined.end()
            position = self._past_article(text, position)
        if kind is None:
            return None
        marks: list[Mark] = []
        for match in matches:
            act = self._cited(self._kinds[plain(kind[1])], match, None)
            href = self._target(reading, act, of_the_union=False)
            if href is None:
                return None
            marks.append(Mark(match.start(), match.end(), Ref(href)))
        return marks, kind.end()
