"""``akn align``: the language versions of one work, side by side."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from akn.cli import CLEAN, FINDINGS
from akn.cli.forms import NamedFile, form_option, max_size_option
from akn.output import write_atomically
from akn.rendering import FORMS, render, show
from akn.terminal import note
from akn.tree.parse import root_of

if TYPE_CHECKING:
    from akn.model.alignment import Alignment

_EXAMPLES = """\b
Examples:
  akn align motion.eng.xml motion.fra.xml
  akn align *.xml --format html -o versions.html
  akn align eng.xml bul.xml ell.xml -o memory.tmx
"""


@click.command(epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, type=NamedFile(), metavar="A.xml B.xml [C.xml ...]")
@form_option(
    "alignment", "Form of the result; by default what the ending of FILE says, else a table.", default=None
)
@click.option("-o", "--output", type=NamedFile(path_type=Path), metavar="FILE", help="File for the result.")
@max_size_option
def align(files: tuple[str, ...], form: str | None, output: Path | None, max_size: int) -> None:
    """Put language versions of one work side by side, part by part.

    Works on anybody's Akoma Ntoso; “-” is standard input. Parts are paired by
    their ids alone (wId, else eId): a part that a version does not have is
    shown as missing, and nothing moves up to fill its place. Left out are the
    metadata and, of the cover page and preface, all but the title, formulae and footnotes.

    Two files in the same language stand in two columns, headed by language
    and file name.

    On a terminal that is wide enough the table has a column for each version,
    else the versions stand below each other.

    Exit codes: 0 every part is in every version; 1 some are not; 2 could not
    run (a file is no Akoma Ntoso, or the files are of different works).
    """
    from akn.comparing import align as put_side_by_side  # noqa: PLC0415  # so that --help is quick

    if len(files) < 2:
        raise click.UsageError("one version has nothing to stand beside; name two files or more")
    if files.count("-") > 1:
        raise click.UsageError("“-” (standard input) can be read only once")
    if output is not None and str(output) != "-" and output.resolve() in {Path(f).resolve() for f in files}:
        raise click.UsageError(f"-o {output}: this is one of the versions; name another file for the result")
    alignment = put_side_by_side([root_of(name, max_size) for name in files], files)
    ending = output.suffix.lower().removeprefix(".") if output else ""
    form = form or (ending if ending in FORMS["alignment"] else "table")
    if output is None or str(output) == "-":
        show(alignment, form)
    else:
        write_atomically(output, render(alignment, form).encode("utf-8"))
    note(_summary(alignment))
    sys.exit(FINDINGS if alignment.gaps else CLEAN)


def _summary(alignment: Alignment) -> str:
    """One line on what was paired, and which versions lack how many parts."""
    head = f"{len(alignment.rows)} parts in {len(alignment.versions)} versions"
    if not alignment.gaps:
        return f"{head}: every part is in every version"
    lacking = (
        (version.label, sum(1 for row in alignment.gaps if row.cells[column] is None))
        for column, version in enumerate(alignment.versions)
    )
    each = ", ".join(f"{label} lacks {count}" for label, count in lacking if count)
    return f"{head}: {len(alignment.gaps)} not in all of them ({each})"
