"""``akn verify``."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import click
from msgspec.structs import asdict

from akn.cli import CLEAN, FINDINGS
from akn.cli.forms import form_option, named_or, output_option, put_out, repository_option
from akn.depositing import verify as examine
from akn.rendering.listing import Listing, Row
from akn.repositories import open_repository
from akn.terminal import asking, note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.depositing import Examined
    from akn.places import Place


_COLUMNS = {"name": "Document", "problem": "Problem"}


@click.command()
@click.argument("named", required=False, metavar="[URL]")
@repository_option("--in", required=False)
@form_option("rows")
@output_option
def verify(named: str | None, url: str, form: str, output: Place | None) -> None:
    """Read every document in a repository back, hash it, validate it, and name what is damaged.

    Exit codes: 0 all is whole; 1 something is not; 2 could not run.
    """
    counts: Counter[bool] = Counter()
    with open_repository(named_or(url, named), ask=asking()) as repository:
        put_out(Listing(_rows(examine(repository), counts), _COLUMNS), form, output)
    sys.stdout.flush()
    note(f"{counts.total()} read back, {counts[True]} damaged")
    sys.exit(FINDINGS if counts[True] else CLEAN)


def _rows(examined: Iterator[Examined], counts: Counter[bool]) -> Iterator[Row]:
    for one in examined:
        counts[bool(one.problem)] += 1
        if one.problem:
            yield asdict(one)
