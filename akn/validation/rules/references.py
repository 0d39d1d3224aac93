"""What ``meta/references`` declares: used, told apart, and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.tree import Element, local_name
from akn.validation.rules.rule import Breach, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.validation.rules.document import Document


def _classes(document: Document) -> list[Element]:
    """Return the declared entries of the ontology (`TLCPerson`, `TLCRole` …), in the order of the text."""
    return [one for one in document.references.values() if local_name(one).startswith("TLC")]


@rule("REF008", Severity.INFORMATION, group="references")
def unused_declaration(document: Document) -> Iterator[Breach]:
    """Use what `references` declares.

    An entry that nothing refers to is dead weight, or a reference that was forgotten.

    Bad::

        <TLCPerson eId="smith" href="/akn/ontology/person/rt/smith" showAs="Jane Smith"/>

    Good::

        <TLCRole eId="author" href="/akn/ontology/role/rt/author" showAs="Author"/>
    """
    used = {one.key for one in (*document.pointers["local"], *document.pointers["bare"])}
    for key, one in document.references.items():
        if key not in used and local_name(one).startswith("TLC"):
            yield Breach(
                one,
                f"`{local_name(one)}` “{key}” is declared and never used",
                "refer to it where the text names it, or remove it",
            )


@rule("REF009", Severity.INFORMATION, group="references")
def same_thing_twice(document: Document) -> Iterator[Breach]:
    """Declare a thing once.

    Two entries with one `href` are one thing under two names; whoever counts mentions counts it in halves.
    Each document of a collection declares for itself.

    Bad::

        <TLCOrganization eId="rp" href="/akn/ontology/organization/rt/rp" showAs="Parliament of Ruritania"/>
        <TLCOrganization eId="parliament" href="/akn/ontology/organization/rt/rp" showAs="Parliament"/>

    Good::

        <TLCOrganization eId="rp" href="/akn/ontology/organization/rt/rp" showAs="Parliament of Ruritania"/>
        <TLCOrganization eId="parliament" href="/akn/ontology/organization/sy/sp" showAs="Parliament"/>
    """
    first: dict[tuple[Element | None, str, str], Element] = {}
    for one in _classes(document):
        href = one.get("href", "").strip()
        if href in {"", "#", "/"}:
            continue
        earlier = first.setdefault((one.getparent(), local_name(one), href), one)
        if earlier is not one:
            yield Breach(
                one,
                f"“{one.get('eId')}” has the same `href` as “{earlier.get('eId')}”",
                f"refer to “{earlier.get('eId')}” throughout, and remove this entry",
            )


@rule("REF010", Severity.INFORMATION, group="references")
def nothing_shown(document: Document) -> Iterator[Breach]:
    """Say in `showAs` how a thing is called.

    `showAs` is what a reader sees in lists and indexes; the schema demands it and accepts it empty.

    Bad::

        <TLCRole eId="author" href="/akn/ontology/role/rt/author" showAs=""/>

    Good::

        <TLCRole eId="author" href="/akn/ontology/role/rt/author" showAs="Author"/>
    """
    for one in document.references.values():
        if not one.get("showAs", "x").strip():
            yield Breach(
                one,
                f"`showAs` of `{local_name(one)}` “{one.get('eId')}” is empty",
                "write the name that a reader is to see",
            )
