"""Lists of people: who is named, what is told as unread, and never half of anybody."""

from __future__ import annotations

import pytest

from akn.languages import codes, load
from akn.matching.alike import alike
from akn.recognition.cover.people import names_of

EXAMPLES = [
    (code, row["text"], row["names"])
    for code in codes()
    for row in load(code).table.get("people", {}).get("examples", ())
]


def called(language: str, text: str) -> list[str]:
    return [person.called for person in names_of(load(language)).read(text).named]


def unread(language: str, text: str) -> list[str]:
    return [text[start:end] for start, end in names_of(load(language)).read(text).unread]


@pytest.mark.parametrize(("code", "text", "names"), EXAMPLES)
def test_each_example_of_a_language_is_read_to_its_names(code: str, text: str, names: list[str]) -> None:
    assert called(code, text) == names
    assert unread(code, text) == []


@pytest.mark.parametrize("code", [code for code in codes() if "people" in load(code).table])
def test_each_word_about_people_stands_in_an_example(code: str) -> None:
    table = load(code).table["people"]
    texts = [alike(row["text"]) for row in table["examples"]]
    for use in ("conjunctions", "others", "titles", "after", "by"):
        for word in table.get(use, ()):
            assert any(alike(word) in text for text in texts), f"{use}: {word}"


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("eng", "Ada Muster, Berta Beispiel and Carl Probe", ["Ada Muster", "Berta Beispiel", "Carl Probe"]),
        ("eng", "ADA MUSTER AND CARL PROBE", ["ADA MUSTER", "CARL PROBE"]),
        ("nld", "Ada Muster en Jan van den Voorbeeld", ["Ada Muster", "Jan van den Voorbeeld"]),
        ("spa", "Ada Muster y Carlos Ortega y Gasset", ["Ada Muster", "Carlos Ortega y Gasset"]),
        ("hrv", "Ada Muster i Carl Probe i Dora Exemplo", ["Ada Muster", "Carl Probe", "Dora Exemplo"]),
        ("deu", "Dora von und zu Exemplo und Carl Probe", ["Dora von und zu Exemplo", "Carl Probe"]),
        ("por", "João Costa e Silva", ["João Costa e Silva"]),
        ("eng", "Jordi Soler i Vidal", ["Jordi Soler i Vidal"]),
        ("fra", "Anne-Marie d’Exemple; J.-P. Probe", ["Anne-Marie d’Exemple", "J.-P. Probe"]),
        ("eng", "Muster, Ada; Costa e Silva, João", ["Ada Muster", "João Costa e Silva"]),
        ("eng", "Muster, Ada, MEP; Probe, Carl, MEP", ["Ada Muster", "Carl Probe"]),
        ("eng", "Ada Muster (S&D, FR); Carl (Charlie) Probe (NI)", ["Ada Muster", "Carl (Charlie) Probe"]),
        (
            "eng",
            "Ada Muster, Bert Beispiel, Jr., Carl Probe",
            ["Ada Muster", "Bert Beispiel, Jr.", "Carl Probe"],
        ),
        ("eng", "– –Ada Muster | Carl Probe", ["Ada Muster", "Carl Probe"]),
        ("eng", "Ada Muster, Carl Probe and 12 others", ["Ada Muster", "Carl Probe"]),
        ("eng", "Ada Muster1, Carl Probe2", ["Ada Muster", "Carl Probe"]),
        ("eng", "Ada McMuster, Bo MacDemo-FitzProbe", ["Ada McMuster", "Bo MacDemo-FitzProbe"]),
        ("ita", "Ada DeMuster e Carlo Dell’Esempio", ["Ada DeMuster", "Carlo Dell’Esempio"]),
        ("eng", "Ada MUSTER, Carl PROBE", ["Ada MUSTER", "Carl PROBE"]),
    ],
)
def test_whole_names_are_read(language: str, text: str, names: list[str]) -> None:
    assert called(language, text) == names
    assert unread(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "names", "left"),
    [
        ("eng", "Ada Muster, Be?ta Beispiel, Carl Probe", ["Ada Muster", "Carl Probe"], ["Be?ta Beispiel"]),
        ("eng", "Jane and John Example", [], ["Jane and John Example"]),
        ("eng", "Muster, Ada, Probe, Carl", [], ["Muster, Ada, Probe, Carl"]),
        ("eng", "Costa Silva, João, Muster, Ada", [], ["Costa Silva, João, Muster, Ada"]),
        ("eng", "Ada Muster Berta Beispiel Carl Probe", [], ["Ada Muster Berta Beispiel Carl Probe"]),
        (
            "hrv",
            "Jordi Soler i Vidal i Carl Probe, Ada Muster",
            ["Ada Muster"],
            ["Jordi Soler i Vidal i Carl Probe"],
        ),
        ("eng", "Ada Muster, Carl", ["Ada Muster"], ["Carl"]),
        ("eng", "Ada Muster, Vice-Chair of the Board", ["Ada Muster"], ["Vice-Chair of the Board"]),
        ("ell", "Ada MusterBert, Carl Probe", ["Carl Probe"], ["Ada MusterBert"]),
        ("eng", "Ada Muster, CarlProbe Test-Exemplo", ["Ada Muster"], ["CarlProbe Test-Exemplo"]),
        ("bul", "Ада ПримерБорис, Вера Опит", ["Вера Опит"], ["Ада ПримерБорис"]),
    ],
)
def test_what_cannot_be_parted_for_certain_is_told(
    language: str, text: str, names: list[str], left: list[str]
) -> None:
    assert called(language, text) == names
    assert unread(language, text) == left


@pytest.mark.parametrize(
    "text", ["", " ", ", ;", "(", "))", "and", "– –", "A" * 5000 + ", " * 5000, "(" * 3000]
)
def test_no_text_is_too_odd(text: str) -> None:
    assert called("eng", text) == []


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Ada Muster, Carl", "Probe, Dora Exemplo"),
        ("Ada Muster, Dora von und zu", "Exemplo, Erna Test"),
        ("Ada Muster, Carl Otto", "Probe, Dora Exemplo"),
        ("Ada Muster and", "Carl Probe"),
        ("Ada Muster, José María", "van den Voorbeeld and Carl Probe"),
        ("Ada Muster, J.", "C. Probe"),
    ],
)
def test_a_name_goes_on_over_two_lines(above: str, below: str) -> None:
    assert names_of(load("eng")).joins(above, below)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Ada Muster", "Carl Probe"),
        ("Ada Muster,", "Carl Probe"),
        ("Ada Muster, Berta Beispiel", "and Carl Probe"),
        ("Ada Muster", "for the ECR Group"),
        ("Ada Muster", "(ECR)"),
        ("Ada Muster and Berta Beispiel", "Carl Probe"),
        ("Ada Muster, Carl Probe (ECR)", "Dora Exemplo (PPE)"),
    ],
)
def test_a_whole_name_goes_on_over_no_line(above: str, below: str) -> None:
    assert not names_of(load("eng")).joins(above, below)
