"""Damages as prints have them: full pages, each with its head and foot, ragged lines, broken words."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from random import Random

from benchmarks.honesty_breaks import Damage, joined, wrapped
from benchmarks.honesty_gold import Row

_FLOWING = frozenset({"citation", "recital", "paragraph", "point"})
Lines = Callable[[int, int], Sequence[str]]


def _form(*lines: str) -> Lines:
    """Lines of page `n` of `m`; `{o}` is the number of the page where it is odd, else nothing."""
    return lambda n, m: [line.format(n=n, m=m) for line in lines]


def _sides(left: str, right: str) -> Lines:
    return lambda n, _: [(right if n % 2 else left).format(n=n)]


def _pages(
    rows: Sequence[Row],
    random: Random,
    lines: tuple[Callable[[Sequence[Row], Random], str], int],
    head: Lines | None = None,
    foot: Lines | None = None,
    *,
    apart: str = "",
) -> str:
    """The text on pages, as `lines` has it and so many on each; all have `head` and `foot`, the last too.

    What is put `apart` the pages: a form feed, or a blank line that sets head and foot apart from the text.
    """
    feed, blank = apart == "feed", apart == "blank"
    flow, length = lines
    text = flow(rows, random).split("\n")
    pages = [text[at : at + length] for at in range(0, len(text), length)]
    out: list[str] = []
    space = [""] if blank else []
    for n, page in enumerate(pages, 1):
        above = [*head(n, len(pages)), *space] if head else []
        below = [*space, *foot(n, len(pages))] if foot else []
        if feed and n > 1:
            first, *rest = [*above, *page, *below]
            out += [f"\f{first}", *rest]
        else:
            out += [*above, *page, *below]
    return "\n".join(out)


def _at(width: int, *, tight: bool = False) -> Callable[[Sequence[Row], Random], str]:
    return lambda rows, _: wrapped(rows, width, tight=tight)


def _whole(rows: Sequence[Row], _: Random) -> str:
    return joined(rows)


def _ragged(rows: Sequence[Row], random: Random) -> str:
    """Lines of a proportional type: as wide, but with more letters or fewer."""
    out: list[str] = []
    for row in rows:
        text = row.text
        while len(text) > (width := random.randint(66, 78)):
            at = text.rfind(" ", 0, width)
            if at <= 0:
                break
            out.append(text[:at])
            text = text[at + 1 :]
        out.append(text)
    return "\n".join(out)


def _at_hyphens(rows: Sequence[Row], _: Random, width: int) -> str:
    """Wrapped, also behind the hyphens of words."""
    out: list[str] = []
    for row in rows:
        out += textwrap.wrap(row.text, width, break_long_words=False) if row.text.strip() else [""]
    return "\n".join(out)


_VOWELS = "aeiouyáéíóúäëïöüàèìòùâêîôûåæøõąęėįųūāēīőűαειουηωάέίόύήώаеиоуъюя"


def _syllables(word: str) -> int:
    """A place at which a printer would break `word`: before a consonant between vowels, near the middle; or 0."""
    places = [
        at
        for at in range(3, len(word) - 3)
        if word[at - 1].lower() in _VOWELS
        and word[at].lower() not in _VOWELS
        and word[at + 1].lower() in _VOWELS
    ]
    return min(places, key=lambda at: abs(at - len(word) // 2), default=0)


def _broken(rows: Sequence[Row], _: Random, width: int, hyphen: str = "-") -> str:
    """Words broken by syllables wherever one begins that has no room."""
    out: list[str] = []
    for row in rows:
        text = row.text
        while len(text) > width:
            at = text.rfind(" ", 0, width + 1)
            if at <= 0:
                break
            word = re.match(r"[^\W\d_]{7,}(?=[\s,;.])", text[at + 1 :])
            half = _syllables(word[0]) if word and row.kind in _FLOWING else 0
            if half and at + 1 + half < width:
                out.append(text[: at + 1 + half] + hyphen)
                text = text[at + 1 + half :]
            else:
                out.append(text[:at])
                text = text[at + 1 :]
        out.append(text)
    return "\n".join(out)


def _quoted(rows: Sequence[Row], _: Random, before: str, after: str) -> str:
    return "\n".join(f"{before}{row.text}{after}" if row.text.strip() else row.text for row in rows)


def _counted(rows: Sequence[Row], _: Random, every: int, form: str) -> Iterator[str]:
    for n, row in enumerate(rows, 1):
        mark = form.format(n=n) if n % every == 0 else ""
        yield f"{mark:>5} {row.text}"


_BROWSER = ("1/1/2021, 10:32 AM Texts of the spring - Example", "https://example.org/texts?id=9 {n}/{m}")
_EP = ("RE\\9999999EN.docx {n}/{m} PE999.999v01-00", "EN")

PRINTS: dict[str, Damage] = {
    "a print: heads of 40 lines": partial(
        _pages, lines=(_at(80), 40), head=_form("European Texts of the Spring"), apart="blank"
    ),
    "a print: heads with numbers": partial(
        _pages, lines=(_at(76), 32), head=_form("Texts of the Spring {n}"), apart="blank"
    ),
    "a print: heads left and right": partial(
        _pages, lines=(_at(70), 24), head=_sides("{n} Texts of the Spring", "Resolutions and more {n}")
    ),
    "a print: heads and feet, no blank lines": partial(
        _pages,
        lines=(_at(72, tight=True), 26),
        head=_form("Texts of the Spring"),
        foot=_form("{n}"),
    ),
    "a print: feet of the Parliament": partial(_pages, lines=(_at(90), 36), foot=_form(*_EP), apart="blank"),
    "a print: feet in ragged lines": partial(
        _pages, lines=(_ragged, 28), foot=_form("- {n} -"), apart="feed"
    ),
    "a print: numbers at the head": partial(_pages, lines=(_at(60), 22), head=_form("{n}"), apart="blank"),
    "a print: numbers at the foot": partial(_pages, lines=(_at(64), 25), foot=_form("{n}"), apart="feed"),
    "a print: page n": partial(_pages, lines=(_at(78), 30), foot=_form("Page {n}"), apart="blank"),
    "a print: from a browser": partial(
        _pages, lines=(_whole, 22), head=_form(_BROWSER[0]), foot=_form(_BROWSER[1]), apart="feed"
    ),
    "a print: date at the head": partial(
        _pages, lines=(_at(74), 30), head=_form("Wednesday 6 January 2021"), apart="blank"
    ),
    "a print: broken words and numbers": partial(
        _pages, lines=(partial(_broken, width=58), 24), foot=_form("{n}"), apart="feed"
    ),
    "ragged lines": _ragged,
    "wrapped at 35": partial(lambda rows, _: wrapped(rows, 35)),
    "wrapped at 120": partial(lambda rows, _: wrapped(rows, 120)),
    "wrapped at 90, no blank lines": partial(lambda rows, _: wrapped(rows, 90, tight=True)),
    "wrapped at 66, points hanging": partial(lambda rows, _: wrapped(rows, 66, "        ")),
    "wrapped at 56, at hyphens": partial(_at_hyphens, width=56),
    "wrapped at 76, at hyphens": partial(_at_hyphens, width=76),
    "broken words at 50": partial(_broken, width=50),
    "broken words at 70": partial(_broken, width=70),
    "broken words with U+2010": partial(_broken, width=64, hyphen="\u2010"),
    "broken words with soft hyphens": partial(_broken, width=64, hyphen="\u00ad"),
    "guillemets around lines": partial(_quoted, before="«", after="»"),
    "curly quotation marks around lines": partial(_quoted, before="“", after="”"),
    "every tenth line counted": lambda rows, random: "\n".join(_counted(rows, random, 10, "{n}")),
    "every line counted": lambda rows, random: "\n".join(_counted(rows, random, 1, "{n}")),
}
