"""The ``meta`` of a document: who, what, when, and every reference that the text uses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from msgspec import Struct

from akn.institutions import Institution
from akn.model.looking import blocks
from akn.model.resolution import Act, Resolution
from akn.model.target import Local
from akn.tree import Element, sub
from akn.tree.elements import REFERRING
from akn.tree.identification import MARKUP, Entry, Statement, write_identification
from akn.tree.iri import Iri, number_piece, work_iri
from akn.writing.inlines import Record
from akn.writing.titles import title_line

#: The class by which each kind of entity is declared.
_TLC = {kind: classes[0] for kind, classes in REFERRING.items()}


class Circumstances(Struct, frozen=True):
    """What the metadata needs besides the document: institution, two-letter code of the language, day of mark-up."""

    institution: Institution
    iso639_1: str
    today: date


def iris_of(resolution: Resolution, about: Circumstances) -> Iri:
    """The IRIs of `resolution`."""
    work = resolution.work
    iri = work_iri(
        about.institution.work,
        country=about.institution.country,
        kind=about.institution.kinds[work.kind].address,
        date=work.date,
        number=work.number.number if work.number else None,
        procedure=work.procedure.printed if work.procedure else None,
        title=work.title,
        digest="" if work.number or work.procedure or work.title else _digest(resolution.act),
    )
    return Iri(iri, resolution.language, work.date or "")


def dated(resolution: Resolution, about: Circumstances) -> tuple[str, str]:
    """The day of work and expression, ``YYYY-MM-DD``, and the name of what happened on it.

    A document whose day could not be read is dated by its mark-up alone, and
    says so by name: the schema wants a whole date. What is known of it, a
    year, stands in the IRI.
    """
    work = resolution.work
    if work.day:
        return work.day, about.institution.kinds[work.kind].step
    return about.today.isoformat(), MARKUP


def declare_converter(references: Element, record: Record) -> None:
    """Declare in `references` the program that wrote the document."""
    sub(
        references,
        "TLCOrganization",
        {"eId": record.own("converter"), "href": "/akn/ontology/organization/akn/converter", "showAs": "akn"},
    )


def _digest(act: Act) -> str:
    """What tells the text of `act` from all others, whatever white space and punctuation it has: twelve digits."""
    letters = "".join(c for block in blocks(act) for c in block.text.casefold() if c.isalnum())
    return sha256(letters.encode("utf-8")).hexdigest()[:12]


class Called(Struct, frozen=True):
    """What an attachment is called: the name of its component (``rollCall_1``), and its heading, "" for none."""

    component: str
    title: str


def write_meta(
    parent: Element,
    resolution: Resolution,
    about: Circumstances,
    record: Record,
    called: Called | None = None,
) -> Element:
    """Write identification, lifecycle and workflow; references come last, by `write_references`.

    `called` says which attachment of `resolution` it is; None for the resolution itself.
    """
    meta = sub(parent, "meta")
    component = called.component if called else "main"
    _identification(meta, resolution, about, record, component, called)
    if component == "main":
        _publication(meta, resolution)
        _history(meta, resolution, record)
        _votes(meta, resolution, record)
    return meta


def _identification(
    meta: Element,
    resolution: Resolution,
    about: Circumstances,
    record: Record,
    component: str,
    called: Called | None,
) -> None:
    institution, main = about.institution, component == "main"
    today = about.today.isoformat()
    date, event = dated(resolution, about)
    author = record.here(institution.key)
    country: Entry = ("FRBRcountry", {"value": institution.country})
    language: Entry = ("FRBRlanguage", {"language": resolution.language})
    statements = (
        Statement(
            date,
            event,
            author,
            record.here("author"),
            [
                country,
                *(_work_entries(resolution, about) if main else _component_entries(called, resolution)),
            ],
        ),
        Statement(
            resolution.work.issued or date,
            institution.issue if resolution.work.issued else event,
            author,
            record.here("author"),
            [language, *(_pages(resolution, about) if main else ())],
        ),
        Statement(
            today,
            MARKUP,
            record.here("converter"),
            record.here("editor"),
            [("FRBRformat", {"value": "xml"})],
        ),
    )
    write_identification(meta, record.here("converter"), iris_of(resolution, about), component, statements)


def title_entry(title: str, language: str) -> Entry:
    """The title, under the name by which the field's programs look for it (cobalt, Indigo, peachjam)."""
    return "FRBRalias", {
        "name": "title",
        "value": title,
        "{http://www.w3.org/XML/1998/namespace}lang": language,
    }


def _component_entries(called: Called | None, resolution: Resolution) -> Iterator[Entry]:
    """What an attachment says of itself."""
    if called is not None and called.title:
        yield title_entry(called.title, resolution.language)


def _work_entries(resolution: Resolution, about: Circumstances) -> Iterator[Entry]:
    """What the main document says of the work, and its attachments need not say again."""
    work = resolution.work
    if title := title_line(resolution):
        yield title_entry(title, resolution.language)
    address = iris_of(resolution, about).work
    for name, template in about.institution.aliases.items():
        yield "FRBRalias", {"name": name, "value": template.format(work=address)}
    if work.number:
        printed = work.number.printed
        yield from (("FRBRalias", {"name": name, "value": iri}) for name, iri in work.number.iris)
        yield "FRBRalias", {"name": "docNumber", "value": printed}
        number = work.number.number
        yield "FRBRnumber", {"value": number_piece(number), "showAs": number}
    yield from (("FRBRalias", {"name": name, "value": value}) for name, value in work.aliases)
    yield "FRBRsubtype", {"value": about.institution.kinds[work.kind].address}
    if work.title:
        yield "FRBRname", {"value": work.title}
    yield "FRBRprescriptive", {"value": "false"}
    yield "FRBRauthoritative", {"value": "false"}


