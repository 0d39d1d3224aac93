"""Names made comparable; the tables prove themselves."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.repositories import folding
from akn.repositories.searching import LENGTH, excerpt, stemming, table

CELEX = tomllib.loads(resources.files("akn.repositories").joinpath("celex.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", CELEX["examples"], ids=lambda e: e["celex"])
def test_each_example_gives_its_celex(example: dict[str, str]) -> None:
    assert folding.celex(folding.target(example["iri"])) == example["celex"]
    assert folding.celex(example["celex"].lower()) == example["celex"]


def test_each_type_has_an_example() -> None:
    examples = {example["iri"].split("/")[4] for example in CELEX["examples"]}
    assert set(CELEX["letters"]) <= examples


@pytest.mark.parametrize(
    "text", ["", "B9-0145/2021", "/akn/eu/act/2016/679", "http://data.europa.eu/eli/treaty/2016/1", "12345"]
)
def test_no_celex(text: str) -> None:
    assert folding.celex(text) == ""


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("#rec_A", ""),
        ("/akn/eu/act/2016/679/!main~art_5#x", "/akn/eu/act/2016/679"),
        ("/akn/eu/act/2016/679/eng@2016-05-04/!main", "/akn/eu/act/2016/679"),
        ("/akn/eu/act/2016/679/eng:2016-05-04", "/akn/eu/act/2016/679"),
        ("http://data.europa.eu/eli/reg/2016/679/oj", "http://data.europa.eu/eli/reg/2016/679/oj"),
        (" https://example.org/a/ ", "https://example.org/a"),
    ],
)
def test_targets(href: str, target: str) -> None:
    assert folding.target(href) == target


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("death penalty", (("death",), ("penalty",))),
        ('"death penalty" now', (("death", "penalty"), ("now",))),
        ("„höhere Gewalt“ gilt", (("höhere", "Gewalt"), ("gilt",))),
        ('unclosed "death penalty', (("unclosed",), ("death", "penalty"))),
        ("anti-terrorism, l'article", (("anti",), ("terrorism",), ("l",), ("article",))),
        ("смъртно наказание", (("смъртно",), ("наказание",))),
        (' "" -- * ', ()),
    ],
)
def test_terms(text: str, phrases: tuple[tuple[str, ...], ...]) -> None:
    assert folding.terms(text) == phrases


@given(st.text())
def test_terms_hold_letters_and_digits_alone(text: str) -> None:
    assert all(word.isalnum() for phrase in folding.terms(text) for word in phrase)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folding.name(folding.name(text)) == folding.name(text)
    assert folding.number(folding.number(text)) == folding.number(text)


def test_names_and_numbers() -> None:
    assert folding.name("  Verts/ALE ") == folding.name("VERTS/ale") == "verts/ale"
    assert folding.name("Jean‑Luc\u00a0Exemple,") == "jean-luc exemple"
    assert folding.number("B9‑0145/2021") == folding.number("b9-0145-2021")


@pytest.mark.parametrize(
    "asked", ["Zoë Lindqvist-Nováková", "Lindqvist", "nováková", "Greens", "greens/efa", "Zoë"]
)
def test_whole_words_of_names(asked: str) -> None:
    assert f" {folding.name(asked)} " in folding.words(["Zoë Lindqvist-Nováková", "Greens/EFA"])


@pytest.mark.parametrize("asked", ["Lind", "Nováková Greens", "EFA Zoë"])
def test_no_piece_of_a_name_and_no_two_names(asked: str) -> None:
    assert f" {folding.name(asked)} " not in folding.words(["Zoë Lindqvist-Nováková", "Greens/EFA"])


def test_languages_of_the_engines() -> None:
    assert {stemming(code, "sqlite") for code in table()} == {"porter", ""}
    assert stemming("en", "basex") == stemming("eng", "basex") == "en"
    assert stemming("lav", "postgresql") == ""


@given(st.text(max_size=600), st.text(min_size=1, max_size=8))
def test_excerpts_are_short_and_of_the_text(text: str, word: str) -> None:
    found = excerpt(text, ((word,),))
    assert found.strip("…") in text + "…"
    assert len(found) <= LENGTH + 2


def test_an_excerpt_shows_the_word() -> None:
    text = "word " * 100 + "penalties " + "word " * 100
    assert "penalties" in excerpt(text, (("penalty",),))
