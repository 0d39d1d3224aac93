"""Bodies in all printed forms: marks of every sort, numbers lost, doubled or restored, one surprise after another."""

from __future__ import annotations

import pytest

from akn.pipeline import Conversion, Options, convert
from akn.recognition import Wishes
from tests.conftest import TODAY
from tests.recognition.texts import FORMULA, HEAD, LAST, act, codes, texts

LAST_OF_TWO = LAST.replace("9", "2")
FRENCH = "Résolution du Parlement européen du 2 mars 2021 sur les bouilloires\n\nLe Parlement européen,\n\n"
SWEDISH = (
    "Europaparlamentets resolution av den 2 mars 2021 om kittlar\n\n"
    "Europaparlamentet utfärdar denna resolution\n\n"
    "–  med beaktande av artikel 54 i arbetsordningen, och av följande skäl:\n\n"
)


def convert_lossless(text: str) -> Conversion:
    """`text` converted; nothing of it is lost. The proof of the shape may doubt what was put right."""
    conversion = convert(text.encode(), Options(today=TODAY))
    assert conversion.report.lost == ()
    assert not {c for c in codes(conversion) if c.startswith(("LOS", "EID", "XSD"))}
    return conversion


def numbers(conversion: Conversion, element: str) -> list[str]:
    """The printed number of each `element`, "" where it has none."""
    return ["".join(e.findtext("{*}num") or "") for e in conversion.tree.getroot().iter(f"{{*}}{element}")]


def counts(conversion: Conversion) -> tuple[int, ...]:
    root = conversion.tree.getroot()
    names = ("citation", "recital", "paragraph", "point")
    return tuple(sum(1 for _ in root.iter(f"{{*}}{name}")) for name in names)


# ------------------------------------------------------------------ marks


@pytest.mark.parametrize(
    ("recitals", "paragraphs"),
    [
        ("A. B.", "1. 2."),
        ("a. b.", "1. 2."),
        ("(A) (B)", "(1) (2)"),
        ("(a) (b)", "1) 2)"),
        ("a) b)", "1. 2."),
        ("i. ii.", "1. 2."),
        ("1. 2.", "1. 2."),
        ("1) 2)", "1) 2)"),
        ("(1) (2)", "(1) (2)"),
        ("A. B.", "I. II."),
        ("A. B.", "(I) (II)"),
        ("A. B.", "§ 1 § 2"),
        ("[A] [B]", "[1] [2]"),
        ("A: B:", "1: 2:"),
        ("A B", "1° 2°"),
        ("A – B –", "1.- 2.-"),
        ("• •", "• •"),
        ("* *", "* *"),
        ("– –", "– –"),
        ("• •", "1. 2."),
        ("", ""),
    ],
)
def test_all_forms_of_marks_give_two_recitals_and_two_paragraphs(recitals: str, paragraphs: str) -> None:
    first, second = _pair(recitals)
    third, fourth = _pair(paragraphs)
    conversion = convert(
        act(
            f"{first}  whereas kettles sing;",
            f"{second}  whereas pots do not;",
            f"{third}  Calls for kettles;",
            f"{fourth}  Instructs its President to forward this resolution.",
        ).encode(),
        Options(today=TODAY),
    )
    assert counts(conversion) == (1, 2, 2, 0)
    assert texts(conversion, "paragraph")[0].endswith("Calls for kettles;")


def _pair(marks: str) -> tuple[str, str]:
    words = marks.split()
    half = len(words) // 2
    return " ".join(words[:half]), " ".join(words[half:])


@pytest.mark.parametrize("marks", ["A. B.", "(A) (B)", "a) b)", "(1) (2)", "• •", "I. II.", "[A] [B]", ""])
def test_recitals_that_no_word_tells_are_told_by_their_row(marks: str) -> None:
    first, second = _pair(marks)
    text = (
        f"{SWEDISH}{first}  Kittlar sjunger.\n\n{second}  Grytor sjunger inte.\n\n"
        "1.  Europaparlamentet efterlyser kittlar.\n\n"
        "2.  Europaparlamentet uppdrar åt talmannen att översända denna resolution till rådet.\n"
    )
    assert counts(convert(text.encode(), Options(today=TODAY))) == (1, 2, 2, 0)


