"""Processes that share work, none of which outlives it or its parent."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import Any, Generic, cast

from msgspec import Struct, field

from akn.errors import AknError
from akn.jobs.work import Item, Lost, Make, Result, attempt

#: How many items a process holds: the one that it works on, and the next, so that it never waits.
_HELD = 2
#: How far the processes may run ahead of the result that is waited for, for each of them.
_AHEAD = 32
#: How long a process may take to end once it is told to, in seconds.
_PATIENCE = 2.0


def _serve(make: Make[Any, Any], connection: Connection) -> None:
    """Work in a process of its own: an item comes in, its result or an `AknError` goes out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and ends this process
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent()
    try:
        work = make()
        while True:
            connection.send(attempt(work, connection.recv()))
    except AknError as error:
        connection.send(error)
    except (EOFError, OSError):  # there is no one to work for
        return


def end_with_parent() -> None:
    """Let this process end when the one that started it does, however that ends."""
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class _Worker(Struct, Generic[Item]):
    process: BaseProcess
    connection: Connection
    #: Place and item of what it was given and has not answered, the one it works on first.
    held: deque[tuple[int, Item]] = field(default_factory=deque)
    #: When it began with the first of them, by a clock that nobody moves.
    since: float = 0.0


class Processes(Generic[Item, Result]):
    """So many processes that share `items`, and take no more `seconds` for one of them, where that is said."""

    def __init__(
        self, make: Make[Item, Result], items: Iterable[Item], processes: int, seconds: float | None = None
    ) -> None:
        self._make = make
        self._seconds = seconds
        self._coming = enumerate(items)  # taken one by one: there may be more than memory holds
        self._waiting: deque[tuple[int, Item]] = deque()
        self._ahead = _AHEAD * processes
        self._workers: dict[Connection, _Worker[Item]] = {}
        for _ in range(processes):
            self._start()

    def _start(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context().Process(target=_serve, args=(self._make, theirs), daemon=True)
        process.start()
        theirs.close()
        self._workers[ours] = _Worker(process, ours)

    def results(self) -> Iterator[Result | Lost]:
        """Yield the results in the order of the items."""
        done: dict[int, Result | Lost] = {}
        for place in count():
            while place not in done:
                if not self._has_more() and not any(worker.held for worker in self._workers.values()):
                    return
                for share in range(1, _HELD + 1):  # one for each before a second for any
                    for worker in self._workers.values():
                        self._feed(worker, share, place + self._ahead)
                for ready in cast("list[Connection]", wait(list(self._workers), self._patience())):
                    self._take(self._workers[ready], done)
                self._end_slow(done)
            yield done.pop(place)

    def _has_more(self) -> bool:
        """Whether an item waits to be given out."""
        if not self._waiting and (item := next(self._coming, None)) is not None:
            self._waiting.append(item)
        return bool(self._waiting)

    def _patience(self) -> float | None:
        """How long to wait for the next answer: until the first of those at work has had its time."""
        if self._seconds is None:
            return None
        began = min((worker.since for worker in self._workers.values() if worker.held), default=monotonic())
        return max(0.0, began + self._seconds - monotonic())

    def _end_slow(self, done: dict[int, Result | Lost]) -> None:
        """End those that have had their time."""
        if self._seconds is None:
            return
        for worker in list(self._workers.values()):
            if worker.held and monotonic() - worker.since >= self._seconds and not worker.connection.poll():
                worker.process.kill()
                self._replace(worker, done, f"it took longer than {self._seconds:g} seconds")

    def _feed(self, worker: _Worker[Item], share: int, limit: int) -> None:
        if len(worker.held) < share and self._has_more() and self._waiting[0][0] < limit:
            if not worker.held:
                worker.since = monotonic()
            worker.held.append(self._waiting.popleft())
            with suppress(OSError):  # it died; `_take` will see
                worker.connection.send(worker.held[-1][1])

    def _take(self, worker: _Worker[Item], done: dict[int, Result | Lost]) -> None:
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            self._replace(worker, done)
            return
        if isinstance(answer, AknError):
            raise answer
        done[worker.held.popleft()[0]] = answer
        worker.since = monotonic()

    def _replace(self, worker: _Worker[Item], done: dict[int, Result | Lost], why: str = "") -> None:
        """Write off what the dead `worker` worked on, and let another do the rest; `why` it is dead."""
        del self._workers[worker.connection]
        worker.connection.close()
        worker.process.join(_PATIENCE)
        if worker.held:
            why = why or f"the process that worked on it died ({_cause(worker.process)})"
            done[worker.held.popleft()[0]] = Lost(why)
        self._waiting.extendleft(reversed(worker.held))
        if self._has_more():
            self._start()

    def close(self) -> None:
        """End all processes."""
        for worker in self._workers.values():
            worker.process.terminate()
        for worker in self._workers.values():
            see_out(worker.process)
            worker.connection.close()
        self._workers.clear()


def see_out(process: BaseProcess) -> None:
    """Wait for `process`, which was told to end; it is killed where it does not."""
    process.join(_PATIENCE)
    if process.is_alive():
        process.kill()


def _cause(process: BaseProcess) -> str:
    code = process.exitcode
    if code is None or code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
