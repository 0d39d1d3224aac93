"""Akoma Ntoso → Entry: under what a document is filed, read from its tree and from nothing else."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from akn.errors import UnfiledError
from akn.repositories import folding
from akn.repositories.entry import Agent, Citation, Entry, Facts
from akn.tree import Element, local_name
from akn.tree.identification import Identification, Level, identification_of
from akn.tree.iri import Iri, WorkIri
from akn.tree.pointers import links
from akn.tree.text import words
from akn.tree.units import eid_of_unit, units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

#: The longest IRI that is filed, in characters; every index takes it.
IRI_LIMIT = 600
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
#: The name of the alias under which a document that is filed by its text keeps the IRI that it gives itself.
_OWN_IRI = "ownIri"
#: So much of the hash of a text tells it from every other, in hexadecimal digits.
_DIGITS = 16


def entry(tree: etree._ElementTree, name: str) -> Entry:
    """Return what the index holds of `tree`, the document in the file called `name`.

    Raises `UnfiledError` where it is not Akoma Ntoso, or where it does not say
    which work and expression it is: a repository can only file what has a name.
    """
    root = tree.getroot()
    if local_name(root) != "akomaNtoso":
        raise UnfiledError(f"{name} is not Akoma Ntoso: its root is “{local_name(root)}”, not “akomaNtoso”")
    document = next(root.iterchildren("*"), None)
    said = None if document is None else identification_of(document)
    if document is None or said is None:
        raise UnfiledError(f"{name} has no meta/identification, so it cannot be filed; add one")
    facts = _facts(document, said, name)
    return Entry(
        facts=facts,
        manifestation=said.value("FRBRManifestation", "FRBRuri"),
        kind=document.get("name") or said.value("FRBRWork", "FRBRsubtype") or facts.element,
        expressed=_date(said.expression),
        authors=tuple(_authors(document, said)),
        parts=tuple(units(document)),
        citations=tuple(dict.fromkeys(_citations(document))),
    )


def _names(said: Identification, name: str) -> tuple[str, str]:
    """The IRIs of work and expression; of an annex that is filed by itself, with its component."""
    work, expression = said.value("FRBRWork", "FRBRuri"), said.value("FRBRExpression", "FRBRuri")
    if not work or not expression:
        missing = "FRBRWork/FRBRuri" if not work else "FRBRExpression/FRBRuri"
        raise UnfiledError(
            f"{name} says nowhere which document it is: {missing} is missing or empty; fill it in"
        )
    if long := next((iri for iri in (work, expression) if len(iri) > IRI_LIMIT), ""):
        raise UnfiledError(f"{name} calls itself {long[:80]}…, an IRI of {len(long)} characters; shorten it")
    component = Iri.read(said.value("FRBRExpression", "FRBRthis")).component
    if component and component != "main":
        expression = f"{expression.removesuffix('/')}/!{component}"
    return work, expression


def _facts(document: Element, said: Identification, name: str) -> Facts:
    work, expression = _names(said, name)
    level = said.levels["FRBRWork"]
    aliases = [(alias.get("name") or "", alias.get("value") or "") for alias in level.all("FRBRalias")]
    numbers = [v for e in level.all("FRBRnumber") for v in (e.get("showAs"), e.get("value")) if v]
    numbers += [value for alias, value in aliases if alias == "docNumber" and value]
    facts = Facts(
        work=work,
        expression=expression,
        language=said.value("FRBRExpression", "FRBRlanguage", "language"),
        element=local_name(document),
        date=_date(level),
        title=_title(document, level),
        numbers=tuple(dict.fromkeys(numbers)),
        procedures=_procedures(document),
        # The title is filed as that; nobody asks for a document by it as by a name.
        aliases=tuple(dict.fromkeys((name, value) for name, value in aliases if value and name != "title")),
    )
    return facts if _has_name(facts) else _by_text(facts, document)


def _has_name(facts: Facts) -> bool:
    """Whether anything tells the work from others: a number, a date, a title, or an IRI that says more than “none”."""
    own = WorkIri.read(facts.work)
    return bool(facts.numbers or facts.date or facts.title or own is None or own.dated or own.numbered)


def _by_text(facts: Facts, document: Element) -> Facts:
    """`facts` under IRIs that the text itself gives: the same text is the same work, and another one is another.

    What the document calls itself stays, as an alias: many call themselves so.
    """
    text = " ".join(
        words(part, notes=True) for part in document.iterchildren("*") if local_name(part) != "meta"
    )
    piece = f"text-{hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]}"
    work = f"{facts.work.removesuffix('/')}/{piece}"
    return replace(
        facts,
        work=work,
        expression=work + facts.expression.removeprefix(facts.work.removesuffix("/")),
        aliases=(*facts.aliases, (_OWN_IRI, facts.expression)),
    )


def _date(level: Level | None) -> str:
    dates = [] if level is None else level.dates()
    found = _DATE.match(dates[0]) if dates else None
    return found.group() if found else ""


def _title(document: Element, work: Level) -> str:
    printed = next(filter(None, map(words, document.iterfind(".//{*}docTitle"))), "")
    named = work.value("FRBRname")
    # What a collection prints is the title of the first of its documents.
    return (named or printed) if document.find("{*}collectionBody") is not None else (printed or named)


def _procedures(document: Element) -> tuple[str, ...]:
    printed = [words(element) for element in document.iterfind(".//{*}docketNumber")]
    if not any(printed):
        printed = [e.get("showAs") or "" for e in document.iterfind("{*}meta/{*}references/{*}TLCProcess")]
    return tuple(dict.fromkeys(p for p in printed if p))


def _agents(document: Element) -> dict[str, Element]:
    return {
        eid: element
        for element in document.iterfind("{*}meta/{*}references/{*}*")
        if (eid := element.get("eId") or element.get("id"))
    }


def _authors(document: Element, said: Identification) -> Iterator[Agent]:
    """Whom the work names as its authors, then whom its title block does; each once."""
    agents = _agents(document)
    printed: dict[str, list[str]] = {}
    for author in said.levels["FRBRWork"].all("FRBRauthor"):
        printed.setdefault(author.get("href") or "", [])
    for element in document.iter("{*}docProponent", "{*}docIntroducer"):
        printed.setdefault(element.get("refersTo") or words(element), []).append(words(element))
    for reference, texts in printed.items():
        known = agents.get(reference.removeprefix("#"))
        declared = [] if known is None else [known.get("showAs"), known.get("shortForm")]
        iri = (known.get("href") or "") if known is not None else reference.removeprefix("#")
        names = [n for n in (*declared, *texts, iri.rpartition("/")[2].replace("_", " "), iri) if n]
        if names:
            yield Agent(iri or names[0], names[0], tuple(dict.fromkeys(names)))


def _citations(document: Element) -> Iterator[Citation]:
    for element, href in links(document):
        target = folding.target(href)
        if target and len(target) <= IRI_LIMIT:
            yield Citation(eid_of_unit(element), target, folding.celex(target))
