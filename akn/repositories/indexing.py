"""Akoma Ntoso → Entry: what the index holds of a document, read from its tree and from nothing else."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from lxml import etree

from akn.errors import UnfiledError
from akn.repositories import folding
from akn.repositories.entry import Agent, Citation, Entry, Facts
from akn.repositories.parting import flat, parts, place

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Where a reference out of the document may stand: elements, and the attribute that holds the target.
_REFERENCES = {"ref": ("href",), "rref": ("from", "upTo"), "a": ("href",), "documentRef": ("href",)}
_COMPONENT = re.compile(r"/!(?P<name>[^/~#]+?)(?:\.[a-z]+)?/?$")
#: The longest IRI that is filed, in characters; every index takes it.
IRI_LIMIT = 600
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse(content: bytes, name: str) -> etree._ElementTree:
    """Return the tree of the file `name`, whose bytes are `content`.

    Nothing is fetched and no entity is resolved. Raises `UnfiledError` where the
    bytes are not well-formed XML, or where some words stand in an entity.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnfiledError(f"{name} is not well-formed XML ({error}); nothing of it is deposited") from None
    entity = next(root.iter(etree.Entity), None)
    if entity is not None:
        raise UnfiledError(
            f"{name} has an entity of its own ({entity.text}, line {entity.sourceline}), which akn does not "
            "resolve; write out what it stands for"
        )
    return root.getroottree()


def entry(tree: etree._ElementTree, name: str) -> Entry:
    """Return what the index holds of `tree`, the document in the file called `name`.

    Raises `UnfiledError` where it is not Akoma Ntoso, or where it does not say
    which work and expression it is: a repository can only file what has a name.
    """
    root = tree.getroot()
    if etree.QName(root).localname != "akomaNtoso":
        raise UnfiledError(
            f"{name} is not Akoma Ntoso: its root is “{etree.QName(root).localname}”, not “akomaNtoso”"
        )
    document = next((child for child in root if isinstance(child.tag, str)), None)
    meta = None if document is None else document.find("{*}meta")
    identification = None if meta is None else meta.find("{*}identification")
    if document is None or meta is None or identification is None:
        raise UnfiledError(f"{name} has no meta/identification, so it cannot be filed; add one")
    facts = _facts(document, meta, identification, name)
    agents = _agents(meta)
    return Entry(
        facts=facts,
        manifestation=_value(identification, "FRBRManifestation/FRBRuri"),
        kind=document.get("name") or _value(identification, "FRBRWork/FRBRsubtype") or facts.element,
        expressed=_date(identification, "FRBRExpression"),
        authors=tuple(_authors(document, identification, agents)),
        parts=tuple(parts(document)),
        citations=tuple(dict.fromkeys(_citations(document))),
    )


def _facts(
    document: etree._Element, meta: etree._Element, identification: etree._Element, name: str
) -> Facts:
    work = _value(identification, "FRBRWork/FRBRuri")
    expression = _value(identification, "FRBRExpression/FRBRuri")
    if not work or not expression:
        missing = "FRBRWork/FRBRuri" if not work else "FRBRExpression/FRBRuri"
        raise UnfiledError(
            f"{name} says nowhere which document it is: {missing} is missing or empty; fill it in"
        )
    if long := next((iri for iri in (work, expression) if len(iri) > IRI_LIMIT), ""):
        raise UnfiledError(f"{name} calls itself {long[:80]}…, an IRI of {len(long)} characters; shorten it")
    component = _COMPONENT.search(_value(identification, "FRBRExpression/FRBRthis"))
    if component and component["name"] != "main":
        expression = f"{expression.removesuffix('/')}/!{component['name']}"
    frbr = identification.find("{*}FRBRWork")
    assert frbr is not None  # noqa: S101  # its FRBRuri has just been read
    aliases = [(alias.get("name") or "", alias.get("value") or "") for alias in frbr.iterfind("{*}FRBRalias")]
    numbers = [v for e in frbr.iterfind("{*}FRBRnumber") for v in (e.get("showAs"), e.get("value")) if v]
    numbers += [value for alias, value in aliases if alias == "docNumber" and value]
    return Facts(
        work=work,
        expression=expression,
        language=_value(identification, "FRBRExpression/FRBRlanguage", "language"),
        element=etree.QName(document).localname,
        date=_date(identification, "FRBRWork"),
        title=_title(document, frbr),
        numbers=tuple(dict.fromkeys(numbers)),
        procedures=_procedures(document, meta),
        aliases=tuple(dict.fromkeys((name, value) for name, value in aliases if value)),
    )


def _value(identification: etree._Element, path: str, attribute: str = "value") -> str:
    found = identification.find("/".join("{*}" + step for step in path.split("/")))
    return "" if found is None else " ".join((found.get(attribute) or "").split())


def _date(identification: etree._Element, level: str) -> str:
    found = _DATE.match(_value(identification, f"{level}/FRBRdate", "date"))
    return found.group() if found else ""


def _title(document: etree._Element, frbr: etree._Element) -> str:
    for element in document.iterfind(".//{*}docTitle"):
        if title := flat(element):
            return title
    named = frbr.find("{*}FRBRname")
    return "" if named is None else " ".join((named.get("value") or "").split())


def _procedures(document: etree._Element, meta: etree._Element) -> tuple[str, ...]:
    printed = [flat(element) for element in document.iterfind(".//{*}docketNumber")]
    if not any(printed):
        printed = [e.get("showAs") or "" for e in meta.iterfind("{*}references/{*}TLCProcess")]
    return tuple(dict.fromkeys(p for p in printed if p))


def _agents(meta: etree._Element) -> dict[str, etree._Element]:
    return {
        eid: element
        for element in meta.iterfind("{*}references/{*}*")
        if isinstance(element.tag, str) and (eid := element.get("eId") or element.get("id"))
    }


def _authors(
    document: etree._Element, identification: etree._Element, agents: dict[str, etree._Element]
) -> Iterator[Agent]:
    """Whom the work names as its authors, then whom its title block does; each once."""
    printed: dict[str, list[str]] = {}
    for author in identification.iterfind("{*}FRBRWork/{*}FRBRauthor"):
        printed.setdefault(author.get("href") or "", [])
    for element in document.iter("{*}docProponent", "{*}docIntroducer"):
        printed.setdefault(element.get("refersTo") or flat(element), []).append(flat(element))
    for reference, texts in printed.items():
        known = agents.get(reference.removeprefix("#"))
        declared = [] if known is None else [known.get("showAs"), known.get("shortForm")]
        iri = (known.get("href") or "") if known is not None else reference.removeprefix("#")
        names = [n for n in (*declared, *texts, iri.rpartition("/")[2].replace("_", " "), iri) if n]
        if names:
            yield Agent(iri or names[0], names[0], tuple(dict.fromkeys(names)))


def _citations(document: etree._Element) -> Iterator[Citation]:
    for element in document.iter(*("{*}" + name for name in _REFERENCES)):
        for attribute in _REFERENCES[etree.QName(element).localname]:
            href = element.get(attribute) or ""
            target = folding.target(href)
            if target and len(target) <= IRI_LIMIT:
                yield Citation(place(element), target, folding.celex(target))


def sha256(content: bytes) -> str:
    """Return the hash by which `content` is known: hexadecimal SHA-256."""
    return hashlib.sha256(content).hexdigest()
