"""``akn validate`` as people and pipelines call it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from akn.cli import akn
from akn.cli.validate import validate as command
from akn.errors import AknError
from akn.rendering import FORMS
from tests.conftest import ROOT

MISTAKES = Path(__file__).parent / "mistakes"
SCHEMATRON = """<schema xmlns="http://purl.oclc.org/dsdl/schematron">
  <ns prefix="a" uri="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>
  <pattern><rule context="a:docTitle">
    <assert id="loud" test="false()" role="warning">Too quiet.</assert>
  </rule></pattern>
</schema>"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a valid file and an invalid one; the current directory."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(MISTAKES / "good.xml", tmp_path / "good.xml")
    shutil.copy(MISTAKES / "XSD133-language-on-statement.xml", tmp_path / "bad.xml")
    return tmp_path


@pytest.fixture
def warned(folder):
    """A file that is valid and on which a rule has a warning."""
    text = (folder / "good.xml").read_text(encoding="utf-8")
    (folder / "warned.xml").write_text(
        text.replace('eId="para_1__content"', 'eId="para_x__content"'), encoding="utf-8"
    )
    return folder


def run(*arguments, **options):
    return CliRunner().invoke(akn, ["validate", *arguments], **options)


@pytest.mark.usefixtures("folder")
def test_clean_is_zero():
    result = run("good.xml")
    assert (result.exit_code, result.stdout) == (0, "1 file, 1 clean, 0 errors, 0 warnings\n")


@pytest.mark.usefixtures("folder")
def test_findings_are_one():
    result = run("good.xml", "bad.xml")
    assert result.exit_code == 1
    assert result.stdout.startswith("bad.xml:3:3: error XSD133: `statement` may not carry `xml:lang`")


@pytest.mark.usefixtures("folder")
def test_a_file_that_cannot_be_read_is_two_and_the_others_are_checked():
    result = run("gone.xml", "bad.xml")
    assert result.exit_code == 2
    assert "gone.xml: error FILE001" in result.stdout
    assert "bad.xml:3:3: error XSD133" in result.stdout


def test_standard_input(folder):
    result = run("-", input=(folder / "bad.xml").read_bytes())
    assert result.exit_code == 1
    assert result.stdout.startswith("-:3:3: error XSD133")


def test_a_directory_is_searched_through(folder):
    (folder / "sub").mkdir()
    shutil.copy("bad.xml", "sub/other.AKN")
    (folder / "sub" / "notes.txt").write_text("no XML")
    files = [f["file"] for f in json.loads(run(".", "--format", "json").stdout)["files"]]
    assert files == ["bad.xml", "good.xml", "sub/other.AKN"]
    files = [
        f["file"] for f in json.loads(run(".", "--format", "json", "--exclude", "sub/*").stdout)["files"]
    ]
    assert files == ["bad.xml", "good.xml"]


def test_a_directory_without_xml_is_said(tmp_path):
    result = run(str(tmp_path))
    assert isinstance(result.exception, AknError)  # the front door makes it a sentence and exit code 2
    assert "holds no XML file" in str(result.exception)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("form", FORMS["findings"])
def test_every_form_is_written_and_the_exit_code_is_the_same(form):
    result = run("bad.xml", "--format", form)
    assert result.exit_code == 1
    assert "XSD133" in result.stdout
    assert ("1 file, 0 clean" in result.stderr) is (form not in {"text", "github"})


@pytest.mark.parametrize(
    ("severity", "code", "shown"), [("error", 0, True), ("warning", 1, True), ("information", 1, True)]
)
@pytest.mark.usefixtures("warned")
def test_the_severity_decides_the_exit_code_and_warnings_are_always_shown(severity, code, shown):
    result = run("warned.xml", "--severity", severity)
    assert result.exit_code == code
    assert ("warning EID" in result.stdout) is shown


@pytest.mark.usefixtures("warned")
def test_select_and_ignore():
    assert "EID" in run("warned.xml").stdout
    assert "EID" not in run("warned.xml", "--ignore", "EID005, EID006,eid007,EID008").stdout
    assert "EID" not in run("warned.xml", "--select", "META,REF001").stdout
    assert "EID" in run("warned.xml", "--select", "EID").stdout
    assert "EID" not in run("warned.xml", "--no-rules").stdout


