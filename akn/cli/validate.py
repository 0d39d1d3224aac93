"""``akn validate``: is this Akoma Ntoso right, and if not, what is to be done?"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version

import click

from akn.findings import Severity
from akn.reporting import FileReport, Report
from akn.validation.batch import Request, check_all, collect

#: Format to the module and function that write it; loaded only when asked for.
FORMATS: dict[str, str] = {
    "text": "akn.reporting.text",
    "json": "akn.reporting.json",
    "sarif": "akn.reporting.sarif",
    "junit": "akn.reporting.junit",
    "github": "akn.reporting.github",
}


def _codes(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(code.strip() for value in values for code in value.split(",") if code.strip())


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format", "format_", type=click.Choice(list(FORMATS)), default="text", help="Form of the report."
)
@click.option(
    "--select", multiple=True, metavar="CODES", help="Only these rules: codes or beginnings, with commas."
)
@click.option(
    "--ignore", multiple=True, metavar="CODES", help="Not these findings: codes or beginnings, with commas."
)
@click.option(
    "--severity", type=click.Choice([s.value for s in Severity]), default="error", show_default=True
)
@click.option("--no-rules", is_flag=True, help="The schema alone, none of the rules beyond it.")
@click.option("--profile", default="akn", show_default=True)
@click.option("--as-3.0", "as_standard", is_flag=True)
@click.option("--jobs", "-j", type=click.IntRange(min=1), default=1)
def validate(
    paths: tuple[str, ...],
    format_: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: str,
    no_rules: bool,
    profile: str,
    as_standard: bool,
    jobs: int,
) -> None:
    """Check Akoma Ntoso files."""
    request = Request(
        profile=profile,
        with_rules=not no_rules,
        select=_codes(select),
        ignore=_codes(ignore),
        as_standard=as_standard,
    )
    threshold = Severity(severity)
    files = collect(paths)
    reports = tuple(
        FileReport(file, v.schema_valid, v.namespace, v.document_type, v.findings, v.rules_run)
        for file, v in check_all(files, request, jobs)
    )
    shown = max(threshold, Severity.WARNING, key=lambda s: s.rank)
    report = Report(reports, version("akn"), threshold, shown)
    import importlib

    render: Callable[[Report], str] = importlib.import_module(FORMATS[format_]).render
    click.echo(render(report), nl=False)
    if report.unread:
        sys.exit(2)
    sys.exit(1 if any(report.failed(file) for file in reports) else 0)
