"""``akn reindex``."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from akn.cli import CLEAN, FINDINGS
from akn.cli.forms import form_option, named_or, output_option, put_out, repository_option
from akn.rendering.listing import Listing, Row
from akn.repositories import open_repository
from akn.terminal import asking, note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.places import Place
    from akn.repositories.interface import Kept


_COLUMNS = {"name": "Document", "problem": "Problem"}


@click.command()
@click.argument("named", required=False, metavar="[URL]")
@repository_option("--in", required=False)
@form_option("rows")
@output_option
def reindex(named: str | None, url: str, form: str, output: Place | None) -> None:
    """Build the index of the repository URL anew, from its documents alone, and name what cannot be read.

    Exit codes: 0 all are indexed; 1 some could not be; 2 could not run.
    """
    counts: Counter[bool] = Counter()
    with open_repository(named_or(url, named), ask=asking()) as repository:
        put_out(Listing(_rows(repository.reindex(), counts), _COLUMNS), form, output)
    sys.stdout.flush()
    note(f"{counts[False]} indexed, {counts[True]} could not be")
    sys.exit(FINDINGS if counts[True] else CLEAN)


def _rows(examined: Iterator[Kept], counts: Counter[bool]) -> Iterator[Row]:
    for kept in examined:
        counts[bool(kept.problem)] += 1
        if kept.problem:
            yield {"name": kept.name, "problem": kept.problem}
