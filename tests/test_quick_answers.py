"""Help and version are answered before anything is loaded, and as the command line itself would answer."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner

import akn
from akn.cli import akn as command
from akn.cli.prepare import PREPARED, text


def asked(*words, **environment):
    surroundings = {**os.environ, **environment}
    program = (
        "import sys; from akn.__main__ import main; sys.argv = ['akn', *sys.argv[1:]]\n"
        "try:\n    main()\nfinally:\n    print('click' in sys.modules, file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, check=True, env=surroundings
    )
    return ended.stdout.decode(), ended.stderr.decode().split()[-1] == "True"


@pytest.fixture(autouse=True)
def _no_columns(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)


def test_the_prepared_help_is_what_the_command_line_says():
    # Where this fails: make tables.
    assert PREPARED.read_text(encoding="utf-8") == text()


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_printed_without_loading_the_command_line(option):
    assert asked(option) == (text(), False)


def test_help_for_a_narrow_terminal_is_made_for_it():
    printed, loaded = asked("--help", COLUMNS="60")
    assert loaded
    assert max(map(len, printed.splitlines())) <= 60


def test_help_where_the_encoding_lacks_its_letters_ends_in_a_sentence_or_in_help():
    ended = subprocess.run(
        [sys.executable, "-m", "akn", "--help"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert b"Traceback" not in ended.stderr


def test_the_version_is_printed_without_loading_the_command_line():
    printed, loaded = asked("--version")
    assert not loaded
    assert printed == CliRunner().invoke(command, ["--version"], prog_name="akn").output


def test_the_version_is_that_of_the_installed_package():
    assert akn.__version__ == version("akn")


def test_the_installed_command_is_the_one_that_answers_at_once():
    script = Path(sys.executable).with_name("akn")
    assert "akn.__main__" in script.read_text(encoding="utf-8")
