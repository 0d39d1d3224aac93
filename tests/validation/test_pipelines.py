"""The hook and the action, tried on a repository made here: what is checked, what is skipped, what fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
BIN = Path(sys.executable).parent
GOOD = (ROOT / "tests" / "rules" / "resolution.xml").read_text("utf-8")
BAD = GOOD.replace("<docTitle>", "<em>").replace("</docTitle>", "</em>")
WARNED = GOOD.replace('language="eng"', 'language="en"')


@pytest.fixture
def environment(tmp_path):
    held = {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "hooks"),
    }
    for name in [name for name in held if name.startswith("GIT_")]:
        del held[name]
    return held


@pytest.fixture
def repository(tmp_path, environment):
    """A repository with a good document, a bad one, a project file of another kind, and the hooks."""
    folder = tmp_path / "repository"
    (folder / "docs" / "drafts").mkdir(parents=True)
    (folder / "docs" / "good.xml").write_text(GOOD, "utf-8")
    (folder / "pom.xml").write_text("<project><modelVersion>4.0.0</modelVersion></project>", "utf-8")
    (folder / "notes.txt").write_text("nothing", "utf-8")
    local = [{**hook, "language": "system"} for hook in HOOKS.values()]
    config = {"repos": [{"repo": "local", "hooks": local[:1]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    run(["git", "init", "--quiet"], folder, environment)
    return folder


def run(command, folder, environment):
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def hook(folder, environment):
    run(["git", "add", "--all"], folder, environment)
    return run([sys.executable, "-m", "pre_commit", "run", "--all-files"], folder, environment)


def test_the_hook_passes_a_good_repository_and_skips_other_xml(repository, environment):
    result = hook(repository, environment)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_hook_fails_for_a_bad_document_with_another_ending(repository, environment):
    (repository / "docs" / "bad.akn").write_text(BAD, "utf-8")
    result = hook(repository, environment)
    assert result.returncode == 1
    assert "docs/bad.akn:" in result.stdout
    assert "XSD155" in result.stdout
    assert "pom.xml" not in result.stdout


def test_the_hook_heeds_what_the_settings_exclude(repository, environment):
    (repository / "docs" / "drafts" / "bad.xml").write_text(BAD, "utf-8")
    (repository / "akn.toml").write_text('exclude = ["docs/drafts/*"]\n', "utf-8")
    assert hook(repository, environment).returncode == 0


def step(name, folder, environment, **inputs):
    """Run one step of the action, as a runner does: its inputs in its environment."""
    (wanted,) = [one for one in ACTION["runs"]["steps"] if one.get("name") == name]
    given = {key: str(value["default"]) for key, value in ACTION["inputs"].items()} | inputs
    own = {key: given[value.partition("inputs.")[2].rstrip(" }")] for key, value in wanted["env"].items()}
    return run(["bash", "-eo", "pipefail", "-c", wanted["run"]], folder, {**environment, **own})


def test_the_action_shows_findings_beside_their_lines(repository, environment):
    (repository / "docs" / "bad.xml").write_text(BAD, "utf-8")
    result = step("check", repository, environment)
    assert result.returncode == 1
    assert result.stdout.startswith("::error file=docs/bad.xml,line=")
    assert "1 XML file skipped that is no Akoma Ntoso" in result.stdout


def test_the_action_takes_options_and_passes_a_good_repository(repository, environment):
    (repository / "docs" / "warned.xml").write_text(WARNED, "utf-8")
    assert step("check", repository, environment).returncode == 0
    assert step("check", repository, environment, args="--profile strict").returncode == 1
    assert (
        step("check", repository, environment, paths="docs/good.xml", args="--profile strict").returncode == 0
    )


def test_the_action_writes_sarif_that_names_files_as_the_repository_does(repository, environment):
    (repository / "docs" / "bad.xml").write_text(BAD, "utf-8")
    result = step("write SARIF", repository, environment, sarif="akn.sarif")
    assert result.returncode == 0, result.stderr
    (told,) = json.loads((repository / "akn.sarif").read_text("utf-8"))["runs"]
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in told["results"]}
    assert uris == {"docs/bad.xml"}


def test_the_action_installs_itself():
    (install,) = [one for one in ACTION["runs"]["steps"] if one.get("name") == "install"]
    assert install["env"] == {"AKN_SOURCE": "${{ github.action_path }}"}
    assert "$AKN_SOURCE" in install["run"]
