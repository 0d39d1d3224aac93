"""What enrichment costs beside recognition: ``python benchmarks/enrich.py FILE...`` (a text or page of a resolution).

Prints, for each file, the least processor time of several rounds in milliseconds, and once what
it costs to load the tables of the language the first time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from akn.enrichment import enrich
from akn.enrichment.sought import tables
from akn.model.resolution import Resolution
from akn.readers import read
from akn.recognition import recognise

ROUNDS = 50


def cost(*works: Callable[[], object]) -> list[float]:
    """The least processor time that each of `works` took in `ROUNDS` rounds, one after the other, in milliseconds."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, times in zip(works, taken, strict=True):
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
    return [min(times) * 1000 for times in taken]


def _enrich(resolutions: Iterable[Resolution]) -> None:
    for one in resolutions:
        enrich(one)


def main(names: list[str]) -> None:
    """Measure each file of `names`."""
    for name in names:
        source = read(Path(name))
        resolutions = recognise(source).resolutions
        language = resolutions[0].language
        start = time.process_time()
        tables(language)
        loading = (time.process_time() - start) * 1000
        recognition, enrichment = cost(partial(recognise, source), partial(_enrich, resolutions))
        print(
            f"{name}: recognition {recognition:.2f} ms, enrichment {enrichment:.2f} ms "
            f"({enrichment / recognition:.2f} x), tables of “{language}” loaded in {loading:.1f} ms"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
