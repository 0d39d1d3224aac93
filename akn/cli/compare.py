"""``akn compare``: what became of each clause, from one document to another and through several."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from akn.cli import CLEAN, FINDINGS
from akn.cli.forms import form_option, max_size_option
from akn.output import demand_apart, make_folders, write_atomically
from akn.rendering import FORMS, as_bytes, show
from akn.terminal import asking, note
from akn.tree.parse import root_in
from akn.tree.root import document_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from akn.model.comparison import Comparison
    from akn.tree import Element

_EXAMPLES = """\b
Examples:
  akn compare motion.xml adopted.xml
  akn compare motion.xml adopted.xml -o changes.html
  akn compare B9-0145/2021 'P9_TA(2021)0056' --in library/
  akn compare motion1.xml motion2.xml joint.xml adopted.xml --lineage
"""


@click.command(epilog=_EXAMPLES)
@click.argument("names", nargs=-1, required=True, metavar="A B [C ...]")
@form_option(
    "comparison", "Form of the result; by default what the ending of FILE says, else a table.", default=None
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="File for the result.")
@click.option(
    "--lineage",
    is_flag=True,
    help="One table: where each clause comes from and went (so with three or more).",
)
@click.option(
    "--repository",
    "-r",
    "--in",
    "repository",
    metavar="URL",
    help="A and B are works of this repository: a folder, or a URL.",
)
@max_size_option
def compare(  # one parameter for each option
    names: tuple[str, ...],
    form: str | None,
    output: Path | None,
    lineage: bool,  # noqa: FBT001  # click passes flags so
    repository: str | None,
    max_size: int,
) -> None:
    """Compare documents clause by clause: same, changed, moved, split, merged, added, removed.

    A and B are Akoma Ntoso files of anybody's (“-” for standard input), or with
    --in works by IRI or printed number. Citations, recitals, provisions and
    headings are compared each among themselves; a clause that bears another
    number is not changed. Cover pages, titles and signatures are left out.

    Exit codes: 0 nothing changed; 1 something did; 2 could not run.
    """
    if len(names) < 2:
        raise click.UsageError("one document has nothing to be compared with; name two or more")
    if names.count("-") > 1:
        raise click.UsageError("“-” (standard input) can be read only once")
    form = form or _form_of(output)
    roots = _from_repository(names, repository) if repository else [document_in(n, max_size) for n in names]
    inputs = [] if repository else [Path(name) for name in names]
    if lineage or len(names) > 2:
        if form not in FORMS["lineage"]:
            raise click.UsageError(f"{form} takes two documents; a lineage is {', '.join(FORMS['lineage'])}")
        from akn.comparing.lineage import lineage as traced  # noqa: PLC0415  # so that --help is quick

        descent = traced(roots, names)
        _write(descent, form, output, inputs)
        sys.exit(CLEAN if all(pair.alike for pair in descent.comparisons) else FINDINGS)
    from akn.comparing.linking import compare as linked  # noqa: PLC0415  # likewise

    comparison = linked(roots[0], roots[1], names)
    _write(comparison, form, output, inputs)
    note(_summary(comparison))
    sys.exit(CLEAN if comparison.alike else FINDINGS)


def _form_of(output: Path | None) -> str:
    ending = output.suffix.lower().removeprefix(".") if output else ""
    ending = "akn" if ending == "xml" else ending
    return ending if ending in FORMS["comparison"] else "table"


def _from_repository(names: Sequence[str], url: str) -> list[Element]:
    from akn.repositories import open_repository  # noqa: PLC0415  # 100 ms, and only --in wants it
    from akn.repositories.choosing import called, choose  # noqa: PLC0415  # likewise

    roots = []
    with open_repository(url, ask=asking()) as repository:
        for name in names:
            iri, holdings = called(repository, name)
            roots.append(root_in(repository.read(choose(iri, holdings, language="", version=0)), name))
    return roots


def _write(thing: object, form: str, output: Path | None, inputs: Sequence[Path]) -> None:
    if output is None or str(output) == "-":
        show(thing, form)  # type: ignore[arg-type]  # a comparison or a lineage
        return
    demand_apart({"-o": output}, inputs)
    make_folders(output.parent)
    write_atomically(output, as_bytes(thing, form))  # type: ignore[arg-type]  # likewise


def _summary(comparison: Comparison) -> str:
    """One line on how many clauses there are of each verdict."""
    counts = comparison.counts
    said = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
    return f"{sum(counts.values()) - counts['moved']} clauses: {said}" if said else "no clauses"
