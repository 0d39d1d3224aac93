"""What a rule is, how a function becomes one, and how rules are chosen and run."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from akn.errors import TableError
from akn.findings import Severity
from akn.validation.explaining.remarks import Remark
from akn.validation.rules.profiles import EVERYBODY, held_by, profile_of, profiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from akn.tree import Element
    from akn.validation.changing import Change
    from akn.validation.rules.document import Document


class Breach(Struct, frozen=True):
    """One place where a rule is broken: the element, what is wrong with it, and how to mend it.

    `group` tells one cause from another: breaches of one rule that share it are told once, with a count; without it
    the words tell. `severity` overrules that of the rule.
    """

    element: Element
    message: str
    help: str = ""
    group: str = ""
    severity: Severity | None = None


Check: TypeAlias = "Callable[[Document], Iterable[Breach]]"
#: What mends a rule's findings: of a document, the changes that belong together, time and again.
Mend: TypeAlias = "Callable[[Document], Iterable[Sequence[Change]]]"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing asked of a document.

    `code` is three or more capitals and three digits; `group` what the rule looks at; `profile` the profile
    it belongs to (``akn`` is everybody's). `summary` and `reason` say what is asked and why; `bad` and
    `good` are pieces of XML that show it.
    """

    code: str
    severity: Severity
    group: str
    profile: str
    summary: str
    reason: str
    check: Check = field(repr=False, compare=False)
    bad: str = ""
    good: str = ""
    mend: Mend | None = field(default=None, repr=False, compare=False)


def rule(
    code: str, severity: Severity, *, group: str, profile: str = "", mend: Mend | None = None
) -> Callable[[Check], Rule]:
    """Turn a function into the rule `code`.

    `mend` yields the changes that mend what it finds, where that can be done safely.

    Without a `profile` it belongs to the one that names it in ``profiles.toml``, failing that to ``akn``.
    The first line of the function's docstring is the summary, the rest the reason, down to ``Bad::`` and
    ``Good::``, after which the examples stand, indented. Raises `TableError` where the code has not the form
    ``ABC001`` or the docstring is missing.
    """
    if not re.fullmatch(r"[A-Z]{2,8}\d{3}", code):
        raise TableError(f"“{code}” cannot name a rule; write capitals and three digits, such as HOUSE001")

    def decorate(check: Check) -> Rule:
        text = inspect.getdoc(check) or ""
        if not text:
            raise TableError(f"the rule {code} says nothing of itself; give its function a docstring")
        prose, _, examples = text.partition("\n\nBad::\n")
        bad, _, good = examples.partition("\n\nGood::\n")
        summary, _, reason = prose.partition("\n")
        return Rule(
            code, severity, group, profile or profile_of(code) or EVERYBODY, summary.strip(), reason.strip(), check,
            inspect.cleandoc(bad), inspect.cleandoc(good), mend,
        )  # fmt: skip

    return decorate


def run(document: Document, rules: Iterable[Rule]) -> list[Remark]:
    """Return what `rules` have to say of `document`, rule by rule."""
    return [
        Remark(
            breach.element,
            one.code,
            breach.severity or one.severity,
            breach.message,
            breach.help,
            breach.group,
        )
        for one in rules
        for breach in one.check(document)
    ]


def select(
    rules: Iterable[Rule], *, select: Sequence[str] = (), ignore: Sequence[str] = (), profile: str = "akn"
) -> tuple[Rule, ...]:
    """Return the rules of `profile` that `select` chooses (all where it is empty) and `ignore` does not.

    Both hold codes or beginnings of codes (``EID``). A whole code chooses its rule in any profile.
    Raises `TableError` for a code, a beginning or a profile that no rule has, and for a code given twice.
    """
    every = tuple(rules)
    _demand_unique(every)
    own = {one.profile for one in every}
    held = held_by(profile, own)
    if not held:
        raise TableError(f"there is no profile “{profile}”; the profiles are {', '.join(profiles(own))}")
    for term in (*select, *ignore):
        if not any(one.code.startswith(term.upper()) for one in every) or not term:
            raise TableError(f"no rule is called “{term}” or begins so; “akn rules” lists them all")
    chosen = {term.upper() for term in select}
    dropped = tuple(term.upper() for term in ignore)
    return tuple(
        one
        for one in every
        if (
            (one.profile in held and (not chosen or one.code.startswith(tuple(chosen)))) or one.code in chosen
        )
        and not one.code.startswith(dropped)
    )


def _demand_unique(rules: Iterable[Rule]) -> None:
    seen: set[str] = set()
    for one in rules:
        if one.code in seen:
            raise TableError(f"two rules are called {one.code}; give yours a code of its own")
        seen.add(one.code)
