"""Letters that count: one sequence for what is read, judged and written."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.numbering.letters import Letters, alphabets, latin, spelt
from akn.numbering.sequences import first_break, lettered

NAMES = sorted(alphabets())


def test_letters_run_past_z() -> None:
    letters = latin()
    assert [letters.at(n) for n in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]
    assert letters.follows("Z", "AA")
    assert letters.follows("AA", "AB")
    assert letters.follows("AA", "BB")
    assert not letters.follows("A", "C")


@pytest.mark.parametrize(
    ("one", "after"),
    [
        ("C", ["D", "Ca"]),
        ("Ca", ["D", "Cb"]),
        ("Cz", ["D"]),
        ("Z", ["AA", "Za"]),
        ("Za", ["AA", "Zb"]),
        ("AA", ["AB", "BB"]),
        ("YY", ["YZ", "ZZ"]),
        ("AZ", ["BA"]),
        ("ZZ", ["AAA"]),  # and not A again
        ("c", ["D", "ca"]),
        ("1", []),
        ("whereas", []),
        ("", []),
    ],
)
def test_what_may_come_after_a_letter(one: str, after: list[str]) -> None:
    assert list(latin().after(one)) == after


def test_after_numerals_comes_one_thing_and_after_the_last_nothing() -> None:
    greek = alphabets()["greekNumerals"]
    assert list(greek.after("Ε")) == ["ΣΤ"]
    assert list(greek.after("ΙΘ")) == ["Κ"]
    assert list(greek.after(greek.letters[-1])) == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_read_and_runs_on(name: str) -> None:
    letters = alphabets()[name]
    row = [letters.at(place) for place in range(len(letters.letters))]
    assert [letters.place(one) for one in row] == list(range(len(row)))
    assert first_break(row, lettered()) is None
    assert all(b in letters.after(a) and letters.follows(a, b) for a, b in pairwise(row))


@given(st.sampled_from(NAMES), st.integers(0, 440))
def test_what_follows_may_come_after(name: str, place: int) -> None:
    letters = alphabets()[name]
    if letters.numerals and place + 1 >= len(letters.letters):
        return
    one, following = letters.at(place), letters.at(place + 1)
    assert letters.follows(one, following)
    assert letters.after(one)[0] == following


@pytest.mark.parametrize(
    ("name", "typed", "own"), [("bulgarianShort", "B", "В"), ("greekNumerals", "H", "Η")]
)
def test_letters_of_another_keyboard_count_alone_and_doubled(name: str, typed: str, own: str) -> None:
    letters = alphabets()[name]
    assert letters.place(typed) == letters.place(own)
    assert letters.place(typed * 2) == letters.place(own * 2)
    assert letters.place(f"{typed}{own}") == letters.place(own * 2)


@given(st.sampled_from(NAMES), st.text(max_size=4))
def test_no_text_is_too_strange(name: str, text: str) -> None:
    letters = alphabets()[name]
    place = letters.place(text)
    assert place is None or letters.place(letters.at(place)) == place
    assert isinstance(list(letters.after(text)), list)


def test_letters_spelt_out_have_the_lookalikes_of_their_script() -> None:
    assert spelt(["А", "В"]).place("B") == 1
    assert Letters(["А", "В"]).place("B") is None


def test_a_page_counts_its_items_as_browsers_do() -> None:
    def browsers(number: int, letters: str) -> str:
        """CSS Counter Styles, 3.1.4: the alphabetic system."""
        written = ""
        while number:
            number, place = divmod(number - 1, len(letters))
            written = letters[place] + written
        return written

    for name in ("latin", "greek"):
        letters = alphabets()[name]
        assert all(
            letters.at(n - 1) == browsers(n, "".join(letters.letters)) for n in (*range(1, 20_000), 10**9)
        )
