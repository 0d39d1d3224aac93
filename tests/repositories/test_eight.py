"""Eight depositors at once, each a process of its own, into one repository of every kind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from akn.depositing import verify
from akn.repositories import open_repository
from akn.repositories.interface import Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.repositories.places import Place

DEPOSITORS, OWN, SHARED = 8, 4, 6


def test_eight_depositors_lose_nothing_and_keep_nothing_twice(place: Place, texts: Callable) -> None:
    shared = texts(*range(SHARED))
    own = [texts(*range(100 + OWN * n, 100 + OWN * (n + 1))) for n in range(DEPOSITORS)]
    with open_repository(place.url, create=True):
        pass
    versions = [_version(shared[0], n) for n in range(DEPOSITORS)]
    running = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "akn",
                "deposit",
                *map(str, [*mine, version, *shared]),
                "-r",
                place.url,
                "--fast",
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for mine, version in zip(own, versions, strict=True)
    ]
    for process in running:
        out, err = process.communicate()
        assert process.returncode == 0, out + err
    with open_repository(place.url) as repository:
        assert {one.problem for one in verify(repository)} == {""}
        kept = repository.find(Query(level="manifestation"))
        one = [h for h in kept if h.sha256 in {_hash(file) for file in (shared[0], *versions)}]
    assert len(kept) == DEPOSITORS * OWN + SHARED + DEPOSITORS
    assert sorted(h.version for h in one) == list(range(1, DEPOSITORS + 2))


def _version(file: Path, number: int) -> Path:
    other = file.with_name(f"version-{number}.xml")
    other.write_bytes(file.read_bytes() + f"<!-- {number} -->".encode())
    return other


def _hash(file: Path) -> str:
    import hashlib

    return hashlib.sha256(file.read_bytes()).hexdigest()
