"""A table that says what cannot be stops the work, and the message names file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from akn.errors import TableError
from akn.institutions import load
from akn.languages import load as load_language
from akn.pipeline import Options, convert
from tests.conftest import TODAY
from tests.institutions.recipe import folders, recipe


def line(text: str, words: str) -> int:
    return next(n for n, held in enumerate(text.splitlines(), 1) if words in held)


TABLE = [
    # what stands in the table, what in its place, the line with these words, what the message says
    (
        "country = ",
        "contry = ",
        "contry",
        "“contry” is not known at the head of the table; perhaps “country”",
    ),
    ('country = "xx"', "", None, "“country” is missing at the head of the table"),
    ('country = "xx"', 'country = "Ruritania"', "Ruritania", "Two small letters"),
    ("label = ", "lable = ", "lable", "“lable” is not known in “kinds.resolution”; perhaps “label”"),
    ("pattern  = ", "patern   = ", "patern", "“patern” is not known in “identifiers”; perhaps “pattern”"),
    ("{ term = ", "{ terms = ", 'pattern  = "EX', "nothing says what the slot “term” of the pattern"),
    ('"EX-RES-{term}-{number}"', '"EX-RES-{trem}"', 'key      = "EX', "has the slot “trem”"),
    ("/doc/{key}", "/doc/{kye}", "kye", "has the slot “kye”"),
    ('"[0-9]{1,2}"', '"[0-9"', None, "no regular expression"),
    ('step  = "adoption"', 'step  = "adaption"', "adaption", "there is no step “adaption”"),
    ('["resolution"]', '["revolution"]', "revolution", "there is no kind “revolution”"),
    ("{date}/{number}", "{day}/{number}", "{day}", "work IRI"),
    ('label = "Resolution"', "label = 7", "label = 7", "“label” must be a text"),
    (
        "examples = [",
        "exampels = [",
        "exampels",
        "“exampels” is not known in “identifiers”; perhaps “examples”",
    ),
    ("[{ text", "[] # [{ text", "[] #", "“examples” is empty"),
    ('name    = "Council', 'name  "Council', None, "cannot be read"),
]


@pytest.mark.parametrize(("was", "is_now", "at", "says"), TABLE, ids=[says[:40] for *_, says in TABLE])
def test_a_wrong_institution_table_is_told_by_file_and_line(
    was: str, is_now: str, at: str | None, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert was in recipe().table
    text = recipe().table.replace(was, is_now, 1)
    folders(tmp_path, text).use(monkeypatch)
    with pytest.raises(TableError) as refused:
        convert(recipe().act, Options(today=TODAY))
    message = str(refused.value)
    assert says in message
    assert "exc.toml" in message
    if at is not None:
        assert f"exc.toml, line {line(text, at)}: " in message


SECTION = [
    ("citation = ", "citaton = ", "“citaton” is not known in “exc”; perhaps “citation”"),
    ('["about', '["about', ""),
    ('["on"]', '["on {thing}"]', "has not the form that is wanted"),
    ("resolution = [", "revolution = [", "has no “revolution” among its kinds; it has resolution"),
    ("recital = [", 'lines = { agenda = ["Item {number}"] }\nrecital = [', "has no “agenda” among its lines"),
]


@pytest.mark.parametrize(("was", "is_now", "says"), [case for case in SECTION if case[2]])
def test_a_wrong_section_of_a_language_is_told_by_file_and_line(
    was: str, is_now: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = recipe().section.replace(was, is_now, 1)
    made = folders(tmp_path, section=section)
    made.use(monkeypatch)
    with pytest.raises(TableError) as refused:
        convert(recipe().act, Options(today=TODAY))
    text = (made.languages / "eng.toml").read_text(encoding="utf-8")
    begins = len(text.splitlines()) - len(section.splitlines())
    at = begins + line(section, is_now.partition("{")[0].partition("\n")[0])
    assert says in str(refused.value)
    assert f"eng.toml, line {at}: " in str(refused.value)


def test_a_misspelt_key_of_a_language_is_told_by_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = folders(tmp_path)
    table = 'name = "tlhIngan Hol"\niso639_1 = "xx"\n\ncomon = ["a"]\n'
    (made.languages / "tlh.toml").write_text(table, encoding="utf-8")
    made.use(monkeypatch)
    with pytest.raises(TableError, match=r"tlh\.toml, line 4: “comon” is not known.*perhaps “common”"):
        load_language("tlh")


def test_a_folder_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKN_INSTITUTIONS", "/no/such/folder")
    with pytest.raises(TableError, match="AKN_INSTITUTIONS names /no/such/folder, which is no folder"):
        load("ep")


@pytest.mark.parametrize("key", ["dates", "Exc", "my council", "1st"])
def test_a_file_whose_name_cannot_be_a_key_is_told(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders(tmp_path, section="", key=key).use(monkeypatch)
    with pytest.raises(TableError, match=f"{key}.toml: the name of the file is the key"):
        load("ep")


def test_a_key_is_no_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders(tmp_path / "in").use(monkeypatch)
    (tmp_path / "out.toml").write_text(recipe().table, encoding="utf-8")
    with pytest.raises(TableError, match="no table for the institution"):
        load("../../out")


def test_a_table_from_outside_may_lack_what_ours_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = folders(tmp_path)
    (made.languages / "tlh.toml").write_text('name = "tlhIngan Hol"\niso639_1 = "xx"\n', encoding="utf-8")
    made.use(monkeypatch)
    assert load_language("tlh").name == "tlhIngan Hol"
