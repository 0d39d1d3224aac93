"""Dates, and the days of a range: “10 and 11 June 2021” is two days, “May 2020” is none that can be said exactly."""

from __future__ import annotations

import re

from akn.authorities import Table
from akn.languages.dates import Dates
from akn.matching.late import Late
from akn.matching.patterns import one_of
from akn.model.resolution import Date, Mark

#: A full date has a year of four figures in every language.
_YEAR = re.compile(r"\d\d{3}")  # an expression is found quickly by the sign that it begins with
_LETTER = re.compile(r"[^\W\d_]")
_NUMBERED = re.compile(r"(\d{1,2})\D")
_GOES_ON = re.compile(r"[.:]\d")
_DASH = re.compile(
    # The dash first, for the same reason.
    r"-(?:(?<=(?<![\w./-])\d-)|(?<=(?<![\w./-])\d\d-))(?=\d{1,2}\.?\s[^\W\d_])"
)
#: So many days may share one month.
_LONGEST = 10


class Moments:
    """Finds the dates of one language."""

    def __init__(self, words: Table, dates: Dates) -> None:
        links = words.get("links", {})
        joiner = one_of((*links.get("and", ()), *links.get("to", ())))
        self._dates = dates
        # “section 6.4.2011”, “version 3.2.2010” and “10.11.2012.1” are numbers of something else.
        self._not_after = Late(
            rf"(?<!\w){one_of(words.get('guards', {}).get('not_before_date', ()))}\s{{1,3}}\Z", re.IGNORECASE
        )
        self._day = Late(rf"(?<![\w./(-])(\d{{1,2}})\.?(?:\s{{1,2}}{joiner}\s{{1,2}}|\s?[,-]\s?)\Z")

    def find(self, text: str) -> list[Mark]:
        """The dates of `text` (made alike), in order."""
        marks: list[Mark] = []
        if _YEAR.search(text) is None:
            return marks
        # “10-11 June” is two days: the dash is no part of a number.
        for found in self._dates.find(_DASH.sub(" ", text)):
            printed = text[found.start : found.end]
            if not _LETTER.search(printed) and self._is_number(text, found.start, found.end):
                continue
            marks.extend(self._days_before(text, found.start, found.end, found.iso))
            marks.append(Mark(found.start, found.end, Date(found.iso)))
        return marks

    def _is_number(self, text: str, start: int, end: int) -> bool:
        return (
            _GOES_ON.match(text, end) is not None
            or self._not_after.search(text, max(0, start - 24), start) is not None
        )

    def _days_before(self, text: str, start: int, end: int, iso: str) -> list[Mark]:
        """The days that share the month and year of the date that follows them: exact, as they stand in its month."""
        written = _NUMBERED.match(text, start, end)
        if written is None or not _LETTER.search(text, start, end) or int(written[1]) != int(iso[-2:]):
            return []
        days: list[Mark] = []
        next_day, position = int(written[1]), start
        while len(days) < _LONGEST:
            match = self._day.search(text, max(0, position - 16), position)
            if match is None or not 0 < int(match[1]) < next_day:
                break
            next_day, position = int(match[1]), match.start()
            days.insert(0, Mark(match.start(1), match.end(1), Date(f"{iso[:8]}{next_day:02d}")))
        return days
