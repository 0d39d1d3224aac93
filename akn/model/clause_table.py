"""The clauses of many documents as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ClauseTable:
    """The rows of many documents, which may come one by one; they are read once."""

    rows: Iterable[Row]
