"""The list of what a folder keeps: a line ``<sha256>  <path>`` a file, as ``sha256sum --check`` reads it.

A line is the moment from which a document is kept: its file is written before.
The list lies in ``.akn/checksums`` and belongs into version control with the
documents; it only ever grows by whole lines, and Git joins two of them by keeping
the lines of both.
"""

from __future__ import annotations

import errno
import os
import re
from typing import TYPE_CHECKING

from akn.output import sync

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LINE = re.compile(r"(?P<sha256>[0-9a-f]{64})  (?P<path>.+)")


class Checksums:
    """The list in the file `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def size(self) -> int:
        """Return the size of the list in bytes, by which an index knows whether it has seen all of it."""
        return self._path.stat().st_size if self._path.exists() else 0

    def lines(self) -> Iterator[tuple[str, str]]:
        """Hash and path of every file, in the order of deposit; a line that a crash cut short is left out."""
        if not self._path.exists():
            return
        with self._path.open(encoding="utf-8", errors="replace", newline="\n") as file:
            for line in file:
                if line.endswith("\n") and (found := _LINE.fullmatch(line.rstrip("\r\n"))):
                    yield found["sha256"], found["path"]

    def add(self, sha256: str, place: str, *, durable: bool) -> None:
        """Add one line, in place of what a crash left of an unfinished one. The folder must be locked."""
        line = f"{sha256}  {place}\n".encode()
        whole = self._whole(self.size())
        with self._path.open("ab", buffering=0) as file:
            file.truncate(whole)
            try:
                written = file.write(line)
                self._must_be(written, len(line))
                sync(file.fileno(), durable=durable)
            except OSError:
                file.truncate(whole)
                raise

    def _must_be(self, written: int, expected: int) -> None:
        if written != expected:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._path))

    def _whole(self, end: int) -> int:
        """Where the last whole line ends, `end` being the size of the list."""
        if not end:
            return 0
        with self._path.open("rb") as file:
            while end:
                file.seek(max(0, end - 4096))
                block = file.read(end - file.tell())
                newline = block.rfind(b"\n")
                if newline >= 0:
                    return end - len(block) + newline + 1
                end -= len(block)
        return 0
