"""The command line: one thin command per verb, and the one place where errors become sentences."""

from __future__ import annotations

import importlib
import io
import signal
import sys

import click
from msgspec import Struct

from akn.errors import AknError, Interrupted
from akn.release import VERSION


class Command(Struct, frozen=True):
    """The module and function that hold a command, and its line in the help of all."""

    place: str
    help: str


#: All commands, in the order of the help; each is imported when it is called, and not before.
COMMANDS: dict[str, Command] = {
    "convert": Command("akn.cli.convert:convert", "Convert resolutions to Akoma Ntoso, and validate them."),
    "schema": Command("akn.cli.schema:schema", "Print the official schema: name, version, hash, file."),
    "validate": Command("akn.cli.validate:validate", "Check Akoma Ntoso files: the schema, then the rules."),
    "rules": Command("akn.cli.rules:rules", "List the rules beyond the schema, or explain them."),
    "refs": Command("akn.cli.refs:refs", "List all references of Akoma Ntoso files."),
    "render": Command("akn.cli.render:render", "Write Akoma Ntoso as a page, text, rows, JSON, linked data."),
    "align": Command("akn.cli.align:align", "Put language versions of one work side by side."),
    "authorities": Command(
        "akn.cli.authorities:authorities", "Add to the tables by which references are linked."
    ),
    "compare": Command("akn.cli.compare:compare", "Tell what became of each clause from text to text."),
    "votes": Command("akn.cli.votes:votes", "Find the parts of a text on which votes were held."),
    "overview": Command(
        "akn.cli.overview:overview", "Draw a picture of a collection: years, citations, doubts."
    ),
    "deposit": Command("akn.cli.deposit:deposit", "Put Akoma Ntoso documents into a repository."),
    "find": Command("akn.cli.find:find", "Find documents by words, authors, dates, references."),
    "get": Command("akn.cli.get:get", "Get a document back, byte for byte."),
    "export": Command("akn.cli.export:export", "Hand documents over, as a bag of files and hashes."),
    "verify": Command("akn.cli.verify:verify", "Read a repository back, and name what is damaged."),
    "doctor": Command("akn.cli.doctor:doctor", "Say what is installed, and whether it works."),
    "serve": Command("akn.cli.serve:serve", "Open a page and an API on this machine."),
    "reindex": Command("akn.cli.reindex:reindex", "Build the index of a repository anew."),
}

#: Exit codes, the same for every command.
CLEAN, FINDINGS, COULD_NOT_RUN = 0, 1, 2


class Commands(click.Group):
    """A group that imports a command when it is called, not to list it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All command names, in the order of the registry."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called `cmd_name`, or None."""
        del ctx
        registered = COMMANDS.get(cmd_name)
        if registered is None:
            return None
        module, _, name = registered.place.partition(":")
        command = getattr(importlib.import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{registered.place} is no command")
        return _with_common_options(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that `args` name, as click does; a name that is none is told with the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from akn.matching.nearest import did_you_mean  # noqa: PLC0415  # only a mistake wants it

            ctx.fail(f"There is no command “{args[0]}”{did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the registry alone."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, registered.help) for name, registered in COMMANDS.items()])


def _with_common_options(command: click.Command) -> click.Command:
    """Return `command` with the options that every command has: each says less, or more, in the same way.

    One that says by itself how much less it says keeps its own.
    """
    for name, callback, help_ in (
        (
            "verbose",
            _be_verbose,
            "Say at the end what ran, and how long; where akn has a fault, say all of it.",
        ),
        ("quiet", _be_quiet, "No progress and no summary on standard error."),
    ):
        if all(option.name != name for option in command.params):
            names = [f"--{name}", f"-{name[0]}"]
            command.params.append(
                click.Option(names, is_flag=True, expose_value=False, callback=callback, help=help_)
            )
    return command


def _be_quiet(context: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001  # click's own
    del context, parameter
    from akn.terminal import hush  # noqa: PLC0415  # so that --help is quick

    hush(value)


def _be_verbose(context: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001  # likewise
    del parameter
    context.find_root().meta["akn.verbose"] = value
    if value:
        from time import perf_counter, process_time  # noqa: PLC0415  # likewise

        began = perf_counter()
        context.call_on_close(lambda: _tell_of(context, perf_counter() - began, process_time()))


def _tell_of(context: click.Context, seconds: float, processor: float) -> None:
    import platform  # noqa: PLC0415  # likewise

    from akn.terminal import say  # noqa: PLC0415  # likewise

    say(
        f"akn {VERSION} {context.info_name}, Python {platform.python_version()}: {seconds:.2f} s, "
        f"{processor:.2f} s of this process"
    )


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Shell completion: see “Shell completion” in the README.",
)
@click.version_option(VERSION, "--version", "-V", prog_name="akn")
def akn() -> None:
    """Turn parliamentary resolutions into Akoma Ntoso 3.0, and check any Akoma Ntoso.

    Exit codes: 0 clean; 1 findings; 2 could not run; 130 and 143 interrupted.
    """


#: What ends a run in order: from the keyboard, from another program, because the terminal is gone.
_ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


def main() -> None:
    """Run the command line: whatever stops it becomes one sentence on standard error, and a code that is not 0.

    2 where it could not run, also for a fault of akn's own; 128 and the signal's
    number where a signal ended it, as shells have it.
    """
    before = {wanted: signal.getsignal(wanted) for wanted in _ENDING}
    for wanted, handler in before.items():
        if handler is not signal.SIG_IGN:  # as nohup and shells' background have it
            signal.signal(wanted, _interrupt)
    try:
        code = akn.main(prog_name="akn", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else CLEAN)
    except click.ClickException as error:
        said = io.StringIO()
        error.show(said)
        _end(said.getvalue().rstrip(), error.exit_code, by="")
    except click.Abort:
        _end("interrupted", 128 + signal.SIGINT)
    except AknError as error:
        _end(str(error), COULD_NOT_RUN)
    except Interrupted as interrupted:
        _end("interrupted", 128 + interrupted.number)
    except Exception as error:  # noqa: BLE001  # the last line of defence: no traceback tells a user what to do
        from akn.jobs.work import fault  # noqa: PLC0415  # only a fault wants it

        _end(f"{fault(error)} that it was asked about: akn {' '.join(sys.argv[1:])}", COULD_NOT_RUN)
    finally:
        for wanted, handler in before.items():
            if handler is not None:
                signal.signal(wanted, handler)  # who calls this from a program of their own has it back


def _interrupt(number: int, frame: object) -> None:
    """End what is under way in order; the same signal once more ends it at once."""
    del frame
    signal.signal(number, signal.SIG_DFL)
    raise Interrupted(number)


def _end(said: str, code: int, by: str = "akn: ") -> None:
    from akn.terminal import say  # noqa: PLC0415  # so that --help is quick

    say(f"{by}{said}")
    sys.exit(code)
