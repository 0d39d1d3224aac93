"""References, names and lookalikes of the development set, counted by class and by language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from akn.enrichment.scanning import scan
from akn.enrichment.sought import tables
from akn.model.resolution import Mention, Ref, RefRange
from tests.enrichment.reading_rows import DOCUMENT, headed, named, references, rows, whole_references
from tests.enrichment.reading_texts import FORMULAS, read, sentences


@dataclass(slots=True)
class Found:
    """How many there are, how many were found at all, exactly, and with the right address of those with one."""

    there: int = 0
    found: int = 0
    exact: int = 0
    addressed: int = 0
    right: int = 0

    def add(self, marked: str, meant: str, read: list[tuple[str, str]]) -> None:
        """Count one that is `marked` and `meant`, in a sentence of which `read` was read."""
        over = [(text, target) for text, target in read if text in marked or marked in text]
        targets = [target for _, target in over if target]
        self.there += 1
        self.found += bool(over)
        self.exact += any(text == marked for text, _ in over)
        self.addressed += bool(targets and meant)
        self.right += bool(targets) and meant in targets


def _sentences() -> Iterator[tuple[str, str, str, list[str]]]:
    """Language, class, sentence, and what is marked in it with its address."""
    for kind, text, *pairs in headed("references.tsv"):
        yield "eng", kind.lower(), text, pairs
    for language, kind, text, *pairs in rows("references-in-languages.tsv"):
        yield language, kind, text, pairs
    for language, kind, text, marked, meant in rows("typical.tsv"):
        yield language, kind, text, [marked, meant]


def counted() -> tuple[dict[str, Found], dict[str, Found]]:
    """The counts by class and by language."""
    classes: dict[str, Found] = defaultdict(Found)
    languages: dict[str, Found] = defaultdict(Found)
    for language, kind, text, pairs in _sentences():
        marks = scan(text, tables(language, "ep"), DOCUMENT)
        listed = [(printed, str(target)) for printed, target in references(text, marks)]
        read = [*whole_references(text, marks), *listed, *named(text, marks)]
        for marked, meant in zip(pairs[::2], pairs[1::2], strict=True):
            classes[kind].add(marked, meant, read)
            languages[language].add(marked, meant, read)
    return dict(classes), dict(languages)


def false_addresses() -> tuple[int, int]:
    """How many lookalikes got an address, and how many there are."""
    lookalikes = [("eng", row[0]) for row in rows("not-references.tsv")]
    lookalikes += [(language, text) for language, text in rows("lookalikes-in-languages.tsv")]
    false = sum(
        any(
            isinstance(mark.markup, RefRange | Mention)
            or (isinstance(mark.markup, Ref) and bool(mark.markup.href))
            for mark in scan(text, tables(language, "ep"), DOCUMENT)
            if language != "eng" or not isinstance(mark.markup, Mention)
        )
        for language, text in lookalikes
    )
    return false, len(lookalikes)


def of_texts() -> list[list[str]]:
    """A row for each kind of mark in whole texts, and one for each language: recall, and precision of the addresses."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    every = [*sentences("texts.tsv"), *sentences("texts-not-yet.tsv")]
    for language in sorted(FORMULAS):
        mine = [(text, marks) for spoken, text, marks in every if spoken == language]
        found = read(language, [text for text, _ in mine])
        for text, marks in mine:
            for mark in {*marks, *found.get(text, ())}:
                for name in (mark.kind, language):
                    there, read_, addressed, right = counts[name]
                    hit = mark in marks and mark in found.get(text, ())
                    addressed += bool(mark.address) and mark in found.get(text, ())
                    counts[name] = [
                        there + (mark in marks),
                        read_ + hit,
                        addressed,
                        right + (hit and bool(mark.address)),
                    ]
    table = [["in whole texts", "there", "exactly found", "with an address", "right of these"]]
    for name, (there, exact, addressed, right) in counts.items():
        table.append([name, str(there), f"{exact / there:.3f}", str(addressed), f"{right / addressed:.3f}"])
    return table


def report(title: str, counts: dict[str, Found]) -> list[list[str]]:
    """A row for each class or language."""
    table = [[title, "there", "found", "span exact", "with an address", "right of these"]]
    table += [
        [
            name,
            str(c.there),
            f"{c.found / c.there:.3f}",
            f"{c.exact / c.there:.3f}",
            str(c.addressed),
            str(c.right),
        ]
        for name, c in sorted(counts.items())
    ]
    return table
