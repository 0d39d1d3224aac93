"""Texts of other institutions are refused by name."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import akn.recognition.origin
from akn.errors import UnrecognisedError
from akn.matching.alike import alike
from akn.recognition.origin.elsewhere import body_elsewhere
from tests.recognition.texts import recognise_text

TABLE = tomllib.loads(
    (Path(akn.recognition.origin.__file__).parent / "elsewhere.toml").read_text(encoding="utf-8")
)


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


def test_a_resolution_of_another_body_is_refused_by_name() -> None:
    text = (
        "Resolution 9001 (2031)\n\nThe Parliamentary Assembly,\n\nRecalling its resolution 9000 (2030) on kettles,\n\n"
        "Noting with concern that pots are few,\n\n1. Decides to remain seized of the matter of the kettles.\n"
    )
    with pytest.raises(UnrecognisedError, match="another institution: the Parliamentary Assembly"):
        recognise_text(text)


def test_a_resolution_that_speaks_of_the_council_is_not_refused() -> None:
    recognition = recognise_text(
        "European Parliament resolution of 2 March 2021 on kettles\n\nThe European Parliament,\n\n"
        "1.  Asks for kettles.\n\n"
        "The Security Council, the General Assembly\n"
    )
    assert recognition.resolutions[0].work.title == "kettles"


@pytest.mark.parametrize(
    "text",
    [
        (
            "Strasbourg, 6 mai 2010\n\nLe Parlement européen, vu le mauvais temps, est rentré chez lui.\n\n"
            "Vu les coûts, personne n'a payé.\n\nConsidérant qu'il pleuvait, on resta au sec.\n"
        ),
        (
            "El Parlamento Europeo, visto el tiempo, se fue a casa.\n\nVisto el coste, nadie pagó.\n\n"
            "Considerando que llovía, se quedaron en la casa.\n\n1. Nada más se sabe de ellos.\n"
        ),
        (
            "Résolution du Parlement d'Exemple\n\nLe Parlement d'Exemple,\n\nVu le décret,\n\nConsidérant le bruit,\n\n"
            "1. Demande le silence.\n"
        ),
        "European Parliament\n\nNews of the day\n\nhaving regard to the weather, all is well\n\nwhereas it rains\n",
    ],
)
def test_two_openers_are_no_proof_and_a_sentence_is_no_formula(text: str) -> None:
    with pytest.raises(UnrecognisedError, match=r"no resolution of the European Parliament.*--institution"):
        recognise_text(text)


@pytest.mark.parametrize(
    "head",
    [
        "B9-0001/2021\n\nMOTION FOR A RESOLUTION\n\non bells",
        "European Parliament resolution of 6 May 2015 on bells",
        "MOTION FOR A RESOLUTION\n\npursuant to Rule 132 of the Rules of Procedure\n\non bells",
    ],
)
def test_without_enacting_words_a_number_a_title_or_a_rule_line_is_enough(head: str) -> None:
    text = f"{head}\n\n–  having regard to Rule 132,\n\nA.  whereas bells ring;\n\n1.  Calls for quiet;\n"
    assert recognise_text(text).whose.institution.key == "ep"
