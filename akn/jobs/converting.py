"""Texts to files of Akoma Ntoso: where each goes, what became of it, and what is to be said of all."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePath
from typing import Any, assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from akn.errors import AknError, UnreadableError
from akn.jobs.made import Made, Standing
from akn.jobs.pool import in_order
from akn.jobs.walking import Found
from akn.jobs.work import Lost
from akn.output import clear_leftovers, demand_apart, make_folders, mark_of, write_atomically
from akn.pipeline import Conversion, Options, convert_source
from akn.places import Place, Url, bound_to_process
from akn.readers import read
from akn.report import Report

#: What takes a file that was written further, and returns why it refused it, or "".
Sink = Callable[[Place], str]


class Task(Struct, frozen=True):
    """A file to convert, and where its XML goes."""

    source: Place
    target: Place


class Outcome(Struct, frozen=True):
    """What became of one file: the report of each file that was written, or what stopped it.

    `skipped` says that what it becomes was there already, `changed` that somebody has worked on it since.

    `refused` says why a sink did not take what was written. `files` are those that were written, one for each report.
    """

    task: Task
    reports: tuple[Report, ...] = ()
    files: tuple[Place, ...] = ()
    stopped: str = ""
    skipped: bool = False
    changed: bool = False
    refused: tuple[str, ...] = ()

    @property
    def failures(self) -> list[str]:
        """One sentence for each thing that went wrong."""
        if self.stopped:
            return [self.stopped]
        faults = [
            f"{report.file if len(self.reports) > 1 else report.source}: {error.code}: {error.message}"
            for report in self.reports
            if (error := report.first_error) is not None
        ]
        return [*self.refused, *faults]

    @property
    def line(self) -> str:
        """What is said of it while the others go on."""
        if self.skipped:
            since = ", and was changed since" if self.changed else ""
            return f"{self.task.source}: skipped, {self.task.target} was made of it before{since}"
        if self.stopped:
            return f"failed: {self.stopped}"
        return "\n".join(report.headline for report in self.reports)


class Tally(Struct):
    """What is to be said of many files together.

    `passing` is a folder that will be gone: what was written there is called by its place below it. The reports are
    kept where they are `wanted`: of very many files they take more memory than all else.
    """

    passing: Path | None = None
    wanted: bool = True
    converted: int = 0
    skipped: int = 0
    reports: list[Report] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    told: set[Place] = field(default_factory=set)

    def add(self, outcome: Outcome) -> None:
        """Count `outcome`."""
        self.told.add(outcome.task.source)
        self.skipped += outcome.skipped
        self.converted += bool(outcome.reports)
        if self.wanted:
            self.reports += map(self._called, outcome.reports)
        self.failed += outcome.failures

    def break_off(self, tasks: Sequence[Task], why: str) -> None:
        """Say of each of `tasks` of which nothing was said yet that it was not converted, and `why`."""
        self.failed += [
            f"{task.source}: not converted: {why}" for task in tasks if task.source not in self.told
        ]

    @property
    def summary(self) -> str:
        """How many went which way."""
        return f"{self.converted} converted, {self.skipped} skipped, {len(self.failed)} with errors or failed"

    def _called(self, report: Report) -> Report:
        if self.passing is None or report.file is None:
            return report
        return replace(report, file=str(Path(report.file).relative_to(self.passing)))

    def as_json(self) -> dict[str, Any]:
        """The reports of all files that were written, and a sentence for each that failed or has errors."""
        return {"files": [report.as_json() for report in self.reports], "failed": self.failed}


def tasks_for(found: Found, folder: Place, *, apart: bool = False) -> list[Task]:
    """The files that were `found`, with their targets under `folder`.

    Where two files would be written to the same name, both keep their ending
    (``a.txt.xml``). With `apart`, a target gives its name, numbered, to several files.

    Raises:
        UnreadableError: two files still have one target.
        UnwritableError: a target is one of the files.
    """
    targets: dict[PurePath, Place] = {}
    tasks = []
    for source, place in found.files.items():
        twin = place.with_suffix("") in found.shared
        target = place.with_name(f"{place.name}.xml") if twin else place.with_suffix(".xml")
        if target in targets:
            raise _collision(source, targets[target], folder / target)
        targets[target] = source
        tasks.append(Task(source, folder / target))
    demand_apart({f"the result of {task.source},": task.target for task in tasks}, found.files)
    for folder_ in {task.target.parent for task in tasks}:
        clear_leftovers(folder_)
    for target, source in targets.items() if apart else ():
        whole = target.with_stem(re.sub(r"-\d+\Z", "", target.stem))
        if whole != target and whole in targets:
            raise _collision(source, targets[whole], folder / target)
    return tasks


def _collision(one: Place, other: Place, target: Place) -> UnreadableError:
    return UnreadableError(f"{one} and {other} would both be written to {target}; convert them one at a time")


@contextmanager
def target_folder(output: Place | None, *, needed: bool = True) -> Iterator[Place]:
    """The folder `output` for the results of many; where none is `needed`, one that is taken away again.

    Raises:
        UnreadableError: it is needed and not named, or it is a file.
    """
    if output is None or str(output) == "-":
        if needed:
            raise UnreadableError("several inputs need a folder for the results: give it with -o FOLDER")
        import tempfile  # noqa: PLC0415  # 3 ms, and only who keeps no results wants it

        with tempfile.TemporaryDirectory(prefix="akn-") as folder:
            yield Path(folder)
        return
    if isinstance(output, Path) and output.exists() and not output.is_dir():
        raise UnreadableError(f"{output}: this is a file; several inputs need a folder")
    yield output


def convert_many(  # what to convert, and how
    tasks: Sequence[Task],
    options: Options,
    *,
    apart: bool = False,
    jobs: int = 1,
    made: Made | None = None,
    anew: bool = True,
    sinks: Sequence[Sink] = (),
) -> Generator[Outcome]:
    """Convert `tasks`, `jobs` at a time, yielding an outcome for each; first those that are skipped.

    With `apart`, each resolution of a file is written to a file of its own. What
    is made is added to `made`; unless all is wanted `anew`, what that holds is
    skipped. What was written goes to all `sinks`, in this process.
    """
    waiting = []
    for task in tasks:
        standing = Standing.TO_MAKE if made is None or anew else made.stands(task.source, task.target)
        match standing:
            case Standing.TO_MAKE:
                waiting.append(task)
            case Standing.MADE | Standing.KEPT:
                yield Outcome(task, skipped=True, changed=standing is Standing.KEPT)
            case Standing.IN_DOUBT:
                yield Outcome(task, stopped=f"{task.source}: {_in_doubt(task.target)}")
            case _:
                assert_never(standing)
    held = bound_to_process(place for task in waiting for place in (task.source, task.target))
    done = in_order(partial(_converter, options, apart=apart), waiting, processes=1 if held else jobs)
    for task, outcome in zip(waiting, done, strict=True):
        if isinstance(outcome, Lost):
            yield Outcome(task, stopped=f"{task.source}: {outcome.reason}")
            continue
        refused = tuple(why for path in outcome.files for sink in sinks if (why := sink(path)))
        told = replace(outcome, refused=refused)
        if made is not None and not told.failures:
            made.add(task.target, told.reports, told.files)
        yield told


def _converter(options: Options, *, apart: bool) -> Callable[[Task], Outcome]:
    return partial(convert_task, options=options, apart=apart)


def convert_task(task: Task, options: Options, *, apart: bool) -> Outcome:
    """Convert one file; whatever stops it is told in the outcome, so that the others go on."""
    try:
        mark = mark_of(task.target) if isinstance(task.target, Url) else None
        source = read(
            task.source, encoding=options.encoding, megabytes=options.max_size, changes=options.changes
        )
        conversions = convert_source(source, options, apart=apart)
        make_folders(task.target.parent)
        if len(conversions) == 1:
            return Outcome(task, (written(conversions[0], task.target, since=mark),), (task.target,))
        files = tuple(_numbered(task.target, n) for n in range(1, len(conversions) + 1))
        return Outcome(task, tuple(map(written, conversions, files)), files)
    except AknError as error:
        return Outcome(task, stopped=str(error))
    except OSError as error:
        return Outcome(task, stopped=f"{task.target}: cannot be written: {error.strerror or error}")


def _in_doubt(target: Place) -> str:
    return f"it is not what {target} was made of, and that was changed since; take that away to have it made anew"


def _numbered(target: Place, number: int) -> Place:
    return target.with_name(f"{target.stem}-{number}.xml")


def written(conversion: Conversion, path: Place, *, since: str | None = "") -> Report:
    """Write the XML of `conversion` to `path`; returned is its report, which now names the file.

    In a store that can compare, it is written only if `path` still has the mark `since`.

    Raises:
        UnwritableError: it cannot be written; what stood there is as it was.
    """
    write_atomically(path, conversion.xml, since=since)
    return replace(conversion.report, file=str(path))


def convert_one(path: Place, options: Options) -> Conversion:
    """Convert the file at `path`, ``-`` for standard input.

    Raises:
        UnreadableError: it cannot be read as text.
        UnrecognisedError: there is no resolution in it.
    """
    source = read(path, encoding=options.encoding, megabytes=options.max_size, changes=options.changes)
    (conversion,) = convert_source(source, options)
    return conversion
