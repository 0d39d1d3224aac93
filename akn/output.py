"""Files written whole or not at all: every file that akn makes is made here."""

from __future__ import annotations

import errno
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from akn.errors import UnwritableError

_REMEDIES = {
    errno.ENOSPC: "the disk is full; free some room and run the same command again",
    errno.EDQUOT: "your share of the disk is used up; free some room and run the same command again",
    errno.EFBIG: "a file would grow beyond what the system allows (“ulimit -f”); raise that limit",
    errno.EROFS: "the file system can only be read; name a folder that can be written to",
    errno.EACCES: "it cannot be written to or read; look at the permissions",
    errno.EPERM: "it cannot be written to or read; look at the permissions",
}


def remedy(error: OSError) -> str:
    """Return what went wrong with a file, and what to do."""
    return _REMEDIES.get(error.errno or 0, f"{error.strerror or error} ({error.filename or 'no file'})")


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path` by way of a temporary file beside it; what stood there survives a failure.

    A device or a pipe (``/dev/stdout``) is written to as it is, and a symbolic
    link is followed, never replaced.

    Raises:
        UnwritableError: the file cannot be written; `path` is as it was.
    """
    if path.exists() and not path.is_file():
        _write_through(path, data)
        return
    try:
        path = path.resolve()
        mode = path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:80]}.", suffix=".part")
        aside = Path(name)
        try:
            os.close(handle)
            write(aside, data, durable=True)
            aside.chmod(mode)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise UnwritableError(
            f"{path}: cannot be written: {error.strerror or error}; nothing was changed"
        ) from error


def _write_through(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UnwritableError(f"{path}: cannot be written: {error.strerror or error}") from error


def write_json(path: Path, value: dict[str, Any]) -> None:
    """Write `value` to `path` as JSON, as `write_atomically` does."""
    write_atomically(path, (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write(path: Path, data: bytes, *, durable: bool) -> None:
    """Write `data` to `path`, which nobody reads yet; nothing is left of it where that fails. Raises `OSError`."""
    try:
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            sync(file.fileno(), durable=durable)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def sync(descriptor: int, *, durable: bool) -> None:
    """Wait until the disk has what was written, where `durable` asks for it."""
    if durable:
        os.fsync(descriptor)


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
