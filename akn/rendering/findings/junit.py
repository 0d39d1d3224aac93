"""The report as JUnit XML: one test case a file, failed where a finding reaches the threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from akn.legible import legible

if TYPE_CHECKING:
    from akn.findings import Finding
    from akn.rendering.findings import FileReport, Inspection


def render(report: Inspection) -> str:
    """One ``testsuite`` of all files, in the form that CI servers read."""
    failed = sum(1 for file in report.files if file.schema_valid is not None and report.failed(file))
    counts = {"tests": len(report.files), "failures": failed, "errors": len(report.unread), "skipped": 0}
    attributes = {key: str(value) for key, value in counts.items()}
    suites = etree.Element("testsuites", {"name": "akn validate", **attributes})
    suite = etree.SubElement(suites, "testsuite", {"name": "akn validate", **attributes, "time": "0"})
    for file, found in report.said():
        _case(suite, report, file, [one.whole for one in found])
    return etree.tostring(suites, encoding="unicode", pretty_print=True)


def _case(suite: etree._Element, report: Inspection, file: FileReport, shown: list[Finding]) -> None:
    classname = f"akn.validate.{_clean(file.document_type) or 'none'}"
    case = etree.SubElement(
        suite, "testcase", {"name": _clean(legible(file.file)), "classname": classname, "time": "0"}
    )
    if not shown:
        return
    heavy = [f for f in shown if f.severity.at_least(report.threshold)]
    if heavy:
        name = "error" if file.schema_valid is None else "failure"
        more = f" (and {len(heavy) - 1} more)" if len(heavy) > 1 else ""
        outcome = etree.SubElement(
            case, name, {"message": _clean(heavy[0].message) + more, "type": heavy[0].code}
        )
        outcome.text = "\n".join(_line(f) for f in heavy)
    light = [f for f in shown if not f.severity.at_least(report.threshold)]
    if light:
        etree.SubElement(case, "system-out").text = "\n".join(_line(f) for f in light)


def _line(finding: Finding) -> str:
    place = f"line {finding.line}: " if finding.line is not None else ""
    return _clean(
        f"{place}{finding.severity.value} {finding.code}: {finding.message}. {finding.help}".rstrip()
    )


def _clean(text: str) -> str:
    """`text` without what XML cannot hold."""
    return "".join(
        c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "�"
        for c in text
    )
