"""What a stage remarks without stopping: one `Finding` for one cause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is, gravest first."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"

    @property
    def rank(self) -> int:
        """0 for an error, growing as it gets lighter."""
        return _RANKS[self]

    def at_least(self, threshold: Severity) -> bool:
        """Whether this is as grave as `threshold`, or graver."""
        return self.rank <= threshold.rank


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark: what is wrong, where, and how to mend it.

    `line` and `column` (1-based) are those of the file that was looked at: the
    source text for a conversion, the XML for a validation. `source_line` is
    set where a finding about converted XML can be traced to the text it came
    from. `path` is a path of local names (``/akomaNtoso/statement/meta``) and
    `eid` the nearest eId. `help` is the remedy, one sentence.
    """

    code: str
    severity: Severity
    message: str
    line: int | None = None
    column: int | None = None
    path: str = ""
    eid: str = ""
    help: str = ""
    source_line: int | None = None


def gravest(findings: Iterable[Finding]) -> Severity | None:
    """The gravest severity among `findings`, or None where there are none."""
    return min((f.severity for f in findings), key=lambda s: s.rank, default=None)
