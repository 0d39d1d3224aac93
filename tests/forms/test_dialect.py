"""The United Nations' own dialect of Akoma Ntoso: written, rendered, and read back by every verb."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from akn.cli import akn
from akn.comparing import align
from akn.findings import Finding
from akn.pipeline import Options, convert
from akn.rendering import render
from akn.tree.clauses import clauses_of
from akn.tree.parse import parse
from tests.conftest import ROOT, TODAY

SAMPLES = [
    "ara/mawani-hadia", "eng/quiet-harbours", "fra/ports-paisibles", "rus/tikhie-gavani", "spa/puertos-tranquilos",
    "zho/anjing-gangkou",
]  # fmt: skip


def sample(name: str) -> Path:
    return ROOT / "samples" / f"{name}.txt"


def guided(name: str) -> etree._Element:
    return convert(sample(name), Options(today=TODAY, dialect="akn4un")).tree.getroot()


def usual(name: str) -> etree._Element:
    return convert(sample(name), Options(today=TODAY)).tree.getroot()


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_converted_in_it_is_what_is_rendered_in_it(name: str) -> None:
    converted, rendered = guided(name), etree.fromstring(render(usual(name), "akn4un").encode())
    assert etree.tostring(converted, method="c14n2") == etree.tostring(rendered, method="c14n2")


@pytest.mark.parametrize("name", SAMPLES)
def test_recitals_are_containers_and_addresses_end_in_slashes(name: str) -> None:
    root = guided(name)
    preamble = root.find(".//{*}preamble")
    assert preamble is not None
    assert [child.tag.rpartition("}")[2] for child in preamble] == ["formula", *["container"] * 4]
    identified = (root.find(f".//{{*}}FRBR{level}/{{*}}FRBRuri") for level in ("Work", "Expression"))
    work, expression = (uri.get("value") for uri in identified if uri is not None)
    assert work == "/akn/un/statement/deliberation/unga/2023-12-19/78-931/"
    assert expression == f"{work}{name.partition('/')[0]}@/"


def test_a_container_is_called_by_the_words_it_opens_with() -> None:
    named = [c.get("name") for c in guided("eng/quiet-harbours").iterfind(".//{*}preamble/{*}container")]
    assert named == ["Recalling", "Recognizing", "Noting", "Having considered"]


@pytest.mark.parametrize("name", SAMPLES)
def test_it_is_valid_and_no_rule_complains(name: str) -> None:
    conversion = convert(sample(name), Options(today=TODAY, dialect="akn4un"))
    assert conversion.clean
    assert (
        conversion.report.counts["recitals"]
        == convert(sample(name), Options(today=TODAY)).report.counts["recitals"]
    )
    assert [f.code for f in conversion.report.findings if f.severity != "information"] == []


def test_its_clauses_are_those_of_our_own() -> None:
    there, here = (
        [(c.called, c.num, c.text) for c in clauses_of(made("eng/quiet-harbours"), proper=True)]
        for made in (guided, usual)
    )
    assert there == here


def test_it_stands_beside_our_own_in_six_languages() -> None:
    roots = [guided(name) if n % 2 else usual(name) for n, name in enumerate(SAMPLES)]
    alignment = align(roots, SAMPLES)
    assert {row.key for row in alignment.rows if row.kind == "recital" and row.key.startswith("recs")} == {
        f"recs_1__rec_{n}" for n in (1, 3, 4)
    }
    assert [row.key for row in alignment.rows if None in row.cells] == []


def test_it_is_kept_found_and_its_references_are_listed(tmp_path: Path) -> None:
    for name in ("eng/quiet-harbours", "zho/anjing-gangkou"):
        (tmp_path / f"{name[:3]}.xml").write_bytes(convert(sample(name), Options(dialect="akn4un")).xml)
    runner, kept = CliRunner(), str(tmp_path / "kept")
    assert runner.invoke(akn, ["deposit", str(tmp_path), "--to", kept]).exit_code == 0
    for words in (["harbours"], ["港口"], ["--cites", "A/RES/77/931"]):
        found = runner.invoke(akn, ["find", *words, "--in", kept])
        assert "/78-931/" in found.output, words
    listed = runner.invoke(akn, ["refs", str(tmp_path / "zho.xml")]).output
    assert "https://undocs.org/A/RES/77/931" in listed
    assert "container_1__ref_1" in listed


def test_documents_of_others_are_not_written_in_it() -> None:
    done = CliRunner().invoke(
        akn, ["convert", str(ROOT / "samples" / "eng" / "harbour-noise.txt"), "--dialect", "akn4un"]
    )
    assert done.exit_code != 0
    assert "are not written in it" in str(done.exception or done.output)


def test_a_container_of_another_document_is_none() -> None:
    text = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="a"><preamble>'
        '<container name="x"><p>Kettles.</p></container></preamble></act></akomaNtoso>'
    )
    root = parse(text.encode())
    assert not isinstance(root, Finding)
    assert [clause.called for clause in clauses_of(root)] != ["recital"]
