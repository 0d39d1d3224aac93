"""What a collection was found to have when it began to be checked: known, and said no more.

A finding is told by its code, its words and its path without numbers, so that moving lines makes nothing new; of
findings that share all three, so many are known as there were.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from akn.bounded import read_bounded
from akn.errors import AknError, TableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from akn.findings import Finding

_FORM: Final = 1
#: What moves with the lines: their numbers in messages, and the numbers of siblings in paths.
_MOVING: Final = re.compile(r"\bline \d+")
_NUMBER: Final = re.compile(r"\[\d+\]")

#: By what a finding is known: its code, its words, its path.
Mark = tuple[str, str, str]


def mark(finding: Finding) -> Mark:
    """Return by what `finding` is known again when lines have moved."""
    return finding.code, _MOVING.sub("line …", finding.message), _NUMBER.sub("", finding.path)


class Baseline:
    """The findings that are known, by file; files are named from the folder in which the list lies."""

    def __init__(self, place: Path, known: Mapping[str, Counter[Mark]]) -> None:
        self._place = place
        self._known = {file: Counter(marks) for file, marks in known.items()}
        #: How many findings were known, and not said.
        self.hidden = 0

    @classmethod
    def read(cls, place: Path) -> Baseline:
        """Return the list in the file at `place`. Raises `TableError` where it cannot be read or is no such list."""
        try:
            held: Any = json.loads(read_bounded(place, 512))
            files = {
                file: Counter({_mark(one): int(one["count"]) for one in every})
                for file, every in held["files"].items()
            }
            if held["akn-baseline"] != _FORM:
                raise TableError(f"the baseline {place} was written by a newer akn")
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            why = getattr(error, "strerror", None) or f"it is no list that --write-baseline wrote ({error})"
            raise TableError(f"the baseline {place} cannot be read: {why}") from error
        except AknError as error:
            raise TableError(f"the baseline {place} cannot be read: {error}") from error
        return cls(place, files)

    def new(self, file: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """Return those of `findings` in `file` that are not known yet."""
        known = self._known.get(_named(file, self._place))
        if not known:
            return tuple(findings)
        fresh = []
        for finding in findings:
            told = mark(finding)
            if known[told] > 0:
                known[told] -= 1
                self.hidden += 1
            else:
                fresh.append(finding)
        return tuple(fresh)

    def gone(self, files: Iterable[str]) -> int:
        """Return how many known findings of `files` were not met again."""
        return sum(self._known.get(_named(file, self._place), Counter()).total() for file in set(files))


def written(place: Path, found: Iterable[tuple[str, Sequence[Finding]]]) -> bytes:
    """Return the list of what was `found` in each file, to be kept at `place`: one line a finding, in order."""
    files = {}
    for file, findings in found:
        counts = Counter(map(mark, findings))
        if counts:
            files[_named(file, place)] = [
                {"code": code, "count": count, "path": path, "message": message}
                for (code, message, path), count in sorted(counts.items())
            ]
    lines = ",\n".join(
        f"  {json.dumps(file, ensure_ascii=False)}: [\n"
        + ",\n".join(f"   {json.dumps(one, ensure_ascii=False)}" for one in every)
        + "\n  ]"
        for file, every in sorted(files.items())
    )
    return f'{{\n "akn-baseline": {_FORM},\n "files": {{\n{lines}\n }}\n}}\n'.encode(
        "utf-8", "backslashreplace"
    )


def _mark(entry: Mapping[str, Any]) -> Mark:
    return str(entry["code"]), str(entry["message"]), str(entry["path"])


def _named(file: str, place: Path) -> str:
    """Return how `file` is called in the list at `place`: from its folder, with forward slashes."""
    if file == "-":
        return file
    return Path(os.path.relpath(file, place.parent)).as_posix()
