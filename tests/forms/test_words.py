"""No form loses a word, whoever made the document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from akn.rendering import render
from akn.tree.clauses import clauses_of
from tests.conftest import ROOT
from tests.forms.looking import DOCUMENTS, letters, printed_letters, root_of

SAMPLES = sorted((ROOT / "tests" / "samples").rglob("*.xml"))
SPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def shown(root: etree._Element, form: str) -> list[str]:
    if form == "clauses":
        return [text for clause in clauses_of(root) for text in (clause.num, clause.text, *clause.notes)]
    written = render(root, form)
    if form == "html":
        page = html.document_fromstring(written.encode(), parser=html.HTMLParser(encoding="utf-8"))
        return ["".join(page.find("body").itertext())]
    if form in {"json", "pandoc"}:
        return strings(json.loads(written))
    return [written]


def strings(value: object) -> list[str]:
    match value:
        case str():
            return [value]
        case list():
            return [text for one in value for text in strings(one)]
        case dict():
            return [text for one in value.values() for text in strings(one)]
    return []


FORMS = ["clauses", "html", "text", "markdown", "json", "pandoc"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", [*DOCUMENTS, *SAMPLES], ids=lambda p: f"{p.parent.name}-{p.name}")
def test_no_letter_is_lost(path: Path, form: str) -> None:
    root = root_of(path)
    assert not printed_letters(root) - letters(*shown(root, form))


@pytest.mark.parametrize("path", [*DOCUMENTS, *SAMPLES], ids=lambda p: f"{p.parent.name}-{p.name}")
def test_every_word_is_in_one_clause_and_no_more(path: Path) -> None:
    root = root_of(path)
    assert not letters(*shown(root, "clauses")) - printed_letters(root)


NAMES = ["p", "paragraph", "content", "num", "heading", "list", "point", "b", "ref", "authorialNote", "table", "tr",
         "td", "ul", "li", "blockList", "item", "quotedStructure", "mod", "foreign", "unheardOf", "citation", "img",
         "br", "noteRef", "section", "attachment", "doc", "intro"]  # fmt: skip
TREES = st.recursive(
    st.tuples(st.sampled_from(NAMES), st.text("ab ٣字é&<\n", max_size=6), st.just([])),
    lambda inner: st.tuples(
        st.sampled_from(NAMES), st.text("xy \n", max_size=4), st.lists(inner, max_size=4)
    ),
    max_leaves=16,
)


def built(told: tuple[str, str, list], parent: etree._Element) -> None:
    name, text, inner = told
    element = etree.SubElement(parent, f"{{{SPACE}}}{name}")
    element.text = text
    element.tail = text[::-1]
    for one in inner:
        built(one, element)


@settings(max_examples=200, deadline=None)
@given(TREES)
def test_no_letter_is_lost_whatever_stands_in_what(told: tuple[str, str, list]) -> None:
    root = etree.Element(f"{{{SPACE}}}akomaNtoso")
    built(told, etree.SubElement(etree.SubElement(root, f"{{{SPACE}}}statement"), f"{{{SPACE}}}mainBody"))
    for form in FORMS:
        assert not printed_letters(root) - letters(*shown(root, form)), form


def test_a_letter_that_is_lost_is_seen() -> None:
    root = etree.fromstring("<akomaNtoso><statement><p>abc</p></statement></akomaNtoso>")
    assert printed_letters(root) - letters("ab")
