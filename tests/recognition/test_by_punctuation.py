"""Acts whose parts are told by what ends them: a comma before the first number, a semicolon behind it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import NamedTuple

import pytest
from lxml import etree

from akn.pipeline import Options, convert
from tests.conftest import TODAY
from tests.recognition.texts import convert_text, doubtful


class Minimal(NamedTuple):
    """One language's head, formula, two recitals, two paragraphs with two points between, and tail."""

    organ: str
    head: str
    formula: str
    recitals: tuple[str, str]
    paragraphs: tuple[str, str]
    points: tuple[str, str]
    tail: str
    iri: str


TEXTS = {
    "eng": Minimal(
        "unga",
        "A/RES/ES-11/904\n\nGeneral Assembly\n\nEleventh emergency special session\n\n"
        "Resolution adopted by the General Assembly on 7 April 2022\n\nES-11/904.\tFog",
        "The General Assembly,",
        ("Mindful of the lighthouses of small islands,", "Gravely alarmed that fog horns fail,"),
        ("1.  Deplores the fog:", "2.  Remains seized of the matter."),
        ("(a)  On the quays;", "(b)  On the piers;"),
        "10th plenary meeting\n7 April 2022",
        "/akn/un/statement/deliberation/unga/2022-04-07/es-11-904",
    ),
    "fra": Minimal(
        "unsc",
        "S/RES/9988 (2021)\n\nConseil de sécurité\n\nDistr. générale\n15 octobre 2021\n\nRésolution 9988 (2021)\n\n"
        "Adoptée par le Conseil de sécurité à sa 9988e séance, le 15 octobre 2021",
        "Le Conseil de sécurité,",
        ("Conscient de l’importance des phares,", "Rappelant que le brouillard gêne les îles,"),
        ("1.  Déplore le brouillard :", "2.  Décide de demeurer saisi de la question."),
        ("a)  Sur les quais ;", "b)  Sur les jetées ;"),
        "",
        "/akn/un/statement/deliberation/unsc/2021-10-15/9988-2021",
    ),
    "spa": Minimal(
        "unhrc",
        "A/HRC/RES/S-38/1\n\nConsejo de Derechos Humanos\n\n"
        "Resolución aprobada por el Consejo de Derechos Humanos el 12 de mayo de 2022\n\nS-38/1.\tNiebla",
        "El Consejo de Derechos Humanos,",
        ("Consciente de la importancia de los faros,", "Recordando que la niebla molesta a las islas,"),
        ("1.  Deplora la niebla:", "2.  Decide seguir ocupándose de la cuestión."),
        ("a)  En los muelles;", "b)  En los diques;"),
        "2ª sesión\n12 de mayo de 2022",
        "/akn/un/statement/deliberation/unhrc/2022-05-12/s-38-1",
    ),
    "rus": Minimal(
        "unga",
        "A/RES/79/904\n\nГенеральная Ассамблея\n\n"
        "Резолюция, принятая Генеральной Ассамблеей 12 декабря 2024 года\n\n79/904.\tТуман",
        "Генеральная Ассамблея,",
        ("сознавая важность маяков на малых островах,", "напоминая, что туман мешает жителям,"),
        ("1.  выражает сожаление по поводу тумана:", "2.  постановляет продолжать заниматься этим вопросом."),
        ("a)  на причалах;", "b)  на пирсах;"),
        "50-е пленарное заседание,\n12 декабря 2024 года",
        "/akn/un/statement/deliberation/unga/2024-12-12/79-904",
    ),
    "ara": Minimal(
        "unga",
        "A/RES/79/904\n\nالجمعية العامة\n\nقرار اتخذته الجمعية العامة في 12 كانون الأول/ديسمبر 2024"
        "\n\n79/904 -\tالضباب",
        "إن الجمعية العامة،",
        ("إذ تدرك أهمية المنارات في الجزر الصغيرة،", "وإذ تشير إلى أن الضباب يزعج السكان،"),
        ("1 - تعرب عن أسفها للضباب:", "2 - تقرر أن تبقي المسألة قيد نظرها."),
        ("(أ) على الأرصفة؛", "(ب) على المراسي؛"),
        "الجلسة العامة 50\n12 كانون الأول/ديسمبر 2024",
        "/akn/un/statement/deliberation/unga/2024-12-12/79-904",
    ),
    "zho": Minimal(
        "unga",
        "A/RES/79/904\n\n大会\n\n2024年12月12日大会决议\n\n79/904.\t大雾",
        "大会，",
        ("意识到小岛屿灯塔的重要性，", "回顾大雾妨碍居民，"),
        ("1. 对大雾表示遗憾：", "2. 决定继续处理此案。"),
        ("(a) 在码头；", "(b) 在防波堤；"),
        "2024年12月12日\n第50次全体会议",
        "/akn/un/statement/deliberation/unga/2024-12-12/79-904",
    ),
}


def copied(of: Minimal) -> str:
    """The text as one copies it from a page, a paragraph a line."""
    return (
        "\n\n".join((
            of.head, of.formula, *of.recitals, of.paragraphs[0], *of.points, of.paragraphs[1], of.tail,
        )).strip() + "\n"
    )  # fmt: skip


def printed(of: Minimal) -> str:
    """The text as a PDF gives it: parts set in, and wrapped."""
    parts = [of.formula, *of.recitals, of.paragraphs[0], *of.points, of.paragraphs[1]]
    wrapped = ["\n".join(textwrap.wrap(part, 30, initial_indent="        ")) for part in parts]
    return "\n\n".join((of.head, *wrapped, of.tail)) + "\n"


