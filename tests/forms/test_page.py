"""The page: one file, for everybody, whatever stands in the document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree, html

from akn.comparing import align
from akn.comparing.linking import compare
from akn.jobs.surveying import of_document
from akn.model.overview import Overview
from akn.rendering import render
from tests.conftest import ROOT
from tests.forms.looking import DOCUMENTS, HERE, MOTION, root_of

SAMPLES = sorted((ROOT / "tests" / "samples").rglob("*.xml"))


def page(root: etree._Element) -> etree._Element:
    return html.document_fromstring(render(root, "html").encode(), parser=html.HTMLParser(encoding="utf-8"))


@pytest.mark.parametrize("path", [*DOCUMENTS, *SAMPLES], ids=lambda p: f"{p.parent.name}-{p.name}")
def test_a_page_has_one_title_one_main_part_and_each_id_once(path: Path) -> None:
    root = root_of(path)
    shown = page(root)
    assert len(shown.findall(".//h1")) == len(shown.findall(".//main")) == 1
    ids = shown.xpath("//@id")
    assert len(ids) == len(set(ids))
    eids = {"_".join(e.split()) for e in root.xpath("//@eId[not(ancestor::*[local-name()='meta'])]")}
    assert eids <= set(ids)


@pytest.mark.parametrize("path", [*DOCUMENTS, *SAMPLES], ids=lambda p: f"{p.parent.name}-{p.name}")
def test_links_within_the_page_lead_somewhere(path: Path) -> None:
    shown = page(root_of(path))
    ids = set(shown.xpath("//@id"))
    for href in shown.xpath("//a/@href[starts-with(., '#')]"):
        from urllib.parse import unquote

        assert unquote(href[1:]) in ids


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_a_page_loads_nothing(path: Path) -> None:
    text = render(root_of(path), "html")
    shown = html.document_fromstring(text)
    assert shown.xpath("//@src | //link | //iframe | //object | //embed | //img | //form | //base") == []
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src 'none'" in text


def test_notes_lead_to_their_marks_and_back() -> None:
    shown = page(root_of(MOTION))
    (mark,) = shown.xpath("//*[starts-with(@id, 'noteref-')]")
    (note,) = shown.xpath("//section[@class='notes']//li")
    assert mark.xpath(".//a/@href") == [f"#{note.get('id')}"]
    assert f"#{mark.get('id')}" in note.xpath("a/@href")


def test_a_reference_says_what_it_is() -> None:
    shown = page(root_of(MOTION))
    titles = {a.text: a.get("title") for a in shown.xpath("//a[contains(@class, 'akn-ref')]")}
    assert titles["Directive 1999/9/EC"].startswith("European legislation")
    assert titles["A"].startswith("recital A.")


@pytest.mark.parametrize(
    ("name", "tag", "direction"),
    [("judgment", "ar", "rtl"), ("debate", "el", "ltr"), ("collection", "zh", "ltr")],
)
def test_every_part_says_its_language_and_direction(name: str, tag: str, direction: str) -> None:
    shown = page(root_of(HERE / "documents" / f"{name}.xml"))
    assert (shown.get("lang"), shown.get("dir")) == (tag, direction)
    parts = shown.xpath("//*[contains(concat(' ', @class, ' '), ' part ')]")
    assert parts
    assert all(part.get("lang") and part.get("dir") for part in parts)


def test_documents_of_a_collection_keep_their_languages() -> None:
    shown = page(root_of(HERE / "documents" / "collection.xml"))
    assert [c.get("lang") for c in shown.xpath("//*[contains(@class, 'akn-component ')]")] == ["zh", "fr"]


def test_what_a_document_says_cannot_act() -> None:
    text = render(root_of(HERE / "documents" / "hostile.xml"), "html")
    shown = html.document_fromstring(text)
    assert len(shown.xpath("//script")) == 1, "only that of the page itself"
    assert shown.xpath("//@onclick") == []
    assert not [
        h for h in shown.xpath("//a/@href") if re.match(r"\s*(javascript|data|vbscript):", h, re.IGNORECASE)
    ]


def test_classes_are_those_that_web_components_look_for() -> None:
    shown = page(root_of(MOTION))
    (paragraph,) = shown.xpath("//*[@id='para_1']")
    assert "akn-paragraph" in paragraph.get("class").split()
    assert paragraph.get("data-eid") == "para_1"


@pytest.mark.parametrize("name", ["motion", "hostile"])
def test_other_pages_load_nothing_either(name: str) -> None:
    root = root_of(HERE / "documents" / f"{name}.xml")
    for thing in (compare(root, root), Overview.of([of_document(root, "a.xml")]), align([root, root])):
        shown = html.document_fromstring(render(thing, "html"))
        assert shown.xpath("//@src | //link | //script") == []
        assert len(shown.findall(".//h1")) == 1
