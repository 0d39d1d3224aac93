"""One person has one IRI and one thing one address, whoever makes them and however they are printed."""

from __future__ import annotations

import unicodedata
from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from akn import institutions
from akn.authorities import table
from akn.authorities.acts import same_act
from akn.authorities.identifiers import identifiers
from akn.authorities.persons import person

#: Letters with and without signs of their own, of all alphabets of the Union.
_LETTERS = "abdegiknorstuzáčďéëėěģíîķłńöőřșşšťțüůűýžßñçαβγδεζθλμνοπρστυωбвгджиклмнопрстъця"
WORDS = st.text(alphabet=_LETTERS, min_size=3, max_size=9).map(lambda word: word[:1].upper() + word[1:])
NAMES = st.builds(
    lambda first, middle, last: " ".join((first, *middle, last)),
    WORDS,
    st.lists(st.one_of(WORDS, st.sampled_from(["de", "van der", "O'Hara", "Lin-Tesk", "J."])), max_size=2),
    WORDS,
)


@given(NAMES)
def test_a_name_has_one_iri_in_whatever_signs_it_is_printed(name: str) -> None:
    known = person(name)
    for printed in (
        unicodedata.normalize("NFD", name),
        name.replace(" ", "  "),
        name.replace("'", "’"),
        name.replace("-", "‑"),
        name.replace(" ", "\N{NO-BREAK SPACE}"),
        f" {name} ",
    ):
        assert person(printed).iri == known.iri, printed
    assert person(known.label).iri == known.iri
    assert known.iri.endswith(known.key.removeprefix("person_"))


@given(NAMES)
def test_a_surname_in_capitals_is_the_same_name(name: str) -> None:
    *first, last = name.split(" ")
    if last.upper().lower() == last.lower() and last.upper().capitalize() == last:
        assert person(" ".join((*first, last.upper()))).iri == person(name).iri


@given(NAMES, NAMES)
def test_two_names_have_two_iris(one: str, other: str) -> None:
    if one.casefold() != other.casefold():
        assert person(one).iri != person(other).iri


def test_what_an_institution_makes_of_its_number_is_what_a_reference_makes_of_it() -> None:
    """A document's own number, and the same number cited in another document."""
    ep = institutions.load("ep")
    different = {}
    for pattern, entry in zip(identifiers(), table("identifiers")["identifiers"], strict=True):
        for text, href in entry["examples"].items():
            own = [named.identifier.href for named in ep.identify(text)]
            if pattern.iri and href and own and own[0] and href not in own and "europarl" in href:
                different[text] = (own, href)
    assert different == {}


def test_no_address_of_the_tables_stands_for_two_treaties() -> None:
    keys: dict[str, set[str]] = defaultdict(set)
    for entry in table("instruments")["instruments"]:
        if entry["href"]:
            keys[same_act(entry["href"])].add(entry["key"])
    # The Treaty of Maastricht is the Treaty on European Union as it was made, that of Rome the first of the Community.
    assert {href: held for href, held in keys.items() if len(held) > 1} == {}
