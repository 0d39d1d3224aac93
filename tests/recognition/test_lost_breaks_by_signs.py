"""Texts of the United Nations whose line breaks were lost or put in: mended where signs tell, else doubted."""

from __future__ import annotations

import pytest
from lxml import etree

from akn.findings import Severity
from akn.languages import load
from akn.pipeline import Options, convert
from tests.conftest import TODAY

HEADS = {
    "eng": "A/RES/79/951\nGeneral Assembly\nResolution adopted by the General Assembly on 12 December 2024\n"
    "79/951.\tBells\n",
    "fra": "A/RES/79/951\nAssemblée générale\nRésolution adoptée par l’Assemblée générale le 12 décembre 2024\n"
    "79/951.\tCloches\n",
    "spa": "A/RES/79/951\nAsamblea General\nResolución aprobada por la Asamblea General el 12 de diciembre de 2024\n"
    "79/951.\tCampanas\n",
    "rus": "A/RES/79/951\nГенеральная Ассамблея\nРезолюция, принятая Генеральной Ассамблеей 12 декабря 2024 года\n"
    "79/951.\tКолокола\n",
    "ara": "A/RES/79/951\nالجمعية العامة\nقرار اتخذته الجمعية العامة في 12 كانون الأول/ديسمبر 2024\n79/951 -\tأجراس\n",
    "zho": "A/RES/79/951\n大会\n2024年12月12日大会决议\n79/951.\t钟\n",
}
ACTS = {
    "eng": (
        "The General Assembly,",
        ("Recalling its resolution 78/951 on bells,", "Treasuring the ropes that ringers splice by hand,",
         "Saddened by the silence of the lower tower,"),
        ("1.\tThanks the ringers;", "2.\tDecides to listen."),
    ),
    "fra": (
        "L’Assemblée générale,",
        ("Rappelant sa résolution 78/951 sur les cloches,", "Prisant les cordes que les sonneurs tressent à la main,",
         "Attristée par le silence de la tour basse,"),
        ("1.\tRemercie les sonneurs ;", "2.\tDécide d’écouter."),
    ),
    "spa": (
        "La Asamblea General,",
        ("Recordando su resolución 78/951 sobre campanas,", "Estimando las cuerdas que trenzan los campaneros,",
         "Entristecida por el silencio de la torre baja,"),
        ("1.\tDa las gracias a los campaneros;", "2.\tDecide escuchar."),
    ),
}  # fmt: skip


def converted(text: str) -> tuple[list[str], list[str], set[str]]:
    """The recitals and the paragraphs of `text`, and the codes of its errors."""
    conversion = convert(text.encode(), Options(today=TODAY))
    root = etree.fromstring(conversion.xml)

    def said(name: str) -> list[str]:
        return [" ".join("".join(map(str, e.itertext())).split()) for e in root.iter(f"{{*}}{name}")]

    errors = {f.code for f in conversion.report.findings if f.severity is Severity.ERROR}
    return said("recital"), said("paragraph"), errors


def text_of(language: str, recitals: tuple[str, ...], between: str = "\n") -> str:
    formula, _, paragraphs = ACTS[language]
    return HEADS[language] + "\n".join([formula, between.join(recitals), *paragraphs, ""])


@pytest.mark.parametrize("between", ["\n", " ", ""])
@pytest.mark.parametrize("language", ACTS)
def test_recitals_on_one_line_are_parted_though_no_phrase_knows_how_they_begin(
    language: str, between: str
) -> None:
    recitals = ACTS[language][1]
    found, paragraphs, errors = converted(text_of(language, recitals, between))
    assert (found, len(paragraphs), errors) == ([*recitals], 2, set())


def test_the_first_paragraph_behind_the_last_recital_is_parted() -> None:
    formula, recitals, paragraphs = ACTS["eng"]
    text = HEADS["eng"] + "\n".join([formula, *recitals[:2], f"{recitals[2]} {paragraphs[0]}", paragraphs[1]])
    found, body, errors = converted(text)
    assert (found, len(body), errors) == ([*recitals], 2, set())


