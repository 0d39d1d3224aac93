"""How fast ``akn validate`` is, as ratios from one run: ``python benchmarks/validate.py [FOLDER]``.

FOLDER holds Akoma Ntoso files; by default the fixtures of the tests. Each
command is run several times and the best is taken. Nothing fails here: the
figures are to be read.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from akn.jobs.checking import check_all
from akn.schema import official as schema
from akn.validation.checker import Checker, Request

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.wholes import FIXTURES, whole  # after the path is known

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parent.parent
TIMES = 5
#: Commands are run on so many files at a time, again and again, so that start-up does not hide the work.
ENOUGH = 600


def best(work: Callable[[], object], times: int = TIMES) -> float:
    """Return the shortest of several runs of `work`, in seconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def command(*words: str) -> Callable[[], object]:
    """Return what runs a command and throws away what it says."""
    return lambda: subprocess.run(words, capture_output=True, check=False)  # our own words


def valid_and_not(files: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return `files` parted by the schema's verdict."""
    checker = Checker(Request(with_rules=False))
    good, bad = [], []
    for file in files:
        (good if checker.check(file).schema_valid else bad).append(file)
    return good, bad


def commands(files: list[str], title: str) -> None:
    """Print how the whole command compares with xmllint, and two processes with one."""
    akn = str(Path(sys.executable).parent / "akn")
    many = files * max(1, -(-ENOUGH // len(files)))
    # `akn` asks once of a file named twice: give each its own name.
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, file in enumerate(many):
            copy = Path(folder, f"{number}.xml")
            copy.write_bytes(Path(file).read_bytes())
            names.append(str(copy))
        size = sum(Path(name).stat().st_size for name in names) / 1e6
        print(f"{title}: {len(names)} files, {size:.1f} MB, whole commands, best of {TIMES}")
        alone = best(command(akn, "validate", "--no-rules", "--format", "json", *names))
        ruled = best(command(akn, "validate", "--format", "json", *names))
        two = best(command(akn, "validate", "--format", "json", "--jobs", "2", *names))
        xmllint = shutil.which("xmllint")
        if xmllint is not None:
            xsd = str(schema.catalogue()[schema.MAIN].locate())
            floor = best(command(xmllint, "--noout", "--schema", xsd, *names))
            print(f"  xmllint --noout --schema  {floor:6.2f} s")
            print(f"  akn, schema only          {alone:6.2f} s  {alone / floor:5.2f} × xmllint")
            print(f"  akn, schema and rules     {ruled:6.2f} s  {ruled / floor:5.2f} × xmllint")
        else:
            print(f"  xmllint is not installed; schema only {alone:.2f} s, with rules {ruled:.2f} s")
        print(f"  akn --jobs 2              {two:6.2f} s  {ruled / two:5.2f} × as fast as one")


def within(files: list[str]) -> None:
    """Print how the work itself compares, without start-up, in this process."""
    import xmlschema  # noqa: PLC0415  # only here

    data = [Path(file).read_bytes() for file in files]
    start = time.perf_counter()
    schema.load.cache_clear()
    schema.load()
    built = time.perf_counter() - start
    plain, ruled = Checker(Request(with_rules=False)), Checker(Request())
    floor = best(lambda: [schema.load().validate(etree.fromstring(one)) for one in data])
    alone = best(lambda: [plain.judge(one) for one in data])
    rules = best(lambda: [ruled.judge(one) for one in data])
    start = time.perf_counter()
    slow = xmlschema.XMLSchema10(str(schema.catalogue()[schema.MAIN].locate()))
    slow_built = time.perf_counter() - start
    few = data[:20]
    start = time.perf_counter()
    for one in few:
        slow.is_valid(etree.fromstring(one))
    slow_each = (time.perf_counter() - start) / len(few)
    each = best(lambda: [plain.judge(one) for one in few]) / len(few)
    print(f"in one process, {len(data)} valid files")
    print(f"  parse and validate by lxml alone  {1000 * floor / len(data):7.2f} ms a file")
    print(f"  akn, schema only                  {1000 * alone / len(data):7.2f} ms  {alone / floor:5.2f} ×")
    print(f"  akn, schema and rules             {1000 * rules / len(data):7.2f} ms  {rules / floor:5.2f} ×")
    name = f"xmlschema, {len(few)} of these files"
    print(f"  {name:32}  {1000 * slow_each:7.2f} ms; akn {slow_each / each:.0f} × as fast")
    print(f"  building the schema: {1000 * built:.0f} ms; xmlschema {1000 * slow_built:.0f} ms")


def processes(files: list[str]) -> None:
    """Print how much faster two processes are at the work itself, the start of both included."""
    many = files * max(1, -(-ENOUGH // len(files)))
    one = best(lambda: list(check_all(many, Request(), 1)), 3)
    two = best(lambda: list(check_all(many, Request(), 2)), 3)
    print(f"two processes, {len(many)} files, without start-up and report: {one / two:.2f} × as fast as one")


def growth() -> None:
    """Print how time grows when the paragraphs of a document are repeated 10 and 100 times."""
    text = (ROOT / "tests" / "mistakes" / "good.xml").read_text(encoding="utf-8")
    head, mark, rest = text.partition('      <paragraph eId="para_1">')
    body, end, tail = rest.partition("    </mainBody>")
    two = (mark + body).replace("para_1", "para_{odd}").replace("para_2", "para_{even}")
    two = two.replace("<num>1.<", "<num>{odd}.<").replace("<num>2.<", "<num>{even}.<")
    checker = Checker(Request())
    print("growth with the paragraphs repeated")
    first = 0.0
    for times in (10, 100, 1000):
        middle = "".join(two.format(odd=2 * n + 1, even=2 * n + 2) for n in range(times))
        data = (head + middle + end + tail).encode()
        found = len(checker.judge(data).findings)
        spent = best(lambda data=data: checker.judge(data))
        first = first or spent
        row = f"{times:5} ×  {len(data) / 1e6:6.2f} MB  {1000 * spent:8.2f} ms  {spent / first:6.1f} ×"
        print(f"  {row}  {found} findings")


def main() -> None:
    """Print all figures."""
    if len(sys.argv) > 1:
        figures(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as name:
        for number, path in enumerate(sorted(FIXTURES.rglob("*.xml"))):
            (Path(name) / f"{number}.xml").write_bytes(whole(path))
        figures(Path(name))


def figures(folder: Path) -> None:
    """Print all figures for the files in `folder`."""
    files = [str(path) for path in sorted(folder.rglob("*.xml"))]
    good, bad = valid_and_not(files)
    commands(good, "valid files")
    if bad:
        commands(good + bad, f"all files, {len(bad)} of them not valid and explained")
    within(good)
    processes(good)
    growth()
    print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
