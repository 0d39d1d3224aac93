"""What a printed number says, and whether a row of numbers runs on."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.numbering.sequences import (
    after_digits,
    after_roman,
    agree,
    first_break,
    label,
    lettered,
    pieces,
    roman,
)
from akn.validation.rules.united_nations import symbols

ALPHABETS = tomllib.loads(
    resources.files("akn.numbering").joinpath("letters.toml").read_text(encoding="utf-8")
)["letters"]
TABLE = tomllib.loads(resources.files("akn.validation").joinpath("profiles.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("identifier", "num", "said"),
    [
        ("A", "A.", True),
        ("a", "(a)", True),
        ("ii", "(ii)", True),
        ("5", "Art. 5", True),
        ("301", "§ 301.", True),
        ("2", "Artículo 2º.", True),
        ("1", "1 -", True),
        ("2A", "2A", True),
        ("1-bis", "1 bis", True),
        ("1_2", "1.", True),  # the second paragraph 1, told apart
        ("4", "PART IV", True),
        ("IV", "PART IV", True),
        ("Б", "Б.", True),
        ("1", "١.", True),
        ("5-1", "5.1", True),
        ("16", "1.", False),
        ("12", "2.", False),
        ("2", "12.", False),
        ("2", "2A", False),
        ("3", "PART IV", False),
        ("6", "5.1", False),
        ("2", "(b)", False),
        ("nn", "3.", False),
        ("nn_1", "–", None),
        ("1", "•", None),
        ("1", "First", None),
        ("1", "Sole article", None),
        ("B", "Б.", None),  # transliterated: the wId carries it
        ("1", "", None),
    ],
)
def test_the_number_of_an_eid_and_the_printed_one(identifier: str, num: str, *, said: bool | None) -> None:
    assert agree(identifier, num) is said


@pytest.mark.parametrize(
    ("num", "counted"),
    [
        ("A.", "A"),
        ("(a)", "a"),
        ("1°", "1"),
        ("[12]", "12"),
        ("–", ""),
        ("Ba.", "Ba"),
        ("\u00a0B.\u00a0", "B"),
    ],
)
def test_what_a_num_counts_with(num: str, counted: str) -> None:
    assert label(num) == counted


@pytest.mark.parametrize("name", sorted(ALPHABETS))
def test_every_example_of_an_alphabet_runs_on(name: str) -> None:
    entry = ALPHABETS[name]
    assert entry["examples"]
    for example in entry["examples"]:
        assert any(first_break(example, [(example[0], follow)]) is None for _, follow in lettered()), example
        assert all(
            first_break([*example, example[-1]], [(example[0], follow)]) for _, follow in lettered()
        ), "a repeat is a break"


@pytest.mark.parametrize("name", sorted(ALPHABETS))
def test_a_whole_alphabet_runs_on_from_its_first_letter(name: str) -> None:
    letters = ALPHABETS[name]["letters"]
    assert len(set(letters)) == len(letters)
    assert first_break(letters, lettered()) is None
    assert first_break([letters[0], letters[2]], lettered()) is not None


@pytest.mark.parametrize("kind", sorted(TABLE["symbols"]))
def test_every_pattern_of_a_symbol_meets_an_example_and_every_example_a_pattern(kind: str) -> None:
    entry = TABLE["symbols"][kind]
    for example in entry["examples"]:
        assert symbols()[kind][0].whole(example), example
    for pattern in entry["patterns"]:
        form = re.escape(re.sub(r"\{\w+\}", "@", pattern)).replace("@", r"[\w/-]+?")
        assert any(re.fullmatch(form, example) for example in entry["examples"]), pattern


@pytest.mark.parametrize(
    ("row", "place", "expected"),
    [
        (["A", "B", "D"], 2, "C"),
        (["A", "B", "B"], 2, "C"),
        (["B", "C"], 0, "A"),
        (["a", "b", "c", "d", "e", "f", "g", "h", "j"], 8, "I"),
        (["i", "ii", "iv"], 2, "iii"),
        (["A", "", "C"], 1, "B"),
        (["A", "Ba"], 1, "B"),
        (["А", "В"], 1, "Б"),  # Cyrillic, though it prints as A, B
        (["А", "В", "Г"], 1, "Б"),
        (["а", "б", "в", "д"], 3, "Г"),
    ],
)
def test_a_break_is_placed_and_says_what_was_expected(row: list[str], place: int, expected: str) -> None:
    assert first_break(row, lettered()) == (place, expected)


@pytest.mark.parametrize(
    "row",
    [
        list("abcdefghij"),
        ["i", "ii", "iii", "iv"],
        ["A", "Aa", "Ab", "B"],
        ["А", "В", "С", "D"],  # Cyrillic letters that print like Latin ones; the last is Latin
        ["A", "Б", "B", "Г"],  # Latin letters that print like Cyrillic ones
        [],
    ],
)
def test_rows_that_run_on(row: list[str]) -> None:
    assert first_break(row, lettered()) is None


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (["1", "2", "2a", "2b", "3"], None),
        (["1", "3"], (1, "2")),
        (["1", "2", "2"], (2, "3")),
        (["2"], (0, "1")),
        (["1", "1b"], (1, "2")),
    ],
)
def test_rows_of_figures(row: list[str], found: tuple[int, str] | None) -> None:
    assert first_break(row, [("1", after_digits)]) == found


@pytest.mark.parametrize(
    ("text", "value"), [("iv", 4), ("XLIX", 49), ("xcix", 99), ("iiii", None), ("b", None), ("", None)]
)
def test_roman_numerals(text: str, value: int | None) -> None:
    assert roman(text) == value


@given(st.integers(min_value=1, max_value=98))
def test_roman_numerals_run_on(number: int) -> None:
    written = "i"
    for _ in range(number - 1):
        (written,) = after_roman(written)
    assert roman(written) == number


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_is_too_strange(identifier: str, num: str) -> None:
    assert agree(identifier, num) in {True, False, None}
    assert all(pieces(num))
    first_break([label(num), label(identifier)], lettered())
    first_break([label(num), label(identifier)], [("1", after_digits)])
