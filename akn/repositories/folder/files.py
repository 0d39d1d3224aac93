"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from akn.repositories.errors import RepositoryError

if TYPE_CHECKING:
    from pathlib import Path

_REMEDIES = {
    errno.ENOSPC: "the disk is full; free some room and run the same command again",
    errno.EDQUOT: "your share of the disk is used up; free some room and run the same command again",
    errno.EFBIG: "a file would grow beyond what the system allows (“ulimit -f”); raise that limit",
    errno.EROFS: "the file system can only be read; name a folder that can be written to",
    errno.EACCES: "it cannot be written to or read; look at the permissions",
    errno.EPERM: "it cannot be written to or read; look at the permissions",
}


def explain(error: OSError, name: str) -> RepositoryError:
    """Return what went wrong with a file of the repository that messages call `name`, and what to do."""
    remedy = _REMEDIES.get(error.errno or 0, f"{error.strerror or error} ({error.filename or 'no file'})")
    return RepositoryError(f"{name}: {remedy}")


def sync(descriptor: int, *, durable: bool) -> None:
    """Wait until the disk has what was written, where `durable` asks for it."""
    if durable:
        os.fsync(descriptor)


def write(path: Path, content: bytes, *, durable: bool) -> None:
    """Make the new file `path` with `content`; nothing is left of it where that fails. Raises `OSError`."""
    try:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            sync(file.fileno(), durable=durable)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def move(source: Path, target: Path, *, durable: bool) -> None:
    """Move the file `source` to `target`, making folders; the names are on the disk too. Raises `OSError`."""
    made = make_folders(target.parent)
    source.replace(target)
    for folder in (target.parent, *made):
        sync_folder(folder, durable=durable)


def make_folders(folder: Path) -> list[Path]:
    """Make `folder` and those above it; returns the folders that hold one that was made."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return [place.parent for place in missing]


def sync_folder(folder: Path, *, durable: bool) -> None:
    """Wait until the disk knows the names in `folder`, on systems where that can be asked for."""
    if durable and os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
