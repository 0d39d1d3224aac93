"""``akn export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from akn.cli.forms import WORDS, NamedFile, level_option, repository_option
from akn.release import VERSION
from akn.repositories import bag, open_repository
from akn.repositories.interface import Query
from akn.terminal import asking, note, now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.repositories.interface import Level, Repository

_EXAMPLES = """\b
Examples:
  akn export --in library/ --bag handed-over/
  akn export --in sqlite:///library.db --bag newest/ --level expression
"""


@click.command(epilog=_EXAMPLES)
@repository_option("--in")
@click.option(
    "--bag",
    "folder",
    required=True,
    type=NamedFile(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="A new folder, for a bag (BagIt, RFC 8493).",
)
@level_option("manifestation")
@click.option(
    "--organization", type=WORDS, default="", metavar="NAME", help="Who hands it over, as the bag says."
)
def export(url: str, folder: Path, level: Level, organization: str) -> None:
    """Hand documents of a repository over as a bag: files, hashes, and what is said of all.

    Exit codes: 0 done; 2 could not run, and there is no bag.
    """
    day = f"{now():%Y-%m-%d}"
    info = {
        **({"Source-Organization": organization} if organization else {}),
        "Bagging-Date": day,
        "Bag-Software-Agent": f"akn {VERSION}",
        "External-Description": f"Akoma Ntoso documents, each {level} of a repository",
    }
    with open_repository(url, ask=asking()) as repository:
        count = bag.write(folder, _documents(repository, level), info)
    note(f"{count} {'document' if count == 1 else 'documents'} in the bag {folder}")


def _documents(repository: Repository, level: Level) -> Iterator[bag.Bagged]:
    for holding in repository.find(Query(level=level)):
        yield bag.Bagged(holding.expression, holding.version, holding.valid, repository.read(holding))
