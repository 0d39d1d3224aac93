"""Options and kinds of argument that several commands have."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from unicodedata import category

import click

from akn.bounded import LARGEST
from akn.legible import harmless, legible
from akn.places import STANDARD_INPUT, Place, place
from akn.rendering import FORMS, as_it_is, pieces, show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from click.shell_completion import CompletionItem

    from akn.rendering import KindOfThing, Thing
    from akn.repositories.interface import Level


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


#: The variable that names the repository where no option does.
REPOSITORY = "AKN_REPOSITORY"


def repository_option(*also: str, required: bool = True) -> Callable[[Any], Any]:
    """Return the option ``--repository``, which all commands on one have; `also` are its other names here."""
    return click.option(
        "--repository",
        "-r",
        *also,
        "url",
        required=required,
        default=None if required else "",
        envvar=REPOSITORY,
        show_envvar=True,
        metavar="URL",
        help="The repository: a folder, or a URL.",
    )


def level_option(default: Level) -> Callable[[Any], Any]:
    """Return the option ``--level``: what of a work is meant, of which a repository keeps several versions."""
    return click.option(
        "--level",
        type=click.Choice(["work", "expression", "manifestation"]),
        default=default,
        show_default=True,
        help="Each work once; the newest expression in each language; every version kept.",
    )


def named_or(url: str | None, named: str | None) -> str:
    """Return the repository that is `named` as an argument, else `url`, that of the option or of the environment."""
    if not (found := named or url):
        raise click.UsageError(f"name the repository: a folder, or a URL; or set {REPOSITORY}")
    return found


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


def completing(names: Callable[[], Iterable[str]]) -> Callable[..., list[str]]:
    """Return what completes a value in the shell from `names`, which are gathered only then."""

    def complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
        del context, parameter
        return sorted(name for name in names() if name.casefold().startswith(incomplete.casefold()))

    return complete


def languages() -> Iterable[str]:
    """The codes of all languages that have a table."""
    from akn.languages import codes  # noqa: PLC0415  # only a shell wants it

    return codes()


def institutions() -> Iterable[str]:
    """The keys of all institutions that have a table."""
    from akn.institutions import known  # noqa: PLC0415  # likewise

    return known()


def kinds() -> Iterable[str]:
    """The names of all kinds of document that an institution has."""
    from akn.institutions import known, load  # noqa: PLC0415  # likewise

    return {kind for key in known() for kind in load(key).kinds}


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


def fetch_option(function: Any) -> Any:
    """The option ``--fetch``: whether an address of the web may be read. It is told before any file is named."""
    return click.option(
        "--fetch",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_remember_fetch,
        help="Fetch the https:// addresses that are named; by default nothing is fetched.",
    )(function)


def _remember_fetch(context: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001  # click's own
    del parameter
    context.meta["akn.fetch"] = value


class PlaceName(click.ParamType["Place"]):
    """A file or folder, on a disk or in a store (``s3://…``); "" is none, though a system takes it for a folder."""

    name = "place"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Place:
        """Return the place that `value` names."""
        if value == "":
            self.fail("the name is empty; is a variable of the shell unset?", param, ctx)
        named = place(value, fetch=bool(ctx and ctx.meta.get("akn.fetch")))
        if ctx is not None and str(value).endswith(("/", os.sep)):
            ctx.meta.setdefault("akn.folders", set()).add(named)
        return named

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Complete the names of files."""
        del ctx, param
        from click.shell_completion import CompletionItem  # noqa: PLC0415  # only a shell wants it

        return [CompletionItem(incomplete, type="file")]


NAMED = PlaceName()


def output_option(function: Any) -> Any:
    """The option ``--output`` of a command that lists: a file in place of standard output (`put_out`)."""
    return click.option(
        "--output", "-o", type=NAMED, metavar="FILE", help="File for the list; by default standard output."
    )(function)


def put_out(listed: Thing, form: str, output: Place | None, inputs: Iterable[Place] = ()) -> None:
    """Show what a command has `listed`, or write it to the file `output`, whole or not at all; never over an input.

    Raises:
        UnwritableError: it cannot be written, or it is one of `inputs`.
    """
    if output is None or output == STANDARD_INPUT:
        show(listed, form)
        return
    from akn.output import demand_apart, write_pieces  # noqa: PLC0415  # 1 ms, and few want a file

    demand_apart({"-o": output}, inputs)
    write_pieces(output, (as_it_is(piece) for piece in pieces(listed, form)))


def is_folder(output: Place | None) -> bool:
    """Whether `output` is a folder: there is one, or its name was written with a slash at its end."""
    if output is None or output == STANDARD_INPUT:
        return False
    named = click.get_current_context().meta.get("akn.folders", ())
    return output in named or output.is_dir()


class NamedFile(click.Path):
    """The name of a file or folder; "" is none, though a system takes it for the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return `value` as the type of path that was asked for."""
        if value == "":
            self.fail("the name is empty; is a variable of the shell unset?", param, ctx)
        return super().convert(value, param, ctx)
