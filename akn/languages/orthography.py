"""How a language is written: its letters beyond ASCII, and the code pages that held them before Unicode."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

from akn.errors import TableError
from akn.languages import HERE, codes, folders, index, load


class Orthography(Struct, frozen=True):
    """The letters of one language.

    `alphabet` has its letters beyond ASCII, small ones; `legacy` the code pages
    in which it was saved, the commonest first, by the names of the Internet
    registry; `common` its little words.
    """

    name: str
    alphabet: frozenset[str]
    legacy: tuple[str, ...]
    common: frozenset[str]


def orthography(code: str) -> Orthography:
    """How the language `code` is written; without letters and code pages where its table names none.

    Raises:
        TableError: there is no such table, or it names a code page that does not exist.
    """
    return _orthography(code, own=folders() == (HERE,))


def code_pages() -> tuple[str, ...]:
    """Every code page that a language was saved in, each once."""
    return tuple(dict.fromkeys(page for code in codes() for page in orthography(code).legacy))


@lru_cache(maxsize=128)
def _orthography(code: str, *, own: bool) -> Orthography:
    row: Mapping[str, Any] | None = index.read().get(code) if own else None
    if row is None:
        row = load(code).table
    held = row.get("legacy", ())
    legacy = (held,) if isinstance(held, str) else tuple(map(str, held))
    for page in legacy:
        try:
            codecs.lookup(page)
        except LookupError as error:
            raise TableError(
                f"the language table {code}.toml: “legacy” names no code page: {page}"
            ) from error
    return Orthography(
        str(row["name"]), frozenset(str(row.get("alphabet", ""))), legacy, frozenset(row.get("common", ()))
    )