def _pages(resolution: Resolution, about: Circumstances) -> Iterator[Entry]:
    """Where the expression can be read."""
    number = resolution.work.number
    for name, page in number.pages if number else ():
        address = page.format(lang=about.iso639_1.upper(), la=about.iso639_1)
        yield "FRBRalias", {"name": name, "value": address}


def _publication(meta: Element, resolution: Resolution) -> None:
    """Where it was printed."""
    printed = resolution.work.publication
    if printed is not None:
        attributes = {
            "date": printed.date,
            "name": printed.journal,
            "showAs": printed.shown or printed.journal,
        }
        sub(meta, "publication", {**attributes, "number": printed.issue})


def _history(meta: Element, resolution: Resolution, record: Record) -> None:
    work = resolution.work
    if not work.steps:
        return
    lifecycle = sub(meta, "lifecycle", {"source": record.here("converter")})
    first = min(work.steps, key=lambda s: s.date)
    sub(
        lifecycle,
        "eventRef",
        {
            "eId": record.own("evt_1"),
            "date": first.date,
            "type": "generation",
            "source": record.here("original"),
            "refersTo": record.here(first.name),
        },
    )
    workflow = sub(meta, "workflow", {"source": record.here("converter")})
    for step in work.steps:
        attributes = {
            "date": step.date,
            "by": record.here(work.institution),
            "as": record.here("author"),
            "outcome": record.here(f"{step.name}_done"),
        }
        if work.procedure:
            attributes["refersTo"] = record.here("procedure")
        sub(workflow, "step", attributes)


def _votes(meta: Element, resolution: Resolution, record: Record) -> None:
    """The vote by which the document was adopted, and those that its attachments print."""
    votes = [
        (n, attachment.vote) for n, attachment in enumerate(resolution.attachments, 1) if attachment.vote
    ]
    if resolution.vote:
        votes.insert(0, (0, resolution.vote))
    if not votes:
        return
    analysis = sub(meta, "analysis", {"source": record.here("converter")})
    parliamentary = sub(analysis, "parliamentary")
    for number, (attachment, vote) in enumerate(votes, 1):
        eid = f"voting_{number}"
        voting = sub(parliamentary, "voting", {"eId": record.own(eid)})
        if attachment:
            record.point(voting, "href", Local("attachment", attachment))
        else:
            record.voting = voting
            voting.set("href", "")
        for place, (side, count) in enumerate(vote, 1):
            attributes = {
                "eId": record.own(f"{eid}__count_{place}"),
                "value": str(count),
                "refersTo": record.here(f"vote_{side}"),
            }
            sub(voting, "count", attributes)


def write_references(meta: Element, resolution: Resolution, about: Circumstances, record: Record) -> None:
    """Declare all that the document refers to, once each, and nothing else."""
    work, institution = resolution.work, about.institution
    iris = iris_of(resolution, about)
    references = sub(meta, "references", {"source": record.here("converter")})
    if work.steps:
        shown = work.number.printed if work.number else work.title or iris.work
        sub(references, "original", {"eId": record.own("original"), "href": iris.expression, "showAs": shown})
    entities = dict(record.entities)
    entities.setdefault(institution.key, institution.entity)
    order = list(_TLC)
    for entity in sorted(entities.values(), key=lambda e: order.index(e.kind)):
        attributes = {"eId": record.own(entity.key), "href": entity.iri, "showAs": entity.label}
        if entity.short:
            attributes["shortForm"] = entity.short
        sub(references, _TLC[entity.kind], attributes)
    declare_converter(references, record)
    for step in {s.name: s for s in work.steps}.values():
        says = institution.steps[step.name]
        sub(
            references,
            "TLCEvent",
            {
                "eId": record.own(step.name),
                "href": institution.ontology("event", step.name),
                "showAs": says.event,
            },
        )
        sub(
            references,
            "TLCConcept",
            {
                "eId": record.own(f"{step.name}_done"),
                "href": institution.ontology("concept", says.outcome),
                "showAs": says.outcome,
            },
        )
    votes = (resolution.vote, *(attachment.vote for attachment in resolution.attachments))
    for side in sorted({side for vote in votes for side, _ in vote}):
        href = institution.ontology("concept", f"vote/{side}")
        shown = institution.votes.get(side, side)
        sub(references, "TLCConcept", {"eId": record.own(f"vote_{side}"), "href": href, "showAs": shown})
    if work.procedure:
        sub(
            references,
            "TLCProcess",
            {
                "eId": record.own("procedure"),
                "href": work.procedure.href,
                "showAs": work.procedure.printed,
            },
        )
    for name in ("author", *sorted(record.roles - {"author", "editor"}), "editor"):
        role = institution.role(name)
        sub(references, "TLCRole", {"eId": record.own(name), "href": role.iri, "showAs": role.label})
    kind = institution.kinds[work.kind]
    if "docType" in record.labels:
        sub(
            references,
            "TLCReference",
            {"eId": record.own("docType"), "name": "docType", "href": kind.type, "showAs": kind.label},
        )
