"""Every reference of the table is marked and resolved exactly; nothing that only looks like one is."""

from __future__ import annotations

import pytest

from akn.enrichment.scanning import scan
from akn.enrichment.sought import tables
from tests.enrichment.reading_rows import DOCUMENT, references, rows

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
