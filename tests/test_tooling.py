"""The project's own state: linted, typed, formatted, in the wheel, as the README says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


#: The environment without what would let this checkout pass for an installed package.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    done = subprocess.run(
        list(map(str, command)),
        capture_output=True,
        text=True,
        cwd=cwd,
        env=ENVIRONMENT,
        check=False,
    )
    assert done.returncode == 0, f"{shlex.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.parametrize("arguments", [("check", "."), ("format", "--check", ".")])
def test_ruff(arguments: tuple[str, ...]) -> None:
    run(sys.executable, "-m", "ruff", *arguments)


def test_mypy() -> None:
    run(sys.executable, "-m", "mypy")


def test_nothing_of_this_machine_is_in_the_project() -> None:
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard").splitlines()
    telling = re.compile(r"/(?:work|root|opt|home)/[a-z]")
    for name in listed:
        path = ROOT / name
        if path.is_file() and name != "LICENSE":
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                assert not telling.search(line), f"{name}:{number}: {line.strip()}"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a clean environment with nothing but the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    run(sys.executable, "-m", "venv", folder / "venv")
    run(folder / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet", wheel)
    return folder / "venv" / "bin"


def test_the_wheel_converts_validates_and_explains(installed: Path, tmp_path: Path) -> None:
    sample = tmp_path / "motion.txt"
    sample.write_bytes((ROOT / "samples" / "eng" / "harbour-noise.txt").read_bytes())
    run(installed / "akn", "convert", sample, "-o", tmp_path / "motion.xml", cwd=tmp_path)
    assert (tmp_path / "motion.xml").read_bytes().startswith(b"<?xml")
    run(installed / "akn", "validate", tmp_path / "motion.xml", cwd=tmp_path)
    assert "6f61fe84cbb6f8cb" in run(installed / "akn", "schema", cwd=tmp_path)
    assert "REF001" in run(installed / "akn", "rules", cwd=tmp_path)
    # The tables were prepared when the wheel was built: none is read as TOML.
    program = "import akn, sys; assert akn.convert(sys.argv[1]).clean; assert 'tomllib' not in sys.modules"
    run(installed / "python", "-c", program, sample, cwd=tmp_path)
    # So were the regular expressions: of six hundred hardly one is compiled.
    program = """
import sys
from re import _parser
from akn.expressions import prepared
parsed, plain = [], _parser.parse
_parser.parse = lambda *asked: parsed.append(asked) or plain(*asked)
with prepared():
    import akn
    assert akn.convert(sys.argv[1]).clean
assert len(parsed) < 60, parsed
"""
    run(installed / "python", "-c", program, sample, cwd=tmp_path)


def commands_of_readme() -> list[str]:
    """Every command of the README's console blocks: lines that begin with a dollar sign."""
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def test_the_readme_has_its_two_commands() -> None:
    assert commands_of_readme()[:2] == ["make demo", "make test"]


#: Commands that set up a server or ask one; `make test-servers` and `tests/web` do what they say, against real ones.
OF_A_SERVER = ("make ", "sudo ", "pip ", "export ", "basexserver", "basexclient", "akn serve", "curl ")


def test_the_readme_commands_run(tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    (tmp_path / "motion.txt").write_bytes((ROOT / "samples" / "eng" / "harbour-noise.txt").read_bytes())
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    tried = 0
    for command in commands_of_readme():
        if command.startswith(OF_A_SERVER) or "postgresql:" in command or "basex:" in command:
            continue
        done = subprocess.run(
            ["/bin/bash", "-c", command],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={**ENVIRONMENT, "PATH": path},
            check=False,
        )
        tried += 1
        assert "Traceback" not in done.stderr, command
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    assert tried > 5


def test_the_readme_shows_what_comes_out() -> None:
    """The XML beside the text in the README is what the sample gives, line by line."""
    golden = (ROOT / "tests" / "samples" / "eng" / "shortest.txt.xml").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```xml\n(.*?)```", README, re.DOTALL)
    lines = {line.strip() for line in golden.splitlines()}
    for line in shown.splitlines():
        assert line.strip() in lines or line.strip() in ("", "…"), line
