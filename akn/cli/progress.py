"""Progress of many files, on standard error."""

from __future__ import annotations

import sys
from typing import Any, Self

import click


class Progress:
    """A bar on a terminal, one line a file otherwise."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        self.total = total
        self.quiet = quiet
        self.bar: Any = None

    def __enter__(self) -> Self:
        if not self.quiet and sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415  # only on a terminal
            from rich.progress import Progress  # noqa: PLC0415

            self.bar = Progress(console=Console(stderr=True), transient=True)
            self.bar.start()
            self.row = self.bar.add_task("converting", total=self.total)
        return self

    def tell(self, line: str) -> None:
        """One file is done."""
        if self.bar is not None:
            self.bar.advance(self.row)
        elif not self.quiet:
            click.echo(line, err=True)

    def __exit__(self, *exception: object) -> None:
        if self.bar is not None:
            self.bar.stop()
