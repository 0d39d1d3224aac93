"""Texts of other institutions are refused by name."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import akn.recognition
from akn.errors import UnrecognisedError
from akn.matching.alike import alike
from akn.recognition.elsewhere import body_elsewhere
from tests.recognition.texts import recognise_text

TABLE = tomllib.loads((Path(akn.recognition.__file__).parent / "elsewhere.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("example", "name"),
    [(example, row["name"]) for row in TABLE["institutions"] for example in row["examples"]],
)
def test_each_body_is_known_by_its_examples(example: str, name: str) -> None:
    assert body_elsewhere(["9001", alike(example)]) == name


def test_each_row_has_examples_and_no_phrase_stands_twice() -> None:
    phrases = [p for row in TABLE["institutions"] for p in (*row.get("formula", ()), *row.get("head", ()))]
    assert len(phrases) == len(set(phrases))
    assert all(row["examples"] for row in TABLE["institutions"])


def test_a_resolution_of_the_security_council_is_refused_by_name() -> None:
    text = (
        "Resolution 9001 (2031)\n\nThe Security Council,\n\nRecalling its resolution 9000 (2030) on kettles,\n\n"
        "Noting with concern that pots are few,\n\n1. Decides to remain seized of the matter of the kettles.\n"
    )
    with pytest.raises(UnrecognisedError, match="another institution: the United Nations Security Council"):
        recognise_text(text)


def test_a_resolution_that_speaks_of_the_council_is_not_refused() -> None:
    recognition = recognise_text(
        "European Parliament resolution of 2 March 2021 on kettles\n\nThe European Parliament,\n\n"
        "1.  Asks for kettles.\n\n"
        "The Security Council, the General Assembly\n"
    )
    assert recognition.resolutions[0].work.title == "kettles"
