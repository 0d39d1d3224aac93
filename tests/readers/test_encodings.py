"""Letters are read right, or the file is refused: never wrong ones in silence."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner

from akn.cli import akn
from akn.errors import TableError, UnreadableError
from akn.languages import codes, load
from akn.languages.orthography import orthography
from akn.model.source import Grid, Source
from akn.pipeline import convert
from akn.readers import read_bytes
from akn.readers.letters import FOREIGN, IMPOSSIBLE, cost
from akn.readers.wide import reads
from tests.conftest import ROOT

#: Languages saved in code pages so unlike that foreign names alone leave it open which one it was.
_OPEN = {"est"}
#: What came before Windows: right only by luck, so that it must be refused.
_OLDER = {
    "cp437": "deu fra",
    "cp737": "ell",
    "cp775": "lit lav est",
    "cp850": "fra deu ita spa por dan swe nld fin gle",
    "cp852": "ces slk pol hun slv hrv ron",
    "cp855": "bul",
    "cp864": "ara",
    "cp869": "ell",
    "mac_roman": "fra deu ita spa por dan swe nld gle",
    "mac_latin2": "ces slk pol hun slv",
    "mac_greek": "ell",
    "iso8859_4": "lit lav",
    "iso8859_10": "lit",
}


#: Code pages of another language that writes the same letters.
_NEIGHBOURS = {"bul": ("cp866",)}


def sample(code: str) -> str:
    """A text in the language: the one that all languages of the European Parliament have, else its first."""
    folder = ROOT / "samples" / code
    name = "ambient-monitoring.txt" if "ep" in load(code).table else min(p.name for p in folder.glob("*.txt"))
    return (folder / name).read_text(encoding="utf-8")


def saved(text: str, page: str) -> bytes:
    """`text` in a code page, as it was done: letters that it has not lose their accents."""
    text = text.translate({0x219: "ş", 0x21B: "ţ", 0x218: "Ş", 0x21A: "Ţ", 0x2011: "-"})
    return b"".join(
        c.encode(page) if _has(page, c) else unicodedata.normalize("NFD", c).encode("ascii", "ignore")
        for c in text
    )


def _has(page: str, character: str) -> bool:
    try:
        character.encode(page)
    except UnicodeEncodeError:
        return False
    return True


def words(source: Source) -> list[str]:
    lines = []
    for piece in source.pieces:
        if isinstance(piece, Grid):
            lines += [line.text for row in piece.rows for cell in row for line in cell.lines]
        else:
            lines.append(piece.text)
    return " ".join(lines).split()


def assert_right(data: bytes, page: str) -> None:
    assert words(read_bytes(data)) == words(read_bytes(data.decode(page).encode()))


PAGES = [(code, page) for code in codes() for page in orthography(code).legacy]


@pytest.mark.parametrize(("code", "page"), [case for case in PAGES if case[0] not in _OPEN])
def test_a_text_in_a_code_page_of_its_language_is_read_right(code: str, page: str) -> None:
    assert_right(saved(sample(code), page), page)


@pytest.mark.parametrize("path", sorted((ROOT / "samples" / "zho").glob("*.txt")), ids=lambda p: p.stem)
@pytest.mark.parametrize("page", ["GB18030", "gbk", "Big5"])
def test_every_text_in_characters_is_read_right(path: Path, page: str) -> None:
    assert_right(saved(path.read_text(encoding="utf-8"), page), page)


def test_lines_of_characters_in_utf_8_and_not_are_each_read_as_they_are() -> None:
    lines = [line for line in sample("zho").split("\n") if line.strip()]
    data = b"\n".join(line.encode("utf-8" if n % 2 else "gb18030") for n, line in enumerate(lines))
    source = read_bytes(data)
    assert source.encoding == "UTF-8 mixed with GB18030"
    assert words(source) == words(read_bytes("\n".join(lines).encode()))


def test_a_line_that_is_utf_8_by_chance_is_read_as_the_others() -> None:
    """The two bytes of “一” are a Cyrillic letter in UTF-8."""
    text = sample("zho").replace("\n", "\n一\n", 3)
    source = read_bytes(text.encode("gb18030"))
    assert source.encoding == "GB18030"
    assert words(source) == words(read_bytes(text.encode()))


@pytest.mark.parametrize(
    ("code", "page"), [(code, page) for code in _NEIGHBOURS for page in _NEIGHBOURS[code]]
)
def test_a_code_page_of_another_language_with_the_same_letters_is_read_right(code: str, page: str) -> None:
    assert_right(saved(sample(code), page), page)


@pytest.mark.parametrize(("code", "page"), [case for case in PAGES if case[0] in _OPEN])
def test_where_a_foreign_name_alone_differs_nothing_is_guessed(code: str, page: str) -> None:
    with pytest.raises(UnreadableError, match=r"“.+” in Windows-1257 is “.+” in .*nothing tells.*--encoding"):
        read_bytes(saved(sample(code), page))
    without = "\n".join(line for line in sample(code).split("\n") if "ukasz" not in line and "Zo" not in line)
    assert_right(saved(without, page), page)


@pytest.mark.parametrize("page", ["latin-1", "cp1254"])
@pytest.mark.parametrize(
    "code", ["dan", "deu", "eng", "fin", "fra", "gle", "ita", "nld", "por", "spa", "swe"]
)
def test_what_is_the_same_text_in_two_code_pages_is_right_in_either(code: str, page: str) -> None:
    assert_right(saved(sample(code), page), page)


@pytest.mark.parametrize(
    ("code", "page"), [(code, page) for page, known in _OLDER.items() for code in known.split()]
)
def test_an_older_code_page_is_refused(code: str, page: str) -> None:
    with pytest.raises(UnreadableError, match="its encoding cannot be told for certain"):
        read_bytes(saved(sample(code), page))


@pytest.mark.parametrize("code", codes())
def test_no_part_of_a_text_is_read_wrong(code: str) -> None:
    lines = [line for line in sample(code).split("\n") if line.strip()]
    for page in (*orthography(code).legacy, *_NEIGHBOURS.get(code, ())):
        for start in range(0, len(lines) - 3, 3):
            data = saved("\n".join(lines[start : start + 4]), page)
            try:
                source = read_bytes(data)
            except UnreadableError:
                continue
            assert words(source) == words(read_bytes(data.decode(page).encode())), (page, source.encoding)


@pytest.mark.parametrize(
    "page", sorted({*_OLDER} - {"cp864"})
)  # which has no Arabic letter as Unicode names it
def test_no_part_of_a_text_in_an_older_code_page_is_read_wrong(page: str) -> None:
    """A short one has few letters that could speak against a code page which is not its own."""
    wrong = []
    for code in _OLDER[page].split():
        lines = [line for line in sample(code).split("\n") if line.strip()]
        for start in range(0, len(lines) - 3, 3):
            data = saved("\n".join(lines[start : start + 4]), page)
            try:
                source = read_bytes(data)
            except UnreadableError:
                continue
            if words(source) != words(read_bytes(data.decode(page).encode())):
                wrong.append((code, start, source.encoding))
    assert wrong == []


def test_a_word_that_ends_in_a_sign_is_not_read_where_a_letter_fits_as_well() -> None:
    """The “à” of DOS is an ellipsis in Windows."""
    text = "Il Parlamento europeo invita la Commissione a pubblicare la verità sulle città e sulle attività"
    with pytest.raises(UnreadableError, match=r"“verit…” in .* is “verità” in cp437"):
        read_bytes(text.encode("cp437"))


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("code", codes())
def test_wide_characters_need_no_byte_order_mark(code: str, codec: str) -> None:
    source = read_bytes(sample(code).encode(codec))
    assert source.encoding == codec.upper()
    assert words(source) == words(read_bytes(sample(code).encode()))


@pytest.mark.parametrize("code", codes())
def test_no_width_or_order_of_bytes_but_its_own_reads_as_a_text(code: str) -> None:
    codecs = ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
    for codec in codecs:
        data = sample(code).encode(codec)[:4096]
        assert [c for c in codecs if reads(data.decode(c, errors="replace"))] == [codec]


def test_wide_characters_cut_in_two_are_refused() -> None:
    with pytest.raises(UnreadableError, match="reads as UTF-16-LE, but byte"):
        read_bytes(sample("bul").encode("utf-16-le")[:-1])


def test_a_file_that_ends_within_a_character_says_so() -> None:
    data = sample("ell").encode()
    end = next(n for n in range(len(data) - 200, len(data)) if data[n] & 0xC0 == 0x80)
    source = read_bytes(data[:end])
    assert words(source) == words(read_bytes(data[: end - 1]))
    assert [f.code for f in source.findings] == ["ENC005"]
    assert [d.text for d in source.dropped] == [f"0x{data[end - 1]:02X}"]


@pytest.mark.parametrize(
    ("code", "page"), [("ces", "Windows-1250"), ("ces", "ISO-8859-2"), ("bul", "Windows-1251")]
)
def test_lines_that_are_not_utf_8_are_in_the_code_page_of_the_language(code: str, page: str) -> None:
    lines = sample(code).split("\n")
    at = {n for n, line in enumerate(lines) if len(line) > 80}
    at = set(sorted(at)[1::2])
    data = b"\n".join(saved(line, page) if n in at else line.encode() for n, line in enumerate(lines))
    source = read_bytes(data)
    assert source.encoding == f"UTF-8 mixed with {page}"
    assert words(source) == words(
        read_bytes(
            "\n".join(saved(x, page).decode(page) if n in at else x for n, x in enumerate(lines)).encode()
        )
    )


def test_lines_that_are_neither_are_refused_by_number() -> None:
    data = sample("ces").encode() + b"\nTak\x81 to nen\x90.\n"
    number = data.count(b"\n")
    with pytest.raises(UnreadableError, match=rf"mixes UTF-8 with another encoding.*\(line {number}\)"):
        read_bytes(data)


def page_of(text: str, declared: str) -> bytes:
    body = "".join(f"<p>{line}</p>\n" for line in text.split("\n"))
    return saved(f'<html><head><meta charset="{declared}"></head><body>\n{body}</body></html>', "cp1250")


def test_what_a_page_declares_wrongly_is_followed_and_said() -> None:
    wrong = read_bytes(page_of(sample("hun"), "iso-8859-1"))
    assert wrong.encoding == "cp1252"
    [finding] = wrong.findings
    assert finding.code == "ENC004"
    assert "was read so; but “£ukasz” would be “Łukasz” in Windows-1250" in finding.message


def test_what_a_page_declares_rightly_needs_no_word() -> None:
    assert read_bytes(page_of(sample("hun"), "windows-1250")).findings == ()
    assert read_bytes(page_of(sample("deu"), "iso-8859-1")).findings == ()


def test_a_byte_that_means_nothing_within_a_tag_is_no_traceback() -> None:
    data = saved(sample("fra"), "cp1252").replace(b"\n", b"\n<b class='\x81'>", 1)
    with pytest.raises(UnreadableError, match="bytes that mean nothing in any encoding of its language"):
        read_bytes(data)


def test_quotation_marks_that_stand_alone_are_no_letters() -> None:
    text = (
        "Le Parlement, vu la lettre « de la mer » et « du vent », invite les ports à la lire dans le calme."
    )
    assert_right(text.encode("latin-1"), "latin-1")


def test_what_the_user_says_is_not_tried_against_anything() -> None:
    data = saved(sample("est"), "cp1257")
    source = read_bytes(data, encoding="cp1257")
    assert words(source) == words(read_bytes(data.decode("cp1257").encode()))
    assert source.findings == ()


@pytest.mark.parametrize(
    ("encoding", "says"),
    [
        ("utf-8", "byte [0-9]+ means nothing in utf-8"),
        ("klingon", "no encoding of text called “klingon”"),
        ("rot13", "no encoding"),
    ],
)
def test_an_encoding_that_cannot_be_is_refused(encoding: str, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        read_bytes(saved(sample("ces"), "cp1250"), encoding=encoding)


@pytest.mark.parametrize("code", codes())
def test_the_alphabet_has_every_letter_that_the_language_writes(code: str) -> None:
    table = orthography(code)
    if not table.alphabet:  # written in characters: each of its little words is one
        assert all(len(word) == 1 and not word.isascii() for word in table.common)
        return
    for word in table.common:
        assert cost(word, table.alphabet) == 0, word


@pytest.mark.parametrize("code", codes())
def test_a_code_page_of_the_language_has_its_alphabet(code: str) -> None:
    table = orthography(code)
    assert any(
        all(_has(page, c) for c in table.alphabet - set("șțѝªºḃċḋḟġṁṗṡṫ" if code != "mlt" else ""))
        for page in table.legacy
    )


@pytest.mark.parametrize(
    ("word", "alphabet", "least"),
    [
        ("cœur", "œ", 0),
        ("c½ur", "œ", IMPOSSIBLE),
        ("l’été,", "é", 0),
        ("«été»", "é", 0),
        ("bhÉireann", "é", 0),
        ("prahÁ", "á", IMPOSSIBLE),
        ("uώbaigti", "ώ", IMPOSSIBLE),
        ("Ůukasz", "é", FOREIGN),
        ("20°C", "", 0),
        ("3½", "", 0),
        ("¤", "", IMPOSSIBLE),
        ("5", "", 0),
    ],
)
def test_what_it_costs_to_believe_a_word(word: str, alphabet: str, least: int) -> None:
    assert cost(word, alphabet) == least


def test_a_code_page_that_does_not_exist_is_an_error_of_the_table(tmp_path, monkeypatch) -> None:
    table = (ROOT / "akn" / "languages" / "ces.toml").read_text(encoding="utf-8")
    (tmp_path / "ces.toml").write_text(table.replace('"Windows-1250"', '"Windows-125O"'), encoding="utf-8")
    monkeypatch.setenv("AKN_LANGUAGES", str(tmp_path))
    with pytest.raises(TableError, match="ces.toml.*Windows-125O"):
        orthography("ces")


def test_the_command_takes_the_encoding_of_one_file_and_of_many(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(saved(sample("est"), "cp1257"))
    out, both = tmp_path / "a.xml", tmp_path / "out"
    refused = CliRunner().invoke(akn, ["convert", str(tmp_path / "a.txt"), "-o", str(out)])
    assert isinstance(refused.exception, UnreadableError)
    for target in (out, both):
        CliRunner().invoke(
            akn,
            [
                "convert",
                str(tmp_path / "a.txt"),
                *([str(tmp_path)] if target == both else []),
                "-o",
                str(target),
                "--encoding",
                "cp1257",
            ],
            catch_exceptions=False,
        )
    assert "Łukasz" in out.read_text(encoding="utf-8")
    assert "Łukasz" in (both / "a.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["ces", "hun", "slv"])
def test_a_text_in_windows_1250_is_converted_with_its_letters(code: str) -> None:
    conversion = convert(saved(sample(code), "cp1250"))
    assert conversion.report.encoding == "Windows-1250"
    assert conversion.report.unrecognised == ()
    assert conversion.clean
