"""PDF: what the places of words on their pages tell, and what cannot be read."""

from __future__ import annotations

import pytest

from akn.errors import UnreadableError
from akn.model.source import Grid, Line, Source
from akn.proof.file import read_whole
from akn.readers import read_bytes
from akn.readers.pdf.process import MOST_PAGES, extracted
from tests.readers.printing_pdf import Drawn, Put, block, pdf

FULL = "whereas a bench that stands in the shade of a tree is worth two that"
GOES_ON = "stand in the sun, and whereas nobody has counted how many there are;"


def lines(source: Source) -> list[Line]:
    assert read_whole(source).clean, read_whole(source)
    return [piece for piece in source.pieces if isinstance(piece, Line)]


def texts(source: Source) -> list[str]:
    return [line.text for line in lines(source)]


def gone(source: Source) -> dict[str, str]:
    return {dropped.text: dropped.reason for dropped in source.dropped}


# ------------------------------------------------------------------ lines that go on


def test_a_line_goes_on_where_there_was_no_room_and_begins_anew_where_there_was() -> None:
    page = [
        *block(760, [f"A. {FULL}", f"{GOES_ON}", "B. whereas iron is cold;"]),
        *block(700, [f"C. {FULL}", GOES_ON]),
    ]
    found = lines(read_bytes(pdf([page])))
    assert [line.joined for line in found[1:]] == [True, None, False, True]
    # Whether “B.” goes on its place does not tell: the line above is as good as full.


def test_words_that_pdfium_parts_behind_a_raised_mark_are_one_line() -> None:
    page = [
        Put(70, 760, 11, "having regard to bells"),
        Put(175.4, 764, 6.5, "1"),
        Put(179.2, 760, 11, ", and horns,"),
    ]
    assert texts(read_bytes(pdf([page]))) == ["having regard to bells1, and horns,"]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [
        "A. whereas a bench in",
        "the shade is worth two",
        "in the sun;",
        "B. whereas iron is",
        "cold and oak is dear;",
        "C. whereas it rains;",
    ]
    right = [
        "1. Calls for benches",
        "in every public garden",
        "of the Member States;",
        "2. Calls for shade in",
        "the same gardens, too;",
        "3. Calls for quiet.",
    ]
    found = lines(read_bytes(pdf([[*block(760, left), *block(760, right, left=320)]])))
    assert [line.text for line in found] == [*left, *right]
    assert [line.joined for line in found[:3]] == [None, True, True]


def test_places_say_page_and_line() -> None:
    source = read_bytes(pdf([block(760, ["one", "two"]), block(760, ["three"])]))
    assert [str(source.place(piece.number)) for piece in source.pieces] == [
        "page 1, line 1",
        "page 1, line 2",
        "page 2, line 1",
    ]


def test_bold_and_italic_are_kept() -> None:
    found = lines(read_bytes(pdf([[Put(70, 760, 11, "Noise", bold=True)]])))
    assert [(mark.start, mark.end) for mark in found[0].marks] == [(0, 5)]


# ------------------------------------------------------------------ what pages repeat


def pages(number: int, *, top: str = "", foot: str = "", body: int = 30) -> list[list[Put | Drawn]]:
    return [
        [
            *([Put(70, 800, 9, top.format(n))] if top else []),
            *block(750, [f"line {k} of the page called {'abcdefgh'[n - 1]}," for k in range(body)]),
            *([Put(280, 40, 9, foot.format(n))] if foot else []),
        ]
        for n in range(1, number + 1)
    ]


def test_heads_and_feet_are_told_by_place_and_repetition_in_any_words() -> None:
    source = read_bytes(pdf(pages(3, top="Gazette of Exampleville {}/2023", foot="– {} –")))
    assert set(gone(source)) == {
        *(f"Gazette of Exampleville {n}/2023" for n in (1, 2, 3)),
        *(f"– {n} –" for n in (1, 2, 3)),
    }
    assert set(gone(source).values()) == {"a running head", "number of a page"}


