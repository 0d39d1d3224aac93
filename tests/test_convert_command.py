"""`akn convert` as a user runs it: exit codes, streams, files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

from akn.cli import COMMANDS, main
from akn.cli.convert import _today
from akn.errors import AknError
from akn.readers import READERS
from akn.schema.official import load as load_schema
from tests.conftest import ROOT
from tests.test_pipeline import TWO

SAMPLE = ROOT / "samples" / "eng" / "harbour-noise.txt"
SHORTEST = ROOT / "samples" / "eng" / "shortest.txt"
REPORT_SCHEMA = json.loads((ROOT / "schemas" / "conversion-report.schema.json").read_text(encoding="utf-8"))


def run(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "akn", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=environment,
        check=False,
    )


def assert_valid(xml: bytes) -> None:
    schema = load_schema()
    assert schema.validate(etree.fromstring(xml)), schema.error_log


def test_xml_on_stdout_and_a_summary_on_stderr() -> None:
    done = run("convert", SAMPLE)
    assert done.returncode == 0
    assert_valid(done.stdout)
    assert b"4 citations, 3 recitals, 4 paragraphs" in done.stderr
    assert b"nothing lost; valid" in done.stderr


def test_quiet_is_quiet() -> None:
    assert run("convert", "--quiet", SAMPLE).stderr == b""


def test_standard_input_gives_the_same() -> None:
    done = run("convert", "-", stdin=SAMPLE.read_bytes())
    assert done.returncode == 0
    assert done.stdout == run("convert", SAMPLE).stdout


def test_output_and_report_are_files(tmp_path: Path) -> None:
    out, report = tmp_path / "out.xml", tmp_path / "report.json"
    done = run("convert", SAMPLE, "-o", out, "--report", report)
    assert (done.returncode, done.stdout) == (0, b"")
    assert_valid(out.read_bytes())
    held = json.loads(report.read_text(encoding="utf-8"))
    jsonschema.validate(held, REPORT_SCHEMA)
    assert held["format"] in READERS  # the schema has no list of them
    assert held["restored"][0] == {
        "eId": "recs_1__rec_A",
        "place": "line 38",
        "source": "1.",
        "written": "A.",
    }
    assert {d["reason"] for d in held["dropped"]} >= {"language bar", "page furniture: footer"}


def test_the_report_schema_can_fail() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"source": "x"}, REPORT_SCHEMA)


def test_strict_makes_a_stray_line_an_error(tmp_path: Path) -> None:
    text = SHORTEST.read_text(encoding="utf-8") + "\nSomething that belongs nowhere\n"
    path = tmp_path / "stray.txt"
    path.write_text(text, encoding="utf-8")
    lenient, strict = run("convert", path), run("convert", "--strict", path)
    assert (lenient.returncode, strict.returncode) == (0, 1)
    assert b"Something that belongs nowhere" in strict.stdout
    assert b"warning UNR001 line 11" in lenient.stderr
    assert b"error UNR001 line 11" in strict.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["missing.txt"], "missing.txt: there is no such file"),
        (["--kind", "poem", str(SAMPLE)], "--kind poem: the European Parliament has no such kind"),
        (["--date", "yesterday", str(SAMPLE)], "--date yesterday: this is no date"),
        (["--language", "tlh", str(SAMPLE)], "no table for the language"),
        (["--institution", "moon", str(SAMPLE)], "no table for the institution"),
        (["--number", "12", str(SAMPLE)], "is no number of the European Parliament"),
        ([str(SAMPLE), str(SHORTEST)], "several inputs need a folder"),
        ([str(ROOT / "samples")], "several inputs need a folder"),
        ([str(ROOT / "schemas"), "-o", "x"], "no file to convert"),
    ],
)
def test_what_could_not_run_is_exit_2_and_one_sentence(
    arguments: list[str], says: str, tmp_path: Path
) -> None:
    done = run("convert", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert says in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_wishes_go_before_the_text() -> None:
    done = run(
        "convert", SHORTEST, "--number", "P7_TA(2010)9163", "--date", "2010-05-05", "--kind", "decision"
    )
    assert done.returncode == 0
    root = etree.fromstring(done.stdout)
    uri = root.find(".//{*}FRBRWork/{*}FRBRuri")
    assert uri is not None
    assert uri.get("value") == "/akn/eu/statement/decision/ep/2010-05-05/p7_ta-2010-9163"


def test_an_existing_file_survives_a_failure(tmp_path: Path) -> None:
    out = tmp_path / "out.xml"
    out.write_text("precious", encoding="utf-8")
    bad = tmp_path / "bad.txt"
    bad.write_text("not a resolution of any house\n", encoding="utf-8")
    assert run("convert", bad, "-o", out).returncode == 2
    assert out.read_text(encoding="utf-8") == "precious"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.txt", "out.xml"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run("convert", SAMPLE, "-o", tmp_path / "no" / "such" / "out.xml")
    assert done.returncode == 2
    assert b"cannot be written" in done.stderr


def make_batch(folder: Path) -> Path:
    texts = folder / "texts"
    (texts / "sub").mkdir(parents=True)
    (texts / "a.txt").write_bytes(SAMPLE.read_bytes())
    (texts / "sub" / "a.txt").write_bytes(SHORTEST.read_bytes())
    (texts / "bad.txt").write_text("nothing of the kind here\n", encoding="utf-8")
    (texts / "empty.txt").touch()
    return texts


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_one_bad_file_never_stops_the_others(jobs: str, tmp_path: Path) -> None:
    texts, out, report = make_batch(tmp_path), tmp_path / "out", tmp_path / "report.json"
    done = run("convert", texts, "-o", out, "--jobs", jobs, "--report", report)
    assert done.returncode == 1
    assert sorted(str(p.relative_to(out)) for p in out.rglob("*.xml")) == ["a.xml", "sub/a.xml"]
    assert b"2 converted, 0 skipped, 2 with errors or failed" in done.stderr
    assert b"empty.txt: the file is empty" in done.stderr
    held = json.loads(report.read_text(encoding="utf-8"))
    jsonschema.validate(held, REPORT_SCHEMA)
    assert (len(held["files"]), len(held["failed"])) == (2, 2)


def test_skip_existing_resumes(tmp_path: Path) -> None:
    texts, out = make_batch(tmp_path), tmp_path / "out"
    run("convert", texts, "-o", out)
    (out / "a.xml").write_text("kept", encoding="utf-8")
    (out / "sub" / "a.xml").unlink()
    done = run("convert", texts, "-o", out, "--skip-existing")
    assert (out / "a.xml").read_text(encoding="utf-8") == "kept"
    assert (out / "sub" / "a.xml").exists()
    assert b"1 converted, 1 skipped" in done.stderr


def test_two_files_of_one_name_keep_apart(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_bytes(SAMPLE.read_bytes())
    (texts / "a.md").write_bytes(SHORTEST.read_bytes())
    done = run("convert", texts, "-o", tmp_path / "out")
    assert done.returncode == 0
    assert sorted(p.name for p in (tmp_path / "out").glob("*.xml")) == ["a.md.xml", "a.txt.xml"]


def test_two_files_with_one_target_are_refused(tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_bytes(SAMPLE.read_bytes())
    done = run("convert", tmp_path / "x" / "a.txt", tmp_path / "y" / "a.txt", "-o", tmp_path / "out")
    assert done.returncode == 2
    assert b"would both be written to" in done.stderr


def test_a_device_is_written_through() -> None:
    done = run("convert", SAMPLE, "-o", "/dev/stdout")
    assert done.returncode == 0
    assert_valid(done.stdout)


def test_version_and_schema() -> None:
    assert run("--version").stdout.startswith(b"akn, version ")
    shown = run("schema").stdout
    assert b"6f61fe84cbb6f8cb0e8418cd67b74a63da9990e6573b5a3491f623184f45c4fd" in shown
    assert b"81aed1bb30c9d475f5b16b6bb92e6ede9879dcd7e146c0ed8df577b87b1d2815" in shown


def test_the_help_of_all_imports_no_command_and_agrees_with_each() -> None:
    check = (
        "import sys; from click.testing import CliRunner; from akn.cli import akn, COMMANDS;"
        "print(CliRunner().invoke(akn, ['--help']).output);"
        "loaded = [m for m in sys.modules if m.startswith('akn.')];"
        "assert set(loaded) <= {'akn.release', 'akn.errors', 'akn.cli'}, loaded"
    )
    listing = subprocess.run([sys.executable, "-c", check], capture_output=True, check=True).stdout.decode()
    for name, command in COMMANDS.items():
        assert f"{name} " in listing
        assert f" {command.help}" in listing, "it has no room on one line"
        done = run(name, "--help")
        assert done.returncode == 0
        assert "Usage:" in done.stdout.decode()


def test_split_writes_one_file_for_each_resolution(tmp_path: Path) -> None:
    first = (ROOT / "samples" / "eng" / "lighthouse-keepers.txt").read_text(encoding="utf-8")
    second = first.replace("B8-9302/2016", "B8-9303/2016").replace("lighthouse", "beacon")
    (tmp_path / "two.txt").write_text(f"{first}\n\n{second}", encoding="utf-8")
    together = run("convert", tmp_path / "two.txt")
    assert etree.fromstring(together.stdout).find("{*}documentCollection") is not None
    assert_valid(together.stdout)
    done = run("convert", tmp_path / "two.txt", "--split", "-o", tmp_path / "out")
    assert done.returncode == 0
    files = sorted((tmp_path / "out").glob("*.xml"))
    assert [p.name for p in files] == ["two-1.xml", "two-2.xml"]
    for path, number in zip(files, ("b8-9302-2016", "b8-9303-2016"), strict=True):
        assert_valid(path.read_bytes())
        found = etree.parse(path).find(".//{*}FRBRWork/{*}FRBRnumber")
        assert found is not None
        assert found.get("value") == number


def test_the_report_has_an_entry_for_each_file_that_is_split(tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    done = run("convert", "two.txt", "--split", "-o", "out", "--report", "report.json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    held = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    jsonschema.validate(held, REPORT_SCHEMA)
    assert [entry["file"] for entry in held["files"]] == ["out/two-1.xml", "out/two-2.xml"]
    assert [entry["source"] for entry in held["files"]] == ["two.txt", "two.txt"]
    assert [entry["number"] for entry in held["files"]] == ["B9-9101/2021", "B9-9102/2021"]
    assert b"1 converted, 0 skipped, 0 with errors" in done.stderr


def test_the_report_names_the_file(tmp_path: Path) -> None:
    run("convert", SHORTEST, "-o", "out.xml", "--report", "file.json", cwd=tmp_path)
    run("convert", SHORTEST, "--report", "stream.json", cwd=tmp_path)
    assert json.loads((tmp_path / "file.json").read_text(encoding="utf-8"))["file"] == "out.xml"
    assert "file" not in json.loads((tmp_path / "stream.json").read_text(encoding="utf-8"))


def test_two_resolutions_with_a_range_of_paragraphs_are_clean_together(tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    done = run("convert", "two.txt", "-o", "two.xml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert run("validate", "two.xml", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("more", [(), ("--jobs", "2")], ids=["one", "two"])
def test_one_faulty_file_of_those_that_are_split_is_exit_1(more: tuple[str, ...], tmp_path: Path) -> None:
    """The converter is made to lose words of the second resolution alone."""
    for name in ("two.txt", "again.txt"):
        (tmp_path / name).write_text(TWO, encoding="utf-8")
    spoil = (
        "import akn.writing.document as d; whole = d.to_bytes; "
        "d.to_bytes = lambda *what: whole(*what).replace(b'Calls for spades', b''); from akn.cli import main; main()"
    )
    arguments = ["convert", "two.txt", "again.txt", "--split", "-o", "out", "--report", "r.json", *more]
    done = subprocess.run(
        [sys.executable, "-c", spoil, *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    held = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    faulty = [
        entry["file"] for entry in held["files"] if any(f["code"] == "LOS001" for f in entry["findings"])
    ]
    assert faulty == ["out/two-2.xml", "out/again-2.xml"]
    assert [line.partition(":")[0] for line in held["failed"]] == faulty


def test_split_files_never_take_the_name_of_another(tmp_path: Path) -> None:
    for name in ("two.txt", "two-1.txt"):
        (tmp_path / name).write_text(TWO, encoding="utf-8")
    done = run("convert", "two.txt", "two-1.txt", "--split", "-o", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert b"would both be written to" in done.stderr


def test_a_folder_with_nothing_to_convert_makes_no_repository(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    done = run("convert", "in", "--to", "library", cwd=tmp_path)
    assert done.returncode == 2
    assert b"no file to convert" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_what_was_left_alone_is_said(tmp_path: Path) -> None:
    texts = make_batch(tmp_path)
    (texts / "scan.xyz").touch()
    assert b"left alone: 1 .xyz" in run("convert", texts, "-o", tmp_path / "out").stderr
    assert b"left alone" not in run("convert", texts, "-o", tmp_path / "out", "-q").stderr


def test_convert_and_deposit_in_one_go(tmp_path: Path) -> None:
    library = tmp_path / "library"
    done = run("convert", SAMPLE, SHORTEST, "--to", library)
    assert done.returncode == 0, done.stderr.decode()
    found = run("find", "harbour pilots", "--in", library, "--format", "json")
    assert b"b9-9145" in found.stdout


@pytest.mark.parametrize("command", ["convert", "validate", "deposit"])
def test_an_address_is_told_that_nothing_is_fetched(command: str, tmp_path: Path) -> None:
    extra = ["--to", str(tmp_path / "library")] if command == "deposit" else []
    done = run(command, "https://example.org/a/b.html", *extra)
    assert done.returncode == 2
    assert b"https://example.org/a/b.html: nothing is fetched" in done.stderr


def test_a_program_that_runs_the_command_line_has_its_signals_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the next SIGTERM would be an exception in whatever that program is doing."""
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    monkeypatch.setattr(sys, "argv", ["akn", "--version"])
    with pytest.raises(SystemExit):
        main()
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


@pytest.mark.parametrize("epoch", ["253402300800", "99999999999999", "9" * 40])
def test_a_clock_beyond_the_calendar_is_one_sentence(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(AknError, match="SOURCE_DATE_EPOCH"):
        _today()
