"""Documents known by their date: “its resolution of 16 January 2020”, “2019. április 17-i állásfoglalására”.

The date alone leads to no address: they are references without a target, unless a number stands with them, in
their footnote, or in the table of dated resolutions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from akn.authorities import Table, table
from akn.enrichment.reading import Found, Reading, capitals, first_word, joiner, listed
from akn.matching.late import Late
from akn.matching.patterns import one_of
from akn.model.resolution import Mark, Ref

_LONGEST = 30
#: How far behind “Council conclusions” their date may stand, and how far before a resolution the word that owns it.
_NEAR = 200
_OWN = 70
_NOTE = re.compile(r"\s?[(\[]\d{1,3}[)\]]")
#: What may stand between a date and what it is the date of: “17. huhtikuuta 2019 antamansa päätöslauselman”.
_BETWEEN = r"(?:-[^\W\d_]{1,4})?\.?(?:\s{1,3}(?!\d)[\w.-]{1,20}){0,4}?\s{1,3}"


class Dated:
    """Reads documents known by their date by the words of one language."""

    def __init__(self, words: Table) -> None:
        dated = words.get("dated", {})
        self._resolutions = tuple(capitals(dict.fromkeys(dated.get("resolution", ()))))
        self._nouns = tuple(capitals(dict.fromkeys(dated.get("nouns", ()))))
        self._conclusions = tuple(capitals(dict.fromkeys(dated.get("conclusions", ()))))
        self._agreements = tuple(capitals(dict.fromkeys(dated.get("agreements", ()))))
        self._agreement = Late(one_of(self._agreements))
        self._by_day: Mapping[str, str] = table("identifiers")["agreements"]
        self._opening = Late(one_of((*self._resolutions, *self._nouns)))
        self._conclusion = Late(one_of(self._conclusions))
        joins = dated.get("joins", ())
        elided = [join for join in joins if join.endswith(("'", "-"))]
        spaced = [join for join in joins if join not in elided]
        # “recommendation to the Council of”, “risoluzione dell'11 marzo”, “Resolución, de”
        date = rf"(?:{one_of(elided, edges='none')}|{one_of(spaced)}\s{{1,3}})"
        self._join = Late(
            rf"(?:\s{{1,3}}(?!\d)[\w.'-]{{1,20}}){{0,8}}?,?\s{{1,3}}{date}(?=\d)|\s{{0,3}}(?=\d)"
        )
        self._joins = Late(rf",?\s{{1,3}}(?:{one_of(elided, edges='none')}|{one_of(spaced)}\s{{1,3}})")
        joined = rf"(?:{one_of(elided, edges='none')}|{one_of(spaced)}\s{{1,3}})?"
        self._clause_end = re.compile(rf"[;()\n]|,(?!\s{{1,3}}{joined}\d)")
        own = dated.get("own", ())
        self._owned = bool(own)
        self._own = Late(
            rf"(?<!\w){one_of(capitals(dict.fromkeys(own)))}(?:\s[\w-]{{1,20}}){{0,3}}\s{{1,3}}\Z"
        )
        self._behind = Late(rf"\s{{1,3}}{one_of(dated.get('behind', ()))}")
        self.date_first = bool(dated.get("date_first", False))
        self._noun_behind = Late(
            rf"{_BETWEEN}(?:(?P<own>{one_of((*self._resolutions, *self._nouns))})"
            rf"|(?P<agreement>{one_of(self._agreements)})|{one_of(self._conclusions)})"
        )
        institutions = (*words.get("links", {}).get("institutions", ()), *dated.get("institutions", ()))
        self._institution = Late(rf"(?<!\w){one_of(institutions)}(?:,?\s[^\W\d_]{{1,20}}){{0,4}}\s{{1,3}}\Z")
        self._of_the_parliament = Late(rf"{_BETWEEN}{one_of((*self._resolutions, *self._nouns))}\Z")
        self._named = Late(one_of(institutions, edges="both"))
        self._and = joiner(words)

    def anchors(self) -> Iterator[str]:
        """The words by which a dated document is found."""
        every = (*self._resolutions, *self._nouns, *self._conclusions, *self._agreements)
        yield from {first_word(phrase) for phrase in every}

    def is_resolution(self, text: str, start: int, end: int) -> bool:
        """Whether what stands from `start` to `end` is a resolution known by its date."""
        return self._opening.match(text, start) is not None or (
            self.date_first and self._of_the_parliament.search(text, start, end) is not None
        )

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The dated document that begins at `at`."""
        if agreement := self._agreement.match(reading.text, at):
            return self._between_institutions(reading, at, agreement.end())
        opening = self._opening.match(reading.text, at)
        if opening is not None:
            return self._resolution(reading, at, opening.end())
        conclusion = self._conclusion.match(reading.text, at)
        return self._of_another(reading, at, conclusion.end()) if conclusion else None

    def _between_institutions(self, reading: Reading, at: int, end: int) -> Found | None:
        """“the Interinstitutional Agreement of 13 April 2016”: no two are of one day."""
        date = self._date(reading, end)
        if date is None:
            return None
        href = self._by_day.get(reading.days[date], "")
        return Found(reading.dates[date], (Mark(at, reading.dates[date], Ref(href)),), open=True)

    def from_date(self, reading: Reading, at: int) -> Found | None:
        """The document whose date begins at `at` and stands before it."""
        end = reading.dates.get(at)
        if end is None:
            return None
        noun = self._noun_behind.match(reading.text, end)
        if noun is None:
            return None
        if noun["agreement"] is not None:
            href = self._by_day.get(reading.days[at], "")
            return Found(noun.end(), (Mark(at, noun.end(), Ref(href)),), open=True)
        if noun["own"] is None and not self._of_an_institution(reading.text, at, noun):
            return None
        return Found(noun.end(), (Mark(at, noun.end(), Ref("")),), open=True)

    def _of_an_institution(self, text: str, at: int, noun: re.Match[str]) -> bool:
        """Whether an institution stands before the date, or between it and what it is the date of."""
        before = self._institution.search(text, max(0, at - _OWN), at)
        return before is not None or self._named.pattern.search(noun.group()) is not None

    def _resolution(self, reading: Reading, at: int, end: int) -> Found | None:
        text, dates = reading.text, reading.dates
        date = self._date(reading, end)
        if date is None:
            return None
        if self._owned and self._own.search(text, max(0, at - _OWN), at) is None:
            between = text[end:date]
            if (
                not self._behind.match(text, end) and not self._behind.match(text, dates[date])
            ) or ";" in between:
                return None
        marks = [Mark(date, dates[date], Ref(""))]
        while len(marks) < _LONGEST and (
            joined := self._and.match(text, self._past_note(text, marks[-1].end))
        ):
            reading.steps += 1
            start = joined.end()
            if start not in dates and (join := self._joins.match(text, start - 1)):
                start = join.end()
            if start not in dates:
                break
            marks.append(Mark(start, dates[start], Ref("")))
        found = listed(at, marks[-1].end, marks)
        return Found(found.end, found.marks, open=True)

    @staticmethod
    def _past_note(text: str, at: int) -> int:
        """Behind the number of a note that stands in the line: “of 13 November 2018(1) and of …”."""
        note = _NOTE.match(text, at)
        return note.end() if note else at

    def _date(self, reading: Reading, at: int) -> int | None:
        """Where the date begins that the words at `at` lead to."""
        join = self._join.match(reading.text, at)
        if join is None:
            return None
        return _begun(reading.dates, join)

    def _of_another(self, reading: Reading, at: int, end: int) -> Found | None:
        text, dates = reading.text, reading.dates
        stop = self._clause_end.search(text, end, end + _NEAR)
        limit = stop.start() if stop else min(len(text), end + _NEAR)
        start = None
        joined = self._joins.search(text, end, limit)
        while joined is not None and start is None:
            reading.steps += 1
            start = _begun(dates, joined)
            joined = self._joins.search(text, joined.end() - 1, limit)
        if start is None:
            return None
        end = dates[start]
        # “of 10-11 December 2020” and “of 10 and 11 December 2020” are one meeting.
        while (
            further := re.compile(r"\s?-\s?|\s[^\W\d_]{1,3}\s").match(text, end)
        ) and further.end() in dates:
            end = dates[further.end()]
        return Found(end, (Mark(at, end, Ref("")),), open=True)


def _begun(dates: Mapping[int, int], join: re.Match[str]) -> int | None:
    """Where the date begins that `join` leads to: behind it, or with it (“tal-14 ta' Frar”)."""
    return next((at for at in range(join.end(), join.start() - 1, -1) if at in dates), None)
