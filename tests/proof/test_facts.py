"""What the proof says of titles, dates, numbers, authors, enacting words and letters: each condition by itself."""

from __future__ import annotations

import pytest
from lxml import etree

from akn.proof.shape import facts, raw_signs
from akn.proof.shape.openers import openers
from akn.proof.shape.placing import Placed
from akn.proof.shape.units import see

WORDS = openers("eng", "ep")
NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
TITLED = "<p>on <docTitle>lamps</docTitle></p>"


def root(cover="", preface=TITLED, body="", *, meta="", formula=""):
    return etree.fromstring(
        f'<akomaNtoso xmlns="{NAMESPACE}"><statement><meta><identification>{meta}</identification></meta>'
        f'<coverPage eId="coverPage">{cover}</coverPage><preface eId="preface">{preface}</preface>'
        f'<preamble>{formula}</preamble><mainBody eId="body">{body}</mainBody></statement></akomaNtoso>'
    )


def codes(found):
    return [one.code for one in found]


def work(date="2021-02-12", number=""):
    shown = f'<FRBRnumber value="1" showAs="{number}"/>' if number else ""
    return f'<FRBRWork><FRBRdate date="{date}"/>{shown}</FRBRWork>'


# ------------------------------------------------------------------ titles


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("lamps", False),
        ("lamps,", True),
        ("lamps -", True),
        ("lamps /", True),
        ("lamps (of", True),
        ("lamps) of brass", True),
        ("lamps (of brass)", False),
        ("", True),
        ("lamps of the", True),
        ("lamps on", True),
        ("the", True),
        ("Motion for a resolution", True),
        ("Motion for a", True),
    ],
)
def test_a_title_that_breaks_off_is_doubted(title, wrong):
    seen = see([root(preface=f"<p>on <docTitle>{title}</docTitle></p>")])
    assert codes(facts.title(seen, WORDS)) == ["SHA013"] * wrong


@pytest.mark.parametrize(
    ("next_line", "wrong"),
    [
        ("of brass and of tin", True),
        ("Of brass", False),
        ("(2021/9001(RSP))", False),
        ('of <docDate date="2021-02-12">12 February 2021</docDate>', False),
        ("<docProponent>jane Example</docProponent>", False),
    ],
)
def test_a_title_that_goes_on_in_the_next_line_is_doubted(next_line, wrong):
    seen = see([root(preface=f"{TITLED}<p>{next_line}</p>")])
    assert codes(facts.titles(seen, WORDS)) == ["SHA013"] * wrong


def test_a_small_letter_behind_a_line_without_title_is_no_title_that_goes_on():
    seen = see([root(preface=f"<p>x</p><p>of brass</p>{TITLED}")])
    assert codes(facts.titles(seen, WORDS)) == []


# ------------------------------------------------------------------ dates and numbers


@pytest.mark.parametrize(
    ("value", "text", "wrong"),
    [
        ("2021-02-12", "12 February 2021", False),
        ("2021-02-12", "12.2.2021", False),
        ("2021-02-12", "12.2.21", False),
        ("2021-02-12", "2021-02-12", False),
        ("2021-02-12", "12 February", False),
        ("2021-02", "12.3.2020", False),
        ("2021-02-xx", "12.3.2020", False),
        ("2021-02-12", "13 February 2021", True),
        ("2021-02-12", "12 February 2020", True),
        ("2021-02-12", "12.3.2021", True),
        ("2021-02-12", "3.2.2021", True),
        ("2021-02-12", "12 March 2021", True),
        ("2021-01-12", "12 January 2021", False),
        ("2021-12-12", "12 December 2021", False),
        ("2021-12-12", "12 November 2021", True),
        ("2021-01-12", "12 December 2021", True),
        ("2021-13-12", "12 March 2021", False),
        ("2021-00-12", "12 March 2021", False),
        ("2021-02-12", "12 of the 2 in 2021, at 10", False),
        ("2021-02-12", "from 5 to 12 October 2021", True),
    ],
)
@pytest.mark.parametrize("name", ["date", "docDate"])
def test_a_date_that_its_text_does_not_say_is_doubted(name, value, text, wrong):
    seen = see([root(preface=f'{TITLED}<p><{name} date="{value}">{text}</{name}></p>')])
    assert codes(facts.dates(seen, WORDS)) == ["SHA014"] * wrong


