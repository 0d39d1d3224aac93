"""Options of commands that take as many files as there are, and what they do with them."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from akn.cli import CLEAN, COULD_NOT_RUN, FINDINGS
from akn.cli.forms import NAMED
from akn.errors import AknError
from akn.jobs.walking import Shard, Wanted, nothing, walk
from akn.places import Place, bound_to_process
from akn.terminal import Pace, duration, note, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from akn.jobs.manifest import Count
    from akn.jobs.verbs import Verb


class Many(Struct, frozen=True):
    """How many files are done: by which engine, which part of them, and where the list of them is kept."""

    engine: str | None = None
    shard: Shard | None = None
    manifest: Place | None = None
    seconds: int = 600

    @property
    def wanted(self) -> bool:
        """Whether files are to be cut into blocks, and told of in a list."""
        return self.engine is not None or self.manifest is not None


class _Part(click.ParamType[Shard]):
    name = "part"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Shard:
        if isinstance(value, Shard):
            return value
        number, slash, of = str(value).partition("/")
        if slash and number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of):
            return Shard(int(number), int(of))
        return self.fail(f"“{value}”: write 3/16 for the third of sixteen parts", param, ctx)


def many_options(function: Any) -> Any:
    """The options ``--on``, ``--shard``, ``--manifest``, ``--file-seconds``; the first comes as `engine`."""
    for option in (
        click.option(
            "--file-seconds",
            type=click.IntRange(1),
            default=Many().seconds,
            show_default=True,
            metavar="SECONDS",
            help="With --on: set a file aside that keeps a process longer.",
        ),
        click.option(
            "--manifest",
            type=NAMED,
            metavar="FOLDER",
            help="Keep a list of what became of each file, manifest.jsonl; a run that finds its own goes on from it.",
        ),
        click.option(
            "--shard",
            type=_Part(),
            metavar="N/OF",
            help="Only the N-th of so many parts of the files (3/16); which a file belongs to, its place tells.",
        ),
        click.option(
            "--on",
            "engine",
            metavar="ENGINE",
            help="Who works: local:8 for processes of this machine, dask://host:8786 for a cluster.",
        ),
    ):
        function = option(function)
    return function


def do_many(
    inputs: Sequence[Place], wanted: Wanted, verb: Verb, many: Many, *, jobs: int = 1, quiet: bool = False
) -> int:
    """Do `verb` with all files that `inputs` mean, and return the exit code: 0 all clean, 1 some not, 2 none done.

    Raises:
        AknError: the work cannot go on; what was done is in the list.
    """
    from akn.jobs.bundles import blocks  # noqa: PLC0415  # only where there are many
    from akn.jobs.engines import Here, Local, engine  # noqa: PLC0415  # likewise
    from akn.jobs.manifest import Manifest  # noqa: PLC0415  # likewise
    from akn.jobs.many import Job, run  # noqa: PLC0415  # likewise

    with ExitStack() as opened:
        folder = many.manifest or verb.folder
        if folder is None:
            import tempfile  # noqa: PLC0415  # 3 ms, and only a run that keeps no list wants it

            folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="akn-")))
            if many.engine is not None and many.engine.startswith("dask:"):
                raise click.UsageError(
                    "a cluster keeps its list where all its workers write: name it with --manifest"
                )
        manifest = Manifest.of(folder, verb.asked, many.shard)
        chosen = engine(many.engine) if many.engine is not None else Local(jobs)
        if bound_to_process((*inputs, folder, *((verb.folder,) if verb.folder else ()))):
            if many.engine is not None:
                raise AknError("memory:// is known to one process alone; name a place that all can reach")
            chosen = Here()
        left: Counter[str] = Counter()
        total = _counted(inputs, wanted, many.shard, left)
        if not quiet:
            note(left_alone(left))
        size = manifest.size(total, chosen.width)
        walked = walk(inputs, wanted, Counter())
        with Pace(total, "files done", quiet=quiet) as pace:
            # What works in this very process cannot be ended.
            job = Job(verb, manifest, 0 if isinstance(chosen, Here) else many.seconds)
            count = run(job, blocks(walked, many.shard, size), chosen, pace.tell)
    _tell(count, manifest.place if many.manifest or verb.folder else None, quiet=quiet)
    if count.total and not count.verdicts["clean"] and not count.verdicts["findings"]:
        return COULD_NOT_RUN
    return CLEAN if count.verdicts["clean"] == count.total else FINDINGS


def left_alone(left: Counter[str]) -> str:
    """Return what is said of the files that were left alone."""
    from akn.jobs.walking import Found  # noqa: PLC0415  # likewise

    return Found({}, left).left_alone


def _counted(inputs: Sequence[Place], wanted: Wanted, shard: Shard | None, left: Counter[str]) -> int:
    total, every = 0, 0
    for _, below in walk(inputs, wanted, left):
        every += 1
        total += shard is None or shard.holds(below)
    if not every:
        from akn.jobs.walking import Found  # noqa: PLC0415  # likewise

        raise nothing(inputs, wanted, Found({}, left))
    return total


def _tell(count: Count, place: Place | None, *, quiet: bool) -> None:
    ways = ("clean", "findings", "failed", "set aside")
    said = ", ".join(f"{count.verdicts[one]:,} {one}" for one in ways if count.verdicts[one])
    again = f"; {count.again:,} were done before" if count.again else ""
    if not quiet:
        sys.stdout.flush()
        note(
            f"{count.total:,} files: {said or 'none in this part'}{again}; {duration(count.seconds)} of work"
        )
        if place is not None:
            note(f"  all of them: {place}; akn overview {place} -o overview.html draws a picture")
    for line in count.named:
        say(f"  {line}")
    if (more := count.total - count.verdicts["clean"] - len(count.named)) > 0:
        say(f"  and {more:,} more")
