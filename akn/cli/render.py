"""``akn render``: Akoma Ntoso in the forms that people read and programs take."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from akn.cli import CLEAN, COULD_NOT_RUN
from akn.cli.forms import NAMED, fetch_option, is_folder, max_size_option
from akn.cli.many import Many, do_many, many_options
from akn.jobs.rendering import render_all, rows_of_all
from akn.jobs.walking import XML, Found, Shard, Wanted, find
from akn.model.clause_table import ClauseTable
from akn.output import demand_apart, make_folders, write_atomically
from akn.places import STANDARD_INPUT, Place
from akn.rendering import BINARY, FORMS, as_bytes, show
from akn.terminal import Progress, note, say
from akn.tree.root import document_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from akn.model.clause_table import Row

_EXAMPLES = """\b
Examples:
  akn render motion.xml --to html -o motion.html
  akn render motion.xml --to markdown
  akn render library/ -o clauses.parquet
  akn render library/ --to html -o pages/ --jobs 4
  akn render eng.xml fra.xml --beside -o both.html
  akn render motion.xml --to pandoc | pandoc -f json -o motion.docx
"""
#: Form to the ending of a file that holds it, the usual one first.
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "html": (".html", ".htm"),
    "text": (".txt",),
    "markdown": (".md", ".markdown"),
    "json": (".json",),
    "jsonl": (".jsonl", ".ndjson"),
    "csv": (".csv",),
    "parquet": (".parquet",),
    "jsonld": (".jsonld",),
    "pandoc": (".pandoc.json",),
    "akn4un": (".akn4un.xml",),
}


@click.command(epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, type=NAMED, metavar="FILE...")
@click.option(
    "--to",
    "form",
    type=click.Choice(list(FORMS["tree"])),
    help="Form of the result; by default what the ending of OUT says, else text.",
)
@click.option(
    "-o",
    "--output",
    type=NAMED,
    metavar="OUT",
    help="File for the result; a folder for those of several files.",
)
@click.option("--beside", is_flag=True, help="Put language versions of one work side by side (html).")
@click.option(
    "--whole", is_flag=True, help="Rows also for what nobody cites: cover page, headings, signatures."
)
@click.option("--jobs", "-j", type=click.IntRange(1), default=1, help="Processes that share the files.")
@max_size_option
@fetch_option
@many_options
def render(  # noqa: PLR0913, PLR0917  # one parameter for each option
    files: tuple[Place, ...],
    form: str | None,
    output: Place | None,
    beside: bool,  # noqa: FBT001  # click passes flags so
    whole: bool,  # noqa: FBT001  # likewise
    jobs: int,
    max_size: int,
    engine: str | None,
    shard: Shard | None,
    manifest: Place | None,
    file_seconds: int,
) -> None:
    """Write Akoma Ntoso in another form: a page to read, text, Markdown, rows, JSON, linked data, Pandoc's.

    FILE is an XML file, a folder of them, or “-” for standard input; works on
    anybody's Akoma Ntoso. jsonl, csv and parquet have a row for each citation,
    recital, provision and point, and take many files into one table; of the
    others each file becomes one. No word is left out; of rows, those that
    nobody cites are, unless you ask for --whole.

    Exit codes: 0 done; 2 could not run, or some file could not be read.
    """
    if files.count(STANDARD_INPUT) > 1:
        raise click.UsageError("“-” (standard input) can be read only once")
    form = form or _form_of(str(output or "")) or ("html" if beside else "text")
    many = Many(engine, shard, manifest, file_seconds)
    if many.wanted:
        if beside or form in FORMS["clauses"] or output is None or output == STANDARD_INPUT:
            raise click.UsageError(
                "--on and --manifest make a file of each file: name a folder for them with -o, and no form of rows"
            )
        from akn.jobs.verbs import Rendering  # noqa: PLC0415  # only where there are many

        verb = Rendering(form, _ENDINGS[form][0], output, max_size)
        sys.exit(do_many(files, Wanted(XML, "XML file to render"), verb, many, jobs=jobs))
    found = find(files, XML, "XML file to render", shard=shard)
    named = list(found.files)
    target = None if output == STANDARD_INPUT else output
    if beside:
        _side_by_side(named, form, target, max_size)
    elif form in FORMS["clauses"]:
        _tabulate(named, form, target, (jobs, max_size), whole=whole)
    elif len(named) == 1 and shard is None and not is_folder(target):
        _one(named[0], form, target, max_size)
    else:
        _each(found, form, target, (jobs, max_size))
    note(found.left_alone)


def _form_of(output: str) -> str | None:
    """The form that the name of the file for the result says."""
    name = output.lower()
    fitting = (form for form, endings in reversed(list(_ENDINGS.items())) if name.endswith(endings))
    return next(fitting, None)


def _side_by_side(files: Sequence[Place], form: str, target: Place | None, max_size: int) -> None:
    from akn.comparing import align  # noqa: PLC0415  # only where it is asked for

    if form != "html":
        raise click.UsageError("--beside makes a page: --to html; for tables see akn align")
    _write(
        as_bytes(align([document_in(name, max_size) for name in files], list(map(str, files))), form),
        target,
        files,
    )


def _one(file: Place, form: str, target: Place | None, max_size: int) -> None:
    root = document_in(file, max_size)
    if target is None:
        show(root, form)
    else:
        _write(as_bytes(root, form), target, [file])


def _tabulate(
    files: Sequence[Place], form: str, target: Place | None, how: tuple[int, int], *, whole: bool
) -> None:
    """Write one table of all files; what could not be read is told and costs the others nothing."""
    unread: list[Place] = []
    jobs, max_size = how
    if target is None and form in BINARY and sys.stdout.isatty():
        raise click.UsageError(f"{form} is no text; name a file with -o")

    def rows() -> Iterator[Row]:
        with Progress(len(files), "rendering") as progress:
            for file, told in rows_of_all(files, jobs, max_size, whole=whole):
                if isinstance(told, str):
                    unread.append(file)
                    say(told)
                else:
                    yield from told
                progress.tell()

    table = ClauseTable(rows())
    if target is None:
        show(table, form)
    else:
        _write(as_bytes(table, form), target, files)
    if unread:
        sys.exit(COULD_NOT_RUN)


def _each(found: Found, form: str, target: Place | None, how: tuple[int, int]) -> None:
    """Write a file for each that was `found` into the folder `target`."""
    if target is None or (isinstance(target, Path) and target.exists() and not target.is_dir()):
        raise click.UsageError(
            f"each of {len(found.files)} files becomes one: name a folder for them with -o"
        )
    ending = _ENDINGS[form][0]
    work = [
        (file, target / (place if place.with_suffix("") in found.shared else place.with_suffix("")))
        for file, place in found.files.items()
    ]
    work = [(file, place.with_name(place.name + ending)) for file, place in work]
    unread = 0
    with Progress(len(work), "rendering") as progress:
        for outcome in render_all(work, form, *how):
            unread += outcome.target is None
            progress.tell("")
            say(outcome.refused)
    note(f"{len(work) - unread} of {len(work)} files written to {target}")
    sys.exit(COULD_NOT_RUN if unread else CLEAN)


def _write(data: bytes, target: Place | None, files: Sequence[Place]) -> None:
    if target is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    demand_apart({"-o": target}, files)
    make_folders(target.parent)
    write_atomically(target, data)
