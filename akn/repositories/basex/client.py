"""The client side of BaseX's server protocol: one session, queries with bound variables.

Protocol: docs.basex.org, “Server Protocol”. Strings end in a zero byte; within
them, zero and 255 are preceded by 255. The password never leaves this machine:
the server gives a realm and a nonce, and gets a digest of all three.
"""

from __future__ import annotations

import hashlib
import re
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: How long the server may take over one answer, in seconds; building a large full-text index takes its time.
PATIENCE = 600.0
_CONNECT = 20.0
_SPECIAL = re.compile(rb"[\x00\xff]")
_QUERY, _CLOSE, _BIND, _EXECUTE = b"\x00", b"\x02", b"\x03", b"\x05"


class BasexError(Exception):
    """The server answered with an error; its message."""


class AccessDeniedError(BasexError):
    """The server refuses this user or password."""


class BasexClient:
    """A session with the server at `host` and `port`.

    Raises `OSError` where the server cannot be reached or goes away, `AccessDeniedError`
    where it refuses the user.
    """

    def __init__(self, host: str, port: int, user: str, password: str) -> None:
        self._socket = socket.create_connection((host, port), timeout=_CONNECT)
        self._buffer, self._at = b"", 0
        try:
            self._log_in(user, password)
        except BaseException:
            self.close()
            raise
        self._socket.settimeout(PATIENCE)

    def _log_in(self, user: str, password: str) -> None:
        greeting = self._string().decode("utf-8", "replace")
        realm, colon, nonce = greeting.partition(":")
        if not colon:
            raise BasexError("it speaks the protocol of BaseX 7; BaseX 9 or later is needed")
        secret = hashlib.md5(f"{user}:{realm}:{password}".encode()).hexdigest()  # noqa: S324  # as the protocol has it
        digest = hashlib.md5(f"{secret}{nonce}".encode()).hexdigest()  # noqa: S324  # likewise
        self._send(_ended(user), _ended(digest))
        if self._byte() != 0:
            raise AccessDeniedError("access denied")

    def command(self, command: str) -> str:
        """Run a database command and return its result. Raises `BasexError`."""
        self._send(_ended(command))
        result, information = self._string(), self._string()
        if self._byte() != 0:
            raise BasexError(information.decode("utf-8", "replace"))
        return result.decode("utf-8")

    def query(self, query: str, variables: Mapping[str, str]) -> str:
        """Run an XQuery with its external variables bound to `variables` (xs:string), and return its result.

        Raises `BasexError` where the server has an objection.
        """
        with self._prepared(query) as key:
            for name, value in variables.items():
                self._send(_BIND, key, _ended(name), _ended(value), _ended("xs:string"))
                self._string()
                self._accepted()
            self._send(_EXECUTE, key)
            result = self._string()
            self._accepted()
            return result.decode("utf-8")

    @contextmanager
    def _prepared(self, query: str) -> Iterator[bytes]:
        self._send(_QUERY, _ended(query))
        key = self._string() + b"\0"
        self._accepted()
        try:
            yield key
        except BasexError:
            self._finish(key)
            raise
        self._finish(key)

    def _finish(self, key: bytes) -> None:
        self._send(_CLOSE, key)
        self._string()
        self._accepted()

    def close(self) -> None:
        """End the session."""
        self._socket.close()

    # --------------------------------------------------------------------------------------- bytes

    def _send(self, *pieces: bytes) -> None:
        self._socket.sendall(b"".join(pieces))

    def _accepted(self) -> None:
        if self._byte() != 0:
            raise BasexError(self._string().decode("utf-8", "replace"))

    def _byte(self) -> int:
        while self._at == len(self._buffer):
            self._receive()
        self._at += 1
        return self._buffer[self._at - 1]

    def _receive(self) -> None:
        self._buffer, self._at = self._socket.recv(1 << 16), 0
        if not self._buffer:
            raise ConnectionResetError("the server closed the connection")

    def _string(self) -> bytes:
        """Return the bytes up to the next zero that no 255 shields, without the 255s."""
        whole = bytearray()
        while True:
            found = _SPECIAL.search(self._buffer, self._at)
            whole += self._buffer[self._at : found.start() if found else len(self._buffer)]
            if found is None:
                self._receive()
                continue
            self._at = found.end()
            if found.group() == b"\0":
                return bytes(whole)
            whole.append(self._byte())


def _ended(text: str) -> bytes:
    """`text` as the protocol sends it: UTF-8 never holds 255, and a zero would end it, so it is left out."""
    return text.replace("\0", "").encode() + b"\0"
