"""The FRBR block: what is written is read, in the order of the schema."""

from __future__ import annotations

from lxml import etree

from akn.schema.official import NAMESPACE
from akn.tree import local_name
from akn.tree.identification import Statement, identification_of, identifications, write_identification
from akn.tree.iri import Iri

STATEMENTS = (
    Statement(
        "2021-02-08", "tabling", "#rp", "#author",
        [("FRBRnumber", {"value": "17"}), ("FRBRcountry", {"value": "rt"}), ("FRBRalias", {"value": "x"})],
    ),
    Statement("2021-02-08", "tabling", "#rp", "#author", [("FRBRlanguage", {"language": "eng"})]),
    Statement("2021-03-01", "markup", "#converter", "#editor", [("FRBRformat", {"value": "xml"})]),
)  # fmt: skip


def document() -> etree._Element:
    root = etree.Element(f"{{{NAMESPACE}}}statement")
    meta = etree.SubElement(root, f"{{{NAMESPACE}}}meta")
    write_identification(meta, "#converter", Iri("/w", "eng"), "annex_1", STATEMENTS)
    return root


def test_what_is_written_is_read() -> None:
    read = identification_of(document())
    assert read is not None
    assert read.element.get("source") == "#converter"
    assert [level.uri for level in read.levels.values()] == ["/w", "/w/eng@", "/w/eng@.xml"]
    assert [level.this for level in read.levels.values()] == [
        "/w/!annex_1", "/w/eng@/!annex_1", "/w/eng@/!annex_1.xml",
    ]  # fmt: skip
    assert read.value("FRBRExpression", "FRBRlanguage", "language") == "eng"
    assert read.value("FRBRManifestation", "FRBRdate", "date") == "2021-03-01"
    assert read.value("FRBRItem", "FRBRuri") == ""
    assert read.owner is not None
    assert local_name(read.owner) == "statement"


def test_entries_come_in_the_order_of_the_schema() -> None:
    work = next(document().iter(f"{{{NAMESPACE}}}FRBRWork"))
    assert [local_name(entry) for entry in work] == [
        "FRBRthis", "FRBRuri", "FRBRalias", "FRBRdate", "FRBRauthor", "FRBRcountry", "FRBRnumber",
    ]  # fmt: skip


def test_any_namespace_will_do_and_white_space_is_single() -> None:
    root = etree.fromstring(
        '<doc><meta><identification><FRBRWork><FRBRuri value=" "/><FRBRuri value=" /a  b "/></FRBRWork>'
        "</identification></meta></doc>"
    )
    (read,) = identifications(root)
    assert read.value("FRBRWork", "FRBRuri") == "/a b"


def test_a_document_may_say_nothing_of_itself() -> None:
    assert identification_of(etree.fromstring("<doc><meta/></doc>")) is None
