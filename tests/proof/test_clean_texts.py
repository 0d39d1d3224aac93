"""Texts that are as they should be raise no doubt."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from akn.findings import Finding
from akn.pipeline import Options, convert
from akn.proof.shape import doubts
from akn.readers import SUFFIXES
from tests.conftest import ROOT, TODAY

SAMPLES = sorted(p for p in (ROOT / "samples").rglob("*") if p.suffix in SUFFIXES)


def doubts_of(path: Path) -> tuple[Finding, ...]:
    conversion = convert(path, Options(today=TODAY))
    report = conversion.report
    root = etree.fromstring(conversion.xml)
    return doubts(conversion.source, report.dropped, [root], report.language, report.institution)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_sample_raises_no_doubt(sample: Path) -> None:
    assert doubts_of(sample) == ()


def test_real_documents_raise_no_doubt(corpus: Path) -> None:
    paths = [p for p in sorted((corpus / "ep").iterdir()) if p.suffix in SUFFIXES]
    assert paths
    assert {path.name: doubts_of(path) for path in paths} == {path.name: () for path in paths}
