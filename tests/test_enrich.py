"""A whole document: its words untouched, its meaning marked, one thing bound to another across its parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import Struct

from akn.enrichment import enrich
from akn.enrichment.settling import merged, nested
from akn.model.resolution import (
    Act,
    Attachment,
    Block,
    Citation,
    Citations,
    Date,
    Division,
    Entity,
    Formula,
    Item,
    Label,
    Listing,
    Mark,
    Mention,
    Note,
    Num,
    Paragraph,
    Quotation,
    Recital,
    Recitals,
    Ref,
    Resolution,
    Style,
    Table,
    TableCell,
    Unrecognised,
    Work,
)
from akn.model.target import Local


def number(printed: str) -> Num:
    return Num.printed(printed)


def citation(text: str, *marks: Mark) -> Citation:
    return Citation(number("–"), (Block(text, 1, marks),), 1)


def recital(letter: str, text: str) -> Recital:
    return Recital(number(f"{letter}."), (Block(text, 1),), 1)


def paragraph(n: str, *content: Any) -> Paragraph:
    return Paragraph(number(f"{n}."), tuple(Block(c, 1) if isinstance(c, str) else c for c in content), 1)


def document(act: Act, attachments: tuple[Attachment, ...] = (), language: str = "eng") -> Resolution:
    work = Work("ep", "resolution", None, "2021-02-11", None, "Ruritania", "9")
    return Resolution(work, language, (), act, attachments)


def blocks(value: Any) -> Iterator[Block]:
    """Every block in `value`, wherever it is held."""
    if isinstance(value, Block):
        yield value
        for mark in value.marks:
            yield from blocks(mark.markup)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from blocks(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from blocks(one)


def marked(value: Any) -> list[tuple[str, Any]]:
    return [(b.text[m.start : m.end], m.markup) for b in blocks(value) for m in b.marks]


NOTE = Note("1", (Block("Texts adopted, P9_TA(2020)0012.", 9),))
NOTED = "having regard to its resolution of 16 January 20201 on Ruritania,"
WHOLE = document(
    Act(
        preface=(Block("European Parliament resolution of 11 February 2021 on Ruritania", 1),),
        preamble=(
            Formula(Block("The European Parliament,", 2)),
            Citations(
                None,
                (
                    citation(NOTED, Mark(NOTED.index("1 on"), NOTED.index(" on"), NOTE)),
                    citation(
                        "having regard to the Ruritanian Partnership and Trade Agreement (RPTA) of 3 May 2018,"
                    ),
                ),
            ),
            Recitals(
                None, (recital("A", "whereas the RPTA binds both sides; whereas recital A is this one;"),)
            ),
            Recitals(
                Block("Trade with Kazakhstan", 3), (recital("B", "whereas in Kazakhstan nothing changed;"),)
            ),
            Unrecognised(Block("a stray line of 5 May 2020", 4)),
        ),
        body=(
            Division(
                None,
                Block("Relations with Georgia", 5),
                (paragraph("1", "Recalls recital B and paragraph 3;"),),
            ),
            paragraph(
                "2",
                "Calls on the Commission, as in the previous paragraph:",
                Listing((Item(number("(a)"), (Block("to apply Article 2 TEU;", 6),), 6),)),
                Quotation((Block("the Council of Europe", 7),), 7),
                Table(((TableCell((Block("9.2.2021", 8),)),),), 8),
            ),
            paragraph(
                "3", "Instructs its President to forward this resolution; see Annex I and paragraph 7."
            ),
        ),
        conclusions=(Block("Done on 11 February 2021", 10),),
    ),
    (
        Attachment(
            "annex",
            Block("ANNEX I", 11),
            Act(body=(paragraph("1", "the cases of paragraph 3 and Annex I"),)),
            11,
        ),
    ),
)


def test_no_word_is_changed_and_no_block_lost() -> None:
    before, after = list(blocks(WHOLE)), list(blocks(enrich(WHOLE)))
    assert [b.text for b in before] == [b.text for b in after]
    assert [b.line for b in before] == [b.line for b in after]


def test_every_part_of_the_text_is_read() -> None:
    read = [block.text for block in blocks(enrich(WHOLE)) if block.marks]
    for text in (
        "European Parliament resolution of 11 February 2021 on Ruritania",
        "The European Parliament,",
        "Texts adopted, P9_TA(2020)0012.",
        "Trade with Kazakhstan",
        "a stray line of 5 May 2020",
        "Relations with Georgia",
        "to apply Article 2 TEU;",
        "the Council of Europe",
        "9.2.2021",
        "Done on 11 February 2021",
        "the cases of paragraph 3 and Annex I",
    ):
        assert text in read


def test_a_resolution_takes_its_number_from_its_footnote_though_the_mark_is_glued_to_the_year() -> None:
    found = marked(enrich(WHOLE))
    assert (
        "resolution of 16 January 2020",
        Ref("https://data.europarl.europa.eu/eli/dl/doc/TA-9-2020-0012"),
    ) in found
    assert ("16 January 2020", Date("2020-01-16")) in found


def test_an_abbreviation_means_the_same_wherever_it_stands() -> None:
    entity = Entity(
        "concept",
        "concept_RPTA",
        "/akn/ontology/concept/RPTA",
        "Ruritanian Partnership and Trade Agreement",
        "RPTA",
    )
    held = [text for text, markup in marked(enrich(WHOLE)) if markup == Mention(entity)]
    assert held == ["Ruritanian Partnership and Trade Agreement", "RPTA", "RPTA"]


def test_what_the_document_has_is_referred_to_inside_it_and_nothing_else() -> None:
    found = {
        (text, markup.href)
        for text, markup in marked(enrich(WHOLE))
        if isinstance(markup, Ref) and isinstance(markup.href, Local)
    }
    assert found == {
        ("recital A", Local("recital", 1)),
        ("recital B", Local("recital", 2)),
        ("paragraph 3", Local("paragraph", 3)),
        ("the previous paragraph", Local("paragraph", 1)),
        ("Annex I", Local("attachment", 1)),
    }


def test_the_numbers_of_an_attachment_are_not_those_of_its_host() -> None:
    attachment = enrich(WHOLE).attachments[0]
    assert [text for text, _ in marked(attachment)] == ["Annex I"]


def test_a_number_that_stands_twice_is_no_place() -> None:
    act = Act(body=(paragraph("1", "a;"), paragraph("1", "b;"), paragraph("2", "as in paragraph 1.")))
    assert marked(enrich(document(act))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("its resolution of 16 January 2020 (P9_TA(2020)0012)", "TA-9-2020-0012"),
        ("its resolution of 16 January 2020; see P9_TA(2020)0012", ""),
        ("its resolution of 16 January 2020 (P9_TA(2020)0012 and P9_TA(2020)0013)", ""),
        ("its resolution of 16 January 2020 on X", ""),
    ],
)
def test_a_resolution_takes_the_number_behind_it_where_that_is_certain(text: str, expected: str) -> None:
    act = Act(preamble=(Citations(None, (citation(text),)),))
    first = next(m for t, m in marked(enrich(document(act))) if t == "resolution of 16 January 2020")
    assert isinstance(first, Ref)
    assert isinstance(first.href, str)
    assert first.href.removeprefix("https://data.europarl.europa.eu/eli/dl/doc/") == expected


def test_the_second_of_two_resolutions_keeps_its_own_number() -> None:
    text = "its resolutions of 5 May 2020 (P9_TA(2020)0111), its resolution of 6 May 2020 (P9_TA(2020)0222)"
    act = Act(preamble=(Citations(None, (citation(text),)),))
    found = [
        str(m.href)[-4:] for t, m in marked(enrich(document(act))) if isinstance(m, Ref) and "May 2020" in t
    ]
    assert found == ["0111", "0222"]


@pytest.mark.parametrize(
    ("text", "later", "meaning"),
    [
        ("the Rome Statute of the International Criminal Court (ICC)", "the ICC", "org_ICC"),
        ("the European Research Area (ERA)", "the ERA", "concept_ERA"),
        ("the Example Development Agency (EDA)", "the EDA", "organization_EDA"),
        ("a word (IT) in brackets", "the IT sector", None),
        ("the European Central Bank (ECB)", "the ECB", "org_ECB"),
        ("the Electronic Control Board (ECB)", "the ECB", "organization_ECB"),
    ],
)
def test_definitions(text: str, later: str, meaning: str | None) -> None:
    act = Act(body=(paragraph("1", text), paragraph("2", later)))
    second = enrich(document(act)).act.body[1]
    keys = [m.entity.key for _, m in marked(second) if isinstance(m, Mention)]
    assert keys == ([meaning] if meaning else [])


def test_the_abbreviation_of_a_convention_refers_to_it() -> None:
    act = Act(body=(paragraph("1", "the Genocide Convention (CPPCG)"), paragraph("2", "under the CPPCG")))
    (_, markup), *rest = marked(enrich(document(act)).act.body[1])
    assert isinstance(markup, Ref)
    assert "mtdsg_no=IV-1" in markup.href
    assert rest == []


def test_what_is_known_already_is_left_alone() -> None:
    label = Mark(0, 12, Label("docNumber"))
    act = Act(preface=(Block("B9-0145/2021 on Kazakhstan", 1, (label,)),))
    (first, second) = enrich(document(act)).act.preface[0].marks
    assert first == label
    assert second.start == 16


def test_styles_are_no_obstacle_and_footnotes_are_never_cut() -> None:
    style, note = Mark(0, 5, Style("i")), Mark(8, 9, Note("1", ()))
    assert merged((style,), (Mark(3, 9, Ref("x")),)) == (style, Mark(3, 9, Ref("x")))
    assert merged((note,), (Mark(3, 9, Ref("x")),)) == (note,)
    assert merged((note,), (Mark(3, 12, Ref("x")),)) == (Mark(3, 12, Ref("x")), note)


def test_only_what_a_mark_meets_can_stop_it() -> None:
    notes = tuple(Mark(n * 10, n * 10 + 1, Note(str(n), ())) for n in range(5))
    label = Mark(50, 90, Label("docTitle"))
    free, inside, cut = Mark(2, 9, Ref("a")), Mark(8, 32, Ref("b")), Mark(35, 41, Ref("c"))
    kept = merged((*notes, label), (free, inside, cut, Mark(60, 65, Date("2020-01-01"))))
    assert [m for m in kept if m not in notes] == [free, inside, label]


def test_marks_that_cross_give_way_to_the_first() -> None:
    assert nested((Mark(5, 9, Date("2020-01-01")), Mark(0, 7, Ref("x")))) == (Mark(0, 7, Ref("x")),)


def test_the_words_of_a_language_are_not_those_of_english() -> None:
    act = Act(body=(paragraph("1", "Article 5 of Regulation (EU) 2016/679; B9-0145/2021"),))
    found = marked(enrich(document(act, language="hun")))
    assert [text for text, markup in found if isinstance(markup, Ref)] == ["B9-0145/2021"]


def test_an_empty_document_is_no_trouble() -> None:
    assert enrich(document(Act())) == document(Act())
