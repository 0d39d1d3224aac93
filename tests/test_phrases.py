"""Phrases are found quickly by their letters and words, and nothing is missed for it."""

from __future__ import annotations

import re
import sys
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.errors import TableError
from akn.institutions import known
from akn.languages import codes, load
from akn.languages.dates import Dates
from akn.matching.alike import ALIKE, alike
from akn.matching.phrases import Phrases, _without_case, expression
from akn.proof.words import _same

CODES = codes()
SLOTS = (
    "citation",
    "recital",
    "closing",
    "formula",
    "group",
    "committee",
    "about",
    "rule",
    "stage",
    "amendment",
)


@cache
def pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(expression(phrase), re.IGNORECASE)


def plainly(phrases: Phrases, text: str, how: str) -> tuple[int, int] | None:
    """Where a phrase is found when each is tried."""
    found = []
    for phrase in phrases.phrases:
        match = getattr(pattern(phrase), how)(text)
        if match is not None:
            found.append(match.span())
    return min(found, key=lambda span: (span[0], -span[1]), default=None)


def spoken(code: str) -> str:
    """An institution that has words in the language."""
    return next(key for key in ("ep", *known()) if key in load(code).table)


def sentences(code: str) -> list[str]:
    """What the examples of a language say, in its own case, in capitals and in small letters."""
    said: list[str] = []
    for value in load(code).speech(spoken(code)).examples().values():
        said += value if isinstance(value, list) else [s for group in value.values() for s in group]
    return [alike(form) for s in said for form in (s, s.upper(), s.lower(), f"1. {s}", s[1:])]


@pytest.mark.parametrize("code", CODES)
def test_the_quick_way_finds_what_trying_each_phrase_finds(code: str) -> None:
    speech = load(code).speech(spoken(code))
    tried = 0
    for slot in SLOTS:
        phrases = speech.phrases(slot)
        for text in sentences(code):
            for quick, how in (
                (phrases.opening, "match"),
                (phrases.inside, "search"),
                (phrases.whole, "fullmatch"),
            ):
                hit = quick(text)
                assert (None if hit is None else (hit.start, hit.end)) == plainly(phrases, text, how), (
                    slot,
                    text,
                )
                tried += hit is not None
    assert tried >= 10


def test_a_phrase_that_begins_with_a_slot_may_begin_with_anything() -> None:
    phrases = Phrases(["{group} Group"])
    hit = phrases.opening("Ähren Group")
    assert hit is not None
    assert hit.slots["group"] == (0, 5)


def test_the_final_sigma_is_a_sigma() -> None:
    phrases = Phrases(["εξ ονόματος"])
    assert phrases.opening("ΕΞ ΟΝΌΜΑΤΟΣ της ομάδας") is not None
    assert phrases.inside("και ΕΞ ΟΝΌΜΑΤΟΣ της ομάδας") is not None


@given(st.text(alphabet=st.sampled_from([*map(chr, ALIKE), "a", "é", "Я", "\n", " "])))
def test_alike_is_the_translation_letter_by_letter(text: str) -> None:
    assert alike(text) == text.translate(ALIKE)


def test_text_without_a_digit_has_no_date() -> None:
    assert Dates([["January"]], ["{day} {month} {year}"]).find("January the first") == []


# ------------------------------------------------------------------ the quick yes of the account

WORDS = st.lists(st.sampled_from(["a", "b", "ab", "c"]), min_size=1, max_size=6)


@given(WORDS, st.data())
def test_what_is_the_same_is_known_to_be_so_however_it_is_broken(
    words: list[str], data: st.DataObject
) -> None:
    spaces = data.draw(st.lists(st.sampled_from([" ", "\n"]), min_size=len(words), max_size=len(words)))
    lines = "".join(w + s for w, s in zip(words, spaces, strict=True)).split("\n")
    breaks = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    blocks = "".join(w + ("\n" if b else " ") for w, b in zip(words, breaks, strict=True)).split("\n")
    assert _same(lines, blocks)


@given(WORDS, WORDS, st.data())
def test_what_is_not_the_same_is_never_taken_for_it(
    one: list[str], other: list[str], data: st.DataObject
) -> None:
    def broken(words: list[str]) -> list[str]:
        spaces = data.draw(
            st.lists(st.sampled_from(["", " ", "\n"]), min_size=len(words), max_size=len(words))
        )
        return "".join(w + s for w, s in zip(words, spaces, strict=True)).split("\n")

    lines, blocks = broken(one), broken(other)
    if _same(lines, blocks):
        said, written = "\n".join(lines).split(), "\n".join(blocks).split()
        assert "".join(said) == "".join(written)
        # Where the source has white space, so has the XML.
        edges = {len("".join(written[:n])) for n in range(len(written) + 1)}
        assert {len("".join(said[:n])) for n in range(len(said) + 1)} <= edges


def test_a_misspelt_slot_is_told_with_its_row() -> None:
    phrases = Phrases(["bearing {txet} in mind"], "xxx.toml, [exc] citation")
    with pytest.raises(TableError, match=r"xxx\.toml, \[exc\] citation.*“txet”.*known are: .*text"):
        phrases.opening("bearing kettles in mind")


def _as_they_match() -> list[set[str]]:
    """Letters that an expression without case takes for one, but for ASCII alone."""
    alike_: dict[str, set[str]] = {}
    for code in range(sys.maxunicode + 1):
        if not 0xD800 <= code < 0xE000 and chr(code).isalpha():
            for form in {chr(code), chr(code).lower(), chr(code).upper(), chr(code).casefold()}:
                if len(form) == 1 and re.fullmatch(re.escape(form), chr(code), re.IGNORECASE):
                    alike_.setdefault(form, set()).add(chr(code))
    return [{first, *others} for first, others in alike_.items() if {first, *others} != {first}]


def test_letters_that_are_one_without_case_begin_the_same_phrases() -> None:
    # What is passed over by the beginning of a text must be what no expression would meet.
    found = _as_they_match()
    assert len(found) > 2000
    for letters in found:
        assert len({_without_case(letter) for letter in letters}) == 1, letters
        assert all(len(_without_case(letter)) == 1 for letter in letters)
