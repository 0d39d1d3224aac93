"""The index over one tree, of which all rules ask."""

from __future__ import annotations

import pytest
from lxml import etree

from akn.tree import local_name
from akn.validation.rules import RULES
from akn.validation.rules.document import Document
from akn.validation.rules.rule import run


def of(text: str) -> Document:
    return Document(etree.fromstring(text))


def test_elements_of_other_namespaces_are_not_looked_at() -> None:
    document = of('<act xmlns:o="urn:o" eId="a"><o:p eId="b" href="#c"/><p eId="d"/></act>')
    assert list(document.eids) == ["a", "d"]
    assert [one.get("eId") for one in document.named("p")] == ["d"]
    assert document.pointers["local"] == []


@pytest.mark.parametrize(
    ("value", "kind", "key"),
    [
        ("#a", "local", "a"),
        ("~a", "local", "a"),
        ("", "empty", ""),
        (" ", "empty", ""),
        ("#", "empty", ""),
        ("~", "empty", ""),
        ("a", "bare", "a"),
        ("a b", "bare", "a b"),
        ("/akn/eu", "global", "/akn/eu"),
        ("urn:x", "global", "urn:x"),
        ("x#a", "global", "x#a"),
    ],
)
def test_a_pointer_is_local_bare_empty_or_global(value: str, kind: str, key: str) -> None:
    root = etree.Element("act", by=value)
    held = {name: found for name, found in Document(root).pointers.items() if found}
    ((name, (pointer,)),) = held.items()
    assert (name, pointer.key, pointer.attribute, pointer.name) == (kind, key, "by", "act")


def test_refers_to_may_hold_several() -> None:
    assert [one.key for one in of('<act refersTo="#a #b"/>').pointers["local"]] == ["a", "b"]


def test_a_target_may_be_named_by_any_identifier() -> None:
    document = of('<act><p eId="a"/><p wId="b"/><p GUID="c"/><p xml:id="d"/></act>')
    assert [document.target(key) is not None for key in "abcde"] == [True, True, True, True, False]


def test_deep_nesting_is_no_trouble() -> None:
    depth = 1000  # the parser itself stops at 2,048
    parser = etree.XMLParser(huge_tree=True)
    division = "<division>" * depth + "<paragraph><num>" + "<b>" * depth + "1<noteRef href='#none'/>"
    end = "</b>" * depth + "</num></paragraph>" + "</division>" * depth
    root = etree.fromstring(
        f"<akomaNtoso><statement><mainBody>{division}{end}</mainBody></statement></akomaNtoso>", parser
    )
    found = run(Document(root), RULES)
    # The one fault stands in the innermost element.
    assert [(finding.code, local_name(finding.element)) for finding in found] == [("REF004", "noteRef")]
