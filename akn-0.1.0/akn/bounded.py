"""Bytes from outside, never more than was allowed: every file that akn reads whole is read here."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from akn.errors import TooLargeError
from akn.places import Place, Url

#: Megabytes that a file may have where nobody says otherwise; no document of a parliament has a tenth of it.
LARGEST: Final = 32
#: Bytes of a megabyte.
MEGABYTE: Final = 1_000_000


def read_bounded(name: Place | str, megabytes: int = LARGEST) -> bytes:
    """Return all that the file `name` holds (``-`` for standard input), be it on a disk or in a store.

    No more than `megabytes` are ever held, whatever the file is: a device that
    never ends is read that far and no further.

    Raises:
        TooLargeError: it holds more.
        OSError: it cannot be read.
        UnreadableError: the store does not give it.
        ValueError: its name cannot be that of a file.
    """
    limit = megabytes * MEGABYTE
    if isinstance(name, Url):
        with opened(name) as stream:
            data = _up_to(stream, limit, MEGABYTE)
    elif str(name) == "-":
        data = _up_to(sys.stdin.buffer, limit, MEGABYTE)
    else:
        with Path(name).open("rb") as stream:
            known = os.fstat(stream.fileno()).st_size
            data = _up_to(stream, limit, known + 1 if known else MEGABYTE) if known <= limit else None
    if data is None:
        raise TooLargeError(f"{name}: it is larger than {megabytes} MB; allow more with --max-size MB")
    return data


@contextmanager
def opened(name: Place) -> Iterator[BinaryIO]:
    """Open the file `name` for reading, be it on a disk or in a store; raises as `read_bounded`."""
    if isinstance(name, Url):
        from akn.places import store  # noqa: PLC0415  # 200 ms, and only a store wants it

        with store.opened(name) as stream:
            yield stream
    else:
        with name.open("rb") as file:
            yield file


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
