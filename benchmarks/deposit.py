"""How fast the repositories are, how large they grow, how much memory they take.

    python benchmarks/deposit.py [--documents 10000] [--fast] [URL …]

The documents are varied from one motion (or from the file named by --from). Each URL must name a repository
that is not there yet; without one, a folder and a SQLite file in a temporary folder are measured. Each
step runs in a process of its own, so that its peak memory is its own. Sizes are asked of the system, or of
the server where it tells them.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.generate_documents import SUBJECTS, documents, template  # after the path is known

if TYPE_CHECKING:
    from collections.abc import Callable

#: With how many documents a search is timed, and how often; the best counts.
STAGES, REPEATS = (100, 1000, 10000), 7


def now() -> datetime:
    """Return the time of a deposit."""
    return datetime.now(UTC)


def deposit(url: str, files: list[Path], durable: bool) -> tuple[float, Counter[str]]:  # noqa: FBT001  # run by name
    """Deposit `files`; seconds, and how many met which outcome."""
    from akn import depositing  # noqa: PLC0415  # in the measured process
    from akn.repositories import open_repository  # noqa: PLC0415  # likewise

    start = time.perf_counter()
    with open_repository(url, create=True, durable=durable) as repository:
        outcomes = Counter(str(r.outcome) for r in depositing.deposit(files, repository, now=now))
    return time.perf_counter() - start, outcomes


def find(url: str) -> dict[str, tuple[float, int]]:
    """Search; for each query the best time in seconds, and how many were found."""
    from akn.repositories import open_repository  # noqa: PLC0415  # in the measured process
    from akn.repositories.interface import Query  # noqa: PLC0415  # likewise

    queries = {
        "word in 1 % of the documents": Query(terms=((SUBJECTS[7],),), limit=50),
        "the same, kind, since, author": Query(
            terms=((SUBJECTS[7],),), kind="resolution", since="2015-01-01", author="Verts/ALE", limit=50
        ),
        "who cites one act": Query(cites="32016R0679", limit=50),
        "newest 50": Query(limit=50),
        "one document by its number": Query(procedure="2000/0042(RSP)"),
    }
    found: dict[str, tuple[float, int]] = {}
    with open_repository(url) as repository:
        for name, query in queries.items():
            times = []
            for _ in range(REPEATS):
                start = time.perf_counter()
                hits = repository.find(query)
                times.append(time.perf_counter() - start)
            found[name] = (min(times), len(hits))
    return found


def verify(url: str) -> tuple[float, int]:
    """Verify; seconds, and how many are damaged."""
    from akn import depositing  # noqa: PLC0415  # in the measured process
    from akn.repositories import open_repository  # noqa: PLC0415  # likewise

    start = time.perf_counter()
    with open_repository(url) as repository:
        damaged = sum(bool(one.problem) for one in depositing.verify(repository))
    return time.perf_counter() - start, damaged


def size(url: str) -> int:
    """Bytes the repository takes, 0 where that cannot be asked."""
    from akn.repositories.url import parse  # noqa: PLC0415

    location = parse(url)
    if location.scheme == "sqlite":
        return sum(f.stat().st_size for f in Path(location.path).parent.glob(Path(location.path).name + "*"))
    if location.scheme == "":
        return sum(f.stat().st_size for f in Path(location.path).rglob("*") if f.is_file())
    if location.scheme == "basex":
        from akn.repositories.basex.client import BasexClient  # noqa: PLC0415

        client = BasexClient(location.host, location.port or 1984, location.user, location.password)
        query = (
            "string-join(for $one in db:list() where starts-with($one, $name) "
            "return db:info($one)/databaseproperties/size, ' + ')"
        )
        print(
            "  BaseX says:",
            client.query("declare variable $name external; " + query, {"name": location.path}),
        )
        client.close()
        return 0
    import psycopg  # noqa: PLC0415

    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        return int(row[0]) if row else 0


def _call(pipe: Any, step: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    result = step(*arguments)
    pipe.send((result, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))


def apart(step: Callable[..., Any], *arguments: Any) -> tuple[Any, float]:
    """Return what `step` returns, run in a process of its own, and the peak memory of that in MiB."""
    context = multiprocessing.get_context("spawn")
    receive, send = context.Pipe(duplex=False)
    process = context.Process(target=_call, args=(send, step, arguments))
    process.start()
    send.close()
    result, peak = receive.recv()
    process.join()
    return result, peak / 1024


def measure(url: str, shown: str, files: list[Path], *, durable: bool) -> None:
    """Deposit in stages, search after each, deposit again, verify; print what was measured."""
    print(f"\n{shown}")
    done = 0
    for stage in [s for s in STAGES if s < len(files)] + [len(files)]:
        (seconds, outcomes), peak = apart(deposit, url, files[done:stage], durable)
        print(
            f"  deposit up to {stage}: {(stage - done) / seconds:.0f} documents/s ({seconds:.1f} s), "
            f"peak memory {peak:.0f} MiB, {dict(outcomes)}"
        )
        done = stage
        for name, (best, hits) in apart(find, url)[0].items():
            print(f"    find with {stage}, {name}: {best * 1000:.1f} ms, {hits} found")
    (again, outcomes), peak = apart(deposit, url, files, durable)
    print(
        f"  deposit again: {len(files) / again:.0f} documents/s ({again:.1f} s), "
        f"peak memory {peak:.0f} MiB, {dict(outcomes)}"
    )
    (seconds, damaged), peak = apart(verify, url)
    print(f"  verify: {len(files) / seconds:.0f} documents/s, peak memory {peak:.0f} MiB, {damaged} damaged")
    total = sum(file.stat().st_size for file in files)
    if used := size(url):
        print(f"  size: {used / 1e6:.0f} MB for {total / 1e6:.0f} MB of XML ({used / total:.2f})")
    else:
        print(f"  XML: {total / 1e6:.0f} MB")


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("urls", nargs="*", metavar="URL")
    parser.add_argument("--documents", type=int, default=10000)
    parser.add_argument("--fast", action="store_true", help="not durable")
    parser.add_argument("--from", dest="source", type=Path, help="the resolution that is varied")
    options = parser.parse_args()
    from akn.repositories.url import redacted  # noqa: PLC0415

    folder = Path(tempfile.mkdtemp(prefix="akn-bench-"))
    try:
        texts = folder / "texts"
        texts.mkdir()
        source = options.source.read_bytes() if options.source else template()
        files = []
        for number, content in enumerate(documents(source, options.documents)):
            files.append(texts / f"{number:06}.xml")
            files[-1].write_bytes(content)
        for url in options.urls or [str(folder / "library"), f"sqlite:///{folder}/library.db"]:
            measure(url, redacted(url), files, durable=not options.fast)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
