"""Real files of other publishers, where they are at hand: the schema's verdict, and how refusals are explained."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from akn.validation.checker import Checker, Request

RAW = re.compile(r"\{http|not expected|facet|key-sequence")


@pytest.fixture(scope="module")
def rows():
    import os  # only here

    named = os.environ.get("AKN_CORPUS")
    manifest = Path(named).parent / "akn" / "manifest.tsv" if named else None
    if manifest is None or not manifest.is_file():
        pytest.skip("no manifest of Akoma Ntoso files beside AKN_CORPUS")
    with manifest.open(encoding="utf-8") as lines:
        return [
            (manifest.parent / row["path"], row["xsd"] == "valid")
            for row in csv.DictReader(lines, delimiter="\t")
        ]


def test_the_verdicts_are_those_of_the_manifest_and_each_refusal_is_explained(rows):
    checker = Checker(Request())
    for path, valid in rows:
        verdict = checker.check(str(path))
        assert verdict.schema_valid is valid, path
        assert valid or verdict.findings, path
        for finding in verdict.findings:
            assert not RAW.search(finding.message), (path, finding)
            assert finding.code != "XSD013", (path, finding)
            assert finding.line, (path, finding)
