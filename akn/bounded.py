"""Bytes from outside, never more than was allowed: every file that akn reads whole is read here."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO, Final

from akn.errors import TooLargeError

#: Megabytes that a file may have where nobody says otherwise; no document of a parliament has a tenth of it.
LARGEST: Final = 32
#: Bytes of a megabyte.
MEGABYTE: Final = 1_000_000


def read_bounded(name: Path | str, megabytes: int = LARGEST) -> bytes:
    """Return all that the file `name` holds (``-`` for standard input).

    No more than `megabytes` are ever held, whatever the file is: a device that
    never ends is read that far and no further.

    Raises:
        TooLargeError: it holds more.
        OSError: it cannot be read.
        ValueError: its name cannot be that of a file.
    """
    limit = megabytes * MEGABYTE
    if str(name) == "-":
        data = _up_to(sys.stdin.buffer, limit, MEGABYTE)
    else:
        with Path(name).open("rb") as stream:
            known = os.fstat(stream.fileno()).st_size
            data = _up_to(stream, limit, known + 1 if known else MEGABYTE) if known <= limit else None
    if data is None:
        raise TooLargeError(f"{name}: it is larger than {megabytes} MB; allow more with --max-size MB")
    return data


def _up_to(stream: BinaryIO, limit: int, at_once: int) -> bytes | None:
    """Return all that `stream` holds, read so many bytes `at_once`; None as soon as it is more than `limit`."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(at_once):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            return None
    return b"".join(pieces)
