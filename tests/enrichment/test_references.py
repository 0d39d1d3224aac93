"""Every reference of the table is marked and resolved exactly; nothing that only looks like one is."""

from __future__ import annotations

from pathlib import Path

import pytest

from akn.enrichment.context import Context
from akn.enrichment.scanning import scan
from akn.enrichment.sought import tables
from akn.model.resolution import Mark, Ref, RefList, RefRange

HERE = Path(__file__).parent

#: A motion of the ninth term with ten paragraphs, six recitals and an annex; the text stands in its fourth paragraph.
DOCUMENT = Context(
    institution="ep",
    term="9",
    date="2025-12-31",
    targets={
        **{(("par", str(n)),): f"#para_{n}" for n in range(1, 11)},
        **{(("rct", letter),): f"#recs_1__rec_{letter}" for letter in "ABCDEF"},
        (("anx", "1"),): "#att_1",
    },
    previous="#para_3",
    following="#para_5",
)


def rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def references(text: str, marks: tuple[Mark, ...]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for mark in marks:
        printed = text[mark.start : mark.end]
        match mark.markup:
            case Ref(href):
                found.append((printed, href))
            case RefList():
                found.append((printed, "mref"))
            case RefRange(first, last):
                found.append((printed, f"{first} .. {last}"))
            case _:
                pass
    return found


REFERENCES = rows("references.tsv")
LOOKALIKES = rows("not-references.tsv")


@pytest.mark.parametrize("row", REFERENCES, ids=[row[0] for row in REFERENCES])
def test_a_reference_is_marked_and_resolved(row: list[str]) -> None:
    text, *pairs = row
    expected = list(zip(pairs[::2], pairs[1::2], strict=True))
    assert references(text, scan(text, tables("eng"), DOCUMENT)) == expected


@pytest.mark.parametrize("row", LOOKALIKES, ids=[row[0] for row in LOOKALIKES])
def test_what_only_looks_like_a_reference_is_left_alone(row: list[str]) -> None:
    text = row[0]
    assert references(text, scan(text, tables("eng"), DOCUMENT)) == []


def test_the_tables_are_as_long_as_they_claim() -> None:
    assert len(REFERENCES) >= 300
    assert len(LOOKALIKES) >= 150
    assert len({row[0] for row in REFERENCES}) == len(REFERENCES)
    assert len({row[0] for row in LOOKALIKES}) == len(LOOKALIKES)
