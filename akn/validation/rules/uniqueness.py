"""Identifiers that must be given once, and must be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.tree import Element
from akn.tree.place import outermost_document
from akn.validation.rules.rule import Breach, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.validation.rules.document import Document


def _repeats(held: dict[str, list[Element]]) -> Iterator[tuple[str, Element]]:
    """Yield each identifier, with an element that repeats it in another document of the same file."""
    for value, elements in held.items():
        if len(elements) > 1:
            first = outermost_document(elements[0])
            yield from (
                (value, element) for element in elements[1:] if outermost_document(element) is not first
            )


@rule("EID001", Severity.ERROR, group="identifiers")
def repeated_eid(document: Document) -> Iterator[Breach]:
    """Use an eId once in a file, also across the documents that it holds.

    A reference to an eId that two elements bear leads to either. The schema looks for repeats inside one
    document (`act`, `statement` …); this rule looks across the main document and its components.

    Bad::

        <component eId="cmp_1"> … <paragraph eId="para_1">

    Good::

        <component eId="cmp_1"> … <paragraph eId="cmp_1__para_1">
    """
    for value, element in _repeats(document.eids):
        yield Breach(
            element,
            f"the eId “{value}” is used a second time; the first is on line "
            f"{document.eids[value][0].sourceline}",
            "put the eId of the component before it, as in “cmp_1__para_1”",
            group="eId",
        )


@rule("EID002", Severity.ERROR, group="identifiers")
def repeated_guid(document: Document) -> Iterator[Breach]:
    """Use a GUID once in a file, also across the documents that it holds.

    A GUID follows an element through every version; two elements with one GUID cannot be told apart.
    The schema looks for repeats inside one document; this rule looks across all documents of the file.

    Bad::

        <p GUID="G-1">Second text.</p>

    Good::

        <p GUID="G-2">Second text.</p>
    """
    for value, element in _repeats(document.guids):
        yield Breach(
            element,
            f"the GUID “{value}” is used a second time; the first is on line "
            f"{document.guids[value][0].sourceline}",
            "give this element a GUID of its own",
            group="GUID",
        )


@rule("EID003", Severity.WARNING, group="identifiers")
def repeated_wid(document: Document) -> Iterator[Breach]:
    """Use a wId once in a file.

    The wId carries the identity of a part across language versions and amendments. The schema does not
    look whether it is unique. Parts that replace each other in time may share a wId: those with a `period`
    or a `status` are not counted.

    Bad::

        <p wId="p_1">Second text.</p>

    Good::

        <p wId="p_2">Second text.</p>
    """
    for value, elements in document.wids.items():
        if len(elements) == 1:
            continue
        lasting = [element for element in elements if not (element.get("period") or element.get("status"))]
        for element in lasting[1:]:
            yield Breach(
                element,
                f"the wId “{value}” is used a second time; the first is on line {lasting[0].sourceline}",
                "give this part a wId of its own, or a `period` if it replaces the other",
                group="wId",
            )


@rule("EID004", Severity.INFORMATION, group="identifiers")
def missing_eid(document: Document) -> Iterator[Breach]:
    """If eIds are used at all, give one to every element that requires it.

    The schema calls the eId of 144 elements required, but does not enforce it, so that drafts can do
    without. Once a document uses eIds, a part that has none cannot be cited, compared or amended. Nearly
    every publisher leaves some out.

    Bad::

        <paragraph>

    Good::

        <paragraph eId="para_2">
    """
    if not document.eids:
        return
    for name, elements in document.missing.items():
        for element in elements:
            yield Breach(
                element,
                f"`{name}` has no eId, though this document uses eIds",
                f"give every `{name}` an eId",
            )
