"""The report as text for people, in colour on a terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, assert_never

import click

from akn.findings import Finding, Severity
from akn.legible import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.rendering.findings import FileReport, Inspection
    from akn.rendering.findings.grouping import Group

#: What makes a text look otherwise: the text, a colour or "", and whether it is bold, or dim.
_Style: TypeAlias = Callable[..., str]


def render(report: Inspection) -> Iterator[str]:
    """Yield every finding in its place, then one line that sums up."""
    yield from _written(report, _plain)


def show(report: Inspection) -> bool:
    """Print the same in colour."""
    for piece in _written(report, click.style):
        click.echo(piece, nl=False, color=True)
    return True


def _plain(text: str, **look: object) -> str:
    del look
    return text


def _written(report: Inspection, style: _Style) -> Iterator[str]:
    for file, found in report.said():
        yield _file(file, found, style)
    yield summary(report) + "\n"


def _file(file: FileReport, found: list[Group], style: _Style) -> str:
    said = "".join(_finding(file.file, one.whole, style) for one in found)
    return f"{said}{style(file.file, bold=True)}: {file.level_said}\n" if file.level_said else said


def _finding(file: str, finding: Finding, style: _Style) -> str:
    place = ":".join(str(part) for part in (file, finding.line, finding.column) if part is not None)
    label = style(finding.severity.value, fg=_colour(finding.severity), bold=True)
    code, message = harmless(finding.code), harmless(finding.message)
    lines = [f"{style(harmless(place), bold=True)}: {label} {code}: {message}"]
    if finding.path:
        near = f" (eId {finding.eid})" if finding.eid else ""
        lines.append(style(harmless(f"    in {finding.path}{near}"), dim=True))
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
        are = "is" if report.skipped == 1 else "are"
        parts.append(f"{_count(report.skipped, 'XML file')} skipped that {are} no Akoma Ntoso")
    return ", ".join(parts)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