@pytest.mark.usefixtures("folder")
def test_the_schema_cannot_be_selected_away_but_a_finding_of_it_can_be_ignored():
    assert run("bad.xml", "--select", "EID").exit_code == 1
    result = run("bad.xml", "--ignore", "XSD133", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["files"][0]["schemaValid"] is False


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("arguments", [("--select", "NOPE"), ("--ignore", "NOPE1"), ("--profile", "nobodys")])
def test_what_does_not_exist_is_said(arguments):
    result = run("good.xml", *arguments)
    assert isinstance(result.exception, AknError)
    assert "no" in str(result.exception)


def test_several_processes_say_the_same_in_the_same_order(folder):
    for number in range(5):
        shutil.copy("bad.xml", f"bad{number}.xml")
    one = run(".", "--format", "json")
    two = run(".", "--format", "json", "--jobs", "2")
    assert (two.exit_code, two.stdout) == (one.exit_code, one.stdout)
    assert run("-", "good.xml", "--jobs", "2", input=(folder / "bad.xml").read_bytes()).exit_code == 1


def test_another_namespace_is_named_and_can_be_read_as_the_standards(folder):
    text = (folder / "good.xml").read_text(encoding="utf-8")
    (folder / "old.xml").write_text(text.replace("akn/3.0", "akn/3.0/CSD13"), encoding="utf-8")
    assert "Committee Specification Draft 13" in run("old.xml").stdout
    assert run("old.xml").exit_code == 1
    assert run("old.xml", "--as-3.0").exit_code == 0


def test_settings_and_the_command_line_over_them(folder):
    (folder / "akn.toml").write_text(
        'ignore = ["XSD133"]\nexclude = ["good*"]\nschematron = ["own.sch"]\nseverity = "warning"'
    )
    (folder / "own.sch").write_text(SCHEMATRON, encoding="utf-8")
    trust = "--trust-settings"
    result = run(".", trust, "--format", "json")
    assert [f["file"] for f in json.loads(result.stdout)["files"]] == ["bad.xml"]
    assert result.exit_code == 1, "what is ignored does not keep the Schematron from being asked"
    assert "SCH-loud" in result.stdout
    assert run("bad.xml", trust, "--ignore", "XSD134").exit_code == 1
    result = run("good.xml", trust)
    assert result.exit_code == 1
    assert "warning SCH-loud: Too quiet." in result.stdout
    assert run("good.xml", trust, "--severity", "error").exit_code == 0


@pytest.mark.parametrize("key", ["rules", "schematron"])
def test_settings_run_nothing_unless_they_are_trusted(folder, key):
    (folder / "house.py").write_text("import pathlib\npathlib.Path('ran').touch()\n")
    (folder / "akn.toml").write_text(f'{key} = ["house.py"]')
    result = akn_alone("good.xml")
    assert result.returncode == 2
    assert b"--trust-settings" in result.stderr
    assert akn_alone("good.xml", "--isolated").returncode == 0
    assert not (folder / "ran").exists()
    assert akn_alone("good.xml", "--trust-settings").returncode == 2  # it is no file of rules
    assert (folder / "ran").exists() == (key == "rules")


def akn_alone(*arguments):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "akn", "validate", *arguments],
        capture_output=True,
        env=environment,
        check=False,
    )


def test_own_rules_and_schematron(folder):
    (folder / "own.sch").write_text(SCHEMATRON, encoding="utf-8")
    (folder / "house.py").write_text(
        "from akn.findings import Severity\nfrom akn.validation.rules.rule import Breach, rule\n"
        "@rule('HOUSE001', Severity.ERROR, group='structure')\ndef never(document):\n"
        "    'Nothing pleases.'\n    yield Breach(document.root, 'no', 'give up')\n"
    )
    result = run("good.xml", "--rules", "house.py", "--schematron", "own.sch", "--format", "sarif")
    assert result.exit_code == 1
    (sarif,) = json.loads(result.stdout)["runs"]
    assert [r["ruleId"] for r in sarif["results"]] == ["HOUSE001", "SCH-loud"]
    assert sarif["tool"]["driver"]["rules"][0]["shortDescription"] == {"text": "Nothing pleases."}


def test_fix_shows_a_diff_and_changes_nothing(folder):
    before = (folder / "bad.xml").read_bytes()
    result = run(".", "--fix")
    assert result.exit_code == 1
    assert '-  <statement xml:lang="en" name="resolution">\n+  <statement name="resolution">' in result.stdout
    assert "1 of 2 files could be mended" in result.stderr
    assert (folder / "bad.xml").read_bytes() == before


def test_write_mends_and_reports_what_is_left(folder):
    good = (folder / "good.xml").read_bytes()
    result = run(".", "--fix", "--write", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["summary"]["errors"] == 0
    assert (folder / "bad.xml").read_bytes() == good
    assert (folder / "good.xml").read_bytes() == good
    assert sorted(p.name for p in folder.iterdir()) == ["bad.xml", "good.xml"]


def test_fix_of_standard_input_can_be_shown_not_written(folder):
    data = (folder / "bad.xml").read_bytes()
    assert isinstance(run("-", "--fix", "--write", input=data).exception, AknError)
    assert run("good.xml", "--write").exit_code == 2
    assert run("gone.xml", "--fix").exit_code == 2


@pytest.mark.usefixtures("folder")
def test_no_path_and_an_unknown_form_are_usage_errors():
    assert run().exit_code == 2
    assert run("good.xml", "--format", "xml").exit_code == 2


def test_the_help_says_what_the_exit_codes_and_severities_are():
    text = run("--help").stdout
    for said in (
        "Exit",
        "0 nothing",
        "1 findings",
        "2 could not",
        "akn.toml",
        "Warnings are always shown",
        "Examples",
    ):
        assert said in text
    assert all(option.help for option in command.params if isinstance(option, click.Option))
