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
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from sqlalchemy.exc import SQLAlchemyError

from akn.repositories import files, indexing, paths
from akn.repositories.checksums import Checksums
from akn.repositories.entry import Entry
from akn.repositories.errors import AbsentError, NoRepositoryError, RepositoryError, UnfiledError
from akn.repositories.folder_index import FolderIndex
from akn.repositories.identity import Filed, Outcome, Verdict, judge
from akn.repositories.interface import Holding, Kept, Query, Repository
from akn.repositories.locking import locked
from akn.repositories.url import Location

#: Where a folder keeps what is not a document.
INSIDE = ".akn"
_IGNORED = "index.sqlite*\nincoming/\nlock\n"
_ATTRIBUTES = "checksums merge=union\n"
_FORMAT = 1


class FolderRepository(Repository):
    """The documents under `location`, a folder."""

    def __init__(self, location: Location, *, create: bool, durable: bool) -> None:
        self.name = location.shown
        self._root = Path(location.path)
        self._inside = self._root / INSIDE
        self._incoming = self._inside / "incoming"
        self._checksums = Checksums(self._inside / "checksums")
        self._durable = durable
        with self._explained():
            self._prepare(create=create)
            self._writable = os.access(self._inside, os.W_OK)
            if create and not self._writable:
                raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(self._inside))
            self._index = FolderIndex(self._inside / "index.sqlite", self.name)
            if self._writable:
                with locked(self._inside / "lock"):
                    self._recover()
                    self._catch_up()

    # ----------------------------------------------------------------- opening

    def _prepare(self, *, create: bool) -> None:
        if self._root.exists() and not self._root.is_dir():
            raise RepositoryError(f"{self.name} is a file, not a folder; for a database write sqlite:///{self.name}")
        stamp = self._inside / "format"
        if not stamp.exists():
            if not create:
                raise NoRepositoryError(
                    f"there is no repository at {self.name}; “akn deposit … --to {self.name}” makes one"
                )
            files.make_folders(self._inside)
            for name, text in ((".gitignore", _IGNORED), (".gitattributes", _ATTRIBUTES)):
                files.write(self._inside / name, text.encode(), durable=self._durable)
            files.write(stamp, f"{_FORMAT}\n".encode(), durable=self._durable)
            files.sync_folder(self._inside, durable=self._durable)
        found = stamp.read_text(encoding="utf-8", errors="replace").strip()
        if not (found.isdecimal() and int(found) <= _FORMAT):
            raise RepositoryError(
                f"{self.name} was made by a newer akn (its format is “{found[:20]}”, this one knows {_FORMAT}); "
                "upgrade akn; nothing was changed"
            )

    def _recover(self) -> None:
        """Finish or undo the deposit that a crash cut short. Call it with the folder locked."""
        left = list(self._incoming.iterdir()) if self._incoming.is_dir() else []
        if not left:
            return
        promised = {sha256: place for sha256, place in self._checksums.lines() if not (self._root / place).exists()}
        for file in left:
            place = promised.get(file.name)
            if place and indexing.sha256(file.read_bytes()) == file.name:
                files.move(file, self._root / place, durable=self._durable)
            else:
                file.unlink()

    def _catch_up(self) -> None:
        """Index what the list has and the index lacks: after a crash, a `git pull`, or the loss of the index."""
        if self._index.seen() == self._checksums.size():
            return
        indexed = self._index.keys()
        gone = not indexed <= set(self._checksums.lines())
        indexed = set() if gone else indexed
        with self._index.filling(self._checksums.size(), anew=gone) as add:
            for sha256, place in self._checksums.lines():
                kept = self._kept(sha256, place) if (sha256, place) not in indexed else None
                if kept is not None and kept.content is not None and not kept.problem:
                    add(kept, self._deposited(place))

    # -------------------------------------------------------------- depositing

    def known(self, hashes: Collection[str]) -> set[str]:
        """Those of `hashes` whose file is whole; one that was lost or damaged may be deposited again."""
        with self._explained():
            return {sha256 for sha256, place in self._index.places(hashes) if self._whole(sha256, place)}

    def _whole(self, sha256: str, place: str) -> bool:
        target = self._root / place
        return target.is_file() and indexing.sha256(target.read_bytes()) == sha256

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
                self._restore(sha256, facts.expression, content)
                return verdict
            if other := self._index.clash(facts.expression):
                return Verdict(
                    Outcome.REFUSED,
                    0,
                    f"{facts.expression} differs from {other}, which is kept already, in capital letters alone; many "
                    "file systems take them for one name; correct the IRI of one of them or use a database",
                )
            place = str(paths.path(facts.expression, verdict.version, valid=valid))
            if (self._root / place).exists() and not self._whole(sha256, place):
                return Verdict(
                    Outcome.REFUSED,
                    0,
                    f"{place} is in the way: the file lies in the folder, but not in the list of deposits; deposit it "
                    "first, or take it away",
                )
            self._put(content, sha256, place, when)
            kept = Kept(place, facts.expression, verdict.version, sha256, valid, content)
            self._index.add(kept, entry, when, self._checksums.size())
        return verdict

    def _put(self, content: bytes, sha256: str, place: str, when: str) -> None:
        """Write the file aside, promise it in the list, move it to its `place`."""
        self._incoming.mkdir(exist_ok=True)
        aside = self._incoming / sha256
        files.write(aside, content, durable=self._durable)
        seconds = datetime.fromisoformat(when).replace(tzinfo=UTC).timestamp()
        os.utime(aside, (seconds, seconds))
        try:
            files.make_folders((self._root / place).parent)
            self._checksums.add(sha256, place, durable=self._durable)
        except OSError:
            aside.unlink(missing_ok=True)
            raise
        files.move(aside, self._root / place, durable=self._durable)

    def _restore(self, sha256: str, expression: str, content: bytes) -> None:
        """Put a file back that was lost or damaged since it was deposited."""
        for place in self._index.place(sha256, expression):
            if not self._whole(sha256, place):
                self._incoming.mkdir(exist_ok=True)
                files.write(self._incoming / sha256, content, durable=self._durable)
                files.move(self._incoming / sha256, self._root / place, durable=self._durable)

    # ---------------------------------------------------------- finding, reading

    def find(self, query: Query) -> list[Holding]:
        """What meets `query`."""
        with self._explained():
            return self._index.find(query)

    def holdings(self, name: str) -> list[Holding]:
        """Every version that is called `name`."""
        with self._explained():
            return self._index.holdings(name)

    def read(self, holding: Holding) -> bytes:
        """The bytes of `holding`."""
        with self._explained():
            places = self._index.place(holding.sha256, holding.expression)
            if not places:
                raise AbsentError(f"{holding.expression}, version {holding.version}, is not in {self.name}")
            kept = self._kept(holding.sha256, places[0])
        if kept.content is None or kept.problem:
            raise RepositoryError(f"{kept.name} in {self.name}: {kept.problem}; “akn verify” names all that is damaged")
        return kept.content

    def examine(self) -> Iterator[Kept]:
        """Read back every file of the list, and name the files that no line speaks of."""
        with self._explained():
            indexed = self._index.keys()
            listed = set()
            for sha256, place in self._checksums.lines():
                listed.add(place)
                kept = self._kept(sha256, place)
                if not kept.problem and (sha256, place) not in indexed:
                    kept = Kept(place, "", kept.version, sha256, kept.valid, kept.content,
                                "it is not in the index; run “akn reindex”")
                yield kept
            for file in self._files():
                if file not in listed:
                    yield Kept(file, "", 0, "", True, None,
                               "it is not in the list of deposits (.akn/checksums); deposit it with “akn deposit”, or "
                               "take it away")

    def _files(self) -> Iterator[str]:
        for folder, names, found in os.walk(self._root):
            names[:] = sorted(name for name in names if not name.startswith("."))
            for name in sorted(found):
                if name.endswith(".xml"):
                    yield PurePosixPath(Path(folder, name).relative_to(self._root)).as_posix()

    def _kept(self, sha256: str, place: str) -> Kept:
        """The file at `place`, which the list says has the hash `sha256`."""
        version, valid = paths.read_version(PurePosixPath(place))
        target = self._root / place
        content, problem, expression = None, "", ""
        if not target.resolve().is_relative_to(self._root.resolve()):
            problem = "it leads out of the folder; nothing is read there"
        elif not target.is_file():
            problem = "the file is missing; take it from a backup or deposit it again"
        else:
            content = target.read_bytes()
            if indexing.sha256(content) != sha256:
                problem = "its bytes have changed since it was deposited; take it from a backup or deposit it again"
        if content is not None and not problem:
            try:
                expression = indexing.entry(indexing.parse(content, place), place).facts.expression
                proper = str(paths.path(expression, version, valid=valid))
                problem = "" if proper == place else f"it should lie at {proper}; move it there"
            except UnfiledError as error:
                problem = str(error)
        return Kept(place, expression, version, sha256, valid, content, problem)

    def _deposited(self, place: str) -> str:
        seconds = (self._root / place).stat().st_mtime
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def reindex(self) -> Iterator[Kept]:
        """Build the index anew from the files of the list."""
        with self._explained(), locked(self._inside / "lock"):
            with self._index.filling(self._checksums.size(), anew=True) as add:
                for sha256, place in self._checksums.lines():
                    kept = self._kept(sha256, place)
                    if kept.content is not None and not kept.problem:
                        add(kept, self._deposited(place))
                    yield kept

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise files.explain(error, self.name) from error
        except SQLAlchemyError as error:
            raise self._index.explain(error) from error


def open_repository(location: Location, *, create: bool, durable: bool) -> FolderRepository:
    """The repository in the folder that `location` names; made where `create` allows it."""
    return FolderRepository(location, create=create, durable=durable)
