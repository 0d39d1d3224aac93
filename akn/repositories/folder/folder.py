"""A repository in a folder: each document a file, where its IRI says; fit for Git, readable without akn.

``.akn/checksums`` lists what is kept; ``.akn/index.sqlite`` is the index, which
Git ignores and which is built anew where it is missing or behind. A deposit
writes the file aside, adds the line to the list, moves the file to its place and
indexes it. Whoever opens the folder after a crash finishes what the line promised
and removes what no line speaks of.
"""

from __future__ import annotations

import os
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
from akn.repositories.folder.indexed import IndexedFolder
from akn.repositories.folder.locking import locked
from akn.repositories.identity import Outcome, Verdict, judge
from akn.repositories.interface import Holding, Kept
from akn.repositories.sql import sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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


class FolderRepository(IndexedFolder):
    """The documents under `location`, a folder."""

    def __init__(self, location: Location, *, create: bool, durable: bool) -> None:
        inside = Path(location.path) / INSIDE
        self._checksums = Checksums(inside / "checksums")
        self._stamp = inside / "format"
        self._missing: dict[str, str] | None = None
        super().__init__(location, INSIDE, create=create, durable=durable)

    # ----------------------------------------------------------------- opening

    def _look(self, *, create: bool) -> None:
        self._refuse_links((self._inside, *(self._inside / name for name in _OWN)))
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

    def _size(self) -> int:
        return self._checksums.size()

    def _catch_up(self) -> None:
        """Index what the list has and the index lacks, after a crash, `git pull` or the loss of the index."""
        if self._index.seen() == self._size():
            return
        indexed = self._index.keys()
        gone = not indexed.keys() <= set(self._checksums.lines())
        indexed = {} if gone else indexed
        with self._index.filling(self._size(), anew=gone) as add:
            for sha256, place in self._checksums.lines():
                kept = self._kept(sha256, place) if (sha256, place) not in indexed else None
                if kept is not None and kept.entry is not None and not kept.problem:
                    add(kept, kept.entry, self._deposited(place))

    # -------------------------------------------------------------- depositing

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
            self._index.add(kept, entry, when, self._size())
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
            self._put_back(content, sha256, place)
        return verdict

    # ---------------------------------------------------------- reading, proving

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
        content, problem = self._content(place)
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

    def _everything(self) -> Iterator[tuple[Kept, str]]:
        for sha256, place in self._checksums.lines():
            kept = self._kept(sha256, place)
            yield kept, "" if kept.entry is None or kept.problem else self._deposited(place)


def _outside(place: str) -> Verdict:
    return Verdict(
        Outcome.REFUSED,
        0,
        f"{place} leads out of the folder by a symbolic link; nothing is written there; take the link away",
    )


def open_repository(location: Location, *, create: bool, durable: bool) -> FolderRepository:
    """Return the repository in the folder that `location` names; made where `create` allows it."""
    return FolderRepository(location, create=create, durable=durable)
