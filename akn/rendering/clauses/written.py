"""Rows as text: JSON Lines and CSV, written as they come."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

from akn.model.clause_table import ClauseTable, Row
from akn.rendering.clauses.columns import COLUMNS, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from akn.tree import Element

#: What parts the values of a list in one cell: addresses hold no blanks, words may.
_BETWEEN = {"refs": " ", "entities": " ", "notes": " | ", "headings": " | "}
#: What a spreadsheet would take for a formula.
_FORMULA = re.compile(r"[=@\t\r]|[+-](?=.*[(=!|])", re.DOTALL)


def tree_as_jsonl(tree: Element) -> Iterator[str]:
    """Yield a line of JSON for each clause of a document."""
    return as_jsonl(ClauseTable(rows_of(tree)))


def tree_as_csv(tree: Element) -> Iterator[str]:
    """Yield the columns, then a line for each clause of a document."""
    return as_csv(ClauseTable(rows_of(tree)))


def as_jsonl(table: ClauseTable) -> Iterator[str]:
    """Yield a line of JSON for each clause, in UTF-8 as it is."""
    for row in table.rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def as_csv(table: ClauseTable) -> Iterator[str]:
    """Yield the columns, then a line for each clause (RFC 4180, with plain line breaks).

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    yield _line(list(COLUMNS))
    for row in table.rows:
        yield _line(_cells(row))


def _cells(row: Row) -> Iterable[str]:
    for column, value in row.items():
        text = _BETWEEN[column].join(value) if isinstance(value, list) else str(value)
        yield f"'{text}" if _FORMULA.match(text) else text


def _line(fields: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(fields)
    return out.getvalue()
