"""The numbers that Word prints before paragraphs, by every way in which a document can ask for them."""

from __future__ import annotations

import pytest
from lxml import etree

from akn.readers.docx.numbering import Numbering
from akn.readers.docx.styles import Styles

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(at: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(key: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def num(key: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def numbering(*parts: str, styles: dict[str, str] | None = None) -> Numbering:
    return Numbering(etree.fromstring(f"<w:numbering {_W}>{''.join(parts)}</w:numbering>"), styles or {})


def printed(counts: Numbering, *items: tuple[int, int]) -> list[str]:
    return [found.text for key, at in items if (found := counts.count(str(key), at))]


THREE = (level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)"))


def test_deeper_levels_begin_anew_when_a_shallower_one_counts() -> None:
    counts = numbering(abstract(0, *THREE), num(1, 0))
    items = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 0), (1, 1)]
    assert printed(counts, *items) == ["1.", "(a)", "(i)", "(ii)", "(b)", "2.", "(a)"]


def test_two_lists_of_one_abstract_list_count_on() -> None:
    counts = numbering(abstract(0, *THREE), num(1, 0), num(2, 0))
    assert printed(counts, (1, 0), (2, 0), (1, 0)) == ["1.", "2.", "3."]


def test_an_override_restarts_once_where_its_list_is_first_used() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    counts = numbering(abstract(0, *THREE), num(1, 0), num(2, 0, again))
    assert printed(counts, (1, 0), (1, 0), (2, 0), (2, 0), (1, 0)) == ["1.", "2.", "1.", "2.", "3."]


def test_an_override_may_replace_a_level() -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1)")}</w:lvlOverride>'
    counts = numbering(abstract(0, *THREE), num(1, 0, other))
    assert printed(counts, (1, 0), (1, 0)) == ["I)", "II)"]


def test_legal_numbering_shows_all_levels_in_figures() -> None:
    levels = (level(0, "upperRoman", "%1."), level(1, "lowerLetter", "%1.%2.", "<w:isLgl/>"))
    counts = numbering(abstract(0, *levels), num(1, 0))
    assert printed(counts, (1, 0), (1, 0), (1, 1), (1, 1)) == ["I.", "II.", "2.1.", "2.2."]


def test_a_level_that_never_restarts_counts_on() -> None:
    levels = (level(0, "decimal", "%1."), level(1, "decimal", "§ %2", '<w:lvlRestart w:val="0"/>'))
    counts = numbering(abstract(0, *levels), num(1, 0))
    assert printed(counts, (1, 0), (1, 1), (1, 0), (1, 1)) == ["1.", "§ 1", "2.", "§ 2"]


def test_a_level_before_its_parent_shows_the_start_of_that() -> None:
    counts = numbering(abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2.")), num(1, 0))
    assert printed(counts, (1, 1)) == ["1.1."]


def test_a_list_that_leads_to_a_style_has_the_levels_of_that() -> None:
    linked = abstract(0, more='<w:numStyleLink w:val="Own"/>')
    counts = numbering(linked, abstract(1, *THREE), num(1, 0), num(2, 1), styles={"Own": "2"})
    assert printed(counts, (1, 0), (1, 1), (2, 0)) == ["1.", "(a)", "2."]


@pytest.mark.parametrize(
    ("form", "numbers", "says"),
    [
        ("upperLetter", (1, 26, 27, 28, 53), ["A", "Z", "AA", "BB", "AAA"]),
        ("lowerRoman", (4, 9, 40), ["iv", "ix", "xl"]),
        ("russianLower", (1, 10, 29, 30), ["а", "к", "я", "аа"]),
        ("decimalZero", (1, 12), ["01", "12"]),
        ("none", (1,), [""]),
        ("thaiLetters", (3,), ["3"]),
    ],
)
def test_formats_are_written_as_word_writes_them(
    form: str, numbers: tuple[int, ...], says: list[str]
) -> None:
    counts = numbering(abstract(0, level(0, form, "%1")), num(1, 0))
    found = [each for n in range(1, max(numbers) + 1) for each in printed(counts, (1, 0)) if n in numbers]
    assert found == says


@pytest.mark.parametrize(
    ("sign", "says"), [("–", "–"), ("\uf0b7", "•"), ("\uf02d", "–"), ("o", "◦"), ("\uf0a7", "•"), ("", "")]
)
def test_bullets_are_printed_or_stand_for_one(sign: str, says: str) -> None:
    counts = numbering(abstract(0, level(0, "bullet", sign)), num(1, 0))
    assert printed(counts, (1, 0)) == [says]


def test_numbers_come_through_styles_and_what_they_are_based_on() -> None:
    styles = Styles(
        etree.fromstring(
            f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr>'
            '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="Base"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="Bare"><w:basedOn w:val="Base"/><w:pPr><w:numPr><w:numId w:val="0"/>'
            '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
            "</w:styles>"
        )
    )
    assert styles.numbering("Own") == ("7", None, "Base")
    assert styles.numbering("Bare") == ("0", None, "Bare")
    assert styles.numbering("Loop") is None


def test_a_level_is_told_by_the_style_that_it_names() -> None:
    counts = numbering(
        abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2.", '<w:pStyle w:val="Sub"/>')),
        num(1, 0),
    )
    assert counts.level_of_style("1", "Sub") == 1
    assert counts.level_of_style("1", "Other") == 0
