"""Fresh repositories of every kind to test with, and ways to harm them that no user of akn has."""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import pytest

from akn.repositories.basex.client import BasexClient
from akn.repositories.url import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

KINDS = ("folder", "ocfl", "sqlite", "postgresql", "basex")
SERVERS = ("postgresql", "basex")


@dataclass(frozen=True)
class Place:
    """Where a repository can be made: its URL; `damage(sha256)` changes one kept document behind akn's back."""

    kind: str
    url: str
    damage: Callable[[str], None]
    make_newer: Callable[[], None]


@contextmanager
def fresh(kind: str, folder: Path) -> Iterator[Place]:
    """An empty place of `kind`, removed afterwards. Skips where it needs a server and none is named."""
    match kind:
        case "folder":
            yield _folder(folder / "library")
        case "ocfl":
            yield _ocfl(folder / "library")
        case "sqlite":
            yield _sqlite(folder / "library.db")
        case "postgresql":
            with _postgresql(_server("AKN_TEST_POSTGRESQL")) as place:
                yield place
        case _:
            with _basex(_server("AKN_TEST_BASEX")) as place:
                yield place


def _server(variable: str) -> str:
    url = os.environ.get(variable)
    if not url:
        pytest.skip(f"{variable} names no server; .ci/test-servers starts one and runs this too")
    return url


def _folder(root: Path) -> Place:
    def damage(sha256: str) -> None:
        for line in (root / ".akn/checksums").read_text().splitlines():
            if line.startswith(sha256):
                file = root / line.partition("  ")[2]
                content = bytearray(file.read_bytes())
                content[len(content) // 2] ^= 1
                file.write_bytes(content)

    return Place("folder", str(root), damage, lambda: _write(root / ".akn/format", "99\n"))


def _ocfl(root: Path) -> Place:
    def damage(sha256: str) -> None:
        for file in root.rglob("document*.xml"):
            content = file.read_bytes()
            if hashlib.sha256(content).hexdigest() == sha256:
                file.write_bytes(content[:-9] + b"X" + content[-8:])

    return Place("ocfl", f"ocfl:{root}", damage, lambda: (root / "0=ocfl_1.1").rename(root / "0=ocfl_2.0"))


def _write(path: Path, text: str) -> None:
    path.write_text(text)


def _sqlite(file: Path) -> Place:
    def run(statement: str, *values: object) -> None:
        connection = sqlite3.connect(file)
        with connection:
            connection.execute(statement, values)
        connection.close()

    return Place(
        "sqlite",
        f"sqlite:///{file}",
        lambda sha256: run("UPDATE akn_manifestations SET content = x'00' WHERE sha256 = ?", sha256),
        lambda: run("UPDATE akn_schema SET version = 99"),
    )


@contextmanager
def _postgresql(server: str) -> Iterator[Place]:
    import psycopg  # only where there is a server

    name = f"akn_{secrets.token_hex(6)}"
    url = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))

    def run(url: str, statement: str, *values: object) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(statement, values or None)  # type: ignore[arg-type]  # statements of this module

    run(server, f"CREATE DATABASE {name}")
    try:
        yield Place(
            "postgresql",
            url,
            lambda sha256: run(
                url, "UPDATE akn_manifestations SET content = content || 'x'::bytea WHERE sha256 = %s", sha256
            ),
            lambda: run(url, "UPDATE akn_schema SET version = 99"),
        )
    finally:
        run(server, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _basex(server: str) -> Iterator[Place]:
    name = f"akn_{secrets.token_hex(6)}"
    url = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    place = parse(url)

    def run(query: str, **variables: str) -> None:
        client = BasexClient(place.host, place.port or 1984, place.user, place.password)
        declared = "".join(f"declare variable ${variable} external;" for variable in variables)
        client.query(declared + query, variables)
        client.close()

    try:
        yield Place(
            "basex",
            url,
            lambda sha256: run(
                f"replace value of node collection('{name}_records')/record[@sha256 = $hash]/bytes with 'eJwDAAAAAAE='",
                hash=sha256,
            ),
            lambda: run(f"replace value of node collection('{name}_records')/akn/@schema with '99'"),
        )
    finally:
        run("for $one in db:list()[starts-with(., $name)] return db:drop($one)", name=name)
