"""Real files of other publishers, where they are at hand: the schema's verdict, and how refusals are explained."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from akn.findings import Severity
from akn.validation.checker import Checker, Request

#: How the publishers fare: a person reads it, and `--accept` writes it.
TABLE = Path(__file__).parent / "validation" / "publishers.txt"
RAW = re.compile(r"\{http|not expected|facet|key-sequence")


@pytest.fixture(scope="module")
def rows():
    import os  # only here

    named = os.environ.get("AKN_CORPUS")
    beside = Path(named).parent if named else Path("nowhere")
    found = []
    for manifest in (beside / "akn" / "manifest.tsv", beside / "akn-more" / "manifest.tsv"):
        if not manifest.is_file():
            pytest.skip("no manifest of Akoma Ntoso files beside AKN_CORPUS")
        with manifest.open(encoding="utf-8") as lines:
            found += [
                (manifest.parent / row["path"], row["xsd"] == "valid")
                for row in csv.DictReader(lines, delimiter="\t")
            ]
    return found


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


def test_the_publishers_fare_as_a_person_accepted_it(rows, accept):
    """Of each publisher: valid files, how many of them end with 0, and in how many each code is said."""
    checker = Checker(Request())
    fares = {}
    for path, valid in rows:
        fare = fares.setdefault(f"{path.parent.parent.name}/{path.parent.name}", [0, 0, 0, Counter()])
        fare[0] += 1
        if not valid:
            continue
        found = [f for f in checker.check(str(path)).findings if f.severity is not Severity.INFORMATION]
        fare[1] += 1
        fare[2] += not any(f.severity is Severity.ERROR for f in found)
        fare[3].update({f"{f.code}{'!' if f.severity is Severity.ERROR else ''}" for f in found})
    lines = ["publisher                       files valid exit 0  codes by files (! error)"]
    for name, (files, valid, clean, codes) in sorted(fares.items()):
        said = " ".join(f"{code} {count}" for code, count in sorted(codes.items()))
        lines.append(f"{name:<31} {files:5} {valid:5} {clean:6}  {said}".rstrip())
    text = "\n".join(lines) + "\n"
    if accept:
        TABLE.write_text(text, encoding="utf-8")
    assert text == TABLE.read_text(encoding="utf-8")
