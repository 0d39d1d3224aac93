"""The whole command, from its start to its end: beside xmllint, its memory, and what two dozen languages cost it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import akn
from akn.schema import official as schema
from benchmarks.timing import best_of, command, row, surroundings

ROUNDS = 15
AKN = str(Path(os.environ.get("AKN_INSTALLED") or Path(sys.executable).parent) / "akn")
_PACKAGE = Path(akn.__file__).parent
#: Runs the command line in a process of its own, and says on its standard error how much memory it took at most.
MEASURED = """
import resource, sys
from pathlib import Path
from akn.cli import main
try:
    main()
finally:
    status = Path("/proc/self/status")
    # The kernel counts the memory of the process that started this one into `ru_maxrss`, but not into `VmHWM`.
    lines = status.read_text().splitlines() if status.exists() else []
    peak = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
    print("peak", (peak or [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss])[0], file=sys.stderr)
"""


def beside_xmllint(document: bytes) -> None:
    """Print ``akn convert`` beside ``xmllint --noout --schema`` on its result."""
    with tempfile.TemporaryDirectory() as folder:
        text, xml = Path(folder, "motion.txt"), Path(folder, "motion.xml")
        text.write_bytes(document)
        convert = (AKN, "convert", str(text), "-o", str(xml), "--quiet")
        works = {"akn": command(*convert), "plain": command(*convert, "--no-enrich")}
        works["akn"](0)
        xsd = str(schema.catalogue()[schema.MAIN].locate())
        if xmllint := shutil.which("xmllint"):
            works["xmllint"] = command(xmllint, "--noout", "--schema", xsd, str(xml))
        best = best_of(works, ROUNDS)
    for name, title in (("akn", "akn convert"), ("plain", "akn convert --no-enrich")):
        ratio = f"{best[name] / best['xmllint']:5.2f} × xmllint" if xmllint else ""
        row(title, best[name], ratio)
    if xmllint:
        row("xmllint --noout --schema", best["xmllint"])
    else:
        print("  xmllint is not installed")


def memory(document: bytes) -> None:
    """Print the peak memory of ``akn convert`` on one motion."""
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "motion.txt")
        text.write_bytes(document)
        for title, *options in (("akn convert",), ("akn convert --no-enrich", "--no-enrich")):
            words = (
                sys.executable,
                "-c",
                MEASURED,
                "convert",
                str(text),
                "-o",
                os.devnull,
                "--quiet",
                *options,
            )
            said = subprocess.run(
                words, capture_output=True, check=True, text=True, env=surroundings()
            ).stderr
            print(f"  {title:44} {int(said.split()[-1]) / 1024:9.1f} MB")


def languages(document: bytes) -> None:
    """Print ``akn convert`` with all languages beside one: two copies of the package, one with English alone."""
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "motion.txt")
        text.write_bytes(document)
        words = ("-c", "from akn.cli import main; main()", "convert", str(text), "-o", os.devnull, "--quiet")
        works = {}
        counts = {}
        for name in ("all", "one"):
            place = _copy(Path(folder, name), english_only=name == "one")
            counts[name] = len(list(Path(place, "akn", "languages").glob("???.toml")))
            environment = {**surroundings(), "PYTHONPATH": place}
            environment.pop("AKN_LANGUAGES", None)
            works[name] = command(sys.executable, *words, environment=environment)
        best = best_of(works, 2 * ROUNDS)
    ratio = f"{best['all'] / best['one']:5.2f} × with one"
    row(f"akn convert with {counts['all']} languages", best["all"], ratio)
    row(f"akn convert with {counts['one']}", best["one"])


def _copy(folder: Path, *, english_only: bool) -> str:
    """Copy the package to `folder`, with its language tables or only the English ones; its path is given back."""
    shutil.copytree(_PACKAGE, folder / "akn", ignore=shutil.ignore_patterns("__pycache__"))
    schemas = folder / "akn" / "schemas"
    if not schemas.exists():  # in an editable installation they stand beside the package
        shutil.copytree(_PACKAGE.parent / "schemas", schemas)
    if english_only:
        for table in (folder / "akn").rglob("???.toml"):
            if table.parent.name in ("languages", "words") and table.stem != "eng":
                table.unlink()
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    subprocess.run([sys.executable, "-m", "akn.languages.index"], check=True, env=environment)
    return str(folder)
