"""Faults planted in what the writer hands over: each must be seen by the proof of words or by the proof of shape."""

from __future__ import annotations

from copy import deepcopy

import pytest
from lxml import etree

from akn.findings import codes
from akn.model.source import Dropped
from tests.proof.planting import (
    MOTION,
    PAGE,
    Fault,
    Planted,
    block,
    change,
    converted,
    named,
    part,
    proved,
    remove,
    rename,
    swap,
    text_of,
    write,
)  # fmt: skip


# ------------------------------------------------------------------ the faults
def note_text_lost(case: Planted) -> None:
    write(next(named(case, "authorialNote").iter("{*}p")), "")


def note_dropped(case: Planted) -> None:
    note = named(case, "authorialNote")
    tail = note.tail or ""
    before = note.getprevious()
    parent = note.getparent()
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    remove(note)


def note_twice(case: Planted) -> None:
    note = named(case, "authorialNote")
    again = deepcopy(note)
    again.tail = ""
    note.addprevious(again)


def note_invented(case: Planted) -> None:
    note = named(case, "authorialNote")
    again = deepcopy(note)
    again.tail = ""
    write(next(again.iter("{*}p")), "Found nowhere in the source.")
    again.set("marker", "")
    note.addprevious(again)


def notes_exchanged(case: Planted) -> None:
    one, other = (next(named(case, "authorialNote", n).iter("{*}p")) for n in (0, 1))
    first, second = text_of(one), text_of(other)
    write(one, second)
    write(other, first)


def paragraphs_exchanged(case: Planted) -> None:
    swap(part(case, "para_1"), part(case, "para_3"))


def recitals_exchanged(case: Planted) -> None:
    swap(part(case, "recs_1__rec_A"), part(case, "recs_1__rec_C"))


def citations_exchanged(case: Planted) -> None:
    swap(part(case, "cits_1__cit_2"), part(case, "cits_1__cit_3"))


def points_exchanged(case: Planted) -> None:
    swap(part(case, "para_2__list_1__point_a"), part(case, "para_2__list_1__point_b"))


def numbers_exchanged(case: Planted) -> None:
    one, other = part(case, "para_3").find("{*}num"), part(case, "para_4").find("{*}num")
    one.text, other.text = other.text, one.text


def texts_exchanged(case: Planted) -> None:
    swap(block(case, "para_1"), block(case, "para_3"))


def word_doubled(case: Planted) -> None:
    change(block(case, "para_3"), "lamps", "lamps lamps")


def words_joined(case: Planted) -> None:
    change(block(case, "para_3"), "tin lamps", "tinlamps")


def word_split(case: Planted) -> None:
    change(block(case, "cits_1__cit_1"), "peaceful", "pea ceful")


def capital(case: Planted) -> None:
    change(block(case, "para_3"), "rust", "Rust")


def stop_lost(case: Planted) -> None:
    element = block(case, "para_4")
    last = [e for e in element.iter() if e.tail or e.text][-1]
    if last.tail:
        last.tail = last.tail.replace(".", "")


def words_exchanged(case: Planted) -> None:
    change(block(case, "para_3"), "tin lamps", "lamps tin")


def year_changed(case: Planted) -> None:
    change(block(case, "cits_1__cit_1"), "2019", "2018")


def year_turned(case: Planted) -> None:
    change(block(case, "cits_1__cit_1"), "2019", "2091")


def number_altered(case: Planted) -> None:
    part(case, "para_3").find("{*}num").text = "7."


def number_altered_and_excused(case: Planted) -> None:
    num = part(case, "para_3").find("{*}num")
    case.printed["para_3"] = "3."
    num.text = "1."


def letter_altered_and_excused(case: Planted) -> None:
    num = part(case, "recs_1__rec_B").find("{*}num")
    case.printed["recs_1__rec_B"] = "B."
    num.text = "E."


def paragraph_lost(case: Planted) -> None:
    remove(part(case, "para_3"))


def citation_lost(case: Planted) -> None:
    remove(part(case, "cits_1__cit_2"))


def recital_lost(case: Planted) -> None:
    remove(part(case, "recs_1__rec_B"))


def point_lost(case: Planted) -> None:
    remove(part(case, "para_2__list_1__point_a"))


def heading_lost(case: Planted) -> None:
    remove(named(case, "heading", 1))


def text_overwritten(case: Planted) -> None:
    write(block(case, "para_3"), "")


def date_attribute_altered(case: Planted) -> None:
    named(case, "docDate").set("date", "2021-02-13")


