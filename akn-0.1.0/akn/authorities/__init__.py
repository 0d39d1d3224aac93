"""What the texts name, and where the world knows it: tables of data, read when they are asked for.

* ``instruments.toml``  treaties, conventions and acts known by name
* ``acts.toml``         acts whose number alone does not lead to them
* ``identifiers.toml``  numbers that name a document by themselves
* ``bodies.toml``       bodies and offices
* ``countries.toml``    countries, beside ``labels/<iso639-3>.json``: the labels of the Publications Office
* ``names/<iso639-3>.toml``  what a language calls treaties, bodies, offices and places, in all their forms
* ``words/<iso639-3>.toml``  the words by which a language refers from one document to another
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from akn import ready
from akn.authorities.forms import expanded
from akn.errors import TableError

HERE = Path(__file__).parent

#: A table as it stands in its file.
Table: TypeAlias = Mapping[str, Any]


@lru_cache(maxsize=64)
def table(name: str) -> Table:
    """The table `name` (``bodies``, ``words/eng``).

    Raises:
        TableError: there is no such table, or it cannot be read.
    """
    path = HERE / f"{name}.toml"
    try:
        return ready.read(path)
    except OSError as error:
        raise TableError(f"there is no authority table “{name}”") from error
    except ValueError as error:
        raise TableError(f"the authority table {path} cannot be read: {error}") from error


@lru_cache(maxsize=32)
def words(language: str) -> Table:
    """The reference words of `language` (ISO 639-3); empty where it has no table, for nothing is guessed."""
    return _of_language("words", language)


@lru_cache(maxsize=32)
def names(language: str) -> Table:
    """What `language` (ISO 639-3) calls treaties, bodies, offices and places, in all forms; empty without a table."""
    return _of_language("names", language)


def _of_language(kind: str, language: str) -> Table:
    return expanded(table(f"{kind}/{language}")) if (HERE / kind / f"{language}.toml").is_file() else {}


@lru_cache(maxsize=32)
def labels(language: str) -> Mapping[str, Mapping[str, str]]:
    """The labels of the Publications Office in `language`: ``country`` and ``corporate-body``, by code."""
    path = HERE / "labels" / f"{language}.json"
    if not path.is_file():
        return {"country": {}, "corporate-body": {}}
    read: Mapping[str, Mapping[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return read


def languages() -> tuple[str, ...]:
    """The languages that have reference words, sorted."""
    return tuple(sorted(path.stem for path in (HERE / "words").glob("*.toml")))
