"""Several documents of one file: a ``documentCollection`` of components."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from akn.model.resolution import Resolution, Work
from akn.tree import Element, sub
from akn.tree.identification import MARKUP, Entry, Statement, write_identification
from akn.tree.iri import Iri, WorkIri
from akn.writing.inlines import Record
from akn.writing.meta import Circumstances, dated, declare_converter, iris_of, title_entry
from akn.writing.titles import short_titles, title_line

#: What a collection is called, and what its IRI ends with.
_NAME = "resolutions"


def write_collection(
    root: Element, resolutions: Sequence[Resolution], about: Circumstances, record: Record
) -> list[Element]:
    """Write the collection of `resolutions`; returned are its components, empty, one for each of them."""
    whole = _whole(resolutions)
    name = about.institution.kinds[whole.kind].name if whole else _NAME
    collection = sub(root, "documentCollection", {"name": name})
    _meta(collection, resolutions, about, record)
    body = sub(collection, "collectionBody")
    return [sub(body, "component") for _ in resolutions]


def _meta(
    collection: Element, resolutions: Sequence[Resolution], about: Circumstances, record: Record
) -> None:
    """The collection's own metadata. It is dated, and named, by the earliest of its documents."""
    institution, today = about.institution, about.today.isoformat()
    first = min(resolutions, key=lambda resolution: resolution.work.day or "9999")
    work = first.work
    date, event = dated(first, about)
    meta = sub(collection, "meta")
    editor, author = record.here("editor"), record.here(institution.key)
    named: list[Entry] = [("FRBRsubtype", {"value": institution.kinds[work.kind].address})]
    if titles := "; ".join(filter(None, map(title_line, resolutions))):
        named.append(title_entry(titles, first.language))
    if short := short_titles(resolutions):
        named.append(("FRBRname", {"value": short}))
    statements = (
        Statement(date, event, author, editor, [("FRBRcountry", {"value": institution.country}), *named]),
        Statement(date, event, author, editor, [("FRBRlanguage", {"language": first.language})]),
        Statement(today, MARKUP, record.here("converter"), editor, [("FRBRformat", {"value": "xml"})]),
    )
    whole = _whole(resolutions)
    iri = iris_of(replace(first, work=whole), about) if whole else _iri(iris_of(first, about))
    write_identification(meta, record.here("converter"), iri, "main", statements)
    references = sub(meta, "references", {"source": record.here("converter")})
    entity = institution.entity
    sub(
        references,
        "TLCOrganization",
        {"eId": record.own(entity.key), "href": entity.iri, "showAs": entity.label},
    )
    declare_converter(references, record)
    role = institution.role("editor")
    sub(references, "TLCRole", {"eId": record.own("editor"), "href": role.iri, "showAs": role.label})


def _whole(resolutions: Sequence[Resolution]) -> Work | None:
    """The work that all of `resolutions` are parts of, or None."""
    wholes = {resolution.work.whole for resolution in resolutions}
    (whole, *others) = wholes
    return None if whole is None or others else replace(resolutions[0].work, number=whole)


def _iri(first: Iri) -> Iri:
    """The IRI of the collection: that of its `first` document, but for the type and what the number ends with."""
    work = WorkIri.read(first.work)
    if work is None:
        return replace(first, work=f"{first.work}-{_NAME}")
    return replace(first, work=str(replace(work, type="documentcollection", number=f"{work.number}-{_NAME}")))
