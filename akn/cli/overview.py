"""``akn overview``: a collection in figures, and as a page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from akn.cli import CLEAN, COULD_NOT_RUN
from akn.cli.forms import NAMED, fetch_option, form_option, max_size_option
from akn.jobs.surveying import of_document, survey
from akn.jobs.walking import XML, find
from akn.model.overview import Overview
from akn.output import make_folders, write_atomically
from akn.places import Place
from akn.rendering import FORMS, as_bytes, show
from akn.terminal import Progress, asking, note, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.model.overview import Surveyed

_EXAMPLES = """\b
Examples:
  akn overview library/ -o overview.html
  akn overview a.xml b.xml --format csv
  akn overview out/manifest.jsonl -o overview.html
  akn overview --in sqlite:///library.db -o overview.html
"""


@click.command(epilog=_EXAMPLES)
@click.argument("files", nargs=-1, type=NAMED, metavar="FILE...")
@form_option(
    "overview", "Form of the result; by default what the ending of OUT says, else html.", default=None
)
@click.option("-o", "--output", type=NAMED, metavar="OUT", help="File for the result.")
@click.option(
    "--repository",
    "-r",
    "--in",
    "repository",
    metavar="URL",
    help="The newest of all that this repository holds.",
)
@click.option("--no-findings", is_flag=True, help="Do not ask the checker, which takes most of the time.")
@click.option("--jobs", "-j", type=click.IntRange(1), default=1, help="Processes that share the files.")
@max_size_option
@fetch_option
def overview(  # noqa: PLR0917  # one parameter for each option
    files: tuple[Place, ...],
    form: str | None,
    output: Place | None,
    repository: str | None,
    no_findings: bool,  # noqa: FBT001  # click passes flags so
    jobs: int,
    max_size: int,
) -> None:
    """Draw a picture of a collection: documents over the years, what they cite, what is in doubt.

    FILE is an Akoma Ntoso file, a folder of them, or the list of a run over many
    (manifest.jsonl), of which no file is read again. By kind, by language and by
    the groups that tabled them; the acts cited most, references that lead
    nowhere, findings of the checker, and who cites whom. All figures stand in
    the page as CSV, too.

    Exit codes: 0 done; 2 could not run, or some file could not be read.
    """
    if not files and repository is None:
        raise click.UsageError("name files, folders of them, or a repository with --in")
    held: list[Surveyed] = list(_kept(repository)) if repository else []
    lists = [place for place in files if place.suffix == ".jsonl"]
    held += (one for place in lists for one in _listed(place))
    files = tuple(place for place in files if place not in lists)
    if files:
        found = find(files, XML, "XML file to count")
        named = list(found.files)
        with Progress(len(named), "counting") as progress:
            for one in survey(named, jobs, max_size, checked=not no_findings):
                held.append(one)
                progress.tell()
                say(one.unread)
        note(found.left_alone)
    counted = Overview.of(held)
    ending = output.suffix.lower().removeprefix(".") if output else ""
    form = form or (ending if ending in FORMS["overview"] else "html")
    if output is None or str(output) == "-":
        show(counted, form)
    else:
        make_folders(output.parent)
        write_atomically(output, as_bytes(counted, form))
    sys.exit(CLEAN if len(counted.read) == len(counted.documents) else COULD_NOT_RUN)


def _listed(place: Place) -> Iterator[Surveyed]:
    """What the list of a run tells of each file."""
    from akn.jobs.manifest import fates_in  # noqa: PLC0415  # only a list wants it
    from akn.model.overview import Surveyed  # noqa: PLC0415  # likewise

    for fate in fates_in(place):
        about = fate.about
        yield Surveyed(
            file=fate.input,
            work=about.get("iri", "").partition(f"/{about.get('language', '')}@")[0],
            title=about.get("number", "") or fate.below,
            number=about.get("number", ""),
            kind=about.get("kind", ""),
            language=about.get("language", ""),
            year=about.get("date", "")[:4],
            findings=dict(fate.codes),
            unread=f"{fate.verdict}: {fate.said}" if fate.verdict in {"failed", "set aside"} else "",
        )


def _kept(url: str) -> Iterator[Surveyed]:
    from akn.repositories import open_repository  # noqa: PLC0415  # 100 ms, and only --in wants it
    from akn.repositories.interface import Query  # noqa: PLC0415  # likewise
    from akn.tree.parse import root_in  # noqa: PLC0415  # likewise

    with open_repository(url, ask=asking()) as repository:
        for holding in repository.find(Query()):
            yield of_document(root_in(repository.read(holding), holding.expression), holding.expression)
