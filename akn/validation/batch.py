"""Many files: which they are, and the verdict on each, in this process or in several."""

from __future__ import annotations

import fnmatch
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from akn.errors import UnreadableError
from akn.findings import Finding, Severity
from akn.validation import schema
from akn.validation.rule import Rule, select
from akn.validation.verdict import Check, Verdict, judge

#: What is read when a directory is named.
SUFFIXES = (".xml", ".akn")
#: Megabytes up to which a file is read as a whole; larger ones are checked as they stream past.
WHOLE = 32
#: Findings that do not come from a rule: their codes begin so, and cannot be selected, only ignored.
OWN_CODES = ("XML", "NS", "XSD", "FILE", "SCH")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of each file; plain values, so that it can be handed to another process."""

    profile: str = "akn"
    with_rules: bool = True
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rule_files: tuple[str, ...] = ()
    schematron: tuple[str, ...] = ()
    as_standard: bool = False
    whole: int = WHOLE


class Checker:
    """The rules and checks of a request, loaded once, and asked of file after file."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._rules = _rules(request)
        self._checks = _checks(request)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that are asked."""
        return self._rules

    def check(self, file: str) -> Verdict:
        """The verdict on the file at the path `file`, or on standard input for ``-``."""
        request = self._request
        try:
            data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except OSError as error:
            return _unread(file, error.strerror or str(error))
        verdict = judge(data, rules=self._rules, checks=self._checks, as_standard=request.as_standard)
        return _without(verdict, request.ignore)


def _rules(request: Request) -> tuple[Rule, ...]:
    if not request.with_rules:
        return ()
    from akn.validation.rules import RULES  # noqa: PLC0415  # loaded only when needed

    own: tuple[Rule, ...] = ()
    terms = [term for term in request.ignore if not term.upper().startswith(OWN_CODES)]
    return select((*RULES, *own), select=request.select, ignore=terms, profile=request.profile)


def _checks(request: Request) -> tuple[Check, ...]:
    return ()


def _without(verdict: Verdict, ignore: Sequence[str]) -> Verdict:
    """The verdict less the findings of the schema whose codes begin with one of `ignore`."""
    codes = tuple(term.upper() for term in ignore if term.upper().startswith(OWN_CODES))
    if not codes or not any(f.code.startswith(codes) for f in verdict.findings):
        return verdict
    kept = tuple(f for f in verdict.findings if not f.code.startswith(codes))
    return Verdict(verdict.schema_valid, verdict.namespace, verdict.document_type, kept, verdict.rules_run)


def _unread(file: str, reason: str) -> Verdict:
    finding = Finding(
        "FILE001", Severity.ERROR, f"The file could not be read: {reason}",
        help="Check the path and that you may read it.",
    )  # fmt: skip
    return Verdict(schema_valid=None, namespace="", document_type="", findings=(finding,))


def collect(paths: Sequence[str], exclude: Sequence[str] = ()) -> list[str]:
    """The files that `paths` name: files as given, directories by the XML files in them, ``-`` as it is.

    `exclude` are patterns for paths (``build/*``), held against files found in
    directories. Raises `UnreadableError` for a directory without any XML file.
    """
    found: list[str] = []
    for path in paths:
        if path == "-" or not os.path.isdir(path):  # noqa: PTH112  # "-" and missing files are no Paths yet
            found.append(path)
            continue
        inside = [
            str(file)
            for file in sorted(Path(path).rglob("*"))
            if file.suffix.lower() in SUFFIXES and file.is_file() and not _excluded(file, exclude)
        ]
        if not inside:
            raise UnreadableError(
                f"{path} holds no XML file ({', '.join(SUFFIXES)}); name a file or another directory"
            )
        found += inside
    return list(dict.fromkeys(found))


def _excluded(file: Path, patterns: Sequence[str]) -> bool:
    return any(fnmatch.fnmatch(str(file), p) or fnmatch.fnmatch(file.name, p) for p in patterns)


def check_all(files: Sequence[str], request: Request, jobs: int = 1) -> Iterator[tuple[str, Verdict]]:
    """Each file with its verdict, in the order of `files`; with `jobs` above 1 in that many processes."""
    checker = Checker(request)
    if jobs <= 1 or len(files) < 2:
        for file in files:
            yield file, checker.check(file)
        return
    schema.load()  # before the processes part, so that each has it already where they are forked
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  # loaded only when needed

    share = max(1, min(32, len(files) // (jobs * 4)))
    with ProcessPoolExecutor(min(jobs, len(files)), initializer=_begin, initargs=(request,)) as pool:
        yield from zip(files, pool.map(_check, files, chunksize=share), strict=True)


_CHECKERS: list[Checker] = []


def _begin(request: Request) -> None:
    _CHECKERS[:] = [Checker(request)]


def _check(file: str) -> Verdict:
    return _CHECKERS[0].check(file)
