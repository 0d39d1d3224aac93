"""The protocol of BaseX, spoken with a server that says what it is told to."""

from __future__ import annotations

import hashlib
import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from akn.repositories.basex.client import AccessDeniedError, BasexClient, BasexError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def server(answers: bytes, heard: list[bytes]) -> Iterator[int]:
    """A server that sends `answers` at once, hears what comes, and goes away."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        near, _ = listening.accept()
        with near:
            near.sendall(answers)
            near.shutdown(socket.SHUT_WR)
            while data := near.recv(65536):
                heard.append(data)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        thread.join()
        listening.close()


GREETING = b"BaseX:12345\0"


def test_the_password_is_not_sent() -> None:
    heard: list[bytes] = []
    with server(GREETING + b"\0", heard) as port:
        BasexClient("127.0.0.1", port, "admin", "geheimé").close()
    inner = hashlib.md5("admin:BaseX:geheimé".encode()).hexdigest()  # noqa: S324  # as the protocol has it
    digest = hashlib.md5(f"{inner}12345".encode()).hexdigest()  # noqa: S324  # likewise
    assert b"".join(heard) == b"admin\0" + digest.encode() + b"\0"


def test_access_denied() -> None:
    with server(GREETING + b"\1", []) as port, pytest.raises(AccessDeniedError):
        BasexClient("127.0.0.1", port, "admin", "x")


def test_an_old_server() -> None:
    with server(b"12345\0", []) as port, pytest.raises(BasexError, match="BaseX 9 or later"):
        BasexClient("127.0.0.1", port, "admin", "x")


def test_a_query_with_variables() -> None:
    heard: list[bytes] = []
    answers = GREETING + b"\0" + b"7\0\0" + b"\0\0" + b"r\xff\0s\xff\xff\xc3\xa9\0\0" + b"\0\0"
    with server(answers.replace(b"r\xff\0s\xff\xff", b"r\xff\0s"), heard) as port:
        client = BasexClient("127.0.0.1", port, "admin", "x")
        assert client.query("$x", {"x": "a\0b'é"}) == "r\0sé"
        client.close()
    said = b"".join(heard).partition(b"\0")[2].partition(b"\0")[2]
    assert said == "\0$x\0\x037\0x\0ab'é\0xs:string\0\x057\0\x027\0".encode()


def test_an_error_of_a_query() -> None:
    answers = GREETING + b"\0" + b"7\0\0" + b"\0\1[XPST0003] no\0" + b"\0\0"
    with server(answers, []) as port:
        client = BasexClient("127.0.0.1", port, "admin", "x")
        with pytest.raises(BasexError, match="XPST0003"):
            client.query("(", {})
        client.close()


@pytest.mark.parametrize("heard_of", [b"", GREETING, GREETING + b"\0", GREETING + b"\0" + b"7\0\0" + b"half"])
def test_a_server_that_goes_away(heard_of: bytes) -> None:
    def talk(port: int) -> None:
        client = BasexClient("127.0.0.1", port, "admin", "x")
        try:
            client.query("1", {})
        finally:
            client.close()

    with server(heard_of, []) as port, pytest.raises(OSError, match="closed the connection"):
        talk(port)
