"""More faults planted in what the writer hands over: things in a wrong place, or said of a wrong thing."""

from __future__ import annotations

from copy import deepcopy

import pytest

from tests.proof.planting import (
    MOTION,
    PAGE,
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


# ------------------------------------------------------------------ in a wrong place
def note_at_another_citation(case: Planted) -> None:
    note = named(case, "authorialNote")
    parent, tail = note.getparent(), note.tail or ""
    before = note.getprevious()
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    parent.remove(note)
    note.tail = ""
    block(case, "cits_1__cit_3").append(note)


def heading_behind_its_paragraph(case: Planted) -> None:
    paragraph, division = part(case, "para_3"), named(case, "heading", 1).getparent()
    division.addprevious(paragraph)


def headings_exchanged(case: Planted) -> None:
    one, other = named(case, "heading", 0), named(case, "heading", 1)
    one.text, other.text = other.text, one.text


def point_below_the_one_before(case: Planted) -> None:
    first, second = (part(case, f"para_2__list_1__point_{letter}") for letter in "ab")
    inner = made(first, "list")
    inner.append(second)
    first.append(inner)


def point_in_a_recital(case: Planted) -> None:
    part(case, "recs_1__rec_B").find("{*}blockList").append(part(case, "para_2__list_1__point_a"))


def recital_below_another(case: Planted) -> None:
    one, other = block(case, "recs_1__rec_A"), block(case, "recs_1__rec_B")
    one.addnext(other)


def recitals_before_citations(case: Planted) -> None:
    part(case, "cits_1").addprevious(part(case, "recs_1"))


def formula_behind_the_citations(case: Planted) -> None:
    part(case, "cits_1").addnext(part(case, "formula_1"))


def last_paragraph_first(case: Planted) -> None:
    part(case, "para_1").addprevious(part(case, "para_4"))


def heading_as_a_block_of_the_paragraph(case: Planted) -> None:
    heading = named(case, "heading", 1)
    block(case, "para_2__list_1__point_b").addnext(made(heading, "p", text_of(heading)))
    remove(heading)


def last_point_as_text_behind(case: Planted) -> None:
    point = part(case, "para_2__list_1__point_b")
    wrap = made(point, "wrapUp")
    wrap.append(made(point, "p", f"(b) {text_of(block(case, 'para_2__list_1__point_b'))}"))
    point.addnext(wrap)
    remove(point)


def title_in_the_body(case: Planted) -> None:
    title = named(case, "docTitle", 1)
    said = text_of(title)
    write(title, "")
    block(case, "para_1").addprevious(made(title, "p", said))


def rule_as_a_recital(case: Planted) -> None:
    citation = block(case, "cits_1__cit_3")
    recital = deepcopy(part(case, "recs_1__rec_C"))
    write(next(recital.iter("{*}p")), text_of(citation))
    recital.find("{*}num").text = ""
    part(case, "recs_1").insert(0, recital)
    remove(part(case, "cits_1__cit_3"))


# ------------------------------------------------------------------ numbers
def number_lost(case: Planted) -> None:
    remove(part(case, "para_3").find("{*}num"))


def letter_lost_and_excused(case: Planted) -> None:
    num = part(case, "recs_1__rec_B").find("{*}num")
    case.printed["recs_1__rec_B"] = "B."
    remove(num)


def number_in_the_text_as_well(case: Planted) -> None:
    element = block(case, "para_3")
    element.text = f"3. {element.text or ''}"


def number_of_a_point_altered_and_excused(case: Planted) -> None:
    case.printed["para_2__list_1__point_b"] = "(b)"
    part(case, "para_2__list_1__point_b").find("{*}num").text = "(d)"


def letter_of_another_alphabet(case: Planted) -> None:
    part(case, "recs_1__rec_C").find("{*}num").text = "\u0421."


def numbers_all_one_too_high_and_excused(case: Planted) -> None:
    for n in range(4, 0, -1):
        case.printed[f"para_{n}"] = f"{n}."
        part(case, f"para_{n}").find("{*}num").text = f"{n + 1}."


def number_with_a_letter_and_excused(case: Planted) -> None:
    case.printed["para_3"] = "3."
    part(case, "para_3").find("{*}num").text = "3x."


# ------------------------------------------------------------------ words and signs
def blank_behind_a_comma_lost(case: Planted) -> None:
    change(block(case, "recs_1__rec_A"), "dusk, and", "dusk,and")


def word_parted_by_nothing_one_sees(case: Planted) -> None:
    change(block(case, "para_3"), "sooner", "soo\u200bner")


def letter_that_looks_alike(case: Planted) -> None:
    change(block(case, "para_3"), "rust", "r\u0443st")


def accent_put_on(case: Planted) -> None:
    change(block(case, "para_3"), "rust", "r\u00fast")


def semicolon_for_a_full_stop(case: Planted) -> None:
    change(block(case, "para_4"), ".", ";")


def quotation_put_in(case: Planted) -> None:
    change(block(case, "para_3"), "tin lamps", "\u201ctin lamps\u201d")


def words_of_two_paragraphs_exchanged(case: Planted) -> None:
    change(block(case, "para_1"), "northern harbours", "Council")
    change(block(case, "para_4"), "Council", "northern harbours")


def negation_put_in(case: Planted) -> None:
    change(block(case, "para_3"), "rust", "do not rust")


def heading_in_capitals(case: Planted) -> None:
    heading = named(case, "heading", 1)
    heading.text = heading.text.upper()


def day_of_a_recital_altered(case: Planted) -> None:
    change(block(case, "recs_1__rec_C"), "5 June", "6 June")


# ------------------------------------------------------------------ what is said of the document
def language_of_another(case: Planted) -> None:
    case.root.find(".//{*}FRBRlanguage").set("language", "deu")


def date_of_the_work_lost_by_a_year(case: Planted) -> None:
    date = case.root.find(".//{*}FRBRWork/{*}FRBRdate")
    date.set("date", f"2020{date.get('date')[4:]}")


def number_of_the_work_of_another_term(case: Planted) -> None:
    case.root.find(".//{*}FRBRWork/{*}FRBRnumber").set("showAs", "B8-9001/2021")


def authors_in_one(case: Planted) -> None:
    one, other = named(case, "docProponent", 0), named(case, "docProponent", 1)
    one.text = f"{text_of(one)}, {text_of(other)}"
    one.tail = other.tail
    remove(other)


def author_cut_in_two(case: Planted) -> None:
    one = named(case, "docProponent", 0)
    second = deepcopy(one)
    first, _, last = text_of(one).partition(" ")
    write(one, first)
    one.tail, tail = " ", one.tail
    write(second, last)
    second.tail = tail
    one.addnext(second)


def group_as_a_person(case: Planted) -> None:
    group = next(e for e in case.root.iter("{*}docProponent") if "group" in (e.get("refersTo") or ""))
    person = next(e for e in case.root.iter("{*}docProponent") if "person" in (e.get("refersTo") or ""))
    group.set("refersTo", person.get("refersTo"))


def title_of_the_kind(case: Planted) -> None:
    title = named(case, "docTitle", 1)
    before = title.getprevious()
    if before is not None:
        title.text, before.tail = f"{before.tail or ''}{title.text}", ""
    else:
        title.text, title.getparent().text = f"{title.getparent().text or ''}{title.text}", ""


def date_of_the_document_unmarked(case: Planted) -> None:
    for element in [*case.root.iter("{*}docDate")]:
        rename(element, "span")
        element.attrib.pop("date", None)


def title_unmarked(case: Planted) -> None:
    for element in [*case.root.iter("{*}docTitle")]:
        rename(element, "span")


FAULTS: tuple[Fault, ...] = (
    note_at_another_citation, heading_behind_its_paragraph, headings_exchanged, point_below_the_one_before,
    point_in_a_recital, recital_below_another, recitals_before_citations, formula_behind_the_citations,
    last_paragraph_first, heading_as_a_block_of_the_paragraph, last_point_as_text_behind, title_in_the_body,
    rule_as_a_recital, number_lost, letter_lost_and_excused, number_in_the_text_as_well,
    number_of_a_point_altered_and_excused, letter_of_another_alphabet, numbers_all_one_too_high_and_excused,
    number_with_a_letter_and_excused, blank_behind_a_comma_lost, word_parted_by_nothing_one_sees,
    letter_that_looks_alike, accent_put_on, semicolon_for_a_full_stop, quotation_put_in,
    words_of_two_paragraphs_exchanged, negation_put_in, heading_in_capitals, day_of_a_recital_altered,
    language_of_another, date_of_the_work_lost_by_a_year, number_of_the_work_of_another_term, authors_in_one,
    author_cut_in_two, group_as_a_person, title_of_the_kind, date_of_the_document_unmarked, title_unmarked,
)  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.__name__)
def test_the_fault_is_seen(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    assert proved(converted(MOTION, fault, monkeypatch))


def column_exchanged(case: Planted) -> None:
    for row in case.root.iter("{*}tr"):
        row.append(row[0])


def cell_in_the_row_above(case: Planted) -> None:
    named(case, "tr", 0).append(named(case, "td", 2))


def table_behind_the_next_paragraph(case: Planted) -> None:
    part(case, "para_2").addnext(named(case, "table"))


def cells_in_one(case: Planted) -> None:
    one, other = (next(named(case, "td", n).iter("{*}p")) for n in (2, 3))
    write(one, f"{text_of(one)} {text_of(other)}")
    remove(named(case, "td", 3))


def row_twice(case: Planted) -> None:
    row = named(case, "tr", 1)
    row.addnext(deepcopy(row))


@pytest.mark.parametrize(
    "fault",
    [column_exchanged, cell_in_the_row_above, table_behind_the_next_paragraph, cells_in_one, row_twice],
    ids=lambda f: f.__name__,
)
def test_a_fault_in_a_table_is_seen(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    assert proved(converted(PAGE, fault, monkeypatch))
