"""The forms of a phrase: its cases, numbers and mutated initials, as a table writes them in short.

``Smlouv|a|y|u`` is a stem and its endings: *Smlouva*, *Smlouvy*, *Smlouvu*. An empty ending (``Rat||es``) is the stem
alone. Where several words of a phrase bend, all their forms are taken together; more of them than a language has are
no harm, for nobody writes the others. A phrase that begins with ``=`` bends as one: the first ending of each word
goes with the first of the others (``=Rimsk|i|ega statut||a``: *Rimski statut*, *Rimskega statuta*).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from akn.errors import TableError

#: So many forms a phrase may have; a table that asks for more has a slip.
_MOST = 512
#: So many forms a name has by its heads: three words that bend, in six cases each.
_MOST_OF_A_NAME = 216

#: What a phrase begins with whose words bend as one.
_AS_ONE = "="

#: What a word may end in, and what then may stand in its place: ``{"ija": ("ija", "ije", "iji")}``.
Declension = Mapping[str, Sequence[str]]


def forms(phrase: str) -> tuple[str, ...]:
    """All forms of `phrase`, the one it is written in first.

    Raises:
        TableError: they are too many, or words that bend as one have not as many forms as the others.
    """
    if "|" not in phrase:
        return (phrase,)
    words = [_bent(word) for word in phrase.removeprefix(_AS_ONE).split(" ")]
    return _agreeing(phrase, words) if phrase.startswith(_AS_ONE) else _together(phrase, words)


def _agreeing(phrase: str, words: Sequence[Sequence[str]]) -> tuple[str, ...]:
    counts = {len(word) for word in words} - {1}
    if len(counts) != 1:
        raise TableError(f"the words of “{phrase}” have not as many forms as one another")
    (count,) = counts
    cases = (word if len(word) == count else word * count for word in map(tuple, words))
    return tuple(dict.fromkeys(map(" ".join, zip(*cases, strict=True))))


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


class Heads:
    """The words of names that bend wherever they stand in one: agencies, committees and courts have them in common.

    A head is written as a phrase is, from how it stands in a name: ``agentur|a|y|u``. It bends a word that ends in
    it, so that ``virasto||n`` is enough for all agencies of a language that writes them as one word.
    """

    def __init__(self, heads: Iterable[str]) -> None:
        bent: dict[str, list[str]] = {}
        for head in heads:
            stands, *others = _bent(head)
            bent.setdefault(stands, []).extend(others)
        self._bent = bent
        longest_first = sorted(bent, key=len, reverse=True)
        self._ending = re.compile(f"(?:{'|'.join(map(re.escape, longest_first))})\\Z") if bent else None

    def forms(self, name: str) -> tuple[str, ...]:
        """The forms of `name`, itself first; of one with too many only the first words bend."""
        if self._ending is None:
            return (name,)
        words: list[tuple[str, ...]] = []
        count = 1
        for word in name.split(" "):
            found = self._ending.search(word)
            if found is None or count * (len(self._bent[found[0]]) + 1) > _MOST_OF_A_NAME:
                words.append((word,))
                continue
            stem = word[: found.start()]
            words.append((word, *(stem + other for other in self._bent[found[0]])))
            count *= len(words[-1])
        return _together(name, words)


def mutated(phrases: Iterable[str], initials: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """`phrases`, and those whose first letter `initials` changes: Irish ``C`` to ``Ch`` and ``gC``."""
    for phrase in phrases:
        yield phrase
        for changed in initials.get(phrase[:1], ()):
            yield changed + phrase[1:]


#: What is written with “|” and is no phrase: endings, and words that bend wherever they stand.
_KEPT = frozenset({"examples", "initials", "declension", "heads", "men", "women", "possessives"})


def expanded(held: Mapping[str, Any]) -> dict[str, Any]:
    """A table with all forms in place of the phrases that stand for them; its examples are left as they are."""
    initials = held.get("initials", {})
    return {key: value if key in _KEPT else _expanded(value, initials) for key, value in held.items()}


def _expanded(value: Any, initials: Mapping[str, Sequence[str]]) -> Any:
    match value:
        case dict():
            return {
                key: inner if key in _KEPT else _expanded(inner, initials) for key, inner in value.items()
            }
        case [str(), *_]:
            every = (form for phrase in value for form in forms(phrase))
            return list(dict.fromkeys(mutated(every, initials)))
        case list():
            return [_expanded(inner, initials) for inner in value]
        case _:
            return value
