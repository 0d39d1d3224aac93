"""PDF: what is drawn in another order than it is read in, and what pdfium takes for other words than there are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from akn.model.source import Line
from akn.proof.file import read_whole
from akn.readers import read_bytes
from akn.readers.pdf.pdfium import mended
from tests.readers.printing_pdf import Put, block, pdf

ACT = block(760, ["The European Parliament,", "A. whereas iron is cold;", "B. whereas oak is dear;"])


def texts(*puts: Put) -> list[str]:
    source = read_bytes(pdf([[*ACT, *puts]]))
    assert read_whole(source).clean, read_whole(source)
    return [piece.text for piece in source.pieces if isinstance(piece, Line)][3:]


def test_a_label_that_is_drawn_behind_its_line_stands_before_it() -> None:
    assert texts(Put(98, 700, 11, "whereas a bench is no plank;"), Put(70, 700, 11, "C.")) == [
        "C. whereas a bench is no plank;"
    ]


def test_a_line_that_stands_around_a_mark_is_one_with_it() -> None:
    line = [
        Put(98, 700, 11, "whereas a bench is no plank"),
        Put(238, 704, 7, "1"),
        Put(70, 700, 11, "C."),
        Put(242, 700, 11, ", and no"),
        Put(290, 700, 11, "chair;"),
    ]
    assert texts(*line) == ["C. whereas a bench is no plank1, and no chair;"]


def test_lines_of_other_heights_stay_apart_whatever_their_order() -> None:
    assert texts(Put(98, 700, 11, "whereas a bench is no plank;"), Put(70, 680, 11, "D. whereas it is;")) == [
        "whereas a bench is no plank;",
        "D. whereas it is;",
    ]


def test_the_size_of_a_font_tells_nothing_of_its_weight_where_its_name_does() -> None:
    source = read_bytes(pdf([ACT]))
    assert not any(piece.marks for piece in source.pieces if isinstance(piece, Line))


@pytest.mark.parametrize(
    ("said", "reads"),
    [
        ("\u2206. λαμβάνοντας υπόψη", "Δ. λαμβάνοντας υπόψη"),
        ("η \u2206ιάσκεψη", "η Διάσκεψη"),
        ("\u00b5έτρα και \u00b5ε", "μέτρα και με"),
        ("η ταχύτητα 5 \u00b5m", "η ταχύτητα 5 \u00b5m"),
        ("whereas \u2206 is a difference", "whereas \u2206 is a difference"),
        ("10 \u00b5g/m\u00b3", "10 \u00b5g/m\u00b3"),
    ],
)
def test_greek_letters_are_none_of_mathematics_among_greek_letters(said: str, reads: str) -> None:
    assert mended.greek(said) == reads


class Spread:
    """Letters of one size and width that stand beside one another, but for room behind some of them."""

    def __init__(self, text: str, room: dict[int, int], *, tracked: int = 0) -> None:
        self.places = [0]
        for at in range(len(text)):
            self.places.append(self.places[-1] + 500 + room.get(at, 0) + tracked)

    def edges(self, letters: Sequence[int], *, right: bool) -> list[int]:
        return [self.places[at] + 500 * right for at in letters]

    def object_of(self, at: int) -> int:
        return at + 1

    def stand(self, _at: int, _held: int) -> tuple[int, int, int]:
        return 70000, 1000, 0


@pytest.mark.parametrize(
    ("text", "room", "tracked", "words"),
    [
        ("finir,dans", {5: 250}, 0, ["finir,", "dans"]),
        ("etquedans", {1: 250, 4: 250}, 0, ["et", "que", "dans"]),
        ("dans", {}, 0, ["dans"]),
        ("AVATAR", {0: -80, 1: -80}, 0, ["AVATAR"]),
        ("SPACED", {}, 300, ["SPACED"]),
    ],
)
def test_words_part_where_there_is_room_for_a_blank(
    text: str, room: dict[int, int], tracked: int, words: list[str]
) -> None:
    lines, spans = mended.parted(Spread(text, room, tracked=tracked), [([0], [text], "")])
    assert lines[0][1] == words
    assert [span[2] for span in spans] == ([" ".join(words)] if len(words) > 1 else [])
