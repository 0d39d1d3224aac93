"""Files of Akoma Ntoso to other forms, by one process or by several: a file each, or all in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from msgspec import Struct

from akn.errors import AknError
from akn.jobs.pool import in_order
from akn.jobs.work import Lost
from akn.model.clause_table import Row
from akn.output import make_folders, write_atomically
from akn.places import STANDARD_INPUT, Place, bound_to_process
from akn.rendering import as_bytes
from akn.rendering.clauses.columns import rows_of
from akn.tree.root import document_in


class Rendered(Struct, frozen=True):
    """What became of a file: the `target` that was written, or why nothing was."""

    file: Place
    target: Place | None
    refused: str = ""


def render_all(
    files: Sequence[tuple[Place, Place]], form: str, jobs: int, megabytes: int
) -> Iterator[Rendered]:
    """Write each of `files`, given with its target, in `form`; yield what became of each, in their order."""
    held = bound_to_process(place for both in files for place in both)
    done = in_order(partial(renderer, form, megabytes), files, processes=1 if held else jobs)
    for (file, _), outcome in zip(files, done, strict=True):
        yield Rendered(file, None, outcome.reason) if isinstance(outcome, Lost) else outcome


def rows_of_all(
    files: Sequence[Place], jobs: int, megabytes: int, *, whole: bool
) -> Iterator[tuple[Place, list[Row] | str]]:
    """Yield each of `files` with the rows of its clauses, or with why there are none, in their order."""
    several = 1 if STANDARD_INPUT in files or bound_to_process(files) else jobs
    done = in_order(partial(_tabulator, megabytes, whole), files, processes=several)
    for file, outcome in zip(files, done, strict=True):
        yield file, outcome.reason if isinstance(outcome, Lost) else outcome


def renderer(form: str, megabytes: int) -> Callable[[tuple[Place, Place]], Rendered]:
    """Return what writes a file, given with its target, in `form`."""

    def rendered(work: tuple[Place, Place]) -> Rendered:
        file, target = work
        try:
            data = as_bytes(document_in(file, megabytes), form)
            make_folders(target.parent)
            write_atomically(target, data)
        except AknError as error:
            return Rendered(file, None, str(error))
        return Rendered(file, target)

    return rendered


def _tabulator(megabytes: int, whole: Any) -> Callable[[Place], list[Row] | str]:
    def tabulated(file: Place) -> list[Row] | str:
        try:
            return list(rows_of(document_in(file, megabytes), str(file), whole=bool(whole)))
        except AknError as error:
            return str(error)

    return tabulated
