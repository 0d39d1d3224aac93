"""``akn rules``: what each rule beyond the schema asks, why, with a bad and a good example."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

import click

from akn.validation.explaining.mistakes import catalogue
from akn.validation.rules import RULES
from akn.validation.rules.rule import select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from akn.validation.explaining.mistakes import Mistake
    from akn.validation.rules.rule import Rule


@click.command()
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option("--profile", metavar="NAME", help="Only the rules that are asked with this profile.")
def rules(codes: tuple[str, ...], profile: str | None) -> None:
    """List the rules beyond the schema; with CODE (REF001, or REF for all that begin so), explain them.

    A code of the schema's own mistakes (XSD101) is explained too.

    A rule belongs to a profile: those of “akn” are asked of every document, those of “resolution”
    of resolutions, those of “ep-resolution” of resolutions of the European Parliament.
    """
    every = RULES if profile is None else select(RULES, profile=profile)
    if not codes:
        click.echo(_listing(every))
        return
    mistakes = [m for code in codes for m in catalogue() if m.code == code.upper()]
    asked = [code for code in codes if code.upper() not in {m.code for m in mistakes}]
    chosen: list[Rule] = []
    if asked:
        select(every, select=asked)  # an unknown code stops here
        chosen = [rule for rule in every if rule.code.startswith(tuple(code.upper() for code in asked))]
    told = [_mistake(m) for m in mistakes] + [_explanation(rule) for rule in chosen]
    click.echo("\n\n".join(told))


def _listing(rules: Sequence[Rule]) -> str:
    """Return the rules as a table, group by group."""
    widths = [max(len(text) for text in column) for column in zip(*map(_columns, rules), strict=True)]
    blocks = []
    for group, members in groupby(rules, key=lambda rule: rule.group):
        rows = [
            "  ".join(cell.ljust(width) for cell, width in zip(_columns(rule), widths, strict=True))
            for rule in members
        ]
        blocks.append("\n".join([group, *(f"  {row}".rstrip() for row in rows)]))
    return "\n\n".join(blocks)


def _columns(rule: Rule) -> tuple[str, str, str, str]:
    return rule.code, rule.severity.value, rule.profile, rule.summary


def _explanation(rule: Rule) -> str:
    """Return all that a rule says of itself."""
    parts = [
        f"{rule.code}  {rule.severity.value}, {rule.group}, profile {rule.profile}",
        rule.summary,
        rule.reason,
    ]
    parts += [f"{name}:\n{textwrap.indent(piece, '    ')}" for name, piece in _examples(rule)]
    return "\n\n".join(part for part in parts if part)


def _mistake(mistake: Mistake) -> str:
    """Return what the catalogue says of a mistake that the official schema finds."""
    parts = [f"{mistake.code}  error, the official schema", mistake.title, mistake.message, mistake.help]
    return "\n\n".join(part for part in parts if part)


def _examples(rule: Rule) -> list[tuple[str, str]]:
    return [(name, piece) for name, piece in (("Bad", rule.bad), ("Good", rule.good)) if piece]
