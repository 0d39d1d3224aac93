"""Footnotes: back where their marks stand; a missing note or mark is told."""

from __future__ import annotations

import pytest
from lxml import etree

from akn.pipeline import Options, convert
from tests.conftest import TODAY
from tests.recognition.texts import LAST, act, codes, convert_text, doubtful, texts

MARKS = ["(1)", "[1]", "1", " [1] ", "[ 1 ]", "<sup>1</sup>", "<sup>(1)</sup>", "<a href='#n'>1</a>"]
LABELS = ["(1) ", "[1] ", "1 ", "1. "]
#: A note in one sort of brackets has no mark in the other.
FORMS = [
    (m, n)
    for m in MARKS
    for n in LABELS
    if ("[" in m) <= (n[0] != "(") and ("(" in m and "<" not in m) <= (n[0] != "[")
]


@pytest.mark.parametrize(("mark", "label"), FORMS)
def test_every_form_of_mark_and_label(mark: str, label: str) -> None:
    lines = act(f"1.  Regrets the kettles{mark};", LAST.replace("9", "2")).split("\n")
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in (*lines, f"{label}See the second list."))
    conversion = convert_text(page)
    assert texts(conversion, "authorialNote") == ["See the second list."]
    assert codes(conversion) == []


def test_a_number_of_a_provision_is_no_mark() -> None:
    text = act(
        "1.  Recalls Article 225(1) and Rule 132(1) and (2) and the report(1) on kettles(2);",
        LAST.replace("9", "2"),
    )
    conversion = convert_text(f"{text}\n(1) First note.\n(2) Second note.\n")
    body = "".join(texts(conversion, "mainBody"))
    assert "Article 225(1) and Rule 132(1) and (2) and the report" in body
    assert texts(conversion, "authorialNote") == ["First note.", "Second note."]


def test_a_note_without_a_mark_is_told_and_stands_at_the_end() -> None:
    text = act("1.  Regrets the kettles(1) and the pots(3);", LAST.replace("9", "2"))
    conversion = convert_text(f"{text}\n(1) First.\n(2) Second.\n(3) Third.\n")
    assert codes(conversion) == ["NOT001"]
    assert texts(conversion, "conclusions") == ["(2) Second."]
    assert texts(conversion, "authorialNote") == ["First.", "Third."]


def test_a_mark_without_a_note_is_told_and_stays() -> None:
    text = act("1.  Regrets the kettles[1] and the pots[2];", LAST.replace("9", "2"))
    conversion = doubtful(f"{text}\n[1] First.\n")
    finding = next(f for f in conversion.report.findings if f.code == "NOT002")
    assert (finding.source_line, "mark 2" in finding.message) == (9, True)
    assert "the pots[2];" in "".join(texts(conversion, "mainBody"))


def test_a_power_is_no_mark() -> None:
    page = "<html><body>" + act("1.  Regrets 10<sup>3</sup> kettles<sup>1</sup>.").replace("\n", "<br>")
    conversion = convert_text(f"{page}<br>1 First.</body></html>")
    assert "NOT002" not in codes(conversion)
    assert texts(conversion, "authorialNote") == ["First."]


def test_numbered_paragraphs_of_an_attachment_are_no_notes() -> None:
    conversion = convert_text(
        act("1.  Regrets the kettles.", "ANNEX", "1.  Every kettle is counted.", "2.  Every pot too.")
    )
    assert [e.get("eId") for e in conversion.tree.getroot().iter("{*}paragraph")] == [
        "para_1",
        "att_1__para_1",
        "att_1__para_2",
    ]


def markers(text: str) -> list[tuple[str, str]]:
    """Each note of `text` in order: what stands before it, and its own words."""
    root = convert_text(text).tree.getroot()
    return [(_before(note), "".join(note.itertext())) for note in root.iter("{*}authorialNote")]


def _before(note: etree._Element) -> str:  # lxml gives its element class no public name
    before = note.getprevious()
    said = (note.getparent().text if before is None else before.tail) or ""
    return said.split()[-1]


def test_a_mark_in_text_that_could_not_be_placed_has_its_note() -> None:
    text = act("Kettles(1) of old", "1.  Regrets the kettles.", "(1) Quite old.")
    assert markers(text) == [("Kettles", "Quite old.")]


def test_each_note_goes_to_the_first_mark_behind_that_of_the_note_before_it() -> None:
    text = act("1.  Regrets pots(2) and kettles(1);", "2.  Regrets lids(2).", "(1) One.", "(2) Two.")
    assert markers(text) == [("kettles", "One."), ("lids", "Two.")]


def test_a_note_whose_mark_stands_before_is_looked_for_from_the_top() -> None:
    text = act("1.  Regrets pots(2) and kettles(1).", "(1) One.", "(2) Two.")
    conversion = convert(text.encode(), Options(today=TODAY))
    assert codes(conversion) == ["STR006"]  # the source has them out of order
    assert texts(conversion, "authorialNote") == ["Two.", "One."]


def test_a_note_whose_word_is_broken_by_a_soft_hyphen_is_whole() -> None:
    text = (
        "European Parliament resolution of 6 May 2010 on quiet hours\n\nThe European Parliament,\n\n"
        "–  having regard to its notes[1],\n\nA.  whereas sleep is good;\n\n1.  Asks for quiet.\n\n"
        "[1]  Survey of Towers, counted by the post\u00ad\nmen and by nobody else of all that live there.\n"
    )
    found = convert(text.encode(), Options(enrich=False))
    assert found.clean, found.report.first_error
    assert "counted by the postmen and by nobody" in found.xml.decode()
