"""The report as JSON; its form is ``schemas/validation-report.schema.json``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from akn.findings import Finding, Severity

if TYPE_CHECKING:
    from akn.reporting import FileReport, Report


def render(report: Report) -> str:
    """Return the whole report as one JSON object, ended by a line break."""
    return json.dumps(_report(report), ensure_ascii=False, indent=2) + "\n"


def _report(report: Report) -> dict[str, Any]:
    return {
        "tool": {"name": "akn", "version": report.version},
        "summary": {
            "files": len(report.files),
            "schemaValid": sum(1 for file in report.files if file.schema_valid),
            "failed": sum(1 for file in report.files if report.failed(file)),
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "information": report.count(Severity.INFORMATION),
        },
        "files": [_file(report, file) for file in report.files],
    }


def _file(report: Report, file: FileReport) -> dict[str, Any]:
    return {
        "file": file.file,
        "schemaValid": file.schema_valid,
        "namespace": file.namespace,
        "documentType": file.document_type,
        "rulesRun": file.rules_run,
        "findings": [_finding(finding) for finding in report.shown_in(file)],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "line": finding.line,
        "column": finding.column,
        "path": finding.path,
        "eId": finding.eid,
        "help": finding.help,
    }
