"""Who does the work: processes of this machine, or a cluster that a scheduler of Dask leads."""

from __future__ import annotations

import logging
import re
from asyncio import CancelledError
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from functools import partial
from typing import Any, Final, Protocol

from msgspec import Struct

from akn.errors import AknError
from akn.jobs.processes import Processes
from akn.jobs.work import Item, Lost, Result, attempt, fault
from akn.release import VERSION

#: How many pieces of work a cluster holds for each of its threads: the one in work, and the next.
_HELD: Final = 2
#: Seconds after which is looked whether the scheduler is still there.
_PATIENCE: Final = 2.0
#: Seconds that a scheduler and its first worker may take to answer.
_ANSWER: Final = 30.0

#: What Dask says of a piece whose result died with a worker.
_NOWHERE = frozenset({"cancelled", "lost"})
_GONE: Final = (
    "the scheduler at {address} is gone; what was done is in the list, and the same command goes on from it"
)


class Engine(Protocol):
    """What does pieces of work, many at a time, and never holds all of them."""

    @property
    def width(self) -> int:
        """How many pieces it does at a time, as far as is known before."""

    @property
    def tries(self) -> int:
        """How often a piece is tried alone whose process dies."""

    def each(
        self, do: Callable[[Item], Result], items: Iterable[Item], seconds: float = 0.0
    ) -> Iterator[tuple[Item, Result | Lost]]:
        """Yield each of `items` with what `do` makes of it, as it is done; `Lost` where its process died.

        A process that one item keeps longer than `seconds` is ended, where the engine can; 0 for no limit.

        Raises:
            AknError: what the work raised, or the engine is gone.
        """


class Local(Struct, frozen=True):
    """So many `processes` of this machine."""

    processes: int
    tries: int = 2

    @property
    def width(self) -> int:
        """As many as there are processes."""
        return self.processes

    def each(
        self, do: Callable[[Item], Result], items: Iterable[Item], seconds: float = 0.0
    ) -> Iterator[tuple[Item, Result | Lost]]:
        """Do the work in processes, the results in the order of the items."""
        given: deque[Item] = deque()

        def noted() -> Iterator[Item]:
            for item in items:
                given.append(item)
                yield item

        with closing(Processes(partial(_same, do), noted(), self.processes, seconds or None)) as pool:
            for result in pool.results():
                yield given.popleft(), result


def _same(do: Callable[[Item], Result]) -> Callable[[Item], Result]:
    return do


class Here(Struct, frozen=True):
    """This process alone: where files are in its memory."""

    tries: int = 1
    width: int = 1

    def each(
        self, do: Callable[[Item], Result], items: Iterable[Item], seconds: float = 0.0
    ) -> Iterator[tuple[Item, Result | Lost]]:
        """Do the work, one item after the other; nobody ends it."""
        del seconds
        for item in items:
            yield item, attempt(do, item)


