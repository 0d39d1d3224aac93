"""``akn validate``: is this Akoma Ntoso right, and if not, what is to be done."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from akn.cli import CLEAN, COULD_NOT_RUN, FINDINGS
from akn.cli.forms import NamedFile, form_option
from akn.errors import UnreadableError
from akn.findings import Finding, Severity
from akn.jobs.checking import check_all
from akn.jobs.walking import XML, find
from akn.output import write_atomically
from akn.rendering import show
from akn.rendering.findings import SUMMED_UP, FileReport, Inspection
from akn.rendering.findings.plain import summary
from akn.terminal import Progress, put, say
from akn.validation import conformance, settings
from akn.validation.checker import SECONDS, Checker, Request, read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from akn.findings import Code

_EXAMPLES = """\b
Examples:
  akn validate file.xml
  akn validate repo/ --jobs 4 --exclude 'build/*'
  akn validate - < file.xml
  akn validate *.xml --format sarif > akn.sarif
  akn validate *.xml --select EID,REF001 --ignore META003 --severity warning
  akn validate file.xml --fix              show what can safely be mended
  akn validate file.xml --fix --write      and mend it

\b
Settings come from akn.toml, or [tool.akn] in pyproject.toml, at or above the
current directory: profile, select, ignore, severity, exclude, rules,
schematron, jobs, max-size. An option of the command line overrules them.
They may come from a stranger: rules and schematron in them want --trust-settings.
"""


@click.command(epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, required=True, type=NamedFile(allow_dash=True), metavar="PATH...")
@form_option("findings", "Form of the report.", default="text")
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    help="Ask only these rules: codes or how they begin (EID,REF001).",
)
@click.option(
    "--ignore", multiple=True, metavar="CODES", help="Leave these findings out: codes or how they begin."
)
@click.option(
    "--severity",
    type=click.Choice([s.value for s in Severity]),
    help="Exit with 1 from this severity up; by default error. Warnings are always shown, information only "
    "with “--severity information”.",
)
@click.option(
    "--profile",
    metavar="NAME",
    help="Add the rules of a profile, such as resolution; by default akn; "
    "“conformance” says which level of the standard each file reaches.",
)
@click.option("--no-rules", is_flag=True, help="Ask the schema alone, none of the rules beyond it.")
@click.option(
    "--rules", "rule_files", multiple=True, metavar="FILE", help="Add the rules in a Python file of your own."
)
@click.option("--schematron", multiple=True, metavar="FILE", help="Add the rules of an ISO Schematron file.")
@click.option(
    "--as-3.0",
    "as_standard",
    is_flag=True,
    help="Read other namespaces (drafts, LegalDocML.de) as the standard’s.",
)
@click.option("--isolated", is_flag=True, help="Look for no settings.")
@click.option("--trust-settings", is_flag=True, help="Run the rules and Schematron that the settings name.")
@click.option("--exclude", multiple=True, metavar="PATTERN", help="Skip such files in directories.")
@click.option("--jobs", "-j", type=click.IntRange(1), help="Processes that share the files; by default 1.")
@click.option(
    "--max-size", type=click.IntRange(1), metavar="MB", help="Refuse larger files unread; by default 32."
)
@click.option(
    "--max-seconds",
    type=click.IntRange(1),
    default=SECONDS,
    metavar="SECONDS",
    help="End rules (--rules) and Schematron that take longer for one file; by default 60.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Show as a diff what can safely be mended: no word changes, nothing is made up.",
)
@click.option("--write", is_flag=True, help="With --fix: mend the files, then report what is left.")
def validate(paths: tuple[str, ...], form: str, **given: Any) -> None:
    """Check Akoma Ntoso files: the official schema in plain words, then the rules beyond it.

    PATH is a file, a directory (every .xml and .akn in it), or “-” for standard
    input. Findings go to standard output, progress and the summary of machine
    formats to standard error.

    The rules beyond the schema are asked of what the schema accepts. Exit
    codes: 0 nothing of the chosen severity or above; 1 findings; 2 could not
    run, or some file could not be read.
    """
    if given["write"] and not given["fix"]:
        raise click.UsageError("--write applies what --fix finds: give both")
    if given["isolated"] and given["trust_settings"]:
        raise click.UsageError("--isolated looks for no settings that --trust-settings could trust")
    chosen = _chosen(given)
    request = Request(
        profile=chosen.profile,
        with_rules=not given["no_rules"],
        select=chosen.select,
        ignore=chosen.ignore,
        rule_files=chosen.rules,
        schematron=chosen.schematron,
        as_standard=given["as_standard"],
        max_size=chosen.max_size,
        seconds=given["max_seconds"],
    )
    inputs = [Path(path) for path in paths]
    found = find(inputs, XML, "XML file to validate", exclude=chosen.exclude, must_exist=False)
    files = list(map(str, found.files))
    if given["fix"]:
        _fix(files, request.max_size, write=given["write"])
    threshold = Severity(chosen.severity)
    report = _report(_checked(files, request, chosen.jobs), request, threshold)
    if not given["fix"] or given["write"]:
        _show(report, form)
    say(found.left_alone)
    if report.unread:
        sys.exit(COULD_NOT_RUN)
    sys.exit(FINDINGS if any(report.failed(file) for file in report.files) else CLEAN)


def _chosen(given: dict[str, Any]) -> settings.Settings:
    """Return the settings of the project, overruled by the command line where it says something."""
    place = None if given["isolated"] else settings.find(Path.cwd())
    held = settings.load(place, trusted=given["trust_settings"])
    changes: dict[str, Any] = {
        name: given[name] for name in ("severity", "profile", "jobs", "max_size") if given[name]
    }
    for name in ("select", "ignore"):
        if given[name]:
            changes[name] = tuple(c.strip() for value in given[name] for c in value.split(",") if c.strip())
    for name, option in (("rules", "rule_files"), ("schematron", "schematron"), ("exclude", "exclude")):
        if given[option]:
            changes[name] = tuple(given[option])
    return replace(held, **changes)


def _fix(files: Sequence[str], max_size: int, *, write: bool) -> None:
    """Show what can safely be mended in `files`, as a diff on standard output; with `write`, mend them.

    Files are replaced whole or not at all. Which were mended, which could not be
    read, and how many there were goes to standard error.
    """
    from akn.validation.mending.applying import diff, mended  # noqa: PLC0415  # 30 ms, and only --fix wants it

    if write and "-" in files:
        raise UnreadableError("standard input cannot be mended in place; name the file")
    changed = 0
    for file in files:
        data = read(file, max_size)
        if isinstance(data, Finding):
            say(f"{file}: {data.message}")
            continue
        better = mended(data)
        changed += better != data
        if better != data and write:
            write_atomically(Path(file), better)
            say(f"{file}: mended")
        elif better != data:
            put(diff(data, better, file))
    done = "mended" if write else "could be mended; --write does it"
    say(f"{changed} of {len(files)} {'file' if len(files) == 1 else 'files'} {done}")


def _checked(files: Sequence[str], request: Request, jobs: int) -> tuple[FileReport, ...]:
    """Return the verdicts; while they come in, a bar on standard error where that is a terminal."""
    reports = []
    with Progress(len(files), "validating") as progress:
        for name, v in check_all(files, request, jobs):
            file = FileReport(name, v.schema_valid, v.namespace, v.document_type, v.findings, v.rules_run)
            if request.profile == conformance.PROFILE and v.schema_valid is not None:
                reached = conformance.level(v.findings, schema_valid=v.schema_valid)
                file = replace(file, level=reached.number, level_said=str(reached))
            reports.append(file)
            progress.tell()
    return tuple(reports)


def _report(files: tuple[FileReport, ...], request: Request, threshold: Severity) -> Inspection:
    def known() -> Mapping[str, Code]:
        from akn.validation.codes import table  # noqa: PLC0415  # only where a form explains its codes

        return table(Checker(request).rules)

    shown = max(threshold, Severity.WARNING, key=lambda severity: severity.rank)
    return Inspection(files, threshold, shown, codes=cache(known))


def _show(report: Inspection, form: str) -> None:
    show(report, form)
    if form not in SUMMED_UP:
        say(summary(report))
