"""Sentences as resolutions have them, in all languages: all that is to be marked is, and nothing else."""

from __future__ import annotations

from functools import lru_cache

import pytest

from tests.enrichment.reading_texts import FORMULAS, Marked, read, sentences

TEXTS = tuple(sentences("texts.tsv"))
NOT_YET = tuple(sentences("texts-not-yet.tsv"))


@lru_cache(maxsize=32)
def found(language: str) -> dict[str, list[Marked]]:
    return read(language, [text for spoken, text, _ in (*TEXTS, *NOT_YET) if spoken == language])


@pytest.mark.parametrize("language", sorted(FORMULAS))
def test_all_that_a_text_names_is_marked_and_nothing_else(language: str) -> None:
    wrong = [
        (text, found(language).get(text), marks)
        for spoken, text, marks in TEXTS
        if spoken == language and found(language).get(text) != marks
    ]
    assert wrong == []


def test_what_is_said_not_to_be_right_yet_is_not() -> None:
    assert [text for language, text, marks in NOT_YET if found(language).get(text) == marks] == []
