"""Texts of bodies that are not known here, told by their own enacting words, numbers and names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from akn import ready
from akn.languages.dates import Dates
from akn.matching.phrases import Hit, Phrases

#: How many characters may stand behind enacting words on their line: a stray comma or dash.
_STRAY = 4
#: So many lines at the head of a text may say whose it is.
_HEAD = 30
#: So many lines at the head of an article may be its dateline: a place, perhaps an agency, a day.
_DATELINE = 4
_PLACE = re.compile(r"[^\W\d_][^\W\d]*(?:[ -][^\W\d_]+){0,3}\s?(?:[,/-]|\([^()]{2,20}\))[\s,-]*")
#: What stands behind enacting words and behind no line of a title.
_BEHIND = re.compile(r"\s*[,:\uff0c\u060c\u3001-]\s*")


class _Bodies(Struct, frozen=True):
    """The phrases of all bodies, as one matcher for enacting words and one for heads; `of` says whose each is."""

    formula: Phrases
    head: Phrases
    of: dict[str, str]


@cache
def _table() -> Mapping[str, Any]:
    return ready.load("recognition/origin/elsewhere.toml")


@cache
def _press() -> Phrases:
    return Phrases(_table()["press"]["head"])


def press_line(lines: Sequence[str], dates: Dates) -> str:
    """The line at the head of `lines` (made `alike`) that tells a press article: it says so, or is a place and a day.

    "" where there is none; `dates` are those of the language.
    """
    for line in lines[:_DATELINE]:
        if _press().opening(line):
            return line
        found = dates.find(line)
        if (
            found
            and _PLACE.fullmatch(line[: found[0].start])
            and not any(map(str.isalnum, line[found[0].end :]))
        ):
            return line
    return ""


@cache
def _bodies() -> _Bodies:
    rows = _table()["institutions"]
    of = {p: row["name"] for row in rows for p in (*row.get("formula", ()), *row.get("head", ()))}
    return _Bodies(
        Phrases(p for row in rows for p in row.get("formula", ())),
        Phrases(p for row in rows for p in row.get("head", ())),
        of,
    )


def by_itself(hit: Hit | None, line: str) -> Hit | None:
    """`hit`, enacting words at the head of `line`, where nothing stands behind them but a stray comma or dash."""
    return hit if hit is not None and len(line) - hit.end < _STRAY else None


def ends_with(formula: Phrases, line: str) -> int:
    """Where the enacting words begin that end `line` (made `alike`), other words before them; -1 where none do.

    In a sentence they begin small (“on behalf of the General Assembly,”).
    """
    hit = formula.inside(line)
    if hit is None or not hit.start or by_itself(hit, line) is None or line[hit.start].islower():
        return -1
    return hit.start


def enacts(line: str) -> str:
    """The name of the body whose enacting words, with their comma, are all of `line` (made `alike`), or "".

    A line that begins with a small letter goes on with a title or a sentence.
    """
    if line[:1].islower():
        return ""
    bodies = _bodies()
    hit = bodies.formula.opening(line)
    return bodies.of[hit.phrase] if hit is not None and _BEHIND.fullmatch(line, hit.end) else ""


def body_elsewhere(lines: Sequence[str]) -> str:
    """The name of the body that a text which is none of ours looks like, by the head of its `lines` (made `alike`).

    Its enacting words go before all else, those that stand by themselves first; then its numbers, its name, or what
    it calls its acts. "" where nothing is known.
    """
    bodies = _bodies()
    head = [line for line in lines[:_HEAD] if not line[:1].islower()]
    hits = [(hit, line) for line in head if (hit := bodies.formula.opening(line))]
    alone = (hit for hit, line in hits if by_itself(hit, line))
    named = (hit for line in head if (hit := bodies.head.opening(line)))
    return next((bodies.of[hit.phrase] for hit in (*alone, *(hit for hit, _ in hits), *named)), "")
