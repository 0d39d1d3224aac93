"""Articles and chapters of the Charter of the United Nations, in their own documents: “Article 51 of the Charter”."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from akn.authorities import Table, table
from akn.enrichment.reading import Found, Reading, capitals, first_word, one
from akn.matching.alike import alike
from akn.matching.late import Late
from akn.matching.patterns import one_of
from akn.model.resolution import Ref
from akn.numbering.figures import value_of
from akn.numbering.roman import roman

#: What a number of a part looks like, where no word says it.
_NUMBER = r"[IVXL]{1,6}|[0-9]{1,3}|[〇一二三四五六七八九十]{1,5}"


class Charter:
    """Reads parts of the Charter by the words of one language.

    The words stand before the number, or around it (“第七章”); the name of the Charter behind it, or right before.
    """

    def __init__(self, words: Table) -> None:
        self._ordinals: Sequence[str] = words.get("ordinals", ())
        number = rf"(?P<number>{_NUMBER}|{one_of(self._ordinals)})"
        self._forms = [
            (level, before, Late(rf"{one_of((before,), edges='none')}\s{{0,3}}{number}{re.escape(behind)}"))
            for level in ("article", "chapter")
            for before, behind in map(_around, capitals(dict.fromkeys(words.get(level, ()))))
        ]
        self._behind = Late(rf"(?:\s{{1,3}}|,\s){one_of(words.get('behind', ()))}")
        self._before = Late(rf"{one_of(words.get('before', ()), edges='none')}\s?\Z")
        held = table("identifiers")["un"]
        self._address: str = held["charter"]
        self._lasts: Sequence[int] = held["chapters"]

    def anchors(self) -> Iterator[str]:
        """The words by which it is found."""
        yield from {first_word(before) for _, before, _ in self._forms}

    def parse(self, reading: Reading, at: int) -> Found | None:
        """The part that is named at `at`."""
        text = reading.text
        for level, _, form in self._forms:
            match = form.match(text, at)
            if match is None:
                continue
            behind = self._behind.match(text, match.end())
            if behind is None and self._before.search(text, max(0, at - 20), at) is None:
                continue
            chapter = self._chapter(level, match["number"])
            if chapter:
                end = behind.end() if behind is not None else match.end()
                return one(at, end, Ref(self._address.format(chapter=chapter)))
        return None

    def _chapter(self, level: str, number: str) -> int:
        """The chapter that the part is or stands in; 0 where there is none."""
        if number in self._ordinals:
            value: int | None = self._ordinals.index(number) + 1
        else:
            value = roman(number) or value_of(number) or _hundreds(number)
        if value is None:
            return 0
        if level == "article":
            chapter = bisect_left(self._lasts, value) + 1
            return chapter if 0 < value <= self._lasts[-1] else 0
        return value if 0 < value <= len(self._lasts) else 0


def _hundreds(number: str) -> int | None:
    """“一百零二” is no number that `value_of` knows, and no article is much farther."""
    return int(number) if number.isdecimal() else None


def _around(form: str) -> tuple[str, str]:
    before, _, behind = alike(form).partition("{number}")
    return before.strip(), behind


def charter(words: Table, institution: str) -> Iterator[Charter]:
    """What reads parts of the Charter in documents of the United Nations: elsewhere there are other charters."""
    if institution in table("identifiers")["un"]["bare_in"] and words.get("charter"):
        yield Charter(words["charter"])
