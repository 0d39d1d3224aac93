"""Many at once, and many one after the other; ``python -m benchmarks.serving`` does more of both."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from akn.web import Limits, application
from tests.web.conftest import SHORTEST


def test_of_many_at_once_some_are_turned_away_and_none_fails():
    with TestClient(application(Limits(workers=1, waiting=3))) as opened, ThreadPoolExecutor(24) as threads:
        asked = [threads.submit(opened.post, "/convert", content=SHORTEST) for _ in range(24)]
        answers = [one.result() for one in asked]
        assert {one.status_code for one in answers} <= {HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE}
        turned = [one for one in answers if one.status_code != HTTPStatus.OK]
        assert all(one.headers["retry-after"] == "1" for one in turned)
        assert len(turned) < 24
        assert opened.post("/convert", content=SHORTEST).status_code == HTTPStatus.OK


@pytest.mark.skipif(not Path("/proc/self/statm").is_file(), reason="the system tells no memory of processes")
def test_a_worker_holds_no_more_after_many_texts_than_after_some():
    with TestClient(application(Limits(workers=1))) as opened:
        opened.post("/convert", content=SHORTEST)
        (worker,) = [one for one in multiprocessing.active_children() if one.is_alive()][-1:]
        held = []
        for n in range(241):
            text = SHORTEST.replace(b"quiet", b"quiet" + bytes([97 + n % 26, 97 + n // 26]))
            assert opened.post("/convert", params={"trace": "1"}, content=text).json()["clean"]
            if n in {120, 240}:
                pages = int(Path(f"/proc/{worker.pid}/statm").read_text(encoding="ascii").split()[1])
                held.append(pages * os.sysconf("SC_PAGE_SIZE"))
        assert held[1] - held[0] < 4_000_000
