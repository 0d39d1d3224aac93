"""The report as text for people, in colour on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import click

from akn.findings import Finding, Severity
from akn.legible import harmless

if TYPE_CHECKING:
    from akn.rendering.findings import FileReport, Inspection
    from akn.rendering.findings.grouping import Group


def render(report: Inspection) -> str:
    """Every finding in its place, then one line that sums up."""
    return click.unstyle(_coloured(report))


def show(report: Inspection) -> bool:
    """Print the same in colour."""
    click.echo(_coloured(report), nl=False, color=True)
    return True


def _coloured(report: Inspection) -> str:
    return "".join(_file(file, found) for file, found in report.said()) + summary(report) + "\n"


def _file(file: FileReport, found: list[Group]) -> str:
    said = "".join(_finding(file.file, one.whole) for one in found)
    return f"{said}{click.style(file.file, bold=True)}: {file.level_said}\n" if file.level_said else said


def _finding(file: str, finding: Finding) -> str:
    place = ":".join(str(part) for part in (file, finding.line, finding.column) if part is not None)
    colour = _colour(finding.severity)
    label = click.style(finding.severity.value, fg=colour, bold=True)
    code, message = harmless(finding.code), harmless(finding.message)
    lines = [f"{click.style(harmless(place), bold=True)}: {label} {code}: {message}"]
    if finding.path:
        near = f" (eId {finding.eid})" if finding.eid else ""
        lines.append(click.style(harmless(f"    in {finding.path}{near}"), dim=True))
    if finding.help:
        lines.append(f"    help: {harmless(finding.help)}")
    return "\n".join(lines) + "\n"


def _colour(severity: Severity) -> str:
    match severity:
        case Severity.ERROR:
            return "red"
        case Severity.WARNING:
            return "yellow"
        case Severity.INFORMATION:
            return "blue"
        case _:
            assert_never(severity)


def summary(report: Inspection) -> str:
    """One line: how many files, how many findings of each severity, what was not shown."""
    files = report.files
    clean = sum(1 for file in files if file.schema_valid and not report.shown_in(file))
    parts = [_count(len(files), "file"), f"{clean} clean"]
    invalid = sum(1 for file in files if file.schema_valid is False)
    if invalid:
        parts.append(f"{invalid} not valid by the schema")
    if report.unread:
        parts.append(f"{len(report.unread)} could not be read")
    parts += [
        _count(report.count(Severity.ERROR), "error"),
        _count(report.count(Severity.WARNING), "warning"),
    ]
    hidden = report.count(Severity.INFORMATION)
    if hidden and not Severity.INFORMATION.at_least(report.shown):
        parts.append(f"{hidden} of information (shown with --severity information)")
    if report.known:
        parts.append(f"{report.known} known from the baseline")
    if report.unsaid:
        parts.append(f"{report.unsaid} not shown (--max-findings)")
    if report.skipped:
        parts.append(f"{_count(report.skipped, 'XML file')} skipped that {'is' if report.skipped == 1 else 'are'} no Akoma Ntoso")
    return ", ".join(parts)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
