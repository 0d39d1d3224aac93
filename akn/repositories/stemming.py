"""Which engine stems which language, as ``stemming.toml`` lists them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Literal, TypeAlias

Engine: TypeAlias = Literal["postgresql", "basex", "sqlite"]


@cache
def table() -> dict[str, dict[str, str]]:
    """Language (ISO 639-2/T, and ISO 639-1) to the name of its stemming in each engine that has one."""
    text = resources.files("akn.repositories").joinpath("stemming.toml").read_text(encoding="utf-8")
    languages: dict[str, dict[str, str]] = tomllib.loads(text)
    return languages | {engines["iso639_1"]: engines for engines in languages.values()}


def stemming(language: str, engine: Engine) -> str:
    """Return the name under which `engine` stems `language` (three letters or two), "" where it does not."""
    return table().get(language, {}).get(engine, "")
