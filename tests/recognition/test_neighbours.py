"""Lines of a cover that say nothing of themselves are told by their neighbours."""

from __future__ import annotations

import pytest

from akn import institutions, languages
from akn.matching.alike import alike
from akn.model.resolution import Link, Mark
from akn.recognition.cover.lines import Lines
from akn.recognition.cover.neighbours import sorts
from akn.recognition.idiom import idiom_of
from akn.recognition.passages import Passage

NUMBER, DATE, TITLE = "B9-9001/2021", "2 March 2021", "Motion for a resolution on kettles that sing"
GROUP = "on behalf of the ECR Group"


def told(*texts: str) -> list[str]:
    lines = Lines(idiom_of(institutions.load("ep"), languages.load("eng")))
    return sorts(lines, [Passage(text, alike(text), n) for n, text in enumerate(texts)])


@pytest.mark.parametrize(
    ("lines", "at", "sort"),
    [
        ((TITLE, "on the pensions of lids"), 1, "title"),
        (("on the pensions of lids",), 0, ""),
        ((NUMBER, "kettles that sing", TITLE), 1, "title"),
        (("kettles",), 0, ""),
        ((DATE, "Kettles that sing", NUMBER), 1, "subject"),
        ((DATE, "Ada Kettle, Bo Lid", NUMBER), 1, "subject"),  # names would follow, but for the number
        (("Ada Kettle, Bo Lid", GROUP), 0, "authors"),
        ((TITLE, "Ada Kettle, Bo Lid"), 1, "authors"),
        (("Motion for a resolution", "Kettles that sing"), 1, "title"),
        ((TITLE, "(Rule 132)"), 1, "procedure"),
        (("European Parliament", "2019-2024"), 1, "institution"),
        (("2019-2024",), 0, ""),
        (("Ada Kettle, Bo Lid", GROUP, "for the lids", NUMBER), 2, "capacity"),
        (("Kettles that sing", NUMBER), 0, "subject"),
        ((TITLE, "Kettles of lead", NUMBER), 1, ""),
    ],
)
def test_a_line_is_told_by_what_stands_around_it(lines: tuple[str, ...], at: int, sort: str) -> None:
    assert told(*lines)[at] == sort


def test_a_menu_above_a_number_is_no_subject() -> None:
    lines = Lines(idiom_of(institutions.load("ep"), languages.load("eng")))
    menu = Passage("All kettles", "All kettles", 1, (Mark(0, 11, Link("/all")),))
    assert sorts(lines, [menu, Passage(NUMBER, NUMBER, 2)]) == ["", "number"]


def test_a_number_below_one_that_is_replaced_is_replaced_too() -> None:
    many = f"{NUMBER} of those who sing, of those who hum, and of those who do neither but listen"
    found = told("replacing the motions by the following groups:", many, NUMBER, NUMBER)
    assert found[1:] == ["replaced", "replaced", "replaced"]
