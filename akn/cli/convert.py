"""``akn convert``."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import click
from msgspec.structs import replace

from akn.cli import CLEAN, COULD_NOT_RUN, FINDINGS
from akn.cli.forms import (
    NAMED,
    WORDS,
    completing,
    fetch_option,
    institutions,
    is_folder,
    kinds,
    languages,
    max_size_option,
)
from akn.cli.many import Many, do_many, many_options
from akn.errors import AknError, Interrupted
from akn.institutions import load as load_institution
from akn.jobs.converting import Tally, Task, convert_many, convert_one, target_folder, tasks_for, written
from akn.jobs.made import Made
from akn.jobs.walking import Shard, Wanted, find
from akn.jobs.work import Lost, attempt, fault
from akn.languages import by_code
from akn.output import clear_leftovers, demand_apart, write_json
from akn.pipeline import Options
from akn.places import STANDARD_INPUT, Place
from akn.proof.shape.doubts import is_doubt_code
from akn.readers import SUFFIXES, told_by_content
from akn.readers.reading import Changes
from akn.recognition import Wishes
from akn.recognition.hints import read_hints
from akn.terminal import Progress, asking, now, say

_EXAMPLES = """\b
Examples:
  akn convert motion.txt                        XML on standard output
  akn convert motion.txt -o out.xml --report report.json
  akn convert - < motion.txt                    standard input
  akn convert texts/ more/*.txt -o out/ --jobs 4
"""


@click.command(epilog=_EXAMPLES)
@click.argument("inputs", nargs=-1, required=True, type=NAMED)
@click.option("-o", "--output", type=NAMED, help="File for the XML; a folder for many inputs.")
@click.option(
    "--repository",
    "-r",
    "--to",
    "repository",
    metavar="URL",
    help="Deposit what was made in a repository (see akn deposit).",
)
@click.option("--report", "report_path", type=NAMED, help="File for the report, as JSON.")
@click.option(
    "--jobs", "-j", type=click.IntRange(1), default=1, show_default=True, help="Files converted at a time."
)
@click.option(
    "--skip-existing",
    is_flag=True,
    help="Leave alone what was made before of the same text, with the same options.",
)
@click.option(
    "--split", is_flag=True, help="Write one file for each resolution in an input; -o names a folder."
)
@click.option("--strict", is_flag=True, help="Make any unrecognised line an error.")
@click.option(
    "--accept",
    "accepted",
    type=WORDS,
    metavar="CODE",
    multiple=True,
    help="A doubt that you looked at and found right (SHA005): it is told, and is no error.",
)
@click.option(
    "--language",
    shell_complete=completing(languages),
    type=WORDS,
    metavar="CODE",
    help="Language of the text (eng, or en); by default it is detected.",
)
@click.option(
    "--institution",
    shell_complete=completing(institutions),
    type=WORDS,
    metavar="KEY",
    help="Whose resolutions they are; by default it is recognised.",
)
@click.option(
    "--kind",
    shell_complete=completing(kinds),
    type=WORDS,
    metavar="NAME",
    help="Kind of document (resolution …); by default it is recognised.",
)
@click.option(
    "--number", type=WORDS, metavar="NUMBER", help="Docket number, where the text has none (B9-0145/2021)."
)
@click.option(
    "--hints",
    "hints_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What single lines are, where their words mislead (see docs/hints.md).",
)
@click.option("--date", "day", metavar="DATE", help="Date of the document, where the text has none.")
@click.option(
    "--encoding",
    type=WORDS,
    metavar="NAME",
    help="What the files are in (windows-1250); by default it is told.",
)
@click.option(
    "--changes",
    type=click.Choice(("accepted", "rejected")),
    default="accepted",
    show_default=True,
    help="Which text of tracked changes is read.",
)
@click.option(
    "--dialect",
    type=click.Choice(("akn4un",)),
    help="Write as the guidelines of the United Nations have it: a container for each recital, their IRIs.",
)
@click.option(
    "--no-cover", is_flag=True, help="Leave out the cover page, behind which some editors lose the preamble."
)
@max_size_option
@fetch_option
@many_options
@click.option("--no-enrich", is_flag=True, help="Leave out dates, references, bodies, people and places.")
@click.option("--quiet", "-q", is_flag=True, help="No summary on standard error.")
def convert(  # noqa: PLR0913, PLR0917  # one parameter an option
    inputs: tuple[Place, ...],
    output: Place | None,
    repository: str | None,
    report_path: Place | None,
    jobs: int,
    skip_existing: bool,  # noqa: FBT001  # click passes flags by name
    split: bool,  # noqa: FBT001  # likewise
    strict: bool,  # noqa: FBT001  # likewise
    accepted: tuple[str, ...],
    language: str | None,
    institution: str | None,
    kind: str | None,
    number: str | None,
    hints_path: Path | None,
    day: str | None,
    encoding: str | None,
    changes: Changes,
    dialect: str | None,
    max_size: int,
    engine: str | None,
    shard: Shard | None,
    manifest: Place | None,
    file_seconds: int,
    no_cover: bool,  # noqa: FBT001  # likewise
    no_enrich: bool,  # noqa: FBT001  # likewise
    quiet: bool,  # noqa: FBT001  # likewise
) -> None:
    """Convert resolutions to Akoma Ntoso 3.0, and validate what was made.

    INPUTS are texts, Markdown, web pages, DOCX, ODT, PDF, the institutions'
    own XML, folders of them, or “-” for standard input. Several resolutions in one input become one collection, or
    with --split a file each. Exit codes: 0 clean; 1 converted, but with errors
    among the findings, or some files of many failed; 2 could not run.
    """
    folder_named = inputs[0].is_dir() or is_folder(output)
    many = split or repository is not None or len(inputs) > 1 or folder_named
    hints = () if hints_path is None else read_hints(hints_path)
    wishes = replace(_wishes(language, institution, kind, number, day), cover=not no_cover, hints=hints)
    options = Options(
        wishes,
        strict,
        not no_enrich,
        encoding,
        max_size,
        _today(),
        changes,
        dialect or "",
        _doubts_named(accepted),
    )
    very_many = Many(engine, shard, manifest, file_seconds)
    if very_many.wanted:
        for option, given in {"--split": split, "--to": repository, "--report": report_path}.items():
            if given:
                raise click.UsageError(
                    f"{option} does not go with --on and --manifest, which keep a list of their own"
                )
        if output is None or output == STANDARD_INPUT:
            raise click.UsageError(
                "--on and --manifest need a folder for the results: give it with -o FOLDER"
            )
        from akn.jobs.verbs import Converting  # noqa: PLC0415  # only where there are many

        wanted = Wanted(SUFFIXES, "file to convert", also=told_by_content)
        sys.exit(do_many(inputs, wanted, Converting(options, output), very_many, jobs=jobs, quiet=quiet))
    if split and output is not None and output.suffix == ".xml" and not is_folder(output):
        raise click.UsageError(f"--split writes several files, and -o {output} looks like one; name a folder")
    if not many and shard is None:
        sys.exit(_one(inputs[0], output, report_path, options, quiet=quiet))
    with ExitStack() as opened:
        folder = opened.enter_context(target_folder(output, needed=repository is None))
        found = find(inputs, SUFFIXES, "file to convert", also=told_by_content, shard=shard)
        tasks = tasks_for(found, folder, apart=split)
        demand_apart({"--report": report_path}, [*found.files, *(task.target for task in tasks)])
        sinks = []
        if repository is not None:
            from akn.depositing import depositor  # noqa: PLC0415  # 20 ms, and only --to wants it

            sinks = [opened.enter_context(depositor(repository, now=now, ask=asking()))]
        asked = (replace(options, today=None), split)
        made = None if output is None else opened.enter_context(closing(Made(folder, asked, max_size)))
        passing = folder if output is None and isinstance(folder, Path) else None
        tally = Tally(passing, wanted=report_path is not None)
        outcomes = convert_many(
            tasks, options, apart=split, jobs=jobs, made=made, anew=not skip_existing, sinks=sinks
        )
        with _reported(tally, tasks, report_path):
            with Progress(len(tasks), "converting", quiet=quiet) as progress, closing(outcomes):
                for outcome in outcomes:
                    tally.add(outcome)
                    progress.tell(outcome.line)
            if not quiet:
                say(found.left_alone)
    _tell(tally, quiet=quiet)
    if tasks and not tally.converted and not tally.skipped:
        sys.exit(COULD_NOT_RUN)
    sys.exit(FINDINGS if tally.failed else CLEAN)


@contextmanager
def _reported(tally: Tally, tasks: Sequence[Task], place: Place | None) -> Iterator[None]:
    """Write the report to `place` whatever happens; what was not reached is told as such."""
    try:
        yield
    except BaseException as error:
        tally.break_off(tasks, _why(error))
        _tell(tally, quiet=False)
        raise
    finally:
        if place is not None:
            write_json(place, tally.as_json())


def _why(error: BaseException) -> str:
    match error:
        case Interrupted() | KeyboardInterrupt() | GeneratorExit():
            return "the run was interrupted"
        case AknError():
            return f"the run was stopped: {error}"
        case _:
            return f"the run was stopped: {fault(error)}"


def _tell(tally: Tally, *, quiet: bool) -> None:
    if not quiet:
        say(tally.summary)
    for line in tally.failed:
        say(f"  {line}")


def _one(
    path: Place, output: Place | None, report_path: Place | None, options: Options, *, quiet: bool
) -> int:
    demand_apart({"-o": output, "--report": report_path}, [path])
    if isinstance(output, Path) and output.parent.is_dir():
        clear_leftovers(output.parent)
    conversion = attempt(partial(convert_one, options=options), path)
    if isinstance(conversion, Lost):
        raise AknError(f"{path}: {conversion.reason}")
    report = conversion.report
    if output is None or str(output) == "-":
        sys.stdout.buffer.write(conversion.xml)
    else:
        report = written(conversion, output)
    if report_path is not None:
        write_json(report_path, report.as_json())
    if not quiet:
        say(report.summary)
    return CLEAN if conversion.clean else FINDINGS


def _wishes(
    language: str | None, institution: str | None, kind: str | None, number: str | None, day: str | None
) -> Wishes:
    if institution is not None:
        load_institution(institution)  # an unknown one is told at once
    if day is not None and not _is_date(day):
        raise AknError(
            f"--date {day}: this is no date; write 1998-03-12, or 1998-03, or 1998 if no more is known"
        )
    return Wishes(by_code(language) if language else None, institution, kind, number, day)


def _doubts_named(named: Sequence[str]) -> tuple[str, ...]:
    """The codes of doubts that are `named`.

    Raises:
        AknError: one is none.
    """
    for code in named:
        if not is_doubt_code(code.upper()):
            raise AknError(
                f"--accept {code}: no doubt about the structure has that code; akn rules lists them"
            )
    return tuple(sorted({code.upper() for code in named}))


def _is_date(day: str) -> bool:
    """Whether `day` is a day, a month or a year of ISO 8601."""
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", day, re.ASCII):
        return False
    try:
        date.fromisoformat((day + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _today() -> date | None:
    """The day that ``SOURCE_DATE_EPOCH`` names (reproducible-builds.org), or None for the clock's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch.isdecimal():
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise AknError(
            f"SOURCE_DATE_EPOCH={epoch[:20]}: no calendar has that day; give seconds since 1970"
        ) from error
