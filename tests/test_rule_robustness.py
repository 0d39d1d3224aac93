"""No rule raises, whatever the tree: every fixture is bent, and every rule asked."""

from __future__ import annotations

import copy
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from akn.findings import Finding
from akn.validation.explaining.remarks import findings
from akn.validation.rules import RULES
from akn.validation.rules.document import Document
from akn.validation.rules.rule import run
from tests.wholes import FIXTURES, whole

TREES = [etree.fromstring(whole(path)) for path in sorted(FIXTURES.rglob("*.xml"))]
ATTRIBUTES = [
    "eId",
    "wId",
    "GUID",
    "href",
    "refersTo",
    "as",
    "by",
    "source",
    "date",
    "value",
    "language",
    "marker",
    "name",
]
VALUES = [
    "",
    "#",
    "~",
    "#x",
    "##",
    "x y",
    "%",
    "http://",
    "__",
    "a__",
    "__a",
    "2021",
    "2021-02-30",
    "9" * 5000,
    "٣",
    "i",
    "\u00a0",
]
NAMESPACES = [
    "",
    "http://docs.oasis-open.org/legaldocml/ns/akn/3.0/WD17",
    "http://Inhaltsdaten.LegalDocML.de/1.8.2/",
]


def elements(root: etree._Element) -> list[etree._Element]:
    return list(root.iter("*"))


def drop(draw: st.DrawFn, one: etree._Element) -> None:
    del draw
    one.attrib.clear()


def give(draw: st.DrawFn, one: etree._Element) -> None:
    one.set(draw(st.sampled_from(ATTRIBUTES)), draw(st.sampled_from(VALUES)))


def write(draw: st.DrawFn, one: etree._Element) -> None:
    one.text = draw(st.sampled_from(VALUES))


def move(draw: st.DrawFn, one: etree._Element) -> None:
    target = draw(st.sampled_from(elements(one.getroottree().getroot())))
    if one.getparent() is not None and one is not target and one not in target.iterancestors():
        target.insert(0, one)


def remove(draw: st.DrawFn, one: etree._Element) -> None:
    del draw
    parent = one.getparent()
    if parent is not None:
        parent.remove(one)


def rename(draw: st.DrawFn, one: etree._Element) -> None:
    one.tag = draw(st.sampled_from(elements(one.getroottree().getroot()))).tag


def comment(draw: st.DrawFn, one: etree._Element) -> None:
    del draw
    one.insert(0, etree.Comment("x"))
    one.append(etree.ProcessingInstruction("x", "y"))


def estrange(draw: st.DrawFn, one: etree._Element) -> None:
    namespace = draw(st.sampled_from(NAMESPACES))
    one.tag = f"{{{namespace}}}{etree.QName(one).localname}"


def double(draw: st.DrawFn, one: etree._Element) -> None:
    del draw
    parent = one.getparent()
    if parent is not None:
        parent.append(copy.deepcopy(one))


BENDS = [drop, give, write, move, remove, rename, comment, estrange, double]


@st.composite
def bent(draw: st.DrawFn) -> etree._Element:
    root = copy.deepcopy(draw(st.sampled_from(TREES)))
    for bend in draw(st.lists(st.sampled_from(BENDS), min_size=1, max_size=8)):
        bend(draw, draw(st.sampled_from(elements(root))))
    return root


@settings(max_examples=400, deadline=None)
@given(bent())
def test_no_rule_raises(root: etree._Element) -> None:
    for finding in findings(run(Document(root, date(2026, 1, 1)), RULES)):
        assert isinstance(finding, Finding)
        assert finding.path.startswith("/")


def said(root: etree._Element) -> list[tuple[str, str]]:
    return [(remark.code, etree.QName(remark.element).localname) for remark in run(Document(root), RULES)]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(TREES), st.sampled_from(NAMESPACES))
def test_the_rules_say_the_same_in_another_namespace(tree: etree._Element, namespace: str) -> None:
    root = copy.deepcopy(tree)
    for element in elements(root):
        element.tag = (
            f"{{{namespace}}}{etree.QName(element).localname}"
            if namespace
            else etree.QName(element).localname
        )
    assert said(root) == said(tree)


def test_the_rules_leave_the_tree_as_it_was() -> None:
    for tree in TREES:
        before = etree.tostring(tree)
        run(Document(tree), RULES)
        assert etree.tostring(tree) == before


def test_a_lone_element_is_no_trouble() -> None:
    for name in sorted({etree.QName(element).localname for tree in TREES for element in elements(tree)}):
        codes = {code for code, _ in said(etree.fromstring(f"<{name}/>"))}
        assert ("STR001" in codes) is (name != "akomaNtoso")
