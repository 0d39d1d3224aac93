"""Hostile inputs take time by their size, not by its square: counted in steps of the interpreter, not by a clock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
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
    "points that begin a list each": lambda n: "2.  Asks for:\n" + "(a)  x;\n" * n,
    "two kinds of points by turns": lambda n: "2.  Asks for:\n" + "(a)  thing:\n(i)  thing:\n" * (n // 2),
    "lists of one point": lambda n: "".join(f"{k}.  Asks for:\n\n(a)  x;\n\n" for k in range(2, n + 2)),
    "notes": lambda n: (
        "".join(f"{k}.  Asks for lamps[{k}];\n\n" for k in range(2, n + 2))
        + "".join(f"[{k}] Lamp number {k}.\n" for k in range(2, n + 2))
    ),
    "marks without a note": lambda n: "2.  Asks " + "".join(f"for lamp{k}({k}), " for k in range(n)),
    "notes without a mark": lambda n: "".join(f"({k}) OJ C {k}, p. {k}.\n" for k in range(1, n + 1)),
    "rows of numbers": lambda n: "1 2 3\n" * n,
    "paragraphs": lambda n: "".join(f"{k}.  Asks for lamp number {k};\n\n" for k in range(2, n + 2)),
    "lines without a mark": lambda n: "".join(f"Asks for lamp number {k};\n\n" for k in range(n)),
    "sentences without a number": lambda n: "2.  Asks.\n\n" + "The moon is far away tonight.\n\n" * n,
    "headings that are none": lambda n: "".join(f"{k} lamps,\n\n{k}.  Asks;\n\n" for k in range(2, n + 2)),
    "headings in a row": lambda n: "".join(f"Heading number {k}\n\n" for k in range(n)) + "2.  Asks.",
    "short lines in a sentence": lambda n: (
        "2.  Asks for many lamps and for\n" + "Lamps\nand for many more lamps by\n" * n
    ),
    "page numbers": lambda n: "2.  Asks for\n" + "lamps and\n7\n" * n,
    "running heads": lambda n: "".join(
        f"{k}.  Asks\n\nTexts of spring\n\nfor it;\n\n" for k in range(2, n + 2)
    ),
    "rows parted by bars": lambda n: "2.  Asks:\n\n" + "| a | b |\n" * n,
    "rows parted by tabs": lambda n: "2.  Asks:\n\n" + "a\tb\tc\n" * n,
    "tags": lambda n: "2.  Asks " + "<b>x " * n,
    "entities": lambda n: "2.  Asks " + "&amp;" * n,
    "mail": lambda n: "> 2.  Asks\n" * n,
    "addresses": lambda n: "2.  Asks " + "http://example.org/a " * n,
    "stars": lambda n: "2.  Asks " + "*" * (20 * n),
    "signs of sentences": lambda n: "2.  Asks " + "; " * (20 * n),
    "dots": lambda n: "2.  Asks " + "." * (50 * n),
    "line ends": lambda n: "2.  Asks" + "\n" * (20 * n) + "for it.",
    "apostrophes": lambda n: "2.  Asks " + "l'" * (20 * n),
    "dates": lambda n: "2.  Asks by " + "6 May 2010, " * n,
    "numbers of acts": lambda n: "2.  Asks for " + "Directives 2002/49/EC, " + "2003/10/EC, " * n,
    "bodies": lambda n: "2.  Asks " + "the Committee of the Regions of " * n,
    "strange letters": lambda n: "2.  Asks " + "ё\u0301" * (10 * n),
    "controls": lambda n: "2.  Asks " + "x\u200b\u200d" * (10 * n),
    "headings": lambda n: "Heading here\n\n2.  Asks for it;\n\n" * n,
}
#: The same of pages and of Markdown: what stands behind the head, by the suffix of its format.
PAGES: dict[str, tuple[str, Callable[[int], str]]] = {
    "tables in tables": (".html", lambda n: "<table><tr><td>" * n + "x" + "</td></tr></table>" * n),
    "cells": (".html", lambda n: "<table><tr>" + "<td>x</td>" * n + "</tr></table>"),
    "rows": (".html", lambda n: "<table>" + "<tr><td>x</td><td>y</td></tr>" * n + "</table>"),
    "lists in lists": (".html", lambda n: "<ol><li>x" * n + "</li></ol>" * n),
    "items": (".html", lambda n: "<ol>" + "<li>Asks for it;</li>" * n + "</ol>"),
    "elements never closed": (".html", lambda n: "<p><b><i>x" * n),
    "hidden": (".html", lambda n: '<div style="display:none">x</div>' * n),
    "notes of a page": (
        ".html",
        lambda n: (
            "".join(f'<p>{k}. Asks<sup><a href="#f{k}">{k}</a></sup>;</p>' for k in range(2, n + 2))
            + "".join(f'<p id="f{k}">{k} Note {k}.</p>' for k in range(2, n + 2))
        ),
    ),
    "quotes in quotes": (".md", lambda n: "> " * 5 + "x\n\n" + "> x\n" * n),
    "open brackets": (".md", lambda n: "2. Asks " + "[" * (5 * n)),
    "links": (".md", lambda n: "2. Asks " + "[x](http://example.org) " * n),
    "stars of Markdown": (".md", lambda n: "2. Asks " + "**x" * n),
    "notes of Markdown": (
        ".md",
        lambda n: (
            "".join(f"{k}. Asks[^{k}];\n\n" for k in range(2, n + 2))
            + "".join(f"[^{k}]: Note {k}.\n\n" for k in range(2, n + 2))
        ),
    ),
    "rows of Markdown": (".md", lambda n: "| a | b |\n| - | - |\n" + "| x | y |\n" * n),
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


@pytest.mark.parametrize("name", list(PAGES))
def test_pages(name: str, tmp_path: Path) -> None:
    suffix, inside = PAGES[name]
    lines = [line for line in HEAD.split("\n") if line]
    head = "".join(f"<p>{line}</p>" for line in lines) if suffix == ".html" else HEAD

    def work(n: int) -> object:
        page = tmp_path / f"page{suffix}"
        page.write_text(head + inside(n) + "\n", encoding="utf-8")
        return convert(page, OPTIONS)

    assert growth(work, 60) <= MOST


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