def date_attribute_of_text_altered(case: Planted) -> None:
    named(case, "date").set("date", "2018-03-14")


def work_date_altered(case: Planted) -> None:
    case.root.find(".//{*}FRBRWork/{*}FRBRdate").set("date", "2020-02-12")


def work_number_altered(case: Planted) -> None:
    case.root.find(".//{*}FRBRWork/{*}FRBRnumber").set("showAs", "B9-9002/2021")


def citations_merged(case: Planted) -> None:
    one, other = block(case, "cits_1__cit_2"), block(case, "cits_1__cit_3")
    said = f"{text_of(one)} – {text_of(other)}"
    remove(part(case, "cits_1__cit_3"))
    write(one, said.replace("2,", ","))


def recital_into_citation(case: Planted) -> None:
    one, other = block(case, "cits_1__cit_3"), block(case, "recs_1__rec_A")
    write(one, f"{text_of(one)} A. {text_of(other)}")
    remove(part(case, "recs_1__rec_A"))


def recitals_into_one(case: Planted) -> None:
    one, other = block(case, "recs_1__rec_A"), block(case, "recs_1__rec_B")
    write(one, f"{text_of(one)} B. {text_of(other)}")
    remove(part(case, "recs_1__rec_B"))


def paragraphs_into_one(case: Planted) -> None:
    one, other = block(case, "para_3"), block(case, "para_4")
    write(one, f"{text_of(one)} 4. {text_of(other)}")
    remove(part(case, "para_4"))


def paragraph_below_another(case: Planted) -> None:
    """As a second block of the paragraph before, number in the text."""
    one, other = block(case, "para_3"), block(case, "para_4")
    write(other, f"4. {text_of(other)}")
    one.addnext(other)
    remove(part(case, "para_4"))


def points_into_text(case: Planted) -> None:
    intro, paragraph = block(case, "para_2"), part(case, "para_2")
    points = [f"({letter}) {text_of(block(case, f'para_2__list_1__point_{letter}'))}" for letter in "ab"]
    write(intro, " ".join([text_of(intro), *points]))
    for letter in "ab":
        remove(part(case, f"para_2__list_1__point_{letter}"))
    del paragraph


def points_into_blocks(case: Planted) -> None:
    items = part(case, "recs_1__rec_B").find("{*}blockList")
    parent = items.getparent()
    for element in [*items]:
        paragraph = etree.SubElement(parent, parent.tag.rpartition("}")[0] + "}p")
        paragraph.text = (
            text_of(element.find("{*}num")) + " " if element.find("{*}num") is not None else ""
        ) + text_of(element.find("{*}p") if element.find("{*}p") is not None else element)
    remove(items)


def heading_into_paragraph(case: Planted) -> None:
    last = block(case, "para_2__list_1__point_b")
    heading = named(case, "heading", 1)
    write(last, f"{text_of(last)} {text_of(heading)}")
    remove(heading)


def paragraph_as_heading(case: Planted) -> None:
    paragraph = part(case, "para_3")
    heading = etree.SubElement(paragraph.getparent(), paragraph.tag.rpartition("}")[0] + "}subheading")
    heading.text = f"3. {text_of(block(case, 'para_3'))}"
    paragraph.addprevious(heading)
    remove(paragraph)


def recital_as_citation(case: Planted) -> None:
    recital = part(case, "recs_1__rec_A")
    rename(recital, "citation")
    part(case, "cits_1").append(recital)


def citation_as_recital(case: Planted) -> None:
    citation = part(case, "cits_1__cit_3")
    rename(citation, "recital")
    part(case, "recs_1").insert(0, citation)


def recital_as_paragraph(case: Planted) -> None:
    recital = part(case, "recs_1__rec_C")
    rename(recital, "paragraph")
    part(case, "body").insert(0, recital)


def recitals_as_paragraphs(case: Planted) -> None:
    recitals = part(case, "recs_1")
    for recital in reversed([*recitals]):
        rename(recital, "paragraph")
        part(case, "body").insert(0, recital)
    remove(recitals)


def last_paragraph_as_conclusion(case: Planted) -> None:
    paragraph = part(case, "para_4")
    paragraphs = block(case, "para_4")
    write(paragraphs, f"4.  {text_of(paragraphs)}")
    body = part(case, "body")
    conclusions = etree.SubElement(body.getparent(), body.tag.rpartition("}")[0] + "}conclusions")
    conclusions.append(paragraphs)
    remove(paragraph)


