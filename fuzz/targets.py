"""What is tried, and what must hold whatever goes in: a refusal in words or a result that is whole."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

from lxml import etree

from akn.errors import AknError
from akn.findings import Finding
from akn.institutions import Institution
from akn.languages import Language
from akn.pipeline import Options, convert_source
from akn.readers import read_bytes
from akn.rendering import FORMS, render
from akn.rendering.findings import FileReport, Inspection
from akn.toml import read_table
from akn.tree.parse import parse
from akn.tree.pointers import references
from akn.validation import schematron, settings
from akn.validation.checker import Checker, Request
from akn.validation.mending.applying import mended
from fuzz.mutating import damaged, encoded, mutated

ROOT: Final = Path(__file__).parents[1]
TODAY: Final = date(2024, 5, 6)


class Broken(Exception):  # noqa: N818  # it is what was looked for
    """What must hold does not."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something to try: its seeds, how an input is made of them, and what is done with an input."""

    seeds: Callable[[], list[Path]]
    make: Callable[[Random, str, list[str], tuple[str, ...]], bytes]
    run: Callable[[bytes], None]


# ------------------------------------------------------------------ what is done with an input


def _convert(data: bytes, name: str) -> None:
    options = Options(today=TODAY)
    whole = convert_source(read_bytes(data, name), options)
    for conversion in whole:
        root = parse(conversion.xml)
        invalid = isinstance(root, Finding) or any(
            f.code.startswith("XSD") for f in conversion.report.findings
        )
        if invalid and conversion.clean:
            raise Broken("what was written is invalid, and it is called clean")
        json.dumps(conversion.report.as_json(), ensure_ascii=False).encode("utf-8")
        if conversion.report.lost and conversion.clean:
            raise Broken("words are lost, and it is called clean")
        conversion.report.summary.encode("utf-8")


def _text(data: bytes) -> None:
    _convert(data, "in.txt")


def _markdown(data: bytes) -> None:
    _convert(data, "in.md")


def _page(data: bytes) -> None:
    _convert(data, "in.html")


def _unnamed(data: bytes) -> None:
    _convert(data, "-")


def _validate(data: bytes) -> None:
    verdict = _checker().judge(data)
    held = FileReport(
        "in.xml",
        verdict.schema_valid,
        verdict.namespace,
        verdict.document_type,
        verdict.findings,
        verdict.rules_run,
    )
    for form in FORMS["findings"]:
        render(Inspection((held,)), form).encode("utf-8")
    better = mended(data)
    if better != data and isinstance(parse(better), Finding):
        raise Broken("mending made a document unreadable")
    root = parse(data)
    if not isinstance(root, Finding):
        list(references(root))


_CHECKERS: dict[None, Checker] = {}


def _checker() -> Checker:
    if None not in _CHECKERS:
        _CHECKERS[None] = Checker(Request(profile="ep-resolution"))
    return _CHECKERS[None]


def _schematron(data: bytes) -> None:
    with tempfile.TemporaryDirectory(prefix="akn-fuzz-") as folder:
        place = Path(folder, "in.sch")
        place.write_bytes(data)
        schematron.load(str(place))(_document())


def _document() -> etree._Element:  # its class has no public name
    return etree.fromstring(ROOT.joinpath("tests/samples/eng/harbour-noise.txt.xml").read_bytes())


def _table(data: bytes) -> None:
    with tempfile.TemporaryDirectory(prefix="akn-fuzz-") as folder:
        for name, read in (("language", _language), ("institution", _institution), ("settings", _settings)):
            place = Path(folder, "akn.toml" if name == "settings" else f"{name}.toml")
            place.write_bytes(data)
            try:
                read(place)
            except AknError:
                continue


def _language(place: Path) -> None:
    language = Language("xxx", read_table(place, "language table", "language"), place)
    _ = language.dates, language.recital_letters, language.point_letters
    speech = language.speech("ep")
    for slot in ("formula", "citation", "recital", "closing", "about"):
        speech.phrases(slot)


def _institution(place: Path) -> None:
    held = Institution("xxx", read_table(place, "institution table", "institution"), place)
    _ = held.name, held.profile


def _settings(place: Path) -> None:
    settings.load(place)


# ------------------------------------------------------------------ how an input is made


def _of_text(random: Random, seed: str, others: list[str], words: tuple[str, ...]) -> bytes:
    return mutated(random, seed, others, words).encode("utf-8", "replace")


def _of_bytes(random: Random, seed: str, others: list[str], words: tuple[str, ...]) -> bytes:
    text = mutated(random, seed, others, words) if random.random() < 0.5 else seed
    return damaged(random, encoded(random, text)) if random.random() < 0.7 else encoded(random, text)


def _of_xml(random: Random, seed: str, others: list[str], words: tuple[str, ...]) -> bytes:
    data = _of_text(random, seed, others, words)
    return damaged(random, data) if random.random() < 0.1 else data


def _seeds(*patterns: str) -> Callable[[], list[Path]]:
    return lambda: sorted(path for pattern in patterns for path in ROOT.glob(pattern))


TARGETS: Final[dict[str, Target]] = {
    "text": Target(_seeds("samples/*/*.txt"), _of_text, _text),
    "markdown": Target(_seeds("samples/*/*.txt", "samples/*/*.md"), _of_text, _markdown),
    "html": Target(_seeds("samples/*/*.html"), _of_text, _page),
    "bytes": Target(_seeds("samples/*/*.txt", "samples/*/*.html"), _of_bytes, _unnamed),
    "xml": Target(
        _seeds("tests/samples/*/*.xml", "tests/mistakes/*.xml", "tests/rules/*.xml"), _of_xml, _validate
    ),
    "schematron": Target(_seeds("fuzz/seeds/*.sch"), _of_text, _schematron),
    "tables": Target(
        _seeds("akn/languages/*.toml", "akn/institutions/*.toml", "fuzz/seeds/*.toml"), _of_text, _table
    ),
}
