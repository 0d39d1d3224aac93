"""One document in all languages: the same work, the same parts, the same ids. And a language from outside."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from akn.languages import codes, load
from akn.pipeline import Conversion, Options, convert
from tests.conftest import ROOT, TODAY

SAMPLES = {p.parent.name: p for p in (ROOT / "samples").glob("*/ambient-monitoring.txt")}
#: Parts that every version has; marks on words differ with the words.
PARTS = frozenset(
    {
        "container",
        "preface",
        "formula",
        "citation",
        "recital",
        "blockList",
        "item",
        "paragraph",
        "list",
        "intro",
        "point",
        "content",
        "docNumber",
        "docDate",
        "docketNumber",
        "docProponent",
        "docTitle",
        "docType",
    }
)


def converted(code: str) -> Conversion:
    return convert(SAMPLES[code], Options(today=TODAY, enrich=False))


def skeleton(conversion: Conversion) -> list[tuple[str, str]]:
    """The parts of a document in order, each with the id that languages share."""
    return [
        (name, element.get("wId") or element.get("eId") or "")
        for element in conversion.tree.getroot().iter(etree.Element)
        if (name := element.tag.rpartition("}")[2]) in PARTS
    ]


ENGLISH = skeleton(converted("eng"))


def test_every_official_language_is_there() -> None:
    codes_of_the_union = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"
    codes_of_the_united_nations = "ar en es fr ru zh"
    union, nations = set(codes_of_the_union.split(" ")), set(codes_of_the_united_nations.split(" "))
    assert {load(code).iso639_1 for code in codes()} == union | nations
    assert {load(code).iso639_1 for code in SAMPLES} == union
    assert {load(code).iso639_1 for code in codes() if "unga" in load(code).table} >= nations
    assert {path.parent.name for path in (ROOT / "samples").glob("*/*.txt")} >= set(codes())


@pytest.mark.parametrize("code", sorted(SAMPLES))
def test_the_structure_is_the_same(code: str) -> None:
    conversion = converted(code)
    assert conversion.report.language == code
    assert skeleton(conversion) == ENGLISH


@pytest.mark.parametrize("code", sorted(SAMPLES))
def test_the_work_is_the_same_and_the_expression_its_own(code: str) -> None:
    root = converted(code).tree.getroot()
    values = [e.get("value") for e in root.iterfind(".//{*}FRBRuri")]
    work = "/akn/eu/statement/motion-for-resolution/ep/2023-03-16/b9-9217-2023"
    assert values == [work, f"{work}/{code}@2023-03-16", f"{work}/{code}@2023-03-16.xml"]


@pytest.mark.parametrize("code", sorted(SAMPLES))
def test_the_dates_of_the_text_are_read(code: str) -> None:
    root = convert(SAMPLES[code], Options(today=TODAY)).tree.getroot()
    dates = {e.get("date") for e in root.iter("{*}date")}
    assert dates >= {"2002-06-25", "2019-02-14", "2022-05-03", "2024-12-31"}


def test_printed_numbers_stay_where_another_script_has_them() -> None:
    bulgarian = converted("bul").tree.getroot()
    second = bulgarian.findall(".//{*}recital")[1]
    assert (second.get("eId"), second.get("wId")) == ("recs_1__rec_Б", "recs_1__rec_B")


def test_a_language_from_outside_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ruritanian: English words turned about, in a folder that the environment names."""

    def ruritanian(text: str) -> str:
        return re.sub(r"[a-z]{2,}", lambda word: word.group()[::-1], text)

    english = (ROOT / "akn" / "languages" / "eng.toml").read_text(encoding="utf-8")
    lines = []
    for line in english.splitlines():
        if line.startswith(("name ", "iso639_1")) or line.lstrip().startswith("#"):
            continue
        lines.append(re.sub(r'"[^"]*"', lambda m: _turned(m.group(), ruritanian), line))
    table = 'name = "Nainatirur"\niso639_1 = "xr"\n' + "\n".join(lines)
    (tmp_path / "xru.toml").write_text(
        table.replace('recitals = "nital"', 'recitals = "latin"'), encoding="utf-8"
    )
    monkeypatch.setenv("AKN_LANGUAGES", str(tmp_path))
    text = (ROOT / "samples" / "eng" / "lighthouse-keepers.txt").read_text(encoding="utf-8")
    conversion = convert(ruritanian(text), Options(today=TODAY))
    assert conversion.report.language == "xru"
    counts = conversion.report.counts
    assert (counts["citations"], counts["recitals"], counts["paragraphs"], counts["points"]) == (2, 3, 3, 6)
    assert conversion.report.lost == ()


def _turned(quoted: str, turn) -> str:
    """A quoted phrase turned about, its slots left as they are."""
    return re.sub(r"(\{\w+\})|([^{}]+)", lambda m: m.group(1) or turn(m.group(2)), quoted)
