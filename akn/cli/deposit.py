"""``akn deposit``."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from akn.cli import CLEAN, FINDINGS
from akn.cli.asking import asking, now
from akn.cli.files import xml_files
from akn.cli.forms import form_option
from akn.rendering import show
from akn.rendering.listing import Listing, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.depositing import Depository, Receipt

_COLUMNS = {"outcome": "Outcome", "expression": "Expression", "name": "File", "reason": "Reason"}
_EXAMPLES = """\b
Examples:
  akn deposit out/ --to library/                     a folder, fit for Git
  akn deposit out/ --to sqlite:///library.db         one file
  akn deposit out/ --to postgresql://user@host/db
  akn deposit out/ --to basex://user@localhost:1984/akn
"""


@click.command(epilog=_EXAMPLES)
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--to", "url", required=True, metavar="URL", help="The repository: a folder, or a URL.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--allow-invalid", is_flag=True, help="Keep invalid documents too, marked as such.")
@click.option(
    "--durable/--fast",
    default=True,
    show_default=True,
    help="Wait for the disk at each document, or leave that to the system; a power cut may lose the last.",
)
@form_option("rows")
def deposit(  # one parameter an option
    inputs: tuple[Path, ...],
    url: str,
    dry_run: bool,  # noqa: FBT001  # click passes flags by name
    allow_invalid: bool,  # noqa: FBT001  # likewise
    durable: bool,  # noqa: FBT001  # likewise
    form: str,
) -> None:
    """Put Akoma Ntoso documents into a repository.

    INPUTS are XML files, and folders whose .xml files are taken. Depositing
    again changes nothing; changed bytes become a further version beside the
    old one. Exit codes: 0 all is kept; 1 some were refused; 2 could not run.
    """
    files = xml_files(inputs)
    from akn.depositing import deposit as deposit_files  # noqa: PLC0415  # so that --help is quick
    from akn.repositories import open_repository  # noqa: PLC0415  # likewise
    from akn.repositories.errors import NoRepositoryError  # noqa: PLC0415  # likewise
    from akn.repositories.rehearsal import Rehearsal  # noqa: PLC0415  # likewise

    counts: Counter[str] = Counter()

    def run(depository: Depository) -> None:
        receipts = deposit_files(files, depository, now=now, allow_invalid=allow_invalid)
        show(Listing(_rows(receipts, counts), _COLUMNS, ("version", "valid")), form)

    try:
        if not dry_run:
            with open_repository(url, create=True, durable=durable, ask=asking()) as repository:
                run(repository)
        else:
            try:
                opened = open_repository(url, ask=asking())
            except NoRepositoryError:
                run(Rehearsal(None))
            else:
                with opened:
                    run(Rehearsal(opened))
    finally:
        sys.stdout.flush()
        if counts:
            summary = ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items()))
            click.echo(f"{'Nothing was done; it would be: ' if dry_run else ''}{summary}", err=True)
    sys.exit(FINDINGS if counts["refused"] else CLEAN)


def _rows(receipts: Iterator[Receipt], counts: Counter[str]) -> Iterator[Row]:
    for receipt in receipts:
        counts[receipt.outcome] += 1
        yield asdict(receipt)