@pytest.mark.parametrize(
    "marks", ["a. b.", "(a) (b)", "a) b)", "i. ii.", "1. 2.", "1) 2)", "(1) (2)", "a – b –"]
)
def test_all_forms_of_points(marks: str) -> None:
    first, second = _pair(marks)
    text = act("1.  Calls for:", f"{first}  kettles;", f"{second}  pots;", LAST_OF_TWO)
    assert counts(convert_lossless(text)) == (1, 0, 2, 2)


def test_rings_before_points_are_bullets() -> None:
    conversion = convert_lossless(act("1.  Calls for:", "o  kettles;", "o  pots;", LAST_OF_TWO))
    assert numbers(conversion, "indent") == ["◦", "◦"]


def test_abbreviations_are_no_marks() -> None:
    text = act("1.  Calls for kettles,", "i.e. for those that sing,", "e.g. at night;", LAST_OF_TWO)
    assert counts(convert_lossless(text)) == (1, 0, 2, 0)


def test_a_mark_of_markdown_is_written_without_its_signs() -> None:
    conversion = convert(
        act("**A.**  whereas kettles sing;", "**1.**  Calls for kettles;").encode(), Options(today=TODAY)
    )
    assert numbers(conversion, "recital") == ["A."]
    assert numbers(conversion, "paragraph") == ["1."]


# ------------------------------------------------------------------ numbers


def test_a_list_of_ones_is_counted_by_its_place() -> None:
    conversion = convert_lossless(
        act(
            "1.  whereas kettles sing;",
            "1.  whereas pots do not;",
            "1.  Calls for kettles;",
            "1.  Calls for pots;",
            LAST.replace("9", "1"),
        )
    )
    assert numbers(conversion, "recital") == ["A.", "B."]
    assert numbers(conversion, "paragraph") == ["1.", "2.", "3."]
    assert len(conversion.report.restored) >= 4


@pytest.mark.parametrize(
    ("printed", "paragraphs", "points"),
    [
        ("1. 2.: 1. 2. 3.", "1. 2. 3.", "1. 2."),
        ("1. 2.: 1. 2. 3. 3.", "1. 2. 3.", "1. 2. 3."),
        ("1. 2.: 1) 2) 3.", "1. 2. 3.", "1) 2)"),
        ("1.: 1. 2. 2.: 1. 2. 3. 3.", "1. 2. 3.", "1. 2. 1. 2. 3."),
        ("1. 1. 2.", "1. 1. 2.", ""),
        ("1. 3. 4.", "1. 3. 4.", ""),
        ("1. 3. 2. 4.", "1. 3. 2. 4.", ""),
    ],
)
def test_numbers_are_paragraphs_or_points_by_the_reading_with_fewest_breaks(
    printed: str, paragraphs: str, points: str
) -> None:
    words = printed.split()
    lines = [
        f"{word.rstrip(':')}  Calls for kettle {n}{':' if word.endswith(':') else ';'}"
        for n, word in enumerate(words[:-1])
    ]
    conversion = convert(
        act(*lines, f"{words[-1]}  Instructs its President to forward this.").encode(), Options(today=TODAY)
    )
    assert numbers(conversion, "paragraph") == paragraphs.split()
    assert numbers(conversion, "point") == points.split()


def test_a_number_twice_is_a_remark_and_no_error_in_our_own_ids() -> None:
    conversion = convert_lossless(act("1.  Calls for kettles;", "1.  Calls for pots;", LAST_OF_TWO))
    assert "NUM001" in codes(conversion)
    assert "EID008" not in codes(conversion)


def test_a_number_with_a_part_keeps_its_parts_apart_in_its_eid() -> None:
    conversion = convert_lossless(act("1.  Calls for:", "1.1.  kettles;", "1.2.  pots;", LAST_OF_TWO))
    assert [e.get("eId") for e in conversion.tree.getroot().iter("{*}point")] == [
        "para_1__list_1__point_1-1",
        "para_1__list_1__point_1-2",
    ]


# ------------------------------------------------------------------ one surprise never costs the rest


@pytest.mark.parametrize("marks", ["(a) (b) (c)", "a. b. c.", "– – –", "1) 2) 3)"])
def test_a_heading_between_points_costs_nothing(marks: str) -> None:
    first, second, third = marks.split()
    conversion = convert_lossless(
        act(
            "1.  Recommends that the Council:",
            f"{first}  take stock of kettles;",
            "Institutional matters",
            f"{second}  insist on pots;",
            f"{third}  reform the lids;",
            LAST_OF_TWO,
        )
    )
    assert texts(conversion, "conclusions") == []
    assert len(numbers(conversion, "paragraph")) == 2
    assert len([*numbers(conversion, "point"), *numbers(conversion, "indent")]) == 3


