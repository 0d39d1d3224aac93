"""Work shared by processes: in order, one loss for one death, and nobody left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from akn.errors import AknError
from akn.jobs.pool import in_order
from akn.jobs.work import Lost
from tests.conftest import ROOT

#: A bound for what should take a moment, on a machine that may be busy.
SECONDS = 30


def worker(begun: Path | None = None) -> Callable[[int], tuple[int, int]]:
    if begun is not None:
        (begun / str(os.getpid())).touch()
    return lambda number: (number, os.getpid())


def strange() -> Callable[[str], str]:
    return behave


def behave(item: str) -> str:
    if item == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "stay":
        while True:
            pass
    if item == "leave":
        os._exit(3)
    if item == "stumble":
        raise KeyError("a fault")
    if item == "stop":
        raise AknError("nothing goes on")
    return item.upper()


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(processes: int) -> None:
    results = list(in_order(worker, range(200), processes=processes))
    assert [r[0] for r in results if not isinstance(r, Lost)] == list(range(200))


def test_several_processes_work_and_each_begins_once(tmp_path: Path) -> None:
    results = list(in_order(partial(worker, tmp_path), range(40), processes=2))
    pids = {r[1] for r in results if not isinstance(r, Lost)}
    assert os.getpid() not in pids
    assert {int(path.name) for path in tmp_path.iterdir()} >= pids
    assert len(list(tmp_path.iterdir())) == 2


def test_one_item_is_done_here() -> None:
    assert list(in_order(worker, [7], processes=4)) == [(7, os.getpid())]


@pytest.mark.parametrize(("death", "cause"), [("die", "SIGKILL"), ("leave", "exit code 3")])
def test_a_process_that_dies_costs_its_item_and_no_other(death: str, cause: str) -> None:
    items = ["a", "b", death, *"cdefgh", death, "i"]
    results = list(in_order(strange, items, processes=2))
    lost = [at for at, result in enumerate(results) if isinstance(result, Lost)]
    assert lost == [2, 9]
    assert [r for r in results if not isinstance(r, Lost)] == list("ABCDEFGHI")
    assert cause in str(results[2])


def test_work_goes_on_when_every_process_has_died() -> None:
    results = list(in_order(strange, ["die"] * 5, processes=2))
    assert [type(result) for result in results] == [Lost] * 5


@pytest.mark.parametrize("processes", [1, 2])
def test_a_fault_costs_its_item_and_no_other(processes: int) -> None:
    first, fault, last = in_order(strange, ["a", "stumble", "b"], processes=processes)
    assert (first, last) == ("A", "B")
    assert isinstance(fault, Lost)
    assert "KeyError: 'a fault', test_pool.py:" in fault.reason


@pytest.mark.parametrize("processes", [1, 2])
def test_what_stops_the_work_is_raised_here(processes: int) -> None:
    with pytest.raises(AknError, match="nothing goes on"):
        list(in_order(strange, ["a", "stop", "b"], processes=processes))


def test_processes_end_when_the_results_are_no_longer_wanted(tmp_path: Path) -> None:
    results = in_order(partial(worker, tmp_path), range(1000), processes=2)
    next(results)
    assert isinstance(results, Iterator)
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert [int(path.name) for path in tmp_path.iterdir() if alive(int(path.name))] == []


def alive(pid: int) -> bool:
    """Whether there is a process `pid` that has not ended."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] not in {"Z", "X"}


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]


def until(what: Callable[[], bool]) -> bool:
    """Whether `what` comes true before the bound."""
    bound = threading.Event()
    timer = threading.Timer(SECONDS, bound.set)
    timer.start()
    try:
        while not bound.is_set():
            if what():
                return True
            bound.wait(0.02)
        return False
    finally:
        timer.cancel()


needs_proc = pytest.mark.skipif(
    not Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").exists(),
    reason="the system has no /proc to look in",
)


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """``akn validate --jobs 2`` over pipes that nobody writes to: both processes wait for ever."""
    pipes = [tmp_path / f"{name}.xml" for name in "abc"]
    for pipe in pipes:
        os.mkfifo(pipe)
    process = subprocess.Popen(
        [sys.executable, "-m", "akn", "validate", "--jobs", "2", *map(str, pipes)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        assert until(lambda: len(children(process.pid)) == 2)
        yield process
    finally:
        process.kill()
        process.communicate()


@needs_proc
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL], ids=lambda s: s.name)
def test_no_process_outlives_its_parent(how: signal.Signals, busy: subprocess.Popen[bytes]) -> None:
    workers = children(busy.pid)
    busy.send_signal(how)
    assert until(lambda: busy.poll() is not None)
    assert until(lambda: not any(map(alive, workers)))


@needs_proc
def test_a_killed_process_is_told_for_its_file_alone(tmp_path: Path, busy: subprocess.Popen[bytes]) -> None:
    os.kill(children(busy.pid)[0], signal.SIGKILL)  # the first has the first file
    good = (ROOT / "tests" / "mistakes" / "good.xml").read_bytes()
    for pipe in ("b.xml", "c.xml"):
        assert until(partial(write_where_one_reads, tmp_path / pipe, good))
    out, _ = busy.communicate(timeout=SECONDS)
    assert busy.returncode == 2
    text = out.decode()
    assert (
        "a.xml: error FILE003: The file was not checked: the process that worked on it died (SIGKILL)" in text
    )
    assert text.count("FILE003") == 1
    assert "3 files, 2 clean" in text


def write_where_one_reads(pipe: Path, data: bytes) -> bool:
    """Write `data` to `pipe`, if somebody reads there."""
    try:
        handle = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    except OSError:
        return False
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    return True


def test_what_takes_too_long_is_ended_and_costs_no_other_item() -> None:
    first, endless, last = in_order(strange, ["a", "stay", "b"], processes=1, seconds=1)
    assert (first, last) == ("A", "B")
    assert endless == Lost("it took longer than 1 seconds")


def test_with_a_limit_a_single_item_is_worked_on_apart() -> None:
    (own,) = in_order(worker, [7], seconds=SECONDS)
    assert not isinstance(own, Lost)
    assert own[1] != os.getpid()
    (left,) = in_order(strange, ["leave"], seconds=SECONDS)
    assert left == Lost("the process that worked on it died (exit code 3)")
