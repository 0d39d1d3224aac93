"""Every test that asks for a `place` runs against every kind of repository."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from akn.depositing import Receipt, deposit
from akn.repositories import open_repository
from tests.generate_documents import template, vary
from tests.repositories.places import KINDS, SERVERS, Place, fresh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def now() -> datetime:
    return datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AKN_REPOSITORY_PASSWORD", raising=False)


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with fresh(request.param, tmp_path) as found:
        yield found


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with fresh(request.param, tmp_path) as found:
        yield found


@pytest.fixture
def texts(tmp_path: Path) -> Callable[..., list[Path]]:
    """Writes documents into files: numbers stand for generated ones, bytes for themselves."""
    folder = tmp_path / "texts"
    folder.mkdir()

    def write(*contents: int | bytes) -> list[Path]:
        files = []
        for content in contents:
            whole = vary(template(), content) if isinstance(content, int) else content
            files.append(folder / f"{len(list(folder.iterdir())):04}.xml")
            files[-1].write_bytes(whole)
        return files

    return write


@pytest.fixture
def deposited(place: Place) -> Callable[..., list[Receipt]]:
    """Deposits files into the place."""

    def run(files: list[Path], *, allow_invalid: bool = False) -> list[Receipt]:
        with open_repository(place.url, create=True) as repository:
            return list(deposit(files, repository, now=now, allow_invalid=allow_invalid))

    return run
