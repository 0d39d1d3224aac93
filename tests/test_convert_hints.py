"""``akn convert --hints``: for one file, for many, made again when the hints change, and told when it is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.recognition.test_hints import GERMAN, KETTLES

HINTS = '[[hints]]\nline = "Kettles in schools"\nrole = "{role}"\n'


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "akn", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "kettles.txt").write_text(KETTLES, encoding="utf-8")
    (tmp_path / "texts" / "kessel.txt").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "hints.toml").write_text(HINTS.format(role="point"), encoding="utf-8")
    return tmp_path


def test_one_file(folder: Path) -> None:
    text = folder / "texts" / "kettles.txt"
    assert ">Kettles in schools</heading>" in run("convert", text, "-q").stdout
    done = run("convert", text, "--hints", folder / "hints.toml", "-q")
    assert ">Kettles in schools</heading>" not in done.stdout
    assert "<p>Kettles in schools</p>" in done.stdout


def test_many_files_by_several_processes_and_again_when_the_hints_change(folder: Path) -> None:
    texts, out, report = folder / "texts", folder / "out", folder / "report.json"
    command = ("convert", texts, "-o", out, "--jobs", "2", "--hints", folder / "hints.toml")
    run(*command, "--report", report)
    first = (out / "kessel.xml").read_bytes(), (out / "kettles.xml").read_bytes()
    assert b">Kettles in schools</heading>" not in first[1]
    codes = [f["code"] for one in json.loads(report.read_text())["files"] for f in one.get("findings", ())]
    assert codes.count("HIN003") == codes.count("HIN001") == 1  # met in one file, and in the other not
    (folder / "hints.toml").write_text(HINTS.format(role="subparagraph"), encoding="utf-8")
    run(*command, "--skip-existing")
    assert (out / "kettles.xml").read_bytes() != first[1]


def test_a_bad_file_of_hints_stops_the_work_before_it_begins(folder: Path) -> None:
    (folder / "hints.toml").write_text(HINTS.format(role="chapter"), encoding="utf-8")
    done = run("convert", folder / "texts", "-o", folder / "out", "--hints", folder / "hints.toml")
    assert done.returncode == 2
    assert "hints.toml, line 3: “chapter” is none of" in done.stderr
    assert not (folder / "out").exists()
