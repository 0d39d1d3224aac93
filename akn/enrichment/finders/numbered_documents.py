"""Documents known by a word and a number, or by their date: resolutions, petitions, protocols, conventions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from akn.authorities import Table, table
from akn.enrichment.reading import Found, Reading, first_word, joiner, listed
from akn.matching.alike import alike
from akn.matching.late import Late
from akn.matching.patterns import one_of
from akn.model.resolution import Mark, Ref

_LONGEST = 30
#: How far behind “Council conclusions” their date may stand.
_NEAR = 200
_CLAUSE_END = re.compile(r"[;,()\n]")


class NumberedDocument:
    """A word, and numbers after it: “Security Council resolutions 1325 (2000) and 1820 (2008)”."""

    def __init__(
        self,
        words: Table,
        phrases: tuple[str, ...],
        number: str,
        address: Callable[[re.Match[str]], str | None],
    ) -> None:
        links = words.get("links", {})
        self._phrases = phrases
        self._opening = Late(rf"{one_of(phrases)}\s{{1,3}}(?:{one_of(links.get('number', ()))}\s{{0,3}})?")
        self._number = Late(number + r"(?!\w|/\d|-\d)")
        self._and = joiner(words)
        self._address = address

    def anchors(self) -> Iterator[str]:
        """The words by which it is found."""
        yield from {first_word(phrase) for phrase in self._phrases}

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The document or documents named at `at`."""
        opening = self._opening.match(reading.text, at)
        if opening is None:
            return None
        marks: list[Mark] = []
        position = opening.end()
        while len(marks) < _LONGEST and (match := self._number.match(reading.text, position)):
            reading.steps += 1
            href = self._address(match)
            if href is None:
                break
            marks.append(Mark(match.start(), match.end(), Ref(href)))
            joined = self._and.match(reading.text, match.end())
            if joined is None:
                break
            position = joined.end()
        return listed(at, marks[-1].end, marks) if marks else None


def numbered(words: Table) -> Iterator[NumberedDocument]:
    """All kinds of numbered document that the language has words for."""
    held = table("identifiers")
    un, documents = words.get("un", {}), words.get("documents", {})
    years: Mapping[str, int] = held["un"]["years"]

    def security_council(match: re.Match[str]) -> str:
        year = match["year"] or years.get(match["number"], "")
        return held["un"]["security_council"].format(number=match["number"], year=year) if year else ""

    def general_assembly(match: re.Match[str]) -> str:
        # The early resolutions are printed “217 A (III)” and “2200 (XXI) A”; the symbol is 217(III)A.
        early = re.fullmatch(r"(\d+)\s?([A-F]?)\s?(\([IVXL]+\))\s?([A-F]?)", match[0])
        number = f"{early[1]}{early[3]}{early[2]}{early[4]}" if early else match[0]
        return str(held["un"]["general_assembly"].format(number=number))

    def human_rights(match: re.Match[str]) -> str:
        return str(held["un"]["human_rights"].format(number=match[0]))

    def protocol(match: re.Match[str]) -> str | None:
        number = int(match["number"])
        if not 1 <= number <= held["protocols"]["last"]:
            return None
        return str(held["protocols"]["iri"].format(number=f"{number:02d}"))

    kinds = (
        (
            un.get("security_council"),
            r"(?P<number>\d{1,4})(?:\s{0,2}\((?P<year>(?:19|20)\d\d)\))?",
            security_council,
        ),
        (
            un.get("general_assembly"),
            r"(?:(?:ES-)?\d{1,2}/\d{1,3}|\d{1,4}\s?[A-F]?\s?\([IVXL]{1,7}\)(?:\s?[A-F](?!\w))?)",
            general_assembly,
        ),
        (un.get("human_rights"), r"(?:S-)?\d{1,2}/\d{1,3}", human_rights),
        (documents.get("petition"), r"\d{1,4}/(?:19|20)\d\d", lambda _: ""),
        (
            documents.get("protocol"),
            rf"\(?(?:{one_of(words.get('links', {}).get('number', ()))}\s{{0,2}})(?P<number>\d{{1,2}})\)(?!\d)",
            protocol,
        ),
        (
            documents.get("ilo"),
            r"(?P<number>\d{1,3})",
            lambda match: held["ilo"]["iri"].format(number=match["number"].zfill(3)),
        ),
    )
    for phrases, number, address in kinds:
        if phrases:
            yield NumberedDocument(words, tuple(phrases), number, address)


class Dated:
    """Documents known by their date: “its resolution of 16 January 2020”, “Council conclusions of 17 June 2019”.

    The date alone leads to no address: they are references without a target,
    unless a number stands with them or in their footnote.
    """

    def __init__(self, words: Table) -> None:
        dated = words.get("dated", {})
        self._resolutions = tuple(dated.get("resolution", ()))
        self._conclusions = tuple(dated.get("conclusions", ()))
        # “risoluzione dell'11 marzo”: an apostrophe needs no space behind it.
        self._resolution = Late(rf"{one_of(self._resolutions)}\s{{0,3}}")
        self._conclusion = Late(one_of(self._conclusions))
        self._owned = "own" in dated
        self._own = Late(rf"(?<!\w){one_of(dated.get('own', ()))}(?:\s[\w-]{{1,20}}){{0,2}}\s{{1,3}}\Z")
        joins = one_of(dated.get("joins", ()))
        self._joins = Late(rf"\s{{1,3}}{joins}\s{{1,3}}")
        self._and = joiner(words)

    def anchors(self) -> Iterator[str]:
        """The words by which a dated document is found."""
        yield from {first_word(alike(phrase)) for phrase in (*self._resolutions, *self._conclusions)}

    def is_resolution(self, text: str, at: int) -> bool:
        """Whether what begins at `at` is a resolution known by its date."""
        return self._resolution.match(text, at) is not None

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The dated document that begins at `at`."""
        text, dates = reading.text, reading.dates
        opening = self._resolution.match(text, at)
        if opening is not None:
            if opening.end() not in dates:
                return None
            if self._owned and self._own.search(text, max(0, at - 70), at) is None:
                return None
            marks = [Mark(opening.end(), dates[opening.end()], Ref(""))]
            while len(marks) < _LONGEST and (joined := self._and.match(text, marks[-1].end)):
                reading.steps += 1
                if joined.end() not in dates:
                    break
                marks.append(Mark(joined.end(), dates[joined.end()], Ref("")))
            found = listed(at, marks[-1].end, marks)
            return Found(found.end, found.marks, open=True)
        conclusion = self._conclusion.match(text, at)
        if conclusion is None:
            return None
        stop = _CLAUSE_END.search(text, conclusion.end(), conclusion.end() + _NEAR)
        limit = stop.start() if stop else conclusion.end() + _NEAR
        joined = self._joins.search(text, conclusion.end(), limit)
        while joined is not None and joined.end() not in dates:
            reading.steps += 1
            joined = self._joins.search(text, joined.end() - 1, limit)
        if joined is None:
            return None
        end = dates[joined.end()]
        return Found(end, (Mark(at, end, Ref("")),), open=True)
