"""Attachments: what they are called, in which order they stand, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.numbering.roman import roman
from akn.numbering.sequences import pieces
from akn.tree.elements import DOCUMENTS, HEADINGS, TITLES
from akn.tree.iri import is_conventional
from akn.validation.rules.rule import Breach, rule
from akn.validation.rules.wording import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.tree import Element
    from akn.tree.identification import Level
    from akn.validation.rules.document import Document


@rule("STR007", Severity.INFORMATION, group="structure")
def nameless_attachment(document: Document) -> Iterator[Breach]:
    """Give an attachment a `num` or a `heading`.

    Without one it cannot be named in a table of contents, nor cited. A cover or preface of the attached document, or
    a title or heading anywhere in it, will do.

    Bad::

        <attachment eId="att_1"><doc name="annex">

    Good::

        <attachment eId="att_1"><heading eId="att_1__heading">ANNEX</heading><doc name="annex">
    """
    for element in document.named("attachment"):
        if document.children(element, "num", "heading", "subheading"):
            continue
        inner = document.children(element, *DOCUMENTS)
        if inner and not any(_titled(document, one) for one in inner):
            yield Breach(
                element, "`attachment` has neither `num` nor `heading`", "put its title into `heading`"
            )


def _titled(document: Document, inner: Element) -> bool:
    if document.children(inner, "preface", "coverPage"):
        return True
    space = document.namespace
    return any(True for _ in inner.iter(*(f"{{{space}}}{name}" for name in sorted(HEADINGS | TITLES))))


@rule("STR008", Severity.WARNING, group="structure")
def attachments_out_of_order(document: Document) -> Iterator[Breach]:
    """Put attachments in the order of their numbers.

    Annex II before Annex I, or twice the same number, is a part put at the wrong place.

    Bad::

        <attachment eId="att_2"><num>ANNEX II</num> … <attachment eId="att_1"><num>ANNEX I</num>

    Good::

        <attachment eId="att_1"><num>ANNEX I</num> … <attachment eId="att_2"><num>ANNEX II</num>
    """
    for block in document.named("attachments"):
        last: tuple[str, int] | None = None
        for element in document.children(block, "attachment"):
            if num := document.nums.get(element):
                found = _numbered(num)
                if found and last and found[0] == last[0] and found[1] <= last[1]:
                    yield Breach(
                        element,
                        f"“{short(num)}” comes after number {last[1]} of its kind",
                        "put the attachments in the order of their numbers",
                    )
                last = found or last


def _numbered(text: str) -> tuple[str, int] | None:
    """Return the words before the number, and the number; None where there is none."""
    found = pieces(text)
    for place in range(len(found) - 1, -1, -1):
        piece = found[place]
        value = int(piece[-9:]) if piece.isdecimal() else roman(piece)
        if value is not None:
            return " ".join(found[:place]), value
    return None


@rule("STR009", Severity.WARNING, group="structure")
def attachment_of_another(document: Document) -> Iterator[Breach]:
    """Let the metadata of an attachment be those of its host.

    An annex is a component of the same work: same country, same language, and an IRI that is the host's or
    begins as it does, where both are of the Naming Convention. Otherwise it was copied from another document. An
    attached document that is a work in its own right belongs in `documentRef`.

    Bad::

        <FRBRlanguage language="fra"/>

    Good::

        <FRBRlanguage language="eng"/>
    """
    if len(document.identifications) < 2:
        return
    host, *others = document.identifications
    for one in others:
        owner = one.owner
        if owner is None or not document.within(owner, "attachment"):
            continue
        for level, own, name, attribute in (
            (host.work, one.work, "FRBRcountry", "value"),
            (host.expression, one.expression, "FRBRlanguage", "language"),
        ):
            yield from _differs(level, own, name, attribute)
        work, hosting = one.work, host.work
        if (
            work
            and hosting
            and is_conventional(work.uri)
            and is_conventional(hosting.uri)
            and not work.uri.startswith(hosting.uri.rstrip("/"))
        ):
            entry = work.first("FRBRuri")
            yield Breach(
                work.element if entry is None else entry,
                f"the attachment is “{work.uri}”, the host “{hosting.uri}”",
                f"write “{hosting.uri}” in `FRBRuri`, and the component in `FRBRthis`",
            )


def _differs(host: Level | None, own: Level | None, name: str, attribute: str) -> Iterator[Breach]:
    if host is None or own is None:
        return
    theirs, ours = host.values(name, attribute), own.values(name, attribute)
    entry = own.first(name)
    if theirs and ours and entry is not None and not {x.lower() for x in theirs} & {x.lower() for x in ours}:
        yield Breach(
            entry,
            f"`{name}` of the attachment is “{ours[0]}”, that of the host “{theirs[0]}”",
            "correct whichever is wrong",
        )
