"""Stems and endings, declensions and mutated initials, as tables write them in short."""

from __future__ import annotations

import pytest

from akn.authorities.forms import declined, expanded, forms
from akn.errors import TableError


def test_a_stem_stands_for_its_forms_the_first_ending_first() -> None:
    assert forms("Smlouv|a|y o EU") == ("Smlouva o EU", "Smlouvy o EU")
    assert forms("Rat||es") == ("Rat", "Rates")
    assert forms("plain words") == ("plain words",)


def test_words_that_bend_together_are_all_combined() -> None:
    assert set(forms("Evropsk|á|é komis|e|i")) == {
        "Evropská komise",
        "Evropská komisi",
        "Evropské komise",
        "Evropské komisi",
    }


def test_words_that_agree_bend_as_one() -> None:
    assert forms("=Rimsk|i|ega statut||a MKS") == ("Rimski statut MKS", "Rimskega statuta MKS")
    with pytest.raises(TableError, match="as many forms"):
        forms("=Rimsk|i|ega|emu statut||a")


def test_a_slip_that_asks_for_too_many_forms_is_told() -> None:
    with pytest.raises(TableError, match="at most 512"):
        forms(" ".join(["a|b|c|d"] * 6))


def test_a_name_is_declined_by_its_longest_ending_and_kept_where_none_fits() -> None:
    assert declined("Moldova", {"a": ["y"], "va": ["vě"]}) == ("Moldova", "Moldově")
    assert declined("Peru", {"a": ["y"]}) == ("Peru",)
    assert declined("isle of Man", {"n": ["nu"]}) == ("isle of Man",)


def test_initials_change_in_every_phrase_but_the_examples() -> None:
    table = {"initials": {"C": ["Ch"]}, "acts": {"dec": ["Cinn|eadh|tí"]}, "examples": [{"text": "C|x"}]}
    assert expanded(table)["acts"]["dec"] == ["Cinneadh", "Chinneadh", "Cinntí", "Chinntí"]
    assert expanded(table)["examples"] == [{"text": "C|x"}]
