"""Many files at once: which ones, where each goes, and one outcome for each."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from akn.errors import AknError, UnreadableError
from akn.output import write_atomically
from akn.pipeline import Options, convert
from akn.readers import SUFFIXES


@dataclass(frozen=True, slots=True)
class Task:
    """A file to convert, and where its XML goes."""

    source: Path
    target: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its report and the files written where there are any, else what stopped it."""

    task: Task
    report: dict[str, Any] | None
    clean: bool
    stopped: str = ""
    written: tuple[Path, ...] = ()
    skipped: bool = False


def tasks_for(paths: Sequence[Path], folder: Path) -> list[Task]:
    """The files that `paths` name, folders searched through, with their targets under `folder`.

    A file found in a folder keeps its place below it; with several folders,
    below the folder's name. Where two files would be written to the same name, both keep their suffix (``a.txt.xml``).

    Raises:
        UnreadableError: a path does not exist, or two files still have one target.
    """
    found: dict[Path, Path] = {}
    several = sum(path.is_dir() for path in paths) > 1
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                if file.suffix.lower() in SUFFIXES and file.is_file():
                    found.setdefault(file, Path(path.name if several else "") / file.relative_to(path))
        elif path.exists():
            found.setdefault(path, Path(path.name))
        else:
            raise UnreadableError(f"{path}: there is no such file or folder")
    if not found:
        raise UnreadableError(
            f"no file to convert in {', '.join(map(str, paths))}: looked for {', '.join(sorted(SUFFIXES))}"
        )
    bare = [place.with_suffix(".xml") for place in found.values()]
    targets: dict[Path, Path] = {}
    tasks = []
    for (source, place), plain in zip(found.items(), bare, strict=True):
        target = plain if bare.count(plain) == 1 else place.with_name(f"{place.name}.xml")
        if target in targets:
            raise UnreadableError(
                f"{source} and {targets[target]} would both be written to {folder / target}; convert them one at a time"
            )
        targets[target] = source
        tasks.append(Task(source, folder / target))
    return tasks


def convert_task(task: Task, options: Options) -> Outcome:
    """Convert one file; whatever stops it is told in the outcome, so that the others go on."""
    try:
        conversion = convert(task.source, options)
        task.target.parent.mkdir(parents=True, exist_ok=True)
        documents = conversion.documents() if options.split else (conversion.xml,)
        written = []
        for number, document in enumerate(documents, 1):
            name = task.target.name if len(documents) == 1 else f"{task.target.stem}-{number}.xml"
            written.append(task.target.with_name(name))
            write_atomically(written[-1], document)
    except AknError as error:
        return Outcome(task, None, clean=False, stopped=str(error))
    except OSError as error:
        return Outcome(
            task, None, clean=False, stopped=f"{task.target}: cannot be written: {error.strerror or error}"
        )
    return Outcome(task, conversion.report.as_json(), clean=conversion.clean, written=tuple(written))


def run(tasks: Sequence[Task], options: Options, *, jobs: int, skip_existing: bool) -> Iterator[Outcome]:
    """Convert `tasks`, `jobs` at a time; outcomes come in the order of the tasks."""
    waiting = []
    for task in tasks:
        if skip_existing and task.target.exists():
            yield Outcome(task, None, clean=True, skipped=True)
        else:
            waiting.append(task)
    if jobs <= 1 or len(waiting) < 2:  # one file needs no company
        for task in waiting:
            yield convert_task(task, options)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  # only for several jobs
    from itertools import repeat  # noqa: PLC0415

    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(
            convert_task, waiting, repeat(options), chunksize=max(1, min(16, len(waiting) // (4 * jobs)))
        )


def read_standard_input() -> bytes:
    """All of standard input."""
    return sys.stdin.buffer.read()


def report_text(report: dict[str, Any] | list[dict[str, Any]]) -> bytes:
    """A report as JSON text."""
    return (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
