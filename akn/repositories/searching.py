"""What all engines share when they search: who stems which language, and the words around what was found."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from akn import ready
from akn.matching.scripts import unspaced

if TYPE_CHECKING:
    from collections.abc import Sequence

Engine: TypeAlias = Literal["postgresql", "basex", "sqlite"]

#: How many characters an excerpt has at most, and how many of them stand before the word that was found.
LENGTH, BEFORE = 160, 40
#: How much of a word must agree: engines find other forms of it too.
_STEM = 4


@cache
def table() -> dict[str, dict[str, str]]:
    """Language (ISO 639-2/T, and ISO 639-1) to the name of its stemming in each engine that has one."""
    languages: dict[str, dict[str, str]] = ready.load("repositories/stemming.toml")
    return languages | {engines["iso639_1"]: engines for engines in languages.values()}


def stemming(language: str, engine: Engine) -> str:
    """Return the name under which `engine` stems `language` (three letters or two), "" where it does not."""
    return table().get(language, {}).get(engine, "")


def unspaced_of(
    terms: Sequence[tuple[str, ...]],
) -> tuple[Sequence[tuple[str, ...]], Sequence[str]]:
    """Part `terms` into those whose words blanks part, and those in a script without blanks, each as it is written.

    No engine knows the words of such a script (Chinese): they are looked for as they stand.
    """
    within = [phrase for phrase in terms if any(map(unspaced, "".join(phrase)))]
    return [phrase for phrase in terms if phrase not in within], ["".join(phrase) for phrase in within]


def containing(column: str, runs: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Return the condition in SQL that `column` contains each of `runs`, and its values."""
    values = {
        f"run_{n}": f"%{run.translate({ord(sign): f'/{sign}' for sign in '/%_'})}%"
        for n, run in enumerate(runs)
    }
    return " AND ".join(f"{column} LIKE :{name} ESCAPE '/'" for name in values), values


def excerpt(text: str, terms: Sequence[tuple[str, ...]]) -> str:
    """Return the words of `text` around the first of `terms`, cut at blanks, with ``…`` where it is cut."""
    folded = text.casefold()
    places = [folded.find(word.casefold()[:_STEM]) for words in terms for word in words]
    first = min((place for place in places if place >= 0), default=0)
    start = 0 if first <= BEFORE else text.find(" ", first - BEFORE) + 1
    end = len(text) if len(text) - start <= LENGTH else text.rfind(" ", start, start + LENGTH)
    if end <= start:
        end = start + LENGTH
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
