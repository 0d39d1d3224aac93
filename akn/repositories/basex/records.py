"""What BaseX keeps of a document beside its tree: a record with the index and the bytes, and the words."""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import TYPE_CHECKING

from lxml import etree
from msgspec.structs import replace

from akn.repositories import folding
from akn.repositories.entry import Entry, Facts
from akn.repositories.examining import ABSENT, BROKEN, contradiction, seal
from akn.repositories.identity import Filed
from akn.repositories.interface import Holding, Kept
from akn.repositories.searching import excerpt
from akn.tree.parse import safe_parser

if TYPE_CHECKING:
    from collections.abc import Iterator


def record(  # all that a record holds
    content: bytes, sha256: str, entry: Entry, version: int, *, valid: bool, deposited: str, sealed: str = ""
) -> str:
    """Return the record of a document, as XML; the query that stores it says which version is current.

    `sealed` is the seal that it has already, where it was deposited before.
    """
    facts = entry.facts
    root = etree.Element(
        "record",
        sha256=sha256,
        work=facts.work,
        component=facts.component,
        expression=facts.expression,
        manifestation=entry.manifestation,
        language=facts.language,
        element=facts.element,
        kind=entry.kind,
        date=facts.date,
        expressed=entry.expressed,
        title=facts.title,
        version=str(version),
        valid="true" if valid else "false",
        deposited=deposited,
        current="false",
        seal=sealed or seal(facts.expression, version, sha256, int(valid), deposited),
    )
    for tag, printed in [("number", n) for n in facts.numbers] + [("procedure", p) for p in facts.procedures]:
        etree.SubElement(root, tag, folded=folding.number(printed)).text = printed
    for name, value in facts.aliases:
        etree.SubElement(root, "alias", name=name, folded=folding.name(value)).text = value
    for agent in entry.authors:
        etree.SubElement(root, "author", iri=agent.iri, words=folding.words(agent.names)).text = agent.name
    for citation in entry.citations:
        etree.SubElement(root, "cites", eid=citation.eid, target=citation.target, celex=citation.celex)
    etree.SubElement(root, "bytes").text = base64.b64encode(zlib.compress(content, 6)).decode("ascii")
    return etree.tostring(root, encoding="unicode")


def words(sha256: str, entry: Entry) -> str:
    """Return the parts of the text with their words, as XML."""
    root = etree.Element("parts", sha256=sha256)
    for part in entry.parts:
        etree.SubElement(root, "part", eid=part.eid, element=part.element).text = part.text
    return etree.tostring(root, encoding="unicode")


def records(answer: str) -> Iterator[etree._Element]:
    """Return the records in the answer of a query."""
    yield from etree.fromstring(answer.encode(), safe_parser(large=True)).iterchildren("record")


def filed(found: etree._Element) -> Filed:
    """Return the facts of a record."""
    facts = Facts(
        work=found.get("work") or "",
        expression=found.get("expression") or "",
        language=found.get("language") or "",
        element=found.get("element") or "",
        date=found.get("date") or "",
        title=found.get("title") or "",
        numbers=_texts(found, "number"),
        procedures=_texts(found, "procedure"),
        aliases=tuple((alias.get("name") or "", alias.text or "") for alias in found.iterchildren("alias")),
    )
    return Filed(facts, found.get("sha256") or "", int(found.get("version") or 0))


def holding(found: etree._Element, terms: tuple[tuple[str, ...], ...]) -> Holding:
    """Return a record as what a search yields."""
    part = found.find("part")
    return Holding(
        work=found.get("work") or "",
        expression=found.get("expression") or "",
        manifestation=found.get("manifestation") or "",
        language=found.get("language") or "",
        kind=found.get("kind") or "",
        date=found.get("date") or "",
        title=found.get("title") or "",
        version=int(found.get("version") or 0),
        sha256=found.get("sha256") or "",
        valid=found.get("valid") == "true",
        deposited=found.get("deposited") or "",
        authors=_texts(found, "author"),
        procedures=_texts(found, "procedure"),
        eid="" if part is None else part.get("eid") or "",
        excerpt="" if part is None else excerpt(part.text or "", terms),
    )


def kept(found: etree._Element) -> Kept:
    """Return a record with its bytes, read back."""
    expression, number = found.get("expression") or "", found.get("version") or ""
    version = int(number) if number.isascii() and number.isdecimal() else 0
    content = None
    problem = "" if found.get("indexed") == "true" else ABSENT
    try:
        content = zlib.decompress(base64.b64decode(found.findtext("bytes") or "", validate=True))
    except (zlib.error, binascii.Error) as error:
        problem = f"its bytes cannot be read back ({error})"
    name = expression if version == 1 else f"{expression} (version {version})"
    return Kept(
        name, expression, version, found.get("sha256") or "", found.get("valid") == "true", content, problem
    )


def proved(found: etree._Element, seen: Kept) -> Kept:
    """Return `seen`, what was read back and looked at, held to what the record `found` and its words say of it."""
    if seen.problem or seen.entry is None or seen.content is None:
        return seen
    said = [
        found.get(name) or "" for name in ("expression", "version", "sha256", "valid", "deposited", "seal")
    ]
    expression, version, sha256, valid, deposited, sealed = said
    if seal(expression, seen.version, sha256, int(seen.valid), deposited) != sealed or (
        version != str(seen.version) or valid not in {"true", "false"}
    ):
        return replace(seen, problem=BROKEN)
    meant = record(
        b"", sha256, seen.entry, seen.version, valid=seen.valid, deposited=deposited, sealed=sealed
    )
    pairs = {
        "record": (etree.fromstring(meant), found),
        "words": (etree.fromstring(words(sha256, seen.entry)), found.find("parts")),
    }
    astray = [name for name, (one, other) in pairs.items() if _content(one) != _content(other)]
    return replace(seen, problem=contradiction(astray)) if astray else seen


def _content(element: etree._Element | None) -> object:
    """What an element says: its attributes and children, but for the bytes and for what is said of other documents."""
    if element is None:
        return None
    children = [
        (child.tag, dict(child.attrib), child.text or "")
        for child in element.iterchildren("number", "procedure", "alias", "author", "cites", "part")
    ]
    return {k: v for k, v in element.attrib.items() if k not in {"current", "indexed"}}, children


def _texts(found: etree._Element, tag: str) -> tuple[str, ...]:
    return tuple(child.text or "" for child in found.iterchildren(tag))
