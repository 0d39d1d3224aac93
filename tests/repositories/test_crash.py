"""Nothing is lost: killed at any moment, cut at any step, filled by two at once, out of room."""

from __future__ import annotations

import errno
import os
import random
import resource
import signal
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from akn import output
from akn.depositing import deposit, verify
from akn.errors import AknError, RepositoryError
from akn.repositories import indexing, open_repository
from akn.repositories.folder import checksums, folder
from akn.repositories.folder import index as folder_index
from akn.repositories.interface import Query
from tests.conftest import ROOT
from tests.repositories import torture
from tests.repositories.conftest import now
from tests.repositories.places import Place, fresh

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AKN = (sys.executable, "-c", "from akn.cli import main; main()")
COUNT = 60


def depositor(place: Place, texts: Path, **more: object) -> subprocess.Popen[str]:
    """A process that deposits the folder `texts`, telling of each document as soon as it is kept."""
    return subprocess.Popen(
        [*AKN, "deposit", str(texts), "--to", place.url, "--format", "csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        **more,  # type: ignore[call-overload]  # keywords of Popen
    )


def whole(place: Place, told: int, count: int) -> None:
    """What was told of is kept, all that is kept is whole, and each document is there once."""
    with open_repository(place.url) as repository:
        assert [one for one in verify(repository) if one.problem] == []
        kept = repository.find(Query(level="manifestation"))
        assert told <= len(kept) <= count
        assert set(Counter(h.sha256 for h in kept).values()) <= {1}
        assert {h.version for h in kept} <= {1}


def test_killed_at_any_moment(place: Place, texts: Callable) -> None:
    """kill -9 after a random number of documents, again and again, until one depositor gets to the end."""
    folder_of_texts = texts(*range(COUNT))[0].parent
    with open_repository(place.url, create=True):
        pass
    told, rng = 0, random.Random(7)  # noqa: S311  # the same moments every time
    for _ in range(5):
        process = depositor(place, folder_of_texts)
        assert process.stdout is not None
        assert process.stdout.readline().startswith("outcome")
        for _ in range(rng.randrange(1, 12)):
            line = process.stdout.readline()
            while line.startswith("unchanged"):
                line = process.stdout.readline()
            told += line.startswith("added")
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        told += rest.count("added,")
        whole(place, told, COUNT)
    finished = depositor(place, folder_of_texts)
    finished.communicate()
    assert finished.returncode == 0
    whole(place, COUNT, COUNT)


@pytest.mark.parametrize("kind", ["folder", "sqlite"])
def test_killed_at_drawn_points(kind: str) -> None:
    """A few of the kills of `make torture`, in a process of its own, which parts into depositors."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.repositories.torture", "--kills", "12", "--seed", "3", kind],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.startswith(f"{kind}: 12 killed")


def test_the_torturer_sees_what_is_lost(tmp_path: Path, texts: Callable) -> None:
    files = texts(0, 1)
    with fresh("sqlite", tmp_path) as place:
        with open_repository(place.url, create=True) as repository:
            list(deposit(files, repository, now=now))
        assert torture.faults(place, files, {file.name for file in files}) == []
        lost = texts(2)
        assert torture.faults(place, [*files, *lost], {lost[0].name}) == [
            f"{lost[0].name} was told of, and is not kept"
        ]
        assert "never deposited" in torture.faults(place, files[:1], set())[0]
        place.damage(indexing.sha256(files[0].read_bytes()))
        assert "cannot be read back" in torture.faults(place, files, set())[0]


class CutError(BaseException):
    """As if the process died here: nothing catches it."""


STEPS = [
    (output, "write"), (checksums.Checksums, "add"), (output, "move"), (folder_index.FolderIndex, "add"),
]  # fmt: skip


@pytest.mark.parametrize(("owner", "step"), STEPS, ids=lambda x: x if isinstance(x, str) else "")
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_folder_cut_at_each_step(
    owner: object,
    step: str,
    after: bool,
    tmp_path: Path,
    texts: Callable,
    monkeypatch: pytest.MonkeyPatch,  # a table
) -> None:
    first, second = texts(0, 1)
    url = str(tmp_path / "library")
    with open_repository(url, create=True) as repository:
        list(deposit([first], repository, now=now))
    done = getattr(owner, step)

    def cut(*arguments: object, **more: object) -> None:
        if after:
            done(*arguments, **more)
        raise CutError

    with open_repository(url, create=True) as repository:
        monkeypatch.setattr(owner, step, cut)
        with pytest.raises(CutError):
            list(deposit([second], repository, now=now))
        monkeypatch.setattr(owner, step, done)
    with open_repository(url) as repository:
        assert [one.problem for one in verify(repository) if one.problem] == []
        assert len(repository.find(Query())) in {1, 2}
    with open_repository(url, create=True) as repository:
        outcomes = [r.outcome for r in deposit([first, second], repository, now=now)]
        assert outcomes[0] == "unchanged"
        assert [one.problem for one in verify(repository)] == ["", ""]
        assert len(repository.find(Query())) == 2
    assert list((tmp_path / "library/.akn/incoming").iterdir()) == []


def test_a_line_cut_short_is_mended(tmp_path: Path, texts: Callable) -> None:
    url = str(tmp_path / "library")
    with open_repository(url, create=True) as repository:
        list(deposit(texts(0), repository, now=now))
    with (tmp_path / "library/.akn/checksums").open("a") as file:
        file.write("0123456789abcdef")
    with open_repository(url, create=True) as repository:
        assert [one.problem for one in verify(repository)] == [""]
        list(deposit(texts(1), repository, now=now))
        assert [one.problem for one in verify(repository)] == ["", ""]
    assert "0123456789abcdef " not in (tmp_path / "library/.akn/checksums").read_text()


@pytest.mark.parametrize("harm", ["missing", "rubbish", "older", "behind"])
def test_a_folder_makes_its_index_anew(harm: str, tmp_path: Path, texts: Callable) -> None:
    url = str(tmp_path / "library")
    index = tmp_path / "library/.akn/index.sqlite"
    with open_repository(url, create=True) as repository:
        list(deposit(texts(0, 1), repository, now=now))
        before = repository.find(Query())
    old = index.read_bytes()
    if harm == "behind":  # as after `git pull`: files and lines are new, the index is not
        with open_repository(url, create=True) as repository:
            list(deposit(texts(2), repository, now=now))
            before = repository.find(Query())
    match harm:
        case "missing":
            index.unlink()
        case "rubbish":
            index.write_bytes(b"rubbish" * 99)
        case "older":
            index.write_bytes(b"")
        case _:
            index.write_bytes(old)
    with open_repository(url) as repository:
        assert repository.find(Query()) == before


def test_two_depositors_at_once(place: Place, texts: Callable) -> None:
    """Both deposit the same documents; between them, each is added once."""
    folder_of_texts = texts(*range(COUNT))[0].parent
    both = [depositor(place, folder_of_texts) for _ in range(2)]
    outcomes: Counter[str] = Counter()
    for process in both:
        out, errors = process.communicate()
        assert process.returncode == 0, errors
        outcomes.update(line.partition(",")[0] for line in out.splitlines()[1:])
    assert outcomes == {"added": COUNT, "unchanged": COUNT}
    whole(place, COUNT, COUNT)


def test_eight_depositors_at_once(tmp_path: Path, texts: Callable) -> None:
    """Into one SQLite file that none has made before: each adds or finds each document, and none waits in vain."""
    folder_of_texts = texts(*range(20))[0].parent
    with fresh("sqlite", tmp_path) as place:
        outcomes: Counter[str] = Counter()
        for process in [depositor(place, folder_of_texts) for _ in range(8)]:
            out, errors = process.communicate()
            assert process.returncode == 0, errors
            outcomes.update(line.partition(",")[0] for line in out.splitlines()[1:])
        assert outcomes == {"added": 20, "unchanged": 7 * 20}
        whole(place, 20, 20)


def test_two_depositors_of_versions(place: Place, texts: Callable, tmp_path: Path) -> None:
    """Each has its own text of every document: all are kept, as versions 1 and 2."""
    one, other = tmp_path / "one", tmp_path / "other"
    for target, words in ((one, b"<i>One</i> "), (other, b"<i>Other</i> ")):
        target.mkdir()
        for file in texts(*range(20)):
            (target / file.name).write_bytes(
                file.read_bytes().replace(b"<num>1.</num>", b"<num>1.</num><!--" + words + b"-->")
            )
    both = [depositor(place, target) for target in (one, other)]
    for process in both:
        _, errors = process.communicate()
        assert process.returncode == 0, errors
    with open_repository(place.url) as repository:
        kept = repository.find(Query(level="manifestation"))
        assert Counter(h.version for h in kept) == {1: 20, 2: 20}
        assert len(repository.find(Query())) == 20
        assert [one for one in verify(repository) if one.problem] == []


@pytest.mark.parametrize("kind", ["folder", "sqlite"])
def test_out_of_room(kind: str, tmp_path: Path, texts: Callable) -> None:
    """No file may grow beyond 400 kB: the work stops with a sentence, what is kept stays, later it goes on."""
    folder_of_texts = texts(*range(150))[0].parent

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    with fresh(kind, tmp_path) as place:
        process = depositor(place, folder_of_texts, preexec_fn=limit)
        out, errors = process.communicate()
        assert process.returncode == 2, errors
        assert "Traceback" not in errors
        assert place.url in errors
        assert "free" in errors or "limit" in errors
        told = out.count("added,")
        assert 0 < told < 150
        whole(place, told, 150)
        finished = depositor(place, folder_of_texts)
        finished.communicate()
        assert finished.returncode == 0
        whole(place, 150, 150)


@pytest.mark.parametrize(
    ("code", "words"), [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "can only be read")]
)
@pytest.mark.parametrize("step", ["write", "move", "make_folders"])
def test_a_folder_whose_disk_fails(
    code: int, words: str, step: str, tmp_path: Path, texts: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = texts(0, 1)
    url = str(tmp_path / "library")

    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code), "x")

    with open_repository(url, create=True) as repository:
        list(deposit([first], repository, now=now))
        with monkeypatch.context() as failing:
            failing.setattr(output, step, fail)
            with pytest.raises(RepositoryError, match=words) as raised:
                list(deposit([second], repository, now=now))
            assert str(raised.value).startswith(url)
        assert next(deposit([first, second], repository, now=now)).outcome == "unchanged"
        list(deposit([second], repository, now=now))
        assert [one.problem for one in verify(repository)] == ["", ""]


def test_a_read_only_place_can_be_read(
    tmp_path: Path, texts: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a file system mounted read-only, where the system says that nothing can be written."""
    for kind in ("folder", "sqlite"):
        with fresh(kind, tmp_path) as place:
            with open_repository(place.url, create=True) as repository:
                list(deposit(texts(0), repository, now=now))
            with monkeypatch.context() as mounted:
                mounted.setattr(os, "access", lambda _, mode: mode != os.W_OK)
                with open_repository(place.url) as repository:
                    assert len(repository.find(Query())) == 1
                    assert [one.problem for one in verify(repository)] == [""]
                with pytest.raises(RepositoryError, match="can only be read|cannot be written"):
                    open_repository(place.url, create=True)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite:///{}/no/library.db", "does not exist"),
        ("sqlite:///{}", "is a folder"),
        ("sqlite:///{}/text.txt", "no SQLite database"),
        ("{}/text.txt", "is a file, not a folder"),
        ("{}/text.txt/library", "Not a directory|is a file"),
        ("sqlite://library.db", "names no file"),
        ("mysql://host/db", "no repository of the kind"),
        ("", "needs a place"),
    ],
)
def test_places_that_cannot_be(url: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("text " * 500)
    with pytest.raises(AknError, match=words):
        open_repository(url.format(tmp_path), create=True)


def test_a_file_in_the_way_is_not_overwritten(tmp_path: Path, texts: Callable) -> None:
    [file] = texts(0)
    root = tmp_path / "library"
    with open_repository(str(root), create=True) as repository:
        list(deposit([file], repository, now=now))
        [kept] = root.rglob("*.xml")
    for name in ("checksums", "index.sqlite"):
        (root / folder.INSIDE / name).unlink()
    kept.write_text("mine")
    with open_repository(str(root), create=True) as repository:
        [receipt] = deposit([file], repository, now=now)
        assert (receipt.outcome, "in the way" in receipt.reason) == ("refused", True)
        assert kept.read_text() == "mine"
        assert ["list of deposits" in one.problem for one in verify(repository)] == [True]


def test_a_lost_file_keeps_its_place(tmp_path: Path, texts: Callable) -> None:
    """Another version does not slip into the place of one that is gone; the lost one may come back."""
    [first] = texts(0)
    [second] = texts(first.read_bytes().replace(b"<num>1.</num>", b"<num>1.</num><!-- other -->"))
    root = tmp_path / "library"
    with open_repository(str(root), create=True) as repository:
        list(deposit([first], repository, now=now))
        [kept] = root.rglob("*.xml")
        kept.unlink()
        list(repository.reindex())
    with open_repository(str(root), create=True) as repository:
        outcomes = [r.outcome for r in deposit([second, first, second], repository, now=now)]
        assert outcomes == ["refused", "added", "new version"]
        assert kept.read_bytes() == first.read_bytes()
        assert [one.problem for one in verify(repository)] == ["", ""]
    assert len((root / ".akn/checksums").read_text().splitlines()) == 2
