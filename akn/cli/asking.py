"""What the repository commands ask of the world outside: the time, and a password."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime

import click


def now() -> datetime:
    """The time, UTC: the clock is read here and nowhere deeper."""
    return datetime.now(UTC)


def ask(name: str) -> str:
    """Ask at the terminal for the password of the repository `name`; it is not shown."""
    return str(click.prompt(f"Password for {name}", hide_input=True, err=True))


def asking() -> Callable[[str], str] | None:
    """What asks for a password, or None where there is no one to ask."""
    return ask if sys.stdin.isatty() else None
