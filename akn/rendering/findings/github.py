"""The report as workflow commands: GitHub shows each finding beside its line."""

from __future__ import annotations

from akn.findings import Finding, Severity
from akn.legible import legible
from akn.rendering.findings import Inspection, plain
from akn.rendering.findings.paths import shown_path

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "notice"}


def render(report: Inspection) -> str:
    """One command a line for each finding, then the summary as plain text."""
    lines = [
        _command(shown_path(file.file, report.home), one.whole)
        for file, found in report.said()
        for one in found
    ]
    return "\n".join([*lines, plain.summary(report)]) + "\n"


def _command(file: str, finding: Finding) -> str:
    where = {
        "file": legible(file),
        "line": finding.line,
        "col": finding.column,
        "title": f"akn {finding.code}",
    }
    properties = ",".join(
        f"{key}={_property(str(value))}" for key, value in where.items() if value is not None
    )
    message = f"{finding.message}. {finding.help}" if finding.help else finding.message
    return f"::{_LEVELS[finding.severity]} {properties}::{_data(message)}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
