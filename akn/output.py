"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from akn.errors import AknError


class UnwritableError(AknError):
    """A file that cannot be written: the folder is missing, forbidden or full."""


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
    path = path.resolve()
    temporary: str | None = None
    try:
        mode = path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask()
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:80]}.", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
        temporary = None
    except OSError as error:
        raise UnwritableError(
            f"{path}: cannot be written: {error.strerror or error}; nothing was changed"
        ) from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _write_through(path: Path, data: bytes) -> None:
    try:
        with path.open("wb") as file:
            file.write(data)
    except OSError as error:
        raise UnwritableError(f"{path}: cannot be written: {error.strerror or error}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
