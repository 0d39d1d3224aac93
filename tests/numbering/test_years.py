"""Two digits of a year: one pivot, whoever asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.authorities.acts import Cited, order
from akn.numbering.years import SINCE, full


@pytest.mark.parametrize(
    ("figures", "year"),
    [("52", 1952), ("99", 1999), ("00", 2000), ("21", 2021), ("51", 2051), ("1951", 1951)],
)
def test_two_digits_are_the_first_year_that_ends_in_them(figures: str, year: int) -> None:
    assert full(figures) == year


@given(st.integers(0, 99), st.integers(1900, 2100))
def test_an_institution_may_begin_at_another_year(two: int, since: int) -> None:
    year = full(f"{two:02d}", since)
    assert since <= year < since + 100
    assert year % 100 == two


@given(st.integers(SINCE, SINCE + 99))
def test_a_year_of_the_communities_is_read_back(year: int) -> None:
    assert full(f"{year % 100:02d}") == year


@pytest.mark.parametrize(
    ("figures", "year"), [("52", 1952), ("99", 1999), ("00", None), ("51", None), ("1951", None)]
)
def test_acts_bear_two_digits_until_1999_only(figures: str, year: int | None) -> None:
    found = order(Cited("dir", figures, "7"))
    assert (found[0] if found else None) == year


def test_all_who_had_a_pivot_of_their_own_agreed_but_for_1951() -> None:
    courts = {f"{n:02d}": 1900 + n if n >= 52 else 2000 + n for n in range(100)}
    printed_numbers = {f"{n:02d}": 1900 + n if n > 50 else 2000 + n for n in range(100)}
    assert {figures: full(figures) for figures in courts} == courts
    assert [figures for figures, year in printed_numbers.items() if full(figures) != year] == ["51"]
