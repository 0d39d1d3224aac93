"""Hard-wrapped text: lines joined, broken words mended, what the pages of a print repeat left out and listed."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.model.source import Line
from akn.recognition.joining import join
from tests.recognition.texts import HEAD, convert_text, recognise_text, texts

PARAGRAPHS = (
    "–  having regard to its resolution of 10 February 2021 on sundials and on other ways of telling the time,",
    "–  having regard to Rule 136(5) of its Rules of Procedure, as it stood on the day of the vote on the kettles,",
    "A.  whereas kettles are often cold, and whereas a kettle that is cold is worse than one that is only slow;",
    "1.  Calls on the Member States to train kettle makers in every region where a kettle stands still and to pay;",
    "2.  Calls on the Commission to publish a list of the kettles that are warm and of those that are not so warm;",
    "3.  Instructs its President to forward this resolution to the Commission, and to all those who make kettles.",
)


def wrapped(width: int, *, between: str = "\n") -> str:
    paragraphs = [
        "European Parliament resolution of 2 March 2021 on kettles",
        "The European Parliament,",
        *PARAGRAPHS,
    ]
    return between.join(textwrap.fill(p, width, subsequent_indent="    ") + "\n" for p in paragraphs)


def lines(*rows: str) -> list[Line]:
    return [Line(n, row.strip(), indent=float(len(row) - len(row.lstrip()))) for n, row in enumerate(rows, 1)]


@pytest.mark.parametrize("width", [44, 60, 78])
@pytest.mark.parametrize("between", ["", "\n"])
def test_wrapped_lines_are_joined(width: int, between: str) -> None:
    conversion = convert_text(wrapped(width, between=between))
    counts = conversion.report.counts
    assert (counts["citations"], counts["recitals"], counts["paragraphs"]) == (2, 1, 3)
    said = "".join(texts(conversion, "preamble") + texts(conversion, "mainBody"))
    for paragraph in PARAGRAPHS:
        assert paragraph.split("  ", 1)[1] in said


SET_IN = """A/RES/75/936

75/936. Kettles

The General Assembly,

I

Warm kettles
{rule}

    Having considered the report of the Secretary-General on kettles and the related
report of the Advisory Committee on warm things,

    1.    Endorses the conclusions of the Advisory Committee, subject to the provisions
of the present resolution;

II

Cold kettles
{rule}

    Recalling section III of its resolution 74/918 on kettles that were cold when they
were needed,

    1.    Requests the Secretary-General to report on kettles at the seventy-sixth session
