"""Untrusted bytes: a tree, or one finding that says why not. Never a crash, nothing loaded, nothing expanded."""

from __future__ import annotations

import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from akn.errors import UnreadableError
from akn.findings import Finding
from akn.tree.parse import parse, root_in
from akn.validation.checker import Checker, Request, read
from akn.validation.verdict import judge

DOCTYPE = b'<!DOCTYPE a [<!ENTITY x0 "lol">'
LAUGHS = (
    DOCTYPE
    + b"".join(b'<!ENTITY x%d "%s">' % (n, b"&x%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><a>&x9;</a>"
)


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "XML001", "empty"),
        (b"  \n\t ", "XML001", "empty"),
        (b"\xef\xbb\xbf", "XML001", "empty"),
        (b"MOTION FOR A RESOLUTION\nfurther text", "XML002", "MOTION FOR A RESOLU"),
        (b'{"a": 1}', "XML002", '{"a": 1}'),
        (b"PK\x03\x04\x00\x00\x01", "XML002", "binary"),
        (LAUGHS, "XML003", "entities"),
        (LAUGHS.replace(b"<a>&x9;</a>", b'<a b="&x9;"/>'), "XML003", "entities"),
        (DOCTYPE + b"]><a/>", "XML003", "entities"),
        (b'<!DOCTYPE a SYSTEM "a.dtd"><a>\n&x;</a>', "XML003", "uses an entity (&x;)"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "XML003", "entities"),
        (b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://localhost:9/x"> %x;]><a/>', "XML003", "entities"),
        (b'<?xml version="1.0" encoding="UTF-8"?><a>caf\xe9</a>', "XML004", "UTF-8"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "XML004", "klingon"),
        (b"<a>\n<b>text", "XML005", "too early"),
        (b'<a>\n<b c="d', "XML005", "too early"),
        (b"<a><!-- x", "XML005", "too early"),
        (b"<a>" * 300 + b"</a>" * 300, "XML006", "256"),
        (b"<a>" * 100_000, "XML006", "256"),
        (b"<a>" + b"x" * 11_000_000 + b"</a>", "XML006", "safe to read"),
        (b'<a b="' + b"x" * 11_000_000 + b'"/>', "XML006", "safe to read"),
        (b"<a>\n<b></a>", "XML007", "do not match"),
        (b"<a>x & y</a>", "XML008", "&"),
        (b'<a b="<"/>', "XML008", "bare"),
        (b"<a>&nbsp;</a>", "XML009", "nbsp"),
        (b"<a>\x0b</a>", "XML010", "control character"),
        (b"<a><x:b/></a>", "XML012", "x on b"),
        (b"<a/><b/>", "XML013", "Extra content"),
        (b"<!doctype html><html><br></html>", "XML008", "no name"),
        (b'\n<?xml version="1.0"?><a/>', "XML013", "start"),
    ],
)  # fmt: skip
def test_what_is_no_document(data, code, words):
    finding = parse(data)
    assert isinstance(finding, Finding)
    assert (finding.code, finding.line is not None) == (code, True)
    assert words in finding.message
    assert finding.help
    assert "XML_PARSE" not in finding.message
    verdict = judge(data)
    assert verdict.schema_valid is False
    assert verdict.findings == (finding,)


@pytest.mark.parametrize(
    "data",
    [
        b"<a/>",
        b" " * 600 + b"<a/>",
        b'<?xml version="1.0" encoding="windows-1252"?><a>caf\xe9 \x93</a>',
        '<?xml version="1.0" encoding="UTF-16"?><a>é</a>'.encode("utf-16"),
        "<a>é</a>".encode("utf-8-sig"),
        b'<!DOCTYPE a SYSTEM "http://localhost:9/nowhere.dtd"><a/>',
        b"<a>" * 250 + b"</a>" * 250,
    ],
)
def test_what_is_a_document(data):
    assert etree.iselement(parse(data))


def test_an_entity_is_never_read_from_a_file(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    data = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><a>&x;</a>'.encode()
    assert "the secret" not in repr(judge(data))


@given(st.binary(max_size=300))
def test_any_bytes_give_a_verdict(data):
    assert judge(data).findings


@given(st.integers(0, 5000))
def test_a_document_cut_off_anywhere_gives_a_verdict(good_bytes, cut):
    verdict = judge(good_bytes[: cut % (len(good_bytes) - 2)])
    assert verdict.schema_valid is False
    assert len(verdict.findings) == 1


def test_a_file_over_the_limit_is_refused_unread(tmp_path):
    big = tmp_path / "big.xml"
    with big.open("wb") as stream:
        stream.truncate(200_000_000)
    tracemalloc.start()
    verdict = Checker(Request(with_rules=False)).check(str(big))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert verdict.schema_valid is None
    assert [f.code for f in verdict.findings] == ["FILE002"]
    assert "32 MB" in verdict.findings[0].message
    assert peak < 2_000_000


def test_standard_input_is_not_held_beyond_the_limit(monkeypatch):
    class Endless(io.RawIOBase):
        asked = 0

        def read(self, size=-1):
            Endless.asked += size
            return b"x" * size

    monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": Endless()}))
    finding = read("-", 1)
    assert isinstance(finding, Finding)
    assert finding.code == "FILE002"
    assert Endless.asked <= 2_000_000


@pytest.mark.parametrize("make", [lambda _: None, lambda p: p.mkdir()], ids=["missing", "directory"])
def test_a_file_that_cannot_be_read(tmp_path, make):
    make(tmp_path / "x.xml")
    verdict = Checker(Request(with_rules=False)).check(str(tmp_path / "x.xml"))
    assert verdict.schema_valid is None
    assert [f.code for f in verdict.findings] == ["FILE001"]


def test_a_root_is_had_or_the_reason_is_said_in_a_sentence():
    assert root_in(b"<a/>", "x.xml").tag == "a"
    with pytest.raises(UnreadableError, match=r"^x\.xml, line 1: The file is empty\. Check that"):
        root_in(b"", "x.xml")
