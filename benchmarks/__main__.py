"""Print all figures: ``python -m benchmarks``, or ``make bench``.

Everything is measured in this one run and the best of several rounds is
taken; what counts are the ratios. Nothing fails here. Where the environment
variable ``AKN_CORPUS`` names a folder of real documents, the texts in its
``ep`` are measured as well.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.carriers import carriers
from benchmarks.commands import beside_xmllint, languages, memory
from benchmarks.growth import allocated, growth
from benchmarks.material import motion
from benchmarks.stages import pages, stages, whole

HERE = Path(__file__).parent
VARIANTS = 24
#: Benchmarks of single parts, each a script of its own, with what it is given; ``{text}`` is a motion.
SCRIPTS = (
    ("enrich.py", "Enrichment beside recognition", ("{text}",)),
    ("validate.py", "The checker beside xmllint and xmlschema", ()),
    ("deposit.py", "Repositories, with 1,000 documents", ("--documents", "1000")),
)


def heading(title: str) -> None:
    """Print a heading."""
    print(f"\n{title}\n{'-' * len(title)}", flush=True)


def script(name: str, arguments: tuple[str, ...]) -> None:
    """Run one of the scripts beside this one in a process of its own; say so where it is missing or stops."""
    path = HERE / name
    if not path.is_file():
        print(f"  benchmarks/{name} is not there")
        return
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    ended = subprocess.run([sys.executable, str(path), *arguments], check=False, env=environment)
    if ended.returncode:
        print(f"  benchmarks/{name} stopped with exit code {ended.returncode}; what it said stands above")


def main() -> None:
    """Print all figures."""
    motions = [motion(variant) for variant in range(VARIANTS)]
    texts = [one.text().encode() for one in motions]
    heading(f"Stages, a document of {len(texts[0]) / 1000:.1f} kB, 9 citations, 10 recitals, 17 paragraphs")
    stages(texts)
    heading("The whole, in one process")
    whole(texts)
    for path in sorted(Path(os.environ.get("AKN_CORPUS", os.devnull), "ep").glob("*.txt")):
        heading(f"{path.name}, {path.stat().st_size / 1000:.1f} kB")
        stages([path.read_bytes()])
        whole([path.read_bytes()])
    heading("Growth")
    growth()
    heading("Page and text")
    pages(texts, [one.page().encode() for one in motions])
    heading("Documents and their text")
    carriers([one.text() for one in motions])
    heading("The goals")
    subprocess.run([sys.executable, "-m", "benchmarks.goals"], check=False, cwd=HERE.parent)
    heading("The command")
    beside_xmllint(texts[0])
    languages(texts[0])
    heading("Peak memory")
    memory(texts[0])
    allocated()
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "motion.txt")
        text.write_bytes(texts[0])
        for name, title, arguments in SCRIPTS:
            heading(title)
            script(name, tuple(argument.format(text=text) for argument in arguments))


if __name__ == "__main__":
    main()
