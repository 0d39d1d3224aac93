"""rdflib: every IRI of a document as a resource; none refused, all there again after Turtle."""

from __future__ import annotations

import logging

import pytest
from rdflib import RDF, Graph, URIRef

from tests.consumers.documents import AKN, SOURCES, Made

BASE = "https://example.org"


def iris(made: Made) -> list[str]:
    values = made.root.xpath(
        "//a:FRBRuri/@value | //a:FRBRthis/@value | //@href | //a:rref/@from | //a:rref/@upTo", namespaces=AKN
    )
    return [str(value) for value in values if not str(value).startswith("#")]


@pytest.mark.parametrize("name", list(SOURCES))
def test_every_iri_is_taken(documents: dict[str, Made], name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    graph = Graph()
    held = {URIRef(iri if ":" in iri else BASE + iri) for iri in iris(documents[name])}
    for iri in held:
        graph.add((iri, RDF.type, URIRef(f"{BASE}/Thing")))
    again = Graph().parse(data=graph.serialize(format="turtle"), format="turtle")
    assert set(again.subjects()) == held
    assert caplog.records == [], "rdflib warns of what is no IRI"


@pytest.mark.parametrize("name", list(SOURCES))
def test_no_address_is_empty(documents: dict[str, Made], name: str) -> None:
    assert "" not in iris(documents[name])
