"""A Schematron asks the document and nothing else: it reads no file, writes none, and runs nothing."""

from __future__ import annotations

import pytest
from lxml import etree

from akn.errors import TableError
from akn.validation.schematron import load

HEAD = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  queryBinding="{binding}"><ns prefix="a" uri="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>"""
ASKS = """<pattern><rule context="a:docTitle"><report test="{test}">said <value-of select="{select}"/></report>
  </rule></pattern></schema>"""
BINDINGS = pytest.mark.parametrize("binding", ["xslt", "xslt2"])


@pytest.fixture
def check(tmp_path, good_bytes):
    (tmp_path / "home").mkdir()
    (tmp_path / "secret.xml").write_text("<secret>told</secret>", encoding="utf-8")

    def _check(text):
        path = tmp_path / "home" / "own.sch"
        path.write_text(text, encoding="utf-8")
        return load(str(path))(etree.fromstring(good_bytes))

    return _check


@BINDINGS
@pytest.mark.parametrize(
    "reach",
    ["document('{0}')", "doc('{0}')", "unparsed-text('{0}')", "collection('{0}')", "environment-variable('HOME')",
     "fn:doc('{0}')", "document ('{0}')", "for-each('{0}', doc#1)", "parse-xml('&lt;a/&gt;')"],
)  # fmt: skip
def test_nothing_outside_is_read(check, tmp_path, binding, reach):
    select = reach.format((tmp_path / "secret.xml").as_uri())
    with pytest.raises(TableError, match="reaches beyond the document"):
        check(HEAD.format(binding=binding) + ASKS.format(test="true()", select=select))


def test_what_the_names_do_not_tell_is_denied_when_it_runs(tmp_path, good_bytes, monkeypatch):
    from akn.validation import inclusions

    monkeypatch.setattr(inclusions, "_judge", lambda *_: None)
    secret = (tmp_path / "secret.xml").as_uri()
    (tmp_path / "secret.xml").write_text("<secret>told</secret>", encoding="utf-8")
    for binding, reach in (
        ("xslt", "document('{}')"),
        ("xslt2", "doc('{}')"),
        ("xslt2", "unparsed-text('{}')"),
    ):
        path = tmp_path / "own.sch"
        path.write_text(
            HEAD.format(binding=binding) + ASKS.format(test="true()", select=reach.format(secret)),
            encoding="utf-8",
        )
        try:
            said = str(load(str(path))(etree.fromstring(good_bytes)))
        except TableError as error:
            said = str(error)
        assert "told" not in said


@BINDINGS
@pytest.mark.parametrize(
    "foreign",
    ['<xsl:template match="/">x</xsl:template>', '<xsl:include href="x.xsl"/>', '<xsl:import href="x.xsl"/>',
     '<xsl:output method="text"/>',
     '<xsl:function name="a:f"><xsl:result-document href="x.txt">x</xsl:result-document></xsl:function>',
     '<xsl:variable name="v"><xsl:source-document href="x.xml"/></xsl:variable>'],
)  # fmt: skip
def test_only_definitions_of_xslt_are_taken(check, tmp_path, binding, foreign):
    with pytest.raises(
        TableError, match="which is not run here; of XSLT a schema may hold function, key, variable"
    ):
        check(HEAD.format(binding=binding) + foreign + ASKS.format(test="true()", select="1"))
    assert not list(tmp_path.rglob("x.txt"))


@BINDINGS
def test_keys_may_be_defined(check, binding):
    key = '<xsl:key name="by" match="a:num" use="string(.)"/>'
    (said,) = check(
        HEAD.format(binding=binding) + key + ASKS.format(test="true()", select="count(key('by', 'A.'))")
    )
    assert said.message == "said 1"


def test_functions_may_be_defined_for_saxon(check):
    pytest.importorskip("saxonche")
    function = (
        '<xsl:function name="a:twice"><xsl:param name="n"/><xsl:sequence select="2 * $n"/></xsl:function>'
    )
    (said,) = check(HEAD.format(binding="xslt2") + function + ASKS.format(test="true()", select="a:twice(4)"))
    assert said.message == "said 8"


@BINDINGS
def test_what_lies_beside_it_is_included_whatever_its_name(check, tmp_path, binding):
    (tmp_path / "home" / "règles.sch").write_text(
        '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><rule context="a:docTitle">'
        '<report test="true()">included</report></rule></pattern>', encoding="utf-8",
    )  # fmt: skip
    (said,) = check(HEAD.format(binding=binding) + '<include href="r%C3%A8gles.sch"/></schema>')
    assert said.message == "included"


@BINDINGS
@pytest.mark.parametrize(
    ("href", "words"),
    [("gone.sch", "cannot be read"), ("../secret.xml", "lies outside"), ("/etc/passwd", "lies outside"),
     ("file:///etc/passwd", "lies outside"), ("http://127.0.0.1/x.sch", "lies outside"), ("own.sch", "16 deep"),
     ("#nowhere", "nothing called nowhere")],
)  # fmt: skip
def test_an_inclusion_that_cannot_be_is_said(check, binding, href, words):
    with pytest.raises(TableError, match=words):
        check(HEAD.format(binding=binding) + f'<include href="{href}"/></schema>')


def test_a_link_leads_no_inclusion_outside(check, tmp_path):
    (tmp_path / "home" / "link.sch").symlink_to(tmp_path / "secret.xml")
    with pytest.raises(TableError, match="lies outside"):
        check(HEAD.format(binding="xslt") + '<include href="link.sch"/></schema>')
