"""Bad input, tried as hard as good: a clear message or a right conversion, never a traceback, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from akn.cli import akn
from akn.errors import UnreadableError, UnrecognisedError
from akn.pipeline import Conversion, Options, convert
from akn.readers import read_bytes
from tests.conftest import ROOT, TODAY

GOOD = (ROOT / "samples" / "eng" / "harbour-noise.txt").read_text(encoding="utf-8")


def run(data: bytes | str) -> Conversion:
    raw = data.encode("utf-8") if isinstance(data, str) else data
    return convert(raw, Options(today=TODAY))


def cli(*arguments: str, data: bytes | None = None) -> Result:
    return CliRunner().invoke(akn, arguments, input=data)


def text_of(conversion: Conversion) -> str:
    return " ".join("".join(conversion.tree.getroot().itertext()).split())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t \n", "empty"),
        ("\ufeff\n \n".encode(), "only white space"),
        (b"%PDF-1.7 ...", "this PDF is damaged"),
        (b"PK\x03\x04 anything", "ZIP archive"),
        (b"\x1f\x8b\x08anything", "gzip"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (bytes(range(256)) * 20, "binary file"),
        (b"\xff\xfeA", "begins as UTF-16"),
        (b"\x01\x02\x03", "only control characters"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        read_bytes(data, "x.txt")


def test_a_text_that_is_no_resolution_says_what_was_looked_for() -> None:
    with pytest.raises(UnrecognisedError, match="neither its enacting words.*nor two citations"):
        run("Dear all,\n\nthe meeting of the garden club is on the 5th in the hall of the town.\n")


def test_a_text_in_no_known_language_says_so() -> None:
    with pytest.raises(UnrecognisedError, match="nor could the language be told"):
        run("xqzv wrlk bfng\nzzkt pqrs\n")


@pytest.mark.parametrize(
    ("encode", "name"),
    [
        (lambda t: t.encode("utf-8-sig"), "UTF-8 with BOM"),
        (lambda t: t.encode("utf-16"), "UTF-16"),
        (lambda t: t.encode("utf-32"), "UTF-32"),
        (lambda t: t.encode("utf-16-le"), "UTF-16-LE"),
    ],
)
def test_other_unicode_encodings_give_the_same(encode, name: str) -> None:
    conversion = run(encode(GOOD))
    assert conversion.report.encoding == name
    assert text_of(conversion) == text_of(run(GOOD))


def test_windows_1252_is_read_and_reported() -> None:
    text = (
        GOOD.replace("Łukasz Przykładny", "Lukas")
        .replace("Jiří Příklad", "Jiri P")
        .replace("Nováková", "Novak")
    )
    conversion = run(text.replace("\u2011", "-").replace("Zoë", "Zoë Ö").encode("cp1252", errors="strict"))
    assert conversion.report.encoding == "Windows-1252"
    assert "Zoë Ö" in text_of(conversion)
    assert "ENC001" in {f.code for f in conversion.report.findings}


def test_mixed_encodings_are_told_by_line() -> None:
    lines = GOOD.encode("utf-8").split(b"\n")
    at = next(n for n, line in enumerate(lines) if b"Calls on" in line)
    lines[at] += " — café".encode("cp1252")
    conversion = run(b"\n".join(lines))
    found = [f for f in conversion.report.findings if f.code == "ENC002"]
    assert [f.line for f in found] == [at + 1]
    assert "café" in text_of(conversion)


def test_line_ends_do_not_matter() -> None:
    expected = text_of(run(GOOD))
    assert text_of(run(GOOD.replace("\n", "\r\n"))) == expected
    assert text_of(run(GOOD.replace("\n", "\r"))) == expected


def test_control_characters_are_listed() -> None:
    conversion = run(GOOD.replace("eleven harbour pilots", "eleven\x01 harbour\x1b pilots"))
    assert [(d.text, d.reason[:17]) for d in conversion.report.dropped if d.text.startswith("U+")] == [
        ("U+0001 U+001B", "control character")
    ]
    assert "eleven harbour pilots" in text_of(conversion)
    assert conversion.report.lost == ()


def test_markup_urls_and_backslashes_are_text() -> None:
    text = text_of(run(GOOD))
    for piece in (
        "<safety> & good sense",
        "C:\\ports\\rules.txt",
        "http://example.org/a//b and http://example.org/c",
    ):
        assert piece in text


@pytest.mark.parametrize(
    "line",
    [
        "PART I of the story was told elsewhere;",
        "TITLE of the thing does not matter;",
        "SCHEDULE of payments is late;",
        "• as a first character;",
        "see http://example.org//a and http://example.org//b;",
        "a backslash \\ and a star * and an _underscore_;",
    ],
)
def test_lines_that_broke_others_keep_their_words(line: str) -> None:
    conversion = run(GOOD.replace("  4. Instructs", f"  4. {line}\n  5. Instructs"))
    assert line in text_of(conversion)
    assert conversion.report.counts["paragraphs"] == 5
    assert conversion.report.lost == ()


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.9])
def test_a_resolution_cut_off_in_the_middle_loses_nothing(share: float) -> None:
    cut = GOOD[: int(len(GOOD) * share)]
    try:
        conversion = run(cut)
    except UnrecognisedError:
        assert "The European Parliament" not in cut
        return
    assert conversion.report.lost == ()
    errors = [f for f in conversion.report.findings if f.severity == "error"]
    assert errors
    assert errors == [*conversion.report.doubts]


def test_a_text_of_ten_megabytes() -> None:
    district = "Calls on the authorities of district {0} to comply" + " and to comply" * 800
    paragraphs = "\n".join(f"  {n}. {district.format(n)};" for n in range(1, 900))
    text = GOOD.replace("  1. Calls on the government", f"{paragraphs}\n  900. Calls on the government")
    assert len(text) > 10_000_000
    conversion = run(text)
    assert conversion.report.lost == ()
    assert conversion.report.counts["paragraphs"] == 903


@pytest.mark.parametrize("missing", [True, False])
def test_a_path_that_cannot_be_read_stops_the_work(missing: bool, tmp_path: Path) -> None:
    path = tmp_path / "missing.txt" if missing else tmp_path
    result = cli("convert", str(path), "-o", str(tmp_path / "out"))
    assert isinstance(result.exception, UnreadableError)
    assert not (tmp_path / "out").exists()
