"""A word broken at the end of a line is put together; a word with a hyphen keeps it; what cannot be told is said."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from akn.languages import codes, load
from akn.recognition.hyphens import Hyphens, spelling_of
from akn.recognition.joining import Layout, join
from tests.recognition.test_wrapping import lines
from tests.recognition.texts import HEAD, recognise_text


def joined(language: str, *rows: str) -> tuple[str, list[str]]:
    """The first passage of `rows`, and what is said of its hyphens."""
    found = join(lines(*rows), Layout(spelling=spelling_of(load(language))))
    return found.passages[0].text, [finding.code for finding in found.findings]


@pytest.mark.parametrize(
    ("language", "rows", "gives", "said"),
    [
        # The text says the word elsewhere, whole or with its hyphen.
        (
            "eng",
            ("whereas the noti-", "fication is late;", "B.  whereas a notification;"),
            "notification",
            [],
        ),
        ("eng", ("whereas a well-", "known bell;", "B.  whereas well-known bells;"), "well-known", []),
        # The table of the language knows the word.
        ("eng", ("having regard to its Rules of Pro-", "cedure,"), "Procedure", []),
        ("deu", ("unter Hinweis auf seine Ent-", "schließung,"), "Entschließung", []),
        # A capital, a conjunction: the hyphen is the word's own.
        ("eng", ("whereas Franco-", "german bells;", "B.  whereas Franco-german;"), "Franco-german", []),
        ("deu", ("dass Luft-", "und Raumfahrt laut sind;"), "Luft- und Raumfahrt", []),
        ("fra", ("que les moyen-", "et long-courriers;"), "moyen- et long-courriers", []),
        # The hyphen stands again where the next line begins; a number of many parts was broken at its stroke.
        ("por", ("que os Estados-", "-Membros meçam;"), "Estados-Membros", []),
        ("eng", ("having regard to Directive 2002/49/", "EC on noise,"), "2002/49/EC", []),
        # Nothing tells: it is a doubt.
        ("eng", ("whereas the rever-", "beration is loud;"), "reverberation", ["HYP002"]),
        ("fin", ("koska kaiku-", "misesta on haittaa;"), "kaikumisesta", ["HYP002"]),
        # The text breaks other words: it is said.
        (
            "eng",
            ("whereas the noti-", "fication of rever-", "beration is late;", "B.  whereas a notification;"),
            "notification of reverberation",
            ["HYP001"],
        ),
        # So do several that are broken as printers break words.
        (
            "eng",
            ("whereas rever-", "beration of nightin-", "gales is loud;"),
            "reverberation of nightingales",
            ["HYP001"] * 2,
        ),
        # The language keeps it: articles, superlatives, pronouns, what stands before many words.
        ("bul", ("като има предвид, че най-", "добрите камбани са тихи;"), "най-добрите", ["HYP001"]),
        ("mlt", ("billi l-istorbju tal-", "kosta huwa qawwi;"), "tal-kosta", ["HYP001"]),
        ("ron", ("întrucât într-", "un port este zgomot;"), "într-un", ["HYP001"]),
        ("eng", ("whereas long-", "term noise is loud;"), "long-term", ["HYP001"]),
        ("fra", ("considérant que ceux-", "ci sont bruyants;"), "ceux-ci", ["HYP001"]),
        # It may keep it: a doubt.
        ("por", ("e congratula-", "se com o silêncio;"), "congratula-se", ["HYP002"]),
        ("eng", ("whereas cross-", "ing bells are loud;"), "cross-ing", ["HYP002"]),
        # No printer would break the word there: a doubt.
        (
            "eng",
            (
                "whereas the noti-",
                "fication of the la-",
                "rgest bells is late;",
                "B.  whereas a notification;",
            ),
            "notification of the la-rgest",
            ["HYP001"],
        ),
    ],
)
def test_hyphen_at_the_end_of_a_line(
    language: str, rows: tuple[str, ...], gives: str, said: list[str]
) -> None:
    text, codes = joined(language, *rows)
    assert gives in text
    assert codes == said


@pytest.mark.parametrize(
    ("language", "end", "following", "glued"),
    [
        ("hun", "2001. január 19-", "i 2000/84/EK irányelv", True),
        ("rus", "ссылаясь на 1980-", "е годы,", True),
        ("eng", "whereas 5-", "year plans are loud;", True),
        ("eng", "whereas 5-", "and 6-year plans are loud;", False),
        ("hun", "mivel az 5-", "és 6-os óra késik;", False),
        ("eng", "whereas page 5-", "A bench is loud;", False),
    ],
)
def test_a_number_keeps_its_hyphen_before_an_ending_and_no_conjunction(
    language: str, end: str, following: str, *, glued: bool
) -> None:
    (piece,) = lines(end)
    mended = Hyphens([piece], spelling_of(load(language))).mend(end, following, piece)
    assert (mended.cut, mended.glued) == (False, glued)


def test_the_head_of_a_broken_word_is_no_word_that_the_text_says() -> None:
    text, _ = joined("eng", "A.  whereas the rever-", "beration is loud; whereas the rever-", "berant wall;")
    assert text == "A.  whereas the reverberation is loud; whereas the reverberant wall;"


def test_the_word_and_its_line_are_named() -> None:
    recognition = recognise_text(
        f"{HEAD}\nThe European Parliament,\n\nA.  whereas the rever-\nberation is loud;\n\nB.  whereas sleep is good;\n"
    )
    (finding,) = [f for f in recognition.findings if f.code == "HYP002"]
    assert finding.source_line == 7
    assert "reverberation" in finding.message


def test_the_words_that_keep_a_hyphen_are_of_languages_that_have_a_table() -> None:
    table = tomllib.loads(files("akn.recognition").joinpath("hyphens.toml").read_text(encoding="utf-8"))
    assert set(table) <= set(codes())
    for code, words in table.items():
        assert set(words) <= {"heads", "tails", "likely", "endings"}, code
        every = [word for row in words.values() for word in row]
        assert sorted(every) == sorted(set(every)), code
        assert all(word == word.casefold() for word in every), code


@pytest.mark.parametrize(
    ("language", "head", "tail"),
    [
        ("eng", "result", "ing"),
        ("deu", "Versamm", "lungen"),
        ("fra", "pollu", "tions"),
        ("nld", "veilig", "heid"),
    ],
)
def test_an_ending_is_no_word_of_its_own(language: str, head: str, tail: str) -> None:
    text, said = joined(language, f"1.  abc {head}-", f"{tail} xyz;")
    assert f"{head}{tail}" in text
    assert said == ["HYP001"]
