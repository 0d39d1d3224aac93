"""A batch as a user leaves it alone with: nothing is lost, nothing is stale, and there is always a report."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from akn.jobs.converting import Outcome, Tally, Task
from akn.pipeline import Options, convert
from tests.conftest import ROOT

TEXT = """European Parliament resolution of 6 May 2010 on quiet hours

The European Parliament,

–  having regard to sleep,

A.  whereas sleep is good;

1.  Asks for quiet.
"""
#: A bound for what should take a moment, on a machine that may be busy.
SECONDS = 60


def command(*arguments: str | Path) -> list[str | bytes]:
    return [sys.executable, "-m", "akn", *(os.fsencode(one) for one in arguments)]


def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command(*arguments), capture_output=True, cwd=cwd, env=environment, check=False)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(TEXT.replace("quiet hours", f"quiet {name}"), encoding="utf-8")
    return folder


# ------------------------------------------------------------------ nothing is written over


@pytest.mark.parametrize(
    "arguments",
    [("-o", "a.txt"), ("--report", "a.txt"), ("-o", "./x/../a.txt"), ("-o", "symbolic"), ("-o", "hard"),
     ("--report", "symbolic"), ("-o", "new", "--report", "new"), ("-o", "old", "--report", "x/../old")],
    ids=" ".join,
)  # fmt: skip
def test_no_output_is_an_input_or_another_output(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "old").write_text("old", encoding="utf-8")
    (tmp_path / "symbolic").symlink_to("a.txt")
    (tmp_path / "hard").hardlink_to(tmp_path / "a.txt")
    done = run("convert", "a.txt", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert b"which would be lost; name another file" in done.stderr
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == TEXT
    assert (tmp_path / "old").read_text(encoding="utf-8") == "old"


def test_in_a_batch_neither_target_nor_report_is_an_input(texts: Path, tmp_path: Path) -> None:
    (texts / "page.xml").write_text(TEXT, encoding="utf-8")
    for arguments in (("in/page.xml", "in/a.txt", "-o", "in"), ("in", "-o", "out", "--report", "in/b.txt")):
        done = run("convert", *arguments, cwd=tmp_path)
        assert done.returncode == 2
        assert b"which would be lost" in done.stderr
    assert (texts / "page.xml").read_text(encoding="utf-8") == TEXT
    assert not (tmp_path / "out").exists()


def test_nothing_is_lost_where_both_are_the_same_device(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run("convert", "a.txt", "-o", os.devnull, "--report", os.devnull, cwd=tmp_path).returncode == 0


# ------------------------------------------------------------------ a second run


def again(cwd: Path, *more: str) -> tuple[int, str]:
    done = run("convert", "in", "-o", "out", "--skip-existing", *more, cwd=cwd)
    return done.returncode, done.stderr.decode()


def test_what_was_made_of_the_same_text_is_skipped_and_all_else_made_anew(
    texts: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert run("convert", "in", "-o", "out", cwd=tmp_path).returncode == 0
    first = {path.name: path.read_bytes() for path in out.glob("*.xml")}
    (texts / "a.txt").write_text(TEXT.replace("quiet hours", "loud hours"), encoding="utf-8")
    (out / "b.xml").write_bytes(b"")
    (texts / "d.txt").write_text(TEXT, encoding="utf-8")
    code, said = again(tmp_path)
    assert code == 0
    assert "3 converted, 1 skipped, 0 with errors" in said
    assert b"loud hours" in (out / "a.xml").read_bytes()
    assert (out / "b.xml").read_bytes() == first["b.xml"]
    assert (out / "c.xml").read_bytes() == first["c.xml"]
    assert "0 converted, 4 skipped" in again(tmp_path)[1]


def test_other_options_make_all_anew(texts: Path, tmp_path: Path) -> None:
    del texts
    again(tmp_path)
    assert "3 converted, 0 skipped" in again(tmp_path, "--no-enrich")[1]
    (tmp_path / "out" / ".akn-made.jsonl").write_bytes(b"\xff{\n[]\n{}\n" + b"[" * 9000)
    assert "3 converted, 0 skipped" in again(tmp_path, "--no-enrich")[1]


def test_what_somebody_worked_on_is_never_written_over(texts: Path, tmp_path: Path) -> None:
    again(tmp_path)
    mine = tmp_path / "out" / "a.xml"
    mine.write_text("mine", encoding="utf-8")
    code, said = again(tmp_path)
    assert code == 0
    assert "a.xml was made of it before, and was changed since" in said
    (texts / "a.txt").write_text(TEXT.replace("quiet hours", "loud hours"), encoding="utf-8")
    code, said = again(tmp_path)
    assert code == 1
    assert "take that away to have it made anew" in said
    assert mine.read_text(encoding="utf-8") == "mine"


def test_what_had_errors_is_not_skipped(texts: Path, tmp_path: Path) -> None:
    (texts / "b.txt").write_text(TEXT.replace("for quiet.", "for:\n\n(¹) quiet;\n"), encoding="utf-8")
    first = again(tmp_path, "--strict")[0]
    assert (first, again(tmp_path, "--strict")[0]) == (1, 1)


# ------------------------------------------------------------------ the end


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda s: s.name)
def test_a_report_is_written_after_an_interruption(tmp_path: Path, number: signal.Signals, jobs: int) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    for pipe in ("b.txt", "c.txt"):
        os.mkfifo(tmp_path / pipe)  # nobody writes to it: the conversion waits there
    inputs = ("a.txt", "b.txt", "c.txt")
    process = subprocess.Popen(
        command("convert", *inputs, "-o", "out", "--report", "report.json", "--jobs", str(jobs)),
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr is not None
    bound = threading.Timer(SECONDS, process.kill)
    bound.start()
    try:
        assert process.stderr.readline().startswith(b"a.txt: resolution")
        process.send_signal(number)
        said = process.stderr.read().decode()
        assert process.wait() == 128 + number
    finally:
        bound.cancel()
        process.kill()
        process.communicate()
    held = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [one["source"] for one in held["files"]] == ["a.txt"]
    assert held["failed"] == [
        f"{name}: not converted: the run was interrupted" for name in ("b.txt", "c.txt")
    ]
    assert "1 converted" in said
    assert (tmp_path / "out" / "a.xml").exists()


def test_what_a_killed_run_left_is_cleared_and_nothing_else(texts: Path, tmp_path: Path) -> None:
    del texts
    out = tmp_path / "out"
    out.mkdir()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    here = "".join(c for c in os.uname().nodename if c.isascii() and c.isalnum())[:20]
    gone = out / f".a.xml.{here}-{ended.pid}.abcd1234.part"
    kept = [out / f".a.xml.{here}-{os.getpid()}.abcd1234.part", out / f".a.xml.elsewhere-{ended.pid}.abcd1234.part",
            out / ".film.part", out / "a.part"]  # fmt: skip
    for file in (gone, *kept):
        file.touch()
    assert run("convert", "in", "-o", "out", cwd=tmp_path).returncode == 0
    assert not gone.exists()
    assert all(file.exists() for file in kept)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_name_that_is_no_utf8_costs_no_report(texts: Path, tmp_path: Path, jobs: int) -> None:
    odd = Path(os.fsdecode(bytes(texts) + b"/n\xff.txt"))
    odd.write_text(TEXT, encoding="utf-8")
    done = run("convert", "in", "-o", "out", "--report", "report.json", "--jobs", str(jobs), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    held = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert "in/n\\xff.txt" in [one["source"] for one in held["files"]]
    assert "0 converted, 4 skipped" in again(tmp_path)[1]


def test_reports_of_very_many_are_not_held_where_nobody_asked_for_them(tmp_path):
    report = convert(TEXT.encode(), Options()).report
    outcome = Outcome(Task(tmp_path / "a.txt", tmp_path / "a.xml"), (report,), (tmp_path / "a.xml",))
    held, passed = Tally(), Tally(wanted=False)
    for tally in (held, passed):
        tally.add(outcome)
    assert (len(held.reports), len(passed.reports)) == (1, 0)
    assert held.summary == passed.summary == "1 converted, 0 skipped, 0 with errors or failed"
