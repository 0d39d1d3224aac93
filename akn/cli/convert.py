"""``akn convert``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from akn.cli import CLEAN, COULD_NOT_RUN, FINDINGS
from akn.cli.progress import Progress
from akn.errors import AknError, UnreadableError

_PATH = click.Path(path_type=Path, allow_dash=True)
_EXAMPLES = """\b
Examples:
  akn convert motion.txt                        XML on standard output
  akn convert motion.txt -o out.xml --report report.json
  akn convert - < motion.txt                    standard input
  akn convert texts/ more/*.txt -o out/ --jobs 4
"""


@click.command(epilog=_EXAMPLES)
@click.argument("inputs", nargs=-1, required=True, type=_PATH)
@click.option("-o", "--output", type=_PATH, help="File for the XML; a folder for many inputs.")
@click.option(
    "--to", "repository", metavar="URL", help="Deposit what was made in a repository (see akn deposit)."
)
@click.option(
    "--report", "report_path", type=click.Path(path_type=Path), help="File for the report, as JSON."
)
@click.option(
    "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Files converted at a time."
)
@click.option("--skip-existing", is_flag=True, help="Leave alone what is already in the output folder.")
@click.option(
    "--split", is_flag=True, help="Write one file for each resolution in an input; -o names a folder."
)
@click.option("--strict", is_flag=True, help="Make any unrecognised line an error.")
@click.option(
    "--language", metavar="CODE", help="Language of the text (eng, or en); by default it is detected."
)
@click.option("--institution", metavar="KEY", help="Whose resolutions they are; by default it is recognised.")
@click.option("--kind", metavar="NAME", help="Kind of document (resolution …); by default it is recognised.")
@click.option("--number", metavar="NUMBER", help="Docket number, where the text has none (B9-0145/2021).")
@click.option("--date", "day", metavar="YYYY-MM-DD", help="Date of the document, where the text has none.")
@click.option(
    "--encoding", metavar="NAME", help="What the files are in (windows-1250); by default it is told."
)
@click.option("--no-enrich", is_flag=True, help="Leave out dates, references, bodies, people and places.")
@click.option("--quiet", "-q", is_flag=True, help="No summary on standard error.")
def convert(  # noqa: PLR0913, PLR0917  # one parameter an option
    inputs: tuple[Path, ...],
    output: Path | None,
    repository: str | None,
    report_path: Path | None,
    jobs: int,
    skip_existing: bool,  # noqa: FBT001  # click passes flags by name
    split: bool,  # noqa: FBT001  # likewise
    strict: bool,  # noqa: FBT001  # likewise
    language: str | None,
    institution: str | None,
    kind: str | None,
    number: str | None,
    day: str | None,
    encoding: str | None,
    no_enrich: bool,  # noqa: FBT001  # likewise
    quiet: bool,  # noqa: FBT001  # likewise
) -> None:
    """Convert resolutions to Akoma Ntoso 3.0, and validate what was made.

    INPUTS are text, Markdown or HTML files, folders of them, or “-” for
    standard input. Exit codes: 0 clean; 1 converted, but with errors among
    the findings, or some files of many failed; 2 could not run.
    """
    many = (
        split
        or repository is not None
        or len(inputs) > 1
        or inputs[0].is_dir()
        or (output is not None and output.is_dir())
    )
    if not many:  # where there are many, processes are forked, each from one that holds the schema
        from akn.schema.official import load_ahead  # noqa: PLC0415

        load_ahead()
    from akn.pipeline import Options  # noqa: PLC0415  # so that --help is quick

    wishes = _wishes(language, institution, kind, number, day)
    options = Options(
        wishes=wishes, enrich=not no_enrich, strict=strict, split=split, encoding=encoding, today=_today()
    )
    if many:
        with _depository(repository) as deposit, _folder(output, needless=repository is not None) as folder:
            code = _many(
                inputs,
                folder,
                report_path,
                options,
                jobs=jobs,
                skip_existing=skip_existing,
                quiet=quiet,
                deposit=deposit,
            )
    else:
        code = _one(inputs[0], output, report_path, options, quiet=quiet)
    sys.exit(code)


def _wishes(
    language: str | None, institution: str | None, kind: str | None, number: str | None, day: str | None
) -> Any:
    from akn.institutions import load  # noqa: PLC0415
    from akn.languages import by_code  # noqa: PLC0415
    from akn.recognition import Wishes  # noqa: PLC0415

    if institution is not None:
        load(institution)  # an unknown one is told at once
    if day is not None:
        try:
            date.fromisoformat(day)
        except ValueError as error:
            raise AknError(f"--date {day}: this is no day of the form YYYY-MM-DD") from error
    return Wishes(by_code(language) if language else None, institution, kind, number, day)


def _today() -> date | None:
    """The day that ``SOURCE_DATE_EPOCH`` names (reproducible-builds.org), or None for the clock's."""
    import os  # noqa: PLC0415

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else None


def _one(path: Path, output: Path | None, report_path: Path | None, options: Any, *, quiet: bool) -> int:
    from akn.jobs import read_standard_input, report_text  # noqa: PLC0415
    from akn.output import write_atomically  # noqa: PLC0415
    from akn.pipeline import convert_source  # noqa: PLC0415
    from akn.readers import read, read_bytes  # noqa: PLC0415

    encoding = options.encoding
    source = (
        read_bytes(read_standard_input(), encoding=encoding)
        if str(path) == "-"
        else read(path, encoding=encoding)
    )
    conversion = convert_source(source, options)
    if output is None or str(output) == "-":
        sys.stdout.buffer.write(conversion.xml)
    else:
        write_atomically(output, conversion.xml)
    report = conversion.report.as_json()
    if report_path is not None:
        write_atomically(report_path, report_text(report))
    if not quiet:
        click.echo(_summary(report), err=True)
    return CLEAN if conversion.clean else FINDINGS


def _summary(report: dict[str, Any]) -> str:
    counts = ", ".join(f"{n} {name}" for name, n in report["counts"].items() if n)
    head = " ".join(
        str(part)
        for part in (report["kind"], report["number"] or "", report["date"] or "", report["language"])
        if part
    )
    lines = [f"{report['source']}: {head}: {counts}"]
    left = [
        f"{len(report['dropped'])} lines left out" if report["dropped"] else "",
        f"{len(report['restored'])} numbers restored" if report["restored"] else "",
        f"{len(report['unrecognised'])} lines not recognised" if report["unrecognised"] else "",
        f"{len(report['lost'])} lines with words lost" if report["lost"] else "nothing lost",
        "" if any(f["severity"] == "error" for f in report["findings"]) else "valid",
    ]
    lines.append("  " + "; ".join(part for part in left if part))
    lines += [
        f"  {f['severity']} {f['code']}"
        + (f" {f['place']}" if f["place"] else "")
        + f": {f['message']}"
        + (f" ({f['help']})" if f["help"] else "")
        for f in report["findings"]
        if f["severity"] != "information"
    ]
    return "\n".join(lines)


@contextmanager
def _folder(output: Path | None, *, needless: bool) -> Iterator[Path]:
    """The folder for many results: the one that was named, or one that goes with the deposit."""
    if output is None and needless:
        with tempfile.TemporaryDirectory(prefix="akn-") as name:
            yield Path(name)
        return
    if output is None:
        raise UnreadableError("several inputs need a folder for the results: give it with -o FOLDER")
    if output.exists() and not output.is_dir():
        raise UnreadableError(f"{output}: this is a file; several inputs need a folder")
    yield output


@contextmanager
def _depository(url: str | None) -> Iterator[Callable[[Path], str] | None]:
    """What deposits a file in the repository at `url`, and says what was refused, or "" ."""
    if url is None:
        yield None
        return
    from akn.cli.asking import asking, now  # noqa: PLC0415  # only with --to
    from akn.depositing import deposit_document  # noqa: PLC0415
    from akn.repositories import open_repository  # noqa: PLC0415

    with open_repository(url, create=True, durable=True, ask=asking()) as repository:

        def deposit(path: Path) -> str:
            receipt = deposit_document(path.name, path.read_bytes(), repository, now=now)
            return f"{path.name}: {receipt.reason}" if receipt.outcome == "refused" else ""

        yield deposit


def _many(  # noqa: PLR0913  # what the options say
    inputs: Sequence[Path],
    output: Path,
    report_path: Path | None,
    options: Any,
    *,
    jobs: int,
    skip_existing: bool,
    quiet: bool,
    deposit: Callable[[Path], str] | None,
) -> int:
    from akn.jobs import report_text, run, tasks_for  # noqa: PLC0415
    from akn.output import write_atomically  # noqa: PLC0415

    tasks = tasks_for(inputs, output)
    reports: list[dict[str, Any]] = []
    failed: list[str] = []
    done = skipped = 0
    with Progress(len(tasks), quiet=quiet) as progress:
        for outcome in run(tasks, options, jobs=jobs, skip_existing=skip_existing):
            name = str(outcome.task.source)
            if outcome.skipped:
                skipped += 1
                progress.tell(f"{name}: skipped, {outcome.task.target} exists")
                continue
            if outcome.report is None:
                failed.append(outcome.stopped)
                progress.tell(f"failed: {outcome.stopped}")
                continue
            done += 1
            reports.append(outcome.report)
            if deposit is not None:
                failed += [refused for path in outcome.written if (refused := deposit(path))]
            if not outcome.clean:
                first = next(f for f in outcome.report["findings"] if f["severity"] == "error")
                failed.append(f"{name}: {first['code']}: {first['message']}")
            progress.tell(_summary(outcome.report).splitlines()[0])
    if report_path is not None:
        write_atomically(report_path, report_text({"files": reports, "failed": failed}))
    if not quiet:
        click.echo(f"{done} converted, {skipped} skipped, {len(failed)} with errors or failed", err=True)
    for line in failed:
        click.echo(f"  {line}", err=True)
    if not done and not skipped:
        return COULD_NOT_RUN
    return FINDINGS if failed else CLEAN
