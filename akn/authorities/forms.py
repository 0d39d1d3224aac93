"""The forms of a phrase: its cases, numbers and mutated initials, as a table writes them in short.

``Smlouv|a|y|u`` is a stem and its endings: *Smlouva*, *Smlouvy*, *Smlouvu*. An empty ending (``Rat||es``) is the stem
alone. Where several words of a phrase bend, all their forms are taken together; more of them than a language has are
no harm, for nobody writes the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from akn.errors import TableError

#: So many forms a phrase may have; a table that asks for more has a slip.
_MOST = 512

#: What a word may end in, and what then may stand in its place: ``{"ija": ("ija", "ije", "iji")}``.
Declension = Mapping[str, Sequence[str]]


def forms(phrase: str) -> tuple[str, ...]:
    """All forms of `phrase`, the one it is written in first.

    Raises:
        TableError: they are too many.
    """
    if "|" not in phrase:
        return (phrase,)
    return _together(phrase, [_bent(word) for word in phrase.split(" ")])


def _bent(word: str) -> tuple[str, ...]:
    stem, *endings = word.split("|")
    return tuple(stem + ending for ending in endings) if endings else (word,)


def _together(phrase: str, words: Sequence[Sequence[str]]) -> tuple[str, ...]:
    count = 1
    for word in words:
        count *= len(word)
    if count > _MOST:
        raise TableError(f"“{phrase}” has {count} forms; at most {_MOST} are taken")
    return tuple(dict.fromkeys(" ".join(one) for one in product(*words)))


def declined(name: str, declension: Declension) -> tuple[str, ...]:
    """The forms of a `name` whose words bend by their endings, by the longest ending that fits; itself without one."""
    longest_first = sorted(declension, key=len, reverse=True)
    words = []
    for word in name.split(" "):
        ending = next((end for end in longest_first if word.endswith(end) and word[:1].isupper()), None)
        words.append(
            (word,)
            if ending is None
            else tuple(
                dict.fromkeys((word, *(word.removesuffix(ending) + form for form in declension[ending])))
            )
        )
    return _together(name, words) if len(words) <= 2 else (name,)  # longer names are listed


def mutated(phrases: Iterable[str], initials: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """`phrases`, and those whose first letter `initials` changes: Irish ``C`` to ``Ch`` and ``gC``."""
    for phrase in phrases:
        yield phrase
        for changed in initials.get(phrase[:1], ()):
            yield changed + phrase[1:]


def expanded(held: Mapping[str, Any]) -> dict[str, Any]:
    """A table with all forms in place of the phrases that stand for them; its examples are left as they are."""
    initials = held.get("initials", {})
    kept = ("examples", "initials", "declension")
    return {key: value if key in kept else _expanded(value, initials) for key, value in held.items()}


def _expanded(value: Any, initials: Mapping[str, Sequence[str]]) -> Any:
    match value:
        case dict():
            return {key: _expanded(inner, initials) for key, inner in value.items()}
        case [str(), *_]:
            every = (form for phrase in value for form in forms(phrase))
            return list(dict.fromkeys(mutated(every, initials)))
        case list():
            return [_expanded(inner, initials) for inner in value]
        case _:
            return value
