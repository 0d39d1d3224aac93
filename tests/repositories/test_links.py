"""A folder that came from elsewhere may hold symbolic links: none leads a write, a read or a removal outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from akn.depositing import deposit, verify
from akn.errors import RepositoryError
from akn.repositories import indexing, open_repository
from akn.repositories.interface import Query
from tests.generate_documents import template
from tests.repositories.conftest import now

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OTHER = template().replace(b"B9-9000", b"B9-9001")


@pytest.fixture
def library(tmp_path: Path, texts: Callable) -> Path:
    """A repository with one document."""
    with open_repository(str(tmp_path / "library"), create=True) as repository:
        list(deposit(texts(template()), repository, now=now))
    return tmp_path / "library"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder that is none of akn's business."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/mine.xml").write_text("mine")
    return tmp_path / "outside"


def state(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("depth", [1, 3, 5, 6, 7])
def test_a_folder_on_the_way_that_is_a_link(
    depth: int, library: Path, outside: Path, texts: Callable
) -> None:
    [document] = library.rglob("*.xml")
    way = library.joinpath(*document.relative_to(library).parts[:depth])
    way.rename(outside / "moved")
    way.symlink_to(outside / "moved")
    before = state(outside)
    with open_repository(str(library), create=True) as repository:
        receipts = list(deposit(texts(template(), OTHER), repository, now=now))
        assert state(outside) == before
        problems = [one.problem for one in verify(repository)]
        assert "leads out of the folder" in problems[0]
        [holding, *_] = [h for h in repository.find(Query()) if "9000" in h.work]
        with pytest.raises(RepositoryError, match="leads out of the folder"):
            repository.read(holding)
    assert receipts[0].outcome == "refused"
    assert "leads out of the folder" in receipts[0].reason
    assert receipts[1].outcome == ("refused" if depth < 7 else "added")


def test_a_place_that_is_a_link(library: Path, outside: Path, texts: Callable) -> None:
    """The second version would lie where a link already stands."""
    [document] = library.rglob("*.xml")
    document.with_name(document.name.replace(".xml", ".v2.xml")).symlink_to(outside / "mine.xml")
    second = template().replace(b"<num>1.</num>", b"<num>1.</num><!-- other -->")
    with open_repository(str(library), create=True) as repository:
        [receipt] = deposit(texts(second), repository, now=now)
    assert receipt.outcome == "refused"
    assert state(outside) == {"mine.xml": b"mine"}


@pytest.mark.parametrize(
    "name",
    [
        "",
        "incoming",
        "checksums",
        "lock",
        "format",
        "format.new",
        ".gitignore",
        "index.sqlite",
        "index.sqlite-wal",
    ],
)
def test_what_akn_keeps_for_itself_is_no_link(name: str, library: Path, outside: Path) -> None:
    own = library / ".akn" / name
    if own.is_dir():
        own.rename(outside / "moved")
        own.symlink_to(outside / "moved" if name == "" else outside)
    else:
        own.unlink(missing_ok=True)
        own.symlink_to(outside / "mine.xml")
    before = state(outside)
    for create in (True, False):
        with pytest.raises(RepositoryError, match=r"\.akn.* is a symbolic link.*take the link away"):
            open_repository(str(library), create=create)
    assert state(outside) == before


def test_a_list_that_promises_a_place_outside(library: Path, outside: Path) -> None:
    """As if a deposit had been cut short there: neither is the file moved out, nor is one outside read."""
    content = OTHER
    sha256 = indexing.sha256(content)
    places = ("../outside/new.xml", f"{outside}/new.xml", ".akn/new.xml", "akn/../../outside/mine.xml")
    for place in places:
        (library / ".akn/incoming" / sha256).write_bytes(content)
        with (library / ".akn/checksums").open("a") as file:
            file.write(f"{sha256}  {place}\n")
        with open_repository(str(library)) as repository:
            assert "leads out of the folder" in [one.problem for one in verify(repository)][-1]
    assert state(outside) == {"mine.xml": b"mine"}
    assert not (library / ".akn/new.xml").exists()


def test_what_waits_may_be_a_link(library: Path, outside: Path) -> None:
    """Whatever a crash seems to have left is taken away, not what it leads to."""
    (library / ".akn/incoming" / indexing.sha256(b"mine")).symlink_to(outside / "mine.xml")
    (library / ".akn/incoming/folder").symlink_to(outside)
    with open_repository(str(library)) as repository:
        assert [one.problem for one in verify(repository)] == [""]
    assert state(outside) == {"mine.xml": b"mine"}
    assert list((library / ".akn/incoming").iterdir()) == []


def test_the_folder_itself_may_be_a_link(library: Path, tmp_path: Path, texts: Callable) -> None:
    """Where a person's own link leads, there is the repository."""
    (tmp_path / "link").symlink_to(library)
    with open_repository(str(tmp_path / "link"), create=True) as repository:
        assert [r.outcome for r in deposit(texts(OTHER), repository, now=now)] == ["added"]
        assert [one.problem for one in verify(repository)] == ["", ""]
