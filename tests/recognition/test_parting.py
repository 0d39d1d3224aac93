"""Parts that stand on one line, for a break was lost: cut where the row around them proves it, and nowhere else."""

from __future__ import annotations

import pytest

from tests.recognition.texts import act, convert_text, texts

PARTS = (
    "A.  whereas kettles sing;",
    "B.  whereas pots do not, for want of warmth;",
    "Warmth",
    "1.  Calls for kettles that keep their warmth;",
    "2.  Calls for pots:",
    "(a)  of iron;",
    "(b)  of clay;",
    "3.  Instructs its President to forward this resolution to the Commission.",
)


@pytest.mark.parametrize("lost", range(len(PARTS) - 1))
def test_one_break_that_was_lost_costs_nothing(lost: int) -> None:
    glued = (*PARTS[:lost], f"{PARTS[lost]} {PARTS[lost + 1]}", *PARTS[lost + 2 :])
    whole, mended = convert_text(act(*PARTS)), convert_text(act(*glued))
    for element in ("recital", "heading", "paragraph", "point", "item", "num"):
        assert texts(mended, element) == texts(whole, element)


def test_citations_without_a_mark_are_cut_at_their_openers() -> None:
    text = act(*PARTS).replace("–  having", "having regard to the Treaty, having")
    assert len(texts(convert_text(text), "citation")) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "1.  Calls for kettles, as in 2. of the list and in 3. of the other;",
        "1.  Calls for kettles of the makers A. Example and B. Sample;",
        "1.  Calls for kettles; notes that Pots sing",
    ],
)
def test_what_the_row_does_not_prove_stays(sentence: str) -> None:
    ended = sentence if sentence.endswith(";") else f"{sentence};"
    conversion = convert_text(
        act(*PARTS[:2], ended, *PARTS[4:]).replace("2.  Calls for pots", "2.  Calls for pots")
    )
    assert any(ended.split("  ")[1] in text for text in texts(conversion, "paragraph"))
