"""What enrichment costs beside recognition: ``python benchmarks/enrich.py FILE...`` (a text or page of a resolution).

Prints, for each file, the best of several rounds in milliseconds, and once what
it costs to load the tables of the language the first time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from akn.enrichment import enrich
from akn.enrichment.sought import tables
from akn.readers import read
from akn.recognition import recognise

ROUNDS = 50


def best(work: Callable[[], object]) -> float:
    """The shortest of `ROUNDS` runs of `work`, in milliseconds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken) * 1000


def main(names: list[str]) -> None:
    """Measure each file of `names`."""
    for name in names:
        source = read(Path(name))
        resolutions = recognise(source).resolutions
        language = resolutions[0].language
        start = time.process_time()
        tables(language)
        loading = (time.process_time() - start) * 1000
        recognition = best(lambda source=source: recognise(source))
        enrichment = best(lambda resolutions=resolutions: [enrich(one) for one in resolutions])
        print(
            f"{name}: recognition {recognition:.2f} ms, enrichment {enrichment:.2f} ms "
            f"({enrichment / recognition:.2f} x), tables of “{language}” loaded in {loading:.1f} ms"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
