"""The report as JSON; its form is ``schemas/validation-report.schema.json``."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from akn.findings import Severity
from akn.legible import all_legible, legible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.rendering.findings import FileReport, Inspection


def render(report: Inspection) -> str:
    """Return the whole report as one JSON object, a finding a line, ended by a line break."""
    head = ",\n".join(f'  "{key}": {_line(value)}' for key, value in _head(report).items())
    files = ",\n".join(_file(report, file) for file in report.files)
    return f'{{\n{head},\n  "files": [\n{files}\n  ]\n}}\n'


#: Made once: `json.dumps` would make an encoder for every finding.
_line = json.JSONEncoder(ensure_ascii=False).encode


def _head(report: Inspection) -> dict[str, Any]:
    return {
        "tool": {"name": "akn", "version": version("akn")},
        "summary": {
            "files": len(report.files),
            "schemaValid": sum(1 for file in report.files if file.schema_valid),
            "failed": sum(1 for file in report.files if report.failed(file)),
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "information": report.count(Severity.INFORMATION),
            "skipped": report.skipped,
            "known": report.known,
        },
    }


def render_lines(report: Inspection) -> Iterator[str]:
    """Yield one JSON object a file, each on a line of its own: what `render` holds under ``files``."""
    for file in report.files:
        found = [all_legible(one.as_json()) for one in report.shown_in(file)]
        yield _line({**_about(file), "findings": found}) + "\n"


def _about(file: FileReport) -> dict[str, Any]:
    return {
        "file": legible(file.file),
        "schemaValid": file.schema_valid,
        "namespace": file.namespace,
        "documentType": file.document_type,
        "rulesRun": file.rules_run,
        **({} if file.level is None else {"conformanceLevel": file.level}),
    }


def _file(report: Inspection, file: FileReport) -> str:
    head = _about(file)
    findings = ",\n".join(f"      {_line(all_legible(one.as_json()))}" for one in report.shown_in(file))
    inside = f"[\n{findings}\n    ]" if findings else "[]"
    return f'    {_line(head)[:-1]}, "findings": {inside}}}'
