"""A document as JSON-LD: what it is, cites and consists of, in the words of ELI, ELI-DL and schema.org.

The context stands in the file, so nothing is fetched. IRIs of the Naming Convention are relative to whoever
publishes the document, and stay so; where the document has an IRI of the web (an ELI), that names it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeAlias
from urllib.parse import quote

from akn import ready
from akn.legible import all_legible
from akn.rendering.about import Facts, document_of, facts_of
from akn.tree import Element, local_name
from akn.tree.clauses import Clause, clauses_of
from akn.tree.identification import Identification, Level, identification_of
from akn.tree.pointers import links
from akn.tree.units import units

Node: TypeAlias = dict[str, Any]

#: The three-letter codes of languages as the Publications Office's table of them has them; ELI asks for these.
_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
_CODE = re.compile(r"[a-z]{3}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
#: What may stand in an IRI besides letters and digits.
_SIGNS = "%/:?#[]@!$&'()*+,;=~-._"


def render(tree: Element) -> str:
    """Return the graph: work, expression, process, each clause with what it cites, the entities declared."""
    graph = list(_graph(tree))
    return (
        json.dumps(
            all_legible({"@context": _vocabulary()["context"], "@graph": graph}), ensure_ascii=False, indent=1
        )
        + "\n"
    )


@cache
def _vocabulary() -> dict[str, dict[str, str]]:
    """The prefixes and terms of ``linked_data.toml``, read once."""
    held: dict[str, dict[str, str]] = ready.load("rendering/document/linked_data.toml")
    return held


def _graph(tree: Element) -> Iterator[Node]:
    facts, document = facts_of(tree), document_of(tree)
    said = identification_of(document)
    work = _named(said.work if said else None) or _iri(facts.work)
    expression = _named(said.expression if said else None) or _iri(facts.expression)
    if not work:
        work = _iri(expression) or "_:work"
    expression = expression or "_:expression"
    yield _work(work, expression, facts, said, tree)
    yield _expression(work, expression, facts, document)
    yield from _process(work, document)
    declared = document.iterfind("{*}meta/{*}references/{*}*")
    for entity in declared:
        if (iri := _iri(entity.get("href", ""))) and local_name(entity) not in {"original", "TLCReference"}:
            yield {
                "@id": iri,
                "schema:name": entity.get("showAs", ""),
                "schema:additionalType": local_name(entity),
            }
    for clause in clauses_of(tree, proper=True):
        if clause.eid:
            yield _clause(expression, clause, facts)


def _work(work: str, expression: str, facts: Facts, said: Identification | None, tree: Element) -> Node:
    node: Node = {
        "@id": work,
        "@type": ["eli:LegalResource", "schema:Legislation"],
        "eli:is_realized_by": {"@id": expression},
        "schema:legislationType": facts.document,
    }
    if facts.work and _iri(facts.work) != work:
        node["owl:sameAs"] = {"@id": _iri(facts.work)}
    if facts.number:
        node["eli:id_local"] = node["schema:legislationIdentifier"] = facts.number
    if date := _dated(facts.date):
        node["eli:date_document"] = node["schema:legislationDate"] = date
    if said and said.work and (author := _declared(tree, said.work.value("FRBRauthor", "href"))):
        node["eli:passed_by"] = node["schema:legislationPassedBy"] = {"@id": author}
    if types := [r.get("href", "") for r in tree.iterfind(".//{*}TLCReference[@name='docType']")]:
        node["eli:type_document"] = {"@id": _iri(types[0])}
    cited = dict.fromkeys(
        iri for _, target in links(tree) if (iri := _iri(target)) and not target.startswith("#")
    )
    if cited:
        node["eli:cites"] = [{"@id": iri} for iri in cited]
    return node


def _expression(work: str, expression: str, facts: Facts, document: Element) -> Node:
    node: Node = {
        "@id": expression,
        "@type": ["eli:LegalExpression", "schema:Legislation"],
        "eli:realizes": {"@id": work},
        "schema:exampleOfWork": {"@id": work},
    }
    if facts.title:
        text = {"@value": facts.title} | ({"@language": facts.tag} if facts.tag != "und" else {})
        node["eli:title"] = node["schema:name"] = text
    if facts.tag != "und":
        node["schema:inLanguage"] = facts.tag
    if _CODE.fullmatch(facts.language):
        node["eli:language"] = {"@id": _LANGUAGES + facts.language.upper()}
    if count := sum(len(unit.text.split()) for unit in units(document)):
        node["schema:wordCount"] = count
    return node


def _process(work: str, document: Element) -> Iterator[Node]:
    """The procedure in which the document stands, and its steps, each an activity with its date."""
    steps = document.findall("{*}meta/{*}workflow/{*}step")
    declared = document.find("{*}meta/{*}references/{*}TLCProcess")
    if declared is None or not (process := _iri(declared.get("href", ""))):
        return
    terms = _vocabulary()["process"]
    activities = [
        {
            "@type": terms["step"],
            terms["date"]: date,
            terms["result"]: {"@id": work},
        }
        for step in steps
        if (date := _dated(step.get("date", "")))
    ]
    node: Node = {
        "@id": process,
        "@type": terms["process"],
        "schema:name": declared.get("showAs", ""),
    }
    if activities:
        node[terms["steps"]] = activities
    yield node


def _clause(expression: str, clause: Clause, facts: Facts) -> Node:
    text = {"@value": clause.text} | ({"@language": facts.tag} if facts.tag != "und" else {})
    node: Node = {
        "@id": f"{expression.partition('#')[0]}#{quote(clause.eid)}",
        "@type": ["eli:LegalResourceSubdivision", "schema:Legislation"],
        "eli:is_part_of": {"@id": expression},
        "schema:legislationType": clause.called,
        "schema:text": text,
    }
    if clause.num:
        node["eli:number"] = clause.num
    if cited := [iri for target in clause.refs if not target.startswith("#") and (iri := _iri(target))]:
        node["eli:cites"] = [{"@id": iri} for iri in dict.fromkeys(cited)]
    if about := [iri for entity in clause.entities if (iri := _iri(entity))]:
        node["schema:mentions"] = [{"@id": iri} for iri in about]
    return node


def _named(level: Level | None) -> str:
    """The name that a level has in the web: an ELI, as one of its aliases gives it."""
    if level is None:
        return ""
    aliases = [
        a.get("value", "") for a in level.all("FRBRalias") if a.get("name", "").lower().startswith("eli")
    ]
    return next((_iri(a) for a in aliases if a.startswith(("http://", "https://"))), "")


def _declared(tree: Element, pointer: str) -> str:
    """The IRI of what `pointer` (``#ep``) is declared to be; of an IRI itself."""
    if not pointer.startswith("#"):
        return _iri(pointer)
    found = (e for e in tree.iterfind(".//{*}references/{*}*") if e.get("eId") == pointer[1:])
    return next((_iri(e.get("href", "")) for e in found), "")


def _dated(date: str) -> Node | None:
    return {"@value": date[:10], "@type": "xsd:date"} if _DATE.match(date) else None


def _iri(text: str) -> str:
    """`text` as an IRI that every program takes: signs that none may hold are written out."""
    return (
        quote(text.strip(), safe=_SIGNS + "".join(c for c in text if ord(c) > 0xA0)) if text.strip() else ""
    )
