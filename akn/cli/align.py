"""``akn align``: the language versions of one work, side by side."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from akn.cli import CLEAN, FINDINGS
from akn.tree.parse import root_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from akn.comparing import Alignment

#: Format to the module that writes it; loaded only when asked for.
FORMATS: dict[str, str] = {
    "table": "akn.rendering.alignment.plain",
    "json": "akn.rendering.alignment.json",
    "csv": "akn.rendering.alignment.csv",
    "tmx": "akn.rendering.alignment.tmx",
    "html": "akn.rendering.alignment.html",
}

_EXAMPLES = """\b
Examples:
  akn align motion.eng.xml motion.fra.xml
  akn align *.xml --format html -o versions.html
  akn align eng.xml bul.xml ell.xml -o memory.tmx
"""


@click.command(epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="A.xml B.xml [C.xml ...]")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="Form of the result; by default what the ending of FILE says, else a table.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="File for the result.")
def align(files: tuple[str, ...], form: str | None, output: Path | None) -> None:
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
    alignment = put_side_by_side([root_of(name) for name in files], files)
    ending = output.suffix.lower().removeprefix(".") if output else ""
    _show(alignment, form or (ending if ending in FORMATS else "table"), output)
    click.echo(_summary(alignment), err=True)
    sys.exit(FINDINGS if alignment.gaps else CLEAN)


def _show(alignment: Alignment, form: str, output: Path | None) -> None:
    to_file = output is not None and str(output) != "-"
    if form == "table" and not to_file and sys.stdout.isatty():
        from rich.console import Console  # noqa: PLC0415  # loaded only on a terminal

        from akn.rendering.alignment.terminal import fits, table  # noqa: PLC0415  # likewise

        console = Console()
        if fits(alignment, console.width):
            console.print(table(alignment))
            return
    render: Callable[[Alignment], str] = importlib.import_module(FORMATS[form]).render
    data = render(alignment).encode("utf-8")
    if output is not None and to_file:
        from akn.output import write_atomically  # noqa: PLC0415  # only where a file is asked for

        write_atomically(output, data)
    else:
        click.echo(data, nl=False)


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
