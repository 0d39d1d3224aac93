"""The report of a conversion, as JSON (``schemas/conversion-report.schema.json``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from akn.accounting import Lost
from akn.findings import Finding
from akn.source import Dropped


@dataclass(frozen=True, slots=True)
class Restored:
    """A number that the source had lost: where it stands, what the source printed, what was written."""

    eid: str
    source: str
    written: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Text that stands where it stood, with the nearest eId."""

    line: int
    text: str
    eid: str


@dataclass(frozen=True, slots=True)
class Report:
    """All there is to say of one conversion; `None` and empty is what could not be read."""

    source: str
    sha256: str
    format: str
    encoding: str
    institution: str
    kind: str
    language: str
    language_certainty: float
    language_reason: str
    number: str | None
    date: str | None
    iri: str
    iris: tuple[str, ...]
    counts: dict[str, int]
    dropped: tuple[Dropped, ...] = ()
    unrecognised: tuple[Unplaced, ...] = ()
    restored: tuple[Restored, ...] = ()
    lost: tuple[Lost, ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {
            "source": self.source,
            "sha256": self.sha256,
            "format": self.format,
            "encoding": self.encoding,
            "institution": self.institution,
            "kind": self.kind,
            "language": self.language,
            "languageCertainty": self.language_certainty,
            "languageReason": self.language_reason,
            "number": self.number,
            "date": self.date,
            "iri": self.iri,
            "iris": list(self.iris),
            "counts": self.counts,
            "dropped": [{"line": d.line, "text": d.text, "reason": d.reason} for d in self.dropped],
            "unrecognised": [{"line": u.line, "text": u.text, "eId": u.eid} for u in self.unrecognised],
            "restored": [{"eId": r.eid, "source": r.source, "written": r.written} for r in self.restored],
            "lost": [{"line": gone.line, "text": gone.text} for gone in self.lost],
            "findings": [finding_json(f) for f in self.findings],
        }


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding of a conversion: `line` is that of the source text."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "line": finding.source_line if finding.source_line is not None else finding.line,
        "eId": finding.eid,
        "help": finding.help,
    }


def counts_of(names: Sequence[str]) -> dict[str, int]:
    """How many of each part, from the local names of all elements."""
    tally = dict.fromkeys(("citation", "recital", "paragraph", "point", "indent", "item", "division", "authorialNote", "attachment"), 0)
    for name in names:
        if name in tally:
            tally[name] += 1
    return {
        "citations": tally["citation"],
        "recitals": tally["recital"],
        "paragraphs": tally["paragraph"],
        "points": tally["point"] + tally["indent"] + tally["item"],
        "divisions": tally["division"],
        "footnotes": tally["authorialNote"],
        "attachments": tally["attachment"],
    }
