"""One person is one, whatever the case of the name; and two are never made one."""

from __future__ import annotations

import pytest

import akn
from akn.authorities import words
from akn.enrichment.finders.bent_names import BentNames


def persons(language: str, text: str) -> dict[str, str]:
    """The persons of a document of one or two paragraphs, by what is marked, with their names."""
    formula = {"ces": "Evropský parlament,", "dan": "Europa-Parlamentet,", "slk": "Európsky parlament,"}
    conversion = akn.convert(f"{formula[language]}\n\n{text}\n")
    tree = conversion.tree
    namespaces = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
    called = {p.get("eId"): p.get("showAs") for p in tree.findall(".//a:TLCPerson", namespaces)}
    return {p.text or "": called[p.get("refersTo")[1:]] for p in tree.findall(".//a:person", namespaces)}


@pytest.mark.parametrize(
    ("language", "printed", "called"),
    [
        ("ces", "Ludmily Procházkové", "Ludmila Procházková"),
        ("ces", "Dušana Kováčika", "Dušan Kováčik"),
        ("slk", "Zuzany Hlôškovej", "Zuzana Hlôšková"),
        ("pol", "Zdzisława Orłowicza", "Zdzisław Orłowicz"),
        ("pol", "Anny Kowalskiej", "Anna Kowalska"),
        ("slv", "Marjete Kos Zupan", "Marjeta Kos Zupan"),
        ("hrv", "Ivane Perković", "Ivana Perković"),
        ("ell", "Αναστάσιου Βλαχογιάννη", "Αναστάσιος Βλαχογιάννης"),
        ("lav", "Jāņa Ozolkalna", "Jānis Ozolkalns"),
        ("lit", "Rasos Mikalauskaitės", "Rasa Mikalauskaitė"),
    ],
)
def test_a_name_in_another_case_is_brought_back(language: str, printed: str, called: str) -> None:
    assert BentNames(words(language)).usual(printed, ()) == called


@pytest.mark.parametrize(
    ("language", "printed"),
    [("ces", "Marka Dvořáka"), ("pol", "Marka Nowaka"), ("hrv", "Anu Horvat"), ("eng", "Ana Belarosa")],
)
def test_a_name_that_may_be_that_of_two_stays_as_it_is_printed(language: str, printed: str) -> None:
    assert BentNames(words(language)).usual(printed, ()) == printed


def test_the_document_tells_which_of_two_it_is() -> None:
    bent = BentNames(words("ces"))
    assert bent.usual("Marka Dvořáka", {"Marek Dvořák"}) == "Marek Dvořák"
    assert bent.usual("Marka Dvořáka", {"Marek Dvořák", "Mark Dvořák"}) == "Marka Dvořáka"


def test_one_person_is_one_in_all_cases_and_by_the_surname() -> None:
    read = persons(
        "ces",
        "1.  vítá vyjádření komisařky Ludmily Procházkové k propuštění Alese Karpenky;\n\n"
        "2.  žádá paní Procházkovou, aby hovořila s panem Karpenkou;",
    )
    assert read == {
        "Ludmily Procházkové": "Ludmila Procházková",
        "Alese Karpenky": "Ales Karpenka",
        "Procházkovou": "Ludmila Procházková",
        "Karpenkou": "Ales Karpenka",
    }


def test_a_woman_and_a_man_whose_case_sounds_alike_stay_two() -> None:
    read = persons(
        "slk",
        "1.  víta slová, ktoré povedala novinárka Ivana Petrova, a tiež novinár Ivan Petrov;\n\n"
        "2.  víta prepustenie Ivana Petrova;",
    )
    assert read["Ivan Petrov"] == "Ivan Petrov"
    assert read["Ivana Petrova"] == "Ivana Petrova"


def test_the_ending_of_an_owner_is_no_part_of_the_name() -> None:
    read = persons(
        "dan",
        "1.  glæder sig over kommissær Birgitte Ravnsborgs udtalelse;\n\n"
        "2.  opfordrer kommissær Birgitte Ravnsborg til at svare;",
    )
    assert set(read.values()) == {"Birgitte Ravnsborg"}
