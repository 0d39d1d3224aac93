"""Processes that do the work of requests: one that dies or hangs takes its request alone with it."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http import HTTPStatus
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from akn.errors import AknError
from akn.jobs.processes import end_with_parent, see_out
from akn.jobs.work import Lost, attempt
from akn.web.limits import Limits
from akn.web.problems import Problem

#: What a worker can do, by name: from the values of a request to those of an answer.
Works = Mapping[str, Callable[[Mapping[str, Any]], Any]]

#: So many seconds a process may take to start, on a machine that has much to do.
_STARTING = 120.0


class Worker:
    """A process, and the pipe to it."""

    def __init__(self) -> None:
        self.connection, theirs = multiprocessing.Pipe()
        # Never forked: the server has threads, and what a thread holds while it is forked is held for ever.
        context = multiprocessing.get_context("spawn")
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs,), daemon=True)
        self.process.start()
        self._ready = False
        theirs.close()

    def ask(self, name: str, values: Mapping[str, Any], seconds: float) -> Any:
        """Return what the process makes of `values`. Raises `TimeoutError`, and `EOFError` where it died.

        That it has to start first is no part of the `seconds`.
        """
        if not self._ready and not self.connection.poll(_STARTING):
            raise TimeoutError
        self._ready = self._ready or self.connection.recv() is None
        self.connection.send((name, values))
        if not self.connection.poll(seconds):
            raise TimeoutError
        return self.connection.recv()

    @property
    def alive(self) -> bool:
        """Whether its process is there: one that was killed while it was idle costs no request."""
        return self.process.is_alive()

    def end(self) -> None:
        """End the process, however it fares."""
        self.connection.close()
        self.process.terminate()
        see_out(self.process)


class Workers:
    """So many processes as `limits` says, each at one request at a time; started when first needed."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._idle: list[Worker] = []
        self._free = asyncio.Semaphore(limits.workers)
        self._threads = ThreadPoolExecutor(limits.workers, "akn-worker")
        self._inside = 0
        self._closed = False

    async def do(self, name: str, values: Mapping[str, Any]) -> Any:
        """Return what the work called `name` makes of `values`.

        Raises:
            Problem: the work took too long, its process died, or akn has a fault.
            AknError: what the work raised.
        """
        async with self._free:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._done, name, values)

    @contextmanager
    def room(self) -> Iterator[None]:
        """Hold the room that a request takes from the first byte of its body on.

        Raises:
            Problem: so many are at work or wait already as the limits allow.
        """
        if self._inside >= self._limits.workers + self._limits.waiting:
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "too many requests are waiting; try again soon", 1)
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1

    def _worker(self) -> Worker:
        while True:
            try:
                worker = self._idle.pop()
            except IndexError:  # none is idle; threads that ask at once must not both see the last
                return Worker()
            if worker.alive:
                return worker
            worker.end()

    def _done(self, name: str, values: Mapping[str, Any]) -> Any:
        worker = self._worker()
        try:
            answer = worker.ask(name, values, self._limits.seconds)
        except TimeoutError:
            worker.end()
            raise Problem(
                HTTPStatus.GATEWAY_TIMEOUT,
                f"it took longer than {self._limits.seconds:g} seconds; send less, or allow more with --timeout",
            ) from None
        except (EOFError, OSError):
            worker.end()
            raise Problem(
                HTTPStatus.INTERNAL_SERVER_ERROR,
                "the process that worked on it died; the server goes on, please report it with the file",
            ) from None
        if self._closed:
            worker.end()
        else:
            self._idle.append(worker)
        match answer:
            case AknError():
                raise answer
            case Lost(reason):
                raise Problem(HTTPStatus.INTERNAL_SERVER_ERROR, reason)
            case _:
                return answer

    def warm(self) -> None:
        """Start one process ahead of the first request."""
        if not self._idle:
            self._idle.append(Worker())

    def close(self) -> None:
        """End all processes."""
        self._closed = True
        while self._idle:
            self._idle.pop().end()
        self._threads.shutdown(wait=False)


def _serve(connection: Connection) -> None:
    """Work in a process of its own: a request comes in, its answer or an `AknError` goes out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server hears it too, and ends this process
    end_with_parent()
    from akn.web.works import WORKS  # noqa: PLC0415  # in this process alone

    connection.send(None)  # it is ready
    while True:
        try:
            name, values = connection.recv()
        except (EOFError, OSError):  # there is no one to work for
            return
        try:
            answer = attempt(WORKS[name], values)
        except AknError as error:
            answer = error
        connection.send(answer)
