"""Settings of a project, and what is said of wrong ones."""

from __future__ import annotations

import pytest

from akn.errors import TableError
from akn.validation.settings import Settings, find, load


def test_without_a_file_the_defaults_hold(tmp_path):
    assert find(tmp_path) is None or not find(tmp_path).is_relative_to(tmp_path)
    assert load(None) == Settings()


def test_the_nearest_file_above_decides_and_akn_toml_wins(tmp_path):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "akn.toml").write_text('profile = "resolution"')
    assert find(inner) == tmp_path / "akn.toml"
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert find(inner) == tmp_path / "akn.toml"
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.akn]\njobs = 3\n")
    assert find(inner) == tmp_path / "a" / "pyproject.toml"
    assert load(find(inner)).jobs == 3
    (tmp_path / "a" / "akn.toml").write_text("")
    assert find(inner) == tmp_path / "a" / "akn.toml"


def test_everything_can_be_set(tmp_path):
    path = tmp_path / "akn.toml"
    path.write_text(
        'profile = "ep-resolution"\nselect = ["EID"]\nignore = ["META003"]\nseverity = "warning"\n'
        'exclude = ["build/*"]\nrules = ["house.py"]\nschematron = ["own.sch"]\njobs = 2\nmax-size = 64\n'
    )
    assert load(path, trusted=True) == Settings(
        "ep-resolution", ("EID",), ("META003",), "warning", ("build/*",),
        (str(tmp_path / "house.py"),), (str(tmp_path / "own.sch"),), 2, 64, home=str(tmp_path),
    )  # fmt: skip


def test_what_a_collection_wants_can_be_set(tmp_path):
    path = tmp_path / "pyproject.toml"
    path.write_text(
        '[tool.akn]\nschema = "own.xsd"\nbaseline = "known.json"\nformat = "json"\nno-rules = true\nas-3.0 = true\n'
        "exit-zero = true\nforce-exclude = true\nhuge = true\n"
        '[tool.akn.severity]\nREF001 = "error"\n[tool.akn.per-file-ignores]\n"drafts/*" = ["REF", "EID005"]\n'
    )
    held = load(path)
    assert held.schema == (str(tmp_path / "own.xsd"),)
    assert held.baseline == str(tmp_path / "known.json")
    assert (held.form, held.no_rules, held.as_standard, held.huge) == ("json", True, True, True)
    assert (held.exit_zero, held.force_exclude) == (True, True)
    assert held.severities == (("REF001", "error"),)
    assert held.per_file_ignores == (("drafts/*", ("REF", "EID005")),)
    assert held.severity == "error"


def test_the_number_of_the_standard_may_stand_in_quotes(tmp_path):
    path = tmp_path / "akn.toml"
    path.write_text('"as-3.0" = true\n')
    assert load(path).as_standard


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("profil = 'x'", "“profil”, which is no setting"),
        ("jobs = 0", "whole number"),
        ("jobs = true", "whole number"),
        ("max-size = '9'", "whole number"),
        ("severity = 'grave'", "error, warning, information"),
        ("profile = 3", "name of a profile"),
        ("select = 'EID'", "list of texts"),
        ("ignore = [1]", "list of texts"),
        ("select = [", "cannot be read"),
        ("as-4.0 = true", "“as-4”, which is no setting"),
        ("[per-file-ignore]\n'a' = ['REF']", "“per-file-ignore”, which is no setting"),
        ("[per-file-ignores]\n'a' = 'REF'", "table of patterns and codes"),
        ("[severity]\nREF001 = 'grave'", "table of codes and levels"),
        ("no-rules = 1", "true or false"),
        ("[convert]\nlanguage = 'eng'", "“convert”, which is no setting"),
        ("rules = ['house.py']", "--trust-settings"),
        ("schematron = ['own.sch']", "--trust-settings"),
        ("jobs = 99999999999999999999", "whole number"),
        ("x = " + "[" * 9000, "cannot be read"),
    ],
)
def test_what_is_no_setting_is_said_with_the_file(tmp_path, text, words):
    path = tmp_path / "akn.toml"
    path.write_text(text)
    with pytest.raises(TableError, match=words) as caught:
        load(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("text", ["tool = 1", "[tool]\nakn = 1", "tool.akn = [1]"])
def test_a_section_that_is_no_table_is_said(tmp_path, text):
    path = tmp_path / "pyproject.toml"
    path.write_text(text)
    with pytest.raises(TableError, match="must be a table"):
        load(path)
