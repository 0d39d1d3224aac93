"""The option that says in which form a command writes what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from akn.rendering import FORMS

if TYPE_CHECKING:
    from collections.abc import Callable

    from akn.rendering import KindOfThing


def form_option(
    kind: KindOfThing, help_: str = "How to list.", *, default: str | None = "table"
) -> Callable[[Any], Any]:
    """Return the option ``--format`` for results of a kind: every form that the registry holds for it."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(list(FORMS[kind])),
        default=default,
        show_default=True,
        help=help_,
    )
