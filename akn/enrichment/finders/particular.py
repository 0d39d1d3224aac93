"""Parts that stand behind their act, led to by words: “Regulation (EU) 2016/679, and in particular its Article 5”."""

from __future__ import annotations

import re

from akn.authorities import Table
from akn.enrichment.reading import Reading
from akn.matching.late import Late
from akn.matching.patterns import one_of

#: So long is what leads from an act to its parts: “, et plus particulièrement à son”.
_LEAD = 60
#: How far behind an act its date may begin, and how long its title may be: acts are named by day and title.
_DATE, _TITLE = 30, 600
_SHORT_NAME = re.compile(r"\s?\([^()]{1,60}\)")


class Particular:
    """Tells by the words of one language that a part is one of the act named last."""

    def __init__(self, words: Table) -> None:
        links = words.get("links", {})
        led, its = one_of(links.get("particular", ())), links.get("its", ())
        conjunction = one_of(links.get("and", ()))
        whole = one_of(word for word in its if word[-1:].isalpha())
        elided = one_of((word for word in its if not word[-1:].isalpha()), edges="none")
        self._lead = Late(
            rf"\s?,?\s{{1,3}}(?:{conjunction}\s{{1,3}})?{led}\s{{1,3}}(?:{whole}\s{{1,3}})?(?:{elided})?\Z"
        )
        by = one_of(links.get("by", ()), edges="both")
        self._by = Late(rf"\s{{1,3}}{by}")
        self._and = Late(rf"[\s,]*{conjunction}(?!\w)")

    def follows(self, reading: Reading, start: int) -> bool:
        """Whether words lead from the act named last to the parts that begin at `start`.

        Only the name of its author, its day and its title may stand between: behind another law the part is its.
        """
        text, end = reading.text, reading.instrument_end
        if not 0 < start - end < _TITLE + _LEAD:
            return False
        lead = self._lead.search(text, max(end, start - _LEAD), start)
        return lead is not None and self._is_of_the_act(reading, end, lead.start())

    def _is_of_the_act(self, reading: Reading, at: int, stop: int) -> bool:
        """Whether the text from `at` to `stop` still speaks of the act that ends at `at`."""
        text = reading.text
        short = _SHORT_NAME.match(text, at, stop)
        at = short.end() if short else at
        by = self._by.match(text, at)
        known = by is not None and by.end() <= stop
        at = by.end() if by and known else at
        if not text[at:stop].strip(" ,"):
            return True
        date = next((day for day in range(at, min(at + _DATE, stop)) if day in reading.dates), None)
        if date is not None:
            at, known = reading.dates[date], True
        rest = text[at:stop]
        return known and not re.search(r"[;:]", rest) and self._and.match(text, at) is None
