"""What was made in a folder before, and of what: so that it need not be made again.

Beside the files lies a list, ``.akn-made.jsonl``: a line for each text, added
when it was converted without an error. A text is passed over only where its
bytes, what was asked, this version of akn and the files that were written are
those of its line. What somebody has changed since is never written over.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from typing import Any, Final

from akn.bounded import opened, read_bounded
from akn.errors import AknError, UnreadableError, UnwritableError
from akn.output import write_atomically
from akn.places import Place, Url
from akn.release import VERSION
from akn.report import Report

NAME: Final = ".akn-made.jsonl"


class Standing(Enum):
    """How files stand to the text that they were made of."""

    #: There are none, or not all, or some are empty, or the text or what is asked is another.
    TO_MAKE = auto()
    #: They are what the text becomes.
    MADE = auto()
    #: The text is the same, but somebody has worked on a file since.
    KEPT = auto()
    #: The text is another, and somebody has worked on a file, which would be lost.
    IN_DOUBT = auto()


class Made:
    """The list of a `folder`; `asked` is whatever decides, beside the text, what comes out.

    `megabytes` is how much of a file is read.
    """

    def __init__(self, folder: Place, asked: object, megabytes: int) -> None:
        self._folder = folder
        self._place = folder / NAME
        self._asked = _hash(f"{VERSION} {asked!r}".encode())
        self._megabytes = megabytes
        self._unwritten = 0
        self._known, lines, whole = _read(self._place)
        if (
            lines > 2 * len(self._known) or not whole
        ):  # most are of conversions since repeated, or it was cut off
            self._write()

    def _write(self) -> None:
        entries = (json.dumps(held) for held in self._known.values())
        write_atomically(self._place, "".join(f"{entry}\n" for entry in entries).encode())

    def close(self) -> None:
        """Write what a store, in which no line can be added, was not told yet."""
        if self._unwritten:
            self._write()
        self._unwritten = 0

    def stands(self, source: Place, target: Place) -> Standing:
        """How what `source` becomes stands to the files that were made for `target`."""
        held = self._known.get(self._name(target))
        if held is None:
            return Standing.TO_MAKE
        there = {name: self._hash_of(self._folder / name) for name in held["files"]}
        changed = any(there[name] not in {is_, None, _EMPTY} for name, is_ in held["files"].items())
        same = held["asked"] == self._asked and held["source"] == self._hash_of(source)
        if changed:
            return Standing.KEPT if same else Standing.IN_DOUBT
        return Standing.MADE if same and there == held["files"] else Standing.TO_MAKE

    def add(self, target: Place, reports: Sequence[Report], files: Sequence[Place]) -> None:
        """Remember that `reports` tell what was made for `target`: the `files`.

        Raises:
            UnwritableError: the list cannot be written.
        """
        name = self._name(target)
        entry: dict[str, Any] = {
            "target": name,
            "source": reports[0].sha256,
            "asked": self._asked,
            "files": {self._name(file): self._hash_of(file) for file in files},
        }
        self._known[name] = entry
        if isinstance(self._place, Url):
            self._unwritten += 1
            if self._unwritten == _AT_ONCE:
                self.close()
            return
        try:
            with self._place.open("a", encoding="utf-8") as file:
                file.write(f"{json.dumps(entry)}\n")
        except OSError as error:
            raise UnwritableError(
                f"{self._place}: cannot be written: {error.strerror or error}; what was converted stands, and will "
                "be converted again"
            ) from error

    def _name(self, file: Place) -> str:
        if isinstance(file, Url) and isinstance(self._folder, Url):
            return file.relative_to(self._folder).as_posix()
        return Path(str(file)).relative_to(Path(str(self._folder))).as_posix()

    def _hash_of(self, file: Place) -> str | None:
        with suppress(AknError, OSError, ValueError):
            return _hash(read_bounded(file, self._megabytes))
        return None


#: How many conversions are remembered before the list is written to a store.
_AT_ONCE: Final = 64
_EMPTY: Final = hashlib.sha256(b"").hexdigest()


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read(place: Place) -> tuple[dict[str, Mapping[str, Any]], int, bool]:
    """The entries of the list, the last of each text; how many lines it has, and whether the last one is whole.

    What is damaged is passed over.
    """
    known: dict[str, Mapping[str, Any]] = {}
    data = b""
    with suppress(OSError, UnreadableError), opened(place) as stream:
        data = stream.read()
    lines = data.splitlines()
    for line in lines:
        with suppress(ValueError, TypeError, KeyError, RecursionError):
            entry = json.loads(line)
            if (
                isinstance(entry, dict)
                and {"source", "asked"} <= entry.keys()
                and isinstance(entry["files"], dict)
            ):
                known[str(entry["target"])] = entry
    return known, len(lines), data[-1:] in {b"", b"\n"}
