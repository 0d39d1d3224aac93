"""``akn rules``: what every code that can be printed stands for, why it matters, and what to do."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from akn.cli.forms import completing
from akn.errors import TableError
from akn.rendering.findings.pages import as_text
from akn.validation.codes import table
from akn.validation.rules import RULES
from akn.validation.rules.rule import select

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from akn.findings import Code


@click.command()
@click.argument("codes", nargs=-1, metavar="[CODE]...", shell_complete=completing(table))
@click.option("--profile", metavar="NAME", help="Only the rules that are asked with this profile.")
def rules(codes: tuple[str, ...], profile: str | None) -> None:
    """List all codes that can be printed; with CODE (REF001, or REF for all that begin so), explain them.

    Codes come from the rules beyond the schema, from the official schema (XSD), from what is no XML or in
    another namespace (XML, NS), and from conversion.

    A rule belongs to a profile: those of “akn” are asked of every document, those of “resolution”
    of resolutions, those of “ep-resolution” of resolutions of the European Parliament.
    """
    profiles = {rule.code: rule.profile for rule in RULES}
    known = table()
    if profile is not None:
        known = {rule.code: known[rule.code] for rule in select(RULES, profile=profile)}
    if codes:
        click.echo("\n\n".join(_explanation(code, profiles) for code in _asked(codes, known)))
    else:
        click.echo(_listing(known.values(), profiles))


def _asked(terms: Iterable[str], known: Mapping[str, Code]) -> list[Code]:
    """Return the codes that `terms` are, or begin; each once, in the order of the table."""
    wanted = tuple(term.upper() for term in terms)
    for term in wanted:
        if not term or not any(code.startswith(term) for code in known):
            raise TableError(f"no code is called “{term}” or begins so; “akn rules” lists them all")
    return [entry for code, entry in known.items() if code.startswith(wanted)]


def _listing(known: Iterable[Code], profiles: Mapping[str, str]) -> str:
    """Return the codes as a table, group by group."""
    lines = [
        (code.group, (code.code, code.severity.value, profiles.get(code.code, ""), code.title))
        for code in known
    ]
    widths = [
        max(len(cell) for cell in column) for column in zip(*(cells for _, cells in lines), strict=True)
    ]
    blocks = []
    for group, members in groupby(lines, key=lambda line: line[0]):
        rows = [
            "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
            for _, cells in members
        ]
        blocks.append("\n".join([group, *(f"  {row}".rstrip() for row in rows)]))
    return "\n\n".join(blocks)


def _explanation(code: Code, profiles: Mapping[str, str]) -> str:
    """Return all that is known of a code."""
    return f"{code.code}  {code.severity.value}, {origin(code, profiles)}\n\n{as_text(code)}"


def origin(code: Code, profiles: Mapping[str, str]) -> str:
    """Return where a code comes from, and the profile in which it is asked."""
    profile = profiles.get(code.code)
    return f"{code.group}, profile {profile}" if profile else code.group
