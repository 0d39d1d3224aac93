"""Work shared out: results in the order of the items, from this process or from several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

from akn.jobs.work import Item, Lost, Make, Result, attempt


def in_order(
    make: Make[Item, Result], items: Sequence[Item], *, processes: int = 1, seconds: float | None = None
) -> Iterator[Result | Lost]:
    """Yield the result for each of `items`, in their order, from so many `processes`.

    `make` must be a plain function, or a `functools.partial` of one. With one
    process, or for one item, the work is done here; but where `seconds` are given,
    never: a stranger's work is done apart, and a process that takes longer for an
    item is ended. A process that dies costs the item it worked on and no other; so
    does a fault in the work. All of them end when the iterator does, and when this
    process does, however it ends.

    Raises:
        AknError: what `make` or the work raised, told by the first item that met it.
    """
    if not items:
        return
    if seconds is None and (processes <= 1 or len(items) < 2):  # one item needs no company
        work = make()
        for item in items:
            yield attempt(work, item)
        return
    from akn.jobs.processes import Processes  # noqa: PLC0415  # 15 ms, and only several processes want it

    with closing(Processes(make, items, min(processes, len(items)), seconds)) as pool:
        yield from pool.results()
