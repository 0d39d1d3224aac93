"""The lines by which a journal says where it printed a text: heads of its pages, numbers, citations of itself.

They are no part of the document, and say where it can be found.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from akn.institutions.journal import Issued
from akn.matching.alike import alike
from akn.matching.phrases import Phrases
from akn.recognition.idiom import Idiom

#: A line that says where a text was printed is no longer; so many other words may stand beside a number of its own.
_LONGEST, _FEW = 200, 3
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: What may stand in the head of a page besides: a code of the language, the number of the page.
_ASIDE = re.compile(r"(?<!\w)(?:[A-Z]{2}|[0-9]{1,4})(?!\w)")


class Particulars(Struct, frozen=True):
    """What lines say of where a text was printed; "" and empty is what they do not say.

    `journal` is its name as printed, `issue` its number, `date` the day of the issue (ISO); `aliases` are the names
    that the text has there.
    """

    journal: str = ""
    issue: str = ""
    date: str = ""
    aliases: tuple[tuple[str, str], ...] = ()

    def __or__(self, other: Particulars) -> Particulars:
        """What both say together; what was said first stands, where the other does not say more of it."""
        named = dict((*other.aliases, *self.aliases))
        order = dict.fromkeys(name for name, _ in (*self.aliases, *other.aliases))
        return Particulars(
            self.journal or other.journal,
            other.issue if other.issue.startswith(self.issue) else self.issue,
            self.date or other.date,
            tuple((name, named[name]) for name in order),
        )


class JournalLines:
    """Reads such lines of one institution's journal in one language."""

    def __init__(self, idiom: Idiom) -> None:
        self._idiom = idiom
        self._journal = idiom.institution.journal
        self._names = idiom.phrases("furniture.journal")
        self._series = idiom.phrases("furniture.series")
        cited = (*idiom.phrases("journal").phrases, *(f"{name} {{text}}" for name in self._names.phrases))
        self._cited = Phrases(cited)

    def running(self, text: str) -> Particulars | None:
        """What `text` says, the head of a page with nothing but the journal's name, numbers, a date; else None."""
        if len(text) > _LONGEST:
            return None
        name = self._names.inside(alike(text))
        found = [one for one in self._journal.find(text) if not one.cited and not one.among_words]
        if name is None and not found:
            return None
        rest = _without(text, [(one.start, one.end) for one in found])
        if name is not None:
            rest = _without(rest, [(name.start, name.end)])
        if (series := self._series.inside(alike(rest))) is not None:
            rest = _without(rest, [(series.start, series.end)])
        dates = self._idiom.dates.find(rest)
        rest = _ASIDE.sub(" ", _without(rest, [(date.start, date.end) for date in dates]))
        if any(c.isalnum() for c in rest):
            return None
        said = _of(found)
        return said | Particulars(
            text[name.start : name.end] if name is not None else "",
            date=dates[0].iso if dates else "",
        )

    def heading(self, text: str) -> Particulars | None:
        """What `text` says, a line before a document: as `running`, as the journal is cited, or by a number alone."""
        if len(text) > _LONGEST:
            return None
        return self.running(text) or self._citation(text) or self._by_number(text)

    def _citation(self, text: str) -> Particulars | None:
        """“OJ C 353 E, 3.12.2013, p. 76”."""
        hit = self._cited.opening(alike(text))
        if hit is None:
            return None
        start = hit.slots.get("text", (hit.end, hit.end))[0]
        found = next((one for one in self._journal.find(text) if one.start == start and one.issue), None)
        dates = self._idiom.dates.find(text)
        if found is None or not (dates or _YEAR.search(text)):
            return None
        cited = Particulars(date=dates[0].iso if dates else "", aliases=(("oj", text.strip()),))
        return _of([found]) | cited

    def _by_number(self, text: str) -> Particulars | None:
        """“Document 52016DP0330”."""
        found = [one for one in self._journal.find(text) if one.among_words]
        words = re.findall(r"\w+", _without(text, [(one.start, one.end) for one in found]))
        return _of(found) if found and len(words) <= _FEW else None


def _of(found: list[Issued]) -> Particulars:
    said = Particulars()
    for one in found:
        said |= Particulars(issue=one.issue, aliases=one.aliases)
    return said


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


@lru_cache(maxsize=32)
def journal_lines(idiom: Idiom) -> JournalLines:
    """The reader of such lines in an idiom; put together once."""
    return JournalLines(idiom)
