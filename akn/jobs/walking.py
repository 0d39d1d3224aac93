"""Which files are meant: those that are named, and in a folder those with an ending that the command reads."""

from __future__ import annotations

import fnmatch
import hashlib
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path, PurePath, PurePosixPath

from msgspec import Struct

from akn.errors import UnreadableError
from akn.places import STANDARD_INPUT, Place, Url
from akn.readers.addresses import refuse_address

#: The endings of files that hold Akoma Ntoso.
XML = (".xml", ".akn")
#: Those of files that are checked: packed ones, too.
CHECKED = (*XML, *(f"{ending}.gz" for ending in XML))


class Found(Struct, frozen=True):
    """What was found: each file once, in order, with its place below the folder in which it was found.

    A file that was named itself has its name for a place. `left` counts the
    files that lay in the folders and were left alone, by ending. `shared` are places that two files have, less
    the ending; of a part of all files, also where the other one is of another part.
    """

    files: Mapping[Place, PurePath]
    left: Mapping[str, int]
    shared: frozenset[PurePath] = frozenset()

    @property
    def left_alone(self) -> str:
        """One line on the files that were left alone, "" where there are none."""
        if not self.left:
            return ""
        counts = ", ".join(
            f"{count} {ending or 'without an ending'}" for ending, count in sorted(self.left.items())
        )
        return f"left alone: {counts}"


class Shard(Struct, frozen=True):
    """One of so many parts of all files, from 1: which it is, is a pure function of a file's place."""

    number: int
    of: int

    def holds(self, below: PurePath) -> bool:
        """Whether the file that lies `below` its folder belongs to this part; the same on every machine."""
        digest = hashlib.sha256(below.as_posix().encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big") % self.of == self.number - 1

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


class Wanted(Struct, frozen=True):
    """Which files are meant: those with one of `endings`, and those of which `also` says so.

    `called` is what a message calls what is looked for (``XML file to validate``). What meets one of the
    patterns `exclude` (``build/*``) is passed over, and so is what is not of the `shard`.
    """

    endings: Collection[str]
    called: str
    exclude: Sequence[str] = ()
    also: Callable[[Place], bool] | None = None
    shard: Shard | None = None


def find(
    inputs: Sequence[Place],
    endings: Collection[str],
    wanted: str,
    *,
    exclude: Sequence[str] = (),
    must_exist: bool = True,
    also: Callable[[Place], bool] | None = None,
    shard: Shard | None = None,
) -> Found:
    """Find the files that `inputs` mean, folders searched through for files with one of `endings`, in any case.

    A file that is named is taken whatever its ending. In folders, hidden files
    and folders are passed over, and what meets one of the patterns `exclude`
    (``build/*``). With several folders, a place begins with the folder's name.
    `also` tells of a file with another ending whether it is wanted nevertheless. `wanted` is what a message calls
    what is looked for (``XML file to validate``). Without `must_exist`, what is missing is for the caller to tell.
    Of a `shard`, only the files of that part are taken, and there may be none.

    Raises:
        UnreadableError: an input does not exist or is an address of the web, or nothing was found.
    """
    files: dict[Place, PurePath] = {}
    left: Counter[str] = Counter()
    sought = Wanted(endings, wanted, exclude, also, shard)
    bare: Counter[PurePath] = Counter()
    met: set[Place] = set()
    for file, below in walk(inputs, sought, left, must_exist=must_exist):
        if file in met:
            continue
        met.add(file)
        bare[below.with_suffix("")] += 1
        if shard is None or shard.holds(below):
            files.setdefault(file, below)
    found = Found(files, left, frozenset(place for place, count in bare.items() if count > 1))
    if not met:
        raise nothing(inputs, sought, found)
    return found


def nothing(inputs: Sequence[Place], wanted: Wanted, found: Found) -> UnreadableError:
    """Return what is raised where `inputs` hold nothing that is `wanted`."""
    named, besides = ", ".join(map(str, inputs)), f" ({found.left_alone})" if found.left else ""
    return UnreadableError(
        f"{named} holds no {wanted.called}: looked for {', '.join(sorted(wanted.endings))}{besides}"
    )


def walk(
    inputs: Sequence[Place], wanted: Wanted, left: Counter[str], *, must_exist: bool = True
) -> Iterator[tuple[Place, PurePath]]:
    """Yield each file that `find` finds, with its place, one after the other and of every part; `left` is counted.

    A file that lies in two of `inputs` comes twice. Nothing is held but the names in one folder.

    Raises:
        UnreadableError: an input does not exist or is an address of the web.
    """
    folders = [path.is_dir() for path in inputs]
    several = sum(folders) > 1
    for path, folder in zip(inputs, folders, strict=True):
        if not folder:
            if isinstance(path, Path):
                refuse_address(path)
            if must_exist and path != STANDARD_INPUT and not path.exists():
                raise UnreadableError(f"{path} does not exist; name files, or folders of them")
            yield path, PurePosixPath(path.name) if isinstance(path, Url) else Path(path.name)
            continue
        for file in _within(path):
            ending = _ending(file)
            if is_excluded(file, wanted.exclude):
                continue
            if ending in wanted.endings or (wanted.also is not None and wanted.also(file)):
                yield file, PurePath(path.name if several else "") / _below(file, path)
            else:
                left[ending] += 1


def _within(folder: Place) -> Iterator[Place]:
    """The files below `folder`, in order and without those that are hidden."""
    if isinstance(folder, Url):
        for url in folder.files():
            if not any(part.startswith(".") and part.strip(".") for part in url.relative_to(folder).parts):
                yield url
        return
    waiting = [_entries(folder)]  # a stack, for folders lie deeper in each other than functions may
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop()
        elif entry.is_dir(follow_symlinks=False):
            waiting.append(_entries(Path(entry.path)))
        elif Path(entry.path).is_file():  # a link that leads to itself is none
            yield Path(entry.path)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """What stands in `folder` and is not hidden, by name."""
    try:
        with os.scandir(folder) as entries:
            shown = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        raise UnreadableError(
            f"{folder}: this folder cannot be listed: {error.strerror or error}; look at its permissions"
        ) from error
    return iter(sorted(shown, key=lambda entry: entry.name))


def _below(file: Place, folder: Place) -> PurePath:
    """The place of `file` below `folder`; where a store calls a part ``..``, or nothing, it leads nowhere else."""
    if isinstance(file, Url) and isinstance(folder, Url):
        start = f"{folder.path.rstrip('/')}/" if folder.path.rstrip("/") else folder.path
        parts = file.path.removeprefix(start).split("/")
        return PurePosixPath(
            *(part.replace(".", "%2E") if not part.strip(".") else part for part in parts if part)
        )
    return Path(str(file)).relative_to(Path(str(folder)))


def _ending(file: Place) -> str:
    """Return the ending of `file`, with the one before it where it is packed: ``.xml.gz``."""
    endings = [one.lower() for one in file.suffixes[-2:]]
    return "".join(endings) if endings[1:] == [".gz"] else file.suffix.lower()


def is_excluded(file: Place, patterns: Sequence[str]) -> bool:
    """Return whether `file` meets one of `patterns`, by its path or by its name."""
    return any(fnmatch.fnmatch(str(file), one) or fnmatch.fnmatch(file.name, one) for one in patterns)
