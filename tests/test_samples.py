"""Every sample gives the XML and the report that a person read and accepted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from akn.pipeline import Conversion, Options, convert
from akn.readers import SUFFIXES
from tests.conftest import ROOT, TODAY

SAMPLES = sorted(p for p in (ROOT / "samples").rglob("*") if p.suffix in SUFFIXES)
GOLDEN = ROOT / "tests" / "samples"


def golden(sample: Path, suffix: str) -> Path:
    return GOLDEN / sample.parent.name / f"{sample.name}{suffix}"


def converted(sample: Path) -> Conversion:
    return convert(sample, Options(today=TODAY))


def canonical(xml: bytes) -> bytes:
    return etree.tostring(etree.fromstring(xml), method="c14n")


def report_of(conversion: Conversion) -> str:
    report = conversion.report.as_json()
    report["source"] = Path(report["source"]).name
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_sample_gives_its_golden_xml_and_report(sample: Path, accept: bool) -> None:
    conversion = converted(sample)
    xml, report = golden(sample, ".xml"), golden(sample, ".json")
    if accept:
        xml.parent.mkdir(parents=True, exist_ok=True)
        xml.write_bytes(conversion.xml)
        report.write_text(report_of(conversion), encoding="utf-8")
    assert canonical(conversion.xml) == canonical(xml.read_bytes())
    assert report_of(conversion) == report.read_text(encoding="utf-8")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_sample_is_converted_whole(sample: Path) -> None:
    report = converted(sample).report
    assert report.lost == ()
    assert report.unrecognised == ()
    assert [f for f in report.findings if f.severity == "error"] == []


def test_every_golden_file_has_its_sample() -> None:
    expected = {golden(sample, suffix) for sample in SAMPLES for suffix in (".xml", ".json")}
    assert {p for p in GOLDEN.rglob("*") if p.is_file()} == expected
