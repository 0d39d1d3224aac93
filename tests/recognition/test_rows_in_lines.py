"""The rows of a table that was copied as lines: never headings, never glued together."""

from __future__ import annotations

import pytest

from tests.recognition.texts import LAST, act, codes, convert_text, texts

ROWS = ("Town Kettle Right", "Exampleville kettles yes", "Modelburg kettle no")
END = LAST.replace("9", "2")


@pytest.mark.parametrize("before", ["1.  Notes the kettles:", "1.  Notes the kettles."])
@pytest.mark.parametrize("sep", ["\n", "\n\n"])
def test_rows_stay_lines_of_the_paragraph_above_them(before: str, sep: str) -> None:
    conversion = convert_text(act("A.  whereas kettles boil;", before, sep.join(ROWS), END))
    assert texts(conversion, "heading") == []
    (paragraph, _) = conversion.tree.getroot().iter("{*}paragraph")
    assert ["".join(p.itertext()) for p in paragraph.iter("{*}p")][1:] == list(ROWS)
    assert "TAB001" in codes(conversion)


def test_cells_on_lines_of_their_own_stay_lines() -> None:
    cells = ("Town", "Kettle", "Exampleville", "large", "Modelburg", "small")
    conversion = convert_text(act("A.  whereas kettles boil;", "1.  Notes the kettles:", *cells, END))
    assert texts(conversion, "heading") == []
    (paragraph, _) = conversion.tree.getroot().iter("{*}paragraph")
    assert ["".join(p.itertext()) for p in paragraph.iter("{*}p")][1:] == list(cells)


def test_headings_of_two_ranks_are_headings() -> None:
    text = act("A.  whereas kettles boil;", "KETTLES", "Large ones", "1.  Notes the kettles;", "Small", END)
    conversion = convert_text(text)
    assert texts(conversion, "heading") == ["KETTLES", "Large ones", "Small"]
