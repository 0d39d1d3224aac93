"""What the documents of the United Nations name, in their six languages and in German."""

from __future__ import annotations

from collections import Counter

import pytest

from akn.enrichment.context import Context
from akn.enrichment.scanning import scan
from akn.enrichment.sought import tables
from akn.model.resolution import Ref
from tests.enrichment.reading_rows import named, rows, whole_references

TYPICAL = rows("united-nations.tsv")
LANGUAGES = ("ara", "deu", "eng", "fra", "rus", "spa", "zho")
#: No address may be made of these: language, whose document, text, what is not to be linked.
LOOKALIKES = [
    ("eng", "unga", "see resolution 77 of the club", "resolution 77"),
    ("eng", "unga", "Article 51 of the statute of the choir", "Article 51"),
    ("eng", "unga", "Chapter XX of the Charter", "Chapter XX"),
    ("eng", "unga", "Sustainable Development Goal 18", "Goal 18"),
    ("rus", "unga", "главы VII доклада", "главы VII"),
    ("rus", "unga", "статьи 112 Устава", "статьи 112"),
    ("ara", "unga", "الفصل السابع من التقرير", "الفصل السابع"),
    ("zho", "unga", "补编第53号", "第53号"),
    ("zho", "unga", "报告第七章", "第七章"),
    ("zho", "unga", "中国海和印度洋", "印度"),
    ("zho", "unga", "发展中国家", "中国"),
    ("eng", "unga", "calls upon all Member States", "Member States"),
    ("fra", "unsc", "prie les États membres", "États membres"),
    ("eng", "unga", "see A/AC.999/2019/9.", "19/9"),
    ("eng", "unga", "of the kettles 75/931.", "75/931"),
    ("spa", "unga", "Recordando la decisión 2017/906 del Consejo Económico y Social,", "2017/906"),
    ("fra", "unga", "Rappelant la décision 2017/906 du Conseil économique et social,", "2017/906"),
]


@pytest.mark.parametrize("row", TYPICAL, ids=[f"{row[0]}: {row[1]}" for row in TYPICAL])
def test_a_typical_sentence_is_read(row: list[str]) -> None:
    language, _, text, marked, meant = row
    marks = scan(text, tables(language, "unga"), Context(institution="unga"))
    assert (marked, meant) in [*named(text, marks), *whole_references(text, marks)]


def test_each_language_has_each_typical_sentence() -> None:
    assert {row[0] for row in TYPICAL} == set(LANGUAGES)
    assert set(Counter(row[1] for row in TYPICAL).values()) == {len(LANGUAGES)}


@pytest.mark.parametrize("row", LOOKALIKES, ids=[f"{row[0]}: {row[2]}" for row in LOOKALIKES])
def test_what_only_looks_like_one_has_no_address(row: tuple[str, str, str, str]) -> None:
    language, institution, text, looks = row
    marks = scan(text, tables(language, institution), Context(institution=institution))
    linked = [text[m.start : m.end] for m in marks if isinstance(m.markup, Ref) and m.markup.href]
    assert not any(looks in found for found in linked)
    assert not any(found[0] == looks for found in named(text, marks))


@pytest.mark.parametrize(
    ("text", "institution", "marked", "meant"),
    [
        ("回顾大会2006年3月15日第60/251号决议，", "unhrc", "第60/251号", "https://undocs.org/A/RES/60/251"),
        ("回顾人权理事会第44/918号决议，", "unga", "第44/918号", "https://undocs.org/A/HRC/RES/44/918"),
        ("回顾其第44/918号决议，", "unhrc", "第44/918号", "https://undocs.org/A/HRC/RES/44/918"),
        ("回顾其第2020/918号决议，", "ecosoc", "第2020/918号", "https://undocs.org/E/RES/2020/918"),
        ("第917 A(III)号决议", "unhrc", "第917 A(III)号", "https://undocs.org/A/RES/917(III)A"),
    ],
)
def test_the_organ_named_before_tells_whose_a_number_is(
    text: str, institution: str, marked: str, meant: str
) -> None:
    assert (marked, meant) in whole_references(
        text, scan(text, tables("zho", institution), Context(institution=institution))
    )


@pytest.mark.parametrize(
    ("language", "text", "hrefs"),
    [
        # A session of the Assembly is of one year, and its numbers have figures since the 31st.
        ("eng", "resolution 47/1 of 12 July 2021", [""]),
        ("eng", "resolution 47/1 of 22 September 1992", ["https://undocs.org/A/RES/47/1"]),
        ("rus", "приложение II, резолюция 14/221.", [""]),
        (
            "eng",
            "resolutions 59/296 of 22 June 2005, 60/266 of 30 June 2006",
            ["https://undocs.org/A/RES/59/296", "https://undocs.org/A/RES/60/266"],
        ),
        ("eng", "resolution 79/258 A;", ["https://undocs.org/A/RES/79/258A"]),
        # What a council has is not the Assembly's.
        ("eng", "by the Human Rights Council in its resolution 39/2,", ["https://undocs.org/A/HRC/RES/39/2"]),
        (
            "fra",
            "par le Conseil des droits de l’homme dans sa résolution 39/2,",
            ["https://undocs.org/A/HRC/RES/39/2"],
        ),
        ("ara", "أنشأها مجلس حقوق الإنسان، في قراره 39/2،", ["https://undocs.org/A/HRC/RES/39/2"]),
    ],
)
def test_a_resolution_is_the_assemblys_only_where_it_can_be(
    language: str, text: str, hrefs: list[str]
) -> None:
    marks = scan(text, tables(language, "unga"), Context(institution="unga", date="2025-01-01"))
    assert [mark.markup.href for mark in marks if isinstance(mark.markup, Ref)] == hrefs


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fra", "veille aux lignes directrices, et en particulier à leur paragraphe 47,"),
        ("eng", "invites the keepers of the rules, and in particular of their paragraph 47,"),
        ("spa", "pide que se apliquen las directrices, y en particular su párrafo 47,"),
    ],
)
def test_a_paragraph_of_another_text_is_none_of_this(language: str, text: str) -> None:
    here = Context(institution="unga", targets={(("par", "47"),): "para_47"})
    assert not [m for m in scan(text, tables(language, "unga"), here) if isinstance(m.markup, Ref)]
