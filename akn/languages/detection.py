"""Which language a text is in, by its commonest little words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from akn.languages import HERE, codes, folders, index, load

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 6000


@dataclass(frozen=True, slots=True)
class Detected:
    """The language found (ISO 639-3), how sure that is (0 to 1), and why, in a sentence.

    `hits` is how many little words of that language the text has.
    """

    code: str
    certainty: float
    reason: str
    hits: int


@lru_cache(maxsize=1)
def _owners(known: tuple[str, ...], own: bool) -> dict[str, tuple[str, ...]]:  # noqa: FBT001  # part of the cache's key
    """Each little word, with the languages that own it; `own`: only our own tables are in use."""
    gathered = index.read() if own else {}
    owners: dict[str, list[str]] = {}
    for code in known:
        words = gathered[code]["common"] if code in gathered else load(code).table.get("common", [])
        for word in words:
            owners.setdefault(word, []).append(code)
    return {word: tuple(of) for word, of in owners.items()}


def detect(text: str) -> Detected:
    """The language of `text`, judged by its first thousand words or so.

    A word that several languages own counts for each of them in part, so that
    what tells neighbours apart weighs most.
    """
    owners = _owners(codes(), folders() == (HERE,))
    words = _WORD.findall(text[:_ENOUGH].lower())
    score: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for word, times in Counter(words).items():
        for code in owners.get(word, ()):
            score[code] += times / len(owners[word])  # type: ignore[assignment]  # Counter holds any number
            hits[code] += times
    if not score:
        return Detected("", 0.0, "no word of any known language was found", 0)
    (best, top), *rest = sorted(score.items(), key=lambda pair: (-pair[1], pair[0]))
    second = rest[0] if rest else ("", 0.0)
    certainty = round((top - second[1]) / top, 2)
    share = f"{hits[best]} of {len(words)} words are little words of {load(best).name}"
    next_best = f"; next is {load(second[0]).name} with {hits[second[0]]}" if second[0] else ""
    return Detected(best, certainty, share + next_best, hits[best])