def test_points_beneath_a_heading_go_on_with_their_letters() -> None:
    points = [f"({letter})  kettle;" for letter in "abcdefgh"]
    conversion = convert_lossless(
        act("1.  Recommends:", *points, "Institutional matters", "(i)  pot;", "(j)  lid;", LAST_OF_TWO)
    )
    last = [e.get("eId") for e in conversion.tree.getroot().iter("{*}point")][-2:]
    assert last == ["para_1__list_2__point_i", "para_1__list_2__point_j"]


def test_a_gap_behind_a_heading_costs_nothing() -> None:
    conversion = convert_lossless(
        act("Day", "1.  Calls for kettles;", "Night", "4.  Calls for pots;", LAST.replace("9", "5"))
    )
    assert numbers(conversion, "paragraph") == ["1.", "4.", "5."]
    assert "NUM001" in codes(conversion)


def test_a_point_behind_a_heading_that_ends_the_paragraph_is_told_and_the_rest_is_read() -> None:
    conversion = convert(
        act("1.  Calls for kettles;", "Night", "(c)  pots;", LAST_OF_TWO).encode(), Options(today=TODAY)
    )
    assert numbers(conversion, "paragraph") == ["1.", "2."]
    assert "UNR001" in codes(conversion)


def test_an_unlettered_recital_inside_the_row_belongs_to_the_one_before() -> None:
    text = act(
        "A. whereas kettles sing;\nwhereas pots do not;\nB. whereas lids rattle;", "1. Calls for kettles;"
    )
    assert numbers(convert_lossless(text), "recital") == ["A.", "B."]


def test_a_lost_letter_is_no_part_of_the_recital_before() -> None:
    text = act("A.  whereas kettles sing;", "whereas pots do not;", "C.  whereas lids rattle;", "1.  Calls.")
    assert numbers(convert(text.encode(), Options(today=TODAY)), "recital") == ["A.", "", "C."]


@pytest.mark.parametrize("sign", ["–", "•"])
def test_dashes_below_a_citation_that_ends_in_a_colon_are_its_items(sign: str) -> None:
    text = (
        f"{HEAD}\n{FORMULA}\n{sign}  having regard to the hearings:\n\n{sign}  of 3 May,\n\n{sign}  of 4 May,\n\n"
        f"{sign}  having regard to Rule 54,\n\nA.  whereas kettles sing;\n\n1.  Calls for kettles.\n"
    )
    assert counts(convert_lossless(text))[0] == 2


def test_dots_of_the_1990s_are_items() -> None:
    text = (
        "Resolution on kettles\n\nThe European Parliament,\n\n-having regard to its resolutions of:\n\n"
        ".12 February 1993 on kettles,\n\n.16 September 1993 on pots,\n\n-having regard to the Treaty,\n\n"
        "A.whereas kettles sing,\n\n1.Calls for kettles;\n\n2.Instructs its President to forward this.\n"
    )
    assert counts(convert_lossless(text))[:3] == (2, 1, 2)


def test_texts_without_any_number_end_recitals_with_commas_and_paragraphs_with_semicolons() -> None:
    text = (
        f"{FRENCH}considérant que les bouilloires chantent,\n\nregrettant que les marmites se taisent,\n\n"
        "souhaite des bouilloires;\n\ndemande des marmites;\n\ncharge son Président de transmettre la présente.\n"
    )
    assert counts(convert(text.encode(), Options(today=TODAY)))[1:3] == (2, 3)


# ------------------------------------------------------------------ enacting words


@pytest.mark.parametrize(
    "words", ["The European Parliament", "The European Parliament:", "The European Parliament\n\n,"]
)
def test_enacting_words_without_their_comma_or_apart_from_it(words: str) -> None:
    text = act("A.  whereas kettles sing;", "1.  Calls for kettles;").replace(
        "The European Parliament,", words
    )
    conversion = convert_lossless(text)
    assert len(texts(conversion, "formula")) == 1
    assert counts(conversion)[:3] == (1, 1, 1)


