"""``akn authorities``."""

from __future__ import annotations

from pathlib import Path

import click

from akn.authorities import adopted
from akn.terminal import note


@click.group()
def authorities() -> None:
    """Tables of what texts name, beside those that akn brings."""


@authorities.command()
@click.argument("file", type=click.Path(path_type=Path))
def add(file: Path) -> None:
    """Add the resolutions of FILE, a CSV with the columns date, title and number.

    A text that calls a resolution by its date alone is then linked, where one title of that day fits its words.

    Exit codes: 0 added; 2 could not run.
    """
    new, every = adopted.add(file)
    note(f"{new} added; the table holds {every}: {adopted.folder() / adopted.NAME}")
