"""The report as SARIF 2.1.0, the form in which code-scanning services take findings."""

from __future__ import annotations

import hashlib
import json
import os
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from akn.findings import Finding, Severity

if TYPE_CHECKING:
    from akn.rendering.findings import FileReport, Inspection

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "note"}


def render(report: Inspection) -> str:
    """One SARIF log with one run, ended by a line break."""
    codes = list(dict.fromkeys(f.code for file in report.files for f in report.shown_in(file)))
    places = {code: number for number, code in enumerate(codes)}
    results = [_result(file, finding, places) for file in report.files for finding in report.shown_in(file)]
    run = {
        "tool": {
            "driver": {
                "name": "akn",
                "version": version("akn"),
                "rules": [_rule(code, report) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not report.unread}],
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, report: Inspection) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": code}
    described = report.explain(code)
    if described is not None:
        rule["shortDescription"] = {"text": described.title}
        if described.reason:
            rule["fullDescription"] = {"text": described.reason}
    return rule


def _result(file: FileReport, finding: Finding, places: dict[str, int]) -> dict[str, Any]:
    message = f"{finding.message}. {finding.help}" if finding.help else finding.message
    mark = hashlib.sha256(f"{finding.code}\n{finding.path}\n{finding.message}".encode()).hexdigest()
    return {
        "ruleId": finding.code,
        "ruleIndex": places[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [_location(file, finding)],
        "partialFingerprints": {"aknFinding/v1": mark},
    }


def _location(file: FileReport, finding: Finding) -> dict[str, Any]:
    uri = "stdin" if file.file == "-" else quote(os.fsencode(file.file.replace("\\", "/")))
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if finding.line is not None:
        physical["region"] = {"startLine": max(1, finding.line)}
        if finding.column is not None:
            physical["region"]["startColumn"] = max(1, finding.column)
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.path:
        name = finding.path.rpartition("/")[2]
        location["logicalLocations"] = [
            {"name": finding.eid or name, "fullyQualifiedName": finding.path, "kind": "element"}
        ]
    return location
