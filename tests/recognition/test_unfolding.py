"""A resolution that was printed as one line."""

from __future__ import annotations

from tests.recognition.texts import convert_text, texts


def test_one_line_gives_what_many_lines_give() -> None:
    many = (
        "European Parliament resolution of 2 March 2021 on kettles\n\nThe European Parliament,\n\n"
        "–  having regard to its resolution on pots[1],\n\n–  having regard to Rule 54 of its Rules of Procedure,\n\n"
        "A.  whereas kettles sing;\n\nB.  whereas there are two sorts:\n\n(a)  large;\n\n(b)  small;\n\n"
        "1.  Calls for kettles, as in 2. of the first list, for e.g. 3. Kettles;\n\n"
        "2.  Calls for pots.\n\n[1] Not printed.\n"
    )
    one = " ".join(many.split()) + "\n"
    of_many, of_one = convert_text(many), convert_text(one)
    for element in ("preface", "formula", "citation", "recital", "item", "paragraph", "authorialNote", "num"):
        assert texts(of_one, element) == texts(of_many, element)


def test_citations_without_dashes_are_cut_at_their_commas() -> None:
    conversion = convert_text(
        "European Parliament resolution of 2 March 2021 on kettles The European Parliament, having regard to pots, "
        "having regard to Rule 54, A. whereas kettles sing, 1. Calls for kettles; 2. Calls for pots.\n"
    )
    assert texts(conversion, "citation") == ["having regard to pots,", "having regard to Rule 54,"]
    assert conversion.report.counts["paragraphs"] == 2
