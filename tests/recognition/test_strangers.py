"""Lines that do not belong to an act are told where they stood, and cost nothing of what stands around them."""

from __future__ import annotations

import pytest

from akn.pipeline import Options, convert
from benchmarks.honesty_gold import structure_of
from tests.conftest import TODAY
from tests.recognition.texts import LAST, act, convert_text

STRANGE = [
    "Lisez aussi notre reportage sur les fours de la ville et sur ceux qui les gardent",
    "Διαβάστε επίσης",
    "Реклама",
    "اقرأ المزيد",
    "https://www.example.org/kettles",
    "More on this at www.example.org",
    "kettles@example.org",
    "[Image: a kettle at night]",
    "© Jane Example",
    "Photo: Jane Example",
    "ADVERTISEMENT",
    "Read more:",
    "Facebook | Twitter | E-mail",
    "2 March 2021, 14:32",
]


@pytest.mark.parametrize("line", STRANGE)
@pytest.mark.parametrize("place", ["citation", "recital", "paragraph"])
def test_a_line_that_does_not_belong_is_told_where_it_stood(line: str, place: str) -> None:
    lines = [
        "–  having regard to the report on kettles,",
        "A.  whereas kettles sing;",
        "B.  whereas pots do not;",
        "1.  Calls for kettles;",
        "2.  Calls for pots;",
        LAST.replace("9", "3"),
    ]
    clean = structure_of(convert_text(act(*lines)).tree.getroot())
    at = {"citation": 0, "recital": 2, "paragraph": 4}[place]
    conversion = convert_text(act(*lines[:at], line, *lines[at:]))
    assert [unplaced.text for unplaced in conversion.report.unrecognised] == [line]
    found = structure_of(conversion.tree.getroot())
    assert [row for row in found.rows if row[0] != "stray"] == list(clean.rows)


def test_lines_that_keep_company_with_a_strange_one_are_strange() -> None:
    conversion = convert_text(
        act(
            "1.  Calls for kettles;",
            "Kettle of the year\nwww.example.org\nVote now",
            "2.  Calls for pots;",
            LAST.replace("9", "3"),
        )
    )
    assert len(conversion.report.unrecognised) == 3


def test_a_heading_is_no_stranger() -> None:
    conversion = convert_text(
        act("1.  Calls for kettles;", "Kettles of iron", "2.  Calls for pots;", LAST.replace("9", "3"))
    )
    assert conversion.report.unrecognised == ()
    assert [row[2] for row in structure_of(conversion.tree.getroot()).rows if row[0] == "heading"] == [
        "KETTLES OF IRON"
    ]


def test_a_line_that_breaks_a_list_is_an_error() -> None:
    text = act("1.  Calls for:", "(a)  kettles;", "Advertisement", "(b)  pots;", LAST.replace("9", "2"))
    findings = convert(text.encode(), Options(today=TODAY)).report.findings
    assert ("UNR002", 13) in [(f.code, f.source_line) for f in findings if f.severity == "error"]


def test_an_act_set_in_a_table_is_read_line_by_line() -> None:
    text = act(
        "| A. | whereas kettles sing; |",
        "| 1. | Calls for kettles; |",
        "| 2. | Instructs its President to forward this. |",
    )
    rows = structure_of(convert_text(text).tree.getroot()).rows
    assert [row[:2] for row in rows if row[0] in {"recital", "paragraph"}] == [
        ("recital", "A"),
        ("paragraph", "1"),
        ("paragraph", "2"),
    ]
