"""What became of each of many files: a list in JSON lines, by which a run goes on where another ended.

Beside it lie its parts, one for each block of files, which whoever did the block
writes when it is done. A part is written whole or not at all: what a process that
dies had begun is done again, and what it had finished is not.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any, Final, Literal, TypeAlias

from msgspec import Struct, field, structs

from akn.bounded import opened
from akn.errors import AknError
from akn.jobs.walking import Shard
from akn.output import make_folders, write_atomically, write_pieces
from akn.places import Place
from akn.release import VERSION

Verdict: TypeAlias = Literal["clean", "findings", "failed", "set aside"]

#: The folder of the parts, which no walk enters.
PARTS: Final = ".akn-parts"
#: How many that failed are named at the end; the list names all.
NAMED: Final = 20


class Row(Struct, frozen=True):
    """What became of one file; `mark` is what changes when it does, `outputs` what was made of it, with its mark.

    `said` is the first error, or why there is no result. `about` says what it is: kind, number, date, language.
    """

    input: str
    below: str
    mark: str
    sha256: str = ""
    outputs: Mapping[str, str] = field(default_factory=dict)
    verdict: Verdict = "clean"
    said: str = ""
    doubts: int = 0
    codes: Mapping[str, int] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    def as_line(self) -> bytes:
        """The row as a line of JSON."""
        return f"{json.dumps(structs.asdict(self), ensure_ascii=False)}\n".encode("utf-8", "backslashreplace")


class Count(Struct):
    """How many files went which way; the first of those that failed are named."""

    verdicts: Counter[str] = field(default_factory=Counter)
    again: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    named: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, rows: Iterable[Row], again: int = 0) -> None:
        """Count `rows`, of which so many were done `again`: before this run."""
        self.again += again
        for row in rows:
            self.verdicts[row.verdict] += 1
            self.codes.update(row.codes)
            self.seconds += row.seconds
            if row.verdict != "clean" and len(self.named) < NAMED:
                self.named.append(f"{row.input}: {row.verdict}: {row.said}")

    def merge(self, other: Count) -> None:
        """Add what `other` counted."""
        self.verdicts.update(other.verdicts)
        self.codes.update(other.codes)
        self.again += other.again
        self.seconds += other.seconds
        self.named += other.named[: NAMED - len(self.named)]

    @property
    def total(self) -> int:
        """How many files."""
        return self.verdicts.total()


class Manifest(Struct, frozen=True):
    """The list in `folder`, of what was done when `asked` this; `shard` is the part of all files that it tells of."""

    folder: Place
    asked: str
    shard: Shard | None = None

    @classmethod
    def of(cls, folder: Place, asked: object, shard: Shard | None = None) -> Manifest:
        """Return the list in `folder` for a run that asks `asked`: all besides the files that decides the outcome."""
        return cls(folder, hashlib.sha256(f"{VERSION} {asked!r}".encode()).hexdigest()[:16], shard)

    @property
    def place(self) -> Place:
        """Where the whole list is written."""
        part = f"-{self.shard.number}-of-{self.shard.of}" if self.shard else ""
        return self.folder / f"manifest{part}.jsonl"

    def part(self, block: str) -> Place:
        """Where the part of the block called `block` is written."""
        shard = f"{self.shard.number}-of-{self.shard.of}-" if self.shard else ""
        return self.folder / PARTS / f"{self.asked}-{shard}{block}.jsonl"

    def rows(self, block: str) -> dict[str, Row]:
        """The rows of a block that was done before, by place; what is damaged is done again."""
        found = {}
        for line in _lines(self.part(block)):
            try:
                row = Row(**json.loads(line))
            except (ValueError, TypeError):
                continue
            found[row.below] = row
        return found

    def write_part(self, block: str, rows: Iterable[Row]) -> None:
        """Write the rows of a block.

        Raises:
            UnwritableError: they cannot be written.
        """
        place = self.part(block)
        make_folders(place.parent)
        write_atomically(place, b"".join(row.as_line() for row in rows))

    def write(self, names: Iterable[str]) -> None:
        """Write the whole list, from the parts of the blocks called `names`.

        Raises:
            UnwritableError: it cannot be written.
        """
        make_folders(self.folder)
        write_pieces(self.place, (line + b"\n" for name in names for line in _lines(self.part(name))))


def _lines(place: Place) -> Iterator[bytes]:
    try:
        with opened(place) as stream:
            yield from stream.read().splitlines()
    except (OSError, AknError):
        return


def row_for(place: Place, below: PurePath, mark: str | None, **rest: Any) -> Row:
    """Return the row of the file at `place`, with `mark` as its mark."""
    return Row(input=str(place), below=below.as_posix(), mark=mark or "", **rest)
