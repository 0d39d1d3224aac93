"""Resolutions of institutions that are not known here, told by their own enacting words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from akn.matching.phrases import Hit, Phrases

#: How many characters may stand behind enacting words on their line: a stray comma or dash.
_STRAY = 4


@cache
def _phrases() -> Mapping[str, Phrases]:
    table = tomllib.loads(files("akn.recognition").joinpath("elsewhere.toml").read_text("utf-8"))
    return {row["name"]: Phrases(row["formula"]) for row in table["institutions"]}


def by_itself(hit: Hit | None, line: str) -> Hit | None:
    """`hit`, enacting words at the head of `line`, where nothing stands behind them but a stray comma or dash."""
    return hit if hit is not None and len(line) - hit.end < _STRAY else None


def institution_elsewhere(lines: Iterable[str], *, alone: bool = False) -> str:
    """The name of the institution whose enacting words begin one of `lines` (made `alike`), or "" where none does.

    With `alone` they must be all of the line.
    """
    phrases = _phrases()
    for line in lines:
        for name, formula in phrases.items():
            hit = formula.opening(line)
            if hit is not None and (not alone or by_itself(hit, line)):
                return name
    return ""
