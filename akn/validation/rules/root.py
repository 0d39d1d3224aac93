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

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@rule("STR001", Severity.ERROR, group="structure")
def wrong_root(document: Document) -> Iterator[Breach]:
    """Let the root be `akomaNtoso`.

    The schema declares every element for itself, so it accepts any of them as the root: a lone
    `paragraph` is valid. What a document is, and whose, is said under `akomaNtoso` alone.

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


def _held(document: Document, name: str) -> dict[Element, list[Element]]:
    """Return the elements called `name` in each title block (`coverPage`, `preface`), by block."""
    held: dict[Element, list[Element]] = {block: [] for block in document.named("coverPage", "preface")}
    for element in document.named(name):
        for outer in ancestors(element):
            if outer in held:
                held[outer].append(element)
                break
    return held


@rule("STR002", Severity.WARNING, group="structure")
def one_title(document: Document) -> Iterator[Breach]:
    """Give a title block one `docTitle`, not two.

    Lists of search results, tables of contents and citations print the `docTitle`. With two of them in one
    language nobody knows which one is meant. None at all is nobody's fault: notes, forms and covers have no title.

    Bad::

        <docTitle>Situation</docTitle> <docTitle>in Ruritania</docTitle>

    Good::

        <docTitle>Situation in Ruritania</docTitle>
    """
    for block, titles in _held(document, "docTitle").items():
        spoken: dict[str, list[Element]] = {}
        for title in titles:
            spoken.setdefault(_language(title), []).append(title)
        for same in spoken.values():
            if len(same) > 1:
                yield Breach(
                    same[1],
                    f"`{local_name(block)}` has {len(same)} `docTitle`; one is expected",
                    "keep one `docTitle`, and mark the others as `docPurpose`, `docStage` or `docStatus`",
                )


def _language(element: Element) -> str:
    """Return the ``xml:lang`` that holds for `element`, or ""."""
    return next((said for one in (element, *ancestors(element)) if (said := one.get(XML_LANG))), "")


@rule("STR003", Severity.INFORMATION, group="structure")
def one_number(document: Document) -> Iterator[Breach]:
    """Give a title block at most one `docNumber`.

    The `docNumber` is the number of this document. Numbers of other documents (those that it replaces,
    reports on or belongs to) are references. The standard lets several stand, and some documents have them.

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
