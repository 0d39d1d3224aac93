"""A bag, and the Library of Congress's own tool, which proves it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from akn.cli import akn
from akn.depositing import deposit
from akn.errors import UnwritableError
from akn.repositories import open_repository
from tests.repositories.conftest import now
from tests.repositories.test_deposit import HOSTILE, IRI, changed

if TYPE_CHECKING:
    from collections.abc import Callable


def bagged(root: Path, *words: str) -> object:
    import bagit

    ended = CliRunner().invoke(
        akn, ["export", "-r", str(root / "library"), "--bag", str(root / "bag"), *words]
    )
    assert ended.exit_code == 0, ended.output
    bag = bagit.Bag(str(root / "bag"))
    bag.validate()
    return bag


def test_a_bag_is_proved_by_its_own_tool_whatever_documents_are_called(
    tmp_path: Path, texts: Callable
) -> None:
    quoted = [iri.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;") for iri in HOSTILE]
    files = texts(*(changed((IRI, iri)) for iri in [*quoted, "/akn/x=3Dy", "/akn/x%3Dy"]))
    with open_repository(str(tmp_path / "library"), create=True) as repository:
        assert {r.outcome for r in deposit(files, repository, now=now, allow_invalid=True)} == {"added"}
    bag = bagged(tmp_path, "--organization", "Council of\nExampleville")
    assert len(list(bag.payload_files())) == len(files)
    assert bag.info["Source-Organization"] == "Council of Exampleville"
    content = {(tmp_path / "bag" / name).read_bytes() for name in bag.payload_files()}
    assert content == {file.read_bytes() for file in files}


def test_a_bag_of_nothing_is_a_bag(tmp_path: Path) -> None:
    with open_repository(str(tmp_path / "library"), create=True):
        pass
    assert not list(bagged(tmp_path).payload_files())


def test_a_bag_takes_the_place_of_nothing(tmp_path: Path, texts: Callable) -> None:
    with open_repository(str(tmp_path / "library"), create=True) as repository:
        list(deposit(texts(0), repository, now=now))
    (tmp_path / "bag").mkdir()
    (tmp_path / "bag/letter.txt").write_text("mine")
    ended = CliRunner().invoke(
        akn, ["export", "-r", str(tmp_path / "library"), "--bag", str(tmp_path / "bag")]
    )
    assert isinstance(ended.exception, UnwritableError)
    assert [one.name for one in (tmp_path / "bag").iterdir()] == ["letter.txt"]
    assert not list(tmp_path.glob(".bag*"))
