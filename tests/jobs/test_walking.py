"""Which files are meant: one answer for all commands."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from akn.cli import main
from akn.errors import UnreadableError
from akn.jobs.converting import tasks_for
from akn.jobs.walking import XML, Shard, find
from tests.generate_documents import template, vary


def names(folder: Path, *inputs: Path, exclude: tuple[str, ...] = ()) -> list[str]:
    found = find(inputs or (folder,), XML, "XML file", exclude=exclude)
    return [str(path.relative_to(folder)) for path in found.files]


def touch(folder: Path, *files: str) -> None:
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).touch()


def test_endings_count_in_any_case_and_folders_are_searched_through(tmp_path: Path) -> None:
    touch(tmp_path, "b.XML", "a.akn", "sub/c.xml", "notes.txt")
    assert names(tmp_path) == ["a.akn", "b.XML", "sub/c.xml"]


def test_what_is_hidden_is_passed_over(tmp_path: Path) -> None:
    touch(tmp_path, "a.xml", ".b.xml", ".git/c.xml", "sub/.d/e.xml")
    assert names(tmp_path) == ["a.xml"]


def test_a_file_that_is_named_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    touch(tmp_path, "letter", ".hidden.txt")
    assert names(tmp_path, tmp_path / "letter", tmp_path / ".hidden.txt") == ["letter", ".hidden.txt"]


def test_each_file_comes_once(tmp_path: Path) -> None:
    touch(tmp_path, "a.xml", "sub/b.xml")
    assert names(tmp_path, tmp_path / "a.xml", tmp_path, tmp_path / "sub") == ["a.xml", "sub/b.xml"]


def test_places_below_several_folders_begin_with_the_folder(tmp_path: Path) -> None:
    touch(tmp_path, "x/a.xml", "y/z/a.xml")
    found = find([tmp_path / "x", tmp_path / "y"], XML, "XML file")
    assert list(map(str, found.files.values())) == ["x/a.xml", "y/z/a.xml"]
    assert list(map(str, find([tmp_path / "y"], XML, "XML file").files.values())) == ["z/a.xml"]


def test_what_was_left_alone_is_counted_by_ending(tmp_path: Path) -> None:
    touch(tmp_path, "a.xml", "b.pdf", "sub/c.PDF", "d.txt", "Makefile", ".hidden.doc", "left/out.doc")
    found = find([tmp_path], XML, "XML file", exclude=("*/left/*",))
    assert found.left_alone == "left alone: 1 without an ending, 2 .pdf, 1 .txt"
    assert find([tmp_path / "a.xml"], XML, "XML file").left_alone == ""


def test_a_pattern_leaves_files_of_folders_out(tmp_path: Path) -> None:
    touch(tmp_path, "a.xml", "build/b.xml")
    assert names(tmp_path, exclude=("*/build/*",)) == ["a.xml"]
    assert names(tmp_path, tmp_path / "build" / "b.xml", exclude=("*/build/*",)) == ["build/b.xml"]


def test_nothing_found_says_where_and_what_lay_there(tmp_path: Path) -> None:
    touch(tmp_path, "b.pdf")
    with pytest.raises(
        UnreadableError, match=r"holds no XML file: looked for \.akn, \.xml \(left alone: 1 \.pdf\)"
    ):
        find([tmp_path], XML, "XML file")


def test_a_name_without_a_file_is_an_error_unless_the_caller_tells_it(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="gone does not exist"):
        find([tmp_path / "gone"], XML, "XML file")
    assert list(find([tmp_path / "gone"], XML, "XML file", must_exist=False).files) == [tmp_path / "gone"]


VERBS = {
    "validate": ["validate", "{}"],
    "refs": ["refs", "{}"],
    "deposit": ["deposit", "{}", "--to", "{}/../library"],
    "convert": ["convert", "{}", "-o", "{}/../out"],
}


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch):
    def run(verb: str, folder: Path, *more: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["akn", *(a.format(folder) for a in VERBS[verb]), *more])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


@pytest.mark.parametrize("verb", VERBS)
def test_a_folder_without_a_file_is_exit_2_a_sentence_and_nothing_else(
    verb: str, run, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    touch(folder, ".hidden/a.xml", ".hidden/a.txt", "b.png")
    code, out, err = run(verb, folder)
    assert (code, out) == (2, "")
    assert f"{folder} holds no " in err
    assert "left alone: 1 .png" in err
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_a_rehearsal_finds_nothing_either(run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert run("deposit", tmp_path / "in", "--dry-run")[0] == 2


@pytest.mark.parametrize("verb", ["validate", "refs", "deposit"])
def test_all_verbs_see_the_same_files(verb: str, run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    touch(folder, ".hidden/d.xml", "e.pdf")
    for number, name in enumerate(("a.akn", "b.xml", "c.XML")):
        (folder / name).write_bytes(vary(template(), number))
    code, out, err = run(verb, folder, "--format", "json")
    assert code != 2
    assert {name for name in ("a.akn", "b.xml", "c.XML", "d.xml") if name in out} == {
        "a.akn",
        "b.xml",
        "c.XML",
    }
    assert "left alone: 1 .pdf" in err


@pytest.mark.parametrize("of", [1, 2, 3, 5])
def test_twins_keep_their_endings_also_where_they_are_of_different_parts(tmp_path: Path, of: int) -> None:
    twins = [f"{n}.{ending}" for n in range(12) for ending in ("txt", "html")]
    touch(tmp_path, *twins, "alone.txt")
    targets: set[str] = set()
    for number in range(1, of + 1):
        found = find([tmp_path], (".txt", ".html"), "text", shard=Shard(number, of))
        targets |= {task.target.name for task in tasks_for(found, tmp_path / "out")}
    assert targets == {f"{twin}.xml" for twin in twins} | {"alone.xml"}


def test_a_link_that_leads_to_itself_is_no_file(tmp_path: Path) -> None:
    touch(tmp_path, "a.xml")
    (tmp_path / "b.xml").symlink_to(tmp_path / "b.xml")
    (tmp_path / "c.xml").symlink_to(tmp_path / "nowhere")
    assert names(tmp_path) == ["a.xml"]


def test_folders_lie_as_deep_as_the_system_lets_them(tmp_path: Path) -> None:
    deep = str(tmp_path)
    for _ in range(1100):
        deep += "/d"
        Path(deep).mkdir()
    Path(deep, "a.xml").touch()
    try:
        assert len(find([tmp_path], XML, "XML file").files) == 1
    finally:  # what clears the folders of tests goes down by calling itself
        Path(deep, "a.xml").unlink()
        os.removedirs(deep)
        tmp_path.mkdir(parents=True, exist_ok=True)