@pytest.mark.parametrize("width", [30, 36, 41])
@pytest.mark.parametrize("language", ACTS)
def test_a_recital_that_ends_at_the_edge_of_a_page_ends(language: str, width: int) -> None:
    recitals = tuple(
        f"{first} {'o' * (width - len(first) - 2)}," for first in (r.split()[0] for r in ACTS[language][1])
    )
    long = tuple(f"{r.removesuffix(',')}\n{'a' * (width - 9)} bells," for r in recitals)
    found, _, _ = converted(text_of(language, (*long, *recitals)))
    assert len(found) == len(long) + len(recitals)


def test_names_behind_commas_begin_no_recital() -> None:
    recitals = (
        "Recalling the treaties of Tlatelolco, Rarotonga, Bangkok and Pelindaba,",
        "Welcoming the help of the ports, United Nations funds and the Peace, Security and Fog Framework,",
        "Noting the meeting in Winnipeg, Canada from 10 to 17 September 2000,",
    )
    found, _, errors = converted(text_of("eng", recitals))
    assert (found, errors) == ([*recitals], set())


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_a_line_that_begins_small_or_with_a_figure_goes_on_the_recital_above(blank: str) -> None:
    recitals = (
        "Recalling resolutions 2511 (2020),\n2624 (2022) and all others on bells,",
        f"Treasuring the ropes,{blank}and stressing that ringers splice them,",
    )
    found, _, errors = converted(text_of("eng", recitals))
    assert (found, errors) == ([" ".join(r.split()) for r in recitals], set())


def test_a_recital_that_was_broken_before_a_small_letter_is_no_heading() -> None:
    recitals = (
        "Treasuring the ropes that ringers\nsplice by hand in winter,",
        "Recalling its resolutions\n78/951 and 77/4,",
    )
    found, _, errors = converted(text_of("eng", recitals))
    assert (found, errors) == ([r.replace("\n", " ") for r in recitals], set())


IN_ONE = {
    "rus": (
        "Генеральная Ассамблея,",
        "ссылаясь на свою резолюцию 78/951, лелея веревки звонарей, глядя на башню,",
        "1.\tблагодарит звонарей.",
    ),
    "ara": (
        "إن الجمعية العامة،",
        "إذ تشير إلى قرارها 78/951، وإذ تقدر الحبال، وإذ يحزنها صمت البرج،",
        "1 -\tتشكر قارعي الأجراس.",
    ),
    "zho": (
        "大会，",
        "回顾其第78/951号决议，爱惜敲钟人的绳索，惋惜下塔的沉默，注视上塔的钟，听取了敲钟人的意见，",
        "1.\t感谢敲钟人。",
    ),
}


@pytest.mark.parametrize("language", IN_ONE)
def test_a_preamble_in_one_line_is_doubted_where_no_capital_parts_it(language: str) -> None:
    assert "SHA019" in converted(HEADS[language] + "\n".join((*IN_ONE[language], "")))[2]


@pytest.mark.parametrize(
    "odd", ["которые звонари плетут руками,", "сплетенных руками звонарей,", "78/4 от 3 мая 2024 года,"]
)
def test_a_recital_that_begins_as_none_does_is_doubted(odd: str) -> None:
    recitals = ("ссылаясь на свои резолюции о колоколах,", "лелея память звонарей,", "глядя на веревки,")
    text = "\n".join(
        ["Генеральная Ассамблея,", *recitals, odd, "1.\tблагодарит звонарей;", "2.\tслушает.", ""]
    )
    found, _, errors = converted(HEADS["rus"] + text)
    assert "SHA019" in errors or len(found) == len(recitals)
    assert not converted(HEADS["rus"] + text.replace(f"{odd}\n", ""))[2]


def test_a_point_that_was_broken_in_a_script_without_capitals_goes_on() -> None:
    text = (
        f"{HEADS['ara']}إن الجمعية العامة،\nإذ تشير إلى قرارها 78/951 بشأن الأجراس،\n1 -\tتطلب ما يلي:\n"
        "(أ)\tقرع الأجراس عند كل\nفجر ومساء؛\n(ب)\tصيانة الحبال؛\n2 -\tتقرر أن تستمع.\n"
    )
    conversion = convert(text.encode(), Options(today=TODAY))
    points = etree.fromstring(conversion.xml).findall(".//{*}point")
    assert [" ".join(map(str, p.itertext())).split()[-1] for p in points] == ["ومساء؛", "الحبال؛"]