class Dask(Struct, frozen=True):
    """The workers of the scheduler at `address`. The scheduler itself tries a piece again whose worker died."""

    address: str
    tries: int = 1
    width: int = 16

    def each(
        self, do: Callable[[Item], Result], items: Iterable[Item], seconds: float = 0.0
    ) -> Iterator[tuple[Item, Result | Lost]]:
        """Do the work on the cluster, the results as they come; its workers end themselves."""
        try:
            from distributed import Client  # noqa: PLC0415  # an extra, and 400 ms
        except ImportError:
            raise AknError(
                "a cluster needs a library; install it with “pip install 'akn[cluster]'”"
            ) from None
        try:
            client: Any = Client(self.address, set_as_default=False, timeout=_ANSWER)  # type: ignore[no-untyped-call]  # it has no types
            client.wait_for_workers(1, timeout=_ANSWER)
        except (OSError, TimeoutError, ValueError):
            raise AknError(
                f"no scheduler with workers answers at {self.address}; start both (“dask scheduler”, “dask worker”)"
            ) from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it would say, akn says
        try:
            with client.as_current():
                yield from self._each(client, do, iter(items), seconds)
        finally:
            with suppress(OSError, CancelledError):
                client.close(timeout=_PATIENCE)

    def _each(
        self, client: Any, do: Callable[[Item], Result], items: Iterator[Item], seconds: float
    ) -> Iterator[tuple[Item, Result | Lost]]:
        running: dict[Any, tuple[Item, bool]] = {}
        # A piece whose worker died may have waited there behind another, or been done: at the end each is alone.
        suspects: list[Item] = []
        more = True
        while more or running or suspects:
            alone = not more and not running
            room = self._room(client) if more else int(alone)
            while (more or suspects) and len(running) < room:
                item = next(items, None) if more else suspects.pop()
                if item is None:
                    more = False
                    break
                future = client.submit(_checked, VERSION, do, item, pure=False, retries=0)
                running[future] = item, alone
            for future in self._finished(client, running):
                item, alone = running.pop(future)
                if not alone and client.status == "running" and _is_gone(future):
                    suspects.append(item)
                else:
                    yield item, self._result(future, seconds)
                future.release()

    def _room(self, client: Any) -> int:
        """How many pieces the cluster holds; workers come and go."""
        try:
            if client.status == "running":
                return max(1, _HELD * int(sum(client.nthreads().values())))
        except (OSError, CancelledError):
            pass
        raise AknError(_GONE.format(address=self.address))

    def _finished(self, client: Any, running: dict[Any, Any]) -> list[Any]:
        """Those of `running` that are done; waits for the first, as long as the scheduler is there."""
        from distributed import wait  # noqa: PLC0415  # an extra

        while running:
            if client.status != "running":
                raise AknError(_GONE.format(address=self.address))
            try:
                ended: Any = wait(list(running), timeout=_PATIENCE, return_when="FIRST_COMPLETED")  # type: ignore[no-untyped-call]  # likewise
                return list(ended.done)
            except TimeoutError:
                continue
            except (OSError, CancelledError) as error:
                gone = [future for future in running if future.status in _NOWHERE]
                if client.status != "running" or not gone:
                    raise AknError(_GONE.format(address=self.address)) from error
                return gone
        return []

    def _result(self, future: Any, seconds: float) -> Any:
        """What a piece of work became: its result, or that its workers died; what stops all work is raised."""
        if future.status == "finished":
            return future.result()
        if future.status != "error":
            raise AknError(_GONE.format(address=self.address))
        error = future.exception()
        if isinstance(error, AknError):
            raise error
        if _is_killed(future):
            slow = f", or had it longer than {2 * seconds:g} seconds" if seconds else ""
            return Lost(f"the workers that worked on it died{slow}")
        if isinstance(error, ImportError):
            raise AknError(
                f"the workers at {self.address} lack a library ({error.name}); install akn {VERSION} there"
            )
        return Lost(fault(error))


def _is_gone(future: Any) -> bool:
    """Whether there is no result for a piece of work because workers died: at it, or with its result."""
    if future.status == "finished":
        try:
            future.result()
        except CancelledError:
            return True
    return future.status in _NOWHERE or _is_killed(future)


def _is_killed(future: Any) -> bool:
    """Whether the workers of a piece of work died."""
    return bool(future.status == "error" and type(future.exception()).__name__ == "KilledWorker")


def _checked(version: str, do: Callable[[Item], Result], item: Item) -> Result:
    """Do a piece of work on a worker, which must be of the same akn."""
    if version != VERSION:
        raise AknError(f"a worker has akn {VERSION}, this is {version}; install the same on all")
    return do(item)


def engine(name: str) -> Engine:
    """Return the engine called `name`: ``local:8`` or ``dask://host:8786``.

    Raises:
        AknError: there is none of that name.
    """
    if found := re.fullmatch(r"local:([1-9][0-9]{0,3})", name):
        return Local(int(found[1]))
    if found := re.fullmatch(r"dask://([^/?#@\s]+)/?", name):
        return Dask(f"tcp://{found[1]}")
    raise AknError(f"--on {name}: write local:8 for eight processes, or dask://host:8786 for a cluster")
