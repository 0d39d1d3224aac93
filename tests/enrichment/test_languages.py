"""The reference words of each language are met by its examples, each read to its exact targets."""

from __future__ import annotations

import pytest

from akn import authorities
from akn.enrichment.context import Context
from akn.enrichment.scanning import scan
from akn.enrichment.sought import tables
from akn.languages import codes
from akn.model.resolution import Ref, RefRange

EP = Context(institution="ep", term="9", date="2025-12-31")
EXAMPLES = [
    (language, example["text"], example["refs"])
    for language in authorities.languages()
    for example in authorities.words(language).get("examples", ())
]


@pytest.mark.parametrize(
    ("language", "text", "refs"), EXAMPLES, ids=[f"{lang}: {text}" for lang, text, _ in EXAMPLES]
)
def test_each_example_is_read(language: str, text: str, refs: list[str]) -> None:
    if language not in codes():
        pytest.skip(f"“{language}” has no language table yet")
    found = []
    for mark in scan(text, tables(language), EP):
        match mark.markup:
            case Ref(href):
                found.append(href)
            case RefRange(first, last):
                found.append(f"{first} {last}")
            case _:
                pass
    assert found == refs


def test_a_language_without_a_table_has_no_reference_words() -> None:
    # Nothing is guessed: Hungarian puts the number before the kind of act, and waits for a table of its own.
    assert set(authorities.languages()) <= set(codes())
    for language in codes():
        assert bool(authorities.words(language)) == (language in authorities.languages())


@pytest.mark.parametrize("language", codes())
def test_dates_and_numbers_need_no_reference_words(language: str) -> None:
    text = "B9-0145/2021, 9.2.2021"
    assert len(scan(text, tables(language), EP)) == 2
