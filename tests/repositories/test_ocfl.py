"""The Oxford Common File Layout: what akn writes, the layout's own library proves; what is cut off is finished."""

from __future__ import annotations

import contextlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from akn import output
from akn.depositing import deposit, verify
from akn.errors import NoRepositoryError, RepositoryError
from akn.repositories import open_repository
from akn.repositories.folder import index as folder_index
from akn.repositories.interface import Query
from akn.repositories.ocfl import objects, ocfl
from tests.repositories.conftest import now

if TYPE_CHECKING:
    from collections.abc import Callable


def proved(root: Path) -> None:
    """Let ocfl-py look at everything, hashes too."""
    from ocfl import StorageRoot

    store = StorageRoot(root=str(root))
    sound = store.validate(validate_objects=True, check_digests=True, log_warnings=False, log_errors=True)
    assert sound, (store.errors, str(store.log))
    assert store.num_objects == store.good_objects > 0


def kept(root: Path, *files: Path) -> list[str]:
    with open_repository(f"ocfl:{root}", create=True) as repository:
        return [str(r.outcome) for r in deposit(files, repository, now=now, allow_invalid=True)]


def changed(file: Path, n: int) -> Path:
    other = file.with_name(f"{n}-{file.name}")
    other.write_bytes(file.read_bytes() + f"<!-- {n} -->".encode())
    return other


def test_the_layouts_own_library_finds_nothing_wrong(tmp_path: Path, texts: Callable) -> None:
    root = tmp_path / "objects"
    files = texts(*range(5))
    assert kept(root, *files) == ["added"] * 5
    proved(root)
    assert kept(root, *(changed(files[0], n) for n in range(3)), files[0]) == ["new version"] * 3 + [
        "unchanged"
    ]
    bad = files[1].with_name("bad.xml")
    bad.write_bytes(files[1].read_bytes().replace(b"</body>", b"<bogus/></body>"))
    kept(root, bad)
    proved(root)
    with open_repository(f"ocfl:{root}") as repository:
        assert {one.problem for one in verify(repository)} == {""}
        whole = repository.find(Query(level="manifestation"))
        assert max(holding.version for holding in whole) == 4
        assert [repository.read(h) for h in whole if h.version == 1 and h.sha256]


def test_an_empty_root_is_sound(tmp_path: Path) -> None:
    from ocfl import StorageRoot

    with open_repository(f"ocfl:{tmp_path}/objects", create=True):
        pass
    assert StorageRoot(root=str(tmp_path / "objects")).validate(log_errors=True)


def test_the_index_is_made_from_the_objects_alone(tmp_path: Path, texts: Callable) -> None:
    root = tmp_path / "objects"
    kept(root, *texts(*range(4)))
    with open_repository(f"ocfl:{root}") as repository:
        before = repository.find(Query())
    shutil.rmtree(root / "extensions/akn")
    (root / "extensions/akn").mkdir()
    with open_repository(f"ocfl:{root}") as repository:
        assert repository.find(Query()) == before


class CutError(BaseException):
    """As if the process died here."""


STEPS = [
    (output, "write"), (output, "move"), (objects, "write_inventory"), (objects, "replace_inventory"),
    (objects, "declare"), (folder_index.FolderIndex, "add"), (ocfl.shutil, "rmtree"),
]  # fmt: skip


@pytest.mark.parametrize("version", [1, 2], ids=["a new object", "a further version"])
@pytest.mark.parametrize("time", range(1, 6))
@pytest.mark.parametrize(("owner", "step"), STEPS, ids=lambda x: x if isinstance(x, str) else "")
def test_a_deposit_cut_at_each_step_is_finished_or_undone(
    owner: object,
    step: str,
    time: int,
    version: int,
    tmp_path: Path,
    texts: Callable,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = tmp_path / "objects"
    first, second = texts(0, 1)
    kept(root, first)
    new = second if version == 1 else changed(first, 1)
    done, left = getattr(owner, step), [time]

    def cut(*arguments: object, **more: object) -> object:
        left[0] -= 1
        if left[0] == 0:
            raise CutError
        return done(*arguments, **more)

    with open_repository(f"ocfl:{root}", create=True) as repository:
        monkeypatch.setattr(owner, step, cut)
        with contextlib.suppress(CutError):
            list(deposit([new], repository, now=now))
        monkeypatch.setattr(owner, step, done)
    with open_repository(f"ocfl:{root}", create=True) as repository:
        assert [one.problem for one in verify(repository) if one.problem] == []
        outcomes = [str(r.outcome) for r in deposit([first, new], repository, now=now)]
        assert outcomes[0] == "unchanged"
        assert outcomes[1] in {"added", "new version", "unchanged"}
        assert [one.problem for one in verify(repository)] == ["", ""]
    proved(root)
    assert list((root / "extensions/akn/incoming").iterdir()) == []


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda o: (o / "inventory.json").write_text("{}"), "its inventory has changed"),
        (lambda o: (o / "inventory.json").unlink(), "its inventory cannot be read"),
        (lambda o: (o / "v1/content/document.xml").unlink(), "the file is missing"),
        (lambda o: (o / "v1/content/document.xml").write_text("x"), "its bytes have changed"),
    ],
    ids=["inventory", "no inventory", "no file", "other bytes"],
)
def test_damage_is_named(harm: Callable, said: str, tmp_path: Path, texts: Callable) -> None:
    root = tmp_path / "objects"
    kept(root, *texts(0, 1))
    victim = next(objects.all_objects(root))
    harm(victim)
    with open_repository(f"ocfl:{root}") as repository:
        problems = [one for one in verify(repository) if one.problem]
    assert any(said in one.problem for one in problems)
    assert all(victim.name in one.name for one in problems)


def test_what_is_not_akns_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(NoRepositoryError):
        open_repository(f"ocfl:{tmp_path}/none")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/letter.txt").touch()
    with pytest.raises(RepositoryError, match="holds other things"):
        open_repository(f"ocfl:{tmp_path}/full", create=True)
    other = tmp_path / "other"
    other.mkdir()
    (other / "0=ocfl_1.1").write_text("ocfl_1.1\n")
    (other / "ocfl_layout.json").write_text(json.dumps({"extension": "0002-flat-direct-storage-layout"}))
    with pytest.raises(RepositoryError, match="places its objects in another way"):
        open_repository(f"ocfl:{other}", create=True)
    assert sorted(one.name for one in other.iterdir()) == ["0=ocfl_1.1", "ocfl_layout.json"]


def test_an_object_of_another_program_is_named_and_costs_the_others_nothing(
    tmp_path: Path, texts: Callable
) -> None:
    root = tmp_path / "objects"
    kept(root, *texts(0))
    stranger = root / "abc/def/012/abcdef012"
    shutil.copytree(next(objects.all_objects(root)), stranger)
    with open_repository(f"ocfl:{root}") as repository:
        problems = [one.problem for one in verify(repository)]
    assert len(problems) == 2
    assert sum("it calls itself" in one for one in problems) == 1


def test_a_root_that_was_never_finished_is_finished_by_the_next(tmp_path: Path, texts: Callable) -> None:
    root = tmp_path / "objects"
    open_repository(f"ocfl:{root}", create=True).close()
    (root / objects.ROOT_DECLARATION[0]).unlink()
    (root / "ocfl_layout.json").write_text(
        '{"exten', encoding="utf-8"
    )  # who wrote it died, or is still at it
    assert kept(root, *texts(0)) == ["added"]
    proved(root)