def test_enacting_words_below_a_full_line_stand_by_themselves() -> None:
    text = (
        "S/RES/2951 (2024)\nمجلس الأمن\nالقرار 2951 (2024)\n"
        "الذي اتخذه مجلس الأمن في جلسته\n9851، المعقودة في 12 كانون\nالأول/ديسمبر 2024\nإن مجلس الأمن،\n"
        "إذ يشير إلى قراراته السابقة\nبشأن أجراس الموانئ كلها،\nوإذ يلاحظ أن البرج الأسفل\nصامت منذ شتاء طويل،\n"
        "1 -\tيطلب إلى قارعي الأجراس أن\nيقرعوها عند كل فجر ومساء؛\n2 -\tيقرر أن يبقي المسألة قيد\nنظره الفعلي.\n"
    )
    formula = etree.fromstring(convert(text.encode(), Options(today=TODAY)).xml).find(".//{*}formula")
    assert "".join(map(str, formula.itertext())).strip() == "إن مجلس الأمن،"


def test_what_stands_in_square_brackets_is_no_title() -> None:
    text = (
        "E/RES/2024/951\nConseil économique et social\n"
        "Résolution adoptée par le Conseil économique et social le 24 juillet 2024\n"
        "[à l’initiative de la Commission des cloches (E/2024/924)]\n2024/951.\tCloches des ports\n"
        "Le Conseil économique et social,\nRappelant sa résolution 2023/7,\n1.\tRemercie les sonneurs;\n2.\tÉcoute.\n"
    )
    root = etree.fromstring(convert(text.encode(), Options(today=TODAY)).xml)
    assert "".join(map(str, root.find(".//{*}docTitle").itertext())) == "Cloches des ports"


def test_a_caption_in_the_middle_of_a_wrapped_sentence_is_doubted() -> None:
    lines = [
        "1.\tCalls upon the ringers of all the harbours to splice",
        "Photo: a rope beside the upper tower in May",
        "their ropes by hand before the end of every winter, and",
        "to ring the bells of the lower tower at dawn and dusk;",
        "2.\tDecides to listen to the bells of all the harbours at",
        "its eightieth session, and to thank the ringers there.",
    ]
    formula, recitals, _ = ACTS["eng"]
    text = HEADS["eng"] + "\n".join([formula, *recitals, *lines, ""])
    assert converted(text)[2]
    assert not converted(text.replace(f"{lines[1]}\n", ""))[2]


def test_an_old_paragraph_below_the_mark_of_a_note_is_no_heading() -> None:
    text = (
        "951 (1960). Resolution of 7 October 1960\n[S/4951]\n\nThe Security Council,\n\n"
        "Having examined the request of the ringers\nof Exampleville, 35\n"
        "Recommends to the General Assembly that the ringers of Exampleville be heard in the hall of the\n"
        "United Nations.\n\nAdopted unanimously at the 908th meeting.\n"
    )
    found, paragraphs, errors = converted(text)
    assert (len(found), len(paragraphs), errors) == (1, 1, set())


def test_every_ending_of_a_participle_is_met_by_an_example() -> None:
    for code in ("eng", "fra", "spa", "rus"):
        table = load(code).table["participles"]
        endings, examples = table["endings"], table["examples"]
        assert all(any(word.endswith(ending) for word in examples) for ending in endings), code
        assert all(word.endswith(tuple(endings)) for word in examples), code


@pytest.mark.parametrize("language", ACTS)
def test_enacting_words_on_the_line_of_the_title_are_parted(language: str) -> None:
    _, recitals, _ = ACTS[language]
    found, paragraphs, errors = converted(
        text_of(language, recitals).replace(HEADS[language], HEADS[language].rstrip("\n") + " ")
    )
    assert (found, len(paragraphs), errors) == ([*recitals], 2, set())


def test_a_quotation_that_ends_a_sentence_goes_on_it() -> None:
    formula, recitals, paragraphs = ACTS["eng"]
    text = HEADS["eng"] + "\n".join(
        [formula, *recitals, paragraphs[0], "2.\tDecides to keep the item entitled", "“Quiet bells”.", ""]
    )
    assert converted(text)[1][-1] == "2. Decides to keep the item entitled “Quiet bells”."
