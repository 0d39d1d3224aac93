"""What a release stands on: one version, a wheel that is the same when built again, files that are read."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from akn.release import VERSION
from tests.conftest import ROOT
from tests.house import copied


def test_the_citation_names_the_version():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["version"] == VERSION
    assert {"cff-version", "message", "title", "authors", "license"} <= cited.keys()


def test_the_changelog_knows_the_version_or_that_it_is_to_come():
    headings = re.findall(
        r"^## \[(.+?)\](?: - (\d{4}-\d\d-\d\d))?$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    assert headings
    newest, day = headings[0]
    assert newest == "Unreleased" or (newest == VERSION and day)


@pytest.mark.parametrize(
    "file",
    sorted([*ROOT.glob(".github/**/*.yml"), ROOT / "mkdocs.yml", ROOT / "action.yml"]),
    ids=lambda p: p.name,
)
def test_what_programs_read_is_well_formed(file):
    assert isinstance(yaml.safe_load(file.read_text(encoding="utf-8")), dict)


def test_every_issue_form_asks_for_what_the_doctor_says_or_needs_it_not():
    for file in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"):
        form = yaml.safe_load(file.read_text(encoding="utf-8"))
        if "body" in form:
            assert {"name", "description"} <= form.keys()
            assert all({"type", "attributes"} <= one.keys() for one in form["body"])


@pytest.mark.parametrize(("kind", "names"), [("--wheel", "*.whl"), ("--sdist", "*.tar.gz")])
def test_what_is_built_again_is_the_same(tmp_path, kind, names):
    built = []
    for number in (1, 2):
        folder = tmp_path / str(number)
        # Each from a copy: what an earlier build left behind would be told of in the next.
        house = copied(tmp_path / f"house {number}", "pyproject.toml", "setup.py", "README.md", "LICENSE")
        ended = subprocess.run(
            [sys.executable, "-m", "build", kind, "--no-isolation", "--outdir", folder, house],
            capture_output=True,
            text=True,
            check=False,
            env={
                "PATH": str(Path(sys.executable).parent),
                "SOURCE_DATE_EPOCH": "1700000000",
                "HOME": str(tmp_path),
            },
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        built += folder.glob(names)
    assert built[0].read_bytes() == built[1].read_bytes()
