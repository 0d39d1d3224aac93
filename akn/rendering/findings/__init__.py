"""Findings to what people and pipelines read: text, JSON, SARIF, JUnit, annotations."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from akn.findings import Code, Finding, Severity, codes
from akn.rendering.findings.grouping import Group, groups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


#: The forms that end with the summary themselves.
SUMMED_UP = frozenset({"text", "github"})
#: The forms that say findings of one cause once.
BRIEF = frozenset({"text", "github", "junit"})


class FileReport(Struct, frozen=True):
    """What was found in one file.

    `file` is the path as given, or ``-`` for standard input. `schema_valid` is
    None where no verdict could be had: the file could not be read.
    `rules_run` says whether the rules beyond the schema were asked. `level` is
    that of conformance, and `level_said` the same in words, where it was asked for.
    `light` findings, all of information, were only counted.
    """

    file: str
    schema_valid: bool | None
    namespace: str
    document_type: str
    findings: tuple[Finding, ...]
    rules_run: bool = False
    level: int | None = None
    level_said: str = ""
    light: int = 0


class Inspection(Struct, frozen=True):
    """All files of one run.

    `threshold` is the severity from which a finding counts as a failure.
    Findings lighter than `shown` are counted, not shown; of the others the first
    `most`, if it is not None. `codes` gives the table of all codes that may occur,
    to a form that explains them. `skipped` files were no Akoma Ntoso, `known` findings
    are those of a baseline, `home` is the directory from which paths are named.
    """

    files: tuple[FileReport, ...]
    threshold: Severity = Severity.ERROR
    shown: Severity = Severity.WARNING
    codes: Callable[[], Mapping[str, Code]] = codes
    most: int | None = None
    skipped: int = 0
    known: int = 0
    home: str = ""

    def explain(self, code: str) -> Code | None:
        """What `code` stands for, where it is known; for a test of a Schematron (``SCH-id``) what all stand for."""
        known = self.codes()
        return known.get(code) or known.get(code.partition("-")[0])

    def shown_in(self, file: FileReport) -> tuple[Finding, ...]:
        """Return the findings of `file` that are to be shown."""
        shown = _from(self.shown)
        return tuple(f for f in file.findings if f.severity in shown)

    def said(self) -> Iterator[tuple[FileReport, list[Group]]]:
        """Yield each file with what is to be said of it, findings of one cause in one, no more than `most` in all."""
        left = self.most
        for file in self.files:
            found = groups(self.shown_in(file))
            if left is not None:
                found = found[:left]
                left -= len(found)
            yield file, found

    @property
    def unsaid(self) -> int:
        """How many things were left unsaid because there were more than `most`."""
        if self.most is None:
            return 0
        every = sum(len(groups(self.shown_in(file))) for file in self.files)
        return max(0, every - self.most)

    def failed(self, file: FileReport) -> bool:
        """Whether `file` has a finding of the threshold or above."""
        grave = _from(self.threshold)
        return any(f.severity in grave for f in file.findings)

    def count(self, severity: Severity) -> int:
        """How many findings of exactly this severity there are, shown or not."""
        found = sum(1 for file in self.files for f in file.findings if f.severity is severity)
        return found + sum(file.light for file in self.files if severity is Severity.INFORMATION)

    @property
    def unread(self) -> tuple[FileReport, ...]:
        """The files that could not be read."""
        return tuple(file for file in self.files if file.schema_valid is None)


@cache
def _from(severity: Severity) -> frozenset[Severity]:
    """Return `severity` and those above it, to be asked of many findings."""
    return frozenset(one for one in Severity if one.at_least(severity))
