"""Marks, hyphens and quotations as printers, terminals and mails write them give what the plain ones give."""

from __future__ import annotations

import pytest

from akn.pipeline import Options, convert
from benchmarks.honesty_gold import structure_of
from tests.conftest import TODAY
from tests.recognition.texts import LAST, act, convert_text, texts

LINES = (
    "A.  whereas the kettles of the northern harbours have been singing for a hundred years and are still heard;",
    "B.  whereas pots do not, for want of warmth and of understanding among those who have to look after them;",
    "1.  Calls for kettles that keep their warmth, and for the establishment of a register of singing ones;",
    "2.  Calls for pots;",
    LAST.replace("9", "3").strip(),
)
WHOLE = act(*LINES)


def wrapped(sign: str) -> str:
    """The text in which three long words are broken by `sign` at the end of a line."""
    text = WHOLE
    for word, half in (("understanding", 5), ("establishment", 6), ("whereas the", 4)):
        assert word in text
        if " " not in word:
            text = text.replace(word, f"{word[:half]}{sign}\n{word[half:]}")
    return text


@pytest.mark.parametrize("sign", ["\u00ac", "="])
def test_words_broken_by_other_signs_are_whole(sign: str) -> None:
    report = convert(wrapped(sign).encode(), Options(today=TODAY))
    assert structure_of(report.tree.getroot()).rows == structure_of(convert_text(WHOLE).tree.getroot()).rows


@pytest.mark.parametrize("prefix", [": ", ":  ", "> "])
def test_a_quoted_text_is_read_without_its_marks(prefix: str) -> None:
    quoted = "".join(f"{prefix}{line}\n" if line else f"{prefix.strip()}\n" for line in WHOLE.splitlines())
    assert (
        structure_of(convert_text(quoted).tree.getroot()).rows
        == structure_of(convert_text(WHOLE).tree.getroot()).rows
    )


@pytest.mark.parametrize("first", ["\u2460", "\u2776", "\u2780"])
def test_figures_in_circles_count(first: str) -> None:
    text = WHOLE
    for number in (1, 2, 3):
        text = text.replace(f"\n{number}.  ", f"\n{chr(ord(first) + number - 1)} ")
    conversion = convert(text.encode(), Options(today=TODAY))
    assert len(texts(conversion, "paragraph")) == 3
    assert [f.code for f in conversion.report.findings if f.severity == "error"] == []


@pytest.mark.parametrize("line", ["★★★★☆", "|||||", "<!-- ad slot 3 -->", "![a kettle](img/kettle.jpg)"])
def test_what_a_page_draws_is_no_part(line: str) -> None:
    text = act(*LINES[:3], line, *LINES[3:])
    found = structure_of(convert_text(text).tree.getroot())
    assert [row for row in found.rows if row[0] != "stray"] == list(
        structure_of(convert_text(WHOLE).tree.getroot()).rows
    )


@pytest.mark.parametrize("hyphen", ["\u2010", "\u2011"])
def test_a_number_is_the_same_whichever_hyphen_it_has(hyphen: str) -> None:
    text = WHOLE.replace("P9_TA(2021)9001", "B9-9001/2021")
    plain, other = convert_text(text), convert_text(text.replace("B9-", f"B9{hyphen}"))
    assert plain.report.number == other.report.number == "B9-9001/2021"
    assert plain.report.iri == other.report.iri


@pytest.mark.parametrize("colon", [":", " :"])
def test_a_heading_that_ends_in_a_colon_is_one(colon: str) -> None:
    conversion = convert(act(*LINES[:3], f"Pots and pans{colon}", *LINES[3:]).encode(), Options(today=TODAY))
    assert texts(conversion, "heading") == [f"Pots and pans{colon}"]


@pytest.mark.parametrize("sign", ["***", "==", "~~", "##"])
def test_a_heading_between_signs_is_one(sign: str) -> None:
    text = act(*LINES[:3], f"{sign} Pots and pans {sign}", *LINES[3:])
    assert texts(convert(text.encode(), Options(today=TODAY)), "heading") == ["Pots and pans"]
