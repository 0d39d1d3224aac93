"""What CONTRIBUTING says of adding an institution is enough: two folders, no code, the installed command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

from akn.institutions import load
from akn.languages import load as load_language
from akn.pipeline import Options, convert
from akn.recognition import Wishes
from tests.conftest import ROOT, TODAY
from tests.institutions.proving import met, slots
from tests.institutions.recipe import folders, recipe

AKN = Path(sys.executable).parent / "akn"
SCHEMA = json.loads((ROOT / "schemas" / "conversion-report.schema.json").read_text(encoding="utf-8"))


def values(root: etree._Element, path: str, name: str = "value") -> list[str | None]:
    return [element.get(name) for element in root.iterfind(path)]


@pytest.mark.parametrize("wish", [(), ("--institution", "exc")], ids=["detected", "named"])
def test_the_council_of_the_recipe_converts(wish: tuple[str, ...], tmp_path: Path) -> None:
    act, out, report = tmp_path / "act.txt", tmp_path / "act.xml", tmp_path / "report.json"
    act.write_text(recipe().act, encoding="utf-8")
    done = subprocess.run(
        [AKN, "convert", act, *wish, "-o", out, "--report", report],
        env={**os.environ, **folders(tmp_path).environment},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, b""), done.stderr.decode()
    text = out.read_text(encoding="utf-8")
    root = etree.fromstring(text.encode())
    assert values(root, ".//{*}FRBRWork/{*}FRBRuri") == [
        "/akn/xx/statement/resolution/exc/2021-05-06/ex-res-12-3"
    ]
    assert [element.text for element in root.iterfind(".//{*}docNumber")] == ["EX/RES/12/3"]
    assert [element.text for element in root.iterfind(".//{*}docTitle")] == ["kettles"]
    assert values(root, ".//{*}citation//{*}ref", "href") == ["https://example.org/doc/EX-RES-11-14"]
    assert values(root, ".//{*}FRBRWork/{*}FRBRalias") == [
        "Resolution of the Council of Exampleville of 6 May 2021 on kettles",
        "https://example.org/doc/EX-RES-12-3",
        "EX/RES/12/3",
    ]
    counted = [len(root.findall(f".//{{*}}{name}")) for name in ("citation", "recital", "paragraph")]
    assert counted == [1, 1, 2]
    assert "europ" not in text.lower()
    told = json.loads(report.read_text(encoding="utf-8"))
    jsonschema.validate(told, SCHEMA)
    assert (told["findings"], told["lost"], told["unrecognised"]) == ([], [], [])
    assert (told["institution"]["key"], told["institution"]["name"]) == ("exc", "Council of Exampleville")
    expected = "the user said so" if wish else "its enacting words: “The Council of Exampleville,”"
    assert told["institution"]["reason"] == expected


def test_the_parliament_is_still_told_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders(tmp_path).use(monkeypatch)
    conversion = convert(ROOT / "samples" / "eng" / "harbour-noise.txt", Options(today=TODAY))
    assert conversion.report.institution == "ep"


def test_the_recipe_is_proved_as_ours_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders(tmp_path).use(monkeypatch)
    for row in load("exc").table["identifiers"]:
        for example in row["examples"]:
            (found,) = load("exc").identify(example["text"])
            assert found.identifier.key == example["key"]
    for slot, phrases in slots(load_language("eng").table["exc"]).items():
        assert met("eng", "exc", slot, phrases) == set(phrases), slot


def test_what_its_table_does_not_say_is_not_borrowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders(tmp_path).use(monkeypatch)
    council = load("exc")
    assert council.profile == "resolution"
    assert council.usual.name == "resolution"
    assert council.adopted("resolution")
    assert council.role("author").iri == "/akn/ontology/role/xx/exc/author"
    assert council.group("EPP", None) is None
    assert council.seat_at("Brussels", 0) is None
    assert [found.identifier.key for found in council.identify("EX/RES/7/41 and B9-0145/2021")] == [
        "EX-RES-7-41"
    ]


def test_a_table_from_outside_wins_over_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders(tmp_path, recipe().table, "", key="ep").use(monkeypatch)
    assert load("ep").name == "Council of Exampleville"


def test_a_kind_that_it_has_not_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from akn.errors import UnrecognisedError

    folders(tmp_path).use(monkeypatch)
    with pytest.raises(
        UnrecognisedError, match="the Council of Exampleville has no such kind; it has resolution"
    ):
        convert(recipe().act, Options(Wishes(kind="report"), today=TODAY))


def test_two_acts_in_one_file_are_written_without_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders(tmp_path).use(monkeypatch)
    second = recipe().act.replace("EX/RES/12/3", "EX/RES/12/4").replace("kettles", "pots")
    report = convert(f"{recipe().act}\n{second}", Options(today=TODAY)).report
    assert (report.institution, report.findings) == ("exc", ())
    assert report.counts["paragraphs"] == 4


def test_a_resolution_named_by_its_date_is_bound_to_the_number_behind_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders(tmp_path).use(monkeypatch)
    text = recipe().act.replace(
        "its resolution EX/RES/11/14 of 3 May 2020", "its resolution of 3 May 2020 on pots (EX/RES/11/14)"
    )
    root = convert(text, Options(today=TODAY)).tree.getroot()
    assert values(root, ".//{*}citation//{*}ref", "href") == ["https://example.org/doc/EX-RES-11-14"] * 2
