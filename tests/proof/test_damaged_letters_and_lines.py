"""Damages that every text may suffer: letters without their accents, a line twice, a line of the page in a sentence."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from akn.errors import AknError
from akn.findings import Finding, Severity
from akn.pipeline import Options, convert
from tests.conftest import ROOT, TODAY

#: Languages in which most texts have letters beyond ASCII.
ACCENTED = ("ces", "deu", "ell", "est", "fin", "fra", "gle", "hrv", "hun", "lav", "lit", "mlt", "pol")
ACCENTED += ("por", "ron", "slk", "slv", "spa", "swe")
PLAIN = ("dan", "eng", "ita", "nld")
HEAD = "P9_TA(2021)9001\n\nEuropean Parliament resolution of 2 March 2021 on kettles (2020/9001(INI))\n\n"
HEAD += "The European Parliament,\n\n–  having regard to Rule 54 of its Rules of Procedure,\n\n"
TAIL = "\n\n2.  Instructs its President to forward this resolution to the Commission.\n"


def errors(text: str) -> list[Finding]:
    findings = convert(text.encode(), Options(today=TODAY)).report.findings
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def told(text: str) -> bool:
    """Whether `text` is refused, or something in it is an error."""
    try:
        return bool(errors(text))
    except AknError:
        return True


def bare(path: Path) -> str:
    """The text without its accents."""
    parts = unicodedata.normalize("NFD", path.read_text("utf-8"))
    return "".join(c for c in parts if not unicodedata.combining(c))


@pytest.mark.parametrize("code", ACCENTED)
def test_lost_accents_are_told(code: str) -> None:
    assert told(bare(ROOT / "samples" / code / "ambient-monitoring.txt"))


@pytest.mark.parametrize("code", PLAIN)
def test_where_few_words_have_accents_none_is_missed(code: str) -> None:
    found = errors(bare(ROOT / "samples" / code / "ambient-monitoring.txt"))
    assert not [f for f in found if f.code == "SHA021"]


#: A wrapped paragraph, line by line.
LINES = (
    "1.  Calls on the Commission to publish, before the end of the year,",
    "a list of all the kettles that were sold in the Union, and of those",
    "that were mended by their owners, with the names of the menders and",
    "the price of each, and to report to Parliament on what it has found",
    "out about the singing of kettles in the towns of the northern coast;",
)


@pytest.mark.parametrize("at", range(1, len(LINES)))
def test_a_line_that_stands_twice_is_told(at: int) -> None:
    text = HEAD + "\n".join((*LINES[:at], LINES[at - 1], *LINES[at:])) + TAIL
    assert errors(HEAD + "\n".join(LINES) + TAIL) == []
    assert errors(text)


@pytest.mark.parametrize(
    "line", ["Read also: Why do pots not sing?", "Buy kettles now!", "See page four", "Photo: J. Doe"]
)
@pytest.mark.parametrize("at", range(1, len(LINES)))
def test_a_line_of_the_page_in_a_sentence_is_told(line: str, at: int) -> None:
    assert errors(HEAD + "\n".join((*LINES[:at], line, *LINES[at:])) + TAIL)


@pytest.mark.parametrize("line", ["Europe", "Where is it?”", "Article 5"])
def test_what_a_sentence_may_hold_is_no_line_of_the_page(line: str) -> None:
    lines = (
        *LINES[:2],
        f"that were mended, as it is said in the long and well-known report of {line}",
        *LINES[3:],
    )
    assert errors(HEAD + "\n".join(lines) + TAIL) == []
