"""Schemas of the user's own: the verdict is libxml2's, and the words are read from that schema."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from akn.errors import TableError
from akn.schema import given
from akn.schema.declarations import declarations
from akn.schema.official import catalogue
from akn.validation.checker import Checker, Request

SPACE = "urn:example:notes"
PARTS = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{SPACE}" xmlns="{SPACE}" elementFormDefault="qualified">
  <xs:complexType name="line" mixed="true"><xs:attribute name="kind" use="required"><xs:simpleType>
    <xs:restriction base="xs:string"><xs:enumeration value="short"/><xs:enumeration value="long"/></xs:restriction>
  </xs:simpleType></xs:attribute><xs:attribute name="code"><xs:simpleType>
    <xs:restriction base="xs:string"><xs:pattern value="[a-z]+-[0-9]+"/></xs:restriction></xs:simpleType></xs:attribute></xs:complexType>
</xs:schema>"""
SCHEMA = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{SPACE}" xmlns="{SPACE}" elementFormDefault="qualified">
  <xs:include schemaLocation="teile-ü.xsd"/>
  <xs:element name="akomaNtoso"><xs:complexType><xs:sequence>
    <xs:element name="head"><xs:complexType><xs:sequence><xs:element name="num" type="xs:integer"/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="body"><xs:complexType><xs:sequence>
      <xs:element name="num" type="line" maxOccurs="3"/><xs:element name="end" type="line"/></xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>"""
GOOD = f'<akomaNtoso xmlns="{SPACE}"><head><num>1</num></head><body><num kind="short">a</num><end kind="long">b</end></body></akomaNtoso>'


@pytest.fixture
def path(tmp_path):
    (tmp_path / "teile-ü.xsd").write_text(PARTS, encoding="utf-8")
    (tmp_path / "teile.xsd").write_text(PARTS, encoding="utf-8")
    (tmp_path / "own.xsd").write_text(SCHEMA, encoding="utf-8")
    return str(tmp_path / "own.xsd")


def said(path, text):
    verdict = Checker(Request(schemas=(path,))).judge(text.encode())
    plain = Path(path).with_name("plain.xsd")
    plain.write_text(SCHEMA.replace("teile-ü", "teile"), encoding="utf-8")
    valid = etree.XMLSchema(etree.parse(str(plain))).validate(etree.fromstring(text.encode()))
    assert verdict.schema_valid is valid
    return [(f.code, f.message) for f in verdict.findings if f.code.startswith(("XSD", "NS"))]


def test_what_is_valid_is_and_the_rules_are_asked(path):
    assert said(path, GOOD) == []
    assert Checker(Request(schemas=(path,))).judge(GOOD.encode()).rules_run


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ('<end kind="long">b</end>', "", "XSD005", "`body` has no `end`, which belongs after `num`"),
        (
            'kind="short"',
            'kind="wide"',
            "XSD012",
            "“wide” is not what `kind` of `num` may be; it must be “short” or “long”",
        ),
        ('kind="short"', "", "XSD011", "`num` lacks `kind`"),
        ('kind="short"', 'kind="short" code="A"', "XSD012", "of the form “[a-z]+-[0-9]+”"),
        ("<head>", "<head><zz/>", "XSD008", "`zz` is no element of own.xsd"),
        ('<num kind="short">a</num>', '<num kind="short">a</num>' * 4, "XSD004", "once more"),
        ("<num>1</num>", "", "XSD006", "`head` is empty; it must hold at least `num`"),
        ("<head><num>1</num></head>", "", "XSD005", "`akomaNtoso` has no `head`"),
    ],
)
def test_what_is_wrong_is_said_in_the_words_of_that_schema(path, old, new, code, words):
    ((found, message),) = said(path, GOOD.replace(old, new))
    assert found == code
    assert words in message


def test_parts_in_any_order_are_no_disorder(tmp_path):
    any_order = (
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:x" xmlns="urn:x" elementFormDefault="qualified">'
        '<xs:element name="akomaNtoso"><xs:complexType><xs:all><xs:element name="a" type="xs:string"/>'
        '<xs:element name="b" type="xs:string" minOccurs="0"/><xs:element name="c" type="xs:string"/></xs:all></xs:complexType></xs:element></xs:schema>'
    )
    (tmp_path / "all.xsd").write_text(any_order, encoding="utf-8")
    checker = Checker(Request(schemas=(str(tmp_path / "all.xsd"),)))

    def told(inside):
        return [
            f.message
            for f in checker.judge(f'<akomaNtoso xmlns="urn:x">{inside}</akomaNtoso>'.encode()).findings
        ]

    for inside in ("<c/><a/>", "<b/><c/><a/>", "<a/><c/><b/>"):
        assert told(inside) == []
    (message,) = told("<c/><b/>")
    assert "has no `a`" in message


def test_an_element_is_held_to_the_type_that_it_has_where_it_stands(path):
    assert said(path, GOOD.replace("<num>1</num>", '<num kind="short">1</num>'))[0][0] == "XSD010"


def test_a_value_that_is_text_is_explained_too(path):
    ((code, message),) = said(path, GOOD.replace("<num>1</num>", "<num>one</num>"))
    assert code == "XSD013"
    assert "{" not in message


def test_another_namespace_is_told_for_which_the_schema_is(path):
    ((code, message),) = said(path, GOOD.replace(SPACE, "urn:other"))
    assert code == "NS005"
    assert SPACE in message


def test_of_several_schemas_one_will_do(path):
    checker = Checker(Request(schemas=(str(catalogue()["akomantoso"].locate()), path)))
    assert checker.judge(GOOD.encode()).schema_valid


@pytest.mark.parametrize(
    "text", ["", "<a/>", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:nonsense/></xs:schema>"]
)
def test_what_is_no_schema_is_refused_in_words(tmp_path, text):
    (tmp_path / "no.xsd").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match="no.xsd"):
        Checker(Request(schemas=(str(tmp_path / "no.xsd"),)))
    with pytest.raises(TableError, match="there is no schema"):
        Checker(Request(schemas=(str(tmp_path / "gone.xsd"),)))


def test_it_reads_the_official_schema_as_we_do():
    ours = declarations()
    theirs = given.read(str(catalogue()["akomantoso"].locate())).known
    assert theirs.names == ours.names
    for name in ours.names:
        one, other = ours.declared(name), theirs.get(name)
        assert other is not None
        assert other.content == one.content, name
        assert (other.mixed, other.open) == (one.mixed, one.open), name
        assert {a.name: a.required for a in other.attributes.values()} == {
            a.name: a.required for a in one.attributes.values()
        }, name


def test_words_that_a_schema_lists_need_no_declaration(path):
    text = GOOD.replace("</body>", "</body>")
    assert given.read(path).prescribed == frozenset({"short", "long"})
    assert said(path, text) == []
