"""A copy of the house, to which a test adds what a newcomer would add, and nothing more."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def copied(target: Path, *more: str) -> Path:
    """Copy the package, its schemas, and `more` (paths below the root) into `target`, and return that."""
    for name in ("akn", "schemas", *more):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)
    return target


def add_line(path: Path, *, after: str, line: str) -> None:
    """Add `line` to the file at `path`, behind the only place that says `after`."""
    text = path.read_text(encoding="utf-8")
    assert text.count(after) == 1, f"{path} says “{after}” {text.count(after)} times"
    gap = "" if after.endswith("\n") else "\n"
    path.write_text(text.replace(after, after + gap + line), encoding="utf-8")


def run(house: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python with `words` in the copy `house`, on its own package."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
