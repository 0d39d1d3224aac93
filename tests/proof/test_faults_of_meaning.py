"""Faults planted in what the writer hands over that change what a document says, or what of it is what."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

import pytest

from akn.model.source import Dropped
from tests.proof.planting import (
    MOTION,
    Fault,
    Planted,
    block,
    change,
    converted,
    made,
    named,
    part,
    proved,
    remove,
    rename,
    text_of,
    write,
)  # fmt: skip


# ------------------------------------------------------------------ what a part is
def paragraph_in_the_preamble(case: Planted) -> None:
    """The first paragraph as the last recital, its number with it."""
    paragraph, recital = part(case, "para_1"), part(case, "recs_1__rec_C")
    again = deepcopy(recital)
    again.find("{*}num").text = "1."
    write(next(again.iter("{*}p")), text_of(block(case, "para_1")))
    recital.addnext(again)
    remove(paragraph)


def recital_in_the_body(case: Planted) -> None:
    recital, first = part(case, "recs_1__rec_C"), part(case, "para_1")
    again = deepcopy(first)
    again.find("{*}num").text = "C."
    write(next(again.iter("{*}p")), text_of(recital.find("{*}p")))
    first.addprevious(again)
    remove(recital)


def points_as_paragraphs(case: Planted) -> None:
    paragraph = part(case, "para_2")
    for letter in "ba":
        point = part(case, f"para_2__list_1__point_{letter}")
        rename(point, "paragraph")
        paragraph.addnext(point)


def paragraph_as_a_point(case: Planted) -> None:
    listed, paragraph = part(case, "para_2__list_1__point_b").getparent(), part(case, "para_3")
    rename(paragraph, "point")
    listed.append(paragraph)


def paragraph_as_the_list_s_end(case: Planted) -> None:
    listed, paragraph = part(case, "para_2__list_1__point_b").getparent(), part(case, "para_3")
    end = made(listed, "wrapUp")
    end.append(made(listed, "p", f"3. {text_of(block(case, 'para_3'))}"))
    listed.append(end)
    remove(paragraph)


def first_point_in_what_announces(case: Planted) -> None:
    intro, point = block(case, "para_2"), part(case, "para_2__list_1__point_a")
    write(intro, f"{text_of(intro)} (a) {text_of(next(point.iter('{*}p')))}")
    remove(point)


def last_point_in_the_next_paragraph(case: Planted) -> None:
    point, following = part(case, "para_2__list_1__point_b"), block(case, "para_3")
    following.addprevious(made(following, "p", f"(b) {text_of(next(point.iter('{*}p')))}"))
    remove(point)


def last_point_in_the_next_sentence(case: Planted) -> None:
    point, following = part(case, "para_2__list_1__point_b"), block(case, "para_3")
    write(following, f"{text_of(next(point.iter('{*}p')))} {text_of(following)}")
    remove(point)


def paragraph_in_the_last_point(case: Planted) -> None:
    point, paragraph = next(part(case, "para_2__list_1__point_b").iter("{*}p")), part(case, "para_3")
    write(point, f"{text_of(point)} 3. {text_of(block(case, 'para_3'))}")
    remove(paragraph)


def recital_in_the_last_item(case: Planted) -> None:
    items = [*part(case, "recs_1__rec_B").iter("{*}item")]
    last, recital = next(items[-1].iter("{*}p")), part(case, "recs_1__rec_C")
    write(last, f"{text_of(last)} C. {text_of(recital.find('{*}p'))}")
    remove(recital)


def citation_in_the_formula(case: Planted) -> None:
    formula, citation = next(named(case, "formula").iter("{*}p")), part(case, "cits_1__cit_3")
    write(formula, f"{text_of(formula)} – {text_of(citation.find('{*}p'))}")
    remove(citation)


def formula_in_the_first_citation(case: Planted) -> None:
    formula, citation = named(case, "formula"), block(case, "cits_1__cit_1")
    citation.text = f"{text_of(formula).strip()} – {citation.text}"
    remove(formula)


def formula_behind_the_title(case: Planted) -> None:
    formula, title = named(case, "formula"), [*case.root.iter("{*}docTitle")][-1]
    title.text = f"{title.text} {text_of(formula).strip()}"
    remove(formula)


# ------------------------------------------------------------------ headings
def heading_behind_the_sentence_above(case: Planted) -> None:
    heading, above = named(case, "heading", 1), next(part(case, "para_2__list_1__point_b").iter("{*}p"))
    write(above, f"{text_of(above)} {text_of(heading)}")
    remove(heading)


def heading_before_the_sentence_below(case: Planted) -> None:
    heading, below = named(case, "heading", 1), block(case, "para_3")
    write(below, f"{text_of(heading)} {text_of(below)}")
    remove(heading)


def heading_as_a_point(case: Planted) -> None:
    heading, last = named(case, "heading", 1), part(case, "para_2__list_1__point_b")
    again = deepcopy(last)
    again.find("{*}num").text = "(c)"
    write(next(again.iter("{*}p")), text_of(heading))
    last.addnext(again)
    remove(heading)


def heading_with_the_number_below(case: Planted) -> None:
    heading, num = named(case, "heading", 1), part(case, "para_3").find("{*}num")
    heading.text = f"{heading.text} {num.text}"
    remove(num)


def headings_in_one(case: Planted) -> None:
    one, other = named(case, "heading", 0), named(case, "heading", 1)
    one.text = f"{one.text} {other.text}"
    remove(other)


def words_of_the_paragraph_as_its_heading(case: Planted) -> None:
    first = block(case, "para_3")
    heading = named(case, "heading", 1)
    heading.text = f"{heading.text} Regrets that"
    change(first, "Regrets that ", "")


# ------------------------------------------------------------------ what a document says of itself
def author_left_out(case: Planted) -> None:
    proponent = next(e for e in case.root.iter("{*}docProponent") if "John" in text_of(e))
    rename(proponent, "span")
    proponent.attrib.pop("refersTo", None)


def title_with_the_line_below(case: Planted) -> None:
    title = [*case.root.iter("{*}docTitle")][-1]
    title.text = f"{title.text} The European Parliament,"


def title_without_its_beginning(case: Planted) -> None:
    title = [*case.root.iter("{*}docTitle")][-1]
    said = title.text or ""
    before = title.getprevious()
    before.tail = f"{before.tail or ''}{said[:12]}"
    title.text = said[12:]


def month_turned(case: Planted) -> None:
    """The second of December for the twelfth of February: figures that may be read both ways."""
    for element in (named(case, "docDate"), case.root.find(".//{*}FRBRWork/{*}FRBRdate")):
        element.set("date", "2021-12-02")


def day_of_the_work_and_of_the_text(case: Planted) -> None:
    named(case, "docDate").set("date", "2021-02-21")


def language_of_the_text_altered(case: Planted) -> None:
    case.root.find(".//{*}FRBRExpression/{*}FRBRlanguage").set("language", "fra")


# ------------------------------------------------------------------ words and signs
def semicolons_for_commas(case: Planted) -> None:
    change(block(case, "recs_1__rec_A"), "dusk, and", "dusk; and")


def dash_put_in(case: Planted) -> None:
    change(block(case, "para_3"), "tin lamps", "tin – lamps")


def bracket_lost(case: Planted) -> None:
    change(block(case, "cits_1__cit_3"), "132(2)", "1322")


def article_lost(case: Planted) -> None:
    change(block(case, "para_1"), "Welcomes the lamps", "Welcomes lamps")


def small_word_for_another(case: Planted) -> None:
    change(block(case, "recs_1__rec_A"), "lit at dusk", "lit by dusk")


def plural_lost(case: Planted) -> None:
    change(block(case, "para_1"), "harbours", "harbour")


def letters_turned(case: Planted) -> None:
    change(block(case, "para_3"), "brass", "barss")


def words_parted_by_a_break(case: Planted) -> None:
    change(block(case, "para_3"), "sooner", "soo-\nner")


def sentence_moved_to_the_paragraph_above(case: Planted) -> None:
    write(block(case, "para_3"), "Regrets that tin lamps rust sooner")
    above = block(case, "para_1")
    write(above, f"{text_of(above)} than brass ones;")


def half_of_a_word_in_the_next_part(case: Planted) -> None:
    one, other = block(case, "recs_1__rec_A"), block(case, "recs_1__rec_C")
    change(one, "dawn;", "da")
    other.text = f"wn; {other.text or ''}"


# ------------------------------------------------------------------ what was left out
def _dropped(eid: str, text: str, reason: str) -> Callable[[Planted], None]:
    def fault(case: Planted) -> None:
        line = next(piece.number for piece in case.source.pieces if text in getattr(piece, "text", ""))
        whole = next(piece.text for piece in case.source.pieces if text in getattr(piece, "text", ""))
        remove(part(case, eid))
        case.dropped.append(Dropped(line, whole, reason))

    fault.__name__ = f"{eid}_left_out_as_{reason.partition(' ')[0]}"
    return fault


def recital_and_its_letter_left_out(case: Planted) -> None:
    _dropped("recs_1__rec_C", "nobody counted", "line of the site")(case)


FAULTS: tuple[Fault, ...] = (
    paragraph_in_the_preamble, recital_in_the_body, points_as_paragraphs, paragraph_as_a_point,
    paragraph_as_the_list_s_end, first_point_in_what_announces, last_point_in_the_next_paragraph,
    last_point_in_the_next_sentence, paragraph_in_the_last_point, recital_in_the_last_item, citation_in_the_formula,
    formula_in_the_first_citation, formula_behind_the_title, heading_behind_the_sentence_above,
    heading_before_the_sentence_below, heading_as_a_point, heading_with_the_number_below, headings_in_one,
    words_of_the_paragraph_as_its_heading, author_left_out, title_with_the_line_below, title_without_its_beginning,
    month_turned, day_of_the_work_and_of_the_text, language_of_the_text_altered, semicolons_for_commas, dash_put_in,
    bracket_lost, article_lost, small_word_for_another, plural_lost, letters_turned, words_parted_by_a_break,
    sentence_moved_to_the_paragraph_above, half_of_a_word_in_the_next_part, recital_and_its_letter_left_out,
    _dropped("para_3", "tin lamps rust", "page furniture: footer"),
    _dropped("para_1", "Welcomes the lamps", "running header"),
    _dropped("cits_1__cit_3", "Rule 132(2) of its", "page number 4"),
)  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.__name__)
def test_the_fault_is_seen(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    assert proved(converted(MOTION, fault, monkeypatch))