def first_citation_in_preface(case: Planted) -> None:
    part(case, "preface").append(block(case, "cits_1__cit_1"))
    remove(part(case, "cits_1__cit_1"))


def act_in_cover(case: Planted) -> None:
    cover = part(case, "coverPage")
    for eid in ("recs_1__rec_A", "recs_1__rec_C"):
        element = block(case, eid)
        write(element, f"{part(case, eid).find('{*}num').text}  {text_of(element)}")
        cover.append(element)
        remove(part(case, eid))


def body_empty(case: Planted) -> None:
    for child in [*part(case, "body")]:
        remove(child)


def formula_as_author(case: Planted) -> None:
    formula = part(case, "formula_1")
    part(case, "coverPage").append(next(formula.iter("{*}p")))
    remove(formula)


def formula_of_another(case: Planted) -> None:
    write(next(part(case, "formula_1").iter("{*}p")), "The General Assembly,")


def title_cut(case: Planted) -> None:
    title = named(case, "docTitle", 1)
    title.tail = " quiet harbours" + (title.tail or "")
    title.text = "lamps of"


def author_unmarked(case: Planted) -> None:
    for element in [*case.root.iter("{*}docProponent")]:
        rename(element, "span")


def headings_in_a_row(case: Planted) -> None:
    remove(part(case, "para_1"))
    remove(part(case, "para_2"))


def half_a_sentence_in_the_next(case: Planted) -> None:
    one, other = block(case, "para_3"), block(case, "para_4")
    change(one, " sooner than brass ones;", "")
    other.text = f"sooner than brass ones; {other.text}"


def sentence_in_two_blocks(case: Planted) -> None:
    one = block(case, "para_3")
    change(one, " sooner than brass ones;", "")
    second = deepcopy(one)
    write(second, "sooner than brass ones;")
    one.addnext(second)


def paragraph_thrown_away_as_a_page_head(case: Planted) -> None:
    remove(part(case, "para_3"))
    line = next(p for p in case.source.pieces if p.text.startswith("3."))
    case.dropped.append(Dropped(line.number, line.text, "running header"))


def citation_thrown_away_as_a_page_head(case: Planted) -> None:
    remove(part(case, "cits_1__cit_3"))
    line = next(p for p in case.source.pieces if "Rule 132" in p.text)
    case.dropped.append(Dropped(line.number, line.text, "running header"))


def half_thrown_away_as_before_the_document(case: Planted) -> None:
    gone = [p for p in case.source.pieces if 30 <= p.number <= 46]
    for eid in ("recs_1__rec_C", "para_1", "para_2", "para_3"):
        remove(part(case, eid))
    for heading in [*case.root.iter("{*}heading")]:
        remove(heading)
    case.dropped.extend(Dropped(p.number, p.text, "page header") for p in gone)


FAULTS: tuple[Fault, ...] = (
    note_text_lost, note_dropped, note_twice, note_invented, notes_exchanged, paragraphs_exchanged,
    recitals_exchanged, citations_exchanged, points_exchanged, numbers_exchanged, texts_exchanged, word_doubled,
    words_joined, word_split, capital, stop_lost, words_exchanged, year_changed, year_turned, number_altered,
    number_altered_and_excused, letter_altered_and_excused, paragraph_lost, citation_lost, recital_lost, point_lost,
    heading_lost, text_overwritten, date_attribute_altered, date_attribute_of_text_altered, work_date_altered,
    work_number_altered, citations_merged, recital_into_citation, recitals_into_one, paragraphs_into_one,
    paragraph_below_another, points_into_text, points_into_blocks, heading_into_paragraph, paragraph_as_heading,
    recital_as_citation, citation_as_recital, recital_as_paragraph, recitals_as_paragraphs,
    last_paragraph_as_conclusion, first_citation_in_preface, act_in_cover, body_empty, formula_as_author,
    formula_of_another, title_cut, author_unmarked, headings_in_a_row, half_a_sentence_in_the_next,
    sentence_in_two_blocks, paragraph_thrown_away_as_a_page_head, citation_thrown_away_as_a_page_head,
    half_thrown_away_as_before_the_document,
)  # fmt: skip


def nothing(_: Planted) -> None:
    """No fault."""


@pytest.mark.parametrize("text", [MOTION, PAGE], ids=["motion", "page"])
def test_without_a_fault_there_is_no_doubt(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (conversion,) = converted(text, nothing, monkeypatch)
    assert proved([conversion]) == []
    assert conversion.report.doubts == ()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.__name__)
