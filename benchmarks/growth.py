"""How time and memory grow with the text."""

from __future__ import annotations

import tracemalloc
from functools import partial

from akn.pipeline import Options, convert
from benchmarks.material import longer, motion
from benchmarks.stages import ENRICHED, PLAIN
from benchmarks.timing import best_of


def growth() -> None:
    """Print the time for a motion, for one ten times as long and for one a hundred times as long."""
    print(f"  {'text':>10} {'parts':>6} {'convert':>12} {'':8} {'and enrich':>12}")
    first: tuple[int, float, float] | None = None
    for times, rounds in ((1, 40), (10, 10), (100, 3)):
        document = longer(motion(0), times).text().encode()
        counts = convert(document, PLAIN).report.counts
        best = best_of(
            {"plain": partial(_convert, document, PLAIN), "enriched": partial(_convert, document, ENRICHED)},
            rounds,
        )
        first = first or (len(document), best["plain"], best["enriched"])
        parts = counts["citations"] + counts["recitals"] + counts["paragraphs"] + counts["points"]
        print(
            f"  {len(document) / first[0]:8.1f} × {parts:6} {best['plain']:9.1f} ms {best['plain'] / first[1]:6.1f} ×"
            f" {best['enriched']:9.1f} ms {best['enriched'] / first[2]:6.1f} ×"
        )


def _convert(document: bytes, options: Options, number: int) -> None:
    del number
    convert(document, options)


def allocated() -> None:
    """Print what Python itself allocates at most for one motion, when all tables are loaded."""
    document = motion(0).text().encode()
    convert(document, ENRICHED)
    tracemalloc.start()
    convert(document, ENRICHED)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"  Python's own objects for one more motion: {peak / 1e6:.1f} MB")