def test_a_head_on_every_other_page_is_one_too() -> None:
    odd, even = pages(4, top="Benches"), pages(4, top="Exampleville")
    source = read_bytes(pdf([even[0], odd[1], even[2], odd[3]]))
    assert sorted(gone(source)) == ["Benches", "Exampleville"]


def test_a_line_of_the_text_that_stands_twice_at_one_place_is_none() -> None:
    same = [
        [*block(760, ["B9-9407/2023", f"the {word} page of the motion,", "and more of it;"])]
        for word in ("first", "second")
    ]
    assert gone(read_bytes(pdf(same))) == {}


def test_numbers_that_do_not_count_pages_are_of_the_text() -> None:
    source = read_bytes(pdf([*pages(3, top="Annex {}5")]))
    assert set(gone(source)) == set()


@pytest.mark.parametrize("said", [("i", "ii", "iii"), ("– I –", "– II –", "– III –"), ("ix", "x", "xi")])
def test_pages_may_be_numbered_in_roman_figures(said: tuple[str, ...]) -> None:
    made = [[*page, Put(280, 40, 9, foot)] for page, foot in zip(pages(3), said, strict=True)]
    assert gone(read_bytes(pdf(made))) == dict.fromkeys(said, "number of a page")


def test_pages_may_be_numbered_in_words() -> None:
    said = ("page one", "page two", "page three")
    made = [[*page, Put(280, 40, 9, foot)] for page, foot in zip(pages(3), said, strict=True)]
    assert sorted(gone(read_bytes(pdf(made)))) == sorted(said)


def test_a_head_whose_words_change_from_left_to_right_counts_the_pages() -> None:
    heads = ("Wells 1", "2 B9-9311/2024", "Wells 3")
    made = [[Put(70, 800, 9, head), *page] for page, head in zip(pages(3), heads, strict=True)]
    assert sorted(gone(read_bytes(pdf(made)))) == sorted(heads)
    two = [[Put(70, 800, 9, head), *page] for page, head in zip(pages(2), heads, strict=False)]
    assert sorted(gone(read_bytes(pdf(two)))) == sorted(heads[:2])


def test_a_head_that_is_printed_once_is_told_where_a_sentence_goes_on_below_it() -> None:
    first = [*block(760, ["B9-9311/2024", FULL])]
    head = [Put(70, 790, 11, "B9-9311/2024"), *block(760, [GOES_ON])]
    assert gone(read_bytes(pdf([first, head]))) == {"B9-9311/2024": "a running head"}
    title = [Put(70, 790, 11, "B9-9311/2024"), *block(760, ["The Parliament,"])]
    assert gone(read_bytes(pdf([first, title]))) == {}


@pytest.mark.parametrize("said", [("Annex A", "Annex B"), ("Annex I", "Annex II")])
def test_headings_that_count_parts_and_not_pages_are_of_the_text(said: tuple[str, str]) -> None:
    made = [[Put(70, 800, 9, head), *page] for page, head in zip(pages(2), said, strict=True)]
    assert gone(read_bytes(pdf(made))) == {}


def test_the_number_of_an_only_page_is_left_out() -> None:
    assert gone(read_bytes(pdf(pages(1, foot="1")))) == {"1": "number of a page"}


def test_numbers_of_lines_in_the_margin_are_left_out() -> None:
    body = block(760, [f"A. {FULL}", GOES_ON, "B. whereas iron is cold;", "C. whereas oak is dear;"] * 5)
    numbers = [Put(40, put.base, 7, str(n)) for n, put in enumerate(body, 1) if n % 5 == 0]
    source = read_bytes(pdf([[*body, *numbers]]))
    assert [text[:2] for text in texts(source)[:4]] == ["A.", "st", "B.", "C."]
    assert set(gone(source)) == {"5", "10", "15", "20"}


