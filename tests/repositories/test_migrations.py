"""A database of an older version is brought up when it is opened."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from akn.depositing import deposit, verify
from akn.errors import RepositoryError
from akn.repositories import open_repository
from akn.repositories.interface import Query
from tests.repositories.conftest import now

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

INDEX = (
    "akn_text_plain", "akn_text_porter", "akn_entries", "akn_names", "akn_authors", "akn_agents", "akn_citations",
    "akn_parts",
)  # fmt: skip


def back_to_version_1(file: Path) -> None:
    connection = sqlite3.connect(file)
    for table in INDEX:
        connection.execute(f"DROP TABLE {table}")
    connection.execute("UPDATE akn_schema SET version = 1")
    connection.commit()
    connection.close()


def test_version_1_gets_its_index(tmp_path: Path, texts: Callable) -> None:
    file = tmp_path / "library.db"
    files = texts(*range(5))
    with open_repository(f"sqlite:///{file}", create=True) as repository:
        list(deposit(files, repository, now=now))
        before = repository.find(Query(terms=(("journalists",),)))
        everything = repository.find(Query())
    back_to_version_1(file)
    with open_repository(f"sqlite:///{file}") as repository:
        assert repository.find(Query()) == everything
        assert repository.find(Query(terms=(("journalists",),))) == before
        assert [one.problem for one in verify(repository)] == [""] * 5
        assert {r.outcome for r in deposit(files, repository, now=now)} == {"unchanged"}


def test_another_database_is_left_alone(tmp_path: Path, texts: Callable) -> None:
    """Its tables stay; akn's stand beside them."""
    file = tmp_path / "other.db"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE mine (x)")
    connection.execute("INSERT INTO mine VALUES (7)")
    connection.commit()
    with pytest.raises(RepositoryError, match="there is no repository"):
        open_repository(f"sqlite:///{file}")
    with open_repository(f"sqlite:///{file}", create=True) as repository:
        list(deposit(texts(0), repository, now=now))
    assert connection.execute("SELECT x FROM mine").fetchall() == [(7,)]
    connection.close()
