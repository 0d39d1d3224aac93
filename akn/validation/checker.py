"""What is asked of file after file: the rules and checks, loaded once, and the verdict on each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from akn.bounded import LARGEST, read_bounded
from akn.errors import TooLargeError
from akn.findings import Finding
from akn.validation.rules.rule import Rule, select
from akn.validation.verdict import Check, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Sequence

#: So long may rules and Schematron of the user's own take for one file, where nothing else is said.
SECONDS = 60

#: Findings that come from no rule have codes that begin so: they can be ignored, but are never selected away.
OWN_CODES = ("XML", "NS", "XSD", "FILE", "SCH")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of each file; plain values, so that it can be handed to another process.

    `max_size` is in megabytes. A document takes about twenty times its size in
    memory while it is checked, so that a limit on the one bounds the other;
    what is larger is refused unread. `seconds` are those that rules and Schematron
    of the user's own may take for one file.
    """

    profile: str = "akn"
    with_rules: bool = True
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rule_files: tuple[str, ...] = ()
    schematron: tuple[str, ...] = ()
    as_standard: bool = False
    max_size: int = LARGEST
    seconds: int = SECONDS


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
    try:
        return read_bounded(file, max_size)
    except TooLargeError:
        return Finding.of("FILE002", limit=max_size)
    except (OSError, ValueError) as error:
        return Finding.of("FILE001", why=getattr(error, "strerror", None) or error)


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
