"""Files into a repository, once they have proved valid; and the proof that they are still there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Protocol, TypeAlias

from lxml import etree
from msgspec import Struct

from akn.bounded import LARGEST, MEGABYTE, opened, read_bounded
from akn.errors import UnfiledError, UnreadableError
from akn.findings import Finding, Severity
from akn.places import Place, Url
from akn.repositories import indexing, open_repository
from akn.repositories.identity import Outcome, Verdict
from akn.validation import validate

if TYPE_CHECKING:
    from datetime import datetime

    from akn.repositories.entry import Entry
    from akn.repositories.interface import Kept, Repository

#: What says whether a document is valid: its findings. An error keeps a document out.
Check: TypeAlias = Callable[[etree._ElementTree], Sequence[Finding]]  # noqa: SLF001  # lxml names it so

#: How many files are asked about at once.
_BATCH = 64
#: So many bytes of each are few enough to be held for all of them.
_FEW = 65_536


class Depository(Protocol):
    """Where documents can be deposited: a repository, or the rehearsal of a deposit."""

    def known(self, hashes: Collection[str]) -> set[str]:
        """Those of `hashes` that are kept already."""

    def deposit(self, content: bytes, entry: Entry, *, valid: bool, when: str) -> Verdict:
        """Keep `content`, unless it is kept already or must be refused."""


class Receipt(Struct, frozen=True):
    """What became of one file. `expression` is "" where it was not read; `reason` says why it was refused."""

    name: str
    outcome: Outcome
    expression: str = ""
    version: int = 0
    valid: bool = True
    reason: str = ""


class Examined(Struct, frozen=True):
    """One thing in a repository, and what is wrong with it, "" where nothing is."""

    name: str
    problem: str = ""


def schema_errors(tree: etree._ElementTree) -> Sequence[Finding]:
    """Return what the official schema has against `tree`."""
    return validate(tree, rules=False)


def deposit(
    files: Iterable[Place],
    depository: Depository,
    *,
    now: Callable[[], datetime],
    check: Check = schema_errors,
    allow_invalid: bool = False,
    megabytes: int = LARGEST,
) -> Iterator[Receipt]:
    """Deposit `files`, one after the other, yielding a receipt for each when it is kept.

    Files whose bytes are kept already are neither parsed nor checked; one of more
    than so many `megabytes` is refused unread. `now` gives the time, UTC.
    Raises `RepositoryError` where the repository cannot go on.
    """
    remaining = iter(files)
    while batch := list(islice(remaining, _BATCH)):
        seen = {path: _looked_at(path, megabytes) for path in batch}
        known = depository.known({hashed for hashed, _ in seen.values()} - {""})
        for path in batch:
            hashed, held = seen[path]
            if hashed in known:
                yield Receipt(str(path), Outcome.UNCHANGED)
                continue
            try:
                content = read_bounded(path, megabytes) if held is None else held
            except (UnreadableError, OSError) as error:
                why = getattr(error, "strerror", None) or error
                yield Receipt(str(path), Outcome.REFUSED, reason=f"it cannot be read ({why})")
                continue
            yield deposit_document(
                str(path), content, depository, now=now, check=check, allow_invalid=allow_invalid
            )


def _looked_at(path: Place, megabytes: int) -> tuple[str, bytes | None]:
    """The hash of a file, and its bytes where they are few; "" where it is no file, or too large to be deposited."""
    try:
        if isinstance(path, Url):
            return indexing.sha256(read_bounded(path, megabytes)), None
        if (
            not path.is_file() or (size := path.stat().st_size) > megabytes * MEGABYTE
        ):  # a device may never end
            return "", None
        if size <= _FEW:
            content = read_bounded(path, megabytes)
            return indexing.sha256(content), content
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest(), None
    except (OSError, UnreadableError):
        return "", None


def deposit_document(  # what `deposit` takes, and the document
    name: str,
    content: bytes,
    depository: Depository,
    *,
    now: Callable[[], datetime],
    check: Check = schema_errors,
    allow_invalid: bool = False,
) -> Receipt:
    """Deposit one document, the bytes `content`, which messages call `name`.

    It is checked first: one that has errors is refused, or, with `allow_invalid`,
    kept and marked. Raises `RepositoryError` where the repository cannot go on.
    """
    try:
        tree = indexing.parse(content, name)
        entry = indexing.entry(tree, name)
        error = next((f for f in check(tree) if f.severity is Severity.ERROR), None)
        if error and not allow_invalid:
            where = f"line {error.line}: " if error.line else ""
            reason = (
                f"it is not valid ({where}{error.code} {error.message}); “akn validate {name}” tells all, "
                "--allow-invalid keeps it all the same, and marks it"
            )
            return Receipt(name, Outcome.REFUSED, entry.facts.expression, valid=False, reason=reason)
        verdict = depository.deposit(
            content, entry, valid=error is None, when=now().strftime("%Y-%m-%dT%H:%M:%SZ")
        )
    except UnfiledError as refusal:
        return Receipt(name, Outcome.REFUSED, reason=str(refusal))
    return Receipt(
        name, verdict.outcome, entry.facts.expression, verdict.version, error is None, verdict.reason
    )


@contextmanager
def depositor(
    url: str, *, now: Callable[[], datetime], ask: Callable[[str], str] | None = None
) -> Iterator[Callable[[Place], str]]:
    """What deposits a file in the repository at `url`, made where there is none, and says why it was refused, or "".

    `ask` asks for a password. Raises `RepositoryError`.
    """
    with open_repository(url, create=True, durable=True, ask=ask) as repository:

        def deposited(path: Place) -> str:
            with opened(path) as stream:
                receipt = deposit_document(path.name, stream.read(), repository, now=now)
            return f"{path.name}: {receipt.reason}" if receipt.outcome is Outcome.REFUSED else ""

        yield deposited


def verify(repository: Repository, *, check: Check = schema_errors) -> Iterator[Examined]:
    """Read back everything in `repository`, look at each once, check it, and say what is wrong with it."""
    for kept in repository.examine():
        yield Examined(kept.name, _problem(kept, check))


def _problem(kept: Kept, check: Check) -> str:
    if kept.problem or kept.tree is None:
        return kept.problem or "it cannot be read back"
    fault = next((f for f in check(kept.tree) if f.severity is Severity.ERROR), None) if kept.valid else None
    return f"it is not valid, but not marked so ({fault.code} {fault.message})" if fault else ""
