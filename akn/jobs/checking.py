"""Files of Akoma Ntoso to verdicts, by one process or by several, and all verdicts to one report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from akn.findings import Finding, Severity
from akn.jobs.pool import in_order
from akn.jobs.work import Lost
from akn.places import STANDARD_INPUT, Place, bound_to_process
from akn.rendering.findings import FileReport, Inspection
from akn.validation.checker import Checker, Request, read
from akn.validation.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from akn.findings import Code
    from akn.validation.baseline import Baseline


#: The profile that asks how far a document conforms.
_CONFORMANCE = "conformance"

#: What to do where the user's own rules or Schematron were asked.
_STRANGE = (
    "Leave out --rules and --schematron: one of them may have ended the process, or needs more time"
    " (--max-seconds)."
)


def check_all(files: Sequence[Place], request: Request, jobs: int = 1) -> Iterator[tuple[Place, Verdict]]:
    """Yield each file with its verdict, in the order of `files`; `jobs` is how many processes share the work.

    Standard input (``-``) belongs to this process, which then reads it. Rules and
    Schematron of the user's own are asked in processes apart, where they cannot
    end this one, and have `request.seconds` for each file.

    Raises:
        TableError: a rule, profile, schema or file of rules that `request` names does not exist.
    """
    strange = bool(request.rule_files or request.schematron)
    several = jobs > 1 and len(files) > 1 and STANDARD_INPUT not in files and not bound_to_process(files)
    items = [_item(file, request) if strange else file for file in files]
    verdicts = in_order(
        partial(_checker, request),
        items,
        processes=jobs if several else 1,
        seconds=request.seconds if strange else None,
    )
    for file, verdict in zip(files, verdicts, strict=True):
        yield file, _unchecked(verdict, strange=strange) if isinstance(verdict, Lost) else verdict


def _item(file: Place, request: Request) -> Place | bytes:
    """What a process apart is given: it has no standard input."""
    data = read(file, request.max_size) if file == STANDARD_INPUT or bound_to_process([file]) else file
    return file if isinstance(data, Finding) else data


def _checker(request: Request) -> Callable[[Place | bytes], Verdict]:
    checker = Checker(request)
    return lambda item: checker.judge(item) if isinstance(item, bytes) else checker.check(item)


def _unchecked(lost: Lost, *, strange: bool) -> Verdict:
    finding = Finding.of("FILE003", why=lost.reason)
    if strange:
        finding = replace(finding, help=_STRANGE)
    return Verdict(schema_valid=None, namespace="", document_type="", findings=(finding,))


def inspect(
    files: Sequence[Place],
    request: Request,
    *,
    named: Collection[Place],
    jobs: int = 1,
    baseline: Baseline | None = None,
    tell: Callable[[], None] = lambda: None,
) -> Inspection:
    """Return the report on `files`, all findings in it but those that `baseline` knows.

    XML that is no Akoma Ntoso is counted and left out, unless it was `named` itself. `tell` is called after each file.

    Raises:
        TableError: as `check_all`.
    """
    reports, skipped = [], 0
    for name, verdict in check_all(files, request, jobs):
        if verdict.is_other and name not in named:
            skipped += 1
        else:
            reports.append(_report(str(name), verdict, request, baseline))
        tell()

    def known() -> Mapping[str, Code]:
        from akn.validation.codes import table  # noqa: PLC0415  # only where a form explains its codes

        return table(Checker(request).rules)

    return Inspection(
        tuple(reports),
        codes=cache(known),
        skipped=skipped,
        known=0 if baseline is None else baseline.hidden,
        home=str(Path.cwd()),
    )


def _report(name: str, verdict: Verdict, request: Request, baseline: Baseline | None) -> FileReport:
    shown = request.stdin_name if name == "-" and request.stdin_name else name
    found = verdict.findings if baseline is None else baseline.new(shown, verdict.findings)
    file = FileReport(
        shown,
        verdict.schema_valid,
        verdict.namespace,
        verdict.document_type,
        found,
        verdict.rules_run,
        light=verdict.light,
    )
    if request.profile == _CONFORMANCE and verdict.schema_valid is not None:
        from akn.validation import conformance  # noqa: PLC0415  # only that profile wants it

        reached = conformance.level(verdict.findings, schema_valid=verdict.schema_valid)
        file = replace(file, level=reached.number, level_said=str(reached))
    return file


def judged(report: Inspection, threshold: Severity, most: int | None) -> Inspection:
    """Return `report` as one that fails from `threshold` on and says no more than `most`; warnings are shown."""
    shown = max(threshold, Severity.WARNING, key=lambda severity: severity.rank)
    return replace(report, threshold=threshold, shown=shown, most=most)