def test_a_stamp_across_the_page_is_left_out() -> None:
    page = [*block(760, ["one line of text,", "and another;"]), Put(200, 400, 60, "DRAFT", turned=True)]
    source = read_bytes(pdf([page]))
    assert texts(source) == ["one line of text,", "and another;"]
    assert gone(source) == {"DRAFT": "set askew, as a stamp over the page"}


# ------------------------------------------------------------------ notes


def noted(marker: str = "1", *, small: bool = True, rule: bool = False) -> list[Put | Drawn]:
    return [
        Put(70, 760, 11, "having regard to the charter of bells"),
        Put(243.3, 764, 6.5, marker),
        *block(
            740,
            [
                "A. whereas sleep is good and noise is bad;",
                "B. whereas iron is cold;",
                "C. whereas oak is dear;",
            ],
        ),
        *([Drawn(70, 78, 200, 78)] if rule else []),
        Put(70, 60, 8 if small else 11, f"{marker} OJ C 1, 2.3.2009, p. 4."),
    ]


@pytest.mark.parametrize("marker", ["1", "*", "iv"])
@pytest.mark.parametrize(("small", "rule"), [(True, False), (False, True), (False, False)])
def test_a_note_is_told_by_its_size_a_rule_or_a_gap_and_by_what_calls_it(
    marker: str, *, small: bool, rule: bool
) -> None:
    source = read_bytes(pdf([noted(marker, small=small, rule=rule)]))
    first, *_, note = lines(source)
    assert [(first.text[call.start : call.end], call.key) for call in first.calls] == [(marker, note.note_of)]
    assert note.text == "OJ C 1, 2.3.2009, p. 4."
    assert gone(source) == {marker: "number of a footnote, kept as its mark"}


def test_a_line_at_the_foot_that_begins_with_a_number_is_no_note_where_nothing_calls_it() -> None:
    page = [*block(760, ["one line of text of", "1 January 2020 and more;"])]
    assert [line.note_of for line in lines(read_bytes(pdf([page])))] == ["", ""]


def test_a_note_goes_on_overleaf() -> None:
    first = noted()
    first[-1] = Put(
        70, 60, 8, "1 A note that is long and that goes on for so many words that it fills its line, and"
    )
    second = [
        *block(760, ["D. whereas it rains;", "1. Calls for benches."]),
        Put(70, 60, 8, "ends only on the next page."),
    ]
    found = lines(read_bytes(pdf([first, second])))
    assert [line.text[:8] for line in found if line.note_of] == ["A note t", "ends onl"]


def test_notes_at_the_end_of_the_text_are_found_from_far() -> None:
    called = [
        Put(70, 760, 11, "having regard to bells"),
        Put(175.4, 764, 6.5, "i"),
        *block(740, ["A. whereas sleep is good;"]),
    ]
    more = [block(760, ["B. whereas it rains;", "1. Calls for benches."])] * 2
    last = [*block(760, ["2. Calls for quiet."]), Put(70, 700, 8, "i OJ C 1, p. 4.")]
    found = lines(read_bytes(pdf([called, *more, last])))
    assert found[0].calls[0].key == found[-1].note_of


# ------------------------------------------------------------------ tables


def cells(source: Source) -> list[list[tuple[str, int, int]]]:
    assert read_whole(source).clean
    grid = next(piece for piece in source.pieces if isinstance(piece, Grid))
    return [[(" ".join(line.text for line in c.lines), c.columns, c.rows) for c in row] for row in grid.rows]


TABLE = [
    ("Town", "Garden", "Benches"),
    ("Exampleville", "Old Rampart", "12"),
    ("Modelburg", "Sample Park", "7"),
]


def table(top: float = 700) -> list[Put | Drawn]:
    return [
        Put(80 + 150 * c, top - 20 * r, 11, text) for r, row in enumerate(TABLE) for c, text in enumerate(row)
    ]


def grid(across: list[float], down: list[float]) -> list[Put | Drawn]:
    flat = [Drawn(across[0], y, across[-1], y) for y in down]
    return [*flat, *(Drawn(x, down[-1], x, down[0]) for x in across)]


