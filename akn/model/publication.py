"""Where a document was printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Publication:
    """An issue of a journal: what the journal is called, how the page names it or "", the issue, its day (ISO)."""

    journal: str
    shown: str
    issue: str
    date: str
