"""A bit that changed by itself: where it changes a row or an answer, `verify` names it."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from akn.depositing import deposit, verify
from akn.errors import AknError
from akn.repositories import open_repository
from akn.repositories.interface import Query
from tests.repositories.conftest import now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: Questions that between them ask every column of the index; the words are those of the generated documents.
QUESTIONS = (
    Query(level="manifestation"),
    Query(level="work"),
    Query(kind="motionForResolution"),
    Query(kind="resolution", since="2020-01-01"),
    Query(until="2021-06-30", language="fra"),
    Query(author="European Parliament"),
    Query(author="Verts/ALE"),
    Query(cites="32016R0679"),
    Query(procedure="2021/9501(RSP)"),
    *(
        Query(terms=((word,),))
        for word in ("ministers", "condemn", "ministres", "Minister", "tā", "Ruritania")
    ),
    Query(terms=(("having", "regard"),)),
    Query(terms=(("penalties",), ("journalists",))),
)

FULL_TEXT = ("akn_text_plain", "akn_text_porter")


def answers(url: str) -> list[object]:
    """What a repository says to every question, and the bytes of all that it keeps."""
    with open_repository(url) as repository:
        found = [repository.find(question) for question in QUESTIONS]
        kept = repository.find(Query(level="manifestation"))
        named = [repository.holdings(holding.work) for holding in kept]
        return [found, named, [repository.read(holding) for holding in kept]]


def rows(file: Path) -> list[object]:
    """Every row of every table, as it is; of the full text each word with its places, and where it is found.

    How FTS5 lays that out in pages is its own affair: a bit there may bear on no word.
    """
    with closing(sqlite3.connect(file)) as connection:
        connection.text_factory = bytes
        found: list[object] = []
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ):
            table = name.decode()
            if table in FULL_TEXT:
                found.append(words(connection, table))
            elif not table.endswith(("_data", "_idx")):
                found.append((table, connection.execute(f"SELECT * FROM {table}").fetchall()))  # noqa: S608  # a table of akn
        return found


def words(connection: sqlite3.Connection, table: str) -> list[object]:
    connection.execute(f"CREATE VIRTUAL TABLE temp.v_{table} USING fts5vocab(main, {table}, instance)")
    places = connection.execute(f"SELECT term, doc, offset FROM temp.v_{table}").fetchall()  # noqa: S608  # likewise
    asked = f"SELECT rowid FROM {table} WHERE {table} MATCH ?"  # noqa: S608  # likewise
    terms = sorted({term for term, _, _ in places})
    return [places, [connection.execute(asked, (f'"{term.decode()}"',)).fetchall() for term in terms]]


def quietly(done: Callable[[], list[object]]) -> list[object] | None:
    """What `done` returns, None where it fails: that is loud enough."""
    try:
        return done()
    except (AknError, sqlite3.Error):
        return None


def flipped(whole: bytes, seed: int, count: int) -> Iterator[tuple[int, bytes]]:
    rng = random.Random(seed)  # noqa: S311  # the same bits every time
    for _ in range(count):
        bit = rng.randrange(len(whole) * 8)
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << bit % 8
        yield bit, bytes(changed)


@dataclass
class Tally:
    """What became of the flips."""

    harmless: int = 0
    named: int = 0
    failed: int = 0
    missed: list[str] = field(default_factory=list)


def problems(url: str) -> list[str]:
    with open_repository(url) as repository:
        return [one.problem for one in verify(repository, check=lambda _: ()) if one.problem]


def judge(url: str, file: Path, whole: bytes, seed: int, count: int) -> Tally:
    """Flip `count` bits of `file`, one at a time, and see whether one that matters is called clean."""
    before, right = rows(file), answers(url)
    tally = Tally()
    for bit, changed in flipped(whole, seed, count):
        for beside in ("-wal", "-shm"):
            file.with_name(file.name + beside).unlink(missing_ok=True)
        file.write_bytes(changed)
        named = quietly(lambda: list(problems(url)))
        if named is None:
            tally.failed += 1
        elif named:
            tally.named += 1
        elif quietly(lambda: answers(url)) != right:
            tally.missed.append(f"bit {bit} changes an answer")
        elif quietly(lambda: rows(file)) != before:
            tally.missed.append(f"bit {bit} changes a row")
        else:
            tally.harmless += 1
    return tally


@pytest.mark.parametrize("kind", ["sqlite", "folder"])
def test_no_flip_that_matters_is_called_clean(kind: str, tmp_path: Path, texts: Callable) -> None:
    url = f"sqlite:///{tmp_path}/library.db" if kind == "sqlite" else f"{tmp_path}/library"
    file = tmp_path / ("library.db" if kind == "sqlite" else "library/.akn/index.sqlite")
    documents = texts(0, 3, 5)
    second = texts(documents[0].read_bytes().replace(b"</akomaNtoso>", b"<!-- again --></akomaNtoso>"))
    with open_repository(url, create=True) as repository:
        assert {r.outcome for r in deposit([*documents, *second], repository, now=now)} == {
            "added",
            "new version",
        }
    assert problems(url) == []
    tally = judge(url, file, file.read_bytes(), seed=1, count=300 if kind == "sqlite" else 100)
    assert tally.missed == []
    assert tally.named > tally.failed
