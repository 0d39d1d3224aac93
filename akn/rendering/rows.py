"""Rows on standard output: a table, JSON or CSV."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

import click

Form: TypeAlias = Literal["table", "json", "csv"]
Row: TypeAlias = Mapping[str, Any]

#: The option that all listing commands share.
form_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How to list.",
)


def write(rows: Iterable[Row], form: Form, columns: Mapping[str, str], more: Sequence[str] = ()) -> None:
    """Write `rows`.

    `columns` maps the keys of the table's columns to their headings; CSV and JSON have the keys `more` too.
    """
    keys = [*columns, *more]
    match form:
        case "json":
            _json(rows, keys)
        case "csv":
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(keys)
            for row in rows:
                writer.writerow([_text(row[key]) for key in keys])
        case "table":
            _table(rows, columns)


def _json(rows: Iterable[Row], keys: Sequence[str]) -> None:
    """One array, a row a line, so that it can be read line by line too."""
    before = "[\n"
    for row in rows:
        sys.stdout.write(before + json.dumps({key: row[key] for key in keys}, ensure_ascii=False))
        before = ",\n"
    sys.stdout.write("[]\n" if before == "[\n" else "\n]\n")


def _table(rows: Iterable[Row], columns: Mapping[str, str]) -> None:
    if not sys.stdout.isatty():
        for row in rows:
            click.echo("  ".join(_line(_text(row[key])) for key in columns).rstrip())
        return
    from rich.console import Console  # noqa: PLC0415  # loaded only when needed
    from rich.table import Table  # noqa: PLC0415  # likewise
    from rich.text import Text  # noqa: PLC0415  # likewise

    table = Table(box=None, pad_edge=False)
    for heading in columns.values():
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_line(_text(row[key]))) for key in columns))
    if table.row_count:
        Console().print(table)


def _text(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case tuple() | list():
            return "; ".join(str(one) for one in value)
        case _:
            return str(value)


def _line(text: str) -> str:
    """`text` as one line a terminal can show: no control character of a document reaches it."""
    return "".join("�" if unicodedata.category(c) == "Cc" else c for c in " ".join(text.split()))
