"""Findings with one cause as one thing to say: the first place, how many more, and where the next ones are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from akn.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from akn.findings import Finding
    from akn.rendering.findings import Inspection

#: So many further places are named by their lines.
_NAMED: Final = 5


class Group(Struct, frozen=True):
    """Findings of one file with one cause: the first, how many there are, and the lines of the next few."""

    first: Finding
    count: int
    lines: tuple[int, ...]

    @property
    def message(self) -> str:
        """What is said of it: the words of the first, and how often and where it is so besides."""
        more = self.count - 1
        if not more:
            return self.first.message
        places = "1 more place" if more == 1 else f"{more} more places"
        if not self.lines:
            return f"{self.first.message} (and in {places})"
        named = ", ".join(map(str, self.lines))
        rest = " …" if more > len(self.lines) else ""
        word = "line" if len(self.lines) == 1 and not rest else "lines"
        return f"{self.first.message} (and in {places}: {word} {named}{rest})"

    @property
    def whole(self) -> Finding:
        """The first finding, saying that there are more."""
        return replace(self.first, message=self.message)


def groups(findings: Iterable[Finding]) -> list[Group]:
    """Return `findings` by their cause and severity, in the order of the first of each."""
    held: dict[tuple[str, Severity], list[Finding]] = {}
    for finding in findings:
        held.setdefault(
            (finding.group or f"{finding.code} {finding.message} {finding.line}", finding.severity), []
        ).append(finding)
    return [Group(every[0], len(every), _lines(every)) for every in held.values()]


def _lines(every: list[Finding]) -> tuple[int, ...]:
    """Return the lines of all but the first, each once, as far as they are named."""
    found: dict[int, None] = {}
    for finding in every[1:]:
        if finding.line is not None:
            found.setdefault(finding.line)
        if len(found) == _NAMED:
            break
    return tuple(found)


def statistics(report: Inspection) -> str:
    """Return one line for each code that was met, the commonest first: how often, its level, and what it stands for."""
    counts: Counter[tuple[str, Severity]] = Counter(
        (f.code, f.severity) for file in report.files for f in file.findings
    )
    if not counts:
        return ""
    width = len(str(counts.most_common(1)[0][1]))
    codes = max(len(code) for code, _ in counts)
    levels = max(len(level.value) for _, level in counts)
    lines = []
    for (code, level), count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
        described = report.explain(code)
        title = described.title if described is not None else ""
        lines.append(f"{count:>{width}}  {code:<{codes}}  {level.value:<{levels}}  {title}".rstrip())
    return "".join(f"{line}\n" for line in lines)
