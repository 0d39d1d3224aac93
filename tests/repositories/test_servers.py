"""Servers that go away, refuse, or are not there; passwords never show."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import pytest

from akn.depositing import deposit, verify
from akn.errors import CredentialsError, RepositoryError
from akn.repositories import open_repository
from akn.repositories.interface import Query
from tests.repositories.conftest import now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.repositories.places import Place


def moved(
    url: str, *, host: str = "127.0.0.1", port: int | None = None, user: str = "", password: str = ""
) -> str:
    """`url` with some of it replaced."""
    parts = urlsplit(url)
    credentials = f"{user or parts.username}:{password or parts.password}"
    return urlunsplit(parts._replace(netloc=f"{credentials}@{host}:{port or parts.port}"))


class Line:
    """A line to a server that can be cut."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._ends: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._target))
            self._ends += [near, far]
            for source, target in ((near, far), (far, near)):
                thread = threading.Thread(target=self._carry, args=(source, target), daemon=True)
                self._threads.append(thread)
                thread.start()

    @staticmethod
    def _carry(source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            return  # the line was cut

    def cut(self) -> None:
        """The server is gone: what is open breaks, nothing new is taken."""
        if self._listening.fileno() >= 0:
            self._listening.shutdown(socket.SHUT_RDWR)
            self._listening.close()
        for end in self._ends:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # broken already
        for thread in self._threads:
            thread.join()
        for end in self._ends:
            end.close()
        self._ends.clear()


@contextmanager
def line_to(url: str) -> Iterator[Line]:
    port = urlsplit(url).port
    assert port
    line = Line(port)
    try:
        yield line
    finally:
        line.cut()


def test_a_server_that_goes_away(server: Place, texts: Callable) -> None:
    """In the middle of a deposit: a clear sentence, what was told of is kept, the same command finishes."""
    files = texts(*range(20))
    with line_to(server.url) as line:
        url = moved(server.url, port=line.port)
        told: list[str] = []

        def run() -> None:
            with open_repository(url, create=True) as repository:
                for receipt in deposit(files, repository, now=now):
                    told.append(receipt.outcome)
                    if len(told) == 7:
                        line.cut()

        with pytest.raises(RepositoryError, match="run the same command again") as raised:
            run()
    assert told == ["added"] * 7
    assert secret(server.url) not in str(raised.value)
    with open_repository(server.url, create=True) as repository:
        outcomes = [r.outcome for r in deposit(files, repository, now=now)]
        assert outcomes[:7] == ["unchanged"] * 7
        assert outcomes[8:] == ["added"] * 12
        assert [one.problem for one in verify(repository)] == [""] * 20
        assert len(repository.find(Query())) == 20


def secret(url: str) -> str:
    password = urlsplit(url).password
    assert password
    return password


def test_wrong_credentials(server: Place) -> None:
    for changes in ({"password": "wrong-password"}, {"user": "nobody"}):
        url = moved(server.url, **changes)  # type: ignore[arg-type]  # keywords of moved
        with pytest.raises(CredentialsError, match="refuses this user or password") as raised:
            open_repository(url, create=True)
        assert secret(url) not in str(raised.value)
        assert f"{changes.get('user', urlsplit(url).username)}@127.0.0.1" in str(raised.value)


def test_password_from_the_environment_or_a_person(server: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = urlsplit(server.url)
    bare = urlunsplit(parts._replace(netloc=f"{parts.username}@{parts.hostname}:{parts.port}"))
    with pytest.raises(CredentialsError, match="AKN_REPOSITORY_PASSWORD"):
        open_repository(bare, create=True)
    asked: list[str] = []

    def ask(name: str) -> str:
        asked.append(name)
        return secret(server.url)

    with open_repository(bare, create=True, ask=ask) as repository:
        assert repository.find(Query()) == []
    assert asked == [bare]
    monkeypatch.setenv("AKN_REPOSITORY_PASSWORD", secret(server.url))
    with open_repository(bare) as repository:
        assert repository.find(Query()) == []


def test_no_such_database(server: Place) -> None:
    url = urlunsplit(urlsplit(server.url)._replace(path="/akn_there_is_none"))
    with pytest.raises(RepositoryError, match=r"createdb|there is no repository") as raised:
        open_repository(url)
    assert secret(url) not in str(raised.value)


@pytest.mark.parametrize("scheme", ["postgresql", "basex"])
def test_no_server_at_all(scheme: str) -> None:
    if scheme == "postgresql":
        pytest.importorskip("psycopg")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(RepositoryError, match="does not answer") as raised:
        open_repository(f"{scheme}://me:hushhush@127.0.0.1:{port}/akn", create=True)
    assert "hushhush" not in str(raised.value)


def test_words_can_be_found_before_the_index_is_ready(server: Place, texts: Callable) -> None:
    """BaseX rebuilds its full-text index when a deposit ends; until then it reads all words, and finds the same."""
    with open_repository(server.url, create=True) as repository:
        list(deposit(texts(*range(6)), repository, now=now))
        words = Query(terms=(("journalist",), ("penalty",)))
        early = repository.find(words)
    with open_repository(server.url) as repository:
        assert repository.find(words) == early
    assert early
