"""The command line: one thin command per verb, and the one place where errors become sentences."""

from __future__ import annotations

import importlib
import sys

import click

from akn.errors import AknError

#: Command name to the module and function that hold it; loaded only when called.
COMMANDS: dict[str, str] = {
    "convert": "akn.cli.convert:convert",
    "schema": "akn.cli.schema:schema",
    "validate": "akn.cli.validate:validate",
    "rules": "akn.cli.rules:rules",
    "refs": "akn.cli.refs:refs",
    "align": "akn.cli.align:align",
    "deposit": "akn.cli.deposit:deposit",
    "find": "akn.cli.find:find",
    "get": "akn.cli.get:get",
    "verify": "akn.cli.verify:verify",
    "reindex": "akn.cli.reindex:reindex",
}

#: Exit codes, the same for every command.
CLEAN, FINDINGS, COULD_NOT_RUN = 0, 1, 2


class Commands(click.Group):
    """A group that imports a command when it is asked for, not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All command names, in the order of the registry."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called `cmd_name`, or None."""
        del ctx
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, _, name = place.partition(":")
        command = getattr(importlib.import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{place} is no command")
        return command


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Shell completion: see “Shell completion” in the README.",
)
@click.version_option(package_name="akn", prog_name="akn")
def akn() -> None:
    """Turn parliamentary resolutions into Akoma Ntoso 3.0, and check any Akoma Ntoso.

    Exit codes: 0 clean; 1 findings; 2 could not run.
    """


def main() -> None:
    """Run the command line; an `AknError` becomes one sentence on standard error and exit code 2."""
    try:
        akn.main(prog_name="akn", standalone_mode=True)
    except AknError as error:
        click.echo(f"akn: {error}", err=True)
        sys.exit(COULD_NOT_RUN)
