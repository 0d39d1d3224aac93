"""What is measured: texts, each with what must come out of it.

Four sets. The samples, whose accepted XML is the truth; the forms of
``tests/real_forms``; the many carriers of one motion there; and the corpus, where the environment variable
``AKN_CORPUS`` names a folder of real documents: its ``ep``, whose truth stands
in ``corpus.toml``, and the ``carriers`` beside it, whose truth stands in their
manifest. No real document is in the project.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from tests.real_forms.cases import Case, cases
from tests.real_forms.elements import Elements, elements_of

_TRUTH = Path(__file__).with_name("corpus.toml")
#: What the elements of a head are called in a manifest of carriers, and which of its rows are compared.
_ROWS = ("recitals", "paragraphs", "points", "headings", "notes")


@dataclass(frozen=True, slots=True)
class Document:
    """A text of a set: a file, or a form that is not yet one; with its language and its truth.

    `points` and `notes` of a carrier are compared by their last number and by
    their text alone, since that is all that its manifest says (`loosely`).
    """

    of: str
    name: str
    language: str
    truth: Elements
    path: Path | None = None
    case: Case | None = None
    free: frozenset[str] = frozenset()
    loosely: bool = False


def documents() -> Iterator[Document]:
    """Everything there is to measure."""
    yield from _samples()
    for case in cases():
        of = "carriers" if case.name.startswith("carriers/") else "forms"
        yield Document(of, case.name, case.language, case.expected, case=case, free=case.free)
    if named := os.environ.get("AKN_CORPUS"):
        yield from _parliament(Path(named, "ep"))
        yield from _carriers(Path(named).parent / "carriers")


def _samples() -> Iterator[Document]:
    for golden in sorted((ROOT / "tests" / "samples").rglob("*.xml")):
        path = ROOT / "samples" / golden.parent.name / golden.stem
        yield Document(
            "samples", golden.stem, golden.parent.name, elements_of(golden.read_bytes()), path=path
        )


def _parliament(folder: Path) -> Iterator[Document]:
    for name, facts in tomllib.loads(_TRUTH.read_text(encoding="utf-8")).items():
        if (folder / name).is_file():
            language = facts.pop("language")
            yield Document("corpus", name, language, _elements(facts), path=folder / name)


def _carriers(folder: Path) -> Iterator[Document]:
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        return
    for entry in json.loads(manifest.read_text(encoding="utf-8")):
        facts: dict[str, Any] = entry["expect"]
        yield Document(
            "corpus",
            entry["file"],
            facts["language"],
            _elements(
                {key: facts[key] for key in ("kind", "number", "authors", "citations", *_ROWS)}
                | {"tables": [f"{len(rows)}x{max(map(len, rows))}" for rows in facts["tables"]]}
            ),
            path=folder / entry["file"],
            # whose title holds the little words before it, and whose other facts are not told
            free=frozenset({"title", "date", "procedure", "groups", "committees", "annexes"}),
            loosely=True,
        )


def _elements(facts: dict[str, Any]) -> Elements:
    """The elements of a table of facts: rows as lists, or as one string parted by semicolons, or as a number."""
    made: dict[str, Any] = {}
    for key, value in facts.items():
        match key, value:
            case "citations", int():
                made[key] = tuple(str(n) for n in range(1, value + 1))
            case _, list():
                made[key] = tuple(value)
            case "authors" | "groups" | "committees" | "annexes" | "headings" | "tables", str():
                made[key] = tuple(value.split("; "))
            case "recitals" | "paragraphs", str():
                made[key] = tuple(value.split())
            case _:
                made[key] = value
    return Elements(**made)
