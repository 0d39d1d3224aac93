"""One grammar for all commands: what is called the same, means the same everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import akn as package
from akn.cli import COMMANDS, akn
from akn.matching.nearest import did_you_mean

SAMPLE = Path(__file__).parent.parent / "samples" / "eng" / "harbour-noise.txt"
#: What short options stand for, wherever they are.
SHORT = {
    "-o": "--output",
    "-j": "--jobs",
    "-q": "--quiet",
    "-v": "--verbose",
    "-r": "--repository",
    "-h": "--help",
}
OF_REPOSITORIES = ("deposit", "export", "find", "get", "reindex", "verify")


def command(name):
    return akn.get_command(click.Context(akn), name)


def options(name):
    return {
        opt: param
        for param in command(name).params
        for opt in param.opts
        if param.param_type_name == "option"
    }


def run(*words, **environment):
    return subprocess.run(
        [sys.executable, "-m", "akn", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_short_options_stand_for_the_same_everywhere(name):
    for short, long in SHORT.items():
        if param := options(name).get(short):
            assert long in param.opts, f"{name} {short}"
    assert {"-q", "-v"} <= options(name).keys()


@pytest.mark.parametrize("name", COMMANDS)
def test_lines_of_help_fit_and_are_whole(name):
    said = CliRunner().invoke(akn, [name, "--help"], terminal_width=80).output
    assert max(map(len, said.splitlines())) <= 80 or "akn " in max(said.splitlines(), key=len)


@pytest.mark.parametrize("name", OF_REPOSITORIES)
def test_repositories_are_named_one_way(name):
    param = options(name)["--repository"]
    assert param.envvar == "AKN_REPOSITORY"
    assert "AKN_REPOSITORY" in CliRunner().invoke(akn, [name, "--help"]).output


def test_a_repository_is_named_once_for_all_commands(tmp_path):
    here = {"AKN_REPOSITORY": str(tmp_path / "library")}
    made = tmp_path / "a.xml"
    assert run("convert", SAMPLE, "-o", made, "-q").returncode == 0
    assert run("deposit", made, "-q", **here).returncode == 0
    assert "harbour" in run("find", "noise", **here).stdout.lower() or run("find", "", **here).stdout
    assert run("verify", **here).stderr == "1 read back, 0 damaged\n"
    assert run("verify", "-q", **here).stderr == ""
    assert run("reindex", **here).returncode == 0
    assert run("get", "B9-9145/2021", **here).stdout.encode() == made.read_bytes()
    assert (
        run("export", "--bag", tmp_path / "bag", **here).stderr == f"1 document in the bag {tmp_path}/bag\n"
    )
    without = run("verify", AKN_REPOSITORY="")
    assert (without.returncode, "name the repository" in without.stderr) == (2, True)


def test_what_can_never_be_met_is_told_and_not_called_nothing(tmp_path):
    library = tmp_path / "library"
    run("convert", SAMPLE, "--to", library, "-q")
    for words, said in (
        (("--kind", "motion"), "did you mean motionForResolution?"),
        (("--kind", "MotionForResolution"), "did you mean motionForResolution?"),
        (("--language", "fr"), "--language fra: no document here is of that language; there are eng"),
        (("--language", "xq"), "no table for the language “xq”"),
        (("--since", "2022-01-01", "--until", "2021-01-01"), "no document is of both"),
    ):
        ended = run("find", "", "-r", library, *words)
        assert (ended.returncode, ended.stdout) == (2, ""), words
        assert said in ended.stderr
    assert run("find", "", "-r", library, "--language", "en").stdout
    assert run("find", "xylophone", "-r", library).stderr == "Nothing was found.\n"


def test_what_lists_lists_into_a_file_too(tmp_path):
    made, library = tmp_path / "a.xml", tmp_path / "library"
    run("convert", SAMPLE, "-o", made, "-q")
    for words in (
        ("deposit", made, "-r", library),
        ("deposit", made, "-r", library),
        ("find", "", "-r", library),
        ("find", "xylophone", "-r", library),
        ("refs", made),
        ("verify", library),
        ("reindex", library),
        ("validate", made),
        ("validate", made, "--format", "sarif"),
    ):
        form = () if "--format" in words or words[0] == "validate" else ("--format", "json")
        listed = tmp_path / "listed"
        ended = run(*words, *form, "-o", listed)
        assert (ended.returncode, ended.stdout) == (0, ""), words
        if words[0] != "deposit":  # which does something else the second time
            assert listed.read_text(encoding="utf-8") == run(*words, *form).stdout, words
        listed.unlink()


def test_no_list_is_written_over_an_input_or_promised_where_there_is_none(tmp_path):
    made, library = tmp_path / "a.xml", tmp_path / "library"
    run("convert", SAMPLE, "-o", made, "-q")
    before = made.read_bytes()
    for words in (
        ("validate", made, "-o", made),
        ("refs", made, "-o", made),
        ("deposit", made, "-r", library, "-o", made),
        ("validate", made, "--statistics", "-o", tmp_path / "b"),
        ("validate", made, "--fix", "-o", tmp_path / "b"),
        ("validate", made, "--on", "local:1", "-o", tmp_path / "b"),
        ("deposit", made, "-r", library, "--on", "local:1", "-o", tmp_path / "b"),
    ):
        ended = run(*words)
        assert (ended.returncode, "-o" in ended.stderr) == (2, True), words
        assert made.read_bytes() == before
        assert not (tmp_path / "b").exists()


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("convrt", COMMANDS, "convert"),
        ("vaildate", COMMANDS, "validate"),
        ("motion", ["report", "motionFor"], "motionFor"),
    ],
)
def test_the_nearest_name_is_offered(word, known, meant):
    assert did_you_mean(word, known) == f"; did you mean {meant}?"


@pytest.mark.parametrize("word", ["", "xyzzy", "?"])
def test_no_name_is_offered_where_none_is_near(word):
    assert did_you_mean(word, COMMANDS) == ""


def test_a_command_that_is_none_is_told_with_the_nearest():
    ended = run("convrt", SAMPLE)
    assert ended.returncode == 2
    assert "There is no command “convrt”; did you mean convert?" in ended.stderr


def test_one_is_one():
    ended = run("convert", Path(__file__).parent.parent / "samples" / "eng" / "shortest.txt")
    assert "1 citation, 1 recital, 1 paragraph" in ended.stderr


def test_a_slash_at_the_end_says_that_it_is_a_folder(tmp_path):
    assert run("convert", SAMPLE, "-o", f"{tmp_path}/new/", "-q").returncode == 0
    assert (tmp_path / "new" / "harbour-noise.xml").is_file()
    file = tmp_path / "new" / "harbour-noise.xml"
    assert run("render", file, "--to", "html", "-o", f"{tmp_path}/pages/").returncode == 0
    assert (tmp_path / "pages" / "harbour-noise.html").is_file()


def test_where_results_cannot_go_is_told(tmp_path):
    ended = run("convert", SAMPLE, "-o", tmp_path / "none" / "a.xml")
    assert (ended.returncode, f"the folder {tmp_path}/none is missing" in ended.stderr) == (2, True)
    split = run("convert", SAMPLE, "--split", "-o", tmp_path / "a.xml")
    assert (split.returncode, "looks like one; name a folder" in split.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_says_what_is_there_and_no_secret():
    ended = run("doctor", AKN_REPOSITORY="postgresql://user:hidden@host/db", AKN_SERVE_KEY="hidden")
    assert ended.returncode == 0, ended.stderr
    assert "a text was converted, valid, nothing lost" in ended.stdout
    assert "postgresql://user@host/db" in ended.stdout
    assert "hidden" not in ended.stdout + ended.stderr


def test_the_doctor_knows_every_extra():
    import tomllib

    from akn.cli.doctor import EXTRAS

    told = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
    extras = told["project"]["optional-dependencies"].keys()
    assert {*EXTRAS} == extras - {"all", "bench", "consumers", "dev", "docs"}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("akn find --kind motion", "motionForResolution"),
        ("akn convert --language en", "eng"),
        ("akn convert --institution u", "unsc"),
        ("akn rules REF00", "REF001"),
        ("akn val", "validate"),
    ],
)
def test_values_complete_in_the_shell(words, value):
    ended = run(_AKN_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(len(words.split()) - 1))
    assert value in {line.partition(",")[2] for line in ended.stdout.splitlines()}


def test_the_package_names_what_it_offers():
    assert {*package.__all__} <= {*dir(package)}
    assert not {"Any", "TYPE_CHECKING", "annotations"} & {*dir(package)}
    assert package.__version__
