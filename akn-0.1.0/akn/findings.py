"""What a stage remarks without stopping: one `Finding` for one cause, and the table of what their codes mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, Self

from msgspec import Struct

from akn import ready


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


class Code(Struct, frozen=True):
    """What a code stands for, wherever it is printed.

    `group` says where it comes from. `title` is one line, `reason` says why it matters, `remedy` what to do.
    `message` is what a finding of this code says, with names in braces for what is filled in; "" where it
    is said elsewhere. `bad` and `good` are pieces of XML that show it, where there are any. `measured` says how often
    it was met on real documents, and how often wrongly, where that was counted.
    """

    code: str
    severity: Severity
    group: str
    title: str
    reason: str = ""
    remedy: str = ""
    message: str = ""
    bad: str = ""
    good: str = ""
    measured: str = ""


@cache
def codes() -> Mapping[str, Code]:
    """Return the codes of ``findings.toml``, in its order.

    Those of the rules and of breaches of the schema join them in `akn.validation.codes`.
    """
    return MappingProxyType(
        {
            code: Code(
                code,
                Severity(entry["severity"]),
                entry["group"],
                entry["title"],
                entry["reason"],
                entry["help"],
                entry.get("message", ""),
            )
            for code, entry in ready.load("findings.toml").items()
        }
    )


class Finding(Struct, frozen=True):
    """One remark: what is wrong, where, and how to mend it.

    `line` and `column` (1-based) are those of the file that was looked at: the
    source text for a conversion, the XML for a validation. `source_line` is
    set where a finding about converted XML can be traced to the text it came
    from. `path` is a path of local names (``/akomaNtoso/statement/meta``) and
    `eid` the nearest eId. `help` is the remedy, one sentence. Findings of one
    file that share a `group` have one cause, and are told once, with a count.
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
    group: str = ""

    @classmethod
    def of(  # one parameter a field
        cls,
        code: str,
        *,
        severity: Severity | None = None,
        line: int | None = None,
        source_line: int | None = None,
        eid: str = "",
        **words: object,
    ) -> Self:
        """Return a finding in the words of the table: the message and remedy of `code`, filled with `words`.

        `severity` overrules that of the table. Raises `KeyError` for a code that the table does not hold, and
        for a word that a message wants and `words` lacks.
        """
        entry = codes()[code]
        return cls(
            code,
            severity or entry.severity,
            entry.message.format_map(words),
            line=line,
            eid=eid,
            help=entry.remedy.format_map(words),
            source_line=source_line,
        )

    def as_json(self, place: Callable[[int | None], str | None] | None = None) -> dict[str, Any]:
        """Return the finding as plain values.

        With `place`, which says where a line of the source stands, it is that of a conversion: `line` is that
        of the source, and there is no place in the XML but the eId, and no group.
        """
        where: dict[str, Any]
        if place is None:
            where = {"line": self.line, "column": self.column, "path": self.path}
        else:
            line = self.line if self.source_line is None else self.source_line
            where = {"line": line, "place": place(line)}
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            **where,
            "eId": self.eid,
            "help": self.help,
            **({} if place is not None else {"group": self.group or self.code}),
        }


def gravest(findings: Iterable[Finding]) -> Severity | None:
    """The gravest severity among `findings`, or None where there are none."""
    return min((f.severity for f in findings), key=lambda s: s.rank, default=None)
