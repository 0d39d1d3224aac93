"""What the README says of the page is so: its commands run, against the server that they start."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

README = Path("README.md").read_text(encoding="utf-8")
CURLS = re.findall(r"^\$ (curl .*)$", README, re.MULTILINE)


@pytest.fixture(scope="module")
def address(library):
    command = [sys.executable, "-m", "akn", "serve", "--port", "0", "--jobs", "1", "--library", library]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        yield re.search(r"http://\S+(?=/)", server.stdout.readline())[0]
        server.terminate()
        assert server.wait(20) == 0


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("command", CURLS)
def test_each_curl_of_the_readme_answers(address, command, tmp_path):
    for name in ("motion.txt", "a.txt", "b.txt"):
        shutil.copy("samples/eng/harbour-noise.txt", tmp_path / name)
    shutil.copy("tests/samples/eng/shortest.txt.xml", tmp_path / "out.xml")
    command = command.replace("http://127.0.0.1:8000", address)
    ended = subprocess.run(
        ["/bin/bash", "-c", f"{command} --silent"], cwd=tmp_path, capture_output=True, check=True
    )
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert lines
    assert not any("problem" in line or "detail" in line for line in lines)


def test_the_line_that_the_readme_shows_is_the_one_that_is_printed(address):
    shown = re.search(r"^akn is open at (\S+) \(stop: Ctrl-C\)$", README, re.MULTILINE)
    assert shown
    assert address.rpartition(":")[0] == shown[1].rpartition(":")[0]
