"""The root of the file, and the title block of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.tree import Element, local_name
from akn.tree.elements import DOCUMENTS
from akn.tree.place import ancestors
from akn.validation.rules.rule import Breach, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.validation.rules.document import Document

STANDARD = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


@rule("STR001", Severity.ERROR, group="structure")
def wrong_root(document: Document) -> Iterator[Breach]:
    """Let the root be `akomaNtoso` in the namespace of Akoma Ntoso 3.0.

    The schema declares every element for itself, so it accepts any of them as the root: a lone
    `paragraph` is valid. Drafts of the standard and national profiles have namespaces of their own.

    Bad::

        <statement xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

    Good::

        <akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
    """
    name = local_name(document.root)
    if name != "akomaNtoso":
        yield Breach(
            document.root,
            f"the root is `{name}`; it must be `akomaNtoso`",
            f"put `<akomaNtoso>` around `<{name}>`"
            if name in DOCUMENTS
            else "put the whole document inside `akomaNtoso`",
        )
    if document.namespace != STANDARD:
        found = f"is “{document.namespace}”" if document.namespace else "is missing"
        yield Breach(
            document.root, f"the namespace {found}; it must be “{STANDARD}”", "change `xmlns` on the root"
        )


def _held(document: Document, name: str) -> dict[Element, list[Element]]:
    """Return the elements called `name` in each title block (`coverPage`, `preface`), by block."""
    held: dict[Element, list[Element]] = {block: [] for block in document.named("coverPage", "preface")}
    for element in document.named(name):
        for outer in ancestors(element):
            if outer in held:
                held[outer].append(element)
                break
    return held


@rule("STR002", Severity.ERROR, group="structure")
def one_title(document: Document) -> Iterator[Breach]:
    """Give a title block exactly one `docTitle`.

    Lists of search results, tables of contents and citations print the `docTitle`. With two of them
    nobody knows which one is meant, with none there is nothing to print. A `preface` with a `longTitle`
    has its title there.

    Bad::

        <docTitle>Situation</docTitle> <docTitle>in Ruritania</docTitle>

    Good::

        <docTitle>Situation in Ruritania</docTitle>
    """
    held = _held(document, "docTitle")
    titled = {block.getparent() for block, titles in held.items() if titles}
    for block, titles in held.items():
        name = local_name(block)
        if len(titles) > 1:
            yield Breach(
                titles[1],
                f"`{name}` has {len(titles)} `docTitle`; one is expected",
                "keep one `docTitle`, and mark the others as `docPurpose`, `docStage` or `docStatus`",
            )
        if name == "preface" and block.getparent() not in titled and not _long_titled(document, block):
            yield Breach(
                block,
                "the title block has no `docTitle`",
                "put `docTitle` around the words of the title",
            )


def _long_titled(document: Document, block: Element) -> bool:
    return any(block in title.iterancestors() for title in document.named("longTitle"))


@rule("STR003", Severity.WARNING, group="structure")
def one_number(document: Document) -> Iterator[Breach]:
    """Give a title block at most one `docNumber`.

    The `docNumber` is the number of this document. Numbers of other documents (those that it replaces,
    reports on or belongs to) are references.

    Bad::

        <docNumber>R/17</docNumber>, replacing <docNumber>R/12</docNumber>

    Good::

        <docNumber>R/17</docNumber>, replacing <ref eId="ref_1" href="/akn/rt/statement/2021/12">R/12</ref>
    """
    for block, numbers in _held(document, "docNumber").items():
        if len(numbers) > 1:
            yield Breach(
                numbers[1],
                f"`{local_name(block)}` has {len(numbers)} `docNumber`; one is expected",
                "keep the number of this document, and mark the others as `ref`",
            )
