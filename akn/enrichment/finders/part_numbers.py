"""The numbers of parts: what they look like at each level, and the path that each stands for."""

from __future__ import annotations

import re
from itertools import takewhile

from akn.enrichment.context import Path

#: Levels from the outside in. Those of one rank do not hold one another.
RANKS = {
    "div": 0,
    "anx": 0,
    "rule": 1,
    "art": 1,
    "rct": 1,
    "par": 2,
    "sub": 3,
    "pnt": 4,
    "ind": 5,
}
#: Levels that are no step of an address: they stay in the span.
UNADDRESSED = frozenset({"div", "sub", "ind"})
#: So many parts may stand in one list.
LONGEST = 40

_LATIN = r"bis|ter|quater|quinquies|sexies|septies|octies|novies|decies"
INNER = r"\(\s?(?:\d{1,3}[a-z]?|[^\W\d_]{1,4})\s?\)"
_ARTICLE = (
    rf"(?:\d{{1,4}}(?:\s(?:{_LATIN})(?!\w)|[^\W\d_]{{1,2}}(?!\w)|\.[a-z](?![\w)])|\s[A-Z](?![\w'.-]))?|[A-Z]\.\d{{1,2}}|[A-Z](?![\w'.]))"
    rf"(?:-\d{{1,3}}(?!\d))?(?:\.\d{{1,2}}(?!\d)(?:\s[a-hj-z](?=\s|,))?)?(?:\.?[ºª°o](?!\w)(?:-[A-Z](?!\w))?)?(?:\s?{INNER}){{0,4}}"
)
#: What the number of a part may look like, by level.
_SHAPES = {
    "art": _ARTICLE,
    "rule": _ARTICLE,
    "par": rf"(?:\(\d{{1,3}}[a-z]?\)|\d{{1,3}}(?:\s(?:{_LATIN})(?!\w)|[a-z](?!\w))?(?:\.?[ºª°o](?!\w))?)"
    rf"(?:\s?{INNER}){{0,2}}",
    "pnt": r"(?:\(\s?(?:[^\W\d_]{1,5}|\d{1,3}[a-z]?)\s?\)|(?:[^\W\d_]{1,4}|\d{1,3}[a-z]?)\)"
    r"|\d{1,3}(?:[a-z](?!\w))?|[^\W\d_](?![\w']))"
    r"(?:\s?\([ivx]{1,5}\))?",
    "rct": r"(?:\(\d{1,3}\)|\d{1,3}[a-z]?|[^\W\d_]{1,2})",
    "anx": r"(?:[IVXL]{1,7}(?:\s?[A-Z](?!\w)|[a-z](?!\w))?|\d{1,3}|[A-Z])(?:\.[A-Z\d]{1,2})?",
    "div": r"(?:[IVXL]{1,7}[A-Za-z]?|\d{1,3}[a-z]?|[A-Z])",
    "sub": r"(?:\d{1,2}(?:\.?[ºª°])?)",
}
_SHAPES["ind"] = _SHAPES["sub"]
NUMBERS = {level: re.compile(shape + r"(?!\w|/)") for level, shape in _SHAPES.items()}
ANY_NUMBER = re.compile(
    rf"(?:{_SHAPES['art']}|{_SHAPES['pnt']}|\([^\W\d_]{{1,3}}\)|\(\d{{1,3}}[a-z]?\)|[IVXL]{{1,7}})(?!\w|/)"
)

_BRACKETED = re.compile(r"\s?\(\s?([^)\s]*)\s?\)")


def path_of(level: str, printed: str) -> Path:
    """The path that a printed number stands for: ``3(5)(a)`` of an article is article 3, paragraph 5, point a."""
    if level in UNADDRESSED:
        return () if level == "div" else ((level, ""),)
    head = _BRACKETED.sub("", printed).strip(" ()") if level in {"art", "rule", "par"} else ""
    # “106.º”, “106.º-A”: the article put in behind it
    head = (
        re.sub(r"\.?[ºª°o](?:-([A-Z]))?\Z", lambda later: (later[1] or "").lower(), head)
        if head[:1].isdigit()
        else head
    )
    if not head:
        number = _BRACKETED.sub("", printed) if level == "pnt" and printed[:1] != "(" else printed
        number = number.partition(".")[0] if level == "anx" else number
        return ((level, number.strip(" ()").split(")")[0]),)
    # “članak 106.a”
    head = re.sub(r"\A(\d+)\.([a-z])\Z", r"\1\2", head)
    number, _, paragraph = head.partition(".") if head[:1].isdigit() else (head, "", "")
    number = re.sub(r"\s+", "", number) if not re.search(r"\s[a-z]\Z", number) else number
    paragraph, _, letter = paragraph.partition(" ")
    steps: list[tuple[str, str]] = [(level, number)]
    if paragraph:
        # “artikel 5.1 a”
        steps.append(("par", paragraph))
        if letter:
            steps.append(("pnt", letter))
    for inner in _BRACKETED.findall(printed):
        # Below a point the European Legislation Identifier is not settled: the point itself is pointed to.
        if inner[0].isdigit() and len(steps) == 1 and level != "par":
            steps.append(("par", inner))
        elif inner.isalpha() and steps[-1][0] != "pnt":
            steps.append(("pnt", inner))
    return tuple(steps)


def addressed(path: Path) -> Path:
    """So much of `path` as an address can say: below a subparagraph or an indent it says nothing."""
    return tuple(takewhile(lambda step: step[0] not in UNADDRESSED, path))
