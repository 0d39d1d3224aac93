"""The one line of an act that has no mark, among such as have one, and speaks of nothing that the act speaks of.

It looks like a heading, or like the second sentence of the part above. Headings have fellows, and sentences speak of
what the others do: where neither is so, the line came in with the page, in whatever language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from akn.recognition.idiom import Idiom
from akn.recognition.passages import Passage

#: No line of a page that stands between parts is longer.
_LONGEST = 120
#: So many lines with a mark show that all parts have one.
_MARKED = 4
#: What a part ends in; what a sentence ends in.
_PARTS, _SENTENCE = ";,.:·", ".!?"
#: The beginning of a word tells what it speaks of: the rest bends. Shorter words are little ones, mostly.
_STEM, _SHORT = 5, 3
#: What is quoted speaks of what it likes.
_QUOTES = frozenset("\"'“„«‘")
#: A line that ends as a sentence does says so much.
_ENOUGH = 3
_WORD = re.compile(r"[^\W\d_]+")
#: In these the first letters of words change, too.
_CHANGING = frozenset({"gle"})


def alone(passages: Sequence[Passage], idiom: Idiom) -> Sequence[int]:
    """The place of that line among the `passages` of an act; all its places, where the pages of a print repeat it."""
    if idiom.language.code in _CHANGING:
        return ()
    found: list[int] = []
    for place in range(1, len(passages) - 1):
        if not (_between(passages, place) and _begins_part(passages[place + 1], idiom)):
            continue
        if found and passages[place].text != passages[found[0]].text:
            return ()  # it has fellows
        found.append(place)
    if not found or sum(passage.label is not None for passage in passages) < _MARKED:
        return ()
    text = passages[found[0]].text
    if " " not in text:
        return ()  # “Maintenance” may well be a heading: it is doubted
    every = _stems(text, idiom)
    told = frozenset(stem for stem in every if len(stem) >= _STEM) or every
    if text[-1:] in _SENTENCE and len(told) < _ENOUGH:
        return ()
    said = {stem for passage in passages if passage.text != text for stem in _stems(passage.text, idiom)}
    return found if told.isdisjoint(said) else ()


def _begins_part(passage: Passage, idiom: Idiom) -> bool:
    """Whether `passage` begins a citation, a recital or a paragraph: between points real headings stand alone."""
    label = passage.label
    if label is None:
        return False
    return label.kind in ("digit", "letter") or idiom.phrases("citation").opening(passage.rest) is not None


def _between(passages: Sequence[Passage], at: int) -> bool:
    """Whether a line without a mark stands at `at`, between the end of a part and what has a mark."""
    passage, above, below = passages[at], passages[at - 1], passages[at + 1]
    if passage.label is not None or passage.grid is not None or not passage.text:
        return False
    if above.text[:1] in _QUOTES or passage.text[:1] in _QUOTES or below.grid is not None:
        return False
    if passage.level or passage.note or passage.role or above.grid is not None:
        return False
    if len(passage.text) > _LONGEST or passage.text[:1].islower() or passage.text[-1] in ";,:·":
        return False
    return above.text[-1:] in _PARTS and above.text[-1:] != ":"


def _stems(text: str, idiom: Idiom) -> frozenset[str]:
    little = idiom.language.table.get("common", ())
    words = (word for word in _WORD.findall(text.casefold()) if len(word) >= _SHORT and word not in little)
    return frozenset(word[:_STEM] for word in words)
