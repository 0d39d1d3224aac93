"""Clients that are slow, or say nothing: each holds its own connection, and no longer than the server is patient."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeAlias

import pytest

uvicorn = pytest.importorskip("uvicorn", reason="the extra “serve” is not installed")

from akn.web import Limits, application  # noqa: E402
from akn.web.patience import patient  # noqa: E402
from tests.web.conftest import SHORTEST  # noqa: E402

#: So long the server waits here; a test takes as long.
PATIENCE = 0.3
#: What takes longer than this would take for ever.
EVER = 30.0

Reader: TypeAlias = asyncio.StreamReader
Writer: TypeAlias = asyncio.StreamWriter
Client: TypeAlias = Callable[[Reader, Writer], Awaitable[None]]


def against(*clients: Client, patience: float = PATIENCE, **how: object) -> uvicorn.Server:
    """Let each of `clients` talk to a server behind a socket, all at once; the server, when all have ended."""

    async def run() -> uvicorn.Server:
        app = application(Limits(workers=1, megabytes=10, seconds=PATIENCE))
        config = uvicorn.Config(
            app, port=0, http=patient(patience), log_level="critical", access_log=False, **how
        )
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve())
        await until(lambda: server.started)
        port = server.servers[0].sockets[0].getsockname()[1]

        async def one(client: Client) -> None:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            await client(reader, writer)
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

        try:
            await asyncio.wait_for(asyncio.gather(*map(one, clients)), EVER)
            await until(lambda: not server.server_state.connections)
        finally:
            server.should_exit = True
            await task
        return server

    return asyncio.run(asyncio.wait_for(run(), 2 * EVER))


async def until(so: Callable[[], bool]) -> None:
    while not so():  # noqa: ASYNC110  # what is waited for tells nobody
        await asyncio.sleep(0.01)


async def ended(reader: Reader) -> bytes:
    """All that the server says before it closes."""
    said = b""
    with suppress(ConnectionResetError):
        while piece := await reader.read(65536):
            said += piece
    return said


async def dripped(reader: Reader, writer: Writer) -> bytes:
    """All that the server says to a client that sends a byte at a time, each in time, until it closes."""
    read = asyncio.create_task(ended(reader))
    with suppress(ConnectionError):
        while not read.done():
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(PATIENCE / 20)
    return await read


def test_half_a_head_is_answered_and_closed():
    async def client(reader: Reader, writer: Writer) -> None:
        writer.write(b"GET / HTTP/1.1\r\nHost: local")
        head, _, body = (await ended(reader)).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 408 ")
        assert b"connection: close" in head.lower()
        assert json.loads(body)["detail"].startswith("the head of the request did not come within")

    against(client)


def test_a_head_that_drips_is_waited_for_no_longer():
    """Each byte is in time, and the whole never comes."""

    async def client(reader: Reader, writer: Writer) -> None:
        writer.write(b"GET / HTTP/1.1\r\nX: ")
        await dripped(reader, writer)

    against(client)


def test_a_connection_that_says_nothing_is_closed_without_a_word():
    async def client(reader: Reader, _: Writer) -> None:
        assert await ended(reader) == b""

    against(client)


def test_a_second_head_is_waited_for_no_longer_than_the_first():
    async def client(reader: Reader, writer: Writer) -> None:
        writer.write(b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        assert (await reader.readline()).startswith(b"HTTP/1.1 200 ")
        writer.write(b"GET /he")
        assert b"HTTP/1.1 408 " in await ended(reader)

    against(client)


def test_requests_one_after_the_other_and_in_one_piece_are_all_answered():
    ask = b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n"

    async def slow(reader: Reader, writer: Writer) -> None:
        for _ in range(4):
            writer.write(ask)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200 ")
            await reader.readexactly(int(re.search(rb"content-length: (\d+)", head)[1]))
            await asyncio.sleep(0.4)

    async def at_once(reader: Reader, writer: Writer) -> None:
        writer.write(ask * 3)
        assert (await ended(reader)).count(b"HTTP/1.1 200 ") == 3

    against(slow, at_once, patience=1.2)


def test_a_body_that_nobody_reads_is_not_waited_for():
    """What was answered already may not be kept open by what still drips in."""

    async def client(reader: Reader, writer: Writer) -> None:
        writer.write(b"GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n")
        assert (await reader.readline()).startswith(b"HTTP/1.1 200 ")
        await dripped(reader, writer)

    against(client)


def test_a_body_that_drips_gets_an_answer_and_is_closed():
    async def client(reader: Reader, writer: Writer) -> None:
        writer.write(b"POST /convert HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
        assert (await dripped(reader, writer)).startswith(b"HTTP/1.1 408 ")

    against(client)


def test_an_answer_that_nobody_takes_is_not_kept():
    """It is larger than what sockets hold by themselves."""

    async def client(_: Reader, writer: Writer) -> None:
        writer.transport.pause_reading()
        with suppress(ConnectionError):
            while not writer.transport.is_closing():
                writer.write(b"GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n")
                await writer.drain()
                await asyncio.sleep(0)

    against(client)


def test_while_many_say_half_a_head_others_are_served_at_once_they_are_gone():
    held: list[bytes] = []

    async def half(reader: Reader, writer: Writer) -> None:
        writer.write(b"POST /convert HTTP/1.1\r\nHo")
        held.append(await ended(reader))

    async def other(reader: Reader, writer: Writer) -> None:
        await until(lambda: len(held) == 30)
        request = b"POST /convert HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % len(SHORTEST)
        reader, writer = await asyncio.open_connection(*writer.get_extra_info("peername"))
        writer.write(request + SHORTEST)
        assert (await reader.readline()).split()[1] in {b"200", b"504"}  # served, if not in so little time
        writer.close()

    against(*[half] * 30, other, limit_concurrency=31)
    assert all(said.startswith(b"HTTP/1.1 408 ") for said in held)
