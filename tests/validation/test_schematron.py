"""A user's own Schematron: XPath 1 through lxml, XPath 2 and 3 through Saxon where it is installed."""

from __future__ import annotations

import sys

import pytest
from lxml import etree

from akn.errors import TableError
from akn.findings import Severity
from akn.validation.explaining.remarks import findings
from akn.validation.schematron import load

SCHEMA = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="{binding}">
  <ns prefix="a" uri="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>
  <let name="most" value="1"/>
  <pattern abstract="true" id="ends">
    <rule context="$what"><assert id="end" test="{ends}">A <name/> ends with a stop.</assert></rule>
  </pattern>
  <pattern is-a="ends" id="dots"><param name="what" value="a:recital/a:num"/></pattern>
  <pattern>
    <rule abstract="true" id="named">
      <assert id="eid" role="warning" test="@eId">“<value-of select="a:num"/>” has no eId.</assert>
    </rule>
    <rule context="a:paragraph[a:list]">
      <let name="points" value="count(a:list/a:point)"/>
      <extends rule="named"/>
      <report id="many" test="$points &gt; $most" flag="info" diagnostics="fewer">There are
        <value-of select="$points"/> points.</report>
    </rule>
    <rule context="a:paragraph"><assert id="never" test="true()">No.</assert></rule>
  </pattern>
  <diagnostics><diagnostic id="fewer">Join them.</diagnostic></diagnostics>
</schema>"""
FIRST = SCHEMA.format(binding="xslt", ends="substring(., string-length(.)) = '!'")
SECOND = SCHEMA.format(binding="xslt2", ends="ends-with(., '!')")
EXPECTED = [
    ("SCH-end", Severity.ERROR, "A num ends with a stop.", "", "recs_1__rec_A", "num"),
    ("SCH-many", Severity.INFORMATION, "There are 2 points.", "Join them.", "para_2", "paragraph[2]"),
]


@pytest.fixture
def write(tmp_path):
    def _write(text):
        path = tmp_path / "own.sch"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return _write


def shown(found):
    return [(f.code, f.severity, f.message, f.help, f.eid, f.path.rpartition("/")[2]) for f in found]


@pytest.mark.parametrize("text", [FIRST, SECOND], ids=["xslt", "xslt2"])
def test_both_bindings_say_the_same(write, text, good_bytes):
    if "xslt2" in text:
        pytest.importorskip("saxonche")
    check = load(write(text))
    for _ in range(2):  # a check is asked of file after file
        found = findings(check(etree.fromstring(good_bytes)))
        assert shown(found) == EXPECTED
        assert all(f.line for f in found)


def test_without_saxon_the_message_says_what_to_install(write, monkeypatch):
    monkeypatch.setitem(sys.modules, "saxonche", None)
    with pytest.raises(TableError, match=r"saxonche.*pip install 'akn\[schematron\]'"):
        load(write(SECOND))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<schema", "cannot be read"),
        ("<schema/>", "no ISO Schematron"),
        (FIRST.replace('"xslt"', '"exslt-made-up"'), "exslt-made-up"),
        (FIRST.replace("$points &gt;", "$$points &gt;"), "cannot be used|failed"),
    ],
)
def test_what_cannot_be_used_is_said(write, text, words, good_bytes):
    with pytest.raises(TableError, match=words):
        load(write(text))(etree.fromstring(good_bytes))


def test_a_file_that_is_missing():
    with pytest.raises(TableError, match="cannot be read"):
        load("no/such.sch")


def test_what_saxon_cannot_use_is_said(write, good_bytes):
    pytest.importorskip("saxonche")
    with pytest.raises(TableError, match="cannot be used"):
        load(write(SECOND.replace("ends-with(", "ends-with-made-up(")))(etree.fromstring(good_bytes))
