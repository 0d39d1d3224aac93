"""PDF: what programs print otherwise than one expects, and what stands on a page that nobody sees."""

from __future__ import annotations

import pytest

from akn.model.source import Grid, Line, Source
from akn.pipeline import Options, convert
from akn.proof.file import read_whole
from akn.readers import read_bytes
from tests.readers.printing_pdf import Drawn, Put, block, pdf

FULL = "whereas a bench that stands in the shade of a tree is worth two that"
TEXT = [f"A. {FULL}", "stand in the sun, and whereas nobody has counted how many there are;"]
ACT = ["The European Parliament,", *TEXT, "B. whereas iron is cold;", "C. whereas oak is dear;"]


def read(*pages: list[Put | Drawn], **how: str) -> Source:
    source = read_bytes(pdf(pages, **how))  # type: ignore[arg-type]  # all that is given here is text
    assert read_whole(source).clean, read_whole(source)
    return source


def lines(source: Source) -> list[Line]:
    return [piece for piece in source.pieces if isinstance(piece, Line)]


def texts(source: Source) -> list[str]:
    return [line.text for line in lines(source)]


def tables(source: Source) -> list[list[list[str]]]:
    grids = [piece for piece in source.pieces if isinstance(piece, Grid)]
    return [
        [[" ".join(line.text for line in cell.lines) for cell in row] for row in grid.rows] for grid in grids
    ]


def gone(source: Source) -> dict[str, str]:
    return {dropped.text: dropped.reason for dropped in source.dropped}


def codes(source: Source) -> list[str]:
    return [finding.code for finding in source.findings]


def row(base: float, *cells: tuple[float, str], size: float = 11) -> list[Put | Drawn]:
    return [Put(left, base, size, text) for left, text in cells]


# ------------------------------------------------------------------ lines that go on


def test_lines_that_were_broken_at_a_number_of_letters_go_on_where_there_was_room() -> None:
    typed = [
        "A. whereas nobody knows how many benches there are in all the",
        "gardens of the Member States, nor how many of them still stand on",
        "all their legs, which is what they will be asked about when they",
        "are counted, and whereas whoever walks through a garden sometimes",
        "must sit down;",
    ]
    found = lines(read([*block(760, typed), Put(70, 660, 11, f"B. {FULL} {FULL[:14]}")]))
    assert False not in [line.joined for line in found[1:5]]


def test_a_day_at_the_head_of_a_line_is_no_number_of_a_part() -> None:
    page = [
        *block(760, ["1."]),
        Put(90, 760, 11, "s ohledem na dopis, ktery byl prijat a zodpovezen v Modelburgu dne"),
        Put(90, 746, 11, "25. cervna 2002, a na vse ostatni, co bylo o lavickach kdy napsano;"),
        *block(720, ["2."]),
        Put(90, 720, 11, "vyzyva clenske staty, aby spocitaly lavicky ve vsech svych zahradach"),
        Put(90, 706, 11, "a aby je dale pocitaly;"),
    ]
    assert [line.joined for line in lines(read(page))] == [None, True, False, True]


def test_a_word_that_a_sign_of_its_own_breaks_goes_on_in_the_next_column() -> None:
    page = [
        *block(760, ["A. whereas it", "rains in all", "gar\u00ad"]),
        *block(760, ["dens and in", "parks;"], left=320),
    ]
    assert [line.joined for line in lines(read(page))][3] is True


# ------------------------------------------------------------------ notes, heads, numbers of lines


def test_paragraphs_below_a_heading_are_no_notes_of_the_marks_above_them() -> None:
    page = [
        *block(760, ["A. whereas iron is cold"]),
        Put(183, 764, 6.5, "1"),
        Put(187, 760, 11, ";"),
        Put(250, 720, 11, "Numbers"),
        Drawn(250, 718, 300, 718),
        *block(690, ["1. Calls for benches;", "2. Calls for shade;", "3. Calls for quiet."]),
    ]
    overleaf = [*block(760, ["4. Instructs its President."]), Put(70, 60, 8, "1 OJ C 15, 12.1.2022, p. 4.")]
    found = lines(read(page, overleaf))
    assert [line.text for line in found if line.note_of] == ["OJ C 15, 12.1.2022, p. 4."]


def test_a_head_near_the_text_is_told_by_its_size_or_by_the_pages_that_it_counts() -> None:
    def page(number: int) -> list[Put | Drawn]:
        return [
            Put(24, 770, 8, "11/27/26, 8:00 PM benches in public gardens"),
            *block(756, [f"line {word} of page {'xy'[number - 1]}," for word in "abcdefgh"] * 6),
            Put(24, 82, 8, f"file:///C:/Texts/benches.html {number}/2"),
        ]

    assert set(gone(read(page(1), page(2))).values()) == {"a running head", "a running foot"}


