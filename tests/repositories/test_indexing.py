"""What is read from a document for the index."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from akn.repositories import indexing
from akn.repositories.entry import Citation
from akn.schema import official as schema
from akn.tree.units import units
from tests.generate_documents import NAMESPACE, template, vary


def tree(inner: str) -> etree._Element:
    return etree.fromstring(f'<statement xmlns="{NAMESPACE}">{inner}</statement>')


def test_the_template() -> None:
    entry = indexing.entry(indexing.parse(template(), "x"), "x")
    assert entry.facts.title == "situation in Ruritania"
    assert entry.facts.numbers == ("B9-9000/2021", "B9-9000-2021")
    assert entry.facts.procedures == ("2021/9500(RSP)",)
    assert entry.kind == "motionForResolution"
    assert [agent.name for agent in entry.authors] == ["European Parliament", "Group of the Examples"]
    assert {"ECR", "ECR Group"} <= set(entry.authors[1].names)
    assert [part.eid for part in entry.parts] == [
        "preface",
        "formula_1",
        "cits_1__cit_1",
        "recs_1__rec_A",
        "para_1",
    ]
    assert entry.parts[3].text == "A. whereas penalties were imposed on journalists;"
    target = "http://data.europa.eu/eli/reg/2016/679/oj"
    assert entry.citations == (Citation("cits_1__cit_1", target, "32016R0679"),)


def test_points_belong_to_their_paragraph_and_notes_stand_apart() -> None:
    found = units(
        tree(
            '<mainBody eId="body"><paragraph eId="para_1"><num>1.</num><list eId="l"><intro><p>Calls on:</p></intro>'
            '<point eId="p_a"><num>(a)</num><content><p>them<authorialNote marker="1"><p>A note.</p></authorialNote>;'
            "</p></content></point></list></paragraph><p>Loose <b>wo</b>rds.</p></mainBody>"
        )
    )
    assert [(p.eid, p.text) for p in found] == [
        ("body", "Loose words."),
        ("para_1", "1. Calls on: (a) them A note. ;"),
    ]


def test_components_and_titles() -> None:
    text = (
        template()
        .decode()
        .replace("Ruritania<", "Ruritania<authorialNote><p>Note.</p></authorialNote><!-- x --> now<")
    )
    text = text.replace("eng@2021-02-08/!main", "eng@2021-02-08/!annex_1")
    facts = indexing.entry(indexing.parse(text.encode(), "x"), "x").facts
    assert facts.title == "situation in Ruritania now"
    assert facts.expression.endswith("/eng@2021-02-08/!annex_1")
    assert facts.component == "annex_1"


NAMES = st.sampled_from(
    ["p", "b", "recital", "paragraph", "num", "content", "list", "point", "docTitle", "i", "x"]
)
TREES = st.recursive(
    st.sampled_from(["wort", "two words", " ", "é"]),
    lambda inner: st.tuples(NAMES, st.lists(inner, max_size=4)),
    max_leaves=30,
)


def written(node: object) -> str:
    if isinstance(node, str):
        return node
    assert isinstance(node, tuple)
    name, children = node
    return f"<{name}>{''.join(map(written, children))}<!-- no --></{name}>"


@given(st.lists(TREES, max_size=6))
def test_every_letter_stands_in_one_part(nodes: list[object]) -> None:
    document = tree("".join(map(written, nodes)))
    letters = "".join("".join(document.itertext(etree.Element)).split()) if len(document) else ""
    letters = "".join(str(etree.tostring(document, method="text", encoding="unicode")).split())
    assert sorted("".join("".join(part.text.split()) for part in units(document))) == sorted(letters)


def test_generated_documents_are_valid_different_and_the_same_again() -> None:
    numbers = random.Random(1).sample(range(10000), 40)  # noqa: S311  # a sample, no secret
    made = [vary(template(), number) for number in numbers]
    assert made == [vary(template(), number) for number in numbers]
    assert len(set(made)) == len(made)
    validator = schema.load()
    for content in (template(), *made):
        validator.assertValid(etree.fromstring(content))
    entries = [indexing.entry(indexing.parse(content, "x"), "x") for content in made]
    assert len({entry.facts.expression for entry in entries}) == len(made)
    assert len({entry.facts.language for entry in entries}) == 4
    assert all(entry.parts and entry.citations and entry.authors for entry in entries)


@pytest.mark.parametrize("content", [b"<a/>", b"\xff\xfe\x00", b"<akomaNtoso><!-- --></akomaNtoso>"])
def test_what_is_no_document(content: bytes) -> None:
    with pytest.raises(indexing.UnfiledError):
        indexing.entry(indexing.parse(content, "x"), "x")


def test_nothing_is_fetched_and_no_bomb_goes_off() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(indexing.UnfiledError, match="entities"):
        indexing.parse((bomb + "<akomaNtoso>&b;</akomaNtoso>").encode(), "x")
    outside = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]><akomaNtoso>&a;</akomaNtoso>'
    with pytest.raises(indexing.UnfiledError, match="entities"):
        indexing.parse(outside.encode(), "x")