def test_a_line_with_the_name_of_the_institution_is_no_formula() -> None:
    text = act("1.  Calls for kettles;").replace(
        "P9_TA(2021)9001", "The European Parliament\n\nP9_TA(2021)9001"
    )
    assert len(texts(convert_lossless(text), "formula")) == 1


# ------------------------------------------------------------------ breaks that were lost


def test_parts_that_ran_together_are_cut_where_the_sequence_proves_it() -> None:
    conversion = convert_lossless(
        act(
            "A.  whereas kettles sing; B.  whereas pots do not;",
            "C.  whereas lids rattle;",
            "1.  Calls for kettles; 2.  Calls for pots;",
            "3.  Calls for: (a) lids;",
            "(b)  spouts; (c) handles;",
            LAST.replace("9", "4"),
        )
    )
    assert numbers(conversion, "recital") == ["A.", "B.", "C."]
    assert numbers(conversion, "paragraph") == ["1.", "2.", "3.", "4."]
    assert numbers(conversion, "point") == ["(a)", "(b)", "(c)"]


def test_what_the_sequence_does_not_prove_stays_one() -> None:
    conversion = convert(
        act("1.  Recalls kettles; 2. and pots;", "2.  Calls for lids;", LAST.replace("9", "3")).encode(),
        Options(today=TODAY),
    )
    assert numbers(conversion, "paragraph") == ["1.", "2.", "3."]


# ------------------------------------------------------------------ lists of pages


def page(body: str) -> str:
    return (
        "<html><body><p>European Parliament resolution of 2 March 2021 on kettles</p><p>The European Parliament,</p>"
        f"<p>– having regard to Rule 54 of its Rules of Procedure,</p><p>A. whereas kettles sing;</p>{body}"
        "</body></html>"
    )


@pytest.mark.parametrize(
    ("outer", "inner"),
    [('<ol type="a">', '<ol type="i">'), ("<ol>", "<ol>"), ("<ul>", "<ul>"), ("<ol>", "<ul>")],
)
def test_lists_inside_lists_are_points_inside_points(outer: str, inner: str) -> None:
    def ended(tag: str) -> str:
        return f"</{tag[1:3]}>"

    conversion = convert_lossless(
        page(
            f"<ol><li>Calls for:{outer}<li>pots;</li>"
            f"<li>kettles:{inner}<li>of tin;</li>{ended(inner)}</li>{ended(outer)}"
            "</li><li>Instructs its President to forward this resolution.</li></ol>"
        )
    )
    root = conversion.tree.getroot()
    assert len(numbers(conversion, "paragraph")) == 2
    assert len([e for name in ("point", "indent") for e in root.iter(f"{{*}}{name}")]) == 3
    assert len(root.findall(".//{*}list//{*}list")) == 1


def test_paragraphs_of_a_list_that_was_not_closed_are_no_points() -> None:
    conversion = convert_lossless(
        page(
            "<ol><li>Calls for pots;</li><li>Calls for lids;</li><li>Instructs its President to forward.</li></ol>"
        )
    )
    assert counts(conversion) == (1, 1, 3, 0)


# ------------------------------------------------------------------ bounds


@pytest.mark.parametrize("marks", ["(a)", "a)", "(i)", "(1)", "(A)", "(a) (i)", "–"])
@pytest.mark.parametrize("sign", [";", ":"])
def test_a_list_of_first_marks_goes_no_deeper_than_its_styles(marks: str, sign: str) -> None:
    points = [f"{mark}  kettle{sign}" for _ in range(400) for mark in marks.split()]
    text = "\n\n".join((act("1.  Calls for:"), *points))
    conversion = convert(text.encode(), Options(Wishes(language="eng"), today=TODAY))
    root = conversion.tree.getroot()
    deepest = max(sum(1 for _ in e.iterancestors("{*}list")) for e in root.iter("{*}point", "{*}indent"))
    assert deepest <= 3


def test_lists_of_a_page_lie_no_deeper_than_is_bounded() -> None:
    depth = 200
    body = "<ol><li>Calls for:" * depth + "kettles" + "</li></ol>" * depth
    conversion = convert(page(body).encode(), Options(today=TODAY))
    root = conversion.tree.getroot()
    assert max(sum(1 for _ in e.iterancestors("{*}list")) for e in root.iter("{*}point")) == 32
    assert "NUM002" in codes(conversion)
