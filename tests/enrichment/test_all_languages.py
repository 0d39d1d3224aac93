"""Meaning in all languages alike: the typical sentences, references, names in all their forms, and what is none."""

from __future__ import annotations

from collections import Counter

import pytest

from akn import authorities
from akn.authorities import names, table
from akn.enrichment.scanning import scan
from akn.enrichment.sought import tables
from akn.languages import load
from akn.matching.alike import alike
from akn.model.resolution import Mention, Ref, RefList, RefRange
from tests.enrichment.reading_rows import DOCUMENT, named, rows, whole_references

EVERY = sorted(path.stem for path in (authorities.HERE / "names").glob("*.toml"))
#: Those that the European Parliament speaks; `test_united_nations.py` has the others.
LANGUAGES = [language for language in EVERY if "ep" in load(language).table]
TYPICAL = rows("typical.tsv")
REFERENCES = rows("references-in-languages.tsv")
LOOKALIKES = rows("lookalikes-in-languages.tsv")


@pytest.mark.parametrize("row", TYPICAL, ids=[f"{row[0]}: {row[1]}" for row in TYPICAL])
def test_a_typical_sentence_is_read(row: list[str]) -> None:
    language, _, text, marked, meant = row
    marks = scan(text, tables(language, "ep"), DOCUMENT)
    assert (marked, meant) in [*named(text, marks), *whole_references(text, marks)]


def test_each_language_has_each_typical_sentence() -> None:
    held = Counter(row[1] for row in TYPICAL)
    assert set(held.values()) == {len(LANGUAGES)}


@pytest.mark.parametrize("row", REFERENCES, ids=[f"{row[0]}: {row[2]}" for row in REFERENCES])
def test_a_reference_is_marked_whole_and_resolved(row: list[str]) -> None:
    language, _, text, *pairs = row
    expected = list(zip(pairs[::2], pairs[1::2], strict=True))
    assert whole_references(text, scan(text, tables(language, "ep"), DOCUMENT)) == expected


@pytest.mark.parametrize("row", LOOKALIKES, ids=[f"{row[0]}: {row[1]}" for row in LOOKALIKES])
def test_what_only_looks_like_a_reference_has_no_address(row: list[str]) -> None:
    language, text = row
    for mark in scan(text, tables(language, "ep"), DOCUMENT):
        assert not isinstance(mark.markup, Mention | RefRange | RefList), text[mark.start : mark.end]
        assert not (isinstance(mark.markup, Ref) and mark.markup.href), text[mark.start : mark.end]


def test_the_set_is_as_large_as_it_claims() -> None:
    english = sum(len(row) // 2 for row in rows("references.tsv"))
    others = Counter[str]()
    for language, _, _, *pairs in REFERENCES:
        others[language] += len(pairs) // 2
    for row in TYPICAL:
        others[row[0]] += row[1] in {
            "act",
            "treaty article",
            "document of the Parliament",
            "document of the Commission",
        }
    for language in LANGUAGES:
        others[language] += sum(
            len(example["refs"]) for example in authorities.words(language).get("examples", ())
        )
    assert english + sum(others.values()) >= 600
    assert len(LOOKALIKES) + len(rows("not-references.tsv")) >= 400
    assert {language for language, count in others.items() if count < 20 and language != "eng"} == set()


FORMS = [
    (language, group, key, form)
    for language in EVERY
    for group in ("instruments", "bodies", "countries")
    for key, forms in names(language).get(group, {}).items()
    for form in forms
]


@pytest.mark.parametrize("language", EVERY)
def test_each_form_of_a_name_is_read(language: str) -> None:
    found = tables(language, "ep")
    addresses = {entry["key"]: entry["href"] for entry in table("instruments")["instruments"]}
    unread = []
    for held, group, key, form in FORMS:
        if held != language:
            continue
        text = f"1: {form};"
        read = [m.markup for m in scan(text, found, DOCUMENT) if alike(text[m.start : m.end]) == alike(form)]
        meant = {"bodies": key, "countries": f"country_{key}"}.get(group, "")
        ok = any(
            (isinstance(m, Mention) and m.entity.key == meant)
            or (isinstance(m, Ref) and group == "instruments" and m.href == addresses[key])
            for m in read
        )
        if not ok:
            unread.append((group, key, form))
    assert unread == []


@pytest.mark.parametrize("language", EVERY)
def test_each_key_of_a_name_is_one_of_the_tables(language: str) -> None:
    """A name under a key that no table has would be read as nothing, and nobody told."""
    tables_of = {"bodies": "bodies", "alone": "bodies", "roles": "bodies", "places": "places"}
    tables_of |= {"instruments": "instruments", "after_a_part": "instruments"}
    for group, held in names(language).items():
        if group in tables_of:
            within = "roles" if group == "roles" else tables_of[group]
            known = {entry["key"] for entry in table(tables_of[group])[within]}
            assert set(held) <= known, group