def test_an_only_page_that_says_so_has_a_foot_and_a_head() -> None:
    page = [
        Put(24, 770, 8, "11/27/26, 8:00 PM benches"),
        *block(740, ACT),
        Put(24, 20, 8, "file:///C:/Texts/benches.html 1/1"),
    ]
    assert gone(read(page)) == {
        "11/27/26, 8:00 PM benches": "a running head",
        "file:///C:/Texts/benches.html 1/1": "a running foot",
    }


def test_numbers_of_lines_may_begin_anew_in_notes() -> None:
    body = block(760, [*ACT, *ACT])
    foot = block(80, ["1 OJ C 15, 12.1.2022.", "2 Report of the Office of Shade."], size=9)
    numbers = [Put(40, put.base, 7, str(n)) for n, put in enumerate(body, 1)]
    again = [Put(40, put.base, 7, str(n)) for n, put in enumerate(foot, 2)]
    source = read([*body, *foot, *numbers, *again])
    assert sum(reason == "a number that counts lines" for reason in gone(source).values()) == len(body)


def test_numbers_of_paragraphs_in_the_margin_are_no_numbers_of_lines() -> None:
    body = [put for n in range(5) for put in block(760 - 60 * n, TEXT if n != 2 else [*TEXT, TEXT[1]])]
    numbers = [Put(40, 760 - 60 * n, 11, str(n + 1)) for n in range(5)]
    assert "a number that counts lines" not in gone(read([*body, *numbers])).values()


# ------------------------------------------------------------------ tables and columns


def test_cells_of_several_lines_are_told_by_the_gaps_between_rows() -> None:
    page = [
        *row(760, (70, "Town"), (200, "Garden"), (330, "Benches")),
        *row(740, (70, "Exampleville"), (200, "Old Rampart,"), (330, "12")),
        *row(727, (200, "beside the well")),
        *row(707, (70, "Modelburg on"), (200, "Sample Park"), (330, "7")),
        *row(694, (70, "the River")),
        *block(660, ["4. Calls for benches;"]),
    ]
    source = read(page)
    assert tables(source) == [
        [
            ["Town", "Garden", "Benches"],
            ["Exampleville", "Old Rampart, beside the well", "12"],
            ["Modelburg on the River", "Sample Park", "7"],
        ]
    ]
    assert texts(source) == ["4. Calls for benches;"]


def test_a_table_whose_rows_cannot_be_told_apart_says_so() -> None:
    page = [
        *row(760, (70, "Town"), (200, "Garden"), (330, "Benches")),
        *row(746, (70, "Exampleville"), (200, "Old Rampart"), (330, "12")),
        *row(732, (200, "Lower Rampart")),
        *row(718, (70, "Modelburg"), (200, "Sample Park"), (330, "7")),
    ]
    assert codes(read(page)) == ["CAR007"]


@pytest.mark.parametrize("again", [False, True])
def test_a_table_that_goes_on_overleaf_is_one_and_its_head_stands_once(again: bool) -> None:
    def ruled(*bases: float) -> list[Put | Drawn]:
        edges = [bases[0] + 14, *(base - 6 for base in bases)]
        flat: list[Put | Drawn] = [Drawn(60, edge, 360, edge) for edge in edges]
        return flat + [Drawn(x, edges[-1], x, edges[0]) for x in (60, 160, 260, 360)]

    head = row(130, (70, "Town"), (170, "Garden"), (270, "Benches"))
    first = [*block(760, ACT), *head, *ruled(130)]
    above = row(770, (70, "Town"), (170, "Garden"), (270, "Benches")) if again else []
    second = [
        *above,
        *row(750, (70, "Exampleville"), (170, "Old Rampart"), (270, "12")),
        *row(730, (70, "Modelburg"), (170, "Sample Park"), (270, "7")),
        *ruled(*((770, 750, 730) if again else (750, 730))),
        *block(690, ["4. Calls for benches;"]),
    ]
    source = read(first, second)
    assert tables(source) == [
        [
            ["Town", "Garden", "Benches"],
            ["Exampleville", "Old Rampart", "12"],
            ["Modelburg", "Sample Park", "7"],
        ]
    ]
    assert gone(source) == (
        dict.fromkeys(("Town", "Garden", "Benches"), "head of a table, repeated on another page")
        if again
        else {}
    )


def test_columns_that_are_printed_line_by_line_are_read_one_after_the_other() -> None:
    left = [
        "A. whereas a bench that",
        "stands in the shade of an",
        "old tree is worth two that",
        "stand in the sun;",
    ]
    right = [
        "1. Calls for benches in all",
        "public gardens and in the",
        "parks that the towns have",
        "let grow wild;",
    ]
    page: list[Put | Drawn] = []
    for n, (one, other) in enumerate(zip(left * 3, right * 3, strict=True)):
        page += [Put(70, 760 - 14 * n, 11, one), Put(320, 760 - 14 * n, 11, other)]
    source = read(page)
    assert texts(source) == [*left * 3, *right * 3]
    assert codes(source) == ["CAR008"]
    assert str(source.place(lines(source)[1].number)) == "page 1, line 2"


