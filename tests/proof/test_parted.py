"""Words that stand in two halves are told; a hyphen that stands for the rest of a word is none of these."""

from __future__ import annotations

from collections import Counter

import pytest

from akn import languages
from akn.languages import load
from akn.pipeline import Options, convert
from tests.conftest import ROOT, TODAY

OPTIONS = Options(today=TODAY)
TEXT = """\
European Parliament resolution of 6 May 2010 on quiet harbours (2010/2001(INI))

The European Parliament,

–  having regard to its resolution of 7 May 2008 on the noise of cranes,

A.  whereas {said};

1.  Asks the harbours to measure the noise of their cranes;

2.  Instructs its President to forward this resolution to the Council.
"""


def halves(text: str) -> list[str]:
    return [found.message for found in convert(text, OPTIONS).report.doubts if found.code == "HYP003"]


@pytest.mark.parametrize(
    "said", ["most har- bours are loud", "the accept\u2010 ance of noise is low", "infrastruc- ture is old"]
)
def test_a_word_in_two_halves_is_an_error(said: str) -> None:
    assert len(halves(TEXT.format(said=said))) == 1


@pytest.mark.parametrize(
    "said",
    [
        "short- and long-term plans are made",
        "two- or three-storey cranes are built",
        "low- to high-tide maps are drawn",
        "the so- called cranes are loud",
        "the harbours are loud - sailors know",
        "the Anglo- Norman cranes are loud",
    ],
)
def test_a_hyphen_that_stands_for_the_rest_of_a_word_is_none(said: str) -> None:
    assert halves(TEXT.format(said=said)) == []


@pytest.mark.parametrize(
    "language",
    sorted(p.name for p in (ROOT / "samples").iterdir() if (p / "ambient-monitoring.txt").exists()),
)
def test_in_every_language_a_parted_word_is_told_and_a_suspended_one_is_not(language: str) -> None:
    text = (ROOT / "samples" / language / "ambient-monitoring.txt").read_text(encoding="utf-8")
    assert halves(text) == []
    known = load(language).table["suspending"]
    # A long word that stands twice: parted once, the other tells what it is.
    counts = Counter(w for w in text.split() if len(w) > 6 and w.isalpha())
    word = max((w for w in counts if counts[w] > 1 and f" {w} " in text), key=len)
    parted = text.replace(f" {word} ", f" {word[:4]}- {word[4:]} ", 1)
    assert halves(parted) == [f"a word is in two halves: “{word[:4]}- {word[4:]}”"]
    assert halves(text.replace(f" {word} ", f" {word[:4]}- {known[0]} {word} ", 1)) == []


def test_every_language_says_what_follows_a_suspended_hyphen() -> None:
    spaced = [code for code in languages.codes() if code not in {"zho", "ara"}]
    assert [code for code in spaced if not load(code).table.get("suspending")] == []
