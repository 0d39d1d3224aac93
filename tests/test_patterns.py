"""Patterns with slots: one compiler, whose spacing and shapes are given."""

from __future__ import annotations

import re

import pytest

from akn.errors import TableError
from akn.matching.patterns import (
    EXACT,
    NUMBERS,
    WORDS,
    Row,
    Rows,
    Spacing,
    expression,
    names,
    one_of,
)

DIGITS = {"term": "[0-9]{1,2}", "number": "[0-9]{1,3}"}


def test_what_stands_outside_slots_is_no_regular_expression() -> None:
    assert re.fullmatch(expression("a.b*(c)"), "a.b*(c)")
    assert not re.fullmatch(expression("a.b"), "axb")


def test_a_slot_is_a_group_of_its_name_and_tag() -> None:
    match = re.fullmatch(expression("EX/{term}/{number}", DIGITS, tag="7"), "EX/12/3")
    assert match is not None
    assert match.groupdict() == {"term7": "12", "number7": "3"}


def test_a_slot_that_stands_twice_is_a_group_once() -> None:
    match = re.fullmatch(expression("{term}-{term}", DIGITS), "1-2")
    assert match is not None
    assert match.groupdict() == {"term": "1"}


def test_the_slot_that_ends_a_pattern_may_hold_something_else() -> None:
    pattern = expression("{number} {number}", DIGITS, last={"number": "[a-z]+"})
    assert re.fullmatch(pattern, "12 ab")
    assert not re.fullmatch(pattern, "ab 12")


@pytest.mark.parametrize("pattern", ["EX/{trem}/{number}", "EX/{year}"])
def test_a_slot_without_a_shape_is_an_error_that_names_file_and_row(pattern: str) -> None:
    with pytest.raises(TableError, match=r"exc\.toml, row 3.*“(trem|year)”.*known are: number, term"):
        expression(pattern, DIGITS, where="exc.toml, row 3")


@pytest.mark.parametrize("pattern", ["EX/{term", "EX/term}", "{te rm}", "{}"])
def test_a_brace_that_belongs_to_no_slot_is_an_error(pattern: str) -> None:
    with pytest.raises(TableError, match="brace"):
        expression(pattern, DIGITS)


def test_spacing_says_how_a_space_is_printed() -> None:
    assert re.fullmatch(expression("a b", spacing=WORDS), "a \u00a0 b")
    assert not re.fullmatch(expression("a b", spacing=WORDS), "ab")
    assert re.fullmatch(expression("a b", spacing=Spacing(r"\s*")), "ab")
    assert not re.fullmatch(expression("a b", spacing=EXACT), "a  b")


def test_signs_in_a_row_win_over_single_ones() -> None:
    spacing = Spacing(r"\s+", {". ": r"\.\s*"})
    assert re.fullmatch(expression("1. May", spacing=spacing), "1.May")
    assert not re.fullmatch(expression("1 May", spacing=spacing), "1May")


def test_numbers_on_a_page_have_any_dash_and_room_before_a_bracket() -> None:
    for printed in ("B-1(A)", "B\u20111 (A)", "B\u20121(A)"):
        assert re.fullmatch(expression("B-1(A)", spacing=NUMBERS), printed)


@pytest.mark.parametrize(
    ("edges", "before", "after"), [("none", True, True), ("end", True, False), ("both", False, False)]
)
def test_edges_keep_a_pattern_from_lying_in_a_longer_word(edges: str, before: bool, after: bool) -> None:
    pattern = re.compile(expression("kettle", edges=edges))  # type: ignore[arg-type]  # the three of them
    assert bool(pattern.search("teakettle")) is before
    assert bool(pattern.search("kettles")) is after
    assert pattern.search("a kettle.")


def test_one_of_takes_the_longest_and_nothing_where_there_is_nothing() -> None:
    match = re.match(one_of(["tea", "tea pot"]), "tea  pot")
    assert match is not None
    assert match.group() == "tea  pot"
    assert not re.search(one_of([]), "anything")


def test_in_texts_without_slots_braces_stand_for_themselves() -> None:
    assert re.fullmatch(one_of(["a {b}"]), "a {b}")


def test_the_slots_of_a_pattern_are_told() -> None:
    assert names("{a}/{b}-{a}") == ("a", "b", "a")


ROWS = Rows(
    [
        Row("EX/RES/{term}/{number}", DIGITS),
        Row("EX/{number}", {"number": "(x)?([0-9]+)"}),
        Row("plain"),
    ],
    NUMBERS,
    after="(?![0-9])",
)


def test_rows_tell_which_was_met_where_and_with_what() -> None:
    met = list(ROWS.find("see EX/RES/12/3, EX/x44 and plain"))
    assert [(one.row, dict(one.slots)) for one in met] == [
        (0, {"term": "12", "number": "3"}),
        (1, {"number": "x44"}),
        (2, {}),
    ]
    assert (met[0].start, met[0].end) == (4, 15)


def test_rows_are_met_at_a_place_or_as_a_whole() -> None:
    assert ROWS.at("see EX/5", 4) is not None
    assert ROWS.at("see EX/5") is None
    assert ROWS.whole("EX/5") is not None
    assert ROWS.whole("EX/5 ") is None


def test_no_rows_are_never_met() -> None:
    assert list(Rows([]).find("anything")) == []


@pytest.mark.parametrize("slots", [{}, {"number": "("}])
def test_rows_refuse_what_cannot_be_when_they_are_checked(slots: dict[str, str]) -> None:
    with pytest.raises(TableError, match=r"exc\.toml, row 1"):
        Rows([Row("EX/{number}", slots, "exc.toml, row 1")]).check()
