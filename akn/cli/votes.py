"""``akn votes``: lists of votes, laid onto the parts of the text that was voted."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from akn.cli import CLEAN, FINDINGS
from akn.cli.forms import WORDS, form_option, max_size_option
from akn.output import demand_apart, make_folders, write_atomically
from akn.rendering import FORMS, as_bytes, show
from akn.terminal import note, say
from akn.tree.root import document_in

_EXAMPLES = """\b
Examples:
  akn votes PV-9-2021-02-11-VOT_EN.xml motion.xml
  akn votes list.html motion.xml --format csv -o votes.csv
  akn votes list.xml adopted.xml --voted motion.xml --format json
  akn votes list.xml motion.xml -o with-votes.xml
"""


@click.command(epilog=_EXAMPLES)
@click.argument("lists", nargs=-1, required=True, metavar="LIST... TEXT")
@form_option(
    "votes", "Form of the result; by default what the ending of FILE says, else a table.", default=None
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="File for the result.")
@click.option(
    "--voted", metavar="MOTION", help="The text that was voted, where TEXT is what was adopted of it."
)
@click.option(
    "--as", "number", type=WORDS, default="", metavar="NUMBER", help="The number that the text has in LIST."
)
@max_size_option
def votes(  # one parameter for each option
    lists: tuple[str, ...],
    form: str | None,
    output: Path | None,
    voted: str | None,
    number: str,
    max_size: int,
) -> None:
    """Find the parts of a text on which the votes of LIST were held: “§ 3/1”, “After recital K”, “Visa 11”.

    LIST is a list of votes of the European Parliament: XML of the sitting
    (PV-…-VOT) or of the roll calls, or a page with its tables. TEXT is Akoma
    Ntoso. Votes on other documents are left out, where the list names those.
    With --voted, labels are looked for in MOTION, and each part is followed to
    TEXT, whatever number it has there. The form akn is TEXT with its votes.

    Exit codes: 0 every part was found; 1 some were not (they are listed);
    2 could not run.
    """
    from akn.comparing.voting import votes as laid  # noqa: PLC0415  # so that --help is quick

    if len(lists) < 2:
        raise click.UsageError("name one list of votes or more, and the text that was voted")
    *names, text = lists
    if (*lists, voted).count("-") > 1:
        raise click.UsageError("“-” (standard input) can be read only once")
    ending = output.suffix.lower().removeprefix(".") if output else ""
    ending = "akn" if ending == "xml" else ending
    form = form or (ending if ending in FORMS["votes"] else "table")
    root = document_in(text, max_size)
    motion = document_in(voted, max_size) if voted else None
    placed = laid(names, root, motion, number=number, megabytes=max_size)
    if output is None or str(output) == "-":
        show(placed, form)
    else:
        demand_apart({"-o": output}, [Path(name) for name in (*lists, *([voted] if voted else []))])
        make_folders(output.parent)
        write_atomically(output, as_bytes(placed, form))
    for problem in placed.problems:
        if (finding := problem.problem) is not None:
            say(f"{finding.severity.value} {finding.code} {finding.message} ({finding.help})")
    found = sum(bool(vote.eids) for vote in placed.votes)
    elsewhere = f", {placed.left} on other documents" if placed.left else ""
    missed = f"{len(placed.problems)} on parts that were not{elsewhere}"
    note(f"{len(placed.votes)} votes: {found} on parts that were found, {missed}")
    sys.exit(FINDINGS if placed.problems else CLEAN)
