"""Dates: in what order, not in the future, not invented, and the same in print and in mark-up."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.tree import Element, local_name
from akn.tree.text import words
from akn.validation.rules.conventions import by_machine
from akn.validation.rules.rule import Breach, rule
from akn.validation.rules.wording import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.tree.identification import Level
    from akn.validation.rules.document import Document

#: Years that stand for “not known” or “no end”.
PLACEHOLDERS = frozenset([1, 2999, 9999])
#: Elements whose date is a thing done, and so cannot lie ahead.
DONE = frozenset(["FRBRdate", "publication", "step", "docDate"])


def day(element: Element) -> dt.date | None:
    """Return the day in ``@date``, or None where there is none or it is a placeholder."""
    try:
        found = dt.date.fromisoformat(element.get("date", "").strip()[:10])
    except ValueError:
        return None
    return None if found.year in PLACEHOLDERS else found


def _earliest(level: Level | None) -> tuple[Element, dt.date] | None:
    if level is None:
        return None
    told = (entry for entry in level.all("FRBRdate") if not by_machine(entry.get("name", "")))
    dated = [(entry, date) for entry in told if (date := day(entry))]
    return min(dated, key=lambda pair: pair[1], default=None)


@rule("META008", Severity.WARNING, group="metadata")
def dates_out_of_order(document: Document) -> Iterator[Breach]:
    """Date the work no later than the expression, and the expression no later than the manifestation.

    A text cannot be written down before it exists, nor marked up before it is written. Two dates that have
    changed places are the usual cause. Dates on which a program wrote the file (`name="generated"`,
    `"transform"` and the like) say nothing of the document and are not compared.

    Bad::

        <FRBRdate date="2021-02-01" name="publication"/>

    Good::

        <FRBRdate date="2021-02-08" name="publication"/>
    """
    for one in document.identifications:
        levels = [("work", one.work), ("expression", one.expression), ("manifestation", one.manifestation)]
        dated = [(name, found) for name, level in levels if (found := _earliest(level))]
        for (name, (_, first)), (derived, (entry, second)) in pairwise(dated):
            if second < first:
                yield Breach(
                    entry,
                    f"the {derived} is of {second}, earlier than the {name}, which is of {first}",
                    "correct whichever date is wrong",
                )


@rule("META009", Severity.WARNING, group="metadata")
def future_date(document: Document) -> Iterator[Breach]:
    """Do not date in the future what has been done.

    Tabling, publication and mark-up lie behind a document that can be read. Dates in the text, and events
    of the life cycle, may lie ahead.

    Bad::

        <FRBRdate date="2121-02-08" name="tabling"/>

    Good::

        <FRBRdate date="2021-02-08" name="tabling"/>
    """
    for element in document.dates:
        name = local_name(element)
        if name in DONE and (found := day(element)) and found > document.today:
            yield Breach(element, f"`{name}` is dated {found}, which lies in the future", "correct the date")


@rule("META010", Severity.INFORMATION, group="metadata")
def placeholder_date(document: Document) -> Iterator[Breach]:
    """Do not write a date that stands for “not known”.

    The years 0001, 2999 and 9999 mean nothing to a search, and sort a document first or last of all. What
    is not known is better left out.

    Bad::

        <FRBRdate date="0001-01-01" name="tabling"/>

    Good::

        <FRBRdate date="2021-02-08" name="tabling"/>
    """
    for element in document.dates:
        date = element.get("date", "")
        if int(re.match(r"\d{0,4}", date)[0] or 0) in PLACEHOLDERS:  # type: ignore[index]  # it matches ""
            yield Breach(
                element,
                f"the date {date} is a placeholder",
                f"write the true date, or {_without_date(element)}",
            )


def _without_date(element: Element) -> str:
    """Return what can be done where no date is known: an FRBR piece must hold one `FRBRdate`."""
    name = local_name(element)
    if name == "FRBRdate":
        fellows = (*element.itersiblings(element.tag), *element.itersiblings(element.tag, preceding=True))
        return "leave this `FRBRdate` out, for there is another" if fellows else "the nearest that is known"
    if name in {"date", "docDate"}:
        return f"remove the tags of `{name}` around the words"
    return "leave the element out"


@rule("META016", Severity.WARNING, group="metadata")
def printed_date_differs(document: Document) -> Iterator[Breach]:
    """Let `@date` be the date that is printed.

    The attribute is what machines read, the words are what people read. Only the figures are compared,
    so that any language will do: the year if one is printed, the day if one is.

    Bad::

        <docDate date="2021-02-08">9.2.2021</docDate>

    Good::

        <docDate date="2021-02-08">8.2.2021</docDate>
    """
    for element in document.named("date", "docDate"):
        marked, text = day(element), words(element)
        if marked and text and not _prints(text, marked):
            yield Breach(
                element,
                f"`@date` says {marked}, the text “{short(text)}”",
                "correct the attribute; the text is what was adopted",
            )


def _prints(text: str, marked: dt.date) -> bool:
    figures = [int(figure) for figure in re.findall(r"\d+", text) if len(figure) <= 4]
    years = [figure for figure in figures if figure >= 100]
    small = [figure for figure in figures if 0 < figure < 100]
    if years and marked.year not in years:
        return False
    return (
        not small
        or marked.day in small
        or all(figure in {marked.month, marked.year % 100} for figure in small)
    )
