"""``akn doctor``."""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import platform
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from akn.cli import CLEAN, COULD_NOT_RUN
from akn.cli.forms import REPOSITORY
from akn.errors import AknError
from akn.release import VERSION
from akn.terminal import put

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What each extra brings: what is imported, and what it is for. The rest of an extra comes with that.
EXTRAS = {
    "pdf": ("pypdfium2", "to read PDF"),
    "parquet": ("pyarrow", "rows in Parquet"),
    "schematron": ("saxonche", "Schematron in XSLT 2"),
    "serve": ("starlette", "the page and the API"),
    "postgresql": ("psycopg", "repositories in PostgreSQL"),
    "cloud": ("s3fs", "files in stores: s3://"),
    "cluster": ("distributed", "work on a cluster: --on dask://"),
}
#: Variables that change what akn does; of a password is said only that there is one.
_VARIABLES = ("AKN_LANGUAGES", "AKN_INSTITUTIONS", REPOSITORY, "AKN_REPOSITORY_PASSWORD", "AKN_SERVE_KEY")
_SECRET = re.compile("PASSWORD|KEY")


@click.command()
def doctor() -> None:
    """Say what is installed: akn, Python, libraries, extras, the schema, settings; and whether it works.

    What it prints belongs into the report of a fault. It holds no password and no key.
    Exit codes: 0 all that is needed is there; 2 something is not.
    """
    faults: list[str] = []
    lines = [*_programs(), *_needed(faults), *_extras(), *_schema(faults), *_work(faults), *_surroundings()]
    put("".join(f"{name:<12} {said}\n" for name, said in lines))
    if faults:
        raise AknError("; ".join(faults))
    sys.exit(CLEAN if not faults else COULD_NOT_RUN)


def _programs() -> Iterator[tuple[str, str]]:
    yield "akn", VERSION
    yield "Python", f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    yield "encoding", f"{sys.stdout.encoding}, of file names {sys.getfilesystemencoding()}"


def _needed(faults: list[str]) -> Iterator[tuple[str, str]]:
    for wanted in importlib.metadata.requires("akn") or ():
        if "extra ==" in wanted:
            continue
        name = re.split(r"[ <>=!~\[;]", wanted, maxsplit=1)[0]
        try:
            yield "library", f"{name} {importlib.metadata.version(name)}"
        except importlib.metadata.PackageNotFoundError:
            faults.append(f"the library {name} is missing; install akn anew")
            yield "library", f"{name} is missing"


def _extras() -> Iterator[tuple[str, str]]:
    for extra, (module, purpose) in EXTRAS.items():
        try:
            importlib.import_module(module)
        except ImportError:
            yield "extra", f"{extra}: not installed ({purpose}: pip install 'akn[{extra}]')"
        else:
            yield "extra", f"{extra}: {importlib.metadata.version(module)} ({purpose})"


def _schema(faults: list[str]) -> Iterator[tuple[str, str]]:
    from akn.schema.official import catalogue  # noqa: PLC0415  # only here

    for file in catalogue().values():
        try:
            file.read()
        except AknError as error:
            faults.append(str(error))
            yield "schema", f"{file.title}: {error}"
        else:
            yield "schema", f"{file.title} {file.version}, whole"


def _work(faults: list[str]) -> Iterator[tuple[str, str]]:
    """Convert a text and check what came out: the shortest proof that all is in its place."""
    from akn.pipeline import convert  # noqa: PLC0415  # only here

    text = (
        "European Parliament resolution of 6 May 2010 on quiet hours\n\nThe European Parliament,\n\n"
        "–  having regard to Rule 110(2) of its Rules of Procedure,\n\n"
        "A.  whereas sleep is good;\n\n1.  Asks for quiet.\n"
    )
    made = convert(text.encode())
    if made.clean:
        yield "a trial", "a text was converted, valid, nothing lost"
    else:
        faults.append("a text that is right did not come out right; please report it with what is above")
        yield "a trial", made.report.summary


def _surroundings() -> Iterator[tuple[str, str]]:
    from akn.repositories.url import redacted  # noqa: PLC0415  # only here
    from akn.validation import settings  # noqa: PLC0415  # likewise

    found = settings.find(Path.cwd())
    yield "settings", str(found) if found else "none here: akn.toml, or [tool.akn] in pyproject.toml"
    for name in _VARIABLES:
        if value := os.environ.get(name):
            yield "variable", f"{name} is set" if _SECRET.search(name) else f"{name}={redacted(value)}"
