"""Options and kinds of argument that several commands have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unicodedata import category

import click

from akn.bounded import LARGEST
from akn.legible import harmless, legible
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


def max_size_option(function: Any) -> Any:
    """The option ``--max-size``: how large a file may be that a command reads whole."""
    return click.option(
        "--max-size",
        type=click.IntRange(1),
        default=LARGEST,
        show_default=True,
        metavar="MB",
        help="Refuse larger files unread.",
    )(function)


class Words(click.ParamType[str]):
    """Words that are looked for or written: Unicode that XML can hold, and no bytes that mean nothing."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return `value`; what it cannot be is a mistake in the use of the command."""
        text = str(value)
        if legible(text) != text or any(category(c) in {"Cc", "Cn"} and c not in "\t\n" for c in text):
            self.fail(f"“{harmless(text)}” holds what is no text; write it in UTF-8", param, ctx)
        return text


WORDS = Words()


class NamedFile(click.Path):
    """The name of a file or folder; "" is none, though a system takes it for the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return `value` as the type of path that was asked for."""
        if value == "":
            self.fail("the name is empty; is a variable of the shell unset?", param, ctx)
        return super().convert(value, param, ctx)
