"""What a repository is: few methods, the same for all of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Literal, Self, TypeAlias

from msgspec import Struct

from akn.repositories import indexing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from types import TracebackType

    from lxml import etree

    from akn.repositories.entry import Entry
    from akn.repositories.identity import Filed, Verdict

Level: TypeAlias = Literal["work", "expression", "manifestation"]


class Query(Struct, frozen=True):
    """What to look for; what is empty does not count, all else must hold together.

    `terms` are phrases (tuples of words) that must all stand in one part of the
    text. `since` and `until` are ISO dates, both included. `author` is a whole
    name, an abbreviation, an IRI or whole words of a name. `cites` is an IRI, a
    CELEX number, or the IRI or printed number of a document in the repository.
    `level`: each work once; the newest expression of each work and language; or
    every version kept. `limit` 0 means all.
    """

    terms: tuple[tuple[str, ...], ...] = ()
    kind: str = ""
    since: str = ""
    until: str = ""
    author: str = ""
    cites: str = ""
    procedure: str = ""
    language: str = ""
    level: Level = "expression"
    limit: int = 0


class Holding(Struct, frozen=True):
    """A version that is kept, as its index tells it. `deposited` is a UTC time, ISO, to the second.

    `eid` and `excerpt` belong to a search: the first part that met it.
    """

    work: str
    expression: str
    manifestation: str
    language: str
    kind: str
    date: str
    title: str
    version: int
    sha256: str
    valid: bool
    deposited: str
    authors: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    eid: str = ""
    excerpt: str = ""


class Kept(Struct, frozen=True):
    """What lies in the repository, read back: `name` is how a message calls it.

    `expression` and `sha256` are what was recorded. `content` is None, or
    `problem` not empty, where it could not be read back as it was recorded.
    `tree` and `entry` are what the document says, once it has been looked at.
    """

    name: str
    expression: str
    version: int
    sha256: str
    valid: bool
    content: bytes | None
    problem: str = ""
    tree: etree._ElementTree | None = None
    entry: Entry | None = None

    @property
    def whole(self) -> bool:
        """Whether its bytes are there and have the hash that was recorded."""
        return self.content is not None and indexing.sha256(self.content) == self.sha256


class Repository(ABC):
    """A place where documents are kept; a context manager that closes what it opened.

    Every method raises `RepositoryError` where the repository cannot be used.
    """

    #: How messages call it: the URL without the password.
    name: str

    @abstractmethod
    def known(self, hashes: Collection[str]) -> set[str]:
        """Those of `hashes` (hexadecimal SHA-256 of a file's bytes) that are kept already."""

    @abstractmethod
    def filed(self, work: str, expression: str) -> list[Filed]:
        """Every version kept under the IRI `work` or under the IRI `expression`."""

    @abstractmethod
    def deposit(self, content: bytes, entry: Entry, *, valid: bool, when: str) -> Verdict:
        """Keep `content`, whole or not at all, unless `identity.judge` says otherwise.

        `when` is the time, UTC, ISO, to the second. When this returns, the document
        is kept even if the program is killed in the next moment; if the repository
        was opened as durable, even if the power fails.
        """

    @abstractmethod
    def find(self, query: Query) -> list[Holding]:
        """Return what meets `query`, the newest date first, then by expression, the newest version first."""

    @abstractmethod
    def holdings(self, name: str) -> list[Holding]:
        """Every version whose work, expression or manifestation IRI, alias or printed number is `name`."""

    @abstractmethod
    def read(self, holding: Holding) -> bytes:
        """Return the bytes of `holding`, exactly as they were deposited."""

    @abstractmethod
    def examine(self) -> Iterator[Kept]:
        """Read back everything that is kept, one by one, each looked at by `examining.examined`."""

    @abstractmethod
    def reindex(self) -> Iterator[Kept]:
        """Build the index anew from the documents alone, yielding each; it is in force when all are read."""

    @abstractmethod
    def close(self) -> None:
        """Finish, and let go of files and connections."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        del kind, error, trace
        self.close()
