"""The ``meta`` of a document: who, what, when, and every reference that the text uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from akn.institutions import Institution
from akn.model.resolution import Resolution
from akn.model.target import Local
from akn.tree.iri import Iris, number_piece, work_iri
from akn.writing.inlines import Element, Record, sub

_TLC = {
    "organization": "TLCOrganization",
    "person": "TLCPerson",
    "role": "TLCRole",
    "location": "TLCLocation",
    "concept": "TLCConcept",
    "event": "TLCEvent",
    "process": "TLCProcess",
}
_ROLE = "http://publications.europa.eu/resource/authority/role/"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the metadata needs besides the document: institution, two-letter code of the language, day of mark-up."""

    institution: Institution
    iso639_1: str
    today: date


def iris_of(resolution: Resolution, about: Circumstances) -> Iris:
    """The IRIs of `resolution`."""
    work = resolution.work
    iri = work_iri(
        about.institution.work,
        country=about.institution.country,
        kind=work.kind,
        date=work.date,
        number=work.number.printed if work.number else None,
        title=work.title,
    )
    return Iris(iri, resolution.language, work.date or "")


def write_meta(
    parent: Element, resolution: Resolution, about: Circumstances, record: Record, component: str = "main"
) -> Element:
    """Write identification, lifecycle and workflow; references come last, by `write_references`."""
    meta = sub(parent, "meta")
    _identification(meta, resolution, about, record, component)
    if component == "main":
        _history(meta, resolution, record)
        _votes(meta, resolution, record)
    return meta


def _identification(
    meta: Element, resolution: Resolution, about: Circumstances, record: Record, component: str
) -> None:
    work = resolution.work
    iris = iris_of(resolution, about)
    step = about.institution.kinds[work.kind].step
    # A document without a readable date is dated by its mark-up alone, and says so by name.
    dated = (
        {"date": work.date, "name": step}
        if work.date
        else {"date": about.today.isoformat(), "name": "markup"}
    )
    main = component == "main"
    identification = sub(meta, "identification", {"source": record.here("converter")})

    level = sub(identification, "FRBRWork")
    sub(level, "FRBRthis", {"value": iris.this("work", component)})
    sub(level, "FRBRuri", {"value": iris.work})
    if main and work.number:
        for name, iri in work.number.iris:
            sub(level, "FRBRalias", {"name": name, "value": iri})
        sub(level, "FRBRalias", {"name": "docNumber", "value": work.number.printed})
    sub(level, "FRBRdate", dated)
    sub(level, "FRBRauthor", {"href": record.here(about.institution.key), "as": record.here("author")})
    sub(level, "FRBRcountry", {"value": about.institution.country})
    if main:
        sub(level, "FRBRsubtype", {"value": work.kind})
        if work.number:
            printed = work.number.printed
            sub(level, "FRBRnumber", {"value": number_piece(printed), "showAs": printed})
        if work.title:
            sub(level, "FRBRname", {"value": work.title})
        sub(level, "FRBRprescriptive", {"value": "false"})
        sub(level, "FRBRauthoritative", {"value": "false"})

    level = sub(identification, "FRBRExpression")
    sub(level, "FRBRthis", {"value": iris.this("expression", component)})
    sub(level, "FRBRuri", {"value": iris.expression})
    if main and work.number:
        for name, page in work.number.pages:
            address = page.format(lang=about.iso639_1.upper(), la=about.iso639_1)
            sub(level, "FRBRalias", {"name": name, "value": address})
    sub(level, "FRBRdate", dated)
    sub(level, "FRBRauthor", {"href": record.here(about.institution.key), "as": record.here("author")})
    sub(level, "FRBRlanguage", {"language": resolution.language})

    level = sub(identification, "FRBRManifestation")
    sub(level, "FRBRthis", {"value": iris.this("manifestation", component)})
    sub(level, "FRBRuri", {"value": iris.manifestation})
    sub(level, "FRBRdate", {"date": about.today.isoformat(), "name": "markup"})
    sub(level, "FRBRauthor", {"href": record.here("converter"), "as": record.here("editor")})
    sub(level, "FRBRformat", {"value": "xml"})


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
    """The votes that attachments of the document print."""
    votes = [
        (n, attachment.vote) for n, attachment in enumerate(resolution.attachments, 1) if attachment.vote
    ]
    if not votes:
        return
    analysis = sub(meta, "analysis", {"source": record.here("converter")})
    parliamentary = sub(analysis, "parliamentary")
    for number, (attachment, vote) in enumerate(votes, 1):
        eid = f"voting_{number}"
        voting = sub(parliamentary, "voting", {"eId": record.own(eid)})
        record.point(voting, "href", Local("attachment", attachment))
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
    base = f"/akn/ontology/{{}}/{institution.country}/{institution.key}"
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
    sub(
        references,
        "TLCOrganization",
        {"eId": record.own("converter"), "href": "/akn/ontology/organization/akn/converter", "showAs": "akn"},
    )
    for step in {s.name: s for s in work.steps}.values():
        says = institution.table["steps"][step.name]
        sub(
            references,
            "TLCEvent",
            {
                "eId": record.own(step.name),
                "href": f"{base.format('event')}/{step.name}",
                "showAs": says["event"],
            },
        )
        sub(
            references,
            "TLCConcept",
            {
                "eId": record.own(f"{step.name}_done"),
                "href": f"{base.format('concept')}/{says['outcome']}",
                "showAs": says["outcome"],
            },
        )
    for side in sorted({side for attachment in resolution.attachments for side, _ in attachment.vote}):
        says = institution.table["votes"][side]
        href = f"{base.format('concept')}/vote/{side}"
        sub(references, "TLCConcept", {"eId": record.own(f"vote_{side}"), "href": href, "showAs": says})
    if work.procedure:
        sub(
            references,
            "TLCProcess",
            {
                "eId": record.own("procedure"),
                "href": work.procedure.iri("eli-dl") or "",
                "showAs": work.procedure.printed,
            },
        )
    sub(references, "TLCRole", {"eId": record.own("author"), "href": f"{_ROLE}AUT", "showAs": "Author"})
    if "rapporteur" in record.roles:
        sub(
            references,
            "TLCRole",
            {"eId": record.own("rapporteur"), "href": f"{_ROLE}RAPP", "showAs": "Rapporteur"},
        )
    sub(references, "TLCRole", {"eId": record.own("editor"), "href": f"{_ROLE}EDITOR", "showAs": "Editor"})
    kind = institution.kinds[work.kind]
    if "docType" in record.labels:
        sub(
            references,
            "TLCReference",
            {"eId": record.own("docType"), "name": "docType", "href": kind.type, "showAs": kind.label},
        )
