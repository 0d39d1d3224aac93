"""Many files: which they are, and the verdict on each, in this process or in several."""

from __future__ import annotations

import fnmatch
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from akn.errors import UnreadableError
from akn.findings import Finding, Severity
from akn.schema import official as schema
from akn.validation.rules.rule import Rule, select
from akn.validation.verdict import Check, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: What is read when a directory is named.
SUFFIXES = (".xml", ".akn")
#: Findings that come from no rule have codes that begin so: they can be ignored, but are never selected away.
OWN_CODES = ("XML", "NS", "XSD", "FILE", "SCH")
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of each file; plain values, so that it can be handed to another process.

    `max_size` is in megabytes. A document takes about twenty times its size in
    memory while it is checked, so that a limit on the one bounds the other;
    what is larger is refused unread.
    """

    profile: str = "akn"
    with_rules: bool = True
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rule_files: tuple[str, ...] = ()
    schematron: tuple[str, ...] = ()
    as_standard: bool = False
    max_size: int = 32


class Checker:
    """The rules and checks of a request, loaded once, and asked of file after file.

    Raises `TableError` for a rule, profile or file of rules that does not exist.
    """

    def __init__(self, request: Request) -> None:
        self._request = request
        self.rules: tuple[Rule, ...] = _rules(request)
        self._checks: tuple[Check, ...] = _schematron(request)

    def check(self, file: str) -> Verdict:
        """Return the verdict on the file at the path `file`, or on standard input for ``-``."""
        data = read(file, self._request.max_size)
        if isinstance(data, Finding):
            return Verdict(schema_valid=None, namespace="", document_type="", findings=(data,))
        return self.judge(data)

    def judge(self, data: bytes) -> Verdict:
        """Return the verdict on the document in `data`."""
        request = self._request
        verdict = judge(data, rules=self.rules, checks=self._checks, as_standard=request.as_standard)
        return _without(verdict, request.ignore)


def read(file: str, max_size: int) -> bytes | Finding:
    """Return the bytes of `file` (``-`` for standard input), or why they cannot be had.

    No more than `max_size` megabytes are ever held.
    """
    limit = max_size * _MEGABYTE
    try:
        if file == "-":
            data = _up_to(sys.stdin.buffer, limit, _MEGABYTE)
        else:
            with Path(file).open("rb") as stream:
                known = os.fstat(stream.fileno()).st_size
                data = _up_to(stream, limit, known + 1) if known <= limit else None
    except OSError as error:
        return Finding.of("FILE001", why=error.strerror or error)
    if data is None:
        return Finding.of("FILE002", limit=max_size)
    return data


def _up_to(stream: BinaryIO, limit: int, at_once: int) -> bytes | None:
    """Return all that `stream` holds, read so many bytes `at_once`; None as soon as it is more than `limit`."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(at_once):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            return None
    return b"".join(pieces)


def _rules(request: Request) -> tuple[Rule, ...]:
    if not request.with_rules:
        return ()
    from akn.validation.rules import RULES  # noqa: PLC0415  # loaded only when needed

    every = RULES
    if request.rule_files:
        from akn.validation.rules import users  # noqa: PLC0415  # loaded only when needed

        every = (*RULES, *(rule for path in request.rule_files for rule in users.load(path)))
    terms = [term for term in request.ignore if not _is_own(term)]
    return select(every, select=request.select, ignore=terms, profile=request.profile)


def _schematron(request: Request) -> tuple[Check, ...]:
    if not request.schematron:
        return ()
    from akn.validation import schematron  # noqa: PLC0415  # loaded only when needed

    return tuple(schematron.load(path) for path in request.schematron)


def _is_own(term: str) -> bool:
    """Return whether `term` is, or begins, a code that comes from no rule."""
    return term.upper().startswith(OWN_CODES)


def _without(verdict: Verdict, ignore: Sequence[str]) -> Verdict:
    """Return the verdict less the findings of no rule whose codes begin with one of `ignore`."""
    codes = tuple(term.upper() for term in ignore if _is_own(term))
    if not any(f.code.upper().startswith(codes) for f in verdict.findings):
        return verdict
    kept = tuple(f for f in verdict.findings if not f.code.upper().startswith(codes))
    return replace(verdict, findings=kept)


def collect(paths: Sequence[str], exclude: Sequence[str] = ()) -> list[str]:
    """Return the files that `paths` name: files as given, directories by the XML files in them, ``-`` as it is.

    `exclude` are patterns for paths (``build/*``), held against files found in
    directories. Raises `UnreadableError` for a directory without any XML file.
    """
    found: list[str] = []
    for path in paths:
        if path == "-" or not Path(path).is_dir():
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
    return any(fnmatch.fnmatch(str(file), one) or fnmatch.fnmatch(file.name, one) for one in patterns)


def check_all(files: Sequence[str], request: Request, jobs: int = 1) -> Iterator[tuple[str, Verdict]]:
    """Yield each file with its verdict, in the order of `files`; `jobs` is how many processes share the work."""
    checker = Checker(request)
    if jobs <= 1 or len(files) < 2 or "-" in files:  # standard input belongs to this process
        for file in files:
            yield file, checker.check(file)
        return
    schema.load()  # before the processes part, so that each has it already where they are forked
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  # loaded only when needed

    share = max(1, min(16, len(files) // (jobs * 4)))
    with ProcessPoolExecutor(min(jobs, len(files)), initializer=_begin, initargs=(request,)) as pool:
        for file, packed in zip(files, pool.map(_check, files, chunksize=share), strict=True):
            yield file, _unpacked(packed)


#: The checker of this process, where it is one of several.
_CHECKERS: list[Checker] = []


def _begin(request: Request) -> None:
    _CHECKERS[:] = [Checker(request)]


def _check(file: str) -> _Packed:
    return _packed(_CHECKERS[0].check(file))


#: A verdict as plain tuples, which pass between processes several times faster.
_Packed: TypeAlias = "tuple[bool | None, str, str, bool, list[tuple[Any, ...]]]"


_SEVERITIES = {severity.value: severity for severity in Severity}


def _packed(verdict: Verdict) -> _Packed:
    rows = [
        (f.code, f.severity.value, f.message, f.line, f.column, f.path, f.eid, f.help)
        for f in verdict.findings
    ]
    return verdict.schema_valid, verdict.namespace, verdict.document_type, verdict.rules_run, rows


def _unpacked(packed: _Packed) -> Verdict:
    valid, namespace, document_type, rules_run, rows = packed
    found = tuple(Finding(code, _SEVERITIES[severity], *rest) for code, severity, *rest in rows)
    return Verdict(valid, namespace, document_type, found, rules_run)
