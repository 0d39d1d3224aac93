"""The measures of `benchmarks.goals`: each gives a figure or several, the ratio of the least and that of the means."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from akn import depositing
from akn.pipeline import Options, convert
from akn.recognition import Wishes
from akn.repositories import open_repository
from akn.schema import official as schema
from benchmarks.carriers import as_docx, as_pdf
from benchmarks.commands import MEASURED
from benchmarks.material import Motion, longer, motion
from benchmarks.stages import bluebell
from benchmarks.timing import Work, command, spent, surroundings, turns
from tests.generate_documents import documents, template

#: Name of the figure, ratio of the least, ratio of the means.
Figures: TypeAlias = Iterator[tuple[str, float, float | None]]
PROGRAMS = Path(os.environ.get("AKN_INSTALLED") or Path(sys.executable).parent)
AKN = str(PROGRAMS / "akn")
OPTIONS = Options(wishes=Wishes(language="eng", institution="ep"))
_HEAD = (
    "European Parliament resolution of 6 May 2010 on quiet hours\n\nThe European Parliament,\n\n"
    "–  having regard to Rule 110(2) of its Rules of Procedure,\n\n"
    "A.  whereas sleep is good;\n\n1.  Asks for quiet.\n\n"
)
#: Texts that were made to be slow, of so many bytes.
HOSTILE: Mapping[str, Callable[[int], str]] = {
    "points": lambda size: _HEAD + "(a)  x;\n" * (size // 8),
    "dashes": lambda size: _HEAD + "–  x;\n" * (size // 8),
    "numbers": lambda size: _HEAD + "2.  Calls.\n" * (size // 11),
    "one letter a line": lambda size: _HEAD + "a\n" * (size // 2),
    "marks of notes": lambda size: (
        _HEAD + "2.  Calls for\n" + "".join(f"word{n},\n" for n in range(1, size // 9))
    ),
    "definitions": lambda size: (
        _HEAD + "2.  Asks " + " and ".join(f"the Big Council of Things (AB{n})" for n in range(size // 36))
    ),
    "references": lambda size: (
        _HEAD + "2.  Asks " + "Article 3 of Regulation (EC) No 45/2001 and " * (size // 44)
    ),
    "blanks": lambda size: _HEAD + "2.  Asks" + " " * size + "for it.",
    "brackets": lambda size: _HEAD + "2.  Asks " + "(" * size,
    "dates": lambda size: _HEAD + "2.  Asks on 6 May 2010 " * (size // 23),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """The figures `names`, and what takes them."""

    names: tuple[str, ...]
    take: Callable[[], Figures]


@dataclass(frozen=True, slots=True)
class Spent:
    """Processor times of one work, in milliseconds."""

    least: float
    mean: float


def by_turns(works: Mapping[str, Work], rounds: int) -> dict[str, Spent]:
    """The processor times of `works`, which take turns; the first round is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            start = spent()
            work(number)
            if number:
                taken[name].append((spent() - start) * 1000)
    return {name: Spent(min(times), sum(times) / len(times)) for name, times in taken.items()}


def ratio(name: str, one: Spent, other: Spent) -> tuple[str, float, float]:
    """The figure `name`: `one` beside `other`."""
    return name, one.least / other.least, one.mean / other.mean


def _texts(count: int) -> list[bytes]:
    return [motion(variant).text().encode() for variant in range(count)]


def _conversion() -> Figures:
    """One motion: the same text to all, the least of many and the mean; then 200 different ones."""
    text = _texts(1)
    result = convert(text[0], OPTIONS).xml
    validator = schema.load()
    works: dict[str, Work] = {
        "akn": lambda _n: convert(text[0], OPTIONS),
        "floor": lambda _n: validator.validate(etree.fromstring(result)),
    }
    if peer := bluebell(text):
        works["bluebell"] = peer
    found = by_turns(works, 40)
    if peer:
        yield ratio("conversion", found["akn"], found["bluebell"])
    yield ratio("conversion_floor", found["akn"], found["floor"])
    many = _texts(200)
    if peer_of_many := bluebell(many):
        document = turns(many)
        found = by_turns(
            {"akn": lambda n: convert(document(n), OPTIONS), "bluebell": peer_of_many}, len(many)
        )
        yield "conversion_200", found["akn"].mean / found["bluebell"].mean, None


