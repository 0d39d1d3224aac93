"""The language tables prove themselves: each phrase is met by an example, each example is read to its value."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from akn.errors import TableError
from akn.institutions import known
from akn.languages import HERE, by_code, codes, index, load
from akn.languages.detection import detect
from tests.institutions.proving import examples, met, slots

CODES = codes()
SLOTS = [
    (code, key, slot, tuple(phrases))
    for code in CODES
    for key in known()
    for slot, phrases in slots(load(code).table.get(key, {})).items()
]


@pytest.mark.parametrize(
    ("code", "key", "slot", "phrases"), SLOTS, ids=lambda v: v if isinstance(v, str) else ""
)
def test_each_phrase_is_met_by_an_example(code: str, key: str, slot: str, phrases: tuple[str, ...]) -> None:
    assert met(code, key, slot, list(phrases)) == set(phrases)


@pytest.mark.parametrize("code", CODES)
def test_each_example_of_a_date_is_read_to_its_value(code: str) -> None:
    table = load(code).table
    rows = table.get("examples", {}).get("dates", [])
    assert rows, "a language needs an example of a date"
    for row in rows:
        assert [f.iso for f in load(code).dates.find(row["text"])] == [row["value"].isoformat()], row["text"]


@pytest.mark.parametrize("code", CODES)
def test_each_date_pattern_is_met_by_an_example(code: str) -> None:
    from akn.languages.dates import Dates

    dates = load(code).table["dates"]
    texts = [row["text"] for row in load(code).table["examples"]["dates"]]
    for pattern in dates["patterns"]:
        alone = Dates(dates["months"], [pattern])
        assert any(alone.find(text) for text in texts), pattern


@pytest.mark.parametrize("code", CODES)
def test_twelve_months(code: str) -> None:
    assert len(load(code).table["dates"]["months"]) == 12
    assert all(load(code).table["dates"]["months"])


def test_the_index_is_fresh() -> None:
    assert index.read() == index.gather(), "run `make tables`"


@pytest.mark.parametrize("code", CODES)
def test_both_codes_name_a_language(code: str) -> None:
    assert by_code(code) == code
    assert by_code(load(code).iso639_1) == code


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(TableError, match="no table for the language “tlh”"):
        load("tlh")


@pytest.mark.parametrize("code", CODES)
def test_a_language_is_told_from_its_own_phrases(code: str) -> None:
    sentences = " ".join(s for c, key, slot, _ in SLOTS if c == code for s in examples(code, key, slot))
    assert detect(sentences).code == code


def test_an_alphabet_that_no_table_knows_is_told_by_name(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "xxx.toml").write_text(
        'name = "X"\niso639_1 = "xx"\n[letters]\nrecitals = "latni"\n', encoding="utf-8"
    )
    monkeypatch.setenv("AKN_LANGUAGES", str(tmp_path))
    with pytest.raises(TableError, match=r"xxx.*“latni”.*latin"):
        load("xxx").recital_letters  # noqa: B018  # asked for, it is read


def test_a_misspelt_slot_is_told_with_its_file_and_row(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "xxx.toml").write_text(
        'name = "X"\niso639_1 = "xx"\n[exc]\ncitation = ["bearing {txet} in mind"]\n', encoding="utf-8"
    )
    monkeypatch.setenv("AKN_LANGUAGES", str(tmp_path))
    with pytest.raises(TableError, match=r"xxx\.toml, line 4.*\{txet\}.*text, number"):
        load("xxx").speech("exc").phrases("citation").opening("bearing kettles in mind")


def test_a_language_may_spell_its_letters_out(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xxx.toml").write_text(
        'name = "X"\niso639_1 = "xx"\n[letters]\nrecitals = ["Z", "Y"]\n', encoding="utf-8"
    )
    monkeypatch.setenv("AKN_LANGUAGES", str(tmp_path))
    assert load("xxx").recital_letters.follows("Z", "Y")


def test_a_broken_table_is_told_by_name(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xxx.toml").write_text("name = ", encoding="utf-8")
    monkeypatch.setenv("AKN_LANGUAGES", str(tmp_path))
    with pytest.raises(TableError, match=r"xxx\.toml cannot be read"):
        load("xxx")


def test_every_table_is_toml_with_comments_on_where_it_was_seen() -> None:
    for path in HERE.glob("???.toml"):
        text = path.read_text(encoding="utf-8")
        tomllib.loads(text)
        assert text.startswith("#"), path