of the Assembly, and on all that is cold.
"""


@pytest.mark.parametrize("rule", ["-", "=", "~"])
def test_a_rule_below_a_heading_is_no_part_of_it_where_paragraphs_are_set_in(rule: str) -> None:
    conversion = convert_text(SET_IN.format(rule=rule * 12))
    assert texts(conversion, "heading") == ["Warm kettles", "Cold kettles"]


def test_a_text_that_is_not_wrapped_is_left_alone() -> None:
    rows = lines(
        "A.  whereas one;", "B.  whereas two;", "1.  Calls for three;", "2.  Calls for four;", "Jane Example"
    )
    assert [p.text for p in join(rows).passages] == [r.text for r in rows]


@pytest.mark.parametrize(
    ("above", "below", "gives"),
    [
        ("whereas the restora-", "tion of clocks;", "whereas the restoration of clocks;"),
        ("whereas a well-", "known clock;", "whereas a well-known clock;"),
        ("whereas a soft\u00ad", "ness;", "whereas a softness;"),
        ("whereas Franco-", "German clocks;", None),
        ("whereas clocks -", "and bells;", None),
    ],
)
def test_a_word_broken_at_the_end_of_a_line(above: str, below: str, gives: str | None) -> None:
    rows = lines(above, below, "whereas restoration is slow and known well;")
    passages = join(rows).passages
    assert passages[0].text == (gives or above)


def test_the_hyphen_that_goes_is_listed() -> None:
    recognition = recognise_text(
        f"{HEAD}\nThe European Parliament,\n\nA.  whereas the restora-\ntion of kettles;\n\nB.  whereas restoration;\n"
    )
    assert [(d.line, d.text) for d in recognition.dropped] == [(7, "-")]


def test_running_headers_and_page_numbers_in_the_middle_of_a_sentence_go_and_are_listed() -> None:
    text = wrapped(60)
    rows = text.split("\n")
    at = next(n for n, row in enumerate(rows) if row.startswith("1."))
    headers = ["", "PE719.497v01-00 2/9 RE\\9253668EN.docx", "EN", "", "- 3 -", ""]
    conversion = convert_text("\n".join((*rows[: at + 1], *headers, *rows[at + 1 :])))
    assert PARAGRAPHS[3].split("  ", 1)[1] in "".join(texts(conversion, "mainBody"))
    assert [d.text for d in conversion.report.dropped] == [
        "PE719.497v01-00 2/9 RE\\9253668EN.docx",
        "EN",
        "- 3 -",
    ]


@given(
    st.lists(st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=90), max_size=30)
)
def test_joining_loses_no_character(rows: list[str]) -> None:
    held = lines(*(row for row in rows if row.strip()))
    joined = join(held)
    said = "".join("".join(p.text for p in joined.passages).split())
    gone = sum(len(d.text) for d in joined.left_out)
    assert len(said) + gone == len("".join("".join(row.text for row in held).split()))


def preamble_and_body(text: str) -> str:
    conversion = convert_text(text)
    return "".join(texts(conversion, "preamble") + texts(conversion, "mainBody"))


@pytest.mark.parametrize("width", [30, 36, 100, 118])
def test_narrow_and_wide_columns_are_joined(width: int) -> None:
    said = preamble_and_body(wrapped(width))
    assert all(paragraph.split("  ", 1)[1] in said for paragraph in PARAGRAPHS)


def test_a_wrapped_text_with_an_empty_line_behind_each_is_joined() -> None:
    rows = [row.strip() for row in wrapped(60, between="").split("\n") if row.strip()]
    said = preamble_and_body("\n\n".join(rows))
    assert all(paragraph.split("  ", 1)[1] in said for paragraph in PARAGRAPHS)


def test_uneven_lines_are_joined_where_empty_lines_part_the_parts() -> None:
    rows: list[str] = [
        "European Parliament resolution of 2 March 2021 on kettles",
        "",
        "The European Parliament,",
        "",
    ]
    for n, paragraph in enumerate(PARAGRAPHS):
        first, *rest = textwrap.wrap(paragraph, 70 - 4 * (n % 3))
        rows += [first, *textwrap.wrap(" ".join(rest), 74 - 5 * (n % 2)), ""]
    said = preamble_and_body("\n".join(rows))
    assert all(paragraph.split("  ", 1)[1] in said for paragraph in PARAGRAPHS)


def test_one_broken_line_below_a_mark_is_joined_though_no_other_line_is_broken() -> None:
    rows = lines("A.  whereas one bell is loud, and whereas", "another is not;", "B.  whereas two;")
    assert join(rows).passages[0].text.endswith("whereas another is not;")


def test_the_number_of_a_day_at_the_head_of_a_line_begins_no_paragraph() -> None:
    day = "2.  Calls on the Member States to train makers of kettles by\n3. May 2022 in every region there is;\n"
    text = wrapped(60).replace("3.  Instructs", "4.  Instructs").replace("2.  Calls on", "3.  Calls on")
    assert "by 3. May 2022 in every region" in preamble_and_body(
        text.replace("3.  Calls on", f"{day}\n3.  Calls on")
    )


@pytest.mark.parametrize("head", ["Kettles in the north", "KETTLES, THE MAKERS OF KETTLES AND THEIR REGIONS"])
def test_a_heading_before_a_mark_is_not_joined_to_the_part_above(head: str) -> None:
    rows = wrapped(60, between="").split("\n")
    at = next(n for n, row in enumerate(rows) if row.startswith("2."))
    conversion = convert_text("\n".join((*rows[:at], head, *rows[at:])))
    assert texts(conversion, "heading") == [head]


@pytest.mark.parametrize(
    "marks",
    [("a –", "b –"), ("[i]", "[ii]"), ("1°", "2°"), ("o", "o"), ("→", "→"), ("a/", "b/"), ("α.)", "β.)")],
    ids=" ".join,
)
def test_lines_in_a_row_of_odd_marks_go_on_nothing(marks: tuple[str, str]) -> None:
    first, second = marks
    rows = lines("2.  kutsub komisjoni üles", f"{first} toetama meistreid;", f"{second} rahastama koole;")
    assert [p.text for p in join(rows).passages] == [r.text for r in rows]


@pytest.mark.parametrize(
    "rows",
    [
        ("2.  kutsub komisjoni üles", "a – toetama meistreid ja koole;"),  # no row
        ("2.  kutsub komisjoni üles", "a – toetama meistreid", "c – ja koole;"),  # it does not count on
    ],
)
def test_a_lone_odd_mark_is_of_the_sentence(rows: tuple[str, ...]) -> None:
    assert len(join(lines(*rows)).passages) == 1


@pytest.mark.parametrize("gap", [2, 3, 4])
def test_empty_lines_between_all_lines_part_no_words(gap: int) -> None:
    text = ("\n" * gap).join(line for line in wrapped(60).split("\n") if line.strip())
    conversion = convert_text(text)
    counts = conversion.report.counts
    assert (counts["citations"], counts["recitals"], counts["paragraphs"]) == (2, 1, 3)
