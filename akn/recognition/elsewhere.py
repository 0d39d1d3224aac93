"""Resolutions of institutions that are not known here, told by their own enacting words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from akn.matching.alike import alike
from akn.matching.phrases import Phrases


@cache
def _table() -> Mapping[str, list[str]]:
    table = tomllib.loads(files("akn.recognition").joinpath("elsewhere.toml").read_text("utf-8"))
    return {row["name"]: row["formula"] for row in table["institutions"]}


def institution_elsewhere(lines: Iterable[str]) -> str:
    """The name of the institution whose enacting words begin one of `lines`, or "" where none does."""
    phrases = {name: Phrases(formula) for name, formula in _table().items()}
    for line in lines:
        for name, formula in phrases.items():
            if formula.opening(alike(line.strip())):
                return name
    return ""
