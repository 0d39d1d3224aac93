"""Counting what is there, what was found and what of it is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from akn.errors import UnreadableError
from benchmarks.accuracy.material import Document
from tests.real_forms.elements import FACTS, ROWS, Elements, fits
from tests.real_forms.running import Outcome, outcome_of, outcome_of_case, shortfalls

#: What is counted, in the order of the table.
HEAD = (*FACTS, "authors", "groups", "committees")
BODY = tuple(name for name in ROWS if name not in HEAD)
CLASSES = (*HEAD, *BODY, "formula", "refusals")


@dataclass(slots=True)
class Tally:
    """How many there are, how many were found, how many of these are right."""

    there: int = 0
    found: int = 0
    right: int = 0

    def add(self, there: int, found: int, right: int) -> None:
        """Count some more."""
        self.there += there
        self.found += found
        self.right += right

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where there was nothing and nothing was found."""
        return 2 * self.right / (self.there + self.found) if self.there + self.found else None


@dataclass(slots=True)
class Whole:
    """How many documents came out right throughout; how many not, but with a word; how many in silence."""

    right: int = 0
    said: int = 0
    silent: list[str] = field(default_factory=list)

    @property
    def all(self) -> int:
        """How many documents there are."""
        return self.right + self.said + len(self.silent)


@dataclass(slots=True)
class Score:
    """All counts: by set and class, by set, language and class; whole documents by set; what cannot be read."""

    elements: dict[tuple[str, str], Tally] = field(default_factory=dict)
    languages: dict[tuple[str, str, str], Tally] = field(default_factory=dict)
    whole: dict[str, Whole] = field(default_factory=dict)
    documents: Counter[tuple[str, str]] = field(default_factory=Counter)
    unreadable: list[str] = field(default_factory=list)

    def count(self, document: Document, name: str, there: int, found: int, right: int) -> None:
        """Count elements of the class `name` of `document`."""
        self.elements.setdefault((document.of, name), Tally()).add(there, found, right)
        self.languages.setdefault((document.of, document.language, name), Tally()).add(there, found, right)


def score(documents: Iterable[Document]) -> Score:
    """Convert all and count."""
    counted = Score()
    with TemporaryDirectory() as folder:
        for document in documents:
            if document.path and _unreadable(document.path):
                counted.unreadable.append(document.name)
                continue
            outcome = (
                outcome_of_case(document.case, Path(folder))
                if document.case
                else outcome_of(document.path or Path())
            )
            counted.documents[document.of, document.language] += 1
            _weigh(counted, document, outcome)
    return counted


def _unreadable(path: Path) -> bool:
    """Whether the file is of a format that has no reader yet."""
    from akn.readers import read  # noqa: PLC0415  # beside the converter, for this one question

    try:
        read(path)
    except UnreadableError:
        return True
    return False


def _weigh(counted: Score, document: Document, outcome: Outcome) -> None:
    case = document.case
    exact = (
        not shortfalls(case, outcome)
        if case
        else outcome.elements is not None and _exact(document, outcome.elements)
    )
    whole = counted.whole.setdefault(document.of, Whole())
    if exact:
        whole.right += 1
    elif outcome.loud:
        whole.said += 1
    else:
        whole.silent.append(document.name)
    if case and case.refused:
        counted.count(document, "refusals", 1, int(bool(outcome.refusal)), int(exact))
        return
    if case and case.exact_or_loud:
        return  # what is right is not for certain: it counts as a whole only
    found = outcome.elements or Elements(kind="", formulas=0)
    counted.count(
        document,
        "formula",
        document.truth.formulas,
        found.formulas,
        min(document.truth.formulas, found.formulas),
    )
    for name in (*HEAD, *BODY):
        if name not in document.free:
            wanted, there = _rows(document, document.truth, name), _rows(document, found, name)
            counted.count(document, name, len(wanted), len(there), _right(wanted, there))


def _exact(document: Document, found: Elements) -> bool:
    return all(
        _rows(document, document.truth, name) == _rows(document, found, name)
        for name in (*HEAD, *BODY)
        if name not in document.free
    )


def _rows(document: Document, elements: Elements, name: str) -> tuple[str, ...]:
    row = elements.row(name)
    if document.loosely and name == "points":
        return tuple(one.split()[-1] for one in row)
    if document.loosely and name == "notes":
        return tuple(one.rpartition(" ^ ")[2] for one in row)
    return row


def _right(wanted: tuple[str, ...], there: tuple[str, ...]) -> int:
    """How many of `there` are wanted, each counted once."""
    left = list(there)
    for one in sorted(wanted, key=lambda expected: "?" in expected):  # what is certain first
        at = next((n for n, found in enumerate(left) if fits(one, found)), None)
        if at is not None:
            left.pop(at)
    return len(there) - len(left)
