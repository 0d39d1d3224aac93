"""The server in this process, with real workers."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("starlette")

SHORTEST = Path("samples/eng/shortest.txt").read_bytes()
VALID = Path("tests/samples/eng/shortest.txt.xml").read_bytes()


@pytest.fixture(scope="session")
def library(tmp_path_factory):
    from datetime import UTC, datetime

    from akn.depositing import deposit
    from akn.repositories import open_repository

    place = tmp_path_factory.mktemp("web") / "library"
    with open_repository(str(place), create=True) as repository:
        files = [
            Path("tests/samples/eng/shortest.txt.xml"),
            Path("tests/samples/fra/ambient-monitoring.txt.xml"),
        ]
        list(deposit(files, repository, now=lambda: datetime(2026, 1, 1, tzinfo=UTC)))
    return str(place)


@pytest.fixture(scope="session")
def client(library):
    from starlette.testclient import TestClient

    from akn.web import Limits, application

    with TestClient(application(Limits(megabytes=1, workers=1), library=library)) as opened:
        yield opened
