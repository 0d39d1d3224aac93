"""``akn find``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click
from msgspec.structs import asdict

from akn.cli.forms import (
    WORDS,
    completing,
    form_option,
    kinds,
    languages,
    level_option,
    output_option,
    put_out,
    repository_option,
)
from akn.errors import AknError
from akn.rendering.listing import Listing
from akn.repositories import open_repository
from akn.repositories.folding import terms
from akn.repositories.interface import Query
from akn.terminal import asking, note

if TYPE_CHECKING:
    from akn.places import Place
    from akn.repositories.interface import Level, Repository

#: Of how many documents is said what there is.
_LOOKED_AT = 1000
_COLUMNS = {
    "date": "Date",
    "kind": "Kind",
    "title": "Title",
    "expression": "Expression",
    "eid": "Part",
    "excerpt": "Words",
}
_MORE = (
    "work", "manifestation", "language", "version", "sha256", "valid", "deposited", "authors", "procedures",
)  # fmt: skip
_EXAMPLES = """\b
Examples:
  akn find "death penalty" --in sqlite:///library.db --kind resolution --since 2021-01-01
  akn find '"death penalty" abolition' --in library/     words in quotes stand side by side
  akn find --cites 32016R0679 --author Verts/ALE --in library/ --format csv
"""


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    del context
    if value is None:
        return ""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"“{value}” is no date; write YYYY-MM-DD", param=parameter) from None


@click.command(epilog=_EXAMPLES)
@click.argument("words", type=WORDS, default="")
@repository_option("--in")
@click.option(
    "--kind",
    shell_complete=completing(kinds),
    type=WORDS,
    default="",
    metavar="NAME",
    help="Kind of document: resolution, act …",
)
@click.option("--since", callback=_day, metavar="YYYY-MM-DD", help="Date of the work, this one or later.")
@click.option("--until", callback=_day, metavar="YYYY-MM-DD", help="Date of the work, this one or earlier.")
@click.option(
    "--author",
    type=WORDS,
    default="",
    metavar="NAME",
    help="A name or its words, a group's abbreviation, an IRI.",
)
@click.option(
    "--cites",
    type=WORDS,
    default="",
    metavar="WHAT",
    help="CELEX number, IRI, or number of a document kept here.",
)
@click.option(
    "--procedure", type=WORDS, default="", metavar="NUMBER", help="Procedure number: 2021/2544(RSP)."
)
@click.option(
    "--language",
    shell_complete=completing(languages),
    type=WORDS,
    default="",
    metavar="CODE",
    help="Language as the documents state it: eng, fra …",
)
@level_option("expression")
@click.option(
    "--limit", type=click.IntRange(0), default=50, show_default=True, help="At most so many; 0: all."
)
@form_option("rows")
@output_option
def find(  # noqa: PLR0913, PLR0917  # one parameter an option
    words: str,
    url: str,
    kind: str,
    since: str,
    until: str,
    author: str,
    cites: str,
    procedure: str,
    language: str,
    level: Level,
    limit: int,
    form: str,
    output: Place | None,
) -> None:
    """Find documents by their words, authors, dates and references.

    All WORDS must stand in one part of a text (a recital, a paragraph …).
    Exit codes: 0 done, whatever was found; 2 could not run.
    """
    if since and until and since > until:
        raise AknError(f"--since {since} is after --until {until}: no document is of both")
    phrases = terms(words)
    if words.strip() and not phrases:
        raise AknError(f"“{words}” has no word in it to look for")
    query = Query(
        terms=phrases,
        kind=kind,
        since=since,
        until=until,
        author=author,
        cites=cites,
        procedure=procedure,
        language=_long(language),
        level=level,
        limit=limit + 1 if limit else 0,
    )
    with open_repository(url, ask=asking()) as repository:
        found = repository.find(query)
        if not found:
            _refuse_what_can_never_be_met(repository, kind, query.language)
    shown = found[:limit] if limit else found
    put_out(Listing((asdict(holding) for holding in shown), _COLUMNS, _MORE), form, output)
    if not found:
        note("Nothing was found.")
    elif len(found) > len(shown):
        note(f"There is more; these are the newest {limit}. --limit 0 shows all.")


def _long(language: str) -> str:
    """Return the code of `language` as documents state it, where it is given with two letters."""
    if len(language) != 2:
        return language
    from akn.languages import by_code  # noqa: PLC0415  # only where it is used

    return by_code(language.lower())


def _refuse_what_can_never_be_met(repository: Repository, kind: str, language: str) -> None:
    """Tell of a kind or a language of which the repository holds nothing, and which it holds.

    Raises:
        AknError: it holds none, and others.
    """
    asked = (
        ("kind", kind, Query(kind=kind, limit=1)),
        ("language", language, Query(language=language, limit=1)),
    )
    for name, value, query in asked:
        if not value or repository.find(query):
            continue
        from akn.matching.nearest import did_you_mean  # noqa: PLC0415  # only a mistake wants it

        there = sorted({getattr(one, name) for one in repository.find(Query(limit=_LOOKED_AT))} - {""})
        if there:
            raise AknError(
                f"--{name} {value}: no document here is of that {name}; there are {', '.join(there)}"
                f"{did_you_mean(value, there)}"
            )
