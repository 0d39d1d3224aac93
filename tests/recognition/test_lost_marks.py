"""Marks that were lost or misread, and lists that have none: what stands around them tells what they are."""

from __future__ import annotations

import pytest

from akn.pipeline import Conversion
from benchmarks.honesty_gold import structure_of
from tests.recognition.texts import LAST, act, convert_text, doubtful


def rows(conversion: Conversion, kind: str) -> list[tuple[str, str]]:
    """Number and text of each part of one kind."""
    return [row[1:] for row in structure_of(conversion.tree.getroot()).rows if row[0] == kind]


def labels(conversion: Conversion, kind: str) -> list[str]:
    return [label for label, _ in rows(conversion, kind)]


@pytest.mark.parametrize(
    "digits",
    ["１２３", "١٢٣", "۱۲۳", "१२३", "১২৩", "๑๒๓"],
    ids=["full width", "Arabic", "Persian", "Devanagari", "Bengali", "Thai"],
)
def test_digits_of_any_script_count_and_are_kept_as_printed(digits: str) -> None:
    one, two, three = digits
    conversion = convert_text(
        act(f"{one}.  Calls for kettles;", f"{two}.  Calls for pots;", LAST.replace("9", three))
    )
    nums = [
        e.text for e in conversion.tree.getroot().iter("{*}num") if e.getparent().tag.endswith("paragraph")
    ]
    assert nums == [f"{one}.", f"{two}.", f"{three}."]
    # What every language version shares is the number in plain digits.
    assert [e.get("wId") for e in conversion.tree.getroot().iter("{*}paragraph")] == [
        "para_1",
        "para_2",
        "para_3",
    ]


@pytest.mark.parametrize(
    ("marks", "right"),
    [
        ("A. 8. C.", ["A", "B", "C"]),
        ("A. B. 0.", ["A", "B", "C"]),
        ("A. 2. 3. D.", ["A", "B", "C", "D"]),
        ("4. B. C.", ["A", "B", "C"]),
    ],
)
def test_a_recital_whose_letter_was_misread_gets_that_of_its_place(marks: str, right: list[str]) -> None:
    lines = [f"{mark}  whereas kettle {n} sings;" for n, mark in enumerate(marks.split())]
    conversion = convert_text(act(*lines, "1.  Calls for kettles;", LAST.replace("9", "2")))
    assert labels(conversion, "recital") == right
    assert conversion.report.restored


@pytest.mark.parametrize("marks", ["1. Z. 3.", "l. 2. 3.", "1. 2. B. 4."])
def test_a_paragraph_whose_number_was_misread_gets_that_of_its_place(marks: str) -> None:
    printed = marks.split()
    lines = [f"{mark}  Calls for kettle {n};" for n, mark in enumerate(printed)]
    conversion = convert_text(act(*lines, LAST.replace("9", str(len(printed) + 1))))
    assert labels(conversion, "paragraph") == [str(n + 1) for n in range(len(printed) + 1)]


@pytest.mark.parametrize(
    ("marks", "read"),
    [
        ("(a) - (c)", ["A", "", "C"]),
        ("- (b) (c)", ["", "B", "C"]),
        ("(a) -", ["A", ""]),
        ("(i) (ii) - (iv)", ["I", "II", "", "IV"]),
    ],
)
def test_a_line_in_the_hole_of_a_list_is_a_point(marks: str, read: list[str]) -> None:
    points = [f"{'' if mark == '-' else mark}  pot {n};" for n, mark in enumerate(marks.split())]
    conversion = convert_text(act("1.  Calls for:", *points, LAST.replace("9", "2")))
    assert labels(conversion, "point") == read
    assert any(f.severity == "warning" for f in conversion.report.findings if f.code in {"RES005", "SHA005"})


