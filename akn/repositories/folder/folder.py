"""A repository in a folder: each document a file, where its IRI says; fit for Git, readable without akn.

``.akn/checksums`` lists what is kept; ``.akn/index.sqlite`` is the index, which
Git ignores and which is built anew where it is missing or behind. A deposit
writes the file aside, adds the line to the list, moves the file to its place and
indexes it. Whoever opens the folder after a crash finishes what the line promised
and removes what no line speaks of.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from akn import output
from akn.errors import AbsentError, NoRepositoryError, RepositoryError
from akn.repositories import indexing, paths
from akn.repositories.examining import ABSENT, REMEDY, damage, looked_at
from akn.repositories.folder.checksums import Checksums
from akn.repositories.folder.index import FolderIndex
from akn.repositories.folder.locking import locked
from akn.repositories.identity import Filed, Outcome, Verdict, judge
from akn.repositories.interface import Holding, Kept, Query, Repository
from akn.repositories.sql import sqlite

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from akn.repositories.entry import Entry
    from akn.repositories.url import Location

#: Where a folder keeps what is not a document.
INSIDE = ".akn"
_IGNORED = "index.sqlite*\nincoming/\nlock\n"
_ATTRIBUTES = "checksums merge=union\n"
_FORMAT = 1
#: What stands in there.
_OWN = (
    "format", "format.new", ".gitignore", ".gitattributes", "checksums", "incoming", "lock",
    *(f"index.sqlite{suffix}" for suffix in ("", "-wal", "-shm", "-journal")),
)  # fmt: skip
#: How many files are held to the index at once.
_BATCH = 50


class FolderRepository(Repository):
    """The documents under `location`, a folder."""

    def __init__(self, location: Location, *, create: bool, durable: bool) -> None:
        self.name = location.shown
        self._root = Path(location.path)
        self._inside = self._root / INSIDE
        self._incoming = self._inside / "incoming"
        self._checksums = Checksums(self._inside / "checksums")
        self._stamp = self._inside / "format"
        self._durable = durable
        self._missing: dict[str, str] | None = None
        with self._explained():
            self._look(create=create)
            if os.access(self._inside, os.W_OK):
                with locked(self._inside / "lock"):  # two may come at once to a new folder
                    self._make()
                    self._index = self._opened()
                    self._recover()
                    self._catch_up()
            elif create:
                raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(self._inside))
            else:
                self._index = self._opened()

    # ----------------------------------------------------------------- opening

    def _look(self, *, create: bool) -> None:
        """See whether there is a repository, or make the folder for one."""
        self._refuse_links()
        if self._root.exists() and not self._root.is_dir():
            raise RepositoryError(
                f"{self.name} is a file, not a folder; for a database write sqlite:///{self.name}"
            )
        if not create and not self._stamp.exists():
            raise NoRepositoryError(
                f"there is no repository at {self.name}; “akn deposit … --to {self.name}” makes one"
            )
        if create:
            output.make_folders(self._inside)

    def _refuse_links(self) -> None:
        """Follow no link in what akn keeps for itself: in a folder that came from elsewhere, it may lead anywhere."""
        for path in (self._inside, *(self._inside / name for name in _OWN)):
            if path.is_symlink():
                raise RepositoryError(
                    f"{self.name}: {path.relative_to(self._root).as_posix()} is a symbolic link, which may lead "
                    "anywhere; akn neither reads nor writes there; take the link away"
                )

    def _within(self, place: str) -> bool:
        """Whether `place`, with the links on the way to it, lies in the folder and not among what is akn's own."""
        target, root = (self._root / place).resolve(), self._root.resolve()
        return target.is_relative_to(root) and not target.is_relative_to(root / INSIDE)

    def _make(self) -> None:
        if self._stamp.exists():
            return
        stamp = self._inside / "format.new"
        for path, text in (
            (self._inside / ".gitignore", _IGNORED),
            (self._inside / ".gitattributes", _ATTRIBUTES),
            (stamp, f"{_FORMAT}\n"),
        ):
            output.write(path, text.encode(), durable=self._durable)
        output.move(stamp, self._stamp, durable=self._durable)

    def _opened(self) -> FolderIndex:
        found = self._stamp.read_text(encoding="utf-8", errors="replace").strip()
        if not (found.isdecimal() and int(found) <= _FORMAT):
            raise RepositoryError(
                f"{self.name} was made by a newer akn (its format is “{found[:20]}”, this one knows "
                f"{_FORMAT}); upgrade akn; nothing was changed"
            )
        return FolderIndex(self._inside / "index.sqlite", self.name)

    def _recover(self) -> None:
        """Finish or undo the deposit that a crash cut short. Call it with the folder locked."""
        left = list(self._incoming.iterdir()) if self._incoming.is_dir() else []
        if not left:
            return
        promised = {
            sha256: place
            for sha256, place in self._checksums.lines()
            if self._within(place) and not (self._root / place).exists()
        }
        for file in left:
            place = promised.get(file.name)
            if place and not file.is_symlink() and indexing.sha256(file.read_bytes()) == file.name:
                output.move(file, self._root / place, durable=self._durable)
            elif file.is_symlink() or file.is_file():
                file.unlink()

    def _catch_up(self) -> None:
        """Index what the list has and the index lacks, after a crash, `git pull` or the loss of the index."""
        if self._index.seen() == self._checksums.size():
            return
        indexed = self._index.keys()
        gone = not indexed.keys() <= set(self._checksums.lines())
        indexed = {} if gone else indexed
        with self._index.filling(self._checksums.size(), anew=gone) as add:
            for sha256, place in self._checksums.lines():
                kept = self._kept(sha256, place) if (sha256, place) not in indexed else None
                if kept is not None and kept.entry is not None and not kept.problem:
                    add(kept, kept.entry, self._deposited(place))

    # -------------------------------------------------------------- depositing

    def known(self, hashes: Collection[str]) -> set[str]:
        """Those of `hashes` whose file is whole; one that was lost or damaged may be deposited again."""
        with self._explained():
            return {sha256 for sha256, place in self._index.places(hashes) if self._whole(sha256, place)}

    def _whole(self, sha256: str, place: str) -> bool:
        target = self._root / place
        return self._within(place) and target.is_file() and indexing.sha256(target.read_bytes()) == sha256

    def filed(self, work: str, expression: str) -> list[Filed]:
        """Every version kept under the IRI `work` or under the IRI `expression`."""
        with self._explained():
            return self._index.filed(work, expression)

    def deposit(self, content: bytes, entry: Entry, *, valid: bool, when: str) -> Verdict:
        """Keep `content` in a file of its own."""
        sha256, facts = indexing.sha256(content), entry.facts
        with self._explained(), locked(self._inside / "lock"):
            self._recover()
            self._catch_up()
            verdict = judge(facts, sha256, self._index.filed(facts.work, facts.expression))
            if verdict.outcome is Outcome.REFUSED:
                return verdict
            if verdict.outcome is Outcome.UNCHANGED:
                return self._restored(sha256, facts.expression, content, verdict)
            if other := self._index.clash(facts.expression):
                return Verdict(
                    Outcome.REFUSED,
                    0,
                    f"{facts.expression} differs from {other}, which is kept already, in capital "
                    "letters alone; many file systems take them for one; correct one IRI or use a database",
                )
            place = str(paths.path(facts.expression, verdict.version, valid=valid))
            if not self._within(place):
                return _outside(place)
            lost = self._lost().get(place)
            in_the_way = (self._root / place).exists() and not self._whole(sha256, place)
            if lost != sha256 and (lost or in_the_way):
                return Verdict(
                    Outcome.REFUSED,
                    0,
                    f"{place} is in the way: a file that was deposited there is lost or damaged (“akn verify” names "
                    "it), or one lies there that never was deposited; put the first back, or take the other away",
                )
            self._put(content, sha256, place, when, listed=lost is not None)
            kept = Kept(place, facts.expression, verdict.version, sha256, valid, content)
            self._index.add(kept, entry, when, self._checksums.size())
        return verdict

    def _lost(self) -> dict[str, str]:
        """Path to hash of what is in the list, but was not whole when the index was made."""
        if self._missing is None:
            indexed = self._index.keys()
            self._missing = {
                place: sha for sha, place in self._checksums.lines() if (sha, place) not in indexed
            }
        return self._missing

    def _put(self, content: bytes, sha256: str, place: str, when: str, *, listed: bool) -> None:
        """Write the file aside, promise it in the list unless it is `listed`, move it to its `place`."""
        self._incoming.mkdir(exist_ok=True)
        aside = self._incoming / sha256
        output.write(aside, content, durable=self._durable)
        seconds = datetime.fromisoformat(when).replace(tzinfo=UTC).timestamp()
        os.utime(aside, (seconds, seconds))
        try:
            output.make_folders((self._root / place).parent)
            if not listed:
                self._checksums.add(sha256, place, durable=self._durable)
        except OSError:
            aside.unlink(missing_ok=True)
            raise
        output.move(aside, self._root / place, durable=self._durable)

    def _restored(self, sha256: str, expression: str, content: bytes, verdict: Verdict) -> Verdict:
        """Put a file back that was lost or damaged since it was deposited; the `verdict` on it, where that can be."""
        for place in self._index.place(sha256, expression):
            if not self._within(place):
                return _outside(place)
            if not self._whole(sha256, place):
                self._incoming.mkdir(exist_ok=True)
                output.write(self._incoming / sha256, content, durable=self._durable)
                output.move(self._incoming / sha256, self._root / place, durable=self._durable)
        return verdict

    # ---------------------------------------------------------- finding, reading

    def find(self, query: Query) -> list[Holding]:
        """Return what meets `query`."""
        with self._explained():
            return self._index.find(query)

    def holdings(self, name: str) -> list[Holding]:
        """Every version that is called `name`."""
        with self._explained():
            return self._index.holdings(name)

    def read(self, holding: Holding) -> bytes:
        """Return the bytes of `holding`."""
        with self._explained():
            places = self._index.place(holding.sha256, holding.expression)
            if not places:
                raise AbsentError(f"{holding.expression}, version {holding.version}, is not in {self.name}")
            kept = self._kept(holding.sha256, places[0])
        if kept.content is None or kept.problem:
            raise RepositoryError(
                f"{kept.name} in {self.name}: {kept.problem}; “akn verify” names all that is damaged"
            )
        return kept.content

    def examine(self) -> Iterator[Kept]:
        """Look at the index as a whole, read back every file of the list and hold its rows to it, name the rest.

        The rest are files that no line speaks of, and rows of the index that none does.
        """
        with self._explained():
            for problem in self._index.faults():
                yield damage(f"{INSIDE}/index.sqlite", problem)
            indexed = self._indexed()
            listed = set()
            lines = self._checksums.lines()
            while batch := list(islice(lines, _BATCH)):
                listed.update(batch)
                yield from self._proved(batch, indexed)
            for sha256, place in sorted(set(indexed) - listed):
                yield damage(place, f"the index has it with the hash {sha256}, the list has not; {REMEDY}")
            places = {place for _, place in listed}
            for file in self._files():
                if file not in places:
                    yield damage(
                        file,
                        "it is not in the list of deposits (.akn/checksums); deposit it with "
                        "“akn deposit”, or take it away",
                    )

    def _indexed(self) -> dict[tuple[str, str], int]:
        try:
            return self._index.keys()
        except sqlite.SqliteDatabase.errors as error:
            self._index.damage(error)  # it was named with the index as a whole
            return {}

    def _proved(
        self, lines: Sequence[tuple[str, str]], indexed: Mapping[tuple[str, str], int]
    ) -> Iterator[Kept]:
        """Read back the files of some `lines` of the list, and hold the index to them."""
        read = [(indexed.get(line), self._kept(*line)) for line in lines]
        wrong = self._index.contradicted(
            {key: kept for key, kept in read if key is not None and not kept.problem}
        )
        for key, kept in read:
            absent = ABSENT if key is None else wrong.get(key, "")
            yield kept if kept.problem else replace(kept, problem=absent)

    def _files(self) -> Iterator[str]:
        for folder, names, found in os.walk(self._root):
            names[:] = sorted(name for name in names if not name.startswith("."))
            for name in sorted(found):
                if name.endswith(".xml"):
                    yield PurePosixPath(Path(folder, name).relative_to(self._root)).as_posix()

    def _kept(self, sha256: str, place: str) -> Kept:
        """Return the file at `place`, which the list says has the hash `sha256`."""
        version, valid = paths.read_version(PurePosixPath(place))
        target = self._root / place
        content, problem = None, ""
        if not self._within(place):
            problem = "it leads out of the folder; nothing is read there"
        elif not target.is_file():
            problem = "the file is missing; take it from a backup or deposit it again"
        else:
            content = target.read_bytes()
        kept = looked_at(Kept(place, "", version, sha256, valid, content, problem))
        if kept.entry is None:
            return kept
        expression = kept.entry.facts.expression
        proper = str(paths.path(expression, version, valid=valid))
        problem = "" if proper == place else f"it should lie at {proper}; move it there"
        return replace(kept, expression=expression, problem=problem)

    def _deposited(self, place: str) -> str:
        seconds = (self._root / place).stat().st_mtime
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def reindex(self) -> Iterator[Kept]:
        """Build the index anew from the files of the list."""
        with self._explained(), locked(self._inside / "lock"):
            if next(self._index.faults(), ""):
                self._index.begin_anew()
            yield from self._renewed()

    def _renewed(self) -> Iterator[Kept]:
        with self._index.filling(self._checksums.size(), anew=True) as add:
            for sha256, place in self._checksums.lines():
                kept = self._kept(sha256, place)
                if kept.entry is not None and not kept.problem:
                    add(kept, kept.entry, self._deposited(place))
                yield kept

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise RepositoryError(f"{self.name}: {output.remedy(error)}") from error
        except sqlite.SqliteDatabase.errors as error:
            raise sqlite.explain(error, f"the index of {self.name}") from error


def _outside(place: str) -> Verdict:
    return Verdict(
        Outcome.REFUSED,
        0,
        f"{place} leads out of the folder by a symbolic link; nothing is written there; take the link away",
    )


def open_repository(location: Location, *, create: bool, durable: bool) -> FolderRepository:
    """Return the repository in the folder that `location` names; made where `create` allows it."""
    return FolderRepository(location, create=create, durable=durable)
