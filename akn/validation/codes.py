"""Every code that can be printed, in one table: rules, breaches of the schema, and all that is neither."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from akn.findings import Code, Severity, codes
from akn.validation.explaining.mistakes import catalogue
from akn.validation.explaining.remarks import begun, ended
from akn.validation.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from akn.validation.explaining.mistakes import Mistake
    from akn.validation.rules.rule import Rule

_SLOT = re.compile(r"\{(\w+)\}")


def table(rules: Iterable[Rule] = RULES) -> Mapping[str, Code]:
    """Return what each code stands for: first those of `rules`, in their order, then all that come from no rule."""
    return {
        **{rule.code: _of_rule(rule) for rule in rules},
        **_of_schema(catalogue()),
        **{code: replace(one, remedy=_open(ended(begun(one.remedy)))) for code, one in codes().items()},
    }


def _of_rule(rule: Rule) -> Code:
    return Code(rule.code, rule.severity, rule.group, rule.summary, rule.reason, bad=rule.bad, good=rule.good)


def _of_schema(mistakes: Iterable[Mistake]) -> dict[str, Code]:
    """One code for each title; the cases of the catalogue that share it are told one below the other."""
    cases: dict[str, list[Mistake]] = {}
    for mistake in mistakes:
        cases.setdefault(mistake.code, []).append(mistake)
    return {
        code: Code(
            code,
            Severity.ERROR,
            "schema",
            own[0].title,
            reason="\n".join(dict.fromkeys(_open(one.message) for one in own)),
            remedy="\n".join(dict.fromkeys(_open(one.help) for one in own)),
        )
        for code, own in sorted(cases.items())
    }


def _open(template: str) -> str:
    """Return `template` with ‹name› for what is filled in."""
    return _SLOT.sub(r"‹\1›", template).strip()
