"""The part of ``akn validate`` that mends."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from akn.errors import UnreadableError
from akn.findings import Finding
from akn.output import write_atomically
from akn.validation.checker import read
from akn.validation.mending.applying import diff, mended

if TYPE_CHECKING:
    from collections.abc import Sequence


def mend(files: Sequence[str], max_size: int, *, write: bool) -> None:
    """Show what can safely be mended in `files`, as a diff on standard output; with `write`, mend them.

    Files are replaced whole or not at all. Which were mended, which could not
    be read, and how many there were goes to standard error. Raises
    `UnreadableError` where standard input should be written.
    """
    if write and "-" in files:
        raise UnreadableError("standard input cannot be mended in place; name the file")
    changed = 0
    for file in files:
        data = read(file, max_size)
        if isinstance(data, Finding):
            click.echo(f"{file}: {data.message}", err=True)
            continue
        better = mended(data)
        if better != data:
            changed += 1
            if write:
                write_atomically(Path(file), better)
                click.echo(f"{file}: mended", err=True)
            else:
                click.echo(diff(data, better, file), nl=False)
    done = "mended" if write else "could be mended; --write does it"
    click.echo(f"{changed} of {len(files)} {'file' if len(files) == 1 else 'files'} {done}", err=True)
