"""The verb: lists of votes, and the text that was voted, to votes on its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.bounded import LARGEST
from akn.comparing.versions import root_of
from akn.comparing.votes.carrying import carry
from akn.comparing.votes.placing import place
from akn.comparing.votes.records import votes_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from akn.model.voting import PlacedVotes
    from akn.tree import Element


def votes(
    lists: Sequence[str],
    text: etree._ElementTree | Element,
    voted: etree._ElementTree | Element | None = None,
    *,
    number: str = "",
    megabytes: int = LARGEST,
) -> PlacedVotes:
    """Return the votes of `lists` that are on `text`, each with the parts that it names.

    Args:
        lists: the names of files: XML of a sitting or of roll calls, or pages with tables; ``-`` is standard input.
        text: Akoma Ntoso, a whole tree or its root; it is read, never changed.
        voted: the text that was voted, where `text` is what was adopted of it.
        number: the number that the text has in the lists; by default those that it says itself.
        megabytes: how large a list may be.

    Raises:
        UnreadableError: a list cannot be read, or is none.
        AknError: the lists are on other documents.

    """
    root = root_of(text, "text")
    held = [vote for name in lists for vote in votes_in(name, megabytes)]
    if voted is None:
        return place(held, root, number)
    return carry(place(held, root_of(voted, "voted"), number), root)