def test_a_table_is_told_by_its_rules() -> None:
    page = [
        *block(760, ["1. Notes the following:"]),
        *table(),
        *grid([75, 225, 375, 525], [715, 695, 675, 655]),
    ]
    assert cells(read_bytes(pdf([page]))) == [[(text, 1, 1) for text in row] for row in TABLE]


def test_a_table_is_told_by_its_gaps() -> None:
    page = [*block(760, ["1. Notes the following:"]), *table(), *block(600, [f"2. {FULL}", GOES_ON])]
    assert cells(read_bytes(pdf([page]))) == [[(text, 1, 1) for text in row] for row in TABLE]


def test_a_cell_without_a_rule_in_it_covers_two_columns() -> None:
    rules = [
        *grid([75, 225, 375, 525], [695, 675, 655]),
        Drawn(75, 715, 525, 715),
        Drawn(75, 695, 75, 715),
        Drawn(375, 695, 375, 715),
        Drawn(525, 695, 525, 715),
    ]
    head = [Put(80, 700, 11, "Town and garden"), Put(380, 700, 11, "Benches")]
    rows = [put for put in table() if put.base < 700]
    found = cells(read_bytes(pdf([[*head, *rows, *rules]])))
    assert found[0] == [("Town and garden", 2, 1), ("Benches", 1, 1)]


def test_labels_with_their_texts_behind_a_gap_are_no_table() -> None:
    rows = [("A.", "whereas sleep is good;"), ("B.", "whereas noise is bad;"), ("C.", "whereas it rains;")]
    page = [
        Put(70 + 40 * c, 760 - 20 * r, 11, text) for r, row in enumerate(rows) for c, text in enumerate(row)
    ]
    assert texts(read_bytes(pdf([page]))) == [" ".join(row) for row in rows]


# ------------------------------------------------------------------ what cannot be read

PAGE = [block(760, ["one line"])]
_LOCKED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O ({'o' * 32}) /U ({'u' * 32}) /P -4 >> /ID [(a) (b)]"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pdf([[]], picture=True), "pictures of pages.*ocrmypdf"),
        (pdf([[]]), "no text"),
        (pdf(PAGE, more=_LOCKED), "locked by a password.*qpdf"),
        (b"%PDF-1.4\nnothing", "damaged"),
        (pdf(PAGE)[:40], "damaged"),
        (pdf(PAGE * (MOST_PAGES + 1)), f"has {MOST_PAGES + 1} pages"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=f"x.pdf: this PDF.*{says}"):
        read_bytes(data, "x.pdf")


def test_a_page_that_is_a_picture_among_others_is_an_error() -> None:
    source = read_bytes(pdf([block(760, ["a line of text that is long enough"]), []], picture=True))
    assert [(finding.code, "page 2" in finding.message) for finding in source.findings] == [("CAR005", True)]


def test_letters_that_a_font_does_not_tell_are_an_error() -> None:
    lost = "begincodespacerange\n<00> <ff>\nendcodespacerange\n1 beginbfchar\n<6e> <E000>\nendbfchar\n"
    cmap = f"/CIDInit /ProcSet findresource begin\nbegincmap\n1 {lost}endcmap\nend"
    source = read_bytes(pdf(PAGE, cmap=cmap))
    assert [finding.code for finding in source.findings] == ["CAR006"]


def test_a_pdf_that_takes_too_long_costs_itself_and_no_other() -> None:
    with pytest.raises(UnreadableError, match="within 0 seconds"):
        extracted(pdf(PAGE * 300), seconds=0)
    assert texts(read_bytes(pdf(PAGE))) == ["one line"]


def test_damage_anywhere_is_never_a_traceback() -> None:
    whole = pdf([noted(), table()])
    for at in range(0, len(whole), 97):
        for damaged in (whole[:at] + whole[at + 40 :], whole[:at] + b"\xff\x00(" + whole[at + 3 :]):
            try:
                read_bytes(damaged)
            except UnreadableError as refused:
                assert str(refused)
