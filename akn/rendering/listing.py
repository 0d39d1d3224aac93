"""Rows of a listing: a table, JSON or CSV, written as the rows come."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from akn.legible import all_legible
from akn.rendering.one_line import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.table import Table

Row: TypeAlias = "Mapping[str, Any]"


class Listing(Struct, frozen=True):
    """What a command lists.

    `rows` may be an iterator: each row is written as it comes, and it is read once. `columns` maps the keys
    of the table's columns to their headings; CSV and JSON have the keys `more` too.
    """

    rows: Iterable[Row]
    columns: Mapping[str, str]
    more: tuple[str, ...] = ()

    @property
    def keys(self) -> list[str]:
        """The keys of a row that are written where there is room for all."""
        return [*self.columns, *self.more]


def as_json(rows: Listing) -> Iterator[str]:
    """Yield one array, a row a line, so that it can be read line by line too."""
    import json  # noqa: PLC0415  # 1 ms, and a table wants none of it

    before = "[\n"
    for row in rows.rows:
        yield before + json.dumps({key: all_legible(row[key]) for key in rows.keys}, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def as_csv(rows: Listing) -> Iterator[str]:
    """Yield the keys, then a row a line (RFC 4180, with plain line breaks)."""
    yield _csv_line(rows.keys)
    for row in rows.rows:
        yield _csv_line([_text(row[key]) for key in rows.keys])


def _csv_line(fields: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(fields)
    return out.getvalue()


def as_table(rows: Listing) -> Iterator[str]:
    """Yield a row a line, its columns two spaces apart, without headings: for other programs to cut."""
    for row in rows.rows:
        yield "  ".join(one_line(_text(row[key])) for key in rows.columns).rstrip() + "\n"


def show(rows: Listing) -> bool:
    """Print the table in columns with headings; of no rows nothing."""
    from rich.console import Console  # noqa: PLC0415  # 60 ms, and only for a terminal

    table = _table(rows)
    if table.row_count:
        Console().print(table)
    return True


def _table(rows: Listing) -> Table:
    from rich.table import Table  # noqa: PLC0415  # as above
    from rich.text import Text  # noqa: PLC0415  # as above

    table = Table(box=None, pad_edge=False)
    for heading in rows.columns.values():
        table.add_column(heading, overflow="fold")
    for row in rows.rows:
        table.add_row(*(Text(one_line(_text(row[key]))) for key in rows.columns))
    return table


def _text(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case tuple() | list():
            return "; ".join(str(one) for one in value)
        case _:
            return str(value)
