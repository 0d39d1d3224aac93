"""PDF: pages that are written from right to left are read in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pytest

from akn.readers.pdf.leftward import lines_of

EDGE = 600.0
_WIDE, _SIZE = 5, 10


def seen(line: str, *, right: int = 540, raised: str = "") -> list[list[Any]]:
    """A line as it is seen, from the left to the right; no letter is wider than another, and blanks are left out.

    `raised` are letters that stand small and high.
    """
    left = right - _WIDE * len(line)
    told = []
    word = 0
    for at, letter in enumerate(line):
        if letter == " ":
            word += 1
            continue
        x = 100 * (left + _WIDE * at)
        high = letter in raised
        told.append(
            [letter, x, x + 100 * _WIDE, 70400 if high else 70000, 600 if high else 100 * _SIZE, 0, word]
        )
    return told


def said(*lines: Sequence[Sequence[Any]]) -> Iterator[str]:
    for words in lines_of(lines, EDGE):
        yield "".join(("" if word.glued or not n else " ") + word.text for n, word in enumerate(words))


#: What is seen from the left, and what it says; letters stand for those of Arabic (alef, beh, teh).
A, B, T = "\u0627\u0628\u062a"
LINES = {
    "words": (f"{T}{B}{A} {B}{A}", f"{A}{B} {A}{B}{T}"),
    "a number": (f"{B}{A} 79/927 {T}{A}", f"{A}{T} 79/927 {A}{B}"),
    "a number of a part": (f"{B}{A} - 1", f"1 - {A}{B}"),
    "a sign of a document": (f"{B}{A} A/79/L.927 {T}{A}", f"{A}{T} A/79/L.927 {A}{B}"),
    "Latin words": (f"{B}{A} General Assembly {T}{A}", f"{A}{T} General Assembly {A}{B}"),
    "a slash between words": (f"{B}{A}/{T}{A} 12", f"12 {A}{T}/{A}{B}"),
    "brackets as they are seen": (f"{B}{A} ({T}) 71", f"71 ({T}) {A}{B}"),
    "brackets as they are meant": (f"{B}{A} ){T}( 71", f"71 ({T}) {A}{B}"),
    "brackets in Latin words": (f"{B}{A} A/C.5/SR.1 (Part I) {T}{A}", f"{A}{T} A/C.5/SR.1 (Part I) {A}{B}"),
    "brackets around a sign": (f"[(A/79/L.927) {B}{A}", f"{A}{B} (A/79/L.927)]"),
    "a closing bracket alone": (f"{B}{A} ({T}", f"{T}) {A}{B}"),
}


@pytest.mark.parametrize("case", LINES)
def test_a_line_is_read_from_the_right_and_numbers_and_latin_words_from_the_left(case: str) -> None:
    line, reading = LINES[case]
    assert [*said(seen(line))] == [reading]
    jumbled = sorted(seen(line), key=lambda sign: (sign[0], sign[1]))
    assert sorted(next(said(jumbled))) == sorted(reading)


def test_the_order_in_which_letters_are_drawn_tells_nothing() -> None:
    line = seen(f"{T}{B}{A} {B}{A} {A}{T}")
    wanted = [*said(line)]
    assert [*said([*reversed(line)])] == wanted
    assert [*said(line[::2] + line[1::2])] == wanted


def test_a_line_of_latin_words_is_read_from_the_left_where_it_stands_apart() -> None:
    own = seen(f"{B}{A} {T}{A}")
    assert [*said(own, seen("19 December 2024", right=300))][1] == "19 December 2024"
    assert [*said(own, seen("December 2024 19", right=540))][1] == "December 2024 19"
    assert [*said(own, seen(".A/79/318", right=300))][1] == "A/79/318."


def test_a_raised_mark_is_glued_to_its_word_whatever_is_seen_first() -> None:
    told = seen(f"\u061b2{T}{A}", raised="2")
    words = next(lines_of([told], EDGE))
    assert [(word.text, word.glued) for word in words] == [(f"{A}{T}", False), ("2", True), ("\u061b", True)]


def test_marks_follow_the_letters_that_they_stand_at() -> None:
    told = seen(f"{T}{B}{A}")
    shadda = ["\u0651", told[1][1] + 100, told[1][2] - 100, 70000, 1000, 0, 0]
    assert [*said([shadda, *told])] == [f"{A}{B}\u0651{T}"]


def test_letters_of_one_sign_are_read_as_they_are_written() -> None:
    lam = ["\u0644", 30000, 30600, 70000, 1000, 0, 0]
    alef = ["\u0627", 30000, 30500, 70000, 1000, 0, 0]
    same = [alef[0], *lam[1:]]
    for two in ([lam, alef], [alef, lam], [lam, same], [same, lam]):
        assert [*said([*two, *seen(f"{B}", right=306 + 5)])] == [f"{B}\u0644\u0627"]
    assert [*said([["\ufefb", 30000, 30600, 70000, 1000, 0, 0]])] == ["\u0644\u0627"]


def test_quotation_marks_that_pdfium_turned_are_turned_back() -> None:
    """UN documents in Arabic quote between U+201D and U+201C, which is no pair of brackets."""
    told = sorted(seen(f"\u201d{B}{A}\u201c {T}{A}"), key=lambda sign: -sign[1])
    assert [*said(told)] == [f"{A}{T} \u201d{A}{B}\u201c"]


def test_places_are_counted_from_the_right_and_never_go_back() -> None:
    words = next(lines_of([seen(f"{B}{A} General Assembly {T}{A}")], EDGE))
    assert round(words[0].left) == 60
    assert all(one.right < other.left for one, other in pairwise(words))
