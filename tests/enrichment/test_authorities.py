"""The tables carry their own proof: each name and pattern is met by an example, each example is read exactly."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from akn import authorities
from akn.authorities import table
from akn.authorities.acts import Cited, target
from akn.authorities.entities import entities
from akn.authorities.identifiers import identifiers, term_of_year
from akn.authorities.instruments import instruments
from akn.enrichment.context import Context
from akn.enrichment.scanning import scan
from akn.enrichment.sought import tables
from akn.errors import TableError
from akn.languages import load as load_language
from akn.matching.alike import alike
from akn.model.resolution import Mention, Ref

EP = Context(institution="ep", term="9", date="2025-12-31")

NAMED: list[tuple[str, str, str, dict[str, Any]]] = [
    (kind, language, entry["key"], entry)
    for kind, name in (("bodies", "bodies"), ("roles", "bodies"), ("instruments", "instruments"))
    for entry in table(name)[kind]
    for language in sorted(
        {
            *entry.get("names", {}),
            *entry.get("alone", {}),
            *entry.get("after_a_part", {}),
            *entry.get("examples", {}),
        }
    )
]


@pytest.mark.parametrize(
    ("kind", "language", "key", "entry"), NAMED, ids=[f"{k}-{c}-{lang}" for k, lang, c, _ in NAMED]
)
def test_each_name_is_met_by_an_example(kind: str, language: str, key: str, entry: dict[str, Any]) -> None:
    names = [
        name
        for group in ("names", "alone", "after_a_part")
        for name in entry.get(group, {}).get(language, ())
    ]
    met: set[str] = set()
    for example in entry["examples"][language]:
        read = alike(example)
        hits = []
        for mark in scan(example, tables(language), EP):
            match mark.markup:
                case Mention(entity) if entity.key == key:
                    hits.append(read[mark.start : mark.end])
                case Ref(href) if kind == "instruments" and (
                    href == entry["href"] or entry.get("after_a_part")
                ):
                    hits.append(read[mark.start : mark.end])
                case _:
                    pass
        assert hits, f"“{example}” is not read as {key}"
        met.update(hits)
    for name in names:
        plain = alike(name)
        assert any(
            hit == plain or (name in entry.get("after_a_part", {}).get(language, ()) and hit.endswith(plain))
            for hit in met
        ), f"no example meets “{name}”"


def test_keys_are_unique_for_their_address() -> None:
    addresses: dict[str, set[str]] = {}
    for language in authorities.languages():
        for named in entities(language):
            if named.entity:
                addresses.setdefault(named.entity.key, set()).add(named.entity.iri)
    assert {key: iris for key, iris in addresses.items() if len(iris) > 1} == {}


IDENTIFIERS = [
    (entry["name"], text, iri)
    for entry in table("identifiers")["identifiers"]
    for text, iri in entry["examples"].items()
]


@pytest.mark.parametrize(("name", "text", "iri"), IDENTIFIERS, ids=[f"{n}: {t}" for n, t, _ in IDENTIFIERS])
def test_each_number_is_read_to_its_address(name: str, text: str, iri: str) -> None:
    marks = scan(f"see {text}.", tables("eng"), EP)
    paired = "as the Parliament received it" in name  # its second number is another document's
    assert [m.markup for m in marks] == [Ref(iri), *([Ref("")] if paired else [])]


def test_each_pattern_is_met_by_its_example() -> None:
    entries = table("identifiers")["identifiers"]
    for entry, pattern in zip(entries, identifiers(), strict=True):
        assert any(pattern.expression.match(alike(text)) for text in entry["examples"]), entry["name"]


def test_the_parliaments_numbers_agree_with_its_own_table() -> None:
    path = Path(authorities.__file__).parent.parent / "institutions" / "ep.toml"
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["identifiers"]:
        if "prints" in entry:
            continue  # several numbers in one: a head may bear them, a reference leads to one
        for example in entry["examples"]:
            expected = entry["iris"]["eli-dl"].replace("{key}", example["key"])
            marks = scan(example["text"], tables("eng"), EP)
            assert [m.markup for m in marks] == [Ref(expected)], example


@pytest.mark.parametrize("entry", table("acts")["acts"], ids=lambda e: e["text"])
def test_acts_with_namesakes(entry: dict[str, str]) -> None:
    assert [m.markup for m in scan(entry["text"], tables("eng"), EP)] == [Ref(entry["iri"])]


@pytest.mark.parametrize(
    ("year", "term"),
    [(2020, 9), (2019, None), (2024, None), (2025, 10), (2008, 6), (1990, None), (2031, None)],
)
def test_the_term_of_a_year(year: int, term: int | None) -> None:
    assert term_of_year(year) == term


def test_countries_with_their_further_names() -> None:
    more = table("countries")
    for language, names in more["names"].items():
        sentences = more["examples"][language]
        read = {
            alike(text[m.start : m.end]): m.markup.entity.key
            for text in sentences
            for m in scan(text, tables(language), EP)
            if isinstance(m.markup, Mention)
        }
        for name, code in names.items():
            found = read.get(alike(name)) or read.get(alike(name).removeprefix("the "))
            assert found == f"country_{code}", name


def test_a_decoy_is_no_country() -> None:
    for decoy in table("countries")["decoys"]["eng"]:
        assert scan(f"near {decoy} today", tables("eng"), EP) == (), decoy


def test_country_codes_are_those_of_the_standard() -> None:
    pycountry = pytest.importorskip("pycountry")
    standard = {country.alpha_3 for country in pycountry.countries}
    ours = set(authorities.labels("eng")["country"])
    # Kosovo and Clipperton have codes of the Publications Office; the five are parts of France there.
    assert ours - standard == {"XKX", "CPT"}
    assert standard - ours == {"GLP", "GUF", "MTQ", "MYT", "REU"}


#: The members of the United Nations and their observers.
_STATES = 195


@pytest.mark.parametrize(
    "language", sorted(p.stem for p in (Path(authorities.__file__).parent / "labels").glob("*.json"))
)
def test_every_language_has_the_same_countries(language: str) -> None:
    own, english = (set(authorities.labels(each)["country"]) for each in (language, "eng"))
    if "ep" in load_language(language).table:
        assert own == english
    else:
        # The members of the United Nations, and the two states that observe.
        assert own < english
        assert len(own) == _STATES


def test_a_table_that_does_not_exist_is_said_so() -> None:
    with pytest.raises(TableError, match="no authority table “nowhere”"):
        table("nowhere")


@pytest.mark.parametrize(
    ("cited", "iri"),
    [
        (Cited("reg", "0", "2016", frozenset({"EU"}), numbered=True), None),
        (Cited("dir", "1234", "5", frozenset({"EC"}), suffixed=True), None),
        (Cited("dec", "5", "12"), None),
        (Cited("reg", "17", "45", frozenset({"EEC"}), numbered=True), None),
    ],
)
def test_figures_that_are_no_act(cited: Cited, iri: str | None) -> None:
    assert target(cited) == iri


def test_no_phrase_is_listed_twice_in_a_language() -> None:
    for language in authorities.languages():
        forms = [form for kind in authorities.words(language).get("acts", {}).values() for form in kind]
        assert len(forms) == len(set(forms)), language


def test_patterns_have_no_unknown_slots() -> None:
    for entry in table("identifiers")["identifiers"]:
        assert not re.search(r"\{\}", entry["pattern"])


def test_an_act_has_one_address_by_its_title_and_by_its_number_at_the_publications_office() -> None:
    """Where the number leaves the type open, what the document or the tables know of the act decides."""
    for text, number in (
        ("Regulation (EC) No 561/2006", "32006R0561"),
        ("Directive 92/43/EEC", "31992L0043"),
        ("Council Decision 2007/435/EC", "32007D0435"),
        ("Framework Decision 2002/584/JHA", "32002F0584"),
        ("Delegated Regulation (EU) 2019/980", "32019R0980"),
        ("Implementing Decision (EU) 2021/914", "32021D0914"),
        ("Regulation (EU) 2016/679", "32016R0679"),
    ):
        marks = [m for m in scan(f"see {text} and {number}.", tables("eng"), EP) if isinstance(m.markup, Ref)]
        assert len({m.markup for m in marks}) == 1, (text, marks)
        assert len(marks) == 2


def test_one_thing_has_one_address_in_every_language() -> None:
    """Names of treaties, acts, bodies, offices and places lead to one IRI each, whatever language has them."""
    iris: dict[str, set[str]] = {}
    for language in authorities.languages():
        for named in entities(language):
            if named.entity:
                iris.setdefault(f"{named.entity.kind} {named.entity.key}", set()).add(named.entity.iri)
        for known in instruments(language):
            held = iris.setdefault(f"instrument {known.name}", set())
            held.add(known.instrument.href)
    assert {key: held for key, held in iris.items() if len(held) > 1} == {}


def test_one_address_is_one_thing() -> None:
    """No two keys of the tables share an address, but for what has none."""
    keys: dict[str, set[str]] = {}
    for language in authorities.languages():
        for named in entities(language):
            if named.entity:
                keys.setdefault(named.entity.iri, set()).add(named.entity.key)
    assert {iri: held for iri, held in keys.items() if len(held) > 1} == {}
