"""Which files are meant: those that are named, and in a folder those with an ending that the command reads."""

from __future__ import annotations

import fnmatch
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from akn.errors import UnreadableError
from akn.readers.addresses import refuse_address

#: The endings of files that hold Akoma Ntoso.
XML = (".xml", ".akn")
#: Those of files that are checked: packed ones, too.
CHECKED = (*XML, *(f"{ending}.gz" for ending in XML))
#: Standard input, which is no file and stays as it is.
STANDARD_INPUT = Path("-")


class Found(Struct, frozen=True):
    """What was found: each file once, in order, with its place below the folder in which it was found.

    A file that was named itself has its name for a place. `left` counts the
    files that lay in the folders and were left alone, by ending.
    """

    files: Mapping[Path, Path]
    left: Mapping[str, int]

    @property
    def left_alone(self) -> str:
        """One line on the files that were left alone, "" where there are none."""
        if not self.left:
            return ""
        counts = ", ".join(
            f"{count} {ending or 'without an ending'}" for ending, count in sorted(self.left.items())
        )
        return f"left alone: {counts}"


def find(
    inputs: Sequence[Path],
    endings: Collection[str],
    wanted: str,
    *,
    exclude: Sequence[str] = (),
    must_exist: bool = True,
    also: Callable[[Path], bool] | None = None,
) -> Found:
    """Find the files that `inputs` mean, folders searched through for files with one of `endings`, in any case.

    A file that is named is taken whatever its ending. In folders, hidden files
    and folders are passed over, and what meets one of the patterns `exclude`
    (``build/*``). With several folders, a place begins with the folder's name.
    `also` tells of a file with another ending whether it is wanted nevertheless. `wanted` is what a message calls
    what is looked for (``XML file to validate``). Without `must_exist`, what is missing is for the caller to tell.

    Raises:
        UnreadableError: an input does not exist or is an address of the web, or nothing was found.
    """
    files: dict[Path, Path] = {}
    left: Counter[str] = Counter()
    several = sum(path.is_dir() for path in inputs) > 1
    for path in inputs:
        if not path.is_dir():
            refuse_address(path)
            if must_exist and path != STANDARD_INPUT and not path.exists():
                raise UnreadableError(f"{path} does not exist; name files, or folders of them")
            files.setdefault(path, Path(path.name))
            continue
        for file in sorted(_within(path)):
            ending = _ending(file)
            if is_excluded(file, exclude):
                continue
            if ending in endings or (also is not None and also(file)):
                files.setdefault(file, Path(path.name if several else "") / file.relative_to(path))
            else:
                left[ending] += 1
    found = Found(files, left)
    if not files:
        named, besides = ", ".join(map(str, inputs)), f" ({found.left_alone})" if left else ""
        raise UnreadableError(f"{named} holds no {wanted}: looked for {', '.join(sorted(endings))}{besides}")
    return found


def _within(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            file = Path(place, name)
            if not name.startswith(".") and file.is_file():
                yield file


def _ending(file: Path) -> str:
    """Return the ending of `file`, with the one before it where it is packed: ``.xml.gz``."""
    endings = [one.lower() for one in file.suffixes[-2:]]
    return "".join(endings) if endings[1:] == [".gz"] else file.suffix.lower()


def is_excluded(file: Path, patterns: Sequence[str]) -> bool:
    """Return whether `file` meets one of `patterns`, by its path or by its name."""
    return any(fnmatch.fnmatch(str(file), one) or fnmatch.fnmatch(file.name, one) for one in patterns)
