"""Where an element stands."""

from __future__ import annotations

from lxml import etree

from akn.tree.place import Places, nearest_eid, outermost_document


def test_a_path_numbers_siblings_of_one_name() -> None:
    document, places = etree.fromstring("<act><p/><q/><!-- x --><p><b/></p></act>"), Places()
    assert [places.path(element) for element in document.iter("*")] == [
        "/act", "/act/p[1]", "/act/q", "/act/p[2]", "/act/p[2]/b",
    ]  # fmt: skip


def test_the_nearest_eid_is_its_own_or_that_around_it() -> None:
    root = etree.fromstring('<act><p id="x"><b eId=""/></p><q eId="y"><b/></q></act>')
    bold = [*root.iter("b")]
    assert [nearest_eid(element) for element in bold] == ["", "y"]
    assert [nearest_eid(element, older=True) for element in bold] == ["x", "y"]


def test_the_outermost_document_holds_those_within() -> None:
    root = etree.fromstring("<akomaNtoso><act><component><doc><p/></doc></component></act></akomaNtoso>")
    (inner,) = root.iter("p")
    assert outermost_document(inner) is root[0]
    assert outermost_document(root) is None
