"""What is known of formats, and how one is told: by its content first, then by its name."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from akn.errors import TableError, UnreadableError
from akn.model.source import LINES, Counting, Line, Place
from akn.readers import FORMATS, READERS, SUFFIXES, read_bytes
from akn.readers.formats import Formats
from akn.readers.reading import Reading

PAGE = (
    "<!DOCTYPE html><html><head><meta charset='windows-1250'></head><body><p>Čtení dopisů</p></body></html>"
)


def reader(monkeypatch: pytest.MonkeyPatch, name: str, **declared: object) -> Formats:
    """A registry with ours and one more, whose module declares so much."""
    module = ModuleType(name)
    module.read = lambda data: Reading((Line(1, repr(data)),))  # type: ignore[attr-defined]
    for key, value in declared.items():
        setattr(module, key, value)
    monkeypatch.setitem(sys.modules, name, module)
    return Formats({**READERS, "toy": name})


def told(formats: Formats, data: bytes, name: str) -> str:
    found = formats.tell(data, name)
    return found.name if found is not None else ""


@pytest.mark.parametrize(
    "data", [PAGE.encode("cp1250"), PAGE.encode(), PAGE.encode("utf-16"), PAGE.encode("utf-16-be")]
)
@pytest.mark.parametrize("name", ["x.html", "x.txt", "x.md", "x", "-"])
def test_a_page_is_known_by_its_content(data: bytes, name: str) -> None:
    source = read_bytes(data, name)
    assert source.format == "html"
    assert [piece.text for piece in source.pieces if isinstance(piece, Line)] == ["Čtení dopisů"]
    assert [f.code for f in source.findings] in ([], ["ENC001"])


@pytest.mark.parametrize(
    "text",
    [
        '<div role="main">\n\nPilots\n\n</div>\n',
        '<div id="a">\n\n<div>\n\n# Pilots\n\n</div>\n\n</div>\n',
        "<table>\n\nPilots\n\n</table>\n",
    ],
)
def test_words_behind_a_blank_line_below_a_tag_are_markdown(text: str) -> None:
    assert told(FORMATS, text.encode(), "pilots.md") == "markdown"


def test_what_the_caller_says_is_not_overruled() -> None:
    assert read_bytes(PAGE.encode(), "x.html", form="text").format == "text"


def test_where_the_content_does_not_tell_the_name_does() -> None:
    assert read_bytes(b"a *b*\n", "x.MD").format == "markdown"
    assert read_bytes(b"a *b*\n", "x.doc").format == "text"
    assert read_bytes(b"a <b>b</b>\n", "x.htm").format == "html"


def test_a_format_that_is_not_there_is_said_with_those_that_are() -> None:
    with pytest.raises(
        UnreadableError, match="no reader for the format “gopher”; there are: text, markdown, html"
    ):
        read_bytes(b"x", form="gopher")


def test_suffixes_are_those_of_all_readers() -> None:
    texts = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml")
    assert tuple(SUFFIXES) == (*texts, ".docx", ".docm", ".dotx", ".odt", ".ott", ".pdf")
    assert {"text/plain", "text/html", "application/pdf"} < {known.mime for known in FORMATS}


def test_bytes_are_known_by_their_signature_whatever_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    formats = reader(monkeypatch, "toy1", READS="bytes", SUFFIXES=(".toy",), MAGIC=(b"TOY", b"BOX"))
    assert [told(formats, data, "x.txt") for data in (b"TOY1", b"BOX1", b"TO")] == ["toy", "toy", "text"]
    assert told(formats, b"a text", "x.toy") == ""  # the name says toy, and it is none


def test_without_a_signature_the_name_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    formats = reader(monkeypatch, "toy2", READS="bytes", SUFFIXES=(".toy",), MAGIC=b"")
    assert told(formats, b"anything", "x.toy") == "toy"
    assert told(formats, b"anything", "x") == ""


def test_two_formats_with_one_signature_are_told_apart_by_what_they_claim(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    formats = reader(
        monkeypatch,
        "toy3",
        READS="bytes",
        SUFFIXES=(".toy",),
        MAGIC=b"PK",
        claims=lambda data: b"toy" in data,
    )
    assert told(formats, b"PK..toy", "x") == "toy"
    assert told(formats, b"PK..car", "x.toy") == ""


def test_the_longer_signature_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    long = ModuleType("long")
    long.READS, long.SUFFIXES, long.MAGIC, long.read = "bytes", (".long",), b"PKPK", Reading  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "long", long)
    reader(monkeypatch, "toy4", READS="bytes", SUFFIXES=(".toy",), MAGIC=b"PK")
    formats = Formats({"toy": "toy4", "long": "long"})
    assert told(formats, b"PKPK", "x.toy") == "long"
    assert told(formats, b"PK", "x.long") == "toy"


@pytest.mark.parametrize(
    ("declared", "says"),
    [
        ({"SUFFIXES": (), "MAGIC": b""}, "READS must be"),
        ({"READS": "words", "SUFFIXES": (), "MAGIC": b""}, "READS must be .*'words'"),
        ({"READS": "text", "MAGIC": b""}, "must have “SUFFIXES”"),
        ({"READS": "text", "SUFFIXES": ()}, "must have “MAGIC”"),
        ({"READS": "text", "SUFFIXES": (".md",), "MAGIC": b""}, "“markdown” and “toy” both have .md"),
    ],
)
def test_a_reader_that_declares_too_little_is_an_error(
    monkeypatch: pytest.MonkeyPatch, declared: dict[str, object], says: str
) -> None:
    with pytest.raises(TableError, match=says):
        reader(monkeypatch, "toy5", **declared)


def test_a_binary_file_of_no_known_format_is_still_named() -> None:
    with pytest.raises(UnreadableError, match="this is a ZIP archive"):
        read_bytes(b"PK\x03\x04 anything", "x.docx")


@pytest.mark.parametrize(
    ("counting", "number", "place", "said"),
    [
        (LINES, 12, Place(line=12), "line 12"),
        (Counting("line", (1, 41, 80)), 44, Place(2, line=4), "page 2, line 4"),
        (Counting("line", (1, 41, 80)), 80, Place(3, line=1), "page 3, line 1"),
        (Counting("paragraph"), 17, Place(paragraph=17), "paragraph 17"),
        (Counting("paragraph", (1, 9)), 9, Place(2, paragraph=1), "page 2, paragraph 1"),
        (Counting("page"), 3, Place(3), "page 3"),
    ],
)
def test_a_place_says_what_the_numbers_count(
    counting: Counting, number: int, place: Place, said: str
) -> None:
    assert counting.place(number) == place
    assert str(place) == said


def test_a_source_of_text_counts_lines(tmp_path: Path) -> None:
    source = read_bytes(b"one\n\nthree\n", str(tmp_path / "x.txt"))
    assert [str(source.place(piece.number)) for piece in source.pieces] == ["line 1", "line 3"]
