"""Roman numerals, written and read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.numbering.roman import as_roman, in_figures, roman


@given(st.integers(1, 99))
def test_what_is_written_is_read(number: int) -> None:
    assert roman(as_roman(number)) == number
    assert roman(as_roman(number).upper()) == number


@pytest.mark.parametrize("text", ["", "c", "d", "m", "iiii", "ic", "vx", "a", "ix.", "xcx"])
def test_what_is_no_numeral_of_a_list_is_none(text: str) -> None:
    assert roman(text) is None


@pytest.mark.parametrize(("number", "written"), [(4, "iv"), (49, "xlix"), (400, "cd"), (3999, "mmmcmxcix")])
def test_a_browser_counts_further(number: int, written: str) -> None:
    assert as_roman(number) == written


@pytest.mark.parametrize(
    ("printed", "figures"),
    [
        ("IV", "4"),
        ("XC", "90"),
        ("IIII", "IIII"),
        ("VX", "VX"),
        ("C", "C"),
        ("iv", "iv"),
        ("IVa", "IVa"),
        ("", ""),
    ],
)
def test_only_a_numeral_that_is_one_is_put_in_figures(printed: str, figures: str) -> None:
    assert in_figures(printed) == figures


@given(st.integers(1, 89))
def test_annexes_are_known_by_the_same_figures_as_ever(number: int) -> None:
    assert in_figures(as_roman(number).upper()) == str(number)
