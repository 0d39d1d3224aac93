"""A cluster of real processes: a scheduler and workers, which are killed in the midst of their work."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from akn.errors import AknError
from akn.jobs.engines import Dask
from tests.jobs.test_many import do, fates, fill, worked_on

pytest.importorskip("distributed")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def house(tmp_path):
    for folder in ("in", "out", "notes"):
        (tmp_path / folder).mkdir()
    return tmp_path


@pytest.fixture
def started():
    """What starts a program of Dask and waits for its first words; all are ended."""
    running = []

    def start(*words):
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]],
            env={**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def cluster(started, tmp_path):
    address = f"tcp://127.0.0.1:{free_port()}"
    local = str(tmp_path / "dask")
    scheduler = started("dask_scheduler", "--host", address, "--no-dashboard", "--no-show")
    started(
        "dask_worker",
        address,
        "--nworkers",
        "2",
        "--nthreads",
        "1",
        "--no-dashboard",
        "--local-directory",
        local,
    )
    return address, scheduler


def test_a_cluster_does_what_one_process_does_and_goes_on_where_it_ended(house, cluster):
    address, _ = cluster
    fill(house, *(f"{n}.txt" for n in range(40)), "wrong.txt", "poison.txt", "7 once.txt")
    count = do(house, Dask(address))
    assert count.verdicts == {"clean": 41, "failed": 1, "set aside": 1}
    assert sorted(line.split(": ")[1] for line in count.named) == ["failed", "set aside"]
    assert "poison.txt: set aside: the workers that worked on it died" in " ".join(count.named)
    assert {f"{n}.out" for n in range(40)} < {one.name for one in (house / "out").glob("*.out")}
    before = len(worked_on(house))
    again = do(house, Dask(address))
    assert (again.total, again.again) == (43, 42)
    assert len(worked_on(house)) == before


def test_a_scheduler_that_is_killed_is_told_and_the_next_run_goes_on(house, cluster):
    address, scheduler = cluster
    fill(house, *(f"{n}.txt" for n in range(60)))
    engine = Dask(address)

    class Fatal:
        tries = 1
        width = 1

        def each(self, do, items):
            for number, pair in enumerate(engine.each(do, items)):
                yield pair
                if number == 2:
                    scheduler.kill()
                    scheduler.wait()

    with pytest.raises(AknError, match="the scheduler at .* is gone; .* the same command goes on"):
        do(house, Fatal())
    from akn.jobs.engines import Local

    done_before = len(list((house / "out").glob("*.out")))
    assert 0 < done_before <= 60
    count = do(house, Local(2))
    assert count.verdicts == {"clean": 60}
    assert count.again > 0
    assert len(fates(house)) == 60


def test_no_scheduler_is_told(house, monkeypatch):
    from akn.jobs import engines

    monkeypatch.setattr(engines, "_ANSWER", 1.0)
    fill(house, "a.txt")
    with pytest.raises(AknError, match="no scheduler with workers answers"):
        do(house, Dask(f"tcp://127.0.0.1:{free_port()}"))
