"""``python -m benchmarks.many``: what many files cost, in processor time, for the machine may be busy.

Prints, of the samples repeated: the work of the processes and of who leads them, with ``--jobs`` and with
``--on local``; of a million places that nobody reads: what who leads them costs, and holds.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path, PurePosixPath

from akn.jobs.bundles import blocks
from akn.jobs.manifest import Count, Manifest
from akn.jobs.many import Job, run

SAMPLES = Path(__file__).parent.parent / "samples"


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=10, help="how often each sample is there")
    parser.add_argument("--places", type=int, default=1_000_000, help="how many places are led")
    parser.add_argument("--cluster", metavar="ADDRESS", help="a scheduler with workers, dask://host:port")
    asked = parser.parse_args()
    if asked.copies:
        _runs(asked.copies, asked.cluster)
    if asked.places:
        _led(asked.places)


def _runs(copies: int, cluster: str | None) -> None:
    with tempfile.TemporaryDirectory(prefix="akn-many-") as name:
        folder = Path(name)
        count = 0
        for sample in sorted(SAMPLES.glob("*/*.txt")):
            for n in range(copies):
                place = folder / "in" / f"{n:04}" / f"{sample.parent.name}-{sample.name}"
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(sample, place)
                count += 1
        print(f"{count} texts; seconds of processor time, and of the clock")
        ways = [["--jobs", "1"], ["--jobs", "2"], ["--on", "local:1"], ["--on", "local:2"]]
        ways += [["--on", cluster]] if cluster else []
        for _ in range(2):
            for way in ways:
                shutil.rmtree(folder / "out", ignore_errors=True)
                before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
                command = [
                    sys.executable,
                    "-m",
                    "akn",
                    "convert",
                    f"{folder}/in",
                    "-o",
                    f"{folder}/out",
                    "-q",
                    *way,
                ]
                subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                made = len(list((folder / "out").rglob("*.xml")))
                elapsed = time.perf_counter() - began
                each = f"{1000 * used / count:6.2f} ms a text"
                print(f"  {' '.join(way):<28} {used:7.2f} {elapsed:7.2f}  {each}, {made} made", flush=True)


class _Nobody:
    """An engine that does nothing: what is left is the part of who leads."""

    tries = 1
    width = 16

    def each(self, do, items):  # noqa: ANN001, ANN202  # as `Engine`
        """Count the files of each block as done."""
        del do
        for block in items:
            count = Count()
            count.verdicts["clean"] = len(block.items)
            yield block, count


def _led(places: int) -> None:
    def walked(number: int):  # noqa: ANN202  # as `walk`
        return (
            (Path(f"/in/{n // 1000}/{n}.txt"), PurePosixPath(f"{n // 1000:06}/{n:09}.txt"))
            for n in range(number)
        )

    with tempfile.TemporaryDirectory(prefix="akn-led-") as name:
        job = Job(None, Manifest.of(Path(name), "benchmark"))
        for number in (places // 10, places):
            began = time.process_time()
            count = run(job, blocks(walked(number)), _Nobody(), lambda _: None)
            used = time.process_time() - began
            tracemalloc.start()
            run(job, blocks(walked(number // 10)), _Nobody(), lambda _: None)
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            print(
                f"{count.total:,} places led: {used:.1f} s of processor time, {1e6 * used / number:.1f} µs each; "
                f"a tenth of them held {peak / 1e6:.2f} MB at most"
            )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"this process held {peak:.0f} MB at most ({os.cpu_count()} processors)")


if __name__ == "__main__":
    main()
