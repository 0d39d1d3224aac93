"""Several documents of one file: a ``documentCollection`` of components."""

from __future__ import annotations

from collections.abc import Sequence

from akn.model.resolution import Resolution
from akn.tree import Element, sub
from akn.tree.iri import Iri
from akn.writing.inlines import Record
from akn.writing.meta import Circumstances, iris_of


def write_collection(
    root: Element, resolutions: Sequence[Resolution], about: Circumstances, record: Record
) -> list[Element]:
    """Write the collection of `resolutions`; returned are its components, empty, one for each of them."""
    collection = sub(root, "documentCollection", {"name": "resolutions"})
    _meta(collection, resolutions[0], about, record)
    body = sub(collection, "collectionBody")
    return [sub(body, "component") for _ in resolutions]


def _meta(collection: Element, first: Resolution, about: Circumstances, record: Record) -> None:
    """The collection's own metadata: made by the converter, dated by the mark-up."""
    base = iris_of(first, about)
    iris = Iri(
        f"{base.work}/resolutions".replace("/statement/", "/documentCollection/"),
        first.language,
        first.work.date or "",
    )
    institution, today = about.institution, about.today.isoformat()
    meta = sub(collection, "meta")
    identification = sub(meta, "identification", {"source": record.here("converter")})
    for level, uri, author in (
        ("FRBRWork", iris.work, institution.key),
        ("FRBRExpression", iris.expression, institution.key),
        ("FRBRManifestation", iris.manifestation, "converter"),
    ):
        element = sub(identification, level)
        sub(element, "FRBRthis", {"value": iris.this(level.removeprefix("FRBR").lower())})
        sub(element, "FRBRuri", {"value": uri})
        sub(element, "FRBRdate", {"date": today, "name": "markup"})
        sub(element, "FRBRauthor", {"href": record.here(author), "as": record.here("editor")})
        if level == "FRBRWork":
            sub(element, "FRBRcountry", {"value": institution.country})
        elif level == "FRBRExpression":
            sub(element, "FRBRlanguage", {"language": first.language})
        else:
            sub(element, "FRBRformat", {"value": "xml"})
    references = sub(meta, "references", {"source": record.here("converter")})
    entity = institution.entity
    sub(
        references,
        "TLCOrganization",
        {"eId": record.own(entity.key), "href": entity.iri, "showAs": entity.label},
    )
    sub(
        references,
        "TLCOrganization",
        {"eId": record.own("converter"), "href": "/akn/ontology/organization/akn/converter", "showAs": "akn"},
    )
    role = institution.role("editor")
    sub(references, "TLCRole", {"eId": record.own("editor"), "href": role.iri, "showAs": role.label})
