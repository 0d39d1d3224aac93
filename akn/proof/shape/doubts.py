"""A doubt of the shape proof as a finding. What each code means stands in the table of all codes."""

from __future__ import annotations

from akn.findings import Finding, codes

_GROUP = "structure of a conversion"


def doubt(code: str, message: str, *, line: int | None = None, eid: str = "") -> Finding:
    """A finding of `code`: `message` says what was seen; gravity and remedy are those of the table."""
    known = codes()[code]
    return Finding(code, known.severity, message, eid=eid, help=known.remedy, source_line=line)


def is_doubt(finding: Finding) -> bool:
    """Whether `finding` is one of the proof of shape: of the group of codes that it has."""
    return is_doubt_code(finding.code)


def is_doubt_code(code: str) -> bool:
    """Whether `code` is one of the proof of shape."""
    known = codes().get(code)
    return known is not None and known.group == _GROUP


def quoted(text: str) -> str:
    """`text` in quotation marks, cut where it is long."""
    short = " ".join(text.split())
    return f"“{short if len(short) <= 80 else short[:79] + '…'}”"
