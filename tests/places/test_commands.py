"""Commands on stores: the same verbs, other places; and never a key in what is said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places.conftest import SECRET

SAMPLES = Path(__file__).parents[2] / "samples" / "eng"


@pytest.fixture
def akn(s3_environment, tmp_path):
    def run(*words):
        ended = subprocess.run(
            [sys.executable, "-m", "akn", *words],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, **s3_environment},
        )
        assert SECRET not in ended.stdout + ended.stderr
        assert "Traceback" not in ended.stderr
        return ended

    return run


@pytest.fixture
def texts(bucket):
    root, system = bucket
    text = (SAMPLES / "harbour-noise.txt").read_bytes()
    for name in ("a b.txt", "sub/50%#1?.txt", "été.txt"):
        system.pipe_file(f"{root.path}/in/{name}", text)
    return root, system


def test_a_bucket_of_texts_becomes_a_bucket_of_documents(texts, akn):
    root, system = texts
    ended = akn(
        "convert", f"{root}/in/", "-o", f"{root}/out/", "--jobs", "2", "--report", f"{root}/report.json"
    )
    assert ended.returncode == 0, ended.stderr
    made = {path.partition("/out/")[2] for path in system.find(f"{root.path}/out")}
    assert made == {"a b.xml", "sub/50%#1?.xml", "été.xml", ".akn-made.jsonl"}
    whole = akn("convert", str(SAMPLES / "harbour-noise.txt")).stdout
    assert system.cat_file(f"{root.path}/out/été.xml").decode() == whole
    report = json.loads(system.cat_file(f"{root.path}/report.json"))
    assert [one["file"] for one in report["files"]] == [
        f"{root}/out/{name}" for name in ("a b.xml", "sub/50%#1?.xml", "été.xml")
    ]
    again = akn("convert", f"{root}/in/", "-o", f"{root}/out/", "--skip-existing")
    assert "0 converted, 3 skipped" in again.stderr, again.stderr
    checked = akn("validate", f"{root}/out/", "--jobs", "2")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    shown = akn("render", f"{root}/out/", "--to", "text", "-o", f"{root}/pages/")
    assert shown.returncode == 0, shown.stderr
    assert len(system.find(f"{root.path}/pages")) == 3
    kept = akn("deposit", f"{root}/out/", "--to", "library/")
    assert (kept.returncode, kept.stderr.strip()[:7]) == (0, "1 added"), kept.stderr


def test_a_bucket_that_is_not_there_is_told(texts, akn):
    root, _ = texts
    missing = akn("convert", "s3://no-such-bucket/in/", "-o", "out/")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "s3://no-such-bucket/in/: cannot be listed: there is no such file" in missing.stderr
    unwritten = akn("convert", f"{root}/in/été.txt", "-o", "s3://no-such-bucket/a.xml")
    assert unwritten.returncode == 2
    assert "nothing was changed" in unwritten.stderr


def test_nothing_is_fetched_unasked(akn):
    ended = akn("convert", "https://user:hidden@127.0.0.1:9/a.html?sig=hidden")
    assert ended.returncode == 2
    assert "nothing is fetched from the web unasked; give --fetch" in ended.stderr
    asked = akn("convert", "--fetch", "https://user:hidden@127.0.0.1:9/a.html?sig=hidden")
    assert asked.returncode == 2
    assert "cannot be reached" in asked.stderr
    assert "hidden" not in ended.stderr + asked.stderr


def test_a_command_on_files_loads_no_library_of_stores():
    program = "import sys, akn.cli.convert, akn.cli.validate, akn.jobs.converting"
    ended = subprocess.run(
        [
            sys.executable,
            "-c",
            f"{program}\nprint('fsspec' in sys.modules, 'akn.places.store' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.split() == ["False", "False"]


def test_many_are_done_by_processes_and_the_list_tells_of_all(texts, akn):
    root, system = texts
    system.pipe_file(f"{root.path}/in/empty.txt", b"")
    first = akn("convert", f"{root}/in/", "-o", f"{root}/out/", "--on", "local:2")
    assert first.returncode == 1, first.stderr
    assert "4 files: 3 clean, 1 failed" in first.stderr
    assert f"{root}/in/empty.txt: failed: " in first.stderr
    told = [json.loads(line) for line in system.cat_file(f"{root.path}/out/manifest.jsonl").splitlines()]
    assert {fate["below"]: fate["verdict"] for fate in told} == {
        "a b.txt": "clean", "empty.txt": "failed", "sub/50%#1?.txt": "clean", "été.txt": "clean",
    }  # fmt: skip
    again = akn("convert", f"{root}/in/", "-o", f"{root}/out/", "--on", "local:2")
    assert "3 were done before" in again.stderr
    checked = akn("validate", f"{root}/out/", "--manifest", f"{root}/checked/", "--on", "local:2")
    assert (checked.returncode, "3 files: 3 clean" in checked.stderr) == (0, True), checked.stderr
    shown = akn("render", f"{root}/out/", "--to", "html", "-o", f"{root}/pages/", "--on", "local:2")
    assert (shown.returncode, "3 files: 3 clean" in shown.stderr) == (0, True), shown.stderr
    kept = akn("deposit", f"{root}/out/", "--to", "sqlite:///library.db", "--on", "local:2")
    assert (kept.returncode, "3 files: 3 clean" in kept.stderr) == (0, True), kept.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--on", "local:2"), "need a folder for the results"),
        (("--on", "local:2", "-o", "out", "--split"), "--split does not go with --on"),
        (("--on", "spark://x", "-o", "out"), "write local:8 for eight processes"),
        (("--shard", "4/3", "-o", "out"), "write 3/16 for the third of sixteen parts"),
        (("--on", "local:2", "-o", "memory://out"), "memory:// is known to one process alone"),
    ],
)
def test_what_cannot_be_is_told(akn, words, said):
    ended = akn("convert", str(SAMPLES), *words)
    assert ended.returncode == 2
    assert said in " ".join(ended.stderr.split())
