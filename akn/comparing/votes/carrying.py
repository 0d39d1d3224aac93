"""Votes on a motion, carried on to the text that was adopted: numbers move between the two, clauses are followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from akn.comparing.linking import compare
from akn.findings import Finding
from akn.model.voting import PlacedVotes

if TYPE_CHECKING:
    from akn.model.voting import PlacedVote
    from akn.tree import Element


def carry(votes: PlacedVotes, adopted: Element) -> PlacedVotes:
    """Return `votes`, placed on the text that was voted, with the eIds that their parts have in `adopted`.

    A part that is no longer there has none: it was voted out, or the vote was on something to be put in.

    Raises:
        AlignmentError: one of the documents is no Akoma Ntoso.

    """
    became: dict[str, tuple[str, ...]] = {}
    for link in compare(votes.root, adopted).links:
        for passage in link.a:
            became[passage.eid] = tuple(p.eid for p in link.b)
    ids = {e.get("eId", "") for e in adopted.iter("{*}*")}
    return PlacedVotes(tuple(_carried(v, became, ids) for v in votes.votes), votes.left, adopted)


def _carried(vote: PlacedVote, became: dict[str, tuple[str, ...]], ids: set[str]) -> PlacedVote:
    if not vote.eids:
        return vote
    there = [new for eid in vote.eids for new in _followed(eid, became, ids)]
    problem = vote.problem
    if not there:
        said = vote.vote
        problem = Finding.of("VOT003", subject=said.subject or said.label, voting=said.voting_id or "?")
    return replace(vote, eids=tuple(dict.fromkeys(there)), voted=vote.eids, problem=problem)


def _followed(eid: str, became: dict[str, tuple[str, ...]], ids: set[str]) -> tuple[str, ...]:
    """What the part `eid` became: itself where it is compared, else by the clause around it."""
    if eid in became:
        return became[eid]
    outer, _, _ = eid.rpartition("__")
    while outer:
        if outer in became:
            ends = became[outer]
            moved = tuple(end + eid[len(outer) :] for end in ends if end + eid[len(outer) :] in ids)
            return moved or ends
        outer, _, _ = outer.rpartition("__")
    return ()
