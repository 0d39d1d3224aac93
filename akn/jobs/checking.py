"""Files of Akoma Ntoso to verdicts, by one process or by several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from akn.findings import Finding
from akn.jobs.pool import in_order
from akn.jobs.work import Lost
from akn.validation.checker import Checker, Request
from akn.validation.verdict import Verdict


def check_all(files: Sequence[str], request: Request, jobs: int = 1) -> Iterator[tuple[str, Verdict]]:
    """Yield each file with its verdict, in the order of `files`; `jobs` is how many processes share the work.

    Standard input (``-``) belongs to this process, and then so does all the work.

    Raises:
        TableError: a rule, profile or file of rules that `request` names does not exist.
    """
    several = jobs > 1 and len(files) > 1 and "-" not in files
    verdicts = in_order(partial(_checker, request), files, processes=jobs if several else 1)
    for file, verdict in zip(files, verdicts, strict=True):
        yield file, _unchecked(verdict) if isinstance(verdict, Lost) else verdict


def _checker(request: Request) -> Callable[[str], Verdict]:
    return Checker(request).check


def _unchecked(lost: Lost) -> Verdict:
    finding = Finding.of("FILE003", why=lost.reason)
    return Verdict(schema_valid=None, namespace="", document_type="", findings=(finding,))
