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
from typing import Any, Final, Literal, TypeAlias

from msgspec import Struct, field, structs

from akn.bounded import opened
from akn.errors import AknError, UnreadableError
from akn.jobs.bundles import SIZE, FoundFile
from akn.jobs.walking import Shard
from akn.output import make_folders, write_atomically, write_pieces
from akn.places import Place
from akn.release import VERSION

Verdict: TypeAlias = Literal["clean", "findings", "failed", "set aside"]

#: The folder of the parts, which no walk enters.
PARTS: Final = ".akn-parts"
#: How many blocks each process has at least, where there are enough files, so that all end at about one time.
_BLOCKS_EACH: Final = 8
#: How many that failed are named at the end; the list names all.
NAMED: Final = 20


class Fate(Struct, frozen=True):
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

    def marked(self, mark: str, seconds: float) -> Fate:
        """Return the same of a file with `mark` as its mark, done in so many `seconds`."""
        return structs.replace(self, mark=mark, seconds=seconds)

    def as_line(self) -> bytes:
        """It as a line of JSON."""
        return f"{json.dumps(structs.asdict(self), ensure_ascii=False)}\n".encode("utf-8", "backslashreplace")


class Count(Struct):
    """How many files went which way; the first of those that failed are named."""

    verdicts: Counter[str] = field(default_factory=Counter)
    again: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    named: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, fates: Iterable[Fate], again: int = 0) -> None:
        """Count `fates`, of which so many were done `again`: before this run."""
        self.again += again
        for fate in fates:
            self.verdicts[fate.verdict] += 1
            self.codes.update(fate.codes)
            self.seconds += fate.seconds
            if fate.verdict != "clean" and len(self.named) < NAMED:
                self.named.append(f"{fate.input}: {fate.verdict}: {fate.said}")

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
        """Return the list in `folder` for a run that asks `asked`: all that decides, beside the files."""
        return cls(folder, hashlib.sha256(f"{VERSION} {asked!r}".encode()).hexdigest()[:16], shard)

    @property
    def place(self) -> Place:
        """Where the whole list is written."""
        part = f"-{self.shard.number}-of-{self.shard.of}" if self.shard else ""
        return self.folder / f"manifest{part}.jsonl"

    def size(self, total: int, width: int) -> int:
        """How many files a block has: as in the run before, else so that each of `width` has some blocks of `total`.

        Raises:
            UnwritableError: it cannot be noted for the next run.
        """
        place = self.part("size")
        noted = next(_lines(place), b"")
        if noted.isdigit() and 1 <= int(noted) <= SIZE:
            return int(noted)
        share = max(1, total // (width * _BLOCKS_EACH))
        size = min(SIZE, 1 << (share.bit_length() - 1))
        make_folders(place.parent)
        write_atomically(place, f"{size}\n".encode())
        return size

    def part(self, block: str) -> Place:
        """Where the part of the block called `block` is written."""
        shard = f"{self.shard.number}-of-{self.shard.of}-" if self.shard else ""
        return self.folder / PARTS / f"{self.asked}-{shard}{block}.jsonl"

    def fates(self, block: str) -> dict[str, Fate]:
        """What became of the files of a block that was done before, by place; what is damaged is done again."""
        found = {}
        for line in _lines(self.part(block)):
            try:
                fate = Fate(**json.loads(line))
            except (ValueError, TypeError):
                continue
            found[fate.below] = fate
        return found

    def write_part(self, block: str, fates: Iterable[Fate]) -> None:
        """Write what became of the files of a block.

        Raises:
            UnwritableError: they cannot be written.
        """
        place = self.part(block)
        make_folders(place.parent)
        write_atomically(place, b"".join(fate.as_line() for fate in fates))

    def write(self, names: Iterable[str]) -> None:
        """Write the whole list, from the parts of the blocks called `names`.

        Raises:
            UnwritableError: it cannot be written.
        """
        make_folders(self.folder)
        write_pieces(self.place, (line + b"\n" for name in names for line in _lines(self.part(name))))


def fates_in(place: Place) -> Iterator[Fate]:
    """Yield what the list at `place` tells of each file.

    Raises:
        UnreadableError: it cannot be read, or is no such list.
    """
    try:
        with opened(place) as stream:
            for number, line in enumerate(stream, 1):
                try:
                    yield Fate(**json.loads(line))
                except (ValueError, TypeError) as error:
                    raise UnreadableError(
                        f"{place}, line {number}: this is no line of the list of a run (manifest.jsonl)"
                    ) from error
    except OSError as error:
        raise UnreadableError(f"{place} cannot be read ({error.strerror or error})") from error


def _lines(place: Place) -> Iterator[bytes]:
    try:
        with opened(place) as stream:
            yield from stream.read().splitlines()
    except (OSError, AknError):
        return


def fate_of(item: FoundFile, **rest: Any) -> Fate:
    """Return what became of `item`."""
    return Fate(input=str(item.place), below=item.below.as_posix(), mark="", **rest)
