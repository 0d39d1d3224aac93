"""The disk fails at call n of a conversion, for every n: a file is whole or as it was, and it can be run again."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from akn.cli import akn
from akn.errors import AknError
from akn.jobs.made import NAME as MADE
from tests.conftest import ROOT
from tests.faults import failing_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.testing import Result

SAMPLE = ROOT / "samples" / "eng" / "shortest.txt"
OTHER = ROOT / "samples" / "eng" / "harbour-noise.txt"
OLD = b"what stood there before"


def convert(arguments: Sequence[str]) -> Result:
    return CliRunner(env={"SOURCE_DATE_EPOCH": "1767225600"}).invoke(akn, ["convert", *arguments])


def state(folder: Path) -> dict[str, bytes]:
    # The list of what was made (``.akn-made.jsonl``) is judged by what a second run makes of it.
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.name != MADE)
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}


@pytest.mark.parametrize(
    ("many", "stands", "code"),
    [
        (False, False, errno.EIO),
        (False, True, errno.ENOSPC),
        (True, False, errno.ENOSPC),
        (True, True, errno.EIO),
    ],
    ids=["one", "one again", "many", "many again"],
)
def test_every_call(
    many: bool, stands: bool, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts, out = tmp_path / "texts", tmp_path / "out"
    texts.mkdir()
    shutil.copy(SAMPLE, texts)
    if many:
        shutil.copy(OTHER, texts)
        arguments = [str(texts), "-o", str(out), "--report", str(out / "report.json")]
    else:
        target = str(out / "shortest.xml")
        arguments = [str(texts / SAMPLE.name), "-o", target, "--report", str(out / "report.json")]

    def renew() -> None:
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        for name in right if stands else ():
            (out / name).write_bytes(OLD)

    right: dict[str, bytes] = {}
    renew()
    clean = convert(arguments)
    right = state(out)
    assert len(right) == (3 if many else 2)
    number = 0
    while True:
        number += 1
        renew()
        with failing_files(monkeypatch, number, code) as faults:
            done = convert(arguments)
        found = state(out)
        if not faults.failed:
            assert (done.exit_code, found) == (clean.exit_code, right)
            break
        where = (number, faults.failed)
        assert done.exception is None or isinstance(done.exception, AknError | SystemExit), where
        assert done.exit_code != clean.exit_code or found == right, where
        assert set(found) <= set(right), where
        for name, content in found.items():
            assert content in {right[name], OLD} or name == "report.json", where
        again = convert(arguments)
        assert (again.exit_code, state(out)) == (clean.exit_code, right), where
    assert number > 10
