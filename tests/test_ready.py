"""Prepared tables say what the TOML says, and are believed of nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from akn import ready
from akn.ready import HERE, prepare, read


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    where = tmp_path / "tables.msgpack"
    assert len(prepare(where)) > 100
    monkeypatch.setattr(ready, "PREPARED", where)
    ready.held_ready.cache_clear()
    yield where
    monkeypatch.undo()
    ready.held_ready.cache_clear()


@pytest.mark.usefixtures("prepared")
def test_each_table_says_what_its_toml_says(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = sorted(HERE.rglob("*.toml"))
    said = {path: ready.as_toml(path.read_bytes()) for path in paths}
    monkeypatch.setattr(ready, "as_toml", lambda data: pytest.fail(f"read as TOML: {data[:40]!r}"))
    for path in paths:
        assert repr(read(path)) == repr(said[path]), path  # order and types too: `True == 1`


@pytest.mark.usefixtures("prepared")
def test_dates_come_back_as_dates() -> None:
    terms = read(HERE / "institutions" / "ep.toml")
    assert "datetime.date(1979, 7, 17)" in repr(terms)


@pytest.mark.usefixtures("prepared")
def test_an_edited_table_is_read_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "akn"
    copy.mkdir()
    table = copy / "findings.toml"
    original = (HERE / "findings.toml").read_bytes()
    table.write_bytes(original)
    monkeypatch.setattr(ready, "HERE", copy)
    assert read(table) == ready.as_toml(original)
    edited = original.replace(b'severity = "error"', b'severity = "erros"', 1)
    assert len(edited) == len(original)
    assert edited != original
    table.write_bytes(edited)
    assert read(table) == ready.as_toml(edited)
    assert read(table) != ready.as_toml(original)


def test_without_prepared_tables_all_is_read_as_toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "PREPARED", tmp_path / "none")
    ready.held_ready.cache_clear()
    assert read(HERE / "findings.toml") == ready.as_toml((HERE / "findings.toml").read_bytes())
    ready.held_ready.cache_clear()


@pytest.mark.usefixtures("prepared")
def test_what_is_no_table_is_told(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_bytes(b"a = [")
    with pytest.raises(ValueError, match="Invalid value"):
        read(wrong)
    wrong.write_bytes(b"a = '\xff'")
    with pytest.raises(ValueError, match="utf-8"):
        read(wrong)
