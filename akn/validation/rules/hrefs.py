"""References out of the document: their form, their reach, and whether they lead where the text says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.tree.text import words
from akn.validation.rules.rule import Breach, rule
from akn.validation.rules.wording import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.validation.rules.document import Document, Pointer

#: What no IRI holds (RFC 3987), and a per cent sign without its two digits.
_ILLEGAL = re.compile(r"""[\s<>"{}|\\^`\x00-\x1f]|%(?![0-9A-Fa-f]{2})""")
#: What most look like, to be quick.
_USUAL = re.compile(r"(?:https?:/)?/[\w./@!~:()+,;=?&-]+(?:#[\w./@!~-]*)?")
#: The range of a portion, written as the Naming Convention has it (``~art_1->art_11``).
_RANGE = re.compile(r"(?<=[\w.-])->(?=[\w.#~-])")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
#: Elements that link as a web page or a package of files does: their `href` may be relative.
_LOOSE = frozenset(["a", "img", "componentData", "componentRef", "documentRef"])


def fault(iri: str) -> str:
    """Return what is wrong with the form of `iri`, or ""."""
    if _USUAL.fullmatch(iri):
        return ""
    if "~" in iri or "#" in iri:
        iri = _RANGE.sub("-", iri)
    if found := _ILLEGAL.search(iri):
        sign = found[0]
        return "it holds a space" if sign.isspace() else f"it holds “{sign}”"
    if iri.count("#") > 1:
        return "it holds “#” twice"
    head = re.match(r"[^/?#]*", iri)
    if head and ":" in head[0] and not _SCHEME.match(iri):
        return f"“{head[0].partition(':')[0]}:” is no scheme"
    if re.match(r"https?:(?!//[^/?#])", iri, re.IGNORECASE):
        return "it has no host"
    return ""


@rule("REF005", Severity.WARNING, group="references")
def malformed_iri(document: Document) -> Iterator[Breach]:
    """Write an `href` as an IRI.

    The schema lets almost any string pass. Spaces and brackets must be written as `%20` and the like, or
    the link breaks in the first tool that follows it.

    Bad::

        <ref eId="ref_1" href="https://example.org/a b">the report</ref>

    Good::

        <ref eId="ref_1" href="https://example.org/a%20b">the report</ref>
    """
    for one in (*document.pointers["global"], *document.pointers["bare"]):
        if one.attribute == "href" and (wrong := fault(one.value)):
            yield Breach(
                one.element,
                f"“{short(one.value)}” is no IRI: {wrong}",
                "write the address with its special characters as “%” and two digits",
            )


@rule("REF006", Severity.WARNING, group="references")
def wrong_reach(document: Document) -> Iterator[Breach]:
    """Refer to parts of this document locally, to other documents globally.

    `#para_1` holds in every version of the document; its own IRI before it ties the reference to one.
    A relative address leads somewhere else as soon as the file is moved: begin with `/akn/` or a scheme.

    Bad::

        <ref eId="ref_1" href="/akn/rt/statement/resolution/2021-02-08/17#para_1">paragraph 1</ref>

    Good::

        <ref eId="ref_1" href="#para_1">paragraph 1</ref>
    """
    uris = [level.uri.rstrip("/") for one in document.identifications[:1] for level in one.levels.values()]
    own = tuple(uri for uri in uris if uri)
    for one in document.pointers["global"]:
        if one.attribute != "href":
            continue
        if (
            one.name in {"ref", "rref"}
            and one.value.startswith(own)
            and (part := _own_part(document, one.value, own))
        ):
            yield Breach(
                one.element,
                f"“{short(one.value)}” is a part of this very document",
                f"write “#{part}”",
            )
        elif one.value[0] != "/" and one.name not in _LOOSE and not _SCHEME.match(one.value):
            yield from _relative(one)
    for one in document.pointers["bare"]:
        if one.attribute == "href" and one.name not in _LOOSE and document.target(one.key) is None:
            yield from _relative(one)


def _own_part(document: Document, iri: str, own: tuple[str, ...]) -> str:
    """Return the eId that `iri` names in this document, or ""."""
    found = re.fullmatch(r"([^#~]*?)/?(?:![^#~/]*)?/?[#~](.+)", iri)
    if found is None or found[1] not in own or document.target(found[2]) is None:
        return ""
    return found[2]


def _relative(pointer: Pointer) -> Iterator[Breach]:
    if not fault(pointer.value):
        yield Breach(
            pointer.element,
            f"`href` of `{pointer.name}` is “{short(pointer.value)}”, neither local nor a whole IRI",
            "begin with “#” for a part of this document, with “/akn/” or “https://” for another",
        )


_ELI = re.compile(r"/eli/(?:reg|dir|dec|reco|agree)[a-z_]*/(\d{4})/(\d+)")
_CELEX = re.compile(r"celex(?::|/|%3A)\d(\d{4})[A-Z]{1,2}(\d{4})", re.IGNORECASE)
_PLENARY = re.compile(r"/eli/dl/doc/[A-Z-]+-\d+-(\d{4})-(\d+)")
_PAIR = re.compile(r"(\d+)\s*/\s*(\d+)")
_BRACKETED = re.compile(r"\((\d{4})\)\s*(\d+)")


@rule("REF007", Severity.WARNING, group="references")
def text_and_target(document: Document) -> Iterator[Breach]:
    """Let a reference lead to the act whose number it prints.

    Year and number change places from act to act (`Regulation (EU) 2016/679`, `Regulation (EU) No
    1093/2010`), and a link made by hand is easily that of the line above. Compared are the figures, with
    ELI, CELEX and the documents of the European Parliament.

    Bad::

        <ref eId="ref_1" href="http://data.europa.eu/eli/reg/2016/680/oj">Regulation (EU) 2016/679</ref>

    Good::

        <ref eId="ref_1" href="http://data.europa.eu/eli/reg/2016/679/oj">Regulation (EU) 2016/679</ref>
    """
    for element in document.named("ref"):
        href = element.get("href", "")
        found = _ELI.search(href) or _CELEX.search(href) or _PLENARY.search(href)
        if found is None:
            continue
        text = words(element)
        year, number = int(found[1]), int(found[2])
        printed = [tuple(map(_figure, pair)) for pair in _PAIR.findall(text) + _BRACKETED.findall(text)]
        if printed and not any(_matches(pair, year, number) for pair in printed):
            yield Breach(
                element,
                f"the text says “{short(text)}”, the reference leads to number {number} of {year}",
                "correct `href`; the text is what was adopted",
            )


def _figure(digits: str) -> int:
    return int(digits[-9:])


def _matches(pair: tuple[int, ...], year: int, number: int) -> bool:
    return any(
        second == number and (first == year or (first < 100 and first == year % 100))
        for first, second in (pair, pair[::-1])
    )
