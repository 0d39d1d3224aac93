"""Profiles: which rules hold for documents of which sort. The table ``profiles.toml`` says it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from akn import institutions, ready
from akn.institutions.institution import PROFILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from akn.institutions import Institution

#: The profile that is everybody's.
EVERYBODY = "akn"


@cache
def table() -> Mapping[str, Any]:
    """``profiles.toml``."""
    return ready.load("validation/profiles.toml")


@cache
def profile_of(code: str) -> str:
    """The profile that alone holds the rule `code`, or "" where the table names it in none."""
    return next((name for name, row in table()["profiles"].items() if code in row.get("rules", ())), "")


@cache
def institution_key(code: str) -> str:
    """The key of the institution whose table the rule `code` reads."""
    return str(table()["profiles"][profile_of(code)]["institution"])


def institution_for(code: str) -> Institution:
    """The institution whose table the rule `code` reads."""
    return institutions.load(institution_key(code))


def held_by(profile: str, of_rules: Iterable[str]) -> tuple[str, ...]:
    """The profiles whose rules `profile` holds, itself the last; none where there is no such profile.

    `of_rules` are the profiles of the rules at hand: one that only they know builds on what is everybody's, one
    that only the table of an institution names on what all resolutions are held to.
    """
    rows = table()["profiles"]
    if profile in rows:
        base = rows[profile].get("on")
        return (*(held_by(base, of_rules) if base else ()), profile)
    if profile in _of_institutions():
        return (*held_by(PROFILE, of_rules), profile)
    return (EVERYBODY, profile) if profile in set(of_rules) else ()


def profiles(of_rules: Iterable[str] = ()) -> tuple[str, ...]:
    """All profiles there are, sorted: those of the table, of `of_rules` and of the institutions."""
    return tuple(sorted({*table()["profiles"], *of_rules, *_of_institutions()}))


def levels(profile: str) -> Mapping[str, str]:
    """Return what the levels of findings become in `profile`: in “strict” a warning is an error."""
    row = table()["profiles"].get(profile, {})
    own: Mapping[str, str] = row.get("levels", {})
    return {**levels(row["on"]), **own} if "on" in row else own


def _of_institutions() -> set[str]:
    return {institutions.load(key).profile for key in institutions.known()}
