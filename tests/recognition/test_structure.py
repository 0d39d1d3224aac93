"""Sub-points, quotations, headings, several acts and several resolutions in one file."""

from __future__ import annotations

import pytest
from lxml import etree

from akn.validation import validate
from akn.writers.akn import write
from tests.conftest import ROOT, TODAY
from tests.recognition.texts import LAST, act, convert_text, recognise_text, texts


def nums(text: str) -> list[str]:
    """The eIds of the points of the first paragraph."""
    root = convert_text(text).tree.getroot()
    return [
        e.get("eId").removeprefix("para_1__list_1__")
        for e in root.iter("{*}point", "{*}indent")
        if e.get("eId", "").startswith("para_1")
    ]


@pytest.mark.parametrize(
    ("labels", "eids"),
    [
        ("(a) (b)", ["point_a", "point_b"]),
        ("(a) (i) (ii) (b)", ["point_a", "point_a__list_1__point_i", "point_a__list_1__point_ii", "point_b"]),
        ("(g) (h) (i) (j)", ["point_g", "point_h", "point_i", "point_j"]),
        ("(1) (2)", ["point_1", "point_2"]),
        ("(a) – – (b)", ["point_a", "point_a__list_1__indent_1", "point_a__list_1__indent_2", "point_b"]),
        ("– • • –", ["indent_1", "indent_1__list_1__indent_1", "indent_1__list_1__indent_2", "indent_2"]),
        ("(i) (ii) (iii)", ["point_i", "point_ii", "point_iii"]),
        ("a) b)", ["point_a", "point_b"]),
    ],
)
def test_points_at_any_depth(labels: str, eids: list[str]) -> None:
    points = [f"{label}  kettle;" for label in labels.split()]
    assert nums(act("1.  Calls for:", *points, LAST.replace("9", "2"))) == eids


def test_a_quoted_block_runs_to_its_closing_mark() -> None:
    conversion = convert_text(
        act(
            "1.  Recalls the rule:",
            "“No kettle stands alone.",
            "No pot does.”",
            "2.  Calls for kettles;",
            LAST.replace("9", "3"),
        )
    )
    assert texts(conversion, "embeddedStructure") == ["“No kettle stands alone. No pot does.”"] or texts(
        conversion, "embeddedStructure"
    ) == ["“No kettle stands alone.No pot does.”"]
    assert conversion.report.counts["paragraphs"] == 3


def test_headings_that_look_alike_stay_beside_one_another() -> None:
    conversion = convert_text(
        act(
            "Kitchen",
            "Kettles",
            "1.  Calls for kettles;",
            "Pots",
            "2.  Calls for pots;",
            "Garden",
            "Spades",
            "3.  Calls for spades.",
        )
    )
    divisions = {
        "".join(d.find("{*}heading").itertext()): sum(a.tag.endswith("}division") for a in d.iterancestors())
        for d in conversion.tree.getroot().iter("{*}division")
    }
    assert divisions == {"Kitchen": 0, "Kettles": 1, "Pots": 1, "Garden": 0, "Spades": 1}


def test_each_of_several_resolutions_can_be_written_by_itself() -> None:
    text = (ROOT / "samples" / "eng" / "two-resolutions.txt").read_text(encoding="utf-8")
    resolutions = recognise_text(text).resolutions
    assert [r.work.number.printed for r in resolutions if r.work.number] == ["B6-9152/2004", "B6-9153/2004"]
    for resolution in resolutions:
        root = write(resolution, today=TODAY).tree.getroot()
        assert [etree.QName(e).localname for e in root] == ["statement"]
        assert [
            f for f in validate(root.getroottree(), profile="ep-resolution") if f.severity == "error"
        ] == []


def test_the_acts_of_a_discharge_belong_to_one_document() -> None:
    text = (ROOT / "samples" / "eng" / "discharge.txt").read_text(encoding="utf-8")
    (resolution,) = recognise_text(text).resolutions
    assert [a.name for a in resolution.attachments] == ["decision", "resolution"]


def test_the_vote_that_a_page_prints_is_read() -> None:
    page = (ROOT / "samples" / "eng" / "report-bridges.html").read_text(encoding="utf-8")
    (vote,) = recognise_text(page, "report.html").resolutions[0].votes
    assert vote.counts == (("for", 14), ("against", 9), ("abstention", 1))
