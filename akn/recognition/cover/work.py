"""The work: what the head of a document says of its number, kind, date and title, put together."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from akn.errors import UnrecognisedError
from akn.findings import Finding
from akn.institutions import Institution, Named
from akn.matching.nearest import did_you_mean
from akn.model.hint import Hint
from akn.model.publication import Publication
from akn.model.resolution import Relation, Step, Work
from akn.model.source import Source
from akn.recognition.cover.agreement import disagreements
from akn.recognition.cover.facts import Head, yields
from akn.recognition.journal import Particulars

#: Where any page may say the number of its document.
_PAGE = ("page-title", "title")


class Wishes(Struct, frozen=True):
    """What the user says of a text and wants believed: language, institution (its key), kind, number, date.

    The date is one of ISO 8601; a month (``1998-03``) or a year alone will do. `cover` says whether a cover page is
    wanted. `hints` say what single lines are.
    """

    language: str | None = None
    institution: str | None = None
    kind: str | None = None
    number: str | None = None
    date: str | None = None
    cover: bool = True
    hints: tuple[Hint, ...] = ()


def work_of(
    head: Head, source: Source, institution: Institution, wishes: Wishes
) -> tuple[Work, list[Finding]]:
    """The work that `head` describes, with a finding for each thing that could not be read.

    Raises:
        UnrecognisedError: the kind or the number that the user gave is none of the institution's.
    """
    if wishes.kind is not None and wishes.kind not in institution.kinds:
        raise UnrecognisedError(
            f"--kind {wishes.kind}: the {institution.name} has no such kind; it has {', '.join(institution.kinds)}"
            f"{did_you_mean(wishes.kind, institution.kinds)}"
        )
    findings: list[Finding] = []
    number = head.number or _number_elsewhere(source, head, institution)
    relations = list(head.relations)
    if number is not None and yields(number, head.kinds, institution):
        relations.append(Relation("adopts", number.identifier))
        number = None
    if wishes.number:
        named = next(iter(institution.identify(wishes.number)), None)
        if named is None:
            forms = ", ".join(institution.number_examples())
            raise UnrecognisedError(
                f"“{wishes.number}” is no number of the {institution.name}" + (f" ({forms})" if forms else "")
            )
        number = named
    kind = wishes.kind or _kind(head, number, institution)
    if kind is None:
        kind = institution.usual.name
        findings.append(Finding.of("COV001", kind=institution.usual.label.lower()))
    if number is None:
        findings.append(Finding.of("COV002"))
    date = wishes.date or head.date
    year = number.identifier.year if number is not None else _year_of(head.printed)
    if date is None and year:
        date = year
        findings.append(Finding.of("COV007", year=date))
    elif date is None:
        findings.append(Finding.of("COV003"))
    elif not wishes.date and head.rival:
        findings.append(Finding.of("COV008", date=date, other=head.rival))
    procedure = head.procedure or next(iter(head.announced), None)
    if number is not None and number is head.number and not wishes.number and head.own.rival is not None:
        other = head.own.rival.identifier.printed
        findings.append(Finding.of("COV009", number=number.identifier.printed, other=other))
    findings += disagreements(number, date, procedure, institution)
    if not head.title and not institution.kinds[kind].named:
        findings.append(Finding.of("COV004"))
    findings += [Finding.of("COV005", line=line, text=text) for line, text in head.unread]
    step = institution.kinds[kind].step
    work = Work(
        institution=institution.key,
        kind=kind,
        number=number.identifier if number else None,
        date=date,
        procedure=procedure.identifier if procedure else None,
        title=head.title,
        term=number.term if number else None,
        authors=tuple(head.authors),
        relations=tuple(relations),
        issued=head.issued if institution.issue else "",
        publication=_publication(head, institution),
        aliases=head.printed.aliases,
    )
    return (replace(work, steps=(Step(step, work.day),)) if work.day else work), findings


def _year_of(printed: Particulars) -> str:
    """The year that the CELEX number of a text says, which is its own: “51997IP0200(01)”; or ""."""
    return dict(printed.aliases).get("celex", "")[1:5]


def _publication(head: Head, institution: Institution) -> Publication | None:
    """Where it was printed, where its day is told: without one it cannot be said."""
    printed = head.printed
    if not (printed.date and printed.issue):
        return None
    return Publication(institution.journal.name, printed.journal, printed.issue, printed.date)


def _number_elsewhere(source: Source, head: Head, institution: Institution) -> Named | None:
    """The number that the page gives in its own title, tags or navigation, where the text has none."""
    names = (*institution.metadata, *_PAGE)
    said = [value for key in names for value in source.metadata.get(key, ())]
    found = [n for value in (*said, *head.elsewhere) for n in institution.identify(value) if n.kinds]
    fitting = (n for n in found if set(n.kinds) & set(head.kinds))
    return next(fitting, found[0] if found else None)


def _kind(head: Head, number: Named | None, institution: Institution) -> str | None:
    """The kind: that of the title block where the number allows it; a tabled text says so on its cover.

    One word (“Resolution”) in a text that nowhere says it is tabled, nor by whom, wins over the number: old resolutions
    bear the numbers of the motions that they were.
    """
    tabled = [kind for kind in head.kinds if not institution.adopted(kind)]
    if number is not None:
        fitting = next((kind for kind in reversed(head.kinds) if kind in number.kinds), None)
        brought = bool(tabled or head.authors)
        if fitting is None and not brought and head.words and " " not in head.words[-1]:
            return head.kinds[-1]
        return fitting or number.kinds[0]
    return next(iter([*tabled, *reversed(head.kinds)]), None)
