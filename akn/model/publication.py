"""Where a document was printed."""

from __future__ import annotations

from msgspec import Struct


class Publication(Struct, frozen=True):
    """An issue of a journal: what the journal is called, how the page names it or "", the issue, its day (ISO)."""

    journal: str
    shown: str
    issue: str
    date: str
