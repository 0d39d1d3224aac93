"""Documents without date, number or title: nothing is made up for them, and they are not taken for one another."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import akn

BELLS = """\
The European Parliament,

–  having regard to Rule 48 of its Rules of Procedure,

A.  whereas sleep is good;

1.  Asks for quiet.
"""
PILOTS = """\
The European Parliament,

–  having regard to the letter of the harbour master,

A.  whereas pilots are few;

1.  Calls for more harbour pilots.
"""
FIRST, NEXT = date(2026, 1, 1), date(2026, 1, 2)


def written(folder: Path, name: str, text: str, today: date) -> Path:
    path = folder / name
    path.write_bytes(akn.convert(text, akn.Options(today=today)).xml)
    return path


def told(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "akn", *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout + done.stderr


def test_two_texts_without_name_are_never_versions_of_one(tmp_path: Path) -> None:
    files = [
        written(tmp_path, "bells.xml", BELLS, FIRST),
        written(tmp_path, "pilots.xml", PILOTS, FIRST),
    ]
    said = told("deposit", *map(str, files), "--to", str(tmp_path / "library"))
    assert "bells.xml" in said
    assert "new version" not in said


def test_the_same_text_of_tomorrow_is_the_same_document(tmp_path: Path) -> None:
    library = str(tmp_path / "library")
    told("deposit", str(written(tmp_path, "today.xml", BELLS, FIRST)), "--to", library)
    said = told("deposit", str(written(tmp_path, "tomorrow.xml", BELLS, NEXT)), "--to", library)
    assert "different dates" not in said
    assert "refused" not in said


def test_the_day_of_the_mark_up_is_not_found_as_the_documents(tmp_path: Path) -> None:
    library = str(tmp_path / "library")
    titled = f"European Parliament resolution on quiet hours\n\n{BELLS}"
    told("deposit", str(written(tmp_path, "bells.xml", titled, FIRST)), "--to", library)
    assert "2026-01-01" not in told("find", "--in", library)
    assert "quiet hours" not in told("find", "--since", "2025-01-01", "--in", library)
    assert "quiet hours" in told("find", "--in", library)


def test_a_day_of_mark_up_is_neither_before_nor_after_another(tmp_path: Path) -> None:
    library = str(tmp_path / "library")
    titled = f"European Parliament resolution on quiet hours\n\n{BELLS}"
    told("deposit", str(written(tmp_path, "bells.xml", titled, FIRST)), "--to", library)
    assert "quiet hours" not in told("find", "--until", "2030-01-01", "--in", library)


def test_files_that_all_call_themselves_nothing_are_filed_by_their_text(tmp_path: Path) -> None:
    """Older files, and others', have an IRI that says “no date, no number”."""
    library = str(tmp_path / "library")
    for name, text in (("bells", BELLS), ("pilots", PILOTS)):
        path = written(tmp_path, f"{name}.xml", text, FIRST)
        path.write_text(re.sub(r"/nn/text-\w+", "/nn/nn", path.read_text()))
        assert "/nn/nn/eng@" in path.read_text()
        assert "added" in told("deposit", str(path), "--to", library)
    assert told("find", "--in", library).count("/nn/nn/text-") == 2
    refused = subprocess.run(
        [sys.executable, "-m", "akn", "get", "/akn/eu/statement/resolution/ep/nn/nn/eng@", "--from", library],
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 2
    assert "/nn/nn/text-" in refused.stderr