@pytest.mark.parametrize(
    ("first", "second", "dated", "said"),
    [
        ("2021-02-12", "2021-02-12", "2021-02-12", []),
        ("2021-02-12", "2021-02-13", "2021-02-12", ["the document has two dates: 2021-02-12, 2021-02-13"]),
        ("2021-02-12", "2021-02-12", "2021-03-01", ["the work is dated 2021-03-01, its text 2021-02-12"]),
        ("", "", "2021-03-01", []),
        ("2021-02-12", "", "2021-02-12", []),
        ("2021-02-12", "2021-02-12", "", []),
    ],
)
def test_dates_of_a_document_that_contradict_each_other_are_doubted(first, second, dated, said):
    lines = [
        f'<p><docDate date="{one}">a day</docDate></p>' if one else "<p>none</p>" for one in (first, second)
    ]
    seen = see([root(cover=lines[0], preface=lines[1], meta=work(dated))])
    assert [one.message for one in facts.dates(seen, WORDS)] == said


def test_a_document_without_address_is_not_asked_for_its_dates():
    seen = see([root(cover='<p><docDate date="2021-02-12">12.2.2021</docDate></p>')])
    assert codes(facts.dates(seen, WORDS)) == []


@pytest.mark.parametrize(
    ("shown", "printed", "wrong"),
    [
        ("B9-9001/2021", "B9-9001/2021", False),
        ("B9-9001/2021", "B9-9001 / 2021", False),
        ("B9-9001/2021", "b9-9001/2021", False),
        ("B9-9001/2021", "B9-9002/2021", True),
        ("B9-9002/2021", "B9-9001, 9002 and 9003/2021", False),
        ("B9-9004/2021", "B9-9001, 9002 and 9003/2021", True),
        ("A9-9002/2021", "B9-9001, 9002 and 9003/2021", True),
        ("B9-9001/2021", "9001/2021", False),
    ],
)
def test_a_number_that_its_text_does_not_say_is_doubted(shown, printed, wrong):
    seen = see([root(cover=f"<p><docNumber>{printed}</docNumber></p>", meta=work(number=shown))])
    assert codes(facts.dates(seen, WORDS)) == ["SHA014"] * wrong


@pytest.mark.parametrize(
    ("number", "day", "wrong"),
    [
        ("B9-9001/2021", "2021-02-12", False),
        ("B9-9001/2020", "2021-02-12", False),
        ("B9-9001/2022", "2021-02-12", False),
        ("B9-9001/2019", "2021-02-12", True),
        ("B9-9001/2023", "2021-02-12", True),
        ("B9-9001", "2021-02-12", False),
    ],
)
def test_a_number_of_another_year_is_doubted(number, day, wrong):
    said = f'<p><docNumber>{number}</docNumber> <docDate date="{day}">12 February 2021</docDate></p>'
    found = [one.message for one in facts.dates(see([root(cover=said, meta=work(day))]), WORDS)]
    assert found == [f"the number {number} is not of 2021"] * wrong


def test_a_number_alone_tells_no_year():
    seen = see([root(cover="<p><docNumber>B9-9001/2019</docNumber></p>", meta=work())])
    assert codes(facts.dates(seen, WORDS)) == []


