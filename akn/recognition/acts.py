"""The reader of acts that an institution needs: what tells the parts of its acts is said by its table."""

from __future__ import annotations

from collections.abc import Sequence

from akn.recognition.act.act import Read, read_act
from akn.recognition.idiom import Idiom
from akn.recognition.passages import Passage
from akn.recognition.punctuated.act import read_punctuated


def read_any(passages: Sequence[Passage], start: int, end: int, idiom: Idiom) -> Read:
    """Read the act whose enacting words stand at `start`; nothing at `end` or after is looked at."""
    if idiom.institution.told_by == "punctuation":
        return read_punctuated(passages, start, end, idiom)
    return read_act(passages, start, end, idiom)
