"""What a list of votes says, and which parts of a text it was voted on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from akn.findings import Finding

#: How a vote stands to the part that it names: on it, on what was to come before or after it; None where it names none.
Place: TypeAlias = Literal["of", "before", "after"]


class Vote(Struct, frozen=True):
    """One vote, as a list has it; "" and None stand for what it does not say.

    `documents` are the printed numbers of what was voted, `subject` names the part, `amendment` the number of the
    amendment, `part` the part of a split vote and `words` that part's words. `result` is one of ``ADOPTED``,
    ``REJECTED``, ``LAPSED``, ``WITHDRAWN``; `method` says how it was held.
    """

    voting_id: str
    label: str
    subject: str
    documents: tuple[str, ...] = ()
    amendment: str = ""
    author: str = ""
    part: int | None = None
    words: str = ""
    result: str | None = None
    method: str = ""
    in_favour: int | None = None
    against: int | None = None
    abstentions: int | None = None
    remarks: str = ""


class PlacedVote(Struct, frozen=True):
    """A vote with the parts that it names: their eIds, and what they are; `problem` says why there are none.

    `voted` are the eIds in the text that was voted, where the parts are those of a later one.
    """

    vote: Vote
    place: Place | None
    eids: tuple[str, ...]
    kind: str
    problem: Finding | None = None
    voted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedVotes:
    """The votes on one document, in the order of their lists; `left` counts those on other documents."""

    votes: tuple[PlacedVote, ...]
    left: int
    root: Any = field(repr=False, compare=False)

    @property
    def problems(self) -> tuple[PlacedVote, ...]:
        """The votes that name a part which was not found, or not understood."""
        return tuple(vote for vote in self.votes if vote.problem is not None)
