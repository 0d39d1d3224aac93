"""The commands over a repository: what they print, how they end, and that they need nothing until they are called."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from akn.cli import main
from tests.conftest import ROOT
from tests.generate_documents import template, vary

IRI = "/akn/eu/statement/motionForResolution/ep/2021-02-08/B9-9000-2021"


@dataclass(frozen=True)
class Done:
    """What a command wrote."""

    stdout: bytes
    stderr: bytes


@pytest.fixture
def akn(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """Runs the command line; it must end with `code`."""
    monkeypatch.delenv("AKN_REPOSITORY_PASSWORD", raising=False)

    def run(*arguments: str, code: int = 0) -> Done:
        monkeypatch.setattr(sys, "argv", ["akn", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        done = Done(*capsysbinary.readouterr())
        assert ended.value.code == code, done
        return done

    return run


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "motion.xml").write_bytes(template())
    (folder / "deep").mkdir()
    for number in range(3):
        (folder / "deep" / f"{number}.xml").write_bytes(vary(template(), number))
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "not.xml").write_text("not a document")
    (folder / "notes.txt").write_text("not a document either")
    return folder


@pytest.fixture(params=["library", "sqlite:///{}/library.db"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return request.param.format(tmp_path) if ":" in request.param else str(tmp_path / request.param)


def test_from_nothing_to_the_first_find(akn: Callable[..., Done], url: str, texts: Path) -> None:
    rehearsed = akn("deposit", str(texts), "--to", url, "--dry-run")
    assert rehearsed.stderr.decode() == ("left alone: 1 .txt\nNothing was done; it would be: 4 added\n")
    akn("find", "--in", url, code=2)
    done = akn("deposit", str(texts), "--to", url)
    assert done.stderr.decode() == "left alone: 1 .txt\n4 added\n"
    assert done.stdout.decode().count("added") == 4
    assert akn("deposit", str(texts), "--to", url).stderr.decode() == "left alone: 1 .txt\n4 unchanged\n"
    found = akn(
        "find", "penalties journalists", "--in", url, "--author", "ECR", "--since", "2021-01-01"
    ).stdout.decode()
    assert "situation in Ruritania" in found
    assert "recs_1__rec_A" in found
    assert akn("verify", url).stderr.decode() == "4 read back, 0 damaged\n"
    assert akn("reindex", url).stderr.decode() == "4 indexed, 0 could not be\n"


def test_bytes_come_back(akn: Callable[..., Done], url: str, texts: Path, tmp_path: Path) -> None:
    akn("deposit", str(texts / "motion.xml"), "--to", url)
    for name in (IRI, f"{IRI}/eng@2021-02-08", f"{IRI}/eng@2021-02-08.xml", "B9-9000/2021"):
        assert akn("get", name, "--from", url).stdout == template()
    akn("get", IRI, "--from", url, "-o", str(tmp_path / "again.xml"))
    assert (tmp_path / "again.xml").read_bytes() == template()
    akn("get", IRI, "--from", url, "-o", str(tmp_path / "no" / "again.xml"), code=2)


def test_what_stands_where_a_document_should_go_survives_a_failure(
    akn: Callable[..., Done], texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, out = str(tmp_path / "library"), tmp_path / "out.xml"
    akn("deposit", str(texts / "motion.xml"), "--to", library)
    out.write_text("precious")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = akn("get", IRI, "--from", library, "-o", str(out), code=2)
    assert "cannot be written: No space left" in done.stderr.decode()
    assert out.read_text() == "precious"
    assert not list(tmp_path.glob(".out*"))


def test_a_part(akn: Callable[..., Done], url: str, texts: Path) -> None:
    akn("deposit", str(texts / "motion.xml"), "--to", url)
    for name in ("recs_1__rec_A", "rec_A"):
        part = etree.fromstring(akn("get", IRI, "--from", url, "--part", name).stdout)
        assert (etree.QName(part).localname, part.get("eId")) == ("recital", "recs_1__rec_A")
        assert etree.QName(part).namespace == "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    assert "no part “rec_Z”" in akn("get", IRI, "--from", url, "--part", "rec_Z", code=2).stderr.decode()


def test_get_leaves_nothing_open(akn: Callable[..., Done], url: str, texts: Path) -> None:
    french = (
        template().decode().replace(f"{IRI}/eng@", f"{IRI}/fra@").replace('language="eng"', 'language="fra"')
    )
    changed = template().replace(b"Condemns", b"Deplores")
    (texts / "french.xml").write_text(french)
    (texts / "second.xml").write_bytes(changed)
    akn(
        "deposit",
        str(texts / "motion.xml"),
        str(texts / "second.xml"),
        str(texts / "french.xml"),
        "--to",
        url,
    )
    assert (
        "kept in eng, fra; choose one with --language"
        in akn("get", IRI, "--from", url, code=2).stderr.decode()
    )
    assert akn("get", IRI, "--from", url, "--language", "fra").stdout == french.encode()
    assert akn("get", IRI, "--from", url, "--language", "eng").stdout == changed
    assert akn("get", IRI, "--from", url, "--language", "eng", "--version", "1").stdout == template()
    assert "no version 3; it has 1, 2" in akn(
        "get", IRI, "--from", url, "--language", "eng", "--version", "3", code=2
    ).stderr.decode()  # fmt: skip
    assert "not kept in “deu”" in akn("get", IRI, "--from", url, "--language", "deu", code=2).stderr.decode()
    assert "nothing is kept under /akn/x" in akn("get", "/akn/x", "--from", url, code=2).stderr.decode()


def test_forms(akn: Callable[..., Done], url: str, texts: Path) -> None:
    rows = json.loads(akn("deposit", str(texts), "--to", url, "--format", "json").stdout)
    assert [row["outcome"] for row in rows] == ["added"] * 4
    assert set(rows[0]) == {"outcome", "expression", "name", "reason", "version", "valid"}
    found = json.loads(akn("find", "--in", url, "--format", "json").stdout)
    assert len(found) == 4
    assert next(row for row in found if row["work"] == IRI)["authors"] == [
        "European Parliament",
        "Group of the Examples",
    ]
    listed = list(csv.DictReader(io.StringIO(akn("find", "--in", url, "--format", "csv").stdout.decode())))
    assert [row["expression"] for row in listed] == [row["expression"] for row in found]
    assert json.loads(akn("find", "nowheretobefound", "--in", url, "--format", "json").stdout) == []
    assert json.loads(akn("verify", url, "--format", "json").stdout) == []
    limited = akn("find", "--in", url, "--limit", "2", "--format", "json")
    assert json.loads(limited.stdout) == found[:2]
    assert "There is more" in limited.stderr.decode()


def test_refusals_and_damage_are_findings(akn: Callable[..., Done], tmp_path: Path, texts: Path) -> None:
    library = tmp_path / "library"
    (texts / "bad.xml").write_text("<html/>")
    done = akn("deposit", str(texts), "--to", str(library), code=1)
    assert done.stderr.decode() == "left alone: 1 .txt\n4 added, 1 refused\n"
    assert "not Akoma Ntoso" in done.stdout.decode()
    kept = library / f"{IRI[1:]}/eng@2021-02-08.xml"
    kept.write_bytes(kept.read_bytes().replace(b"penal", b"Penal"))
    done = akn("verify", str(library), code=1)
    assert done.stderr.decode() == "4 read back, 1 damaged\n"
    assert "eng@2021-02-08.xml" in done.stdout.decode()
    assert "changed since" in done.stdout.decode()
    assert akn("reindex", str(library), code=1).stderr.decode() == "3 indexed, 1 could not be\n"
    akn("deposit", str(texts / "motion.xml"), "--to", str(library))
    assert kept.read_bytes() == template()
    assert akn("verify", str(library)).stderr.decode() == "4 read back, 0 damaged\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["deposit", "nowhere", "--to", "x"], "nowhere does not exist"),
        (["find", "x", "--in", "nowhere"], "no repository at nowhere"),
        (["find", "…", "--in", "nowhere"], "no word in it"),
        (["find", "--in", "nowhere", "--since", "soon"], "“soon” is no date"),
        (["verify", "mysql://me:hushhush@h/d"], "no repository of the kind"),
        (["verify", "postgresql://me:hushhush@h:port/d"], "cannot be read"),
        (["find", "--in", "basex://me@localhost:9/akn"], "AKN_REPOSITORY_PASSWORD"),
    ],
)
def test_what_cannot_run(akn: Callable[..., Done], arguments: list[str], words: str) -> None:
    done = akn(*arguments, code=2)
    assert words in done.stderr.decode()
    assert "hushhush" not in done.stderr.decode()
    assert not done.stdout


def test_control_characters_of_a_document_do_not_reach_the_terminal(
    akn: Callable[..., Done], url: str, tmp_path: Path
) -> None:
    file = tmp_path / "x.xml"
    file.write_text(
        template().decode().replace("situation in Ruritania", "situation\x9b31m in Ruritania"),
        encoding="utf-8",
    )
    akn("deposit", str(file), "--to", url)
    assert b"\xc2\x9b" not in akn("find", "--in", url).stdout


def test_a_folder_is_fit_for_git(akn: Callable[..., Done], tmp_path: Path, texts: Path) -> None:
    library = tmp_path / "library"
    akn("deposit", str(texts), "--to", str(library))
    assert (library / ".akn/.gitignore").read_text() == "index.sqlite*\nincoming/\nlock\n"
    lines = (library / ".akn/checksums").read_text().splitlines()
    assert len(lines) == 4
    assert all((library / line.partition("  ")[2]).is_file() for line in lines)


def test_nothing_is_loaded_before_it_is_needed() -> None:
    """The help of all loads no command, and a command no engine before a repository is opened."""
    for watched, heavy in (
        ("from click.testing import CliRunner; CliRunner().invoke(akn.cli.akn, ['--help'])", "lxml"),
        (
            "import akn.cli.deposit, akn.cli.find, akn.cli.get, akn.cli.verify, akn.cli.reindex",
            "akn.repositories.sql",
        ),
    ):
        check = f"assert not {{'{heavy}', 'psycopg', 'rich'}} & set(sys.modules)"
        subprocess.run([sys.executable, "-c", f"import sys, akn.cli; {watched}; {check}"], check=True)


def test_every_extra_that_a_message_names_is_there() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    named = {
        name
        for path in (ROOT / "akn").rglob("*.py")
        for name in re.findall(r"akn\[(\w+)\]", path.read_text(encoding="utf-8"))
    }
    assert named <= set(extras)
