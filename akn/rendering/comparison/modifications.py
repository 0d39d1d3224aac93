"""A comparison as Akoma Ntoso: the later document, with what it makes of the earlier one as ``activeModifications``."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from akn.errors import AknError
from akn.model.comparison import Comparison
from akn.rendering.about import document_of
from akn.tree import Element, local_name, sub
from akn.tree.analysis import lay_out, part_of_analysis
from akn.tree.elements import BODIES
from akn.tree.iri import Iri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from akn.model.comparison import Fate

#: Verdict to the type of textual modification that the schema has for it.
_TYPES: Mapping[str, str] = {
    "same": "renumbering",
    "changed": "substitution",
    "split": "split",
    "merged": "join",
    "added": "insertion",
    "removed": "repeal",
}


def render(comparison: Comparison) -> str:
    """Return a copy of the later document with a ``textualMod`` for each clause that is not as it was.

    Its source is the clause of the later document (its body, for what is gone), its destination the clause of the
    earlier one (its body, for what is new).

    Raises:
        AknError: the earlier document has no IRI that a modification could name, or the later has no ``meta``.

    """
    if not comparison.a.expression:
        raise AknError(
            f"{comparison.a.name} has no IRI (FRBRExpression/FRBRuri) that a modification could name"
        )
    root = deepcopy(comparison.b.root)
    document = document_of(root)
    ids = {e.get("eId") for e in root.iter("{*}*")}
    wanted = [link for link in comparison.links if link.verdict != "same" or link.moved]
    if wanted:
        held = part_of_analysis(document, "activeModifications")
        if held is None:
            raise AknError(f"{comparison.b.name} has no meta in which modifications could stand")
        count = 0
        for link in wanted:
            count += 1
            while f"mod_{count}" in ids:
                count += 1
            _modification(held, link, f"mod_{count}", comparison, _body(document))
        lay_out(held)
    text: str = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _modification(held: Element, link: Fate, eid: str, comparison: Comparison, body: str) -> None:
    modification = sub(held, "textualMod", {"type": _TYPES[link.verdict], "eId": eid})
    ids = {e.get("eId") for e in comparison.b.root.iter("{*}*")}
    sources = [f"#{p.eid}" for p in link.b if p.eid in ids] or [
        f"#{body}" if body else comparison.b.expression
    ]
    work = Iri.read(comparison.a.expression)
    whole = f"{comparison.a.expression.rstrip('/')}/!{work.component or 'main'}"
    earlier = {e.get("eId") for e in comparison.a.root.iter("{*}*")}
    aims = [f"{whole}~{p.eid}" for p in link.a if p.eid in earlier] or [whole]
    for source in sources:
        sub(modification, "source", {"href": source})
    for aim in aims:
        sub(modification, "destination", {"href": aim})


def _body(document: Element) -> str:
    return next((e.get("eId") or "" for e in document.iterchildren("{*}*") if local_name(e) in BODIES), "")
