"""The commands: pipes, folders, several processes, and a sentence for whatever is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from akn.cli import akn
from tests.conftest import ROOT
from tests.forms.looking import DOCUMENTS, HERE, MOTION

FOLDER = str(HERE / "documents")
ADOPTED = str(HERE / "documents" / "adopted.xml")


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(akn, list(arguments), input=stdin, catch_exceptions=True)


def test_a_form_goes_to_standard_output_from_a_pipe() -> None:
    result = run("render", "-", "--to", "markdown", stdin=MOTION.read_bytes())
    assert result.exit_code == 0
    assert "1\\. Asks the Commission for ladders" in result.stdout


def test_the_name_of_the_file_says_the_form(tmp_path: Path) -> None:
    for name, begins in (
        ("a.html", "<!DOCTYPE html>"),
        ("a.md", "---"),
        ("a.jsonl", "{"),
        ("a.pandoc.json", '{"pandoc'),
    ):
        assert run("render", str(MOTION), "-o", str(tmp_path / name)).exit_code == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_becomes_a_folder(jobs: str, tmp_path: Path) -> None:
    result = run("render", FOLDER, "--to", "text", "-o", str(tmp_path / "out"), "--jobs", jobs)
    assert result.exit_code == 0
    assert {p.stem for p in (tmp_path / "out").iterdir()} == {p.stem for p in DOCUMENTS}


def test_many_files_become_one_table_whatever_the_number_of_processes(tmp_path: Path) -> None:
    tables = []
    for jobs in ("1", "2"):
        target = tmp_path / f"{jobs}.jsonl"
        assert run("render", FOLDER, "-o", str(target), "-j", jobs).exit_code == 0
        tables.append(target.read_text(encoding="utf-8"))
    assert tables[0] == tables[1]
    assert {Path(json.loads(line)["file"]).name for line in tables[0].splitlines()} == {
        p.name for p in DOCUMENTS
    }


def test_a_file_that_cannot_be_read_costs_the_others_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_text("<html/>", encoding="utf-8")
    (tmp_path / "good.xml").write_bytes(MOTION.read_bytes())
    result = run("render", str(tmp_path), "-o", str(tmp_path / "t.csv"))
    assert result.exit_code == 2
    assert "no Akoma Ntoso" in result.stderr
    assert "weathercocks" not in result.stderr
    assert len((tmp_path / "t.csv").read_text(encoding="utf-8").splitlines()) == 11


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["render", FOLDER, "--to", "html"], "name a folder"),
        (["render", "nowhere.xml"], "does not exist"),
        (["render", "-", "-"], "only once"),
        (["render", str(MOTION), "--to", "parchment"], "is not one of"),
        (["render", str(MOTION), "--beside", "--to", "csv"], "--beside makes a page"),
        (["compare", str(MOTION)], "name two or more"),
        (["compare", str(MOTION), ADOPTED, ADOPTED, "--format", "html"], "takes two documents"),
        (["compare", str(MOTION), str(ROOT / "README.md")], "not XML"),
        (["votes", str(MOTION)], "and the text that was voted"),
        (["votes", str(MOTION), ADOPTED], "no list of votes"),
        (["overview"], "name files"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code != 0
    assert said in result.output + str(result.exception or "")


def test_the_input_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes(MOTION.read_bytes())
    result = run("render", str(file), "--to", "text", "-o", str(file))
    assert result.exit_code != 0
    assert file.read_bytes() == MOTION.read_bytes()


def test_language_versions_stand_side_by_side(tmp_path: Path) -> None:
    samples = ROOT / "tests" / "samples"
    names = [str(samples / code / "ambient-monitoring.txt.xml") for code in ("eng", "bul")]
    assert run("render", *names, "--beside", "-o", str(tmp_path / "both.html")).exit_code == 0
    assert 'lang="bg"' in (tmp_path / "both.html").read_text(encoding="utf-8")


def test_a_comparison_tells_by_its_exit_code_whether_something_changed() -> None:
    assert run("compare", str(MOTION), str(MOTION)).exit_code == 0
    result = run("compare", str(MOTION), ADOPTED, "--format", "json")
    assert result.exit_code == 1
    links = json.loads(result.stdout)["links"]
    assert {"verdict", "moved", "a", "b", "similarity"} <= set(links[0])


def test_works_of_a_repository_are_compared_by_their_numbers(tmp_path: Path) -> None:
    library = str(tmp_path / "library")
    assert run("deposit", str(MOTION), ADOPTED, "--to", library).exit_code == 0
    result = run("compare", "B9-9901/2021", "P9_TA(2021)9903", "--in", library)
    assert result.exit_code == 1
    assert "1 added" in result.stderr
    page = tmp_path / "overview.html"
    assert run("overview", "--in", library, "-o", str(page)).exit_code == 0
    assert "2 documents" in page.read_text(encoding="utf-8")


def test_three_documents_make_a_lineage() -> None:
    result = run("compare", str(MOTION), str(MOTION), ADOPTED)
    assert result.stdout.splitlines()[0].split("\t")[0] == "clause"


def test_votes_are_told_with_what_was_not_found() -> None:
    result = run("votes", str(HERE / "lists" / "sitting.xml"), str(MOTION), "--format", "json")
    assert result.exit_code == 1
    assert "VOT001" in result.stderr
    told = json.loads(result.stdout)["votes"][0]
    assert {"votingId", "subject", "place", "part", "eIds", "result"} <= set(told)


def test_a_collection_is_drawn_and_counted(tmp_path: Path) -> None:
    result = run("overview", FOLDER, "-o", str(tmp_path / "o.html"), "--jobs", "2")
    assert result.exit_code == 0
    figures = run("overview", FOLDER, "--format", "csv", "--no-findings").stdout
    assert f"documents,,,{len(DOCUMENTS)}" in figures.splitlines()
