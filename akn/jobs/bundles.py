"""A walk of files cut into blocks, each a piece of work for one process: never all files at once.

Where a block ends is told by the names of the files alone. A file that comes or
goes changes its own block and leaves the others as they were, so that a run that
is repeated finds what an earlier one did.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Final

from msgspec import Struct

from akn.jobs.walking import Shard
from akn.places import Place

#: How many files a block holds, by and large: some seconds of work, beside which its start is nothing.
SIZE: Final = 64
#: The most that it holds, in that measure.
_MOST: Final = 4


class FoundFile(Struct, frozen=True):
    """A file, its place below the folder in which it was found, and the name of what is made of it, less its ending."""

    place: Place
    below: PurePath
    bare: PurePath


class Bundle(Struct, frozen=True):
    """Files that are done together; `name` is the same whenever the same file ends it."""

    name: str
    items: tuple[FoundFile, ...]


def blocks(
    walked: Iterable[tuple[Place, PurePath]], shard: Shard | None = None, size: int = SIZE
) -> Iterator[Bundle]:
    """Cut what was `walked` into blocks of about `size` files, those of the `shard` alone."""
    held: list[FoundFile] = []
    for item in named(walked):
        if shard is not None and not shard.holds(item.below):
            continue
        held.append(item)
        if _ends(item, size) or len(held) >= _MOST * size:
            yield _block(held)
            held = []
    if held:
        yield _block(held)


def named(walked: Iterable[tuple[Place, PurePath]]) -> Iterator[FoundFile]:
    """Yield what was `walked` with the names of what is made of it: two that would share one keep their endings.

    Files with one name but for the ending come near each other in a walk, so that few are held.
    """
    held: list[tuple[Place, PurePath]] = []
    start = ""
    alone: set[PurePath] = set()  # names without an ending, of which there are few
    for place, below in walked:
        if not below.suffix:
            alone.add(below)
        if held and not below.as_posix().startswith(start):
            yield from _told_apart(held, alone)
            held = []
        if not held:
            start = below.with_name(below.name.partition(".")[0] or below.name).as_posix() + "."
        held.append((place, below))
    yield from _told_apart(held, alone)


def _told_apart(held: list[tuple[Place, PurePath]], alone: set[PurePath]) -> Iterator[FoundFile]:
    count: dict[PurePath, int] = {}
    for _, below in held:
        bare = below.with_suffix("")
        count[bare] = count.get(bare, 0) + 1
    for place, below in held:
        bare = below.with_suffix("")
        twin = count[bare] > 1 or (bare != below and bare in alone)
        yield FoundFile(place, below, below if twin else bare)


def _ends(item: FoundFile, size: int) -> bool:
    """Whether a block ends with this file: one in `size` does, which no other file can change."""
    digest = hashlib.sha256(item.below.as_posix().encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[8:16], "big") % size == 0  # other bytes than those that tell the shard


def _block(held: list[FoundFile]) -> Bundle:
    last = held[-1].below.as_posix().encode("utf-8", "surrogatepass")
    return Bundle(hashlib.sha256(last).hexdigest()[:24], tuple(held))
