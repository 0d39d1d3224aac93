"""``akn align``: what it writes, where, and how it ends; and what the converter makes, aligned."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from akn.cli import akn
from akn.comparing import align
from akn.pipeline import Options, convert
from tests.alignment.documents import BODY, FIXTURES, HERE, source


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    one, two = tmp_path / "one.xml", tmp_path / "two.xml"
    one.write_bytes(source(BODY))
    two.write_bytes(source(BODY, "fra"))
    return one, two


def run(*arguments: object, data: bytes | None = None) -> tuple[int, str, str]:
    """Run ``akn align`` in a process of its own; return its exit code, output and messages."""
    command = [sys.executable, "-c", "from akn.cli import main; main()", "align", *map(str, arguments)]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_all_parts_in_all_versions(places: tuple[Path, Path]) -> None:
    assert run(*places) == (
        0,
        "para_1  paragraph\n  eng  1. Asks;\n  fra  1. Asks;\n",
        "1 parts in 2 versions: every part is in every version\n",
    )


def test_some_parts_are_not_in_all_versions() -> None:
    code, out, err = run(*FIXTURES, "--format", "csv")
    assert (code, err) == (
        1,
        "26 parts in 3 versions: 2 not in all of them (eng lacks 1, fra lacks 1, bul lacks 1)\n",
    )
    assert out == (HERE / "eng-fra-bul.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["json", "csv", "tmx", "html", "txt"])
def test_the_ending_of_the_file_chooses_the_form(
    places: tuple[Path, Path], tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"out.{ending}"
    code, out, _ = run(*places, "-o", target)
    assert (code, out) == (0, "")
    assert run(*places, "--format", "table" if ending == "txt" else ending)[1] == target.read_text(
        encoding="utf-8"
    )


def test_standard_input(places: tuple[Path, Path]) -> None:
    code, out, _ = run("-", places[1], "--format", "csv", data=places[0].read_bytes())
    assert (code, out) == (0, "key,kind,eng,fra\npara_1,paragraph,Asks;,Asks;\n")


def test_one_file_is_not_enough(places: tuple[Path, Path]) -> None:
    code, _, err = run(places[0])
    assert code == 2
    assert "name two files or more" in err


def test_no_version_is_overwritten(places: tuple[Path, Path]) -> None:
    code, _, err = run(*places, "-o", places[1])
    assert code == 2
    assert "this is one of the versions" in err
    assert places[1].read_bytes() == source(BODY, "fra")


def test_standard_input_is_read_once() -> None:
    code, _, err = run("-", "-", data=source(BODY))
    assert code == 2
    assert "only once" in err


BOMB = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><akomaNtoso>&y;</akomaNtoso>'
LEAK = b'<!DOCTYPE a [<!ENTITY x SYSTEM "other.xml">]><akomaNtoso>&x;</akomaNtoso>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "bad.xml, line 1"),
        (b"Not XML at all.", "bad.xml, line 1"),
        (b"<akomaNtoso>", "bad.xml, line 1"),
        (b"\x00\x01\x02", "bad.xml, line 1"),
        (BOMB, "bad.xml, line 1"),
        (LEAK, "bad.xml, line 1"),
        (b"<html/>", "this is no Akoma Ntoso: its root is <html>"),
        (source(BODY, "fra", "/akn/other"), "versions of different works"),
        (source(BODY, "fra", ""), "does not say of what work"),
    ],
)
def test_what_could_not_run(places: tuple[Path, Path], tmp_path: Path, data: bytes, says: str) -> None:
    bad, target = tmp_path / "bad.xml", tmp_path / "out.html"
    bad.write_bytes(data)
    code, out, err = run(places[0], bad, "-o", target)
    assert (code, out) == (2, "")
    assert str(bad) in err
    assert says in err
    assert "Traceback" not in err
    assert not target.exists()


def test_a_missing_file_and_a_folder(places: tuple[Path, Path], tmp_path: Path) -> None:
    for bad in (tmp_path / "none.xml", tmp_path):
        code, _, err = run(places[0], bad)
        assert code == 2
        assert f"{bad} cannot be read" in err


def test_a_folder_that_is_not_there(places: tuple[Path, Path], tmp_path: Path) -> None:
    code, _, err = run(*places, "-o", tmp_path / "none" / "out.tmx")
    assert code == 2
    assert "cannot be written" in err


def test_help_tells_the_exit_codes() -> None:
    out = CliRunner().invoke(akn, ["align", "--help"]).output
    assert "0 every part is in every version; 1 some are not; 2 could not" in out


def test_the_samples_of_all_languages_side_by_side() -> None:
    samples = sorted((HERE.parents[1] / "samples").glob("*/ambient-monitoring.txt"))
    languages = [path.parent.name for path in samples]
    assert len(languages) >= 8
    alignment = align([etree.fromstring(convert(path, Options()).xml) for path in samples], languages)
    assert [version.language for version in alignment.versions] == languages
    lacking = {
        row.key: [language for language, cell in zip(languages, row.cells, strict=True) if cell is None]
        for row in alignment.gaps
    }
    assert lacking == {}