# ------------------------------------------------------------------ authors


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("Jane Example, John Sample", True),
        ("Jane Example; John Sample,", True),
        ("on behalf of the Renew Group", True),
        ("on behalf of the Committee on Lamps", False),
        ("Jane Example", False),
        ("Jane, John", False),
        ("Jane example, John sample", False),
        ("jane Example, john Sample", False),
        ("Rule 12, Rule 13", False),
        ("A B C D E F, G H", False),
        ("Committee on Lamps, and Piers", False),
    ],
)
def test_a_line_of_names_that_gave_no_author_is_doubted(line, wrong):
    seen = see([root(cover=f"<p>{line}</p>")])
    block = seen.blocks[0]
    placed = Placed(3, line, own=True, fresh=True, mark=None)
    placed.block = block
    found = list(facts.authors(seen, [placed], WORDS))
    assert [(one.code, one.source_line) for one in found] == [("SHA010", 3)] * wrong


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("<docProponent refersTo='#person_1'>Jane Example</docProponent>", 0),
        ("<docProponent refersTo='#person_1'>of Example</docProponent>", 1),
        ("<docProponent refersTo='#person_1'>jane Example</docProponent>", 1),
        ("<docProponent refersTo='#person_1'>Jane Example 2</docProponent>", 1),
        ("<docProponent refersTo='#person_1'>Jane/Example</docProponent>", 1),
        ("<docProponent refersTo='#person_1'>Jane Example, John Sample</docProponent>", 1),
        ("<docProponent refersTo='#person_1'>Example, Jane</docProponent>", 0),
        ("<docProponent refersTo='#person_1'>Jane van der Example, MEP</docProponent>", 0),
        ("<docProponent refersTo='#person_1'>The European Parliament</docProponent>", 1),
        ("<docProponent refersTo='#person_1'></docProponent>", 1),
        ("<docProponent refersTo='#group_1'>the 27 of Renew</docProponent>", 0),
        ("<docProponent refersTo='#group_1'></docProponent>", 1),
        ("<docProponent refersTo='#person_1'>JANE EXAMPLE</docProponent>", 1),
        (
            (
                "<docProponent refersTo='#person_1'>JANE EXAMPLE</docProponent>, "
                "<docProponent refersTo='#group_1'>RENEW</docProponent>"
            ),
            0,
        ),
        ("on behalf of the <docProponent refersTo='#person_1'>Lamp Lighters</docProponent>", 1),
        ("Rapporteur: <docProponent refersTo='#person_1'>Lamp Lighters</docProponent>", 0),
        (
            (
                "<docProponent refersTo='#person_1'>Jane Example</docProponent> on behalf of the "
                "<docProponent refersTo='#person_2'>Lamp Lighters</docProponent>"
            ),
            1,
        ),
        (
            (
                "<docProponent refersTo='#person_1'>Jane</docProponent>, "
                "<docProponent refersTo='#person_2'>Example</docProponent>"
            ),
            1,
        ),
        (
            (
                "<docProponent refersTo='#person_1'>Jane Sample</docProponent>, "
                "<docProponent refersTo='#person_2'>Example</docProponent>"
            ),
            0,
        ),
    ],
)
def test_what_is_no_name_of_an_author_is_doubted(line, wrong):
    seen = see([root(cover=f"<container><p>{line}</p></container>")])
    assert codes(facts.proponents(seen, WORDS)) == ["SHA010"] * wrong


# ------------------------------------------------------------------ what was not read


@pytest.mark.parametrize(
    ("cover", "preface", "found"),
    [
        ("<p>x</p>", TITLED, []),
        ("", "<p>European Parliament resolution on lamps of brass and tin</p>", ["SHA013"]),
        ("", "<p>European Parliament resolution on lamps</p>", []),
        ("<p>12 February 2021</p>", TITLED, ["SHA014"]),
        ("<p>12.2.2021</p>", TITLED, ["SHA014"]),
        ("<p>12 February 2021</p><p>13 February 2021</p>", TITLED, ["SHA014"]),
        ('<p><docDate date="2021-02-12">12 February 2021</docDate></p><p>3 May 2020</p>', TITLED, []),
        ("", "<p>on <docTitle>the lamps of 12 February 2021</docTitle></p>", []),
        ("", "<p>12 February 2021 on <docTitle>the lamps</docTitle></p>", ["SHA014"]),
    ],
)
def test_a_document_without_title_or_date_that_says_them_is_doubted(cover, preface, found):
    assert codes(facts.unread(see([root(cover=cover, preface=preface)]), WORDS)) == found


# ------------------------------------------------------------------ enacting words, letters, signs of formats


