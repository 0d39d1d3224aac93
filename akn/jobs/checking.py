"""Files of Akoma Ntoso to verdicts, by one process or by several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from akn.findings import Finding
from akn.jobs.pool import in_order
from akn.jobs.work import Lost
from akn.schema import official as schema
from akn.validation.checker import Checker, Request, read
from akn.validation.verdict import Verdict

#: What to do where the user's own rules or Schematron were asked.
_STRANGE = (
    "Leave out --rules and --schematron: one of them may have ended the process, or needs more time"
    " (--max-seconds)."
)


def check_all(files: Sequence[str], request: Request, jobs: int = 1) -> Iterator[tuple[str, Verdict]]:
    """Yield each file with its verdict, in the order of `files`; `jobs` is how many processes share the work.

    Standard input (``-``) belongs to this process, which then reads it. Rules and
    Schematron of the user's own are asked in processes apart, where they cannot
    end this one, and have `request.seconds` for each file.

    Raises:
        TableError: a rule, profile or file of rules that `request` names does not exist.
    """
    strange = bool(request.rule_files or request.schematron)
    several = jobs > 1 and len(files) > 1 and "-" not in files
    if several or strange:
        schema.load()  # before the processes part, so that each has it already where they are forked
    items = [_item(file, request) if strange else file for file in files]
    verdicts = in_order(
        partial(_checker, request),
        items,
        processes=jobs if several else 1,
        seconds=request.seconds if strange else None,
    )
    for file, verdict in zip(files, verdicts, strict=True):
        yield file, _unchecked(verdict, strange=strange) if isinstance(verdict, Lost) else verdict


def _item(file: str, request: Request) -> str | bytes:
    """What a process apart is given: it has no standard input."""
    data = read(file, request.max_size) if file == "-" else file
    return file if isinstance(data, Finding) else data


def _checker(request: Request) -> Callable[[str | bytes], Verdict]:
    checker = Checker(request)
    return lambda item: checker.check(item) if isinstance(item, str) else checker.judge(item)


def _unchecked(lost: Lost, *, strange: bool) -> Verdict:
    finding = Finding.of("FILE003", why=lost.reason)
    if strange:
        finding = replace(finding, help=_STRANGE)
    return Verdict(schema_valid=None, namespace="", document_type="", findings=(finding,))
