"""Printed numbers of any make: what a slot may hold, and what becomes of it, is said by the row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from akn.institutions import load
from akn.institutions.numbers import Numbers

NOWHERE = Path("nowhere.toml")


def numbers(*rows: dict[str, Any], **head: Any) -> Numbers:
    named = [
        {"name": f"row {n}", "examples": [], "kinds": ["resolution"], **row} for n, row in enumerate(rows)
    ]
    return Numbers({"identifiers": named, **head}, NOWHERE)


@pytest.mark.parametrize(
    ("row", "text", "key"),
    [
        # a session and a running number, no year
        (
            {"pattern": "A/RES/{session}/{number}", "key": "a-res-{session}-{number}"},
            "recalling A/RES/76/131.",
            "a-res-76-131",
        ),
        # a special session
        (
            {"pattern": "A/RES/{session}/{number}", "key": "{session}:{number}"},
            "A/RES/ES-11/1",
            "ES-11:1",
        ),
        # a session in Roman numerals, and a letter for the part
        (
            {"pattern": "A/RES/{number} {part} ({roman})", "key": "{roman}-{number}-{part}"},
            "A/RES/217 A (III)",
            "III-217-A",
        ),
        # spaces that do not break
        (
            {"pattern": "A/RES/{number} {part} ({roman})", "key": "{roman}-{number}-{part}"},
            "A/RES/217\u00a0A\u00a0(III)",
            "III-217-A",
        ),
        # a year in brackets
        ({"pattern": "S/RES/{number} ({year})", "key": "{year}-{number}"}, "S/RES/2625 (2022)", "2022-2625"),
        # nothing but a number
        ({"pattern": "Decision {number}", "key": "D{number}"}, "under Decision 45 of", "D45"),
    ],
)
def test_a_number_without_term_or_year_is_read(row: dict[str, Any], text: str, key: str) -> None:
    slots = {
        "session": "(?:ES-)?[0-9]{1,2}",
        "number": "[0-9]{1,4}",
        "roman": "[IVX]+",
        "part": "[A-Z]",
        "year": "[0-9]{4}",
    }
    (found,) = numbers(row, slots=slots).find(text)
    assert found.identifier.key == key


def test_zeros_and_centuries_are_the_rows_own() -> None:
    row = {"pattern": "X{number}/{year}", "key": "{year}-{number}"}
    slots = {"number": "[0-9]+", "year": "[0-9]{2}"}
    assert numbers(row, slots=slots).find("X7/31")[0].identifier.key == "31-7"
    padded = numbers({**row, "pad": {"number": 3}, "years": {"year": 1945}}, slots=slots)
    assert padded.find("X7/46")[0].identifier.key == "1946-007"
    assert padded.find("X7/31")[0].identifier.key == "2031-007"


def test_addresses_are_made_of_slots_and_the_first_leads() -> None:
    row = {
        "pattern": "X/{number}",
        "slots": {"number": "[0-9]+"},
        "key": "x-{number}",
        "iris": {"docs": "https://d.example/{printed}", "own": "https://o.example/{number}/{key}"},
        "pages": {"page": "https://d.example/{lang}/{key}"},
    }
    (found,) = numbers(row).find("X/12")
    assert found.identifier.href == "https://d.example/X/12"
    assert dict(found.identifier.iris)["own"] == "https://o.example/12/x-12"
    assert found.identifier.pages == (("page", "https://d.example/{lang}/x-12"),)


def test_an_address_is_read_back_to_its_key() -> None:
    held = load("ep").numbers
    assert held.key_at("https://data.europarl.europa.eu/eli/dl/doc/B-9-2021-9145/en") == "B-9-2021-9145"
    assert (
        held.key_at("http://www.europarl.europa.eu/doceo/document/B-9-2021-9145_EN.html") == "B-9-2021-9145"
    )
    assert held.key_at("https://example.org/doc/B-9-2021-9145") is None
    assert held.key_at("https://data.europarl.europa.eu/eli/dl/proc/2021-9544") is None
    assert held.is_procedure("https://data.europarl.europa.eu/eli/dl/proc/2021-9544")


def test_only_what_was_adopted_counts_as_adopted() -> None:
    assert load("ep").adopted_iris == ("https://data.europarl.europa.eu/eli/dl/doc/TA-",)


def test_the_memory_for_lines_is_bounded() -> None:
    held = numbers({"pattern": "X/{n}", "slots": {"n": "[0-9]+"}, "key": "{n}"})
    for n in range(10_000):
        held.find(f"X/{n}")
    assert len(held._found) <= 500  # noqa: SLF001  # there is no other way to see it
