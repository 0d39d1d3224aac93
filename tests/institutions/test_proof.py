"""The institution tables prove themselves."""

from __future__ import annotations

import pytest

from akn.errors import TableError
from akn.institutions import known, load
from akn.languages import codes
from akn.languages import load as load_language
from akn.recognition.origin.whose import agree
from akn.validation.rules import profiles

KEYS, CODES = known(), codes()


@pytest.mark.parametrize("key", KEYS)
def test_each_pattern_is_met_by_its_examples(key: str) -> None:
    institution = load(key)
    for row in institution.table.get("identifiers", ()):
        assert row["examples"]
        for example in row["examples"]:
            found = list(institution.identify(example["text"]))
            assert [(n.name, n.identifier.key) for n in found] == [(row["name"], example["key"])]


@pytest.mark.parametrize("key", KEYS)
def test_its_profile_reads_its_table(key: str) -> None:
    row = profiles.table()["profiles"].get(load(key).profile, {})
    assert row.get("institution", key) == key


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("key", KEYS)
def test_what_a_language_says_for_it_is_what_it_knows(key: str, code: str) -> None:
    language = load_language(code)
    if key in language.table:
        agree(load(key), language)


@pytest.mark.parametrize("key", KEYS)
def test_it_speaks_a_language(key: str) -> None:
    assert any(key in load_language(code).table for code in CODES)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Motion for a resolution - B9-9145/2021Motion for a resolution", ["B9-9145/2021"]),
        ("P8_TA(2015)9323RC-B8-9656/2015", ["P8_TA(2015)9323", "RC-B8-9656/2015"]),
        ("(2000/9109/(IMM)", []),
        ("B8-9457/20416", []),
        ("the year 2021/2022", []),
        ("XB9-9145/2021", []),
    ],
)
def test_numbers_are_found_as_printed(text: str, printed: list[str]) -> None:
    assert [n.identifier.printed for n in load("ep").identify(text)] == printed


def test_a_group_is_the_one_of_its_day() -> None:
    ep = load("ep")
    assert ep.group("PPE-DE", "2004-01-01").iri.endswith("/EPP_1999_0")  # type: ignore[union-attr]  # it is there
    assert ep.group("S&D", "2021-02-09").label.startswith("Group of the Progressive Alliance")  # type: ignore[union-attr]
    assert ep.group("The Silly Party", None) is None


def test_an_unknown_institution_is_refused() -> None:
    with pytest.raises(TableError, match="no table for the institution “moon”"):
        load("moon")
