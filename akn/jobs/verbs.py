"""What is done with one of many files, wherever that is: convert, validate, render, deposit it.

A verb travels to the process that does the work, and makes there, once, what it
needs: tables, the schema, a connection. What it says of a file is a `Fate`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from time import perf_counter
from typing import Protocol, TypeAlias

from msgspec import Struct

from akn.bounded import read_bounded
from akn.errors import AknError
from akn.findings import Severity
from akn.jobs.bundles import FoundFile
from akn.jobs.converting import Outcome, Task, convert_task
from akn.jobs.manifest import Fate, fate_of
from akn.jobs.rendering import renderer
from akn.jobs.work import fault
from akn.output import mark_of
from akn.pipeline import Options
from akn.places import Place
from akn.repositories.interface import Repository
from akn.validation.checker import Checker, Request

#: What does one file.
Do: TypeAlias = Callable[[FoundFile], Fate]


class Verb(Protocol):
    """What is done with each file; `asked` is whatever decides, beside the file, what comes out."""

    #: The folder for the results, where there are any.
    @property
    def folder(self) -> Place | None:
        """Where results go."""

    @property
    def asked(self) -> object:
        """What decides what comes out."""

    def prepared(self) -> Do:
        """Make what is needed once, and return what does a file."""


def _about(outcome: Outcome) -> dict[str, str]:
    if not outcome.reports:
        return {}
    report = outcome.reports[0]
    known = {
        "kind": report.kind,
        "number": report.number or "",
        "date": report.date or "",
        "language": report.language,
        "iri": report.iri,
    }
    return {name: value for name, value in known.items() if value}


class Converting(Struct, frozen=True):
    """Texts become Akoma Ntoso in `folder`."""

    options: Options
    folder: Place

    @property
    def asked(self) -> object:
        """The options, less the day."""
        return ("convert", repr(self.options).replace(repr(self.options.today), ""))

    def prepared(self) -> Do:
        """Nothing is to be made: tables are loaded when first used, and stay."""
        return self._do

    def _do(self, item: FoundFile) -> Fate:
        name = item.bare.with_name(f"{item.bare.name}.xml")
        target = self.folder / name
        if target == item.place:
            return fate_of(
                item, verdict="failed", said=f"{target}: its result would replace it; name another folder"
            )
        outcome = convert_task(Task(item.place, target), self.options, apart=False)
        if outcome.stopped:
            return fate_of(item, verdict="failed", said=outcome.stopped)
        (report,) = outcome.reports
        error = report.first_error
        return fate_of(
            item,
            sha256=report.sha256,
            outputs={name.as_posix(): mark_of(target) or ""},
            verdict="findings" if error else "clean",
            said=f"{error.code}: {error.message}" if error else "",
            doubts=len(report.doubts),
            codes=dict(Counter(f.code for f in report.findings if f.severity is not Severity.INFORMATION)),
            about=_about(outcome),
        )


class Validating(Struct, frozen=True):
    """Akoma Ntoso is checked, as `request` asks; findings count from `threshold` on."""

    request: Request
    threshold: Severity

    @property
    def folder(self) -> Place | None:
        """There are no results but the list."""
        return None

    @property
    def asked(self) -> object:
        """The request."""
        return ("validate", self.request, self.threshold)

    def prepared(self) -> Do:
        """Build the schema and the rules."""
        checker = Checker(self.request)

        def do(item: FoundFile) -> Fate:
            found = checker.check(item.place)
            grave = [f for f in found.findings if f.severity.at_least(self.threshold)]
            unread = found.schema_valid is None and not found.is_other
            return fate_of(
                item,
                verdict="failed" if unread else "findings" if grave else "clean",
                said=f"{grave[0].code}: {grave[0].message}" if grave else "",
                codes=dict(Counter(f.code for f in found.findings if f.severity is not Severity.INFORMATION)),
                about={"kind": found.document_type} if found.document_type else {},
            )

        return do


class Rendering(Struct, frozen=True):
    """Akoma Ntoso becomes files of another `form` in `folder`, whose names end in `ending`."""

    form: str
    ending: str
    folder: Place
    megabytes: int

    @property
    def asked(self) -> object:
        """The form."""
        return ("render", self.form, self.megabytes)

    def prepared(self) -> Do:
        """Nothing is to be made."""
        do = renderer(self.form, self.megabytes)

        def rendered(item: FoundFile) -> Fate:
            name = item.bare.with_name(f"{item.bare.name}{self.ending}")
            told = do((item.place, self.folder / name))
            if told.target is None:
                return fate_of(item, verdict="failed", said=told.refused)
            return fate_of(item, outputs={name.as_posix(): mark_of(told.target) or ""})

        return rendered


class Depositing(Struct, frozen=True):
    """Akoma Ntoso goes into the repository at `url`."""

    url: str
    allow_invalid: bool
    durable: bool
    megabytes: int

    @property
    def folder(self) -> Place | None:
        """There are no results but the list."""
        return None

    @property
    def asked(self) -> object:
        """The repository, by the name that holds no password."""
        from akn.repositories.url import parse  # noqa: PLC0415  # only a deposit wants it

        return ("deposit", parse(self.url).shown, self.allow_invalid)

    def prepared(self) -> Do:
        """Open the repository, for as long as this process lives."""
        from akn.repositories import open_repository  # noqa: PLC0415  # likewise

        repository = open_repository(self.url, create=True, durable=self.durable)
        return lambda item: self._deposited(item, repository)

    def _deposited(self, item: FoundFile, repository: Repository) -> Fate:
        from akn.depositing import deposit_document  # noqa: PLC0415  # likewise
        from akn.terminal import now  # noqa: PLC0415  # likewise

        content = read_bounded(item.place, self.megabytes)
        receipt = deposit_document(
            str(item.place), content, repository, now=now, allow_invalid=self.allow_invalid
        )
        refused = receipt.outcome == "refused"
        return fate_of(
            item,
            verdict="failed" if refused else "clean",
            said=receipt.reason,
            about={"outcome": str(receipt.outcome), "expression": receipt.expression},
        )


def done(do: Do, item: FoundFile) -> Fate:
    """Return what became of `item`, whatever stopped it: the others go on."""
    began = perf_counter()
    mark = None
    try:
        mark = mark_of(item.place)
        fate = do(item)
    except AknError as error:
        fate = fate_of(item, verdict="failed", said=str(error))
    except OSError as error:
        fate = fate_of(item, verdict="failed", said=f"{item.place}: {error.strerror or error}")
    except Exception as error:  # noqa: BLE001  # one surprise must not cost the other files
        fate = fate_of(item, verdict="failed", said=f"{item.place}: {fault(error)}")
    return fate.marked(mark or "", round(perf_counter() - began, 4))
