"""The report as SARIF 2.1.0, the form in which code-scanning services take findings."""

from __future__ import annotations

import hashlib
import json
import os
import re
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from akn.findings import Code, Finding, Severity
from akn.rendering.findings.pages import address, as_markdown, as_text
from akn.rendering.findings.paths import shown_path

if TYPE_CHECKING:
    from akn.rendering.findings import FileReport, Inspection

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "note"}
#: What a path is told from, so that a service finds the file in its repository.
_ROOT: Final = "%SRCROOT%"
#: What moves with the lines: a finding is the same when the text before it grows.
_MOVING: Final = re.compile(r"\[\d+\]|\bline \d+")


def render(report: Inspection) -> str:
    """One SARIF log with one run, ended by a line break."""
    shown = [(file, finding) for file in report.files for finding in report.shown_in(file)]
    codes = list(dict.fromkeys(finding.code for _, finding in shown))
    places = {code: number for number, code in enumerate(codes)}
    levels = {finding.code: finding.severity for _, finding in reversed(shown)}
    counts: dict[tuple[str, str], int] = {}
    run = {
        "tool": {
            "driver": {
                "name": "akn",
                "version": version("akn"),
                "informationUri": address(""),
                "rules": [_rule(code, levels[code], report) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not report.unread}],
        "results": [_result(file, finding, places, report.home, counts) for file, finding in shown],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, level: Severity, report: Inspection) -> dict[str, Any]:
    described = report.explain(code) or Code(code, level, "akn", code)
    title = described.title or code
    return {
        "id": code,
        "name": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": described.reason or title},
        "help": {"text": as_text(described), "markdown": as_markdown(described)},
        "helpUri": address(code),
        "defaultConfiguration": {"level": _LEVELS[described.severity]},
        "properties": {"tags": [described.group or "akn"]},
    }


def _result(
    file: FileReport, finding: Finding, places: dict[str, int], home: str, counts: dict[tuple[str, str], int]
) -> dict[str, Any]:
    message = f"{finding.message}. {finding.help}" if finding.help else finding.message
    told = _MOVING.sub("", f"{finding.code}\n{finding.path}\n{finding.message}")
    number = counts[file.file, told] = counts.get((file.file, told), 0) + 1
    mark = hashlib.sha256(f"{told}\n{number}".encode("utf-8", "backslashreplace")).hexdigest()
    return {
        "ruleId": finding.code,
        "ruleIndex": places[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [_location(file, finding, home)],
        "partialFingerprints": {"aknFinding/v1": mark},
        "properties": {"group": finding.group or finding.code},
    }


def _location(file: FileReport, finding: Finding, home: str) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(file.file, home)}
    # A service shows a finding only where it has a line.
    physical["region"] = {"startLine": max(1, finding.line or 1)}
    if finding.column is not None:
        physical["region"]["startColumn"] = max(1, finding.column)
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.path:
        name = finding.path.rpartition("/")[2]
        location["logicalLocations"] = [
            {"name": finding.eid or name, "fullyQualifiedName": finding.path, "kind": "element"}
        ]
    return location


def _artifact(file: str, home: str) -> dict[str, Any]:
    if file == "-":
        return {"uri": "stdin"}
    below = os.path.relpath(Path(home or ".", file), home or ".")
    if below.startswith(".."):
        return {"uri": Path(home or ".", file).resolve().as_uri()}
    named = shown_path(file, home or str(Path.cwd()))
    return {"uri": quote(os.fsencode(named.replace("\\", "/"))), "uriBaseId": _ROOT}
