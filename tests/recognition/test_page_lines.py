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


UNITS = [
    f"{n}.  Calls for quiet hours in the streets of every town and for lamps in the streets of every village;"
    for n in range(1, 60)
]


def printed(head: str, *, every: int = 20, foot: str = "") -> str:
    """Paragraphs on pages of so many lines, `head` over each and `foot` below it."""
    lines = ["Texts tabled in spring", "", "The European Parliament,", "", *"\n\n".join(UNITS).split("\n")]
    out: list[str] = []
    for n, at in enumerate(range(0, len(lines), every), 1):
        out += [head.format(n=n)] if head else []
        out += lines[at : at + every]
        out += [foot.format(n=n)] if foot else []
    return "\n".join(out)


@pytest.mark.parametrize(
    "head",
    ["Quiet hours", "Quiet hours 3 {n}", "{n} Quiet hours", "Heures de silence – page {n}", "ΗΣΥΧΙΑ {n}/99"],
)
def test_a_line_that_stands_on_every_page_is_the_head_of_pages(head: str) -> None:
    said = found(printed(head))
    assert len(said) == printed(head).count("\n") // 21 + 1


@pytest.mark.parametrize("number", ["{n}", "– {n} –", "{n}/9", "Page {n}"])
def test_a_head_stands_beside_the_number_of_its_page(number: str) -> None:
    text = printed("Quiet hours", foot=number, every=26)
    lines = text.split("\n")
    assert [lines[at - 1] for at in found(text)].count("Quiet hours") == lines.count("Quiet hours")
    assert len(found(text)) == 2 * lines.count("Quiet hours")


@pytest.mark.parametrize(
    "text",
    [
        # The same heading over recitals and over paragraphs.
        "–  having regard to the Treaty,\n\nRights\n\nA.  whereas sleep is good;\n\nRights\n\n1.  Calls for quiet;\n",
        # Headings that are counted.
        "1.  Calls:\n\nRecommendation 1\n\n(a)  for quiet;\n\nRecommendation 2\n\n(b)  for sleep.\n",
        # Lines that begin alike, and were broken alike.
        "\n\n".join(
            f"–  having regard to Directive {year}/49/EC of the European\n"
            f"Parliament and of the Council of {day} June {year} on\n{what},"
            for year, day, what in ((2002, 25, "noise"), (2004, 29, "smoke"))
        ),
        # Amendments, each under the same words.
        "".join(
            f"Amendment {n}\nProposal for a regulation\nRecital {n}\n\nText proposed by the Commission\nAmendment\n\n"
            f"({n})  Kites are loud.\n({n})  Kites are very loud.\n\n"
            for n in range(1, 6)
        ),
    ],
)
def test_what_repeats_in_a_document_is_no_head_of_pages(text: str) -> None:
    assert found(f"The European Parliament,\n\n{text}") == {}


def test_a_number_of_pages_does_not_stand_for_the_number_of_a_paragraph() -> None:
    rows = "".join(f"{n}\n\nCalls for quiet in street {n};\n\n" for n in range(1, 9))
    assert found(rows) == {}


def test_the_foot_of_a_browser_is_known_by_itself() -> None:
    text = "1.  Calls for quiet;\n\nhttps://example.org/texts?id=9 1/9 1/1/2021\n\n2.  Calls for sleep.\n"
    assert found(text) == {3: "running header"}


def test_a_sentence_goes_on_behind_the_head_of_a_page() -> None:
    rows = []
    for n in range(1, 7):
        rows += [
            f"{n}.  Calls for quiet hours in all the",
            "Texts of the spring",
            "streets of every town;",
            "",
        ]
    text = f"{HEAD}\n{FORMULA}\n{CITATION}\n" + "\n".join(rows) + LAST.replace("9.", "7.")
    recognition = recognise_text(text)
    assert [d.text for d in recognition.dropped] == ["Texts of the spring"] * 6
    assert str(recognition.resolutions[0].act.body).count("in all the streets of every town") == 6


FACING = "\n".join(
    f"Calls for quiet in the streets of town number {n}, and in all of its squares;"
    for n in "abcdefghijklmnopqrst"
)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"Motions and more 1\n{FACING}\n2 Texts of the Spring\n{FACING}\nMotions and more 3\n{FACING}\n", 3),
        (f"Motions and more 1\n{FACING}\n2 Texts of the Spring\n{FACING}\n", 2),
        (
            f"{FACING}\n12 | Texts of the Spring\n{FACING}\nMotions | 13\n{FACING}\n14 | Texts of the Spring\n{FACING}",
            3,
        ),
        # They do not count on, they are near, they are no heads of two sides, they end as a sentence does.
        (f"Motions and more 1\n{FACING}\n3 Texts of the Spring\n{FACING}\n", 0),
        ("Motions and more 1\nCalls for quiet;\n2 Texts of the Spring\nCalls for quiet;\n", 0),
        (f"Part 1\n{FACING}\nPart 2\n{FACING}\nSection 9\n{FACING}", 0),
        (f"{FACING}\n2 Texts of the Spring\n{FACING}\nMotions and more 3\n{FACING}", 0),
        (f"Motions and more 1;\n{FACING}\n2 Texts of the Spring;\n{FACING}\n", 0),
    ],
)
def test_heads_of_facing_pages_are_known_by_their_numbers(text: str, lines: int) -> None:
    heads = [reason for reason in found(text).values() if reason == "running header"]
    assert len(heads) == lines


@pytest.mark.parametrize(
    "line", ["Page 3", "- Seite 3 -", "Página 3 de 9", "Strona 3/9", "oldal 3", "Σελίδα 3", "стр. 3"]
)
def test_the_word_for_a_page_tells_its_number_even_once(line: str) -> None:
    assert list(found(f"{UNITS[0]}\n\n{line}\n\n{UNITS[1]}\n").values()) == ["page number 3"]


@pytest.mark.parametrize("line", ["Part 3", "Rule 3", "Section 3 of 9 rules", "Pages 3", "page"])
def test_other_words_before_a_number_are_of_the_text(line: str) -> None:
    assert not found(f"{UNITS[0]}\n\n{line}\n\n{UNITS[1]}\n")