@pytest.mark.parametrize(
    ("formula", "body", "wrong"),
    [
        ("The European Parliament,", "", 0),
        ("The European Parliament", "", 0),
        ("The European Parlament,", "", 1),
        ("", "<paragraph><content><p>The European Parliament,</p></content></paragraph>", 1),
        (
            "The European Parliament,",
            "<paragraph><content><p>of the European Parliament,</p></content></paragraph>",
            1,
        ),
        (
            "The European Parliament,",
            "<paragraph><content><p>The European Parliament</p></content></paragraph>",
            0,
        ),
        ("The European Parliament,", "<p>The European Parliament, having met</p>", 1),
    ],
)
def test_enacting_words_that_no_table_has_or_nobody_took_for_such_are_doubted(formula, body, wrong):
    said = f'<formula name="enactingFormula"><p>{formula}</p></formula>' if formula else ""
    assert codes(facts.formula(see([root(formula=said, body=body)]), WORDS)) == ["SHA012"] * wrong


@pytest.mark.parametrize(
    ("num", "text", "wrong"),
    [
        ("1.", "Asks for lamps", 0),
        ("?.", "Asks for lamps", 1),
        ("1.", "Asks for lÃ¡mps", 1),
        ("1.", "Asks for lámps", 0),
        ("1.", "Asks for l?mps", 1),
        ("1.", "Asks: what lamps?", 0),
    ],
)
def test_wrong_letters_are_doubted(num, text, wrong):
    body = f'<paragraph eId="para_1"><num>{num}</num><content><p>{text}</p></content></paragraph>'
    found = list(raw_signs.letters(see([root(body=body + body)])))
    assert [(one.code, one.eid) for one in found] == [("SHA021", "para_1")] * wrong


@pytest.mark.parametrize(
    ("where", "text", "wrong"),
    [
        ("paragraph", "Asks for &amp;nbsp; lamps", 1),
        ("paragraph", "Asks for &lt;b&gt;lamps&lt;/b&gt;", 1),
        ("paragraph", "**Asks** for lamps", 1),
        ("paragraph", "# Asks for lamps", 1),
        ("paragraph", "Asks for [lamps] of R&amp;D", 0),
        ("heading", "[Lamps]", 1),
        ("heading", "www.lamps.example", 1),
        ("heading", "Lamps of brass", 0),
        ("cover", "&amp;nbsp;", 0),
    ],
)
def test_signs_of_a_format_are_doubted(where, text, wrong):
    body = {
        "paragraph": f"<paragraph><content><p>{text}</p></content></paragraph>",
        "heading": f"<division><heading>{text}</heading></division>",
    }.get(where, "")
    cover = f"<p>{text}</p>" if where == "cover" else ""
    assert codes(raw_signs.formats(see([root(cover=cover, body=body)]))) == ["SHA023"] * wrong


# ------------------------------------------------------------------ the language, and twins


def test_a_document_that_names_another_language_is_doubted_where_it_is_alone():
    said = '<FRBRExpression><FRBRlanguage language="fra"/></FRBRExpression>'
    one = root(meta=said)
    assert codes(facts.language(see([one]), "eng")) == ["SHA011"]
    assert codes(facts.language(see([one]), "fra")) == []
    assert codes(facts.language(see([root()]), "eng")) == []
    assert codes(facts.language(see([one, root(meta=said)]), "eng")) == []


def test_two_documents_of_one_name_are_doubted():
    def named(name):
        return root(meta=f'<FRBRWork><FRBRuri value="{name}"/></FRBRWork>')

    assert codes(facts.twins(see([named("/a"), named("/b"), named("/a")]))) == ["SHA017"]
    assert codes(facts.twins(see([named("/a"), named("/b")]))) == []
    assert codes(facts.twins(see([root(), root()]))) == []


def test_documents_of_a_collection_are_looked_at_one_by_one():
    work = '<FRBRWork><FRBRuri value="/a"/></FRBRWork>'
    held = (
        f"<component><statement><meta><identification>{work}</identification></meta></statement></component>"
    )
    whole = etree.fromstring(
        f'<akomaNtoso xmlns="{NAMESPACE}"><documentCollection><collectionBody>{held}{held}</collectionBody>'
        "</documentCollection></akomaNtoso>"
    )
    assert codes(facts.twins(see([whole]))) == ["SHA017"]
