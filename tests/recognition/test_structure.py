"""Sub-points, quotations, headings, several acts and several resolutions in one file."""

from __future__ import annotations

import pytest
from lxml import etree

from akn.recognition.labels import label_of
from akn.validation import validate
from akn.writing.document import write
from tests.conftest import ROOT, TODAY
from tests.recognition.texts import LAST, act, codes, convert_text, doubtful, recognise_text, texts


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


def test_points_that_do_not_begin_at_the_first_letter_are_counted_as_they_are() -> None:
    points = [f"{label}  kettle;" for label in ["(g)", "(h)", "(i)", "(j)"]]
    root = doubtful(act("1.  Calls for:", *points, LAST.replace("9", "2"))).tree.getroot()
    assert [e.get("eId") for e in root.iter("{*}point")] == [f"para_1__list_1__point_{n}" for n in "ghij"]


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
    (quoted,) = conversion.tree.getroot().iter("{*}embeddedStructure")
    assert ["".join(p.itertext()) for p in quoted] == ["“No kettle stands alone.", "No pot does.”"]
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
    attachments = recognise_text(page, "report.html").resolutions[0].attachments
    votes = {a.name: a.vote for a in attachments if a.vote}
    assert votes == {"informationOnAdoption": (("for", 14), ("against", 9), ("abstention", 1))}


def test_numbers_that_begin_anew_in_an_attachment_keep_their_eids() -> None:
    conversion = doubtful(
        act(
            "1.  Calls for kettles.",
            "EXPLANATORY STATEMENT",
            "I. Kettles",
            "1. Kettles are old.",
            "2. They sing.",
            "II. Pots",
            "1. Pots are older:",
            "a) in the north;",
            "1. of iron;",
            "2. of clay;",
        )
    )
    assert not [code for code in codes(conversion) if code.startswith("EID")]
    assert [e.get("eId") for e in conversion.tree.getroot().iter("{*}paragraph", "{*}point")] == [
        "para_1",
        "att_1__para_1",
        "att_1__para_2",
        "att_1__dvs_II__para_1",
        "att_1__dvs_II__para_1__list_1__point_a",
        "att_1__para_3",
        "att_1__para_3__list_1__point_1",
        "att_1__para_3__list_1__point_2",
    ]


def test_a_joint_motion_of_the_nineties_replaces_the_motions_that_it_lists() -> None:
    text = (
        "B4-9850/95 }\nB4-9851/95 } RC1\n\nJOINT MOTION FOR A RESOLUTION\n\non kettles\n\n"
        "Example, on behalf of the PSE Group\n\n"
        "The European Parliament,\n\n- having regard to pots,\n\n1. Calls for kettles.\n"
    )
    (resolution,) = recognise_text(text).resolutions
    assert resolution.work.kind == "jointMotionForResolution"
    assert resolution.work.number is None
    replaced = [(r.name, r.identifier.printed) for r in resolution.work.relations]
    assert replaced == [("replaces", "B4-9850/95"), ("replaces", "B4-9851/95")]


def test_a_committee_brings_in_a_motion() -> None:
    text = (
        "B9-9001/2021\n\nMOTION FOR A RESOLUTION on kettles\n\n"
        "Ana Exemplo\n\non behalf of the Committee on Fisheries\n\n"
        "European Parliament resolution on kettles\n\nThe European Parliament,\n\n1.  Calls for kettles.\n"
    )
    conversion = convert_text(text)
    assert texts(conversion, "docCommittee") == ["Committee on Fisheries"]
    assert texts(conversion, "docProponent") == ["Ana Exemplo"]


def test_a_footer_glued_to_the_last_sentence_is_left_out() -> None:
    conversion = convert_text(
        act("1.  Calls for kettles.Last updated: 9 March 2021Legal notice - Privacy policy")
    )
    assert texts(conversion, "content") == ["Calls for kettles."]
    assert [d.text for d in conversion.report.dropped] == [
        "Last updated: 9 March 2021Legal notice - Privacy policy"
    ]


@pytest.mark.parametrize("edition", ["Final edition", "Provisional edition"])
def test_edition_and_place_of_an_adopted_text_are_marked(edition: str) -> None:
    conversion = convert_text(
        f"Tuesday, 2 March 2021 - Strasbourg {edition}\n{act('1.  Calls for kettles.')}"
    )
    root = conversion.tree.getroot()
    assert texts(conversion, "docStatus") == [edition]
    assert texts(conversion, "location") == ["Strasbourg"]
    assert [(s.get("date"), s.get("outcome")) for s in root.iter("{*}step")] == [
        ("2021-03-02", "#adoption_done")
    ]


@pytest.mark.parametrize(
    "line", ["| Year | Kettles |", "Some words on kettles that are no heading, and end as a sentence does."]
)
def test_what_cannot_be_placed_does_not_end_the_act(line: str) -> None:
    conversion = convert_text(
        act("1.  Calls for kettles;", "Pots", line, "2.  Calls for pots;", LAST.replace("9", "3"))
    )
    assert conversion.report.counts["paragraphs"] == 3
    assert conversion.report.unrecognised == ()
    assert line in texts(conversion, "p")


def test_a_heading_is_numbered_with_a_roman_numeral_of_any_length() -> None:
    lines = []
    for n, numeral in enumerate(("VI", "VII", "VIII", "IX"), 1):
        lines += [f"{numeral}. Kettles of sort {n}", f"{n}.  Calls for kettles of sort {n};"]
    conversion = convert_text(act(*lines, LAST.replace("9", "5")))
    body = next(conversion.tree.getroot().iter("{*}mainBody"))
    divisions = [child for child in body if child.tag.endswith("}division")]
    assert [division.findtext("{*}num") for division in divisions] == ["VI.", "VII.", "VIII.", "IX."]


@pytest.mark.parametrize("printed", ["CIVIL. Society", "VIIII. Kettles", "LIVID. Kettles"])
def test_a_word_in_the_letters_of_numerals_is_no_label(printed: str) -> None:
    assert label_of(printed) is None


def test_a_line_of_the_preamble_that_fits_nowhere_stays_below_its_heading() -> None:
    conversion = doubtful("The European Parliament,\n\nKettles\n\n(a) pots of old\n\n1.  Calls for lids.\n")
    assert texts(conversion, "preamble") == ["The European Parliament, Kettles (a) pots of old"]
