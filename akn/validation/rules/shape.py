"""The shape of a resolution: enacting words, citations, recitals, numbered paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.numbering.sequences import after_digits, first_break, label, lettered
from akn.tree import Element, local_name
from akn.tree.elements import GROUPING
from akn.validation.rules.rule import Breach, rule
from akn.validation.rules.wording import short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from akn.validation.rules.document import Document

#: How paragraphs are counted.
DIGITS = (("1", after_digits),)


def _num(document: Document, element: Element) -> str:
    """Return what the `num` of `element` counts with, or ""."""
    return label(document.nums.get(element, ""))


def paragraphs(document: Document, part: Element | None) -> Iterator[Element]:
    """Yield the operative paragraphs in `part`, through divisions but not into what is quoted."""
    waiting = [] if part is None else document.children(part)[::-1]
    while waiting:
        child = waiting.pop()
        name = local_name(child)
        if name == "paragraph":
            yield child
        elif name in GROUPING:
            waiting += document.children(child)[::-1]


@rule("RES001", Severity.WARNING, group="resolution", profile="resolution")
def formula_not_first(document: Document) -> Iterator[Breach]:
    """Begin the preamble with the enacting words.

    “The European Parliament,” is the subject of every sentence that follows. A preamble without its
    `formula`, or with something before it, has lost who speaks.

    Bad::

        <preamble eId="preamble"><citations eId="cits_1">

    Good::

        <preamble eId="preamble"><formula name="actingEntity" eId="formula_1">
    """
    preamble = document.part("preamble")
    parts = document.children(preamble) if preamble is not None else []
    if parts and local_name(parts[0]) != "formula":
        later = any(local_name(part) == "formula" for part in parts)
        yield Breach(
            parts[0],
            f"the preamble begins with `{local_name(parts[0])}`; "
            + ("the `formula` comes later" if later else "it has no `formula`"),
            "put the enacting words first, in `formula`",
        )


@rule("RES002", Severity.WARNING, group="resolution", profile="resolution")
def citations_after_recitals(document: Document) -> Iterator[Breach]:
    """Put the citations before the recitals.

    A resolution first says on what it rests, then why it is adopted. A citation after a recital is most
    often a recital that was taken for one. After further enacting words the order begins anew.

    Bad::

        </recitals><citations eId="cits_1">

    Good::

        </citations><recitals eId="recs_1">
    """
    preamble = document.part("preamble")
    recitals = False
    for part in document.children(preamble) if preamble is not None else ():
        name = local_name(part)
        if name == "citations" and recitals:
            yield Breach(
                part,
                "`citations` stand after `recitals`",
                "move the citations before the recitals, or mark them as recitals",
            )
        recitals = name == "recitals" or (recitals and name != "formula")


@rule("RES003", Severity.WARNING, group="resolution", profile="resolution")
def recitals_break(document: Document) -> Iterator[Breach]:
    """Let the recitals run A, B … Z, AA without gap or repeat.

    A gap is a recital that was lost or swallowed by its neighbour, a repeat one that was read twice.
    The letters may be Latin, Cyrillic or Greek, or figures; recitals that were put in bear `Ba`, and runs
    without any number are not judged.

    Bad::

        <recital eId="recs_1__rec_C"><num>C.</num>

    Good::

        <recital eId="recs_1__rec_B"><num>B.</num>
    """
    preamble = document.part("preamble")
    run: list[Element] = []
    for part in document.children(preamble) if preamble is not None else ():
        name = local_name(part)
        if name == "formula":
            yield from _broken(document, run, "recital")
            run = []
        elif name == "recitals":
            run += document.children(part, "recital")
    yield from _broken(document, run, "recital")


def _broken(document: Document, run: Sequence[Element], what: str) -> Iterator[Breach]:
    labels = [_num(document, element) for element in run]
    if not any(labels):
        return
    systems = DIGITS if labels[0].isdecimal() else lettered()
    found = first_break(labels, systems)
    # An alphabet that is not known here is not judged.
    if found and all(
        any(follow(one) for _, follow in systems) for one in labels if one and not one.isdecimal()
    ):
        yield _breach(document, run, what, *found)


def _breach(document: Document, run: Sequence[Element], what: str, place: int, expected: str) -> Breach:
    element = run[place]
    printed = document.nums.get(element, "")
    shown = f"is numbered “{short(printed)}”" if printed else "has no number"
    before = f" after “{_num(document, run[place - 1])}”" if place else ", the first,"
    return Breach(
        element,
        f"the {what}{before} {shown}" + (f"; “{expected}” is expected" if expected else ""),
        f"look for a {what} that is missing, doubled or joined to its neighbour",
    )


@rule("RES004", Severity.WARNING, group="resolution", profile="resolution")
def paragraphs_break(document: Document) -> Iterator[Breach]:
    """Let the paragraphs run 1, 2 … n without gap or repeat.

    Numbers run through the divisions of a resolution; they begin anew only in a division that is itself
    numbered (I, II). A gap is a paragraph that was lost, a repeat one that was read twice. Paragraphs
    put in bear `1a`; those without number are the matter of another rule.

    Bad::

        <paragraph eId="para_3"><num>3.</num>

    Good::

        <paragraph eId="para_2"><num>2.</num>
    """
    run: list[Element] = []
    labels: list[str] = []
    for element in paragraphs(document, document.part("mainBody")):
        one = _num(document, element)
        if not one:
            continue
        if (
            one == "1"
            and run
            and _numbered_group(document, element) is not _numbered_group(document, run[-1])
        ):
            yield from _paragraph_breaks(document, run, labels)
            run, labels = [], []
        run.append(element)
        labels.append(one)
    yield from _paragraph_breaks(document, run, labels)


def _numbered_group(document: Document, element: Element) -> Element | None:
    return next(
        (
            outer
            for outer in element.iterancestors()
            if local_name(outer) in GROUPING and _num(document, outer)
        ),
        None,
    )


def _paragraph_breaks(document: Document, run: Sequence[Element], labels: Sequence[str]) -> Iterator[Breach]:
    found = first_break(labels, DIGITS)
    if found:
        yield _breach(document, run, "paragraph", *found)


@rule("RES005", Severity.WARNING, group="resolution", profile="resolution")
def points_break(document: Document) -> Iterator[Breach]:
    """Let the points of a list run (a), (b) … or (i), (ii) … or 1, 2 … without gap or repeat.

    After (h), (i) is the letter i. Dashes and bullets do not count, and points put in bear `ba`.

    Bad::

        <point eId="para_1__list_1__point_c"><num>(c)</num>

    Good::

        <point eId="para_1__list_1__point_b"><num>(b)</num>
    """
    if document.main is None:
        return
    for name, item in (("list", "point"), ("blockList", "item")):
        rows: dict[Element | None, list[Element]] = {}
        for element in document.named(name):
            if document.around(element) is not document.main or document.within(element, "quotedStructure"):
                continue
            own = document.children(element, item)
            if document.children(element, "heading"):
                # Behind a heading the points of the list before it go on, or begin anew.
                before = rows.setdefault(element.getparent(), [])
                run = [*before, *own]
                rows[element.getparent()] = own if before and not list(_broken(document, own, item)) else run
                yield from _broken(document, rows[element.getparent()], item)
            else:
                rows[element.getparent()] = own
                yield from _broken(document, own, item)


@rule("RES006", Severity.WARNING, group="resolution")
def unnumbered_paragraph(document: Document) -> Iterator[Breach]:
    """Give every paragraph a number; only a sole one may go without.

    Amendments and votes name paragraphs by number. One without is often the continuation of the paragraph
    before it.

    Bad::

        <paragraph eId="para_nn_1">

    Good::

        <paragraph eId="para_2"><num>2.</num>
    """
    every = list(paragraphs(document, document.part("mainBody")))
    if len(every) > 1:
        for element in every:
            if not _num(document, element):
                yield Breach(
                    element,
                    f"a paragraph without number, among {len(every)}",
                    "number it, or join it to the paragraph before it",
                )
