"""The clauses of many documents as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from msgspec import Struct

Row: TypeAlias = Mapping[str, Any]


class ClauseTable(Struct, frozen=True):
    """The rows of many documents, which may come one by one; they are read once."""

    rows: Iterable[Row]