def test_the_fault_is_seen(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    assert proved(converted(MOTION, fault, monkeypatch))


#: Faults that take no word away and put none in: what the proof of words cannot see, the proof of shape must.
MOVED = (
    notes_exchanged, word_split, number_altered_and_excused, letter_altered_and_excused, date_attribute_altered,
    date_attribute_of_text_altered, work_date_altered, work_number_altered, recital_into_citation, recitals_into_one,
    paragraphs_into_one, paragraph_below_another, points_into_text, points_into_blocks, heading_into_paragraph,
    recital_as_citation, citation_as_recital, recital_as_paragraph, recitals_as_paragraphs, title_cut,
    author_unmarked, last_paragraph_as_conclusion, half_a_sentence_in_the_next, sentence_in_two_blocks, act_in_cover,
)  # fmt: skip


@pytest.mark.parametrize("fault", MOVED, ids=lambda f: f.__name__)
def test_the_shape_alone_betrays_it(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    found = proved(converted(MOTION, fault, monkeypatch))
    assert any(f.code.startswith("SHA") for f in found)


def cell_emptied(case: Planted) -> None:
    write(next(named(case, "td", 3).iter("{*}p")), "")


def cells_exchanged(case: Planted) -> None:
    swap(named(case, "td", 2), named(case, "td", 3))


def rows_joined(case: Planted) -> None:
    one, other = named(case, "tr", 1), named(case, "tr", 2)
    one.extend([*other])
    remove(other)


def row_lost(case: Planted) -> None:
    remove(named(case, "tr", 2))


@pytest.mark.parametrize(
    "fault", [cell_emptied, cells_exchanged, rows_joined, row_lost], ids=lambda f: f.__name__
)
def test_a_fault_in_a_table_is_seen(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    assert proved(converted(PAGE, fault, monkeypatch))


def everything_in_the_first_paragraph(case: Planted) -> None:
    sentence = "Asks that the lamps be lit at dusk and put out at dawn, and that their keepers sleep by day;"
    write(block(case, "para_1"), " ".join(f"{n}. {sentence}" for n in range(1, 9)))


#: Codes that no fault above raises, each with what is changed in the text, or a fault.
CHANGED: dict[str, tuple[str, str]] = {
    "SHA006": ("4.  Instructs", "3.  Instructs"),
    "SHA011": (
        "3.  Regrets that tin lamps rust sooner than brass ones;",
        "3.  regrette que les lampes de la ville et des ports soient sur le quai;",
    ),
    "SHA017": ("4.  Instructs", "4.  Regrets that tin lamps rust sooner than brass ones;\n\n5.  Instructs"),
    "SHA018": ("tin lamps rust", "tin lamps\n7\nrust"),
    "SHA021": ("northern harbours", "harbours of M\u00c3\u00bcnde"),
    "SHA023": ("northern harbours", "northern <em>harbours</em>"),
    "SHA025": ("(b)  painters of piers;\n", ""),
}
DONE: dict[str, Fault] = {"SHA004": everything_in_the_first_paragraph, "SHA022": sentence_in_two_blocks}


def codes_of(text: str, fault: Fault, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    return {doubt.code for c in converted(text, fault, monkeypatch) for doubt in c.report.doubts}


def test_each_doubt_can_be_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    raised: set[str] = set()
    for code, (old, new) in CHANGED.items():
        assert old in MOTION
        assert code in codes_of(MOTION.replace(old, new), nothing, monkeypatch)
        raised.add(code)
    for code, fault in DONE.items():
        assert code in codes_of(MOTION, fault, monkeypatch)
        raised.add(code)
    for fault in FAULTS:
        raised |= codes_of(MOTION, fault, monkeypatch)
    assert raised == {code for code in codes() if code.startswith("SHA")}


def test_each_doubt_has_a_place_a_remedy_and_says_what_it_saw(monkeypatch: pytest.MonkeyPatch) -> None:
    (conversion,) = converted(MOTION, paragraph_below_another, monkeypatch)
    assert conversion.report.doubts
    for finding in conversion.report.doubts:
        assert finding.help
        assert finding.message
        assert finding.source_line


@pytest.mark.parametrize(
    ("old", "new"),
    [("C.  whereas", "whereas"), ("B.  whereas", "B.  The saying that")],
    ids=["a letter lost", "an opener lost"],
)
def test_a_part_unlike_its_fellows_is_doubted(old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert old in MOTION
    assert proved(converted(MOTION.replace(old, new), nothing, monkeypatch))
