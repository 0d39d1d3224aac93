"""``akn refs``: the references of anybody's documents, as a table, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from akn.cli import akn
from akn.errors import UnreadableError

DOCUMENT = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution">
<mainBody><paragraph eId="para_1"><content eId="para_1__content"><p>Under
<ref eId="para_1__ref_1" href="http://data.europa.eu/eli/reg/2016/679/oj">Regulation
   (EU) 2016/679</ref>, <mref>Articles <ref href="#a">2</ref> and <ref href="#b">3</ref></mref>
and <rref from="#c" upTo="#d">4 to 7</rref>, its
<ref href="">resolution of <date date="2020-05-05">5 May 2020</date></ref>.</p>
</content></paragraph></mainBody></statement></akomaNtoso>"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    held = tmp_path / "document.xml"
    held.write_text(DOCUMENT, encoding="utf-8")
    return held


def test_the_table_has_each_reference(path: Path) -> None:
    result = CliRunner().invoke(akn, ["refs", str(path)])
    assert result.exit_code == 0
    assert len(result.output.splitlines()) == 6
    assert (
        "Regulation (EU) 2016/679  http://data.europa.eu/eli/reg/2016/679/oj  para_1__ref_1" in result.output
    )


def test_json_says_all(path: Path) -> None:
    rows = json.loads(CliRunner().invoke(akn, ["refs", "--format", "json", str(path)]).output)
    assert [(row["element"], row["text"], row["href"]) for row in rows] == [
        ("ref", "Regulation (EU) 2016/679", "http://data.europa.eu/eli/reg/2016/679/oj"),
        ("mref", "Articles 2 and 3", ""),
        ("ref", "2", "#a"),
        ("ref", "3", "#b"),
        ("rref", "4 to 7", "#c #d"),
        ("ref", "resolution of 5 May 2020", ""),
    ]
    assert {row["eid"] for row in rows} == {"para_1__ref_1", "para_1__content"}
    assert rows[0]["line"] == 3


def test_csv_has_a_head(path: Path) -> None:
    output = CliRunner().invoke(akn, ["refs", "--format", "csv", str(path)]).output
    head, *rows = csv.reader(io.StringIO(output))
    assert head == ["file", "line", "element", "text", "href", "eid"]
    assert len(rows) == 6


@pytest.mark.parametrize(
    "namespace",
    [
        "http://docs.oasis-open.org/legaldocml/ns/akn/3.0",
        "http://docs.oasis-open.org/legaldocml/ns/akn/3.0/WD17",
        "",
    ],
)
def test_any_akoma_ntoso_will_do(tmp_path: Path, namespace: str) -> None:
    held = tmp_path / "other.xml"
    held.write_text(
        f'<akomaNtoso xmlns="{namespace}"><act id="x"><ref href="/za/act/1998/84">Act</ref></act></akomaNtoso>',
        encoding="utf-8",
    )
    (row,) = json.loads(CliRunner().invoke(akn, ["refs", "--format", "json", str(held)]).output)
    assert (row["href"], row["eid"]) == ("/za/act/1998/84", "x")


def test_standard_input() -> None:
    result = CliRunner().invoke(akn, ["refs", "--format", "json", "-"], input=DOCUMENT)
    assert len(json.loads(result.output)) == 6


def test_no_references_are_an_empty_list(tmp_path: Path) -> None:
    held = tmp_path / "empty.xml"
    held.write_text("<akomaNtoso/>", encoding="utf-8")
    assert json.loads(CliRunner().invoke(akn, ["refs", "--format", "json", str(held)]).output) == []


@pytest.mark.parametrize(
    ("content", "said"), [("<a><b></a>", "line 1"), ("", "line 1"), ("no xml", "line 1")]
)
def test_what_is_no_document_stops_in_one_sentence(tmp_path: Path, content: str, said: str) -> None:
    held = tmp_path / "bad.xml"
    held.write_text(content, encoding="utf-8")
    result = CliRunner().invoke(akn, ["refs", str(held)])
    assert isinstance(result.exception, UnreadableError)
    assert said in str(result.exception)


def test_a_file_that_is_not_there_stops(tmp_path: Path) -> None:
    result = CliRunner().invoke(akn, ["refs", str(tmp_path / "none.xml")])
    assert isinstance(result.exception, UnreadableError)
