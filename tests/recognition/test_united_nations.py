"""Forms that the texts of the United Nations have: prints in scripts without blanks, reports, collections, tails."""

from __future__ import annotations

import pytest
from lxml import etree

from akn.errors import UnrecognisedError
from akn.pipeline import Conversion, Options, convert
from tests.conftest import ROOT, TODAY


def read(text: str) -> Conversion:
    return convert(text, Options(today=TODAY))


def texts(conversion: Conversion, name: str) -> list[str]:
    return ["".join(e.itertext()) for e in conversion.tree.getroot().iter(f"{{*}}{name}")]


def of(conversion: Conversion, path: str) -> list[etree._Element]:
    return list(conversion.tree.getroot().iterfind(f".//{{*}}{path}"))


_CHINESE = """A/RES/77/951

2022年12月14日大会决议

77/951. 水壶

        大会，

        回顾其关于水壶的各项决议和关于在夜间使用水壶的各项其他决议以及所有有关的国际文书和宣言，
1

        注意到水壶烧开，并注意到《水壶问题宣言》
，2

        1.    决定拨款1 930 000美元购买水壶，供所有会员国在夜间使用，并决定在本届会议上再次审议这个
问题；

        2.    请秘书长提交报告。
__________________
1 第75/951号决议。
2 第55/952号决议，附件。
"""


def test_the_mark_of_a_note_may_stand_at_the_head_of_the_next_line_where_no_blanks_part_words() -> None:
    conversion = read(_CHINESE)
    assert [note.get("marker") for note in of(conversion, "authorialNote")] == ["1", "2"]
    assert len(of(conversion, "recital")) == 2
    assert conversion.clean


def test_the_first_figure_of_a_number_with_blanks_is_no_mark() -> None:
    assert any("1 930 000美元" in text for text in texts(read(_CHINESE), "paragraph"))


def test_a_mark_may_stand_behind_the_comma_behind_a_number() -> None:
    conversion = read(
        "S/RES/9951 (2021)\n\nResolution 9951 (2021)\n\nThe Security Council,\n\n"
        "Taking note of the report on kettles,1 and of the issues addressed in resolution 74/933,2 as well as cups,\n\n"
        "1.  Decides to boil.\n\n__________________\n1 S/2021/951.\n2 Of kettles.\n"
    )
    assert [note.get("marker") for note in of(conversion, "authorialNote")] == ["1", "2"]


def test_a_heading_without_the_letters_that_tell_its_language_is_none_of_another() -> None:
    conversion = read(
        "S/RES/9952 (2022)\n\nРезолюция 9952 (2022),\n\nпринятая Советом Безопасности 30 июня 2022 года\n\n"
        "Совет Безопасности,\n\nссылаясь на свои предыдущие резолюции о чайниках,\n\n"
        "Запрет на поездки и замораживание кипятка\n\n1.\tпостановляет кипятить чайники;\n\n"
        "Отчетность\n\n2.\tпостановляет продолжать заниматься этим вопросом.\n"
    )
    assert texts(conversion, "heading") == ["Запрет на поездки и замораживание кипятка", "Отчетность"]


def test_days_on_which_two_parts_were_adopted_are_no_heads_of_pages() -> None:
    lines = (ROOT / "samples" / "spa" / "faros-y-boyas.txt").read_text(encoding="utf-8").splitlines()
    conversion = read("\n\n".join(lines))
    days = [e.get("date") for e in of(conversion, "conclusions//{*}date")]
    assert days == ["2021-12-06", "2021-12-06"]


def test_the_name_of_an_organ_at_the_head_of_a_wrapped_line_enacts_nothing() -> None:
    conversion = read(
        "A/RES/77/953\n\n77/953. Kettles\n\nThe General Assembly,\n\n"
        "    Recalling its resolution 76/953 on kettles, and bearing in mind the wishes of those who boil\n"
        "the General Assembly,\n\n    Noting that kettles boil over when they are left by those who fill them without\n"
        "looking at what they do,\n\n    1.  Decides to boil less than in former years, and to look at all kettles\n"
        "while they are being filled;\n\n    2.  Decides to report.\n"
    )
    assert len(of(conversion, "formula")) == 1


def test_a_meeting_and_a_day_that_begin_with_figures_and_a_full_stop_are_no_paragraphs() -> None:
    conversion = convert(ROOT / "samples" / "deu" / "stille-abende.txt", Options(today=TODAY))
    assert len(of(conversion, "paragraph")) == 3
    assert "54. Plenarsitzung" in texts(conversion, "conclusions")[0]


def test_a_press_report_of_a_meeting_is_no_statement() -> None:
    said = "At the 8774th meeting of the Security Council, held on 12 May 2021, kettles were boiled."
    with pytest.raises(UnrecognisedError):
        read(f"Kettles\n\n{said}\n\nMore.\n")
