"""The languages of the texts: one table each, loaded when it is asked for.

A language is a file ``<iso639-3>.toml`` here, or in a folder that the
environment variable ``AKN_LANGUAGES`` names (several, as in ``PATH``); such a
file wins over ours. Nothing else has to be told about it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from akn.errors import TableError
from akn.languages.dates import Dates
from akn.matching.phrases import Phrases
from akn.numbering.letters import Letters, alphabets, spelt
from akn.toml import merged, read_table

HERE = Path(__file__).parent


class Speech:
    """The words of one institution in one language: phrases by slot. `where` says where they are written."""

    def __init__(self, table: Mapping[str, Any], where: str = "") -> None:
        self.table = table
        self._where = where
        self._phrases: dict[str, Phrases] = {}

    @property
    def name(self) -> str:
        """What the institution is called."""
        return str(self.table.get("name", ""))

    def phrases(self, slot: str) -> Phrases:
        """The phrases of `slot` (``citation``; ``kinds.report``), empty where the table has none."""
        held = self._phrases.get(slot)
        if held is None:
            value: Any = self.table
            for step in slot.split("."):
                value = value.get(step, []) if isinstance(value, Mapping) else []
            held = self._phrases[slot] = Phrases(
                value if isinstance(value, list) else [], f"{self._where} {slot}".strip()
            )
        return held

    def slots(self, group: str) -> tuple[str, ...]:
        """The names in a group of slots (``kinds``, ``attachments``, ``furniture``), in the table's order."""
        return tuple(self.table.get(group, {}))

    def examples(self) -> Mapping[str, Any]:
        """Example sentences by slot: the proof of the phrases."""
        examples = self.table.get("examples", {})
        return examples if isinstance(examples, Mapping) else {}


class Language:
    """One language table; `path` is its file, for messages."""

    def __init__(self, code: str, table: Mapping[str, Any], path: Path = HERE) -> None:
        self.code = code
        self.table = table
        self.path = path
        self._speeches: dict[str, Speech] = {}

    @property
    def name(self) -> str:
        """What the language calls itself."""
        return str(self.table["name"])

    @property
    def iso639_1(self) -> str:
        """Its two-letter code."""
        return str(self.table["iso639_1"])

    @cached_property
    def dates(self) -> Dates:
        """Its dates."""
        dates = self.table.get("dates", {})
        return Dates(dates.get("months", []), dates.get("patterns", []), dates.get("weekdays", []))

    def _letters(self, use: str) -> Letters:
        named = self.table.get("letters", {}).get(use, "latin")
        if not isinstance(named, str):
            return spelt(named)
        if named not in alphabets():
            known = ", ".join(alphabets())
            raise TableError(
                f"the language table {self.code}: no alphabet is called “{named}”; there are: {known}"
            )
        return alphabets()[named]

    @cached_property
    def recital_letters(self) -> Letters:
        """How its recitals are lettered."""
        return self._letters("recitals")

    @cached_property
    def point_letters(self) -> Letters:
        """How its sub-points are lettered."""
        return self._letters("points")

    def speech(self, institution: str) -> Speech:
        """What `institution` (``ep``) says in this language."""
        held = self._speeches.get(institution)
        if held is None:
            table = self.table.get(institution, {})
            if "like" in table:
                table = merged(self.speech(table["like"]).table, table)
            held = self._speeches[institution] = Speech(table, f"{self.code}.toml, [{institution}]")
        return held


def folders() -> tuple[Path, ...]:
    """Where tables are looked for, the first that has one wins."""
    named = os.environ.get("AKN_LANGUAGES", "")
    return (*(Path(part) for part in named.split(os.pathsep) if part), HERE)


def codes() -> tuple[str, ...]:
    """The languages that have a table, sorted."""
    return tuple(sorted({code for folder in folders() for code in _codes_in(folder)}))


def _codes_in(folder: Path) -> Iterable[str]:
    return _our_codes() if folder == HERE else {path.stem for path in folder.glob("???.toml")}


@cache
def _our_codes() -> tuple[str, ...]:
    return tuple(path.stem for path in HERE.glob("???.toml"))


def load(code: str) -> Language:
    """The table of the language `code` (ISO 639-3, or ISO 639-1).

    Raises:
        TableError: there is no such table, or it is not readable.
    """
    return _load(code, folders())


@lru_cache(maxsize=64)
def _load(code: str, places: tuple[Path, ...]) -> Language:
    for folder in places:
        path = folder / f"{code}.toml"
        if path.is_file():
            return _read(path)
    from akn.matching.nearest import did_you_mean  # noqa: PLC0415  # only a mistake wants it

    raise TableError(
        f"no table for the language “{code}”; there are: {', '.join(codes())}{did_you_mean(code, codes())}"
    )


@lru_cache(maxsize=64)
def _read(path: Path) -> Language:
    # Ours are held to the schema by a test, those from outside here.
    table = read_table(path, "language table", "" if path.parent == HERE else "language")
    return Language(path.stem, table, path)


def by_code(code: str) -> str:
    """The ISO 639-3 code of a language that is given by that or by its two-letter code.

    Raises:
        TableError: no table has that code.
    """
    if code in codes():
        return code
    from akn.languages import index  # noqa: PLC0415  # only where the short code is used

    for name, row in index.read().items():
        if row["iso639_1"] == code:
            return name
    for name in codes():
        if load(name).iso639_1 == code:
            return name
    return load(code).code
