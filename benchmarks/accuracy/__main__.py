"""Print the accuracy as tables of Markdown: ``python -m benchmarks.accuracy``, or ``make accuracy``.

With ``-v`` the documents are named that come out wrong without a word.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from benchmarks.accuracy import meaning, nations
from benchmarks.accuracy.material import documents
from benchmarks.accuracy.scoring import BODY, CLASSES, HEAD, Score, Tally, score

SETS = ("samples", "forms", "carriers", "corpus")


def together(tallies: Iterable[Tally]) -> Tally:
    """Several tallies as one."""
    total = Tally()
    for tally in tallies:
        total.add(tally.there, tally.found, tally.right)
    return total


def figure(tally: Tally) -> str:
    """An F1 to three places, with how many elements are there; a dash where there are none."""
    return "–" if tally.f1 is None else f"{tally.f1:.3f} ({tally.there})"


def by_class(counted: Score) -> list[list[str]]:
    """A row for each class of elements, a column for each set."""
    sets = [one for one in SETS if any(of == one for of, _ in counted.elements)]
    rows = [["element", *sets, "all"]]
    groups: list[tuple[str, tuple[str, ...]]] = [(name, (name,)) for name in CLASSES]
    groups += [("**head**", HEAD), ("**structure**", BODY), ("**all**", CLASSES)]
    for title, names in groups:
        of = [
            together(counted.elements[key] for key in counted.elements if key[0] == one and key[1] in names)
            for one in sets
        ]
        rows.append([title, *map(figure, of), figure(together(of))])
    return rows


def by_language(counted: Score) -> list[list[str]]:
    """A row for each language: documents, authors, head, structure."""
    rows = [["language", "documents", "authors", "head", "structure", "all"]]
    for language in sorted({language for _, language in counted.documents}):

        def of(names: Iterable[str], language: str = language) -> str:
            return figure(
                together(
                    t
                    for (_, spoken, name), t in counted.languages.items()
                    if spoken == language and name in names
                )
            )

        number = sum(n for (_, spoken), n in counted.documents.items() if spoken == language)
        rows.append([language, str(number), of(("authors", "groups")), of(HEAD), of(BODY), of(CLASSES)])
    return rows


def wholes(counted: Score) -> list[list[str]]:
    """A row for each set: documents right throughout, wrong with a word, wrong in silence."""
    rows = [["documents", "all", "right throughout", "wrong, and said", "wrong in silence"]]
    rows += [
        [of, str(whole.all), str(whole.right), str(whole.said), str(len(whole.silent))]
        for of, whole in counted.whole.items()
    ]
    return rows


def table(rows: list[list[str]]) -> str:
    """`rows` as a table of Markdown, the first of them its head."""
    head, *rest = rows
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rest))


def main() -> None:
    """Measure and print."""
    counted = score(documents())
    print("F1, and in brackets how many elements there are.\n")
    print(f"{table(by_class(counted))}\n\n{table(wholes(counted))}\n\n{table(by_language(counted))}")
    classes, languages = meaning.counted()
    false, lookalikes = meaning.false_addresses()
    print("\nReferences and names of the development set.\n")
    print(f"{table(meaning.report('class', classes))}\n\n{table(meaning.report('language', languages))}")
    print(f"\n{table(meaning.of_texts())}")
    print(f"\nLookalikes with an address: {false} of {lookalikes}.")
    if rows := nations.report():
        print(f"\nDocuments of the United Nations.\n\n{table(rows)}")
    if counted.unreadable:
        print(f"\nOf a format that is not read yet, and not counted: {', '.join(counted.unreadable)}")
    if "-v" in sys.argv[1:]:
        for of, whole in counted.whole.items():
            print(f"\nWrong in silence, of the {of}:", *whole.silent, sep="\n  ")


if __name__ == "__main__":
    main()
