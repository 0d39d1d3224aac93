"""What an eId looks like: its last segment, its prefix, its number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.numbering.sequences import agree, label
from akn.tree.eid import last_segment, number_in
from akn.tree.elements import abbreviation
from akn.validation.rules.rule import Breach, rule
from akn.validation.rules.wording import more

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.tree import Element
    from akn.validation.rules.document import Document


@rule("EID005", Severity.WARNING, group="identifiers")
def wrong_eid_name(document: Document) -> Iterator[Breach]:
    """End an eId with the element's abbreviation, and its number if it has one.

    The Naming Convention (chapter 5) builds an eId from segments, `para_2__list_1__point_a`; the last one
    is the element's abbreviation and its number, so that a reader of a reference knows what is cited.
    What is declared in `meta` is free, and so is the prefix.

    Bad::

        <paragraph eId="paragraph_1"><num>1.</num>

    Good::

        <paragraph eId="para_1"><num>1.</num>
    """
    wrong: dict[tuple[str, str], list[Element]] = {}
    for element, name, _, _, last in document.segments:
        begin = abbreviation(name)
        if last == begin or last.startswith(f"{begin}_") or name.startswith("TLC"):
            continue
        if number_in(element, name, last) is None and not document.within(element, "meta"):
            stem = re.match(r"[^\W\d_]*", last)
            wrong.setdefault((name, stem[0] if stem else ""), []).append(element)
    for (name, _), elements in wrong.items():
        begin = abbreviation(name)
        last = last_segment(elements[0].get("eId", ""))
        yield Breach(
            elements[0],
            f"the eId of this `{name}` ends in “{last}”; its last segment should be “{begin}”, or “{begin}_” "
            f"and a number{more(len(elements) - 1)}",
            f"after the last “__” write “{begin}”, and its number after “_”",
        )
    for element, name, last, num in document.numbered:
        if last == abbreviation(name) and agree("", num) is not None:
            yield Breach(
                element,
                f"the eId of this `{name}` has no number, though its `num` says “{num}”",
                f"write “{abbreviation(name)}_{label(num)}” as the last segment",
            )


def _outer(eid: str) -> Iterator[str]:
    """Yield the prefixes of `eid`, the longest first."""
    while eid := eid.rpartition("__")[0]:
        yield eid


@rule("EID006", Severity.WARNING, group="identifiers")
def unknown_prefix(document: Document) -> Iterator[Breach]:
    """Let the prefix of an eId be an eId that exists.

    Before the last `__` stands the whole eId of the part that gives the context. If nothing bears it, the
    identifier promises a place that the document does not have, often after a renumbering.

    Bad::

        <content eId="para_7__content">

    Good::

        <content eId="para_1__content">
    """
    lost: dict[str, list[Element]] = {}
    for element, _, _, prefix, _ in document.segments:
        if prefix and prefix not in document.eids:
            lost.setdefault(prefix, []).append(element)
    for prefix, elements in lost.items():
        if any(outer in lost for outer in _outer(prefix)):
            continue  # it hangs on a prefix that is reported
        there = [element for element in elements if not document.within(element, "meta")]
        if there:
            yield Breach(
                there[0],
                f"the eId “{there[0].get('eId')}” begins with “{prefix}”, which no element bears"
                + more(len(there) - 1),
                "begin with the eId of the part in which this one stands",
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
            )


@rule("EID008", Severity.ERROR, group="identifiers")
def number_disagrees(document: Document) -> Iterator[Breach]:
    """Let the number in an eId be the number that `num` prints.

    People cite the printed number, machines the eId. If paragraph 1 is `para_16`, every reference that is
    made from the text leads to the wrong paragraph. Final punctuation, brackets and words do not count;
    a dash or bullet is no number.

    Bad::

        <paragraph eId="para_16"><num>1.</num>

    Good::

        <paragraph eId="para_1"><num>1.</num>
    """
    for element, name, last, num in document.numbered:
        number = number_in(element, name, last)
        if number and agree(number, num) is False:
            yield Breach(
                element,
                f"the eId of this `{name}` says “{number}”, its `num` says “{num}”",
                f"end the eId with “{abbreviation(name)}_{label(num).replace(' ', '-')}”",
            )
