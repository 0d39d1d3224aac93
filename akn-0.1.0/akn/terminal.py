"""What a person at a terminal is asked and shown; and the clock, for those who hand the time down."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any, Self

import click

from akn.legible import harmless

if TYPE_CHECKING:
    from collections.abc import Callable

#: What the command line asked for all that is said.
_state = {"quiet": False}
#: Seconds between two lines where there is no terminal to draw a bar on.
_NOW_AND_THEN = 10.0


def now() -> datetime:
    """Return the time, UTC."""
    return datetime.now(UTC)


def ask(name: str) -> str:
    """Ask at the terminal for the password of the repository `name`; it is not shown."""
    return str(click.prompt(f"Password for {name}", hide_input=True, err=True))


def asking() -> Callable[[str], str] | None:
    """Return what asks for a password, or None where there is no one to ask."""
    return ask if sys.stdin.isatty() else None


def say(line: str) -> None:
    """Say `line` on standard error, unless it is empty; what a terminal would obey in it is written out."""
    if line:
        click.echo(harmless(line), err=True)


def put(text: str) -> None:
    """Write `text` to standard output: as it is for other programs, harmless where a terminal shows it."""
    if sys.stdout.isatty():
        click.echo(harmless(text), nl=False)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()


def hush(quiet: bool) -> None:  # noqa: FBT001  # a flag of the command line
    """From now on, leave out what `note`, `Pace` and `Progress` say, or no longer."""
    _state["quiet"] = quiet


def note(line: str) -> None:
    """Say `line`, which nobody misses who wants it quiet: a summary, what was left alone."""
    if not _state["quiet"]:
        say(line)


class Pace:
    """How far and how fast very many files go, on standard error: a bar on a terminal, else a line now and then.

    `clock` counts seconds. Nothing is shown where it is `quiet`.
    """

    def __init__(
        self, total: int, doing: str, *, quiet: bool = False, clock: Callable[[], float] = monotonic
    ) -> None:
        self._total = total
        self._doing = doing
        self._quiet = quiet or _state["quiet"]
        self._clock = clock
        self._done = 0
        self._began = self._told = clock()
        self._bar: Any = None

    def __enter__(self) -> Self:
        if not self._quiet and sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415  # 30 ms, and only a terminal wants it
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn  # noqa: PLC0415  # likewise
            from rich.progress import Progress as Bar  # noqa: PLC0415  # likewise

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
            self._row = self._bar.add_task(self._doing, total=self._total)
        return self

    def tell(self, more: int) -> None:
        """So many `more` files are done."""
        self._done += more
        if self._bar is not None:
            self._bar.update(self._row, advance=more, description=self.line)
        elif not self._quiet and self._clock() - self._told >= _NOW_AND_THEN:
            self._told = self._clock()
            say(self.line)

    @property
    def line(self) -> str:
        """How many of how many, how fast, and how long it will take."""
        seconds = self._clock() - self._began
        said = f"{self._doing}: {self._done:,} of {self._total:,}"
        if not self._done or seconds <= 0:
            return said
        rate = self._done / seconds
        left = max(0, self._total - self._done) / rate
        return f"{said}, {rate:,.{0 if rate >= 10 else 1}f} a second, {duration(left)} left"

    def __exit__(self, *exception: object) -> None:
        if self._bar is not None:
            self._bar.stop()


def duration(seconds: float) -> str:
    """Return `seconds` as one reads them: 40 s, 3 min, 2 h 5 min, 3 d 4 h."""
    whole = round(seconds)
    minutes, hours, days = whole // 60, whole // 3600, whole // 86400
    if whole < 100:
        return f"{whole} s"
    if minutes < 100:
        return f"{minutes} min"
    return f"{hours} h {minutes % 60} min" if hours < 48 else f"{days} d {hours % 24} h"


class Progress:
    """How far `total` files are, on standard error: a bar on a terminal, else a line a file.

    `doing` stands beside the bar. Nothing is shown where it is `quiet`.
    """

    def __init__(self, total: int, doing: str, *, quiet: bool = False) -> None:
        self._total = total
        self._doing = doing
        self._quiet = quiet or _state["quiet"]
        self._bar: Any = None

    def __enter__(self) -> Self:
        if not self._quiet and self._total > 1 and sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415  # 30 ms, and only a terminal wants it
            from rich.progress import Progress as Bar  # noqa: PLC0415  # likewise

            self._bar = Bar(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._row = self._bar.add_task(self._doing, total=self._total)
        return self

    def tell(self, line: str = "") -> None:
        """One file is done; `line` says so where there is no bar."""
        if self._bar is not None:
            self._bar.advance(self._row)
        elif not self._quiet:
            say(line)

    def __exit__(self, *exception: object) -> None:
        if self._bar is not None:
            self._bar.stop()
