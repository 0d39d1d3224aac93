"""Other namespaces are named; on demand they are read as the standard's."""

from __future__ import annotations

import pytest

from akn.schema.official import NAMESPACE
from akn.validation.namespaces import name_of
from akn.validation.verdict import judge


@pytest.mark.parametrize(
    ("uri", "called"),
    [
        (NAMESPACE, "Akoma Ntoso 3.0"),
        (f"{NAMESPACE}/WD17", "Working Draft 17"),
        (f"{NAMESPACE}/CSD03", "Specification Draft 03"),
        (f"{NAMESPACE}/CSD13", "Specification Draft 13"),
        (f"{NAMESPACE}/CSD09", "the draft CSD09"),
        ("http://Inhaltsdaten.LegalDocML.de/1.8.2/", "LegalDocML.de 1.8.2"),
        ("http://www.akomantoso.org/2.0", "Akoma Ntoso 2.0"),
    ],
)
def test_known_namespaces(uri, called):
    assert called in name_of(uri)


def test_an_unknown_one_has_no_name():
    assert name_of("http://www.w3.org/1999/xhtml") is None


def elsewhere(good_bytes, uri):
    return good_bytes.replace(
        b' xmlns="' + NAMESPACE.encode() + b'"', f' xmlns="{uri}"'.encode() if uri else b""
    )


@pytest.mark.parametrize(
    ("uri", "code", "words"),
    [
        (f"{NAMESPACE}/WD17", "NS001", "Working Draft 17"),
        ("http://Inhaltsdaten.LegalDocML.de/1.8.2/", "NS001", "LegalDocML.de 1.8.2"),
        ("", "NS002", "no namespace"),
        ("http://www.w3.org/1999/xhtml", "NS003", "no form of Akoma Ntoso"),
    ],
)
def test_it_is_one_finding_and_not_valid(good_bytes, uri, code, words):
    verdict = judge(elsewhere(good_bytes, uri))
    assert verdict.schema_valid is False
    assert verdict.namespace == uri
    assert verdict.document_type == "statement"
    (finding,) = verdict.findings
    assert finding.code == code
    assert words in finding.message
    assert finding.line == 2


@pytest.mark.parametrize("uri", [f"{NAMESPACE}/CSD13", "http://Inhaltsdaten.LegalDocML.de/1.8.2/", ""])
def test_as_standard(good_bytes, uri):
    verdict = judge(elsewhere(good_bytes, uri), as_standard=True)
    assert (verdict.schema_valid, verdict.namespace, verdict.findings) == (True, uri, ())
    bad = judge(
        elsewhere(good_bytes, uri).replace(b"<docTitle>", b"<em>").replace(b"</docTitle>", b"</em>"),
        as_standard=True,
    )
    assert [(f.code, f.line, f.column) for f in bad.findings] == [("XSD155", 47, 28)]
