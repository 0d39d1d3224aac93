"""The disk fails at call n of a deposit, for every n: what is kept is whole, and the command can be run again."""

from __future__ import annotations

import errno
import shutil
from typing import TYPE_CHECKING

import pytest

from akn.depositing import deposit, verify
from akn.errors import AknError, RepositoryError
from akn.repositories import indexing, open_repository
from akn.repositories.interface import Query
from tests.faults import failing_files, failing_statements
from tests.repositories.conftest import now

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.faults import Faults


def told(url: str, files: list[Path]) -> tuple[list[Path], str]:
    """Deposit `files`; which of them were said to be kept, and what stopped the work."""
    kept = []
    try:
        with open_repository(url, create=True) as repository:
            for file, receipt in zip(
                files, deposit(files, repository, now=now, check=lambda _: ()), strict=False
            ):
                if receipt.outcome != "refused":
                    kept.append(file)
    except AknError as error:
        return kept, str(error)
    return kept, ""


def held(url: str) -> list[str]:
    """The hashes of what is kept, all of which is whole."""
    with open_repository(url, create=True) as repository:
        assert [one for one in verify(repository, check=lambda _: ()) if one.problem] == []
        return sorted(holding.sha256 for holding in repository.find(Query(level="manifestation")))


def every_call(
    url: str,
    files: list[Path],
    renew: Callable[[], None],
    failing: Callable[[int], AbstractContextManager[Faults]],
) -> int:
    """Let each call of the deposit of `files` fail in turn, each time in the repository that `renew` brings back."""
    hashes = {file: indexing.sha256(file.read_bytes()) for file in files}
    number = 0
    while True:
        number += 1
        renew()
        with failing(number) as faults:
            kept, stopped = told(url, files)
        if not faults.failed:
            assert (kept, stopped) == (files, "")
            return number - 1
        assert {hashes[file] for file in kept} <= set(held(url)), (number, faults.failed)
        assert told(url, files) == (files, ""), (number, faults.failed, stopped)
        assert held(url) == sorted(hashes.values()), (number, faults.failed)


@pytest.mark.parametrize(("new", "code"), [(True, errno.EIO), (False, errno.ENOSPC)], ids=["new", "more"])
def test_a_folder(
    new: bool, code: int, tmp_path: Path, texts: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = texts(0, 1)
    library, before = tmp_path / "library", tmp_path / "before"
    before.mkdir()
    if not new:
        told(str(before), files[:1])

    def renew() -> None:
        shutil.rmtree(library, ignore_errors=True)
        shutil.copytree(before, library)

    held(str(before)) if not new else None  # what is loaded once is loaded by now
    calls = every_call(str(library), files, renew, lambda n: failing_files(monkeypatch, n, code))
    assert calls > 20


@pytest.mark.parametrize(("kind", "new"), [("sqlite", True), ("sqlite", False), ("folder", False)])
def test_a_database(
    kind: str, new: bool, tmp_path: Path, texts: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = texts(0, 1)
    library, before = tmp_path / "library", tmp_path / "before"
    for folder in (library, before):
        folder.mkdir()
    urls = [f"sqlite:///{folder}/it.db" if kind == "sqlite" else str(folder) for folder in (library, before)]
    if not new:
        told(urls[1], files[:1])

    def renew() -> None:
        shutil.rmtree(library)
        shutil.copytree(before, library)

    calls = every_call(urls[0], files, renew, lambda n: failing_statements(monkeypatch, n))
    assert calls > 20


def test_what_fails_is_said_in_a_sentence(
    tmp_path: Path, texts: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/it.db"

    def run() -> None:
        with failing_statements(monkeypatch, 9), open_repository(url, create=True) as repository:
            list(deposit(texts(0), repository, now=now))

    with pytest.raises(RepositoryError, match="the disk could not be read"):
        run()
