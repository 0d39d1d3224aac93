"""A verb that writes a file for each, and does as the names of files tell it: what travels must be a module's own."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct

from akn.bounded import read_bounded
from akn.errors import AknError
from akn.jobs.bundles import FoundFile
from akn.jobs.manifest import fate_of
from akn.output import mark_of, write_atomically


class Copying(Struct, frozen=True):
    """Copies, and notes each in the folder `notes`; kills its process at files called “poison”, and never ends
    with those called “endless”.
    """

    folder: Path
    notes: Path
    wish: str = ""

    @property
    def asked(self) -> object:
        return ("copy", self.wish)

    def prepared(self):
        return self._do

    def _do(self, item: FoundFile):
        if "poison" in item.below.name:
            os.kill(os.getpid(), signal.SIGKILL)
        if "once" in item.below.name and not (self.notes / "died").exists():
            (self.notes / "died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if "endless" in item.below.name:
            re.match(r"(a|a)+$", "a" * 60 + "b")  # it gives no other thread a turn
        if "wrong" in item.below.name:
            raise AknError(f"{item.place}: it is wrong")
        with (self.notes / f"{os.getpid()}").open("a") as noted:
            noted.write(f"{item.below}\n")
        target = self.folder / item.bare.with_name(f"{item.bare.name}.out")
        write_atomically(target, read_bounded(item.place))
        return fate_of(item, outputs={target.name: mark_of(target) or ""})


class Counting(Struct, frozen=True):
    """An engine that does nothing, and makes no process: what is left is the part of who leads the work."""

    tries: int = 1
    width: int = 1

    def each(self, do, items, seconds=0.0) -> Iterator[tuple[object, object]]:
        del do, seconds
        from akn.jobs.manifest import Count

        for block in items:
            count = Count()
            count.verdicts["clean"] = len(block.items)
            yield block, count


def walked(number: int):
    """So many places, made as they are asked for."""
    return (
        (Path(f"/in/{n // 1000}/{n}.txt"), PurePosixPath(f"{n // 1000:06}/{n:09}.txt")) for n in range(number)
    )