def outline(xml: bytes) -> list[tuple[str, str, str]]:
    """The parts of the act: their element, number and first words."""
    root = etree.fromstring(xml)
    found = []
    for part in root.iter("{*}recital", "{*}paragraph", "{*}point", "{*}item"):
        num = part.findtext("{*}num") or ""
        first = part.find(".//{*}p")
        assert first is not None
        found.append((etree.QName(part).localname, num, "".join(first.itertext()).strip()))
    return found


def wanted(of: Minimal) -> list[tuple[str, str, str]]:
    """What `outline` must find."""

    def parted(line: str) -> tuple[str, str]:
        num, _, rest = line.partition(" - " if " - " in line else " ")
        return num, rest.strip()

    rows = [("recital", "", text) for text in of.recitals]
    for name, line in (
        ("paragraph", of.paragraphs[0]), *(("point", point) for point in of.points), ("paragraph", of.paragraphs[1]),
    ):  # fmt: skip
        num, rest = parted(line)
        rows.append((name, num, rest))
    return rows


def loosely(rows: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """`rows` without blanks and the signs behind numbers."""
    return [(name, num.strip(" -.،"), "".join(text.split())) for name, num, text in rows]


@pytest.mark.parametrize("code", TEXTS)
@pytest.mark.parametrize("form", [copied, printed])
def test_parts_are_told_by_their_ends_in_each_language(code: str, form: Callable[[Minimal], str]) -> None:
    of = TEXTS[code]
    conversion = convert_text(form(of))
    report = conversion.report
    assert (report.language, report.institution) == (code, of.organ)
    assert report.iri.split("/" + code)[0].startswith(of.iri)
    assert loosely(outline(conversion.xml)) == loosely(wanted(of))


@pytest.mark.parametrize("code", TEXTS)
def test_no_text_is_given_to_another_institution(code: str) -> None:
    of = TEXTS[code]
    (formula,) = etree.fromstring(convert_text(copied(of)).xml).iterfind(".//{*}formula/{*}p")
    assert "".join(formula.itertext()) == of.formula
    for other in ("ep", *sorted({text.organ for text in TEXTS.values()} - {of.organ})):
        assert f"/{other}/" not in convert_text(copied(of)).report.iri


#: The encodings that texts of these languages are still kept in.
@pytest.mark.parametrize(
    ("code", "encoding"),
    [
        ("rus", "windows-1251"), ("rus", "koi8-r"), ("rus", "utf-16"), ("ara", "windows-1256"),
        ("ara", "iso8859-6"), ("zho", "gb18030"), ("zho", "utf-16"),
    ],
)  # fmt: skip
def test_texts_in_old_encodings(code: str, encoding: str) -> None:
    of = TEXTS[code]
    text = copied(of)
    given = convert(text.encode(encoding), Options(today=TODAY, encoding=encoding))
    assert loosely(outline(given.xml)) == loosely(wanted(of))


def act(*parts: str) -> str:
    """An English resolution with `parts` behind its formula."""
    english = TEXTS["eng"]
    return "\n\n".join((english.head, english.formula, *parts)) + "\n"


def test_a_section_has_a_preamble_of_its_own() -> None:
    text = act(
        "I", "Fog", "Recalling its resolution 70/1 of 25 September 2015,", "1.  Deplores fog;",
        "II", "Lamps", "Having considered the lamps,", "1.  Takes note of the lamps.",
    )  # fmt: skip
    root = etree.fromstring(convert_text(text).xml)
    sections = root.findall(".//{*}division")
    assert [s.findtext("{*}num") for s in sections] == ["I", "II"]
    assert [s.findtext("{*}heading") for s in sections] == ["Fog", "Lamps"]
    assert [len(s.findall("{*}hcontainer[@name='recital']")) for s in sections] == [1, 1]
    assert [p.get("eId") for p in root.iter("{*}paragraph")] == ["para_1", "dvs_II__para_1"]


def test_a_note_that_is_cited_again_is_a_reference_to_it() -> None:
    text = act(
        "Recalling the report on fog,[1]",
        "1.  Takes note of the report;[1]",
        "2.  Decides to go on.",
        "[1]  A/77/904.",
    )
    root = etree.fromstring(convert_text(text).xml)
    (note,) = root.iter("{*}authorialNote")
    (again,) = root.iter("{*}noteRef")
    assert again.get("href") == f"#{note.get('eId')}"


def test_a_recital_behind_the_first_number_is_doubted() -> None:
    text = act(
        "Mindful of lighthouses,", "1.  Deplores fog;", "Gravely alarmed by horns,", "2.  Decides to go on."
    )
    assert doubtful(text).report.doubts


def test_a_number_that_was_lost_is_doubted() -> None:
    text = act(
        "Mindful of lighthouses,",
        "1.  Deplores fog;",
        "Calls upon all States to light lamps;",
        "3.  Goes on.",
    )
    conversion = convert(text.encode(), Options(today=TODAY))
    assert any(f.severity == "error" for f in conversion.report.findings)


@pytest.mark.parametrize(
    "parts",
    [
        ("Mindful of lighthouses,", "Deplores fog;", "1.  Calls for lamps;", "2.  Goes on."),
        ("Mindful of lighthouses,", "1.  Deplores fog; Calls for lamps;", "2.  Goes on."),
    ],
)
def test_parts_that_are_glued_or_lost_their_number_are_doubted(parts: tuple[str, ...]) -> None:
    assert doubtful(act(*parts)).report.doubts
