"""Whether two documents under one IRI are one work, and what a deposit therefore does.

A document is known by the IRI of its expression and the SHA-256 of its bytes.
The same bytes again are nothing new; other bytes are a further version, kept
beside the first. But an IRI can be wrong, and then two works would be filed as
versions of one. They are told apart by what a work has once and for all:

* the document's element (a bill is no act);
* its numbers, where both state some and share none;
* its title, where both are in one language and share less than half of their words.

A procedure, a date or an alias may be corrected from one version to the next.
In one language they tell works apart only where neither a title nor a number
that both share vouches for the work. Nor may one expression belong to two works.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from akn.repositories import folding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from akn.repositories.entry import Facts


class Outcome(StrEnum):
    """What a deposit did, or would do, with one document."""

    ADDED = "added"
    VERSION = "new version"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Filed(Struct, frozen=True):
    """A version that is kept: its facts, the hash of its bytes (hexadecimal SHA-256), its number from 1."""

    facts: Facts
    sha256: str
    version: int


class Verdict(Struct, frozen=True):
    """What is to be done with a document; `version` is 0 where it is refused, and `reason` says why."""

    outcome: Outcome
    version: int
    reason: str = ""


def judge(facts: Facts, sha256: str, filed: Iterable[Filed]) -> Verdict:
    """Return what a deposit of the document with `facts` and `sha256` does.

    `filed` is all that is kept under its work IRI or its expression IRI.
    """
    newest = 0
    for other in filed:
        if other.facts.expression == facts.expression:
            if other.sha256 == sha256:
                return Verdict(Outcome.UNCHANGED, other.version)
            newest = max(newest, other.version)
        if difference := next(differences(facts, other.facts), ""):
            return Verdict(Outcome.REFUSED, 0, _refusal(facts, other.facts, difference))
    return Verdict(Outcome.VERSION if newest else Outcome.ADDED, newest + 1)


def differences(one: Facts, other: Facts) -> Iterator[str]:  # the list of the docstring above
    """Why `one` and `other`, filed under one IRI, are two works; nothing where they are one."""
    if one.work != other.work:
        yield f"they are said to belong to different works, {one.work} and {other.work}"
    if one.element != other.element:
        yield f"one is a {one.element}, the other a {other.element}"
    numbers = _agree(one.numbers, other.numbers)
    if numbers is False:
        yield "they have no number in common"
    if one.language != other.language:
        return
    titles = _same_title(one.title, other.title)
    if titles is False:
        yield "their titles have little in common"
    if titles or numbers:
        return
    if _agree(one.procedures, other.procedures) is False:
        yield "they have no procedure in common"
    if _agree((one.date,) if one.date else (), (other.date,) if other.date else ()) is False:
        yield f"they are of different dates, {one.date} and {other.date}"
    for name in sorted({name for name, _ in one.aliases} & {name for name, _ in other.aliases}):
        if _agree(_named(one, name), _named(other, name)) is False:
            yield f"they have no alias “{name}” in common"


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool | None:
    """Whether they share a value, print aside; None where one of them states none."""
    mine, theirs = ({folding.number(value) for value in values} - {""} for values in (one, other))
    return bool(mine & theirs) if mine and theirs else None


def _named(facts: Facts, name: str) -> tuple[str, ...]:
    return tuple(value for alias, value in facts.aliases if alias == name)


def _same_title(one: str, other: str) -> bool | None:
    """Whether half of the words of the shorter title stand in the longer; None where there is no title."""
    shorter, longer = sorted(
        ({word for phrase in folding.terms(title.casefold()) for word in phrase} for title in (one, other)),
        key=len,
    )
    return len(shorter & longer) * 2 >= len(shorter) if shorter else None


def _refusal(facts: Facts, other: Facts, difference: str) -> str:
    iri = facts.work if facts.work == other.work else facts.expression
    return (
        f"{iri} is already the IRI of {called(other)}; this is {called(facts)}, and {difference}; "
        "correct the IRI of the one that is wrong"
    )


def called(facts: Facts) -> str:
    """How a message names the work with `facts`: its title, or else its number or its date."""
    if facts.title:
        title = facts.title if len(facts.title) <= 120 else f"{facts.title[:119]}…"
        return f"“{title}”" + (f" ({facts.numbers[0]})" if facts.numbers else "")
    return (
        f"number {facts.numbers[0]}" if facts.numbers else f"a {facts.element} of {facts.date or 'no date'}"
    )
