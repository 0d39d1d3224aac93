"""``akn get``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from akn.cli.forms import WORDS, NamedFile, completing, languages, repository_option
from akn.output import write_atomically
from akn.repositories import open_repository
from akn.repositories.choosing import called, choose, portion
from akn.terminal import asking

_EXAMPLES = """\b
Examples:
  akn get /akn/eu/statement/motionForResolution/ep/2021-02-09/B9-0145-2021 --from library/
  akn get B9-0145/2021 --from sqlite:///library.db --language fra --part rec_D
"""


@click.command(epilog=_EXAMPLES)
@click.argument("iri", type=WORDS)
@repository_option("--from", "--in")
@click.option(
    "--language",
    shell_complete=completing(languages),
    type=WORDS,
    default="",
    metavar="CODE",
    help="Language as the document states it: eng, fra …",
)
@click.option(
    "--version", type=click.IntRange(1), metavar="N", help="Version of the expression; the newest by default."
)
@click.option(
    "--part", type=WORDS, default="", metavar="EID", help="One part only, by its eId or the end of it: rec_D."
)
@click.option("-o", "--output", type=NamedFile(path_type=Path, dir_okay=False), help="File to write to.")
def get(  # one parameter an option
    iri: str, url: str, language: str, version: int | None, part: str, output: Path | None
) -> None:
    """Get a document back, byte for byte as it was deposited.

    IRI is that of a work (its newest expression is meant), an expression or a
    manifestation, another name the document has, or its printed number. A part
    is written as XML with its namespaces declared.
    Exit codes: 0 done; 2 could not run.
    """
    with open_repository(url, ask=asking()) as repository:
        name, holdings = called(repository, iri)
        holding = choose(name, holdings, language=language, version=version or 0)
        content = repository.read(holding)
    if part:
        content = portion(content, part, holding.expression) + b"\n"
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    write_atomically(output, content)
