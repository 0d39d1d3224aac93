"""Whether number, term, date and procedure of a document can belong together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from akn.findings import Finding
from akn.institutions import Institution, Named

#: A document may be of the year before or behind that of its number; of so many days about its term.
_YEARS, _SLACK = 1, timedelta(days=31)


def disagreements(
    number: Named | None, day: str | None, procedure: Named | None, institution: Institution
) -> Iterator[Finding]:
    """A finding for each two that contradict each other; `day` is that of the document (ISO), or a part of it."""
    said: list[tuple[str, int]] = []
    if number is not None and number.identifier.year:
        said.append((f"the number {number.identifier.printed}", int(number.identifier.year)))
    if day:
        said.append((f"the date {day}", int(day[:4])))
    if len(said) > 1 and abs(said[0][1] - said[1][1]) > _YEARS:
        yield Finding.of("COV006", one=said[0][0], other=said[1][0])
    if procedure is not None and procedure.identifier.year:
        begun = int(procedure.identifier.year)
        for name, year in said[::-1]:
            if begun > year:
                yield Finding.of("COV006", one=f"the procedure {procedure.identifier.printed}", other=name)
                break
    if number is not None and number.term and (days := institution.term_days(number.term)) is not None:
        first, last = (date.fromisoformat(one) for one in days)
        for name, year in said[::-1]:
            exact = day if name.startswith("the date") and day and len(day) == len(days[0]) else None
            begins, ends = (
                (date.fromisoformat(exact),) * 2 if exact else (date(year, 1, 1), date(year, 12, 31))
            )
            if ends < first - _SLACK or (begins > last + _SLACK if last.year < date.max.year else False):
                yield Finding.of(
                    "COV006", one=f"term {number.term} of {number.identifier.printed}", other=name
                )
                break
