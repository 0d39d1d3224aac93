"""A format is added by one reader and one line: tried in a copy of the package, as a newcomer would."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import ROOT

_READER = '''"""Toy: pages and paragraphs in UTF-16, parted by separators."""

from akn.model.source import Counting, Dropped, Line
from akn.readers.reading import Reading

READS = "bytes"
SUFFIXES = (".toy",)
MAGIC = b"TOY\\0"


def read(data: bytes) -> Reading:
    lines, pages, dropped = [], [], []
    number = 0
    for page in data[4:].decode("utf-16-le").split("\\x1d"):
        pages.append(number + 1)
        for text in page.split("\\x1e"):
            number += 1
            if text.startswith("page "):
                dropped.append(Dropped(number, text, "running head"))
            else:
                lines.append(Line(number, text, whole=True))
    return Reading(tuple(lines), tuple(dropped), counting=Counting("paragraph", tuple(pages)))
'''
_TEXT = (
    (
        "B9-9101/2021",
        "European Parliament resolution on kettles",
        "The European Parliament,",
        "–  having regard to Rule 132 of its Rules of Procedure,",
    ),
    (
        "page 2",
        "A.  whereas kettles sing;",
        "1.  Calls for kettles;",
        "3.  Calls for pots;",
        "4.  Instructs its President to forward this resolution to the Council.",
    ),
)
TOY = b"TOY\0" + "\x1d".join("\x1e".join(page) for page in _TEXT).encode("utf-16-le")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with a reader more."""
    house = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "akn", house / "akn", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "schemas", house / "schemas")
    (house / "akn" / "readers" / "toy.py").write_text(_READER, encoding="utf-8")
    registry = house / "akn" / "readers" / "__init__.py"
    before = registry.read_text(encoding="utf-8")
    after = before.replace(
        '    "html": "akn.readers.html",\n',
        '    "html": "akn.readers.html",\n    "toy": "akn.readers.toy",\n',
    )
    assert after != before
    registry.write_text(after, encoding="utf-8")
    return house


def convert(house: Path, *arguments: str) -> tuple[dict[str, object], str]:
    report = house / "report.json"
    done = subprocess.run(  # our own command
        [sys.executable, "-m", "akn", "convert", *arguments, "--report", str(report)],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    said = done.stderr.decode()
    assert done.returncode == 1, said  # paragraph 2 is missing, which is told with its place
    held = json.loads(report.read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "schemas" / "conversion-report.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(held, schema)
    return held, said


@pytest.mark.parametrize("name", ["x.toy", "nameless", "misnamed.html"])
def test_it_is_converted_whatever_its_name(house: Path, name: str) -> None:
    (house / name).write_bytes(TOY)
    report, said = convert(house, name, "-o", "out.xml")
    assert report["format"] == "toy"
    assert report["encoding"] == ""
    assert "kettles sing" in (house / "out.xml").read_text(encoding="utf-8")
    assert report["dropped"] == [
        {"line": 5, "place": "page 2, paragraph 1", "text": "page 2", "reason": "running head"}
    ]
    [skipped] = [f for f in report["findings"] if f["code"].startswith("NUM")]
    assert skipped["place"] == "page 2, paragraph 4"
    assert f"{skipped['code']} page 2, paragraph 4: " in said


def test_it_is_found_in_a_folder(house: Path) -> None:
    folder = house / "folder"
    folder.mkdir()
    (folder / "a.toy").write_bytes(TOY)
    report, _ = convert(house, "folder", "-o", "both")
    assert [each["format"] for each in report["files"]] == ["toy"]
    assert (house / "both" / "a.xml").exists()
