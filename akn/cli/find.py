"""``akn find``."""

from __future__ import annotations

from datetime import date

import click
from msgspec.structs import asdict

from akn.cli.forms import WORDS, form_option
from akn.errors import AknError
from akn.rendering import show
from akn.rendering.listing import Listing
from akn.repositories import open_repository
from akn.repositories.folding import terms
from akn.repositories.interface import Query
from akn.terminal import asking

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
@click.option("--in", "url", required=True, metavar="URL", help="The repository: a folder, or a URL.")
@click.option("--kind", type=WORDS, default="", metavar="NAME", help="Kind of document: resolution, act …")
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
    type=WORDS,
    default="",
    metavar="CODE",
    help="Language as the documents state it: eng, fra …",
)
@click.option(
    "--level",
    type=click.Choice(["work", "expression", "manifestation"]),
    default="expression",
    show_default=True,
    help="Each work once; the newest expression in each language; every version kept.",
)
@click.option(
    "--limit", type=click.IntRange(0), default=50, show_default=True, help="At most so many; 0: all."
)
@form_option("rows")
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
    level: str,
    limit: int,
    form: str,
) -> None:
    """Find documents by their words, authors, dates and references.

    All WORDS must stand in one part of a text (a recital, a paragraph …).
    Exit codes: 0 done, whatever was found; 2 could not run.
    """
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
        language=language,
        level=level,  # type: ignore[arg-type]  # click has checked the choice
        limit=limit + 1 if limit else 0,
    )
    with open_repository(url, ask=asking()) as repository:
        found = repository.find(query)
    shown = found[:limit] if limit else found
    show(Listing((asdict(holding) for holding in shown), _COLUMNS, _MORE), form)
    if not found:
        click.echo("Nothing was found.", err=True)
    elif len(found) > len(shown):
        click.echo(f"There is more; these are the newest {limit}. --limit 0 shows all.", err=True)
