"""How numbers and letters count, as the proof reads them: each way in which one follows another, or does not."""

from __future__ import annotations

import pytest

from akn.proof.shape.counting import alphabets, counted, distance, follows, goes_on

LATIN = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
CYRILLIC = tuple("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЮЯ")
GREEK = tuple("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ")


@pytest.mark.parametrize(
    ("one", "label", "letters", "far"),
    [
        ("3", "5", LATIN, 2),
        ("5", "3", LATIN, -2),
        ("7", "7", LATIN, 0),
        ("3", "B", LATIN, 0),
        ("B", "3", LATIN, 0),
        ("A", "D", LATIN, 3),
        ("A", "D", (), 3),
        ("D", "A", LATIN, 0),
        ("a", "b", LATIN, 1),
        ("Z", "AA", LATIN, 1),
        ("AA", "AC", LATIN, 2),
        ("ZZ", "AA", LATIN, 0),
        ("B", "Ba", LATIN, 0),
        ("Ba", "C", LATIN, 1),
        ("iv", "ii", CYRILLIC, -2),
        ("ix", "xi", CYRILLIC, 2),
        ("xl", "xliv", CYRILLIC, 4),
        ("iv", "ß", CYRILLIC, 0),
        ("ß", "iv", CYRILLIC, 0),
        ("А", "В", CYRILLIC, 2),
        ("A", "B", CYRILLIC, 2),
        ("А", "В", LATIN, 1),
        ("A", "Γ", GREEK, 2),
        ("Б", "Г", LATIN, 0),
    ],
)
def test_how_far_one_stands_behind_another(one, label, letters, far):
    assert distance(one, label, letters) == far


@pytest.mark.parametrize(
    ("one", "label", "letters", "how"),
    [
        ("1", "1", LATIN, "again"),
        ("b", "B", LATIN, "again"),
        ("1", "2", LATIN, "on"),
        ("1", "3", LATIN, "not"),
        ("2", "1", LATIN, "not"),
        ("9", "10", LATIN, "on"),
        ("1", "1a", LATIN, "on"),
        ("1b", "1a", LATIN, "not"),
        ("1a", "1b", LATIN, "on"),
        ("1a", "2", LATIN, "on"),
        ("1", "2a", LATIN, "on"),
        ("1", "2b", LATIN, "not"),
        ("1", "A", LATIN, "not"),
        ("1234567", "1234568", LATIN, "not"),
        ("A", "1", LATIN, "not"),
        ("一", "二", LATIN, "on"),
        ("一", "三", LATIN, "not"),
        ("九", "十", LATIN, "on"),
        ("十", "十一", LATIN, "on"),
        ("十九", "二十", LATIN, "on"),
        ("二十", "二十一", LATIN, "on"),
        ("二十一", "二十三", LATIN, "not"),
        ("A", "B", LATIN, "on"),
        ("A", "C", LATIN, "not"),
        ("B", "A", LATIN, "not"),
        ("Z", "AA", LATIN, "on"),
        ("ZA", "ZB", LATIN, "on"),
        ("aa", "bb", LATIN, "on"),
        ("aa", "cc", LATIN, "not"),
        ("AA", "BC", LATIN, "not"),
        ("AB", "BB", LATIN, "not"),
        ("zz", "aa", LATIN, "not"),
        ("B", "Ba", LATIN, "on"),
        ("Ba", "Bb", LATIN, "on"),
        ("Bb", "Ba", LATIN, "not"),
        ("Ba", "C", LATIN, "on"),
        ("A", "Ba", LATIN, "not"),
        ("i", "ii", LATIN, "on"),
        ("iii", "iv", LATIN, "on"),
        ("iii", "vi", LATIN, "not"),
        ("viii", "ix", LATIN, "on"),
        ("xxxix", "xl", LATIN, "on"),
        ("v", "vi", LATIN, "on"),
        ("vi", "v", LATIN, "not"),
        ("xcix", "c", LATIN, "on"),
        ("iv", "ß", CYRILLIC, "not"),
        ("ß", "i", CYRILLIC, "not"),
        ("А", "Б", CYRILLIC, "on"),
        ("A", "Б", CYRILLIC, "on"),
        ("Б", "B", CYRILLIC, "on"),
        ("A", "B", GREEK, "on"),
        ("B", "Γ", GREEK, "on"),
        ("H", "Θ", GREEK, "on"),
        ("Б", "В", LATIN, "not"),
        ("A", "А", CYRILLIC, "not"),
        ("11", "3", LATIN, "not"),
        ("А", "БВ", CYRILLIC, "not"),
        ("一", "二Б", LATIN, "not"),
        ("A", "二", LATIN, "not"),
        ("aa", "bb", (), "on"),
        ("аа", "бб", CYRILLIC, "on"),
        ("AA", "BB", LATIN, "on"),
        ("AA", "BB", CYRILLIC, "not"),
        ("lxxxix", "xc", LATIN, "on"),
        ("i", "iiß", CYRILLIC, "not"),
    ],
)
def test_how_one_follows_another(one, label, letters, how):
    assert follows(one, label, letters) == how


@pytest.mark.parametrize(
    ("num", "label"),
    [
        ("1.", "1"),
        ("(a)", "a"),
        ("–", ""),
        ("", ""),
        ("1.2.", "2"),
        ("1.2.3.", "3"),
        ("1.2", "2"),
        ("1234.5.", "1234"),
        ("1º", "1"),
        ("2ª", "2"),
        ("٣.", "3"),
        ("１．", "1"),
        ("Ⅳ.", "IV"),
        ("أـ", "أ"),
        ("ـ", ""),
        ("Б)", "Б"),
        ("7bis", "7bis"),
    ],
)
def test_what_a_number_counts_with(num, label):
    assert counted(num) == label


@pytest.mark.parametrize(
    ("one", "label", "by", "so"),
    [
        ("A", "B", 1, True),
        ("A", "C", 1, False),
        ("A", "C", 2, True),
        ("A", "D", 2, False),
        ("i", "iii", 2, True),
        ("i", "iv", 2, False),
        ("iv", "vi", 2, True),
        ("h", "k", 3, True),
        ("h", "k", 2, False),
        ("А", "В", 2, True),
        ("Α", "Γ", 2, True),
        ("1", "3", 2, True),
        ("أ", "ب", 1, True),
        ("1", "1a", 1, True),
        ("H", "L", 2, False),
        ("A", "В", 2, True),
        ("А", "Б", 5, False),
    ],
)
def test_whether_one_goes_on_another_in_any_alphabet(one, label, by, so):
    assert goes_on(one, label, by) is so


def test_greek_numerals_go_over_ten():
    greek = next(letters for letters in alphabets().values() if letters[0] == "Α" and "ΙΑ" in letters)
    ten = greek.index("Ι")
    assert greek[ten + 1 : ten + 3] == ("ΙΑ", "ΙΒ")
    assert follows("Ι", "ΙΑ", greek) == follows("Ι", "Ια", greek) == "on"
    assert distance("ΑΑ", "ΒΑ", greek) == sum(len(letter) == 1 for letter in greek)
