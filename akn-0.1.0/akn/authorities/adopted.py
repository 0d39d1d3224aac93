"""Resolutions by their date: a table that the user adds, for texts that call a resolution by its day alone.

The table is a CSV file with the columns ``date``, ``title`` and ``number``. It lies in the folder that
``AKN_AUTHORITIES`` names, else where programs of this user keep their data (``XDG_DATA_HOME``).
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from akn.authorities.identifiers import identifiers
from akn.errors import TableError, UnreadableError, UnwritableError
from akn.matching.alike import alike

NAME = "adopted.csv"
COLUMNS = ("date", "title", "number")
#: A word that says something of what a text is about, and as much of it as its cases have in common.
_CONTENT = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
#: So much of what is said behind the date must stand in a title, for the title to be meant.
_SHARED = 0.6


class Adopted(Struct, frozen=True):
    """One resolution: its day (``YYYY-MM-DD``), its title, its number as printed, and its IRI."""

    day: str
    title: str
    number: str
    iri: str


def folder() -> Path:
    """Where the table lies, or would; where a user has no home, as in some containers, it can lie nowhere."""
    named = os.environ.get("AKN_AUTHORITIES", "")
    if named:
        return Path(named)
    home = os.environ.get("XDG_DATA_HOME", "")
    try:
        return (Path(home) if home else Path.home() / ".local" / "share") / "akn"
    except RuntimeError:
        return Path(os.devnull) / "akn"


def add(source: Path) -> tuple[int, int]:
    """Put the rows of the CSV file `source` into the table: how many are new, and how many it holds now.

    Raises:
        UnreadableError: the file cannot be read.
        TableError: a column is missing, a date is none, or a number is not known; the message says which row.
        UnwritableError: the table cannot be written.
    """
    try:
        text = source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{source} cannot be read: {error}") from error
    new = tuple(_rows(text, str(source)))
    held = _held(folder() / NAME)
    every = sorted({*held, *new}, key=lambda row: (row.day, row.number, row.title))
    _write(folder() / NAME, every)
    return len(every) - len(set(held)), len(every)


def known(day: str, behind: str) -> str:
    """The IRI of the resolution of `day` that the words `behind` its date mean; "" where not exactly one is meant."""
    rows = _by_day(folder() / NAME, _stamp(folder() / NAME)).get(day, ())
    wanted = _stems(behind)
    if not wanted:
        return ""
    meant = {row.iri for row in rows if len(wanted & _stems(row.title)) >= _SHARED * len(wanted)}
    return meant.pop() if len(meant) == 1 else ""


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _CONTENT.findall(alike(text).casefold()))


def _rows(text: str, where: str) -> Iterator[Adopted]:
    reader = csv.DictReader(io.StringIO(text))
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise TableError(f"{where} has no column “{missing[0]}”; it needs: {', '.join(COLUMNS)}")
    for row in reader:
        day, title, number = ((row[column] or "").strip() for column in COLUMNS)
        try:
            date.fromisoformat(day)
        except ValueError:
            raise TableError(f"{where}, line {reader.line_num}: “{day}” is no date like 2024-01-31") from None
        iri = _iri(number)
        if not iri:
            raise TableError(f"{where}, line {reader.line_num}: “{number}” is no number that is known")
        yield Adopted(day, title, number, iri)


def _iri(number: str) -> str:
    printed = alike(number)
    for pattern in identifiers():
        match = pattern.expression.fullmatch(printed)
        if match is not None and pattern.iri:
            return pattern.target(match)
    return ""


def _held(path: Path) -> tuple[Adopted, ...]:
    if not path.is_file():
        return ()
    try:
        return tuple(_rows(path.read_text(encoding="utf-8"), str(path)))
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{path} cannot be read: {error}") from error


def _write(path: Path, rows: Iterable[Adopted]) -> None:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((row.day, row.title, row.number) for row in rows)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".new")
        aside.write_text(written.getvalue(), encoding="utf-8")
        aside.replace(path)
    except OSError as error:
        raise UnwritableError(f"{path} cannot be written: {error}") from error


def _stamp(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=4)
def _by_day(path: Path, stamp: int) -> Mapping[str, tuple[Adopted, ...]]:
    del stamp  # another one is another file
    days: dict[str, list[Adopted]] = {}
    for row in _held(path):
        days.setdefault(row.day, []).append(row)
    return {day: tuple(rows) for day, rows in days.items()}
