"""How things are timed: in processor time and by turns, so that a busy machine is busy for all; the best counts."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence

#: Something to be timed: called with the number of the round, so that it can take another document each time.
Work = Callable[[int], object]


def spent() -> float:
    """Return the processor time in seconds that this process and those that it has waited for have taken so far."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def best_of(works: Mapping[str, Work], rounds: int) -> dict[str, float]:
    """The least processor time of each of `works` in so many `rounds`, in milliseconds; the first is not counted."""
    best = dict.fromkeys(works, float("inf"))
    for number in range(rounds + 1):
        for name, work in works.items():
            start = spent()
            work(number)
            taken = spent() - start
            if number:
                best[name] = min(best[name], taken * 1000)
    return best


def surroundings() -> dict[str, str]:
    """The environment of a command as users have it: what Python compiled is kept."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def command(*words: str, environment: Mapping[str, str] | None = None) -> Work:
    """What runs a command and throws away what it says; a command that could not run is an error."""

    def run(number: int) -> None:
        del number
        ended = subprocess.run(words, capture_output=True, check=False, env=environment or surroundings())
        if ended.returncode not in (0, 1):
            raise RuntimeError(f"{' '.join(words)}: exit {ended.returncode}: {ended.stderr.decode()[-500:]}")

    return run


def row(name: str, milliseconds: float, *ratios: str) -> None:
    """Print one figure, and what it is beside others."""
    print(f"  {name:44} {milliseconds:9.2f} ms  {'   '.join(ratios)}".rstrip())


def turns(documents: Sequence[bytes]) -> Callable[[int], bytes]:
    """The document of a round: another each time, as long as there are others."""
    return lambda number: documents[number % len(documents)]
