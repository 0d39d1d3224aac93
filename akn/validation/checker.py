"""What is asked of file after file: the schemas, rules and checks, loaded once, and the verdict on each."""

from __future__ import annotations

import fnmatch
import gzip
import io
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from akn.bounded import LARGEST, opened, read_bounded
from akn.errors import TableError, TooLargeError, UnreadableError
from akn.findings import Finding, Severity
from akn.places import Place
from akn.schema.standard import STANDARD, Schema
from akn.validation.verdict import Asked, Check, Verdict, judge_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from akn.validation.rules.rule import Rule

#: So long may rules and Schematron of the user's own take for one file, where nothing else is said.
SECONDS = 60

#: Findings that come from no rule have codes that begin so: they can be ignored, but are never selected away.
OWN_CODES = ("XML", "NS", "XSD", "FILE", "SCH", "IGN")
_SCHEMATRON = "SCH-"
#: How a file begins that is packed by gzip.
_GZIP = b"\x1f\x8b"


class Request(Struct, frozen=True):
    """What is asked of each file; plain values, so that it can be handed to another process.

    `max_size` is in megabytes. A document takes about twenty times its size in
    memory while it is checked, so that a limit on the one bounds the other;
    what is larger is refused unread. `schemas` are files in place of the official schema, `severities` the levels of
    codes (or of how they begin), `per_file_ignores` the codes that are left out in files that meet a pattern, seen
    from the folder `home`. `stdin_name` is what standard input is called. `seconds` are those that rules and
    Schematron of the user's own may take for one file. `huge` takes the limits of depth off. Findings lighter than
    `lightest` are only counted; of those that have one cause only the first gets its path where it is to be `brief`.
    """

    profile: str = "akn"
    with_rules: bool = True
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rule_files: tuple[str, ...] = ()
    schematron: tuple[str, ...] = ()
    as_standard: bool = False
    max_size: int = LARGEST
    schemas: tuple[str, ...] = ()
    severities: tuple[tuple[str, str], ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    home: str = ""
    stdin_name: str = ""
    huge: bool = False
    seconds: int = SECONDS
    lightest: str = Severity.INFORMATION.value
    brief: bool = False


class Checker:
    """The schemas, rules and checks of a request, loaded once, and asked of file after file.

    Raises `TableError` for a schema, rule, profile, code or file of rules that does not exist.
    """

    def __init__(self, request: Request) -> None:
        self._request = request
        every = _every(request) if _asks_rules(request) else ()
        tests = _schematron(request)
        self._ids = frozenset(name.upper() for test in tests for name in test.ids)
        self._demand([*request.ignore, *(code for code, _ in request.severities)], every)
        self._demand([code for _, codes in request.per_file_ignores for code in codes], every)
        self.rules: tuple[Rule, ...] = self._chosen(every) if request.with_rules else ()
        self._asked = Asked(
            self.rules,
            tuple(test.check for test in tests),
            _schemas(request),
            request.as_standard,
            request.huge,
            lightest=Severity.INFORMATION if request.severities else Severity(request.lightest),
            brief=request.brief,
        )
        self._ignore = self._spelt(request.ignore)
        self._select = self._spelt([term for term in request.select if self._is_test(term)])
        own = {code: level for one, level in request.severities for code in self._spelt([one])}
        self._levels: Mapping[str, str] = own
        self._raised: Mapping[str, str] = _raised(request)

    def check(self, file: Place | str) -> Verdict:
        """Return the verdict on the file at the path `file`, or on standard input for ``-``."""
        data = read(file, self._request.max_size)
        if isinstance(data, Finding):
            return Verdict(schema_valid=None, namespace="", document_type="", findings=(data,))
        return self.judge(data, str(file))

    def judge(self, data: bytes, file: str = "") -> Verdict:
        """Return the verdict on the document in `data`, which is that of `file`."""
        verdict = judge_by(self._asked, data, (*self._ignore, *self._ignored_in(file)))
        found = verdict.findings
        if self._select:
            found = tuple(
                f for f in found if not f.code.startswith("SCH") or f.code.upper().startswith(self._select)
            )
        if self._levels or self._raised:
            found = tuple(map(self._graded, found))
        return verdict if found is verdict.findings else replace(verdict, findings=found)

    def _graded(self, finding: Finding) -> Finding:
        """Return `finding` as grave as its profile makes it, and then as the settings have it."""
        level = self._raised.get(finding.severity.value, finding.severity.value)
        fitting = [code for code in self._levels if finding.code.upper().startswith(code)]
        if fitting:
            level = self._levels[max(fitting, key=len)]
        return finding if level == finding.severity else replace(finding, severity=Severity(level))

    def _ignored_in(self, file: str) -> tuple[str, ...]:
        """Return the codes that are left out in `file`."""
        request = self._request
        if not request.per_file_ignores:
            return ()
        named = (request.stdin_name if file == "-" else file) or "-"
        path = Path(os.path.relpath(named, request.home or ".")).as_posix()
        met = [codes for pattern, codes in request.per_file_ignores if _meets(path, pattern)]
        return self._spelt(code for codes in met for code in codes)

    def _is_test(self, term: str) -> bool:
        """Return whether `term` is, or begins, a test of a Schematron."""
        upper = term.upper()
        return upper.startswith("SCH") or any(one.startswith(upper) for one in self._ids)

    def _spelt(self, terms: Iterable[str]) -> tuple[str, ...]:
        """Return `terms` as they are printed: in capitals, and ids of a Schematron behind their mark."""
        upper = [term.upper() for term in terms]
        return tuple(
            f"{_SCHEMATRON}{one}"
            if not _is_own(one) and any(test.startswith(one) for test in self._ids)
            else one
            for one in upper
        )

    def _demand(self, terms: Sequence[str], every: Sequence[Rule]) -> None:
        """Raise `TableError` for a term that no code is called by, or begins with."""
        if not terms:
            return
        from akn.validation.codes import table  # noqa: PLC0415  # only where codes are named

        known = tuple(table(every))
        for term in terms:
            upper = term.upper()
            if not upper or not (self._is_test(term) or any(code.startswith(upper) for code in known)):
                raise TableError(f"no rule is called “{term}” or begins so; “akn rules” lists them all")

    def _chosen(self, every: Sequence[Rule]) -> tuple[Rule, ...]:
        request = self._request
        chosen = [term for term in request.select if not self._is_test(term)]
        from akn.validation.rules.rule import select  # noqa: PLC0415  # the schema alone needs no rules

        if request.select and not chosen:
            select(every, profile=request.profile)  # for what it demands
            return ()
        ours = [t for t in request.ignore if any(rule.code.startswith(t.upper()) for rule in every)]
        return select(every, select=chosen, ignore=ours, profile=request.profile)


def read(file: Place | str, max_size: int) -> bytes | Finding:
    """Return the bytes of `file` (``-`` for standard input), unpacked where it is ``.gz``, or why they cannot be had.

    No more than `max_size` megabytes are ever held.
    """
    try:
        data = read_bounded(file, max_size)
        if data[:2] == _GZIP:
            data = _unpacked(data, max_size)
    except TooLargeError:
        return Finding.of("FILE002", limit=max_size)
    except (OSError, ValueError, EOFError, zlib.error, UnreadableError) as error:
        return Finding.of("FILE001", why=getattr(error, "strerror", None) or error)
    return data


def packed(data: bytes, *, like: Place) -> bytes:
    """Return `data` as the file `like` holds it: packed by gzip where that one is."""
    with opened(like) as file:
        return gzip.compress(data, mtime=0) if file.read(2) == _GZIP else data


def _unpacked(data: bytes, max_size: int) -> bytes:
    limit = max_size * 1_000_000
    with gzip.open(io.BytesIO(data)) as stream:
        whole = stream.read(limit + 1)
    if len(whole) > limit:
        raise TooLargeError
    return whole


def _asks_rules(request: Request) -> bool:
    """Return whether rules are asked, or may be named."""
    return request.with_rules or bool(request.ignore or request.severities or request.per_file_ignores)


def _raised(request: Request) -> Mapping[str, str]:
    """Return what the levels of findings become in the profile."""
    if not _asks_rules(request):
        return {}
    from akn.validation.rules.profiles import levels  # noqa: PLC0415  # the schema alone needs no rules

    return levels(request.profile)


def _every(request: Request) -> tuple[Rule, ...]:
    from akn.validation.rules import RULES  # noqa: PLC0415  # loaded only when needed

    if not request.rule_files:
        return RULES
    from akn.validation.rules import users  # noqa: PLC0415  # loaded only when needed

    return (*RULES, *(rule for path in request.rule_files for rule in users.load(path)))


def _schemas(request: Request) -> tuple[Schema, ...]:
    if not request.schemas:
        return (STANDARD,)
    from akn.schema import given  # noqa: PLC0415  # loaded only when needed

    return tuple(given.read(path) for path in request.schemas)


def _schematron(request: Request) -> tuple[Tests, ...]:
    if not request.schematron:
        return ()
    from akn.validation import schematron  # noqa: PLC0415  # loaded only when needed

    return tuple(Tests(schematron.load(path), schematron.ids(path)) for path in request.schematron)


class Tests(Struct, frozen=True):
    """What a Schematron asks, and the ids of its tests."""

    check: Check
    ids: frozenset[str]


def _meets(path: str, pattern: str) -> bool:
    return fnmatch.fnmatch(path, pattern) or (
        "/" not in pattern and fnmatch.fnmatch(Path(path).name, pattern)
    )


def _is_own(term: str) -> bool:
    """Return whether `term` is, or begins, a code that comes from no rule."""
    return term.startswith(OWN_CODES)
