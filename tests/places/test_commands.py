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
