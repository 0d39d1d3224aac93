"""How long a connection may keep the server waiting: a slow client holds its own connection, and not for ever.

uvicorn waits without end for the rest of a request's head, for a body that nobody reads, and for a client that does
not take its answer; a thousand such connections would be all that it has. Here each has a limit of time: a timer runs
wherever the client is the one to act. (What a body may take, the reader of bodies bounds itself.)
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Literal

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from akn.web.problems import Problem

#: So many seconds for the head of a request, and for taking what was written.
PATIENCE = 10.0


def patient(seconds: float = PATIENCE) -> type[asyncio.Protocol]:
    """Return the protocol of a connection that waits no longer than `seconds`, wherever the client is to act."""

    class Bound(_Patient):
        patience = seconds

    return Bound


class _Patient(H11Protocol):
    """uvicorn's connection, with a timer for each of the two things that a client may have to do."""

    patience = PATIENCE

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._timers: dict[Literal["request", "taking"], asyncio.TimerHandle] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Wait for the head of the first request."""
        super().connection_made(transport)
        self._wait("request", self._no_request)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._rest("request")
        self._rest("taking")
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Take what came; a head that is whole is waited for no longer."""
        before = self.cycle
        super().handle_events()
        if self.cycle is not before:
            self._rest("request")

    def on_response_complete(self) -> None:
        """Wait for the rest of a body that nobody reads, and for the next request."""
        answered = self.cycle
        super().on_response_complete()
        if self.cycle is answered:
            self._wait("request", self.transport.abort if self.transport.is_closing() else self._no_request)

    def pause_writing(self) -> None:
        """Wait until the client takes what was written."""
        super().pause_writing()
        self._wait("taking", self.transport.abort)

    def resume_writing(self) -> None:
        """Go on writing."""
        super().resume_writing()
        self._rest("taking")

    def _wait(self, what: Literal["request", "taking"], then: Callable[[], None]) -> None:
        self._rest(what)
        self._timers[what] = self.loop.call_later(self.patience, then)

    def _rest(self, what: Literal["request", "taking"]) -> None:
        if timer := self._timers.pop(what, None):
            timer.cancel()

    def _no_request(self) -> None:
        """Say that it took too long, where something had come and can be answered, and close."""
        begun = bool(self.conn.trailing_data[0])
        if begun and self.conn.our_state is h11.IDLE and not self.transport.is_closing():
            said = f"the head of the request did not come within {self.patience:g} seconds"
            answer = Problem(HTTPStatus.REQUEST_TIMEOUT, said).response()
            headers = [*answer.raw_headers, (b"connection", b"close")]
            head = h11.Response(status_code=answer.status_code, headers=headers, reason=b"Request Timeout")
            for event in (head, h11.Data(data=bytes(answer.body)), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close() if begun else self.transport.abort()
