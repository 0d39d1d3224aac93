"""Documents that are not opened: hostile, damaged, locked, of another kind; each in a sentence with what to do."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from akn.errors import AknError, UnreadableError
from akn.readers import read_bytes, told_by_content
from tests.carriers.making_docx import document, zipped
from tests.carriers.motions import motion
from tests.readers.test_documents import docx, odt, p

DOCX = document(motion("eng"), "styles")


def replaced(data: bytes, name: str, content: bytes) -> bytes:
    """The ZIP with another part of that name."""
    with ZipFile(BytesIO(data)) as package:
        return zipped({each: content if each == name else package.read(each) for each in package.namelist()})


def bomb(megabytes: int) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<w:document>" + b" " * (megabytes * 1_000_000))
    return out.getvalue()


_ENTITIES = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="w"><w:body>&b;</w:body></w:document>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (bomb(30), "larger than any document's when it is unpacked"),
        (bomb(80), "larger than any document's when it is unpacked"),
        (replaced(DOCX, "word/document.xml", _ENTITIES), "has a document type"),
        (replaced(DOCX, "word/document.xml", b"<w:document><unclosed>"), "no whole XML"),
        (replaced(DOCX, "word/document.xml", b"<a>" * 400 + b"</a>" * 400), "no whole XML"),
        (replaced(DOCX, "word/styles.xml", b"\x00\x01"), "no whole XML"),
        (replaced(DOCX, "word/document.xml", b""), "no text in it"),
        (DOCX[: len(DOCX) // 2], "damaged"),
        (docx("<w:p/>"), "no words.*ocrmypdf"),
        (odt("<text:p/>"), "no words.*ocrmypdf"),
        (zipped({"content.xml": "<a/>"}), "no text in it"),
        (
            zipped(
                {
                    "mimetype": "application/vnd.oasis.opendocument.text",
                    "content.xml": "<a/>",
                    "META-INF/manifest.xml": "<encryption-data/>",
                }
            ),
            "locked by a password",
        ),
        (b"<SDOCTA><VISA>", "no whole XML"),
        (b"<SDOCTA></SDOCTA>", "holds no words"),
    ],
)
def test_a_document_that_is_not_opened_says_why(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=f"(?s)^x.bin: .*{says}"):
        read_bytes(data, "x.bin")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (zipped({"xl/workbook.xml": "<a/>"}), "a workbook"),
        (zipped({"ppt/presentation.xml": "<a/>"}), "a presentation"),
        (zipped({"META-INF/container.xml": "<a/>"}), "an e-book.*pandoc"),
        (zipped({"a.txt": "text"}), "a ZIP archive.*unzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "DOC.*soffice --headless --convert-to docx"),
        (b"{\\rtf1\\ansi text}", "RTF.*soffice --headless --convert-to docx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG.*tesseract"),
        (b"II*\x00" + bytes(40), "TIFF.*tesseract"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WebP"),
        (b"\x1f\x8b\x08" + bytes(40), "gzip"),
        (b"a.txt" + bytes(252) + b"ustar\x0000", "tar"),
        (b"%!PS-Adobe-3.0\n", "PostScript.*ps2pdf"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "MHTML.*web page"),
        (b"From: <Saved by Example>\nContent-Type: multipart/related\n", "MHTML.*web page"),
    ],
)
@pytest.mark.parametrize("name", ["-", "motion.txt", "motion.docx", "motion.pdf"])
def test_what_no_reader_reads_is_refused_by_name_with_the_command_that_helps(
    data: bytes, says: str, name: str
) -> None:
    with pytest.raises(UnreadableError, match=f"{name}: this is {says}|{name}: this is .*{says}"):
        read_bytes(data, name)


def test_a_text_may_begin_as_some_of_them_do() -> None:
    assert read_bytes(b"MM. Muster et Exemple demandent,\n", "x.txt").format == "text"
    assert read_bytes(b"GIFTS to the Parliament,\n", "x.txt").format == "text"
    assert read_bytes(b"From: Jane Example\nThe text\n", "x.txt").format == "text"


def test_a_document_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    for name, data, wanted in (
        ("a", DOCX, True),
        ("b.txt", b"text", False),
        ("c.xml", b"<SDOCTA><P>x</P></SDOCTA>", True),
        ("d.xml", b"<akomaNtoso><act/></akomaNtoso>", False),
        ("e", odt(p("x")), True),
    ):
        (tmp_path / name).write_bytes(data)
        assert told_by_content(tmp_path / name) is wanted, name
    assert not told_by_content(tmp_path / "missing")


def test_damage_anywhere_in_a_document_is_never_a_traceback() -> None:
    for data in (DOCX, odt("<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>")):
        for at in range(0, len(data), 61):
            for damaged in (data[:at] + data[at + 7 :], data[:at] + b"\xff<" + data[at + 2 :]):
                try:
                    read_bytes(damaged)
                except AknError as refused:
                    assert str(refused)
