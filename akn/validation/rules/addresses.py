"""Addresses by the Naming Convention, for those who claim to conform to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.tree.iri import WorkIri
from akn.validation.rules.rule import Breach, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.validation.rules.document import Document


@rule("CON001", Severity.ERROR, group="metadata")
def another_scheme(document: Document) -> Iterator[Breach]:
    """Write the IRI of the work as the Naming Convention does.

    The second level of conformance asks it: `/akn/`, country, type of document, perhaps subtype and author,
    date, number (Naming Convention, chapter 4). Another scheme may do the same work (4.12), but no program can
    tell that it does.

    Bad::

        <FRBRuri value="https://example.org/resolutions/17"/>

    Good::

        <FRBRuri value="/akn/rt/statement/resolution/2021-02-08/17"/>
    """
    for one in document.identifications[:1]:
        work = one.work
        if work is not None and work.uri and WorkIri.read(work.uri) is None:
            entry = work.first("FRBRuri")
            yield Breach(
                work.element if entry is None else entry,
                f"the IRI of the work, “{work.uri}”, is none of the Naming Convention",
                "write /akn/, country, type, date and number, such as /akn/rt/statement/2021-02-08/17",
            )
