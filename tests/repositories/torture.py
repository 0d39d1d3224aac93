"""Depositors killed again and again, at seeded points; what was told of must be kept, and all that is kept be whole.

    python -m tests.repositories.torture [--kills 300] [--seed 1] [folder] [sqlite] [postgresql] [basex]

Every other depositor dies by its own hand (SIGKILL) at a drawn call of a built-in function; the rest by a timer of
the system at a drawn moment of processor time, be it within SQLite. After each, the repository is verified, and the
next depositor goes on with it until all documents are kept. Servers are named as in `.ci/test-servers`.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from akn.depositing import deposit, verify
from akn.repositories import indexing, open_repository
from akn.repositories.interface import Query
from tests.generate_documents import template, vary
from tests.repositories.conftest import now
from tests.repositories.places import KINDS, fresh

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

    from tests.repositories.places import Place

#: How many documents are deposited into one repository, and in how many of them a depositor dies at the latest.
COUNT, REACH = 16, 5


@dataclass(frozen=True)
class Cost:
    """What a depositor of all documents needs: calls of built-in functions, seconds of processor time."""

    calls: int
    seconds: float


def depositor(url: str, files: Sequence[Path], telling: int, *, calls: int = 0, seconds: float = 0.0) -> None:
    """Deposit `files`, telling of each; die after so many `calls` or `seconds`, where they are not 0."""
    made = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        del frame, argument
        nonlocal made
        made += event == "c_call"
        if calls and made == calls:
            os.kill(os.getpid(), signal.SIGKILL)

    began = time.process_time()
    if seconds:
        signal.setitimer(signal.ITIMER_PROF, seconds)
    else:
        sys.setprofile(count)
    with open_repository(url, create=True) as repository:
        for receipt in deposit(files, repository, now=now):
            os.write(telling, f"{receipt.outcome} {Path(receipt.name).name}\n".encode())
    sys.setprofile(None)
    signal.setitimer(signal.ITIMER_PROF, 0)
    os.write(telling, f"end {made} {time.process_time() - began}\n".encode())


def run(url: str, files: Sequence[Path], *, calls: int = 0, seconds: float = 0.0) -> tuple[bool, list[str]]:
    """Run a depositor in a process of its own; return whether it was killed, and what it told."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        os.close(reading)
        try:
            depositor(url, files, writing, calls=calls, seconds=seconds)
        except BaseException as error:  # noqa: BLE001  # the parent is told whatever it is
            os.write(writing, f"failed {error!r}\n".encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        lines = told.read().splitlines()
    _, status = os.waitpid(process, 0)
    return os.WIFSIGNALED(status), lines


def faults(place: Place, files: Sequence[Path], told: set[str]) -> list[str]:
    """What is wrong with the repository at `place`, of whose documents `told` were said to be kept."""
    with open_repository(place.url, create=True) as repository:
        wrong = [f"{one.name}: {one.problem}" for one in verify(repository) if one.problem]
        kept = Counter(holding.sha256 for holding in repository.find(Query(level="manifestation")))
    hashes = {file.name: indexing.sha256(file.read_bytes()) for file in files}
    wrong += [f"{name} was told of, and is not kept" for name in sorted(told) if hashes[name] not in kept]
    wrong += [f"{sha256} is kept {times} times" for sha256, times in kept.items() if times > 1]
    wrong += [f"{sha256} was never deposited" for sha256 in set(kept) - set(hashes.values())]
    return wrong


def torture(kind: str, kills: int, seed: int) -> tuple[int, int, list[str]]:
    """Kill `kills` depositors into repositories of `kind`; return how many died, how many repositories, the faults."""
    rng = random.Random(f"{seed} {kind}")  # noqa: S311  # the same points every time
    died, repositories, wrong = 0, 0, list[str]()
    with tempfile.TemporaryDirectory() as name:
        files = [Path(name, f"{number:02}.xml") for number in range(COUNT)]
        for number, file in enumerate(files):
            file.write_bytes(vary(template(), number))
        cost = measured(kind, files, Path(name))
        while died < kills and not wrong:
            repositories += 1
            where = Path(name, str(repositories))
            where.mkdir()
            with fresh(kind, where) as place:
                told: set[str] = set()
                while died < kills and not wrong:
                    share = rng.random() * REACH / COUNT
                    at = (
                        {"calls": 1 + int(cost.calls * share)}
                        if died % 2
                        else {"seconds": 1e-4 + cost.seconds * share}
                    )
                    killed, lines = run(place.url, files, **at)  # type: ignore[arg-type]  # one of its keywords
                    told |= {
                        line.partition(" ")[2] for line in lines if line.startswith(("added", "unchanged"))
                    }
                    wrong += [line for line in lines if line.startswith(("failed", "refused", "new version"))]
                    wrong += faults(place, files, told)
                    died += killed
                    if not killed:
                        break
    return died, repositories, [f"{fault} (kill {died}, seed {seed})" for fault in wrong]


def measured(kind: str, files: Sequence[Path], folder: Path) -> Cost:
    """What an undisturbed depositor needs."""
    ends = []
    for name, seconds in (("warm", 0.0), ("counted", 0.0), ("timed", 3600.0)):
        (folder / name).mkdir()
        with fresh(kind, folder / name) as place:
            if name == "warm":  # what is loaded only once is loaded here, and not by each depositor
                with open_repository(place.url, create=True) as repository:
                    list(deposit(files, repository, now=now))
                continue
            killed, lines = run(place.url, files, seconds=seconds)
            assert not killed, lines
            assert lines[-1].startswith("end "), lines
            ends.append(lines[-1].split())
    return Cost(int(ends[0][1]), float(ends[1][2]))


def main() -> int:
    """Run what the arguments say; 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", help=", ".join(KINDS))
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    there = [
        kind for kind in KINDS if f"AKN_TEST_{kind.upper()}" in os.environ or kind in {"folder", "sqlite"}
    ]
    failed = False
    for kind in options.kinds or there:
        died, repositories, wrong = torture(kind, options.kills, options.seed)
        said = [f"{kind}: {died} killed, {repositories} repositories, {len(wrong)} faults", *wrong]
        sys.stdout.write("\n  ".join(said) + "\n")
        sys.stdout.flush()
        failed = failed or bool(wrong)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
