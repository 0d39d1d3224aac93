"""What repositories in folders have in common: documents in files, an index beside them, one depositor at a time.

How the files lie, and what promises a deposit before it is done, is each one's own.
"""

from __future__ import annotations

import errno
import os
from abc import abstractmethod
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from akn import output
from akn.errors import RepositoryError
from akn.repositories import indexing
from akn.repositories.folder.locking import locked
from akn.repositories.interface import Holding, Kept, Query, Repository
from akn.repositories.sql import sqlite

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from akn.repositories.folder.index import FolderIndex
    from akn.repositories.identity import Filed
    from akn.repositories.url import Location


class IndexedFolder(Repository):
    """The documents under `location`, a folder; what is no document lies in its folder `inside`."""

    def __init__(self, location: Location, inside: str, *, create: bool, durable: bool) -> None:
        self.name = location.shown
        self._root = Path(location.path)
        self._inside = self._root / inside
        self._incoming = self._inside / "incoming"
        self._durable = durable
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

    # ------------------------------------------------------------------ what each does in its own way

    @abstractmethod
    def _look(self, *, create: bool) -> None:
        """See whether there is a repository, or make the folder for one. Raises `RepositoryError` where it is none."""

    @abstractmethod
    def _make(self) -> None:
        """Write what makes the folder a repository, where that is not there. Call it with the folder locked."""

    @abstractmethod
    def _opened(self) -> FolderIndex:
        """Return the index."""

    @abstractmethod
    def _recover(self) -> None:
        """Finish or undo the deposit that a crash cut short. Call it with the folder locked."""

    @abstractmethod
    def _catch_up(self) -> None:
        """Index what the index lacks. Call it with the folder locked."""

    @abstractmethod
    def _within(self, place: str) -> bool:
        """Whether `place`, with the links on the way to it, lies where documents lie."""

    @abstractmethod
    def _size(self) -> int:
        """Return the size that the index is told when it is made anew: by it `_catch_up` sees whether it is behind."""

    @abstractmethod
    def _everything(self) -> Iterator[tuple[Kept, str]]:
        """Read back all that is kept, each with the time of its deposit, "" where it is not as it should be."""

    # --------------------------------------------------------------------------------- opening and closing

    def _refuse_links(self, paths: Iterable[Path]) -> None:
        """Follow no link in what akn keeps for itself: in a folder that came from elsewhere, it may lead anywhere."""
        for path in paths:
            if path.is_symlink():
                raise RepositoryError(
                    f"{self.name}: {path.relative_to(self._root).as_posix()} is a symbolic link, which may lead "
                    "anywhere; akn neither reads nor writes there; take the link away"
                )

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise RepositoryError(f"{self.name}: {output.remedy(error)}") from error
        except sqlite.SqliteDatabase.errors as error:
            raise sqlite.explain(error, f"the index of {self.name}") from error

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    # ------------------------------------------------------------------------------------------ the files

    def _whole(self, sha256: str, place: str) -> bool:
        target = self._root / place
        return self._within(place) and target.is_file() and indexing.sha256(target.read_bytes()) == sha256

    def _content(self, place: str) -> tuple[bytes | None, str]:
        """The bytes of the file at `place`, and why there are none, "" where there are."""
        if not self._within(place):
            return None, "it leads out of the folder; nothing is read there"
        if not (self._root / place).is_file():
            return None, "the file is missing; take it from a backup or deposit it again"
        return (self._root / place).read_bytes(), ""

    def _put_back(self, content: bytes, sha256: str, place: str) -> None:
        """Put the file at `place` back where it was lost or damaged since it was deposited."""
        if not self._whole(sha256, place):
            self._incoming.mkdir(exist_ok=True)
            output.write(self._incoming / sha256, content, durable=self._durable)
            output.move(self._incoming / sha256, self._root / place, durable=self._durable)

    # ------------------------------------------------------------------------------------------ the index

    def known(self, hashes: Collection[str]) -> set[str]:
        """Those of `hashes` whose file is whole; one that was lost or damaged may be deposited again."""
        with self._explained():
            return {sha256 for sha256, place in self._index.places(hashes) if self._whole(sha256, place)}

    def filed(self, work: str, expression: str) -> list[Filed]:
        """Every version kept under the IRI `work` or under the IRI `expression`."""
        with self._explained():
            return self._index.filed(work, expression)

    def find(self, query: Query) -> list[Holding]:
        """Return what meets `query`."""
        with self._explained():
            return self._index.find(query)

    def holdings(self, name: str) -> list[Holding]:
        """Every version that is called `name`."""
        with self._explained():
            return self._index.holdings(name)

    def reindex(self) -> Iterator[Kept]:
        """Build the index anew from the files."""
        with self._explained(), locked(self._inside / "lock"):
            if next(self._index.faults(), ""):
                self._index.begin_anew()
            yield from self._renewed()

    def _renewed(self) -> Iterator[Kept]:
        with self._index.filling(self._size(), anew=True) as add:
            for kept, when in self._everything():
                if kept.entry is not None and not kept.problem:
                    add(kept, kept.entry, when)
                yield kept
