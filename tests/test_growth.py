"""Hostile inputs take time by their size, not by its square: counted in steps of the interpreter, not by a clock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from time import process_time

import pytest

from akn.pipeline import Options, convert
from akn.recognition import Wishes
from akn.validation.checker import Checker, Request
from tests.conftest import ROOT

HEAD = (
    "European Parliament resolution of 6 May 2010 on quiet hours\n\nThe European Parliament,\n\n"
    "–  having regard to sleep,\n\nA.  whereas sleep is good;\n\n1.  Asks for quiet.\n\n"
)
GOOD = (ROOT / "tests" / "mistakes" / "good.xml").read_text(encoding="utf-8")
OPTIONS = Options(wishes=Wishes(language="eng"), today=date(2024, 5, 6))
#: So much more than twice the work may twice the input take; what grows by the square takes twice as much.
MOST = 1.2


def paragraph(inside: str) -> str:
    held = f'<paragraph eId="para_99"><content eId="para_99__content"><p>{inside}</p></content></paragraph>'
    return GOOD.replace("</mainBody>", f"{held}</mainBody>")


TEXTS: dict[str, Callable[[int], str]] = {
    "words broken at each line": lambda n: "2.  Asks for\n" + "quiet-\n" * n,
    "one word of soft hyphens": lambda n: "2.  Asks for\n" + "quiet\u00ad\n" * n,
    "lines": lambda n: "2.  Asks for\n" + "one\n" * n,
    "definitions": lambda n: (
        "2.  Asks " + " and ".join(f"the Big Council of Things (AB{i})" for i in range(n))
    ),
    "one definition again and again": lambda n: "2.  Asks " + "the Big Council of Things (ABC) and " * n,
    "references": lambda n: "2.  Asks " + "Article 3 of Regulation (EC) No 45/2001 and " * n,
    "numbers in a list": lambda n: "2.  Asks paragraphs " + "1, " * n,
    "blanks": lambda n: "2.  Asks" + " " * (50 * n) + "for it.",
    "a long word": lambda n: "2.  Asks " + "x" * (50 * n),
    "brackets": lambda n: "2.  Asks " + "(" * (50 * n),
    "dashes": lambda n: "2.  Asks " + "- " * (20 * n),
    "quotation marks": lambda n: "2.  Asks “" * n,
    "the same number": lambda n: "7.  Asks 7;\n\n" * n,
    "headings": lambda n: "Heading here\n\n2.  Asks for it;\n\n" * n,
}
DOCUMENTS: dict[str, Callable[[int], str]] = {
    "one unknown element": lambda n: GOOD.replace("</mainBody>", "<bogus/>" * n + "</mainBody>"),
    "many unknown elements": lambda n: GOOD.replace(
        "</mainBody>", "".join(f"<b{i}/>" for i in range(n)) + "</mainBody>"
    ),
    "broken references": lambda n: paragraph("".join(f'<ref href="#x{i}">x</ref>' for i in range(n))),
    "unknown attributes": lambda n: paragraph(
        "".join(f'<ref bogus{i}="#x" href="#x">x</ref>' for i in range(n))
    ),
    "bad values": lambda n: paragraph("".join(f'<ref href="a b{i}" eId="1 {i}">x</ref>' for i in range(n))),
}


def steps(work: Callable[[], object]) -> int:
    """How many lines and calls of Python `work` takes."""
    count = 0

    def step(*_: object) -> object:
        nonlocal count
        count += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def growth(work: Callable[[int], object], size: int) -> float:
    """How much more than twice the steps, beyond those of none, twice the size takes: 1.0 is linear, 2.0 the square."""
    work(1)  # what is loaded and remembered once
    least, one, two = (steps(lambda n=n: work(n)) for n in (1, size, 2 * size))
    return (two - least) / (2 * (one - least) or 1)


@pytest.mark.parametrize("name", list(TEXTS))
def test_texts(name: str) -> None:
    assert growth(lambda n: convert((HEAD + TEXTS[name](n) + "\n").encode(), OPTIONS), 100) <= MOST


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_documents(name: str) -> None:
    checker = Checker(Request())
    assert growth(lambda n: checker.judge(DOCUMENTS[name](n).encode()), 150) <= MOST


def seconds(work: Callable[[], object]) -> float:
    """Processor time, the lesser of two tries."""
    tries = []
    for _ in range(2):
        before = process_time()
        work()
        tries.append(process_time() - before)
    return min(tries)


@pytest.mark.parametrize("name", list(TEXTS))
def test_texts_in_what_python_does_not_count(name: str) -> None:
    """Eight times the input takes 8 times the time; what grows by the square, 64 times. Between lies no noise."""

    def work(n: int) -> object:
        return convert((HEAD + TEXTS[name](n) + "\n").encode(), OPTIONS)

    work(1)
    assert seconds(lambda: work(1600)) <= 24 * seconds(lambda: work(200)) + 0.2
