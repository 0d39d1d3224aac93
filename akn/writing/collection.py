"""Several documents of one file: a ``documentCollection`` of components."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from akn.model.resolution import Resolution
from akn.tree import Element, sub
from akn.tree.iri import Iri
from akn.writing.meta import Circumstances, iris_of

_LOCAL = ("refersTo", "as", "by", "source", "outcome", "href")


def write_collection(
    root: Element,
    resolutions: Sequence[Resolution],
    about: Circumstances,
    write_one: Callable[[Element, Resolution], None],
) -> None:
    """Write `resolutions` as the components of one collection, each by `write_one`.

    A document's own declarations are prefixed with its component, for an eId
    must be unique in the whole file.
    """
    first = resolutions[0]
    collection = sub(root, "documentCollection", {"name": "resolutions"})
    _meta(collection, first, about)
    body = sub(collection, "collectionBody")
    for number, resolution in enumerate(resolutions, 1):
        component = sub(body, "component")
        write_one(component, resolution)
        _prefix(component, f"cmp_{number}__")


def _prefix(component: Element, prefix: str) -> None:
    for element in component.iter():
        eid = element.get("eId")
        if eid:
            element.set("eId", prefix + eid)
        for name in _LOCAL:
            value = element.get(name, "")
            if value.startswith("#"):
                element.set(name, f"#{prefix}{value[1:]}")


def _meta(collection: Element, first: Resolution, about: Circumstances) -> None:
    """The collection's own metadata: made by the converter, dated by the mark-up."""
    base = iris_of(first, about)
    iris = Iri(
        f"{base.work}/resolutions".replace("/statement/", "/documentCollection/"),
        first.language,
        first.work.date or "",
    )
    institution, today = about.institution, about.today.isoformat()
    meta = sub(collection, "meta")
    identification = sub(meta, "identification", {"source": "#converter"})
    for level, uri, author in (
        ("FRBRWork", iris.work, institution.key),
        ("FRBRExpression", iris.expression, institution.key),
        ("FRBRManifestation", iris.manifestation, "converter"),
    ):
        element = sub(identification, level)
        sub(element, "FRBRthis", {"value": iris.this(level.removeprefix("FRBR").lower())})
        sub(element, "FRBRuri", {"value": uri})
        sub(element, "FRBRdate", {"date": today, "name": "markup"})
        sub(element, "FRBRauthor", {"href": f"#{author}", "as": "#editor"})
        if level == "FRBRWork":
            sub(element, "FRBRcountry", {"value": institution.country})
        elif level == "FRBRExpression":
            sub(element, "FRBRlanguage", {"language": first.language})
        else:
            sub(element, "FRBRformat", {"value": "xml"})
    references = sub(meta, "references", {"source": "#converter"})
    entity = institution.entity
    sub(references, "TLCOrganization", {"eId": entity.key, "href": entity.iri, "showAs": entity.label})
    sub(
        references,
        "TLCOrganization",
        {"eId": "converter", "href": "/akn/ontology/organization/akn/converter", "showAs": "akn"},
    )
    role = institution.role("editor")
    sub(references, "TLCRole", {"eId": "editor", "href": role.iri, "showAs": role.label})
