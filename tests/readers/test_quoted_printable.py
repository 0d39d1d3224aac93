"""Mails saved as they were sent are read as they were meant."""

from __future__ import annotations

import quopri

import pytest

from akn.pipeline import Options, convert
from akn.readers.quoted_printable import meant
from tests.conftest import ROOT, TODAY

CODES = ("bul", "ces", "deu", "ell", "fra", "hun", "lav", "mlt", "pol", "swe")


@pytest.mark.parametrize("code", CODES)
def test_a_mail_gives_the_same_document(code: str) -> None:
    data = (ROOT / "samples" / code / "ambient-monitoring.txt").read_bytes().replace(b"\r\n", b"\n")
    whole, mail = (convert(text, Options(today=TODAY)) for text in (data, quopri.encodestring(data)))
    assert mail.xml == whole.xml
    assert mail.report.lost == ()
    assert "NOR001" in [finding.code for finding in mail.report.findings]


@pytest.mark.parametrize(
    "text",
    [
        "see https://example.org/?a=C3&b=A9 for more\n",
        "1 + 1 =\n2\n",
        "a=FF and b=FE\n",
        "é=C3=A9\n",
        "",
    ],
)
def test_what_is_no_mail_stays(text: str) -> None:
    assert meant(text) is None