def _commands() -> Figures:
    """Whole commands beside xmllint on the finished file, and beside a command that does nothing."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text, xml, library = folder / "motion.txt", folder / "motion.xml", f"sqlite:///{folder}/library.db"
        text.write_bytes(_texts(1)[0])
        _run(AKN, "convert", str(text), "-o", str(xml), "--quiet")
        _run(AKN, "deposit", str(xml), "--to", library)
        iri = _expression(xml)
        beside = {
            "help": command(AKN, "--help"),
            "version": command(AKN, "--version"),
            "find": command(AKN, "find", "Parliament", "--in", library),
            "get": command(AKN, "get", iri, "--from", library, "-o", str(folder / "got.xml")),
            "empty": command(str(_empty(folder))),
        }
        xsd = str(schema.catalogue()[schema.MAIN].locate())
        if xmllint := shutil.which("xmllint"):
            found = by_turns(
                {
                    "convert": command(AKN, "convert", str(text), "-o", str(xml), "--quiet"),
                    "validate": command(AKN, "validate", str(xml)),
                    "xmllint": command(xmllint, "--noout", "--schema", xsd, str(xml)),
                },
                12,
            )
            yield ratio("convert", found["convert"], found["xmllint"])
            yield ratio("validate", found["validate"], found["xmllint"])
        found = by_turns(beside, 12)
        for asked in ("help", "version", "find", "get"):
            yield ratio(asked, found[asked], found["empty"])


def _expression(xml: Path) -> str:
    root = etree.parse(str(xml)).getroot()
    return str(root.find(".//{*}FRBRExpression/{*}FRBRuri").get("value"))


def _empty(folder: Path) -> Path:
    """A command that is installed as ``akn`` is, and prints one line."""
    (folder / "nothing_at_all.py").write_text("def main():\n    print('nothing')\n", encoding="utf-8")
    script = folder / "nothing"
    installed = Path(AKN).read_text(encoding="utf-8").replace("akn.__main__", "nothing_at_all")
    script.write_text(installed, encoding="utf-8")
    script.chmod(0o755)
    return script


def _run(*words: str) -> None:
    ended = subprocess.run(words, capture_output=True, check=False, env=surroundings())
    if ended.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(words)}: {ended.stderr.decode()[-500:]}")


def _deposit() -> Figures:
    """One document more, many times over; beside parsing and validating it."""
    made = list(documents(template(), 320))
    validator = schema.load()
    with tempfile.TemporaryDirectory() as name:
        files = []
        for number, content in enumerate(made):
            files.append(Path(name, f"{number:04}.xml"))
            files[-1].write_bytes(content)
        with open_repository(f"sqlite:///{name}/library.db", create=True) as repository:

            def deposit(number: int) -> None:
                batch = files[number * 20 : (number + 1) * 20]
                for _ in depositing.deposit(batch, repository, now=lambda: datetime.now(UTC)):
                    pass

            def floor(number: int) -> None:
                for content in made[number * 20 : (number + 1) * 20]:
                    validator.validate(etree.fromstring(content))

            found = by_turns({"deposit": deposit, "floor": floor}, 15)
    yield ratio("deposit", found["deposit"], found["floor"])


def _folder() -> Figures:
    """A folder of valid files: akn beside one process of xmllint."""
    xmllint = shutil.which("xmllint")
    if xmllint is None:
        return
    xsd = str(schema.catalogue()[schema.MAIN].locate())
    with tempfile.TemporaryDirectory() as name:
        files = []
        for variant in range(200):
            files.append(Path(name, f"{variant}.xml"))
            files[-1].write_bytes(convert(motion(variant).text().encode(), OPTIONS).xml)
        found = by_turns(
            {
                "schema": command(AKN, "validate", "--no-rules", name),
                "rules": command(AKN, "validate", name),
                "xmllint": command(xmllint, "--noout", "--schema", xsd, *map(str, files)),
            },
            5,
        )
    yield ratio("folder_schema", found["schema"], found["xmllint"])
    yield ratio("folder_rules", found["rules"], found["xmllint"])


def _jobs() -> Figures:
    """100 files by one process and by two, by the clock: what else runs on the machine is in it."""
    with tempfile.TemporaryDirectory() as name:
        texts, out = Path(name, "texts"), Path(name, "out")
        texts.mkdir()
        for variant in range(100):
            Path(texts, f"{variant}.txt").write_bytes(motion(variant).text().encode())
        for title, words in (
            ("jobs_convert", ("convert", str(texts), "-o", str(out), "--quiet")),
            ("jobs_validate", ("validate", str(out))),
        ):
            times: dict[str, list[float]] = {"1": [], "2": []}
            for _ in range(3):
                for jobs, taken in times.items():
                    start = time.perf_counter()
                    _run(AKN, *words, "--jobs", jobs)
                    taken.append(time.perf_counter() - start)
            yield title, min(times["1"]) / min(times["2"]), sum(times["1"]) / sum(times["2"])


def _formats() -> Figures:
    """The same motion as text, page, DOCX and PDF; pdfium runs in a child, so whole commands are held to each other."""
    one = motion(0)
    text = one.text()
    page, docx, printed = one.page().encode(), as_docx(text), as_pdf(text)
    found = by_turns(
        {
            "text": lambda _n: convert(text.encode(), OPTIONS),
            "page": lambda _n: convert(page, OPTIONS),
            "docx": lambda _n: convert(docx, OPTIONS),
        },
        40,
    )
    yield ratio("page", found["page"], found["text"])
    yield ratio("docx", found["docx"], found["text"])
    with tempfile.TemporaryDirectory() as name:
        file, plain, target = Path(name, "motion.pdf"), Path(name, "motion.txt"), str(Path(name, "out"))
        many = Path(name, "many")
        many.mkdir()
        file.write_bytes(printed)
        plain.write_text(text, encoding="utf-8")
        # A PDF is read by a process of its own: whole commands, less what a start costs, on many files.
        for number in range(20):
            shutil.copy(file, many / f"{number}.pdf")
            shutil.copy(plain, many / f"{number}.txt")
        words, single = (
            (AKN, "convert", "--quiet", "-o", target),
            (AKN, "convert", "--quiet", "-o", os.devnull),
        )
        took = by_turns(
            {
                "one pdf": command(*single, str(many / "0.pdf")),
                "pdfs": command(*words, *map(str, sorted(many.glob("*.pdf")))),
                "one text": command(*single, str(many / "0.txt")),
                "texts": command(*words, *map(str, sorted(many.glob("*.txt")))),
            },
            4,
        )
    pdfs, texts = took["pdfs"].least - took["one pdf"].least, took["texts"].least - took["one text"].least
    if texts > 0:
        yield "pdf", pdfs / texts, None


def _notes() -> Figures:
    """60 paragraphs, each with a note at the end of the text, beside the same without."""
    bare, noted = _sixty(noted=False), _sixty(noted=True)
    if (held := convert(noted, OPTIONS).xml.count(b"<authorialNote")) != 60:
        raise RuntimeError(f"{held} of 60 notes were read")
    found = by_turns(
        {"noted": lambda _n: convert(noted, OPTIONS), "bare": lambda _n: convert(bare, OPTIONS)}, 25
    )
    yield (
        "notes",
        found["noted"].least / found["bare"].least - 1,
        found["noted"].mean / found["bare"].mean - 1,
    )


def _sixty(*, noted: bool) -> bytes:
    paragraphs = "".join(
        f"{n}.  Calls on the Commission to count the owls of the district{f'({n})' if noted else ''} and to report;\n\n"
        for n in range(2, 62)
    )
    notes = "".join(f"({n}) OJ C 99, 1.4.2010, p. {n}.\n\n" for n in range(2, 62)) if noted else ""
    return f"{_HEAD}{paragraphs}62.  Instructs its President.\n\n{notes}".encode()


def _growth() -> Figures:
    """How much more than its share a longer text takes."""
    first = motion(0)
    least = mean = 0.0
    base, length = _each(first, 1, 20)
    for times, rounds in ((10, 6), (100, 2)):
        found, size = _each(first, times, rounds)
        share = size / length
        least = max(least, found.least / base.least / share)
        mean = max(mean, found.mean / base.mean / share)
    yield "growth", least, mean


def _each(first: Motion, times: int, rounds: int) -> tuple[Spent, int]:
    text = longer(first, times).text().encode()
    return by_turns({"it": lambda _n: convert(text, OPTIONS)}, rounds)["it"], len(text)


def _hostile() -> Figures:
    worst = [0.0, 0.0]
    for make in HOSTILE.values():
        short, long = make(10_000).encode(), make(40_000).encode()
        found = by_turns({"short": _tried(short), "long": _tried(long)}, 4)
        share = len(long) / len(short)
        _, least, mean = ratio("", found["long"], found["short"])
        worst = [max(worst[0], least / share), max(worst[1], mean / share)]
    yield "hostile", worst[0], worst[1]


def _tried(text: bytes) -> Work:
    def work(number: int) -> None:
        del number
        convert(text, OPTIONS)

    return work


def _memory() -> Figures:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Path(folder, "0.txt").write_bytes(_texts(1)[0])
        yield "memory", _peak("convert", str(folder / "0.txt"), "-o", os.devnull, "--quiet"), None
        peaks = []
        for count in (100, 1000):
            texts = folder / str(count)
            texts.mkdir()
            for variant in range(count):
                Path(texts, f"{variant}.txt").write_bytes(motion(variant).text().encode())
            peaks.append(_peak("convert", str(texts), "-o", str(folder / f"out-{count}"), "--quiet"))
        yield "memory_batch", peaks[1] / peaks[0], None


def _peak(*words: str) -> float:
    """The peak memory of a command, in megabytes."""
    python = str(PROGRAMS / "python")
    ended = subprocess.run(
        [python, "-c", MEASURED, *words],
        capture_output=True,
        check=False,
        text=True,
        env=surroundings(),
        cwd="/",
    )
    return int(ended.stderr.split()[-1]) / 1024


MEASURES: Sequence[Measure] = (
    Measure(("conversion", "conversion_floor", "conversion_200"), _conversion),
    Measure(("convert", "validate", "help", "version", "find", "get"), _commands),
    Measure(("deposit",), _deposit),
    Measure(("folder_schema", "folder_rules"), _folder),
    Measure(("jobs_convert", "jobs_validate"), _jobs),
    Measure(("page", "docx", "pdf"), _formats),
    Measure(("notes",), _notes),
    Measure(("growth",), _growth),
    Measure(("hostile",), _hostile),
    Measure(("memory", "memory_batch"), _memory),
)
