"""The enacting words on a line of their own: with their comma, without it, or with it on the next line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from akn.matching.alike import alike
from akn.matching.phrases import Phrases
from akn.matching.scripts import mostly_unspaced
from akn.recognition.idiom import Idiom
from akn.recognition.origin.elsewhere import by_itself
from akn.recognition.passages import Passage

_SIGNS = ",:;.-"
#: What ends a sentence, or a part of one, and how long one is at least.
_ENDS = ",;:."
_SENTENCE = 12


def is_formula(passages: Sequence[Passage], at: int, idiom: Idiom) -> bool:
    """Whether the passage at `at` is the enacting words and nothing else.

    Where they have lost the sign that ends them they could be any line that
    names the institution: there a citation or recital must follow at once.
    """
    if (role := passages[at].role) is not None:
        # The words between a numbered preamble and its paragraphs are enacting words, too; they begin no act.
        return role == "formula" and idiom.phrases("turn").opening(passages[at].plain) is None
    plain = passages[at].plain
    if by_itself(idiom.phrases("formula").opening(plain), plain) is not None:
        return True
    hit = bare_formulas(idiom).opening(plain)
    if hit is None or plain[hit.end :].strip(f" {_SIGNS}"):
        return False
    following = next((p for p in passages[at + 1 : at + 3] if not lone_sign(p)), None)
    if idiom.institution.told_by == "punctuation":
        # Where one paragraph follows they have no comma; on a cover, where they are a name, no sentence follows.
        label = None if following is None else following.label
        numbered = label is not None and label.kind == "digit"
        return following is not None and (numbered or is_sentence(following.plain))
    return following is not None and bool(
        idiom.phrases("citation").opening(following.rest) or idiom.phrases("recital").opening(following.rest)
    )


def is_sentence(plain: str) -> bool:
    """Whether `plain` is long enough for a sentence, or a part of one, and ends as such."""
    enough = _SENTENCE // 2 if mostly_unspaced(plain) else _SENTENCE
    return len(plain) > enough and plain[-1:] in _ENDS


def formula_end(passages: Sequence[Passage], at: int, idiom: Idiom) -> int:
    """Where in the passage at `at` the enacting words end that it begins with, or 0 where it does not."""
    plain = passages[at].plain
    if hit := idiom.phrases("formula").opening(plain):
        return hit.end
    return len(plain) if is_formula(passages, at, idiom) else 0


def reported(passage: Passage, idiom: Idiom) -> str:
    """The kind of document that begins with the sentence that `passage` is, or ""; no enacting words stand there.

    “At its 54th plenary meeting, on 24 December 2021, the General Assembly decided …”; where an act begins with its
    first number, that stands before: “1. The Assembly recalls …”.
    """
    label = passage.label
    if passage.grid is not None:
        return ""
    if idiom.institution.begins_with_number:
        if label is None or label.kind != "digit" or label.value != "1":
            return ""
    elif label is not None:
        return ""
    kinds = idiom.slots("reported")
    return next((kind for kind in kinds if idiom.phrases(f"reported.{kind}").opening(passage.rest)), "")


def lone_sign(passage: Passage) -> bool:
    """Whether `passage` is no more than the comma or colon of the line before."""
    return 0 < len(passage.plain) < len(_SIGNS) and not passage.plain.strip(_SIGNS)


@lru_cache(maxsize=32)
def bare_formulas(idiom: Idiom) -> Phrases:
    """The enacting words without the sign that ends them, where they have one."""
    phrases = map(alike, idiom.phrases("formula").phrases)
    return Phrases(bare for phrase in phrases if (bare := phrase.rstrip(f" {_SIGNS}")) != phrase)
