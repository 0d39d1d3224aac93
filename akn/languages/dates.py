"""Dates in running text, read by the forms that a language table gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct

from akn.matching.alike import alike
from akn.matching.patterns import EXACT, Spacing, expression, one_of
from akn.matching.scripts import UNSPACED

#: The same in every language: ``2021-02-09``, ``2021.2.9.``, ``9.2.2021``, ``9. 2. 2021``, ``09/02/2021``,
#: ``9-2-2021``.
_NUMERIC = (
    r"(?P<Y>[0-9]{4})-(?P<M>[0-9]{2})-(?P<D>[0-9]{2})"
    r"|(?P<Y2>[0-9]{4})\.\s?(?P<M2>[0-9]{1,2})\.\s?(?P<D2>[0-9]{1,2})\.?"
    r"|(?P<d>[0-9]{1,2})(?:\.\s?(?P<m>[0-9]{1,2})\.\s?|/(?P<m2>[0-9]{1,2})/|-(?P<m3>[0-9]{1,2})-)(?P<y>[0-9]{4})"
)

#: A space behind a dot or comma may be missing.
_SPACING = Spacing(r"\s+", {". ": r"\.\s*", ", ": r",\s*"})

#: A letter or figure of a script with blanks. It has no case here: a large set without case is slow to compile.
_LETTER = rf"(?-i:[^\W{UNSPACED}])"

#: Every form of a date has a year of four digits; an expression is found quickly by the sign that it begins with.
_YEAR = re.compile("[0-9][0-9]{3}")
#: Where one white space follows another, a date may be of any length.
_WIDE = re.compile(r"\s\s")
#: The signs of a date that is written in digits, and what is looked at before and behind one.
_MORE = 24


#: What the groups of the expression hold, by their names without numbers; a month is ``named`` in words.
_PARTS = {
    **dict.fromkeys(("D", "d", "day"), "day"),
    **dict.fromkeys(("M", "m"), "month"),
    "month": "named",
    **dict.fromkeys(("Y", "y", "year"), "year"),
}


class FoundDate(Struct, frozen=True):
    """A date found: its offsets in the text, and its value as ``YYYY-MM-DD``."""

    start: int
    end: int
    iso: str


class Dates:
    """Reads the dates of one language.

    `months` holds, for each month, all its forms. `patterns` are phrases with
    the slots ``{day}``, ``{month}``, ``{year}``. `weekdays` are the names of the days, for those who ask.
    """

    def __init__(
        self, months: Sequence[Sequence[str]], patterns: Iterable[str], weekdays: Iterable[str] = ()
    ) -> None:
        self.months = {alike(form).lower(): n for n, forms in enumerate(months, 1) for form in forms}
        self.patterns = tuple(patterns)
        self.weekdays = tuple(weekdays)

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        slots = {"day": "[0-9]{1,2}", "month": one_of(self.months, EXACT, edges="none"), "year": "[0-9]{4}"}
        shapes = [_NUMERIC]
        for n, pattern in enumerate(sorted(self.patterns, key=lambda p: -len(p))):
            shapes.append(expression(pattern, slots, _SPACING, tag=str(n)))
        # “(?<!\w)…(?!\w)”, for a date may end in a dot, where “\b” fails; where no blanks stand, any letter may.
        return re.compile(
            rf"(?<!{_LETTER})(?<![./])(?<![0-9]-)(?:{'|'.join(shapes)})(?!{_LETTER})(?!/)",
            re.IGNORECASE,
        )

    def find(self, text: str) -> list[FoundDate]:
        """All full dates of `text`, in order; what is no day of the calendar is left alone."""
        found: list[FoundDate] = []
        if _YEAR.search(text) is None:
            return found
        for match in self._matches(alike(text)):
            value = self._value(match)
            if value is not None:
                found.append(FoundDate(match.start(), match.end(), value.isoformat()))
        return found

    @cached_property
    def _reach(self) -> int:
        """No date, its spaces single, is longer than this."""
        month = max(map(len, self.months), default=0)
        return max((len(pattern) + month for pattern in self.patterns), default=0) + _MORE

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        """What has the form of a date: looked for around the years, for elsewhere there is none."""
        if _WIDE.search(text):
            yield from self._expression.finditer(text)
            return
        begin = end = 0
        for year in _YEAR.finditer(text):
            if end and year.start() - self._reach > end:
                yield from self._expression.finditer(text, begin, end)
                begin = end = 0
            begin = begin if end else max(0, year.start() - self._reach)
            end = year.end() + self._reach
        yield from self._expression.finditer(text, begin, end)

    def whole(self, text: str) -> str | None:
        """The ISO date that is all of `text`, or None."""
        stripped = alike(text).strip()
        match = self._expression.fullmatch(stripped)
        value = self._value(match) if match else None
        return value.isoformat() if value else None

    @cached_property
    def _parts(self) -> tuple[str, ...]:
        """What each group of the expression holds: the day, the month in figures or in words, the year."""
        names = sorted(self._expression.groupindex, key=self._expression.groupindex.__getitem__)
        return tuple(_PARTS[name.rstrip("0123456789")] for name in names)

    def _value(self, match: re.Match[str]) -> date | None:
        held = {
            part: said for part, said in zip(self._parts, match.groups(), strict=True) if said is not None
        }
        named = held.get("named")
        month = self.months[named.lower()] if named is not None else int(held.get("month", 0))
        try:
            return date(int(held.get("year", 0)), month, int(held.get("day", 0)))
        except ValueError:
            return None
