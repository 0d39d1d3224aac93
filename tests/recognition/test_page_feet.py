"""Notes at the feet of pages: taken out of the running text, whatever the layout and the language."""

from __future__ import annotations

import pytest

from akn.model.looking import blocks
from akn.model.resolution import Note
from tests.real_forms.cases import pieces
from tests.recognition.texts import LAST, act, codes, convert_text, recognise_text, texts

LANGUAGES = ("bul", "deu", "ell", "eng", "fin", "fra", "hun", "lav", "pol", "spa")
FIRST, SECOND = "OJ C 101, 1.6.2013, p. 3.", "https://example.org/bells"
#: What stands between the lines of a page, and around a note.
LAYOUTS = {
    "blank lines": ("\n\n", "{label} {note}"),
    "no blank line": ("\n", "{label} {note}"),
    "the number alone": ("\n\n", "{label}\n\n{note}"),
    "a rule above": ("\n\n", "________________\n{label} {note}"),
}


def page(language: str, sep: str, form: str, marks: str, labels: str) -> str:
    """A text whose first page ends in the midst of a recital, with a note at its foot, and whose second has another."""
    table = pieces()[language]
    first, second = (table[name].rstrip(";·") for name in ("recital", "recital2"))
    begins, ends = second.split(" ", 2)[:2], second.split(" ", 2)[2]
    return sep.join(
        (
            table["adopted"],
            table["formula"],
            f"– {table['citation']}",
            f"{table['A']}. {first}{marks[0]};",
            f"{table['B']}. {' '.join(begins)}",
            form.format(label=labels[0], note=FIRST),
            f"{ends}{marks[1]};",
            form.format(label=labels[1], note=SECOND),
            f"1. {table['paragraph']}",
            f"2. {table['last']}",
        )
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("marks", "labels"), [("12", "12"), ("¹²", "¹²"), ("12", "¹²")])
def test_a_note_is_set_over_its_mark_and_the_sentence_goes_on(
    language: str, layout: str, marks: str, labels: str
) -> None:
    if layout == "the number alone" and labels != "12":
        pytest.skip("a raised digit stands before its note")
    recognition = recognise_text(page(language, *LAYOUTS[layout], marks, labels))
    (resolution,) = recognition.resolutions
    table = pieces()[language]
    noted = [
        (block.text[mark.start : mark.end], mark.markup.blocks[0].text)
        for block in blocks(resolution.act)
        for mark in block.marks
        if isinstance(mark.markup, Note)
    ]
    assert noted == [(marks[0], FIRST), (marks[1], SECOND)]
    said = [block.text for block in blocks(resolution.act)]
    assert f"{table['recital2'].rstrip(';·')}{marks[1]};" in said
    assert len(said) == 7  # title, formula, citation, two recitals, two paragraphs


@pytest.mark.parametrize(
    "line",
    [
        "adopted on\n1 March 2020 on bells1 and horns;",
        "held by\n1 million towns with bells1 and horns;",
        "in\n1 Town Street, where bells1 ring;",
    ],
)
def test_a_line_wrapped_before_a_number_is_no_note(line: str) -> None:
    text = act(f"A.  whereas a law was {line}", "1.  Asks for quiet.", "1 OJ C 101, 1.6.2013, p. 3.")
    conversion = convert_text(text)
    assert texts(conversion, "authorialNote") == ["OJ C 101, 1.6.2013, p. 3."]


def test_the_row_counts_on_over_the_acts_of_a_file() -> None:
    second = act("1.  Regrets pots[2].").replace("9001", "9002")
    conversion = convert_text(f"{act('1.  Regrets kettles[1].')}\n{second}\n[1] One.\n\n[2] Two.\n")
    assert texts(conversion, "authorialNote") == ["One.", "Two."]


def test_names_that_hold_a_digit_are_no_marks() -> None:
    text = act("1.  Regrets CO2 and the CO2 of kettles1 and PM10 and pots2;", LAST.replace("9", "2"))
    conversion = convert_text(f"{text}\n1 One.\n2 Two.\n")
    assert texts(conversion, "authorialNote") == ["One.", "Two."]
    assert "CO2 and the CO2 of kettlesOne. and PM10 and potsTwo.;" in "".join(texts(conversion, "mainBody"))


def test_a_note_that_nothing_points_to_is_never_glued_into_a_sentence() -> None:
    text = act(
        "A.  whereas kettles are loud and the",
        "1 OJ C 101, 1.6.2013, p. 3.",
        "skill of boiling is rare;",
        "1.  Asks for quiet.",
    )
    conversion = convert_text(text)
    assert "NOT001" in codes(conversion)
    (note,) = conversion.tree.getroot().iter("{*}authorialNote")
    assert (note.tail or "").strip() == "skill of boiling is rare;"


def test_a_mark_that_stands_twice_has_one_note_and_is_told() -> None:
    text = act("1.  Regrets the kettles(1) and the pots(1);", LAST.replace("9", "2"))
    conversion = convert_text(f"{text}\n(1) First.\n")
    assert texts(conversion, "authorialNote") == ["First."]
    assert "NOT002" in codes(conversion)


def test_one_line_without_a_number_is_the_note_to_the_one_mark_that_waits() -> None:
    text = act("1.  Regrets the kettles(1);", LAST.replace("9", "2"))
    conversion = convert_text(f"{text}\nCase 901/63, Muster v Beispiel.\n")
    assert texts(conversion, "authorialNote") == ["Case 901/63, Muster v Beispiel."]
    assert codes(conversion) == ["NOT003"]


def test_thousands_of_notes_go_each_to_its_own_mark() -> None:
    paragraphs = [f"{n}.  Regrets kettle[{n}] of town {n}y." for n in range(1, 2001)]
    recognition = recognise_text(f"{act(*paragraphs)}\n" + "\n".join(f"[{n}] N{n}." for n in range(1, 2001)))
    found = [
        (mark.markup.marker, mark.markup.blocks[0].text)
        for block in blocks(recognition.resolutions[0].act)
        for mark in block.marks
        if isinstance(mark.markup, Note)
    ]
    assert found == [(str(n), f"N{n}.") for n in range(1, 2001)]