def test_what_wraps_up_a_list_stays_behind_it() -> None:
    conversion = convert_text(
        act(
            "1.  Calls for:",
            "(a)  kettles;",
            "(b)  pots;",
            "and asks for a report on them;",
            LAST.replace("9", "2"),
        )
    )
    assert labels(conversion, "point") == ["A", "B"]
    assert rows(conversion, "paragraph")[1] == ("1", "and asks for a report on them;")


def test_lines_behind_a_colon_that_end_as_points_do_are_points() -> None:
    conversion = convert_text(act("1.  Calls for:", "kettles;", "pots, and", "lids;", LAST.replace("9", "2")))
    assert rows(conversion, "point") == [("", "kettles;"), ("", "pots, and"), ("", "lids;")]


@pytest.mark.parametrize("sign", ["→", "✓", "–)", "👉", "◇", ">>"])
def test_any_sign_before_two_lines_in_a_row_is_their_bullet(sign: str) -> None:
    conversion = convert_text(
        act("1.  Calls for:", f"{sign} kettles;", f"{sign} pots;", LAST.replace("9", "2"))
    )
    assert [text for _, text in rows(conversion, "point")] == ["kettles;", "pots;"]


@pytest.mark.parametrize(
    "form", ["§ {}", "№ {}", "Nr. {}", "{}/", "<{}>", "【{}】", "{}º", "Paragraph {}:", "[{}.]", "{};"]
)
def test_a_mark_in_any_form_is_believed_where_it_counts_on(form: str) -> None:
    conversion = convert_text(
        act(
            f"{form.format(1)}  Calls for kettles;",
            f"{form.format(2)}  Calls for pots;",
            f"{form.format(3)}  {LAST[4:].strip()}",
        )
    )
    assert [text for _, text in rows(conversion, "paragraph")][:2] == [
        "Calls for kettles;",
        "Calls for pots;",
    ]
    assert len(rows(conversion, "paragraph")) == 3


def test_points_numbered_under_their_paragraph_count_with_their_last_number() -> None:
    conversion = convert_text(
        act(
            "1.  Calls for kettles;",
            "2.  Calls for:",
            "2.1.  pots:",
            "2.1.1.  large ones;",
            "2.1.2.  small ones;",
            "2.2.  lids;",
            LAST.replace("9", "3"),
        )
    )
    assert labels(conversion, "point") == ["21", "211", "212", "22"]
    assert not conversion.report.doubts


def test_a_line_that_stands_where_a_number_is_missing_is_that_paragraph() -> None:
    conversion = convert_text(
        act("1.  Calls for kettles;", "Calls for pots;", "3.  Calls for lids;", LAST.replace("9", "4"))
    )
    assert labels(conversion, "paragraph") == ["1", "", "3", "4"]
    assert any(f.code == "NUM001" for f in conversion.report.findings)


@pytest.mark.parametrize(
    "line",
    ["Calls for pots;", "Deplores the lack of pots in all kitchens;"],
    ids=["a word known from others", "a word of its own"],
)
def test_a_line_inside_a_paragraph_while_the_numbers_run_on_is_doubted(line: str) -> None:
    text = act("1.  Notes the kettles;", line, "2.  Calls for lids;", LAST.replace("9", "3"))
    conversion = doubtful(text)
    (doubt,) = conversion.report.doubts
    assert (doubt.code, doubt.severity) == ("SHA019", "error")
    assert doubt.source_line
    assert "number" in doubt.message


def test_a_gap_stays_an_error_for_a_line_may_be_lost() -> None:
    assert any(
        f.code == "SHA005" and f.severity == "error"
        for f in doubtful(
            act("1.  Calls for kettles;", "3.  Calls for lids;", LAST.replace("9", "4"))
        ).report.doubts
    )


def test_a_number_twice_where_nothing_is_missing_is_a_warning() -> None:
    conversion = convert_text(
        act("1.  Calls for kettles;", "2.  Calls for pots;", "2.  Calls for lids;", LAST.replace("9", "4"))
    )
    assert [f.severity for f in conversion.report.doubts] == ["warning"]
    assert labels(conversion, "paragraph") == ["1", "2", "2", "4"]
