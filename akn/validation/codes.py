"""Every code that can be printed, in one table: rules, breaches of the schema, and all that is neither."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from akn import ready
from akn.findings import Code, Severity, codes
from akn.validation.explaining.mistakes import catalogue
from akn.validation.explaining.remarks import begun, ended
from akn.validation.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from akn.validation.explaining.mistakes import Mistake
    from akn.validation.rules.rule import Rule


#: What is filled in where a thing is found, and not where its code is explained.
_GAP = re.compile(r"\{\w+\}")


def table(rules: Iterable[Rule] = RULES) -> Mapping[str, Code]:
    """Return what each code stands for: first those of `rules`, in their order, then all that come from no rule."""
    return {
        **{rule.code: _of_rule(rule) for rule in rules},
        **_of_schema(catalogue()),
        **{
            code: replace(one, remedy=ended(begun(_GAP.sub("…", one.remedy))))
            for code, one in codes().items()
        },
    }


def _of_rule(rule: Rule) -> Code:
    return Code(
        rule.code,
        rule.severity,
        rule.group,
        rule.summary,
        rule.reason,
        bad=rule.bad,
        good=rule.good,
        measured=_figures(rule.code),
    )


def _of_schema(mistakes: Iterable[Mistake]) -> dict[str, Code]:
    """One code for each title, with what is said of the cases that prove the catalogue, and their XML."""
    titles = {mistake.code: mistake.title for mistake in mistakes}
    cases = _cases()
    return {
        code: Code(
            code,
            Severity.ERROR,
            "schema",
            title,
            reason="\n".join(f"For example: {one['message']}." for one in cases.get(code, ())),
            remedy="\n".join(dict.fromkeys(one["help"] for one in cases.get(code, ()))),
            bad="\n\n".join(one["xml"] for one in cases.get(code, ())),
        )
        for code, title in sorted(titles.items())
    }


@cache
def _cases() -> Mapping[str, list[dict[str, str]]]:
    """``cases.toml``: what the fixtures of the catalogue are told, gathered by ``make pages``."""
    return ready.load("validation/explaining/cases.toml")


@cache
def _measured() -> Mapping[str, Mapping[str, int]]:
    """``measured.toml``: how often each rule was met on real documents, and how often wrongly."""
    return ready.load("validation/rules/measured.toml")


def _figures(code: str) -> str:
    """Return what was counted of a rule, as a sentence; "" where nothing was."""
    known, found = _measured(), _measured().get(code)
    if found is None:
        return ""
    whole = known["corpus"]
    met = f"Met {found['findings']} times in {found['files']} of {whole['files']} valid documents of other publishers"
    if not found["findings"]:
        return f"Not met in {whole['files']} valid documents of other publishers."
    if not found["read"]:
        return f"{met}."
    return f"{met}; of {found['read']} that were read by eye, {found['false']} were false alarms."
