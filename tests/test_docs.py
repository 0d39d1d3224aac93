"""The documentation: what it shows is what is printed, its links lead somewhere, its words are spelt right."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

DOCS = ROOT / "docs"
PAGES = sorted(page for page in DOCS.rglob("*.md") if page.parent.name not in {"codes", "reference"})
#: Programs that are installed beside the interpreter that runs the tests.
PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def sessions(text):
    """The commands of all console blocks, each with the lines that it shows."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append([line[2:], []])
            elif line.startswith(">"):
                found[-1][0] += "\n" + line[2:]
            else:
                found[-1][1].append(line)
    return found


@pytest.mark.parametrize(
    "page", [p for p in PAGES if "```console" in p.read_text(encoding="utf-8")], ids=lambda p: p.name
)
def test_a_page_can_be_pasted_and_shows_what_is_printed(page, tmp_path):
    said = sessions(page.read_text(encoding="utf-8"))
    assert said
    script = "".join(f"echo '=== {n}'\n{command}\n" for n, (command, _) in enumerate(said))
    ended = subprocess.run(
        ["/bin/bash"],
        input=script,
        capture_output=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=tmp_path,
        check=False,
        env={
            **{k: v for k, v in os.environ.items() if not k.startswith("AKN_")},
            "PATH": PATH,
            "LC_ALL": "C.UTF-8",
        },
    )
    parts = re.split(r"^=== \d+\n", ended.stdout, flags=re.MULTILINE)[1:]
    assert len(parts) == len(said)
    for (command, shown), printed in zip(said, parts, strict=True):
        if shown != ["…"]:
            assert printed.splitlines() == shown, command


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"], ids=lambda p: p.name)
def test_links_of_a_page_lead_somewhere(page):
    made = {"commands.md", "schemas.md", "python.md", "licences.md"}
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            there = page.parent / target
            assert there.exists() or (there.parent.name == "reference" and there.name in made), target


def test_every_page_has_its_place():
    placed = set(re.findall(r"[\w/-]+\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8")))
    assert {page.relative_to(DOCS).as_posix() for page in PAGES} <= placed


def test_the_reference_is_made_from_what_it_tells_of(tmp_path):
    made = subprocess.run(
        [
            sys.executable,
            "-c",
            (
                f"import sys; sys.path.insert(0, {str(DOCS)!r}); import reference, pathlib\n"
                f"reference.TARGET = pathlib.Path({str(tmp_path)!r}); reference.main()"
            ),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert made.returncode == 0, made.stderr
    from akn.cli import COMMANDS

    commands = (tmp_path / "commands.md").read_text(encoding="utf-8")
    assert all(f"## akn {name}\n" in commands for name in COMMANDS)
    assert "convert(path_or_text" in (tmp_path / "python.md").read_text(encoding="utf-8")
    assert "cobalt" in (tmp_path / "licences.md").read_text(encoding="utf-8")
    assert "`sha256`" in (tmp_path / "schemas.md").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("codespell", path=PATH) is None, reason="codespell is in the extra “docs”")
def test_words_are_spelt_right():
    ended = subprocess.run(
        [
            shutil.which("codespell", path=PATH),
            "--ignore-words-list=ist,als,oder,nd,te,fo,ser,ges,mis,vie,ue,sur,hist,ro,datas,nom,alle,ot",
            *map(str, [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout
