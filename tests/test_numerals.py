"""Roman numerals, written and read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.numbering.roman import as_roman, roman


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
