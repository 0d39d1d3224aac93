"""Files written whole or not at all: every file that akn makes is made here."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from akn.errors import UnwritableError
from akn.legible import all_legible
from akn.places import Place, Url

#: This machine, as the names of temporary files say it.
_HOST = re.sub(r"[^A-Za-z0-9]", "", os.uname().nodename if hasattr(os, "uname") else "")[:20] or "here"
_PART = re.compile(r"\..*\.(?P<host>[A-Za-z0-9]+)-(?P<process>[0-9]+)\.[^.]+\.part", re.DOTALL)

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


def write_atomically(path: Place, data: bytes, *, since: str | None = "") -> None:
    """Write `data` to `path` by way of a temporary file beside it; what stood there survives a failure.

    In a store, `since` is the mark that `path` had when it was looked at (`mark_of`): where the store can
    compare, it is written only if it still has that mark.

    A device or a pipe (``/dev/stdout``) is written to as it is, and a symbolic
    link is followed, never replaced.

    Raises:
        UnwritableError: the file cannot be written; `path` is as it was.
    """
    if isinstance(path, Url):
        from akn.places.store import put  # noqa: PLC0415  # 200 ms, and only a store wants it

        put(path, data, since=since)
        return
    if path.exists() and not path.is_file():
        _write_through(path, data)
        return
    try:
        path = path.resolve()
        mode = path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask()
        handle, aside = _aside(path)
        try:
            os.close(handle)
            write(aside, data, durable=True)
            aside.chmod(mode)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        why = error.strerror or error
        if error.errno == errno.ENOENT and not path.parent.is_dir():
            why = f"the folder {path.parent} is missing"
        raise UnwritableError(f"{path}: cannot be written: {why}; nothing was changed") from error


def _aside(path: Path) -> tuple[int, Path]:
    """Make a new file beside `path`, for its owner alone, and open it; its name tells which process made it."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    numbers = count()
    while True:
        aside = path.with_name(f".{path.name[:40]}.{_HOST}-{os.getpid()}.{next(numbers)}.part")
        with suppress(FileExistsError):  # another thread's, or one that a process of that number left
            return os.open(aside, flags, 0o600), aside


def write_pieces(path: Place, pieces: Iterable[bytes]) -> None:
    """Write `pieces` to `path`, one after the other, as `write_atomically` does; they are never held together.

    Raises:
        UnwritableError: it cannot be written; what stood there is as it was.
    """
    if isinstance(path, Url):
        from akn.places.store import put_pieces  # noqa: PLC0415  # 200 ms, and only a store wants it

        put_pieces(path, pieces)
        return
    try:
        handle, aside = _aside(path)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            aside.chmod(0o666 & ~_umask())
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise UnwritableError(
            f"{path}: cannot be written: {error.strerror or error}; nothing was changed"
        ) from error


def mark_of(path: Place) -> str | None:
    """Return what changes when the file at `path` does, None where there is none.

    Raises:
        UnreadableError: a store cannot be asked.
    """
    if isinstance(path, Url):
        from akn.places.store import stamp  # noqa: PLC0415  # 200 ms, and only a store wants it

        return stamp(path)
    try:
        known = path.stat()
    except (OSError, ValueError):
        return None
    return f"{known.st_size}-{known.st_mtime_ns}"


def clear_leftovers(folder: Place) -> None:
    """Take away the temporary files that runs left in `folder` when they were killed, and no others.

    Their names say which process of which machine made them: gone are those of
    processes of this machine that are no more.
    """
    if isinstance(folder, Url):
        return  # a store leaves none
    with suppress(OSError):
        for file in list(folder.glob(".*.part")):
            made = _PART.fullmatch(file.name)
            if made and made["host"] == _HOST and not _alive(int(made["process"])):
                file.unlink(missing_ok=True)


def _alive(process: int) -> bool:
    if os.name != "posix":
        return True  # there, asking would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def demand_apart(outputs: Mapping[str, Place | None], inputs: Iterable[Place]) -> None:
    """See that none of `outputs` (what each is called, and where) is an input or another output.

    Two names are one file where they lead to one: through links, through
    another spelling. Devices and pipes may be named twice, and nothing is
    written to standard output twice by name (``-``).

    Raises:
        UnwritableError: one is; nothing was written.
    """
    taken = {mark: f"the input {path}" for path in inputs for mark in _marks(path)}
    for called, path in outputs.items():
        if path is None or str(path) == "-":
            continue
        if isinstance(path, Path) and path.exists() and not path.is_file():
            continue
        marks = _marks(path)
        other = next((taken[mark] for mark in marks if mark in taken), None)
        if other is not None:
            raise UnwritableError(f"{called} {path}: this is {other}, which would be lost; name another file")
        taken |= dict.fromkeys(marks, f"the file of {called}")


def _marks(path: Place) -> tuple[object, ...]:
    """What tells that two paths lead to one file: where it is, and which it is."""
    if isinstance(path, Url):
        return (path.whole,)
    place = os.path.realpath(path)
    try:
        known = path.stat()
    except (OSError, ValueError):
        return (place,)
    return (place, (known.st_dev, known.st_ino))


def _write_through(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UnwritableError(f"{path}: cannot be written: {error.strerror or error}") from error


def write_json(path: Place, value: dict[str, Any]) -> None:
    """Write `value` to `path` as JSON in UTF-8, as `write_atomically` does."""
    import json  # noqa: PLC0415  # 1 ms, and only reports are JSON

    text = json.dumps(all_legible(value), ensure_ascii=False, indent=2)
    write_atomically(path, f"{text}\n".encode())


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


def make_folders(folder: Place) -> list[Path]:
    """Make `folder` and those above it; returns the folders that hold one that was made. A store has none."""
    if isinstance(folder, Url):
        return []
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
