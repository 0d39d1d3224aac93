"""``akn deposit``."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from msgspec.structs import asdict

from akn.cli import CLEAN, FINDINGS
from akn.cli.forms import (
    NAMED,
    fetch_option,
    form_option,
    max_size_option,
    output_option,
    put_out,
    repository_option,
)
from akn.cli.many import Many, do_many, many_options
from akn.depositing import deposit as deposit_files
from akn.errors import NoRepositoryError
from akn.jobs.walking import XML, Shard, Wanted
from akn.jobs.walking import find as walk
from akn.places import Place
from akn.rendering.listing import Listing, Row
from akn.repositories import open_repository
from akn.repositories.rehearsal import Rehearsal
from akn.terminal import asking, note, now

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
@click.argument("inputs", nargs=-1, required=True, type=NAMED)
@repository_option("--to")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--allow-invalid", is_flag=True, help="Keep invalid documents too, marked as such.")
@click.option(
    "--durable/--fast",
    default=True,
    show_default=True,
    help="Wait for the disk at each document, or leave that to the system; a power cut may lose the last.",
)
@max_size_option
@fetch_option
@many_options
@click.option("--jobs", "-j", type=click.IntRange(1), default=1, help="Processes, with --manifest.")
@form_option("rows")
@output_option
def deposit(  # noqa: PLR0913, PLR0917  # one parameter an option
    inputs: tuple[Place, ...],
    url: str,
    dry_run: bool,  # noqa: FBT001  # click passes flags by name
    allow_invalid: bool,  # noqa: FBT001  # likewise
    durable: bool,  # noqa: FBT001  # likewise
    max_size: int,
    engine: str | None,
    shard: Shard | None,
    manifest: Place | None,
    file_seconds: int,
    jobs: int,
    form: str,
    output: Place | None,
) -> None:
    """Put Akoma Ntoso documents into a repository.

    INPUTS are XML files, and folders whose .xml and .akn files are taken. Depositing
    again changes nothing; changed bytes become a further version beside the
    old one. Exit codes: 0 all is kept; 1 some were refused; 2 could not run.
    """
    many = Many(engine, shard, manifest, file_seconds)
    if many.wanted and dry_run:
        raise click.UsageError("--dry-run does not go with --on and --manifest")
    if many.wanted and output is not None:
        raise click.UsageError("-o does not go with --on and --manifest, which keep a list of their own")
    if many.wanted:
        from akn.jobs.verbs import Depositing  # noqa: PLC0415  # only where there are many

        verb = Depositing(url, allow_invalid, durable, max_size)
        sys.exit(do_many(inputs, Wanted(XML, "XML file to deposit"), verb, many, jobs=jobs))
    found = walk(inputs, XML, "XML file to deposit", shard=shard)
    counts: Counter[str] = Counter()
    try:
        with _depository(url, dry_run=dry_run, durable=durable) as depository:
            receipts = deposit_files(
                found.files, depository, now=now, allow_invalid=allow_invalid, megabytes=max_size
            )
            listed = Listing(_rows(receipts, counts), _COLUMNS, ("version", "valid"))
            put_out(listed, form, output, found.files)
    finally:
        sys.stdout.flush()
        note(found.left_alone)
        if counts:
            summary = ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items()))
            note(f"{'Nothing was done; it would be: ' if dry_run else ''}{summary}")
    sys.exit(FINDINGS if counts["refused"] else CLEAN)


@contextmanager
def _depository(url: str, *, dry_run: bool, durable: bool) -> Iterator[Depository]:
    if not dry_run:
        with open_repository(url, create=True, durable=durable, ask=asking()) as repository:
            yield repository
        return
    try:
        opened = open_repository(url, ask=asking())
    except NoRepositoryError:
        yield Rehearsal(None)
    else:
        with opened:
            yield Rehearsal(opened)


def _rows(receipts: Iterator[Receipt], counts: Counter[str]) -> Iterator[Row]:
    for receipt in receipts:
        counts[receipt.outcome] += 1
        yield asdict(receipt)
