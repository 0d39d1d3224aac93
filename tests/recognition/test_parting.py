"""Parts that stand on one line, for a break was lost: cut where the row around them proves it, and nowhere else."""

from __future__ import annotations

import pytest

from akn.pipeline import Options, convert
from tests.conftest import TODAY
from tests.recognition.texts import act, convert_text, texts

OPTIONS = Options(today=TODAY)
HEAD = "P9_TA(2021)9001"

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


#: What announces a list, its points and what follows, in languages that set marks otherwise.
LISTS = {
    "hun": (
        "Az Európai Parlament,",
        "tekintettel eljárási szabályzata 132. cikkére,",
        "kéri a Bizottságot, hogy:",
        (
            "a)  fessen;",
            "b)  támogassa a mázolást, különösen:",
            "i.  tavasszal;",
            "ii.  ősszel;",
            "c)  mérjen;",
        ),
        "utasítja elnökét, hogy továbbítsa ezt az állásfoglalást a Tanácsnak.",
    ),
    "por": (
        "O Parlamento Europeu,",
        "Tendo em conta o artigo 132.º do seu Regimento,",
        "Solicita à Comissão que:",
        ("a)  pinte;", "b)  meça as tábuas; e", "c)  conte os pregos;"),
        "Encarrega a sua Presidente de transmitir a presente resolução ao Conselho.",
    ),
    "ell": (
        "Το Ευρωπαϊκό Κοινοβούλιο,",
        "έχοντας υπόψη το άρθρο 132 του Κανονισμού του,",
        "καλεί την Επιτροπή:",
        ("α)  να βάψει·", "β)  να μετρήσει·", "γ)  να καρφώσει·"),
        "αναθέτει στον Πρόεδρό του να διαβιβάσει το παρόν ψήφισμα στο Συμβούλιο.",
    ),
    "swe": (
        "Europaparlamentet utfärdar denna resolution",
        "med beaktande av artikel 132 i arbetsordningen,",
        "Europaparlamentet uppmanar kommissionen att",
        ("a)  måla staketen,", "b)  mäta brädorna,", "c)  räkna spikarna."),
        "Europaparlamentet uppdrar åt talmannen att översända denna resolution till rådet.",
    ),
}


@pytest.mark.parametrize(
    ("code", "lost"),
    # Where no colon announces a list, and no other break was lost, it may be a sentence.
    [(code, lost) for code in LISTS for lost in ("points", "body") if (code, lost) != ("swe", "points")],
)
def test_a_list_on_the_line_that_announces_it_is_a_list(code: str, lost: str) -> None:
    formula, citation, announced, points, closing = LISTS[code]
    body = ("1.  " + announced, *points, "2.  " + closing)
    lines = (formula, f"–  {citation}", *body)
    glued = " ".join(body if lost == "body" else body[:-1])
    whole = convert_text("\n\n".join((HEAD, *lines)))
    tail = () if lost == "body" else body[-1:]
    mended = convert_text("\n\n".join((HEAD, formula, f"–  {citation}", glued, *tail)))
    for element in ("paragraph", "point", "num"):
        assert texts(mended, element) == texts(whole, element)
    assert texts(whole, "point")


@pytest.mark.parametrize(
    "sentence",
    [
        "Calls for kettles of three sorts: (i) of iron, (ii) of clay, and (iii) of glass;",
        "Recalls Article 3: (a) and (b); (c) was struck out;",
        "Calls for two things: (a) that kettles sing; and, as pots (b) do not; silence;",
        "Notes points (a); (b); and (c) of the list;",
    ],
)
def test_a_row_in_a_sentence_stays_in_it(sentence: str) -> None:
    conversion = convert(act(*PARTS[:2], f"1.  {sentence}", PARTS[-1].replace("3.", "2.")).encode(), OPTIONS)
    assert sentence in " ".join(texts(conversion, "paragraph"))


def test_paragraphs_that_follow_each_other_on_one_line_are_cut() -> None:
    whole = convert_text(act(*PARTS))
    glued = act(*PARTS[:3], " ".join(PARTS[3:]))
    for element in ("recital", "heading", "paragraph", "point", "num"):
        assert texts(convert_text(glued), element) == texts(whole, element)


def test_recitals_without_the_words_of_one_are_cut_where_their_letters_run_on() -> None:
    lines = ("A.  whereas kettles sing;", "B.  in view of pots;", "C.  in view of pans;")
    whole = convert(act(*lines, *PARTS[3:]).encode(), OPTIONS)
    glued = convert(act(" ".join(lines), *PARTS[3:]).encode(), OPTIONS)
    assert texts(glued, "recital") == texts(whole, "recital")