def test_words_that_stand_below_one_another_by_chance_are_no_columns() -> None:
    same = "benches in the gardens of the towns and in the gardens of the villages too"
    assert codes(read(block(760, [same] * 20))) == []


# ------------------------------------------------------------------ what nobody sees


@pytest.mark.parametrize(
    ("put", "reason"),
    [
        (Put(70, 650, 11, "9. Calls for gold;", unseen=True), "not printed: its letters are invisible"),
        (Put(70, 650, 11, "9. Calls for gold;", white=True), "not printed: its letters are invisible"),
        (Put(70, 900, 11, "9. Calls for gold;"), "outside the page"),
        (Put(-300, 650, 11, "9. Calls for gold;"), "outside the page"),
        (Put(90, 735, 60, "DRAFT"), "printed over the text, as a stamp"),
    ],
)
def test_what_nobody_reads_on_the_page_is_left_out_by_name(put: Put, reason: str) -> None:
    source = read([*block(760, ACT), put])
    assert texts(source) == ACT
    assert gone(source) == {put.text: reason}


def test_the_letters_behind_a_picture_of_the_page_are_its_text() -> None:
    hidden = [Put(put.left, put.base, put.size, put.text, unseen=True) for put in block(760, ACT)]
    assert texts(read(hidden)) == ACT


def test_white_letters_on_something_dark_are_seen() -> None:
    bar = [Drawn(60, 655, 500, 655), Put(70, 650, 11, "9. Calls for gold;", white=True)]
    wide = pdf([[*block(760, ACT), *bar]]).replace(b"0.5 w 60 655 m", b"30 w 60 655 m ")
    assert "9. Calls for gold;" in texts(read_bytes(wide))


def test_what_is_printed_twice_at_its_place_is_read_once() -> None:
    act = [*ACT, "1. Calls for benches;", "2. Calls for shade;", "3. Calls for quiet."]
    again = [Put(put.left + 1.2, put.base - 1.2, put.size, put.text) for put in block(760, act)]
    source = read([*block(760, act), *again])
    assert texts(source) == act
    assert set(gone(source).values()) == {"printed a second time at its place, to look bold"}


def test_a_page_that_is_printed_twice_raises_no_doubt() -> None:
    act = [
        "European Parliament resolution of 6 May 2010 on quiet hours", "The European Parliament,",
        "A. whereas sleep is good;", "B. whereas noise is loud;", "1. Asks for quiet;", "2. Asks for sleep."
    ]  # fmt: skip
    again = [Put(put.left + 1.2, put.base - 1.2, put.size, put.text) for put in block(760, act)]
    found = convert(pdf([[*block(760, act), *again]]), Options(enrich=False))
    assert found.clean, found.report.first_error
    assert [gone.again for gone in found.source.dropped] == [True] * len(act)


def test_what_was_typed_onto_pages_is_told() -> None:
    assert codes(read([*block(760, ACT)], typed="9. Calls for gold;")) == ["CAR009"]


def test_a_pdf_that_was_patched_together_says_so() -> None:
    whole = pdf([block(760, ACT)])
    assert codes(read_bytes(whole)) == []
    assert codes(read_bytes(whole[:60] + b" " * 7 + whole[60:])) == ["CAR010"]


def test_a_head_that_fills_its_columns_up_to_the_next_heads_the_table() -> None:
    page = [
        *block(760, ["1. Calls for a list in the following form:"]),
        *row(730, (70, "Station"), (200, "Umbrellas"), (262, "Given back")),
        *row(714, (70, "Exampleville Main"), (200, "412"), (262, "37")),
        *row(698, (70, "Modelburg"), (200, "96"), (262, "5")),
    ]
    source = read(page)
    assert texts(source) == ["1. Calls for a list in the following form:"]
    assert tables(source)[0][0] == ["Station", "Umbrellas", "Given back"]


def test_the_lines_of_a_cell_are_lines_that_go_on() -> None:
    page = [
        *row(760, (70, "Town"), (200, "Garden"), (330, "Benches")),
        *row(740, (70, "Exam-"), (200, "Old Rampart"), (330, "12")),
        *row(727, (70, "pleville")),
        *row(707, (70, "Modelburg"), (200, "Sample Park"), (330, "7")),
    ]
    grid = next(piece for piece in read(page).pieces if isinstance(piece, Grid))
    assert [(line.text, line.joined) for line in grid.rows[1][0].lines] == [
        ("Exam-", None),
        ("pleville", True),
    ]
