"""What the repository commands ask of the world outside: the time, and a password."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable


def now() -> datetime:
    """Return the time, UTC: the clock is read here and nowhere deeper."""
    return datetime.now(UTC)


def ask(name: str) -> str:
    """Ask at the terminal for the password of the repository `name`; it is not shown."""
    return str(click.prompt(f"Password for {name}", hide_input=True, err=True))


def asking() -> Callable[[str], str] | None:
    """Return what asks for a password, or None where there is no one to ask."""
    return ask if sys.stdin.isatty() else None
