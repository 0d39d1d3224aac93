"""Faults planted in each stage, from the reader to the bytes: a conversion that has one is never called right.

The faults of the writer are in `test_faults_of_shape`; here are those that stand before it and after it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import pytest
from msgspec.structs import replace

from akn import pipeline
from akn.model.resolution import Division
from akn.model.source import Dropped, Grid, Line, Piece
from akn.pipeline import Options, convert, convert_each
from akn.readers import FORMATS
from akn.readers.reading import Reading
from akn.recognition import Recognition
from akn.writing import document
from tests.conftest import TODAY
from tests.proof.planting import MOTION, PAGE, proved

OPTIONS = Options(today=TODAY)
SECOND = """\
B9-9002/2021

European Parliament resolution of 10 June 2021 on oars

The European Parliament,

–  having regard to Rule 132(2) of its Rules of Procedure,

A.  whereas oars float;

1.  Asks for oars;

2.  Instructs its President to forward this resolution to the Council.
"""
MARKDOWN = SECOND.replace("European Parliament res", "# European Parliament res").replace(
    "for oars", "for **oars**"
)

# ------------------------------------------------------------------ readers
Misreading: TypeAlias = Callable[[list[Piece]], list[Piece]]


def at(pieces: Sequence[Piece], words: str) -> int:
    return next(n for n, piece in enumerate(pieces) if isinstance(piece, Line) and words in piece.text)


def rewritten(words: str, new: str) -> Misreading:
    """A reader that reads `new` where `words` stand."""

    def misread(pieces: list[Piece]) -> list[Piece]:
        place = at(pieces, words)
        line = pieces[place]
        assert isinstance(line, Line)
        pieces[place] = replace(line, text=line.text.replace(words, new), marks=())
        return pieces

    return misread


def line_lost(pieces: list[Piece]) -> list[Piece]:
    del pieces[
        at(pieces, "3.  Regrets") if any("Regrets" in str(p) for p in pieces) else at(pieces, "counted;")
    ]
    return pieces


def lines_exchanged(pieces: list[Piece]) -> list[Piece]:
    one, other = at(pieces, "keepers"), at(pieces, "painters")
    pieces[one], pieces[other] = pieces[other], pieces[one]
    return pieces


def line_twice(pieces: list[Piece]) -> list[Piece]:
    place = at(pieces, "Welcomes")
    return [*pieces[: place + 1], *pieces[place:]]


def lines_joined(pieces: list[Piece]) -> list[Piece]:
    """Without a space, so that two words become one."""
    place = at(pieces, "on the lamps of quiet harbours")
    line, following = pieces[place], pieces[place + 1]
    assert isinstance(line, Line)
    assert isinstance(following, Line)
    return [*pieces[:place], replace(line, text=line.text + following.text), *pieces[place + 2 :]]


def last_line_lost(pieces: list[Piece]) -> list[Piece]:
    return pieces[:-1]


def cell_lost(pieces: list[Piece]) -> list[Piece]:
    return [replace(p, rows=(*p.rows[:-1], p.rows[-1][:-1])) if isinstance(p, Grid) else p for p in pieces]


READERS: dict[str, tuple[str, str, Misreading]] = {
    "a line lost": ("text", MOTION, line_lost),
    "the last line lost": ("text", MOTION, last_line_lost),
    "two words joined": ("text", MOTION, rewritten("tin lamps", "tinlamps")),
    "two lines joined": ("text", MOTION, lines_joined),
    "a word parted": ("text", MOTION, rewritten("peaceful", "pea ceful")),
    "a year altered": ("text", MOTION, rewritten("2020", "2021")),
    "a letter altered": ("text", MOTION, rewritten("brass ones", "brass anes")),
    "a full stop lost": ("text", MOTION, rewritten("Commission.", "Commission")),
    "a word lost": ("text", MOTION, rewritten("sooner ", "")),
    "a word put in": ("text", MOTION, rewritten("sooner ", "much sooner ")),
    "two lines exchanged": ("text", MOTION, lines_exchanged),
    "a line twice": ("text", MOTION, line_twice),
    "a paragraph of a page lost": ("html", PAGE, line_lost),
    "a cell of a page lost": ("html", PAGE, cell_lost),
    "words of a page joined": ("html", PAGE, rewritten("lamps were", "lampswere")),
    "a year of a page altered": ("html", PAGE, rewritten("2021 on", "2012 on")),
    "a word of Markdown lost": ("markdown", MARKDOWN, rewritten("oars float", "float")),
    "words of Markdown joined": ("markdown", MARKDOWN, rewritten("oars float", "oarsfloat")),
}


@pytest.mark.parametrize("fault", READERS)
def test_a_fault_of_a_reader_is_seen(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    form, text, misread = READERS[fault]
    known = FORMATS[form]

    def read(given: str) -> Reading:
        reading = known.read(given)
        return replace(reading, pieces=tuple(misread([*reading.pieces])))

    source = pipeline.read_bytes(text.encode(), form=form)
    assert proved(pipeline.convert_source(source, OPTIONS)) == []
    monkeypatch.setitem(FORMATS._named, form, replace(known, read=read))  # noqa: SLF001  # there is no other way in
    source = pipeline.read_bytes(text.encode(), form=form)
    assert any(f.code.startswith("LOS") for f in proved(pipeline.convert_source(source, OPTIONS)))


def test_what_the_reader_leaves_out_without_a_word_is_told_with_its_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = FORMATS["text"]
    monkeypatch.setitem(
        FORMATS._named,  # noqa: SLF001  # there is no other way in
        "text",
        replace(known, read=lambda text: replace(known.read(text), pieces=known.read(text).pieces[1:])),
    )
    (lost, *_) = convert(MOTION, OPTIONS).report.lost
    assert (lost.line, lost.text) == (1, "B9-9001/2021")


# ------------------------------------------------------------------ recogniser
def thrown_away(recognition: Recognition, *, named: bool) -> Recognition:
    """The recognition without the paragraph on tin lamps, which stands under a heading."""
    (resolution,) = recognition.resolutions
    body = tuple(
        replace(part, parts=tuple(p for p in part.parts if "Regrets" not in repr(p)))
        if isinstance(part, Division)
        else part
        for part in resolution.act.body
    )
    assert body != resolution.act.body
    number, text = next((n, text) for n, text in enumerate(MOTION.split("\n"), 1) if "Regrets" in text)
    return replace(
        recognition,
        resolutions=(replace(resolution, act=replace(resolution.act, body=body)),),
        dropped=(*recognition.dropped, *([Dropped(number, text, "page header")] if named else [])),
    )


@pytest.mark.parametrize("named", [True, False], ids=["as a page header", "silently"])
def test_a_paragraph_that_the_recogniser_throws_away_is_seen(
    named: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pipeline.recognise
    monkeypatch.setattr(pipeline, "recognise", lambda *given: thrown_away(whole(*given), named=named))
    assert proved([convert(MOTION, OPTIONS)])


# ------------------------------------------------------------------ layout and bytes
def overwritten(tree: Any) -> None:
    next(p for p in tree.iter("{*}p") if "tin lamps" in (p.text or "")).text = "Nothing;"


def test_text_that_the_layout_overwrites_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = document.indent

    def indent(tree: Any) -> None:
        overwritten(tree)
        whole(tree)

    monkeypatch.setattr(document, "indent", indent)
    assert proved([convert(MOTION, OPTIONS)])


BYTES: dict[str, tuple[bytes, bytes]] = {
    "a letter altered": (b"tin lamps", b"tin lumps"),
    "a word parted": (b"peaceful", b"pea ceful"),
    "words joined": (b"tin lamps", b"tinlamps"),
    "a word lost": (b"tin lamps", b"lamps"),
    "the date of a document altered": (b'docDate date="2021-02-12"', b'docDate date="2021-02-13"'),
    "the year of a date altered": (b'date date="2019-03-14"', b'date date="2018-03-14"'),
    "the month of a date altered": (b'date date="2019-03-14"', b'date date="2019-05-14"'),
    "a number altered": (b"<num>3.</num>", b"<num>8.</num>"),
    "a mark of a note altered": (b'marker="2"', b'marker="1"'),
}


@pytest.mark.parametrize("fault", BYTES)
def test_a_fault_in_the_bytes_is_seen(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = BYTES[fault]
    whole = document.to_bytes
    assert old in convert(MOTION, OPTIONS).xml
    monkeypatch.setattr(document, "to_bytes", lambda *what: whole(*what).replace(old, new, 1))
    assert proved([convert(MOTION, OPTIONS)])


# ------------------------------------------------------------------ several documents of one file
SPLIT: dict[str, tuple[bytes, bytes]] = {
    "a paragraph emptied": (b"Asks for oars;", b""),
    "a word altered": (b"oars float", b"oars sink"),
    "a word parted": (b"oars float", b"oa rs float"),
    "a date altered": (b'docDate date="2021-06-10"', b'docDate date="2021-06-11"'),
}  # fmt: skip


@pytest.mark.parametrize("fault", SPLIT)
def test_a_fault_in_one_of_several_documents_is_told_of_that_one(
    fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = SPLIT[fault]
    text = f"{MOTION}\n{SECOND}"
    whole = document.to_bytes
    assert [proved([each]) for each in convert_each(text, OPTIONS)] == [[], []]
    monkeypatch.setattr(document, "to_bytes", lambda *what: whole(*what).replace(old, new))
    first, second = convert_each(text, OPTIONS)
    assert proved([first]) == []
    assert proved([second])
