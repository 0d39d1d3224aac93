"""Votes in the document itself: a copy of it with a ``voting`` in ``analysis`` for each part that was voted."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from akn.errors import AknError
from akn.model.voting import PlacedVotes
from akn.rendering.about import document_of
from akn.tree import Element, sub
from akn.tree.analysis import declare, lay_out, part_of_analysis

if TYPE_CHECKING:
    from akn.model.voting import Vote

#: Where the concepts that votes refer to are declared.
_ONTOLOGY = "/akn/ontology/concept/akn/vote"


def render(votes: PlacedVotes) -> str:
    """Return the document with its votes: where each leads, its outcome, its counts.

    A vote on several parts is a ``voting`` for each; one on no part leads nowhere, and one on what was to come before
    or after a part refers to that concept. Where a list gives no numbers, the one count says the result. Votes on
    parts that were not found are left out.

    Raises:
        AknError: the document has no ``meta`` in which votes could stand.
    """
    root = deepcopy(votes.root)
    document = document_of(root)
    if votes.votes:
        held = part_of_analysis(document, "parliamentary")
        if held is None:
            raise AknError("the document has no meta in which votes could stand")
        taken = {e.get("eId", "") for e in root.iter("{*}*")}
        for placed in votes.votes:
            held_at_all = placed.vote.result is not None or placed.vote.in_favour is not None
            if placed.problem is not None or not held_at_all:
                continue
            for eid in placed.eids or ("",):
                voting = _voting(document, held, placed.vote, (eid, _free("voting", taken)), taken)
                if placed.place in {"before", "after"}:
                    place = str(placed.place)
                    told = declare(document, "TLCConcept", f"vote_{place}", f"{_ONTOLOGY}/{place}", place)
                    voting.set("refersTo", told)
        if not len(held):
            _remove(held)
        else:
            lay_out(held)
    text: str = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _voting(document: Element, held: Element, vote: Vote, ids: tuple[str, str], taken: set[str]) -> Element:
    aim, own = ids
    attributes = {"eId": own}
    result = (vote.result or "").lower()
    if result:
        attributes["outcome"] = declare(
            document, "TLCConcept", f"vote_{result}", f"{_ONTOLOGY}/{result}", result
        )
    if aim:
        attributes["href"] = f"#{aim}"
    voting = sub(held, "voting", attributes)
    counts = {"for": vote.in_favour, "against": vote.against, "abstention": vote.abstentions}
    said = [(side, str(count)) for side, count in counts.items() if count is not None] or [(result, result)]
    for place, (side, value) in enumerate(said, 1):
        eid = f"{own}__count_{place}"
        taken.add(eid)
        concept = declare(document, "TLCConcept", f"vote_{side}", f"{_ONTOLOGY}/{side}", side)
        sub(voting, "count", {"eId": eid, "value": value, "refersTo": concept})
    return voting


def _free(name: str, taken: set[str]) -> str:
    number = 1
    while f"{name}_{number}" in taken:
        number += 1
    taken.add(f"{name}_{number}")
    return f"{name}_{number}"


def _remove(held: Element) -> None:
    analysis = held.getparent()
    if analysis is not None:
        analysis.remove(held)
        around = analysis.getparent()
        if not len(analysis) and around is not None:
            around.remove(analysis)
