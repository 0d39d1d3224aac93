"""Numbers of pages alone on a line are left out, and a sentence goes on behind them."""

from __future__ import annotations

import pytest

from akn.readers import read_bytes
from akn.recognition.page_lines import PageLines
from tests.recognition.texts import CITATION, FORMULA, HEAD, LAST, recognise_text

FAR = "".join(f"{n}.  Calls for quiet in street {n};\n\n" for n in range(1, 13))


def found(text: str) -> dict[int, str]:
    pages = PageLines(read_bytes(text.encode(), "a.txt").pieces)
    return {**pages.heads, **pages.numbers}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"{FAR}\n1\n\n{FAR}\n2\n\n{FAR}", 2),
        (f"{FAR}\n3/9\n\n{FAR}\n4/9\n\n{FAR}", 2),
        ("Calls for quiet in the\n1\nstreets of all the\n2\ntowns.\n", 2),
        ("Calls for quiet in the\n\n2\n\nstreets.\n", 1),
        ("Calls for quiet in the\n2\nstreets.\n", 0),  # it may be the mark of a note
        ("Calls for quiet\n1\nin the streets\n2\nof towns.\n\n1 OJ C 1.\n2 OJ C 2.\n", 0),
        ("1.  Calls:\n\nPage 1 of 9\n\n(a)  for quiet;\n\nPage 2 of 9\n\n(b)  for sleep.\n", 2),
        ("Seite 3 von 12\n\n1.  fordert Ruhe;\n\nSeite 4 von 12\n", 2),
        ("Annexes 1 to 3\n\n1.  Calls for quiet;\n", 0),
        ("5 May 2010\n\n6 May 2010\n", 0),
        ("Part 2 of 4\n\nStreets\n\nPart 4 of 4\n", 0),
        ("Members\n\n1\n\nAnna Example\n\n2\n\nJohn Sample\n", 0),
        ("Streets\n\n12\n\nTowns\n\n17\n\nSquares\n", 0),
    ],
)
def test_a_number_alone_is_one_of_a_page_where_it_is_proved(text: str, lines: int) -> None:
    assert len(found(text)) == lines


def test_a_sentence_goes_on_behind_the_number_of_a_page() -> None:
    split = "1.  Calls for quiet hours in the\n\n2\n\nstreets of every town;\n\n"
    recognition = recognise_text(f"{HEAD}{FORMULA}{CITATION}{split}{LAST.replace('1.', '2.')}")
    assert ("2", "page number 2") in [(d.text, d.reason) for d in recognition.dropped]
    assert "quiet hours in the streets of every town" in str(recognition.resolutions[0].act.body)
