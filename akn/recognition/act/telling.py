"""What the words of an act tell of it: where its last citation or recital stands, and its closing words."""

from __future__ import annotations

from collections.abc import Sequence

from akn.recognition.idiom import Idiom
from akn.recognition.passages import Passage


def last_opener(passages: Sequence[Passage], idiom: Idiom) -> int:
    """The place of the last citation or recital that its words tell, or -1."""
    citation, recital = idiom.phrases("citation"), idiom.phrases("recital")

    def opens(passage: Passage) -> bool:
        if passage.role is not None:
            return passage.role in ("citation", "recital")
        return bool(recital.opening(passage.rest) or citation.opening(passage.rest))

    return next((at for at in reversed(range(len(passages))) if opens(passages[at])), -1)


def closing_at(passages: Sequence[Passage], idiom: Idiom) -> int:
    """The place of the last passage that begins with the closing words, or -1."""
    closing = idiom.phrases("closing")
    return next((at for at in reversed(range(len(passages))) if closing.opening(passages[at].rest)), -1)
