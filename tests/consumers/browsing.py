"""A real server, and real Chromium in front of it: what the tests of the page share."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Asks for nothing by itself; as root, a sandbox of its own is not to be had.
ALONE = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
)


@contextmanager
def served(*options: str, environment: dict[str, str] | None = None) -> Iterator[str]:
    """The address of a server on any free port, which is ended at the end, and ends well."""
    command = [sys.executable, "-m", "akn", "serve", "--port", "0", "--jobs", "1", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        said = server.stdout.readline() if server.stdout else ""  # it says so once it listens
        try:
            yield next(word for word in said.split() if word.startswith("http"))
        finally:
            server.terminate()
            assert server.wait(20) == 0


def deposited(folder: Path) -> str:
    """A library with documents that cite, that are versions of one work, and that changed."""
    samples = Path("tests/samples")
    files = [
        *(samples / language / "ambient-monitoring.txt.xml" for language in ("eng", "fra", "deu")),
        samples / "eng" / "harbour-noise.txt.xml",
        samples / "eng" / "shortest.txt.xml",
    ]
    command = [sys.executable, "-m", "akn", "deposit", *map(str, files), "--to", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return str(folder)
