"""The Dockerfile says nothing that its linter knows better; where there is no Docker, it is not run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HADOLINT = shutil.which("hadolint", path=str(Path(sys.executable).parent))
DOCKERFILE = Path("Dockerfile").read_text(encoding="utf-8")


@pytest.mark.skipif(HADOLINT is None, reason="the extra “consumers” is not installed")
def test_the_linter_has_nothing_to_say():
    done = subprocess.run([HADOLINT, "Dockerfile"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_what_it_copies_is_there_and_it_runs_as_nobody_in_particular():
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    ignored = Path(".dockerignore").read_text(encoding="utf-8").splitlines()
    for name in " ".join(copied).split():
        assert Path(name).exists()
        assert f"!{name}" in ignored
    assert re.search(r"^USER [1-9]\d*$", DOCKERFILE, re.MULTILINE)
