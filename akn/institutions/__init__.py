"""Institutions: what belongs to one, whatever the language, as a table ``<key>.toml``.

A table stands here, or in a folder that the environment variable
``AKN_INSTITUTIONS`` names (several, as in ``PATH``); such a file wins over
ours. What the institution says stands in the language tables, under its key.
Nothing else has to be told about it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from akn.errors import TableError
from akn.institutions.institution import Institution as Institution  # the room's own names
from akn.institutions.institution import Kind as Kind
from akn.institutions.institution import Role as Role
from akn.institutions.institution import Step as Step
from akn.institutions.numbers import Named as Named
from akn.toml import load_schema, read_table

HERE = Path(__file__).parent

#: What an institution may be called: the name of its file, its section in the language tables, its eId.
_KEY = re.compile(r"[a-z][a-z0-9-]*")


def folders() -> tuple[Path, ...]:
    """Where tables are looked for, the first that has one wins.

    Raises:
        TableError: ``AKN_INSTITUTIONS`` names what is no folder.
    """
    named = [Path(part) for part in os.environ.get("AKN_INSTITUTIONS", "").split(os.pathsep) if part]
    for folder in named:
        if not folder.is_dir():
            raise TableError(f"AKN_INSTITUTIONS names {folder}, which is no folder")
    return (*named, HERE)


def known() -> tuple[str, ...]:
    """The institutions that have a table, sorted."""
    return tuple(sorted({key for folder in folders() for key in _keys_in(folder)}))


def _keys_in(folder: Path) -> Iterable[str]:
    if folder == HERE:
        return _our_keys()
    paths = sorted(folder.glob("*.toml"))
    for path in paths:
        if not _KEY.fullmatch(path.stem) or path.stem in load_schema("language")["properties"]:
            raise TableError(
                f"{path}: the name of the file is the key of the institution, small letters, digits and dashes, and no"
                " key that the tables of languages use themselves"
            )
    return [path.stem for path in paths]


@cache
def _our_keys() -> tuple[str, ...]:
    return tuple(path.stem for path in HERE.glob("*.toml"))


def load(key: str) -> Institution:
    """The institution called `key` (``exc``).

    Raises:
        TableError: there is no such table, it cannot be read, or it says what cannot be.
    """
    return _load(key, folders())


@lru_cache(maxsize=64)
def _load(key: str, places: tuple[Path, ...]) -> Institution:
    for folder in places:
        if key in _keys_in(folder):
            path = folder / f"{key}.toml"
            # Ours are held to the schema by a test, those from outside here.
            schema = "" if folder == HERE else "institution"
            table = read_table(path, "institution table", schema, like=lambda key: load(key).table)
            return Institution(key, table, path)
    raise TableError(f"no table for the institution “{key}”; there are: {', '.join(known())}")
