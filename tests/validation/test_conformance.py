from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from akn.findings import Finding, Severity
from akn.validation.codes import table as codes
from akn.validation.conformance import level
from akn.validation.rules.profiles import table

GOLDEN = Path(__file__).parent.parent / "samples"


def finding(code: str) -> Finding:
    return Finding(code, Severity.ERROR, "")


@pytest.mark.parametrize(
    ("found", "reached"),
    [([], 3), (["REF001"], 2), (["EID005"], 1), (["EID005", "REF001"], 1), (["STR005"], 3)],
)
def test_a_level_is_reached_when_nothing_stands_in_its_way(found: list[str], reached: int) -> None:
    assert level(map(finding, found), schema_valid=True).number == reached


def test_what_the_schema_rejects_reaches_no_level() -> None:
    assert level([], schema_valid=False).number == 0


def test_every_code_that_stands_in_the_way_is_a_code() -> None:
    named = {code for row in table()["conformance"] for code in row["codes"]}
    assert named <= set(codes())


def test_every_sample_reaches_the_highest_level_and_the_command_says_so() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "akn", "validate", GOLDEN, "--profile", "conformance", "--format", "json"],
        capture_output=True,
        check=False,
    )
    files = json.loads(done.stdout)["files"]
    assert len(files) >= 60
    assert {file["conformanceLevel"] for file in files} == {3}


def test_the_level_is_printed_for_people(tmp_path: Path) -> None:
    sample = tmp_path / "a.xml"
    text = (GOLDEN / "eng/harbour-noise.txt.xml").read_text(encoding="utf-8")
    sample.write_text(text.replace('eId="para_1"', 'eId="paragraph_1"'), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "akn", "validate", "a.xml", "--profile", "conformance"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    assert "a.xml: conformance level 1 of 3: valid by the schema" in done.stdout.decode()


@pytest.mark.parametrize("profile", ["strict", "ep-resolution"])
def test_our_own_output_is_clean_at_every_severity(profile: str) -> None:
    """What is of the Parliament is held to its own rules, too."""
    every = sorted(GOLDEN.rglob("*.xml"))
    files = [path for path in every if profile == "strict" or "/ep/" in path.read_text(encoding="utf-8")]
    done = subprocess.run(
        [sys.executable, "-m", "akn", "validate", *files, "--severity", "information", "--profile", profile],
        capture_output=True,
        check=False,
    )
    assert files
    assert (done.returncode, done.stdout.decode().count("information")) == (0, 0), done.stdout.decode()
