"""What an eId looks like: its last segment, its prefix, its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.numbering.sequences import agree, plain_number
from akn.tree.eid import number_in
from akn.tree.elements import abbreviation
from akn.validation.rules.renumbering import renumbered
from akn.validation.rules.rule import Breach, rule
from akn.validation.rules.wording import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.tree import Element
    from akn.validation.rules.document import Document


@rule("EID005", Severity.WARNING, group="identifiers")
def wrong_eid_name(document: Document) -> Iterator[Breach]:
    """End an eId with the element's abbreviation, and its number if it has one.

    The Naming Convention (chapter 5) builds an eId from segments, `para_2__list_1__point_a`; the last one
    is the element's abbreviation and its number, so that a reader of a reference knows what is cited.
    What is declared in `meta` is free, and so is the prefix. It is asked where most ids of a document are so built;
    who has a scheme of their own is told once (EID009).

    Bad::

        <paragraph eId="paragraph_1"><num>1.</num>

    Good::

        <paragraph eId="para_1"><num>1.</num>
    """
    if document.own_ids:
        return
    for element, name, last in document.misnamed:
        begin = abbreviation(name)
        yield Breach(
            element,
            f"the eId of this `{name}` ends in “{last}”; its last segment should be “{begin}”, or “{begin}_” "
            "and a number",
            f"after the last “__” write “{begin}”, and its number after “_”",
            group="name",
        )
    for element, name, last, num in document.numbered:
        if last == abbreviation(name) and (number := plain_number(num)):
            yield Breach(
                element,
                f"the eId of this `{name}` has no number, though its `num` says “{short(num)}”",
                f"write “{begin_of(name, number)}” as the last segment",
                group="number",
            )


def begin_of(name: str, number: str) -> str:
    """Return the last segment of the eId of an element called `name` that has this number."""
    return f"{abbreviation(name)}_{number.replace(' ', '-')}"


@rule("EID009", Severity.INFORMATION, group="identifiers")
def own_scheme(document: Document) -> Iterator[Breach]:
    """Build eIds as the Naming Convention does, if others are to read them.

    Most ids of this document are built in another way. That is allowed, and programs that only compare ids do not
    mind; a reader of `#sec_2__subsec_1` sees what is cited, a reader of `#n117` does not. It is said once, and no
    other rule on the form of ids is asked.

    Bad::

        <paragraph eId="n1"><num>1.</num> … <content eId="n2">

    Good::

        <paragraph eId="para_1"><num>1.</num> … <content eId="para_1__content">
    """
    if document.own_ids:
        element, name, last = document.misnamed[0]
        yield Breach(
            element,
            f"the ids of this document follow a scheme of its own: this `{name}` is “{last}”",
            f"by the Naming Convention it would be “{abbreviation(name)}”, “_” and its number",
        )


def _outer(eid: str) -> Iterator[str]:
    """Yield the prefixes of `eid`, the longest first."""
    while eid := eid.rpartition("__")[0]:
        yield eid


@rule("EID006", Severity.WARNING, group="identifiers")
def unknown_prefix(document: Document) -> Iterator[Breach]:
    """Let the prefix of an eId be an eId that exists.

    Before the last `__` stands the whole eId of the part that gives the context. If nothing bears it, the
    identifier promises a place that the document does not have, often after a renumbering. It is asked where the ids
    of a document are built by the Naming Convention.

    Bad::

        <content eId="para_7__content">

    Good::

        <content eId="para_1__content">
    """
    if document.own_ids:
        return
    lost: dict[str, list[Element]] = {}
    for element, _, _, prefix, _ in document.segments:
        if prefix and prefix not in document.eids:
            lost.setdefault(prefix, []).append(element)
    for prefix, elements in lost.items():
        if any(outer in lost for outer in _outer(prefix)):
            continue  # it hangs on a prefix that is reported
        for element in elements:
            if element not in document.in_meta:
                yield Breach(
                    element,
                    f"the eId “{element.get('eId')}” begins with “{prefix}”, which no element bears",
                    "begin with the eId of the part in which this one stands",
                    group=prefix,
                )


@rule("EID007", Severity.INFORMATION, group="identifiers")
def foreign_prefix(document: Document) -> Iterator[Breach]:
    """Let the prefix of an eId be the eId of a part in which the element stands.

    A prefix that belongs to another branch of the document misleads whoever reads the reference. It is
    what remains when a part is moved and keeps its identifier, which may be on purpose.

    Bad::

        <content eId="para_1__content_2"><p>Second text.</p>

    Good::

        <content eId="para_2__content"><p>Second text.</p>
    """
    if document.own_ids:
        return
    eids = document.eids
    for element, _, eid, prefix, _ in document.segments:
        if not prefix or prefix not in eids:
            continue
        holders, outer = eids[prefix], element.getparent()
        while outer is not None and outer not in holders:
            outer = outer.getparent()
        if outer is None:
            yield Breach(
                element,
                f"the eId “{eid}” begins with “{prefix}”, but the element does not stand in that part",
                f"begin with the eId of a part around it, or move it into “{prefix}”",
                group="elsewhere",
            )


@rule("EID008", Severity.WARNING, group="identifiers", mend=renumbered)
def number_disagrees(document: Document) -> Iterator[Breach]:
    """Let the number in an eId be the number that `num` prints.

    People cite the printed number, machines the eId. If paragraph 1 is `para_16`, every reference that is
    made from the text leads to the wrong paragraph. Final punctuation, brackets and words do not count;
    a dash or bullet is no number. Where `num` holds more than a number that an eId can say, it is information.

    Bad::

        <paragraph eId="para_16"><num>1.</num>

    Good::

        <paragraph eId="para_1"><num>1.</num>
    """
    if document.own_ids:
        return
    for element, name, last, num in document.numbered:
        number = number_in(element, name, last)
        if number and agree(number, num) is False:
            wanted = plain_number(num)
            yield Breach(
                element,
                f"the eId of this `{name}` says “{short(number)}”, its `num` says “{short(num)}”",
                f"end the eId with “{begin_of(name, wanted)}”" if wanted else "see which of the two is meant",
                group=f"{name} {bool(wanted)}",
                severity=None if wanted else Severity.INFORMATION,
            )
