"""One motion, of invented matter, in the many forms in which such a text reaches a converter, whole or damaged.

Nine citations, ten recitals and seventeen paragraphs, as it is copied from its
page, printed to a PDF, saved by a word processor, quoted in a mail, wrapped,
encoded, or robbed of its marks. What must come out is the same each time; what
a form has lost (a number, a letter) may be restored or left, but not in
silence where the structure suffers.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from html import escape

from benchmarks.material import letters, motion

_MOTION = motion(5)
GROUP = "on behalf of the Verts/ALE Group"
_WESTERN = "Zoë Muster, José Ejemplo, Rosa D’Esempio"
_LETTERS = tuple(letters(n) for n in range(len(_MOTION.recitals)))


@dataclass(frozen=True, slots=True)
class Carrier:
    """A form of the motion.

    `lost` names what its marks no longer tell, `encoding` how its text is
    stored; `cut` says that the last paragraph is not there, which must not
    pass in silence, and `doubtful` that no result is right for certain.
    """

    name: str
    text: str
    suffix: str = "txt"
    encoding: str = "utf-8"
    lost: frozenset[str] = frozenset()
    authors: str = _MOTION.authors
    cut: bool = False
    doubtful: bool = False


def head() -> list[str]:
    """The lines before the enacting words."""
    return [
        _MOTION.number,
        _MOTION.day,
        "MOTION FOR A RESOLUTION",
        "pursuant to Rule 144 of the Rules of Procedure",
        f"on {_MOTION.title} ({_MOTION.procedure})",
        f"{_MOTION.authors}\n{GROUP}",
        f"European Parliament resolution on {_MOTION.title} ({_MOTION.procedure})",
    ]


@dataclass(frozen=True, slots=True)
class Print:
    """How the motion is printed as plain text; each mark is a pattern for its label, ``{}`` or nothing."""

    dash: str = "–  "
    letter: str = "{}.  "
    number: str = "{}.  "
    between: str = "\n\n"
    formula: str = "The European Parliament,"
    width: int = 0
    letters: tuple[str, ...] = field(default=_LETTERS)

    def parts(self) -> list[str]:
        """The passages in order, marks before them."""
        numbered = (str(n) for n in range(1, len(_MOTION.paragraphs) + 1))
        return [
            *head(),
            self.formula,
            *(self.dash + one for one in _MOTION.citations),
            *(
                self.letter.format(mark) + one
                for mark, one in zip(self.letters, _MOTION.recitals, strict=True)
            ),
            *(self.number.format(mark) + one for mark, one in zip(numbered, _MOTION.paragraphs, strict=True)),
        ]

    def text(self) -> str:
        """The motion so printed."""
        parts = self.parts()
        if self.width:
            parts = [_wrapped(part, self.width) for part in parts]
        return self.between.join(parts) + "\n"


def _wrapped(passage: str, width: int) -> str:
    return "\n".join(
        line
        for whole in passage.split("\n")
        for line in textwrap.wrap(whole, width, break_long_words=False, break_on_hyphens=False)
    )


def _hyphenated(text: str) -> str:
    """`text` with a word broken at the end of every line that a long word follows."""
    lines = text.split("\n")
    for at in range(len(lines) - 1):
        first, _, rest = lines[at + 1].partition(" ")
        if lines[at] and first.isalpha() and first.islower() and len(first) > 9:
            lines[at], lines[at + 1] = f"{lines[at]} {first[:5]}-", f"{first[5:]} {rest}"
    return "\n".join(lines)


def _paged(text: str, feed: str) -> str:
    """`text` in pages of forty lines, each with the foot that the Parliament prints."""
    lines = text.split("\n")
    pages = ["\n".join(lines[at : at + 40]) for at in range(0, len(lines), 40)]
    foot = "\n\nRE\\9953668EN.docx {}/" + str(len(pages)) + " PE719.997v01-00\nEN\n" + feed
    return "".join(page + foot.format(n) for n, page in enumerate(pages, 1))


def _numbered_lines(text: str) -> str:
    return "\n".join(f"{n:>4}  {line}" for n, line in enumerate(text.split("\n"), 1))


# ------------------------------------------------------------------ pages


def _page(body: str, top: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>{top}\n{body}\n'
        "</body></html>\n"
    )


def _paragraphs(parts: Iterable[str], tag: str = "p", after: str = "\n") -> str:
    return after.join(f"<{tag}>{_lines(part)}</{tag}>" for part in parts)


def _lines(part: str) -> str:
    return escape(part).replace("\n", "<br>")


def _listed(of: str = "ol") -> str:
    def items(rows: Iterable[str]) -> str:
        return "".join(f"<li>{escape(row)}</li>\n" for row in rows)

    return _page(
        f"{_paragraphs(head())}\n<p>The European Parliament,</p>\n<ul>{items(_MOTION.citations)}</ul>\n"
        f'<{of} type="A">{items(_MOTION.recitals)}</{of}>\n<{of}>{items(_MOTION.paragraphs)}</{of}>'
    )


def _rows() -> str:
    """The layout tables of the Official Journal's pages: a mark in one cell, the text in the next."""

    def row(mark: str, one: str) -> str:
        return (
            '<table width="100%"><col width="4%"/><col width="96%"/><tbody><tr><td valign="top">'
            f'<p class="oj-normal">{mark}</p></td><td valign="top"><p class="oj-normal">{escape(one)}</p></td></tr>'
            "</tbody></table>"
        )

    return _page(
        "\n".join(
            (
                _paragraphs(head()),
                "<p>The European Parliament,</p>",
                *(row("—", one) for one in _MOTION.citations),
                *(row(f"{mark}.", one) for mark, one in zip(_LETTERS, _MOTION.recitals, strict=True)),
                *(row(f"{n}.", one) for n, one in enumerate(_MOTION.paragraphs, 1)),
            )
        )
    )


def _word() -> str:
    return _page(
        '<div class="WordSection1">'
        + "\n".join(
            f'<p class=MsoNormal style="text-indent:-18.0pt"><span lang=EN-GB>{_lines(part)}</span></p>'
            for part in Print(letter="{}.\xa0\xa0\xa0 ", number="{}.\xa0\xa0\xa0 ").parts()
        )
        + "</div>"
    )


# ------------------------------------------------------------------ Markdown


def _markdown(mark: str = "{}. ", dash: str = "- ") -> str:
    parts = Print(dash=dash, letter=mark, number=mark).parts()
    first, *rest = parts
    return f"# {first}\n\n" + "\n\n".join(part.replace("\n", "  \n") for part in rest) + "\n"


def _lazy() -> str:
    return "\n".join(
        (
            "\n\n".join(head()),
            "\nThe European Parliament,\n",
            *(f"- {one}" for one in _MOTION.citations),
            "",
            *(f"1. {one}" for one in _MOTION.recitals),
            "",
            "",
            *(f"1. {one}" for one in _MOTION.paragraphs),
        )
    )


# ------------------------------------------------------------------ all of them

_PLAIN = Print()
_TEXT = _PLAIN.text()
_NONE = Print(dash="", letter="{:.0}", number="{:.0}")

_MARKS: dict[str, Print] = {
    "as-printed": _PLAIN,
    "no-blank-lines": replace(_PLAIN, between="\n"),
    "three-blank-lines": replace(_PLAIN, between="\n\n\n\n"),
    "hyphen-glued": replace(_PLAIN, dash="-", letter="{}.", number="{}."),
    "hyphen-and-space": replace(_PLAIN, dash="- "),
    "em-dash": replace(_PLAIN, dash="— "),
    "dots-before-citations": replace(_PLAIN, dash="• "),
    "private-dot-before-citations": replace(_PLAIN, dash="\uf0b7 "),
    "private-dash-before-citations": replace(_PLAIN, dash="\uf02d "),
    "soft-hyphen-before-citations": replace(_PLAIN, dash="\u00ad "),
    "no-break-space-before-citations": replace(_PLAIN, dash="\xa0"),
    "no-dashes": replace(_PLAIN, dash=""),
    "capitals-in-brackets": replace(_PLAIN, letter="({}) "),
    "all-in-brackets": replace(_PLAIN, letter="({}) ", number="({}) "),
    "capitals-and-bracket": replace(_PLAIN, letter="{}) ", number="{}) "),
    "numbers-for-letters": replace(_PLAIN, letters=tuple(str(n) for n, _ in enumerate(_LETTERS, 1))),
    "marks-behind-tabs": replace(_PLAIN, dash="–\t", letter="{}.\t", number="{}.\t"),
    "marks-behind-no-break-spaces": replace(_PLAIN, dash="–\xa0", letter="{}.\xa0\xa0", number="{}.\xa0\xa0"),
    "marks-on-their-own-lines": replace(_PLAIN, dash="–\n", letter="{}.\n", number="{}.\n"),
    "marks-on-their-own-lines-apart": replace(_PLAIN, dash="–\n\n", letter="{}.\n\n", number="{}.\n\n"),
    "zero-width-space-before-marks": replace(_PLAIN, letter="\u200b{}.  ", number="\u200b{}.  "),
    "word-joiner-behind-marks": replace(_PLAIN, letter="{}.\u2060", number="{}.\u2060"),
    "formula-without-comma": replace(_PLAIN, formula="The European Parliament"),
    "comma-on-its-own-line": replace(_PLAIN, formula="The European Parliament\n,"),
    "formula-in-capitals": replace(_PLAIN, formula="THE EUROPEAN PARLIAMENT,"),
    "wrapped-at-60": replace(_PLAIN, width=60),
    "wrapped-at-80": replace(_PLAIN, width=80),
    "wrapped-at-95": replace(_PLAIN, width=95),
    "wrapped-at-60-no-blank-lines": replace(_PLAIN, width=60, between="\n"),
    "wrapped-at-80-no-blank-lines": replace(_PLAIN, width=80, between="\n"),
    "wrapped-at-95-no-blank-lines": replace(_PLAIN, width=95, between="\n"),
    "wrapped-at-80-no-dashes": replace(_PLAIN, width=80, dash=""),
}

_LOST: dict[str, tuple[Print, frozenset[str]]] = {
    "small-letters": (
        replace(_PLAIN, letters=tuple(mark.lower() for mark in _LETTERS)),
        frozenset({"recitals"}),
    ),
    "small-letters-and-bracket": (
        replace(_PLAIN, letter="{}) ", letters=tuple(mark.lower() for mark in _LETTERS)),
        frozenset({"recitals"}),
    ),
    "no-letters": (replace(_PLAIN, letter="{:.0}"), frozenset({"recitals"})),
    "no-numbers": (replace(_PLAIN, number="{:.0}"), frozenset({"paragraphs"})),
    "no-marks": (_NONE, frozenset({"recitals", "paragraphs"})),
    "no-marks-wrapped-at-80": (replace(_NONE, width=80), frozenset({"recitals", "paragraphs"})),
    "dots-for-all": (
        replace(_PLAIN, dash="• ", letter="• {:.0}", number="• {:.0}"),
        frozenset({"recitals", "paragraphs"}),
    ),
    "asterisks-for-all": (
        replace(_PLAIN, dash="* ", letter="* {:.0}", number="* {:.0}"),
        frozenset({"recitals", "paragraphs"}),
    ),
}

_CHANGES: dict[str, Callable[[str], str]] = {
    "windows-line-ends": lambda text: text.replace("\n", "\r\n"),
    "old-macintosh-line-ends": lambda text: text.replace("\n", "\r"),
    "line-separators": lambda text: text.replace("\n", "\u2028"),
    "byte-order-mark": lambda text: "\ufeff" + text,
    "decomposed-letters": lambda text: unicodedata.normalize("NFD", text),
    "ligatures": lambda text: text.replace("fi", "ﬁ").replace("fl", "ﬂ"),
    "spaces-at-the-ends-of-lines": lambda text: text.replace("\n", "  \n"),
    "indented": lambda text: "\n".join(f"      {line}" if line else "" for line in text.split("\n")),
    "double-spaces": lambda text: re.sub(r"(?<=[a-z,]) (?=[a-z])", "  ", text),
    "soft-hyphens-in-words": lambda text: re.sub(r"(?<=[a-z]{4})(?=ment|tion)", "\u00ad", text),
    "quoted-in-a-mail": lambda text: "\n".join(f"> {line}".rstrip() for line in text.split("\n")),
    "numbers-of-lines": lambda text: _numbered_lines(_wrapped_all(text)),
    "pages-with-feet": lambda text: _paged(_wrapped_all(text), ""),
    "pages-with-feet-and-form-feeds": lambda text: _paged(_wrapped_all(text), "\f"),
    "words-broken-at-the-ends-of-lines": lambda text: _hyphenated(_wrapped_all(text)),
    "all-on-one-line": lambda text: " ".join(text.split()),
    "bars-around-each-passage": lambda text: "\n\n".join(
        f"| {part} |" for part in text.replace(f"\n{GROUP}", f" |\n\n| {GROUP}").strip().split("\n\n")
    ),
}


def _wrapped_all(text: str) -> str:
    return "\n\n".join(_wrapped(part, 80) for part in text.split("\n\n"))


def carriers() -> list[Carrier]:
    """Every form of the motion."""
    return [
        Carrier("copied-from-its-page", _MOTION.text()),
        Carrier("its-page", _MOTION.page(), "html"),
        *(Carrier(name, form.text()) for name, form in _MARKS.items()),
        *(Carrier(name, form.text(), lost=lost) for name, (form, lost) in _LOST.items()),
        *(Carrier(name, change(_TEXT)) for name, change in _CHANGES.items()),
        Carrier("utf-16", _TEXT, encoding="utf-16"),
        Carrier(
            "windows-1252", _TEXT.replace(_MOTION.authors, _WESTERN), encoding="cp1252", authors=_WESTERN
        ),
        Carrier("cut-before-the-closing-words", _TEXT[: _TEXT.rindex("17.  ")], cut=True),
        Carrier("last-paragraph-doubled", _TEXT + "\n" + _TEXT[_TEXT.rindex("17.  ") :], doubtful=True),
        Carrier("page-of-paragraphs", _page(_paragraphs(_PLAIN.parts())), "html"),
        Carrier("page-of-divisions", _page(_paragraphs(_PLAIN.parts(), "div")), "html"),
        Carrier("page-on-one-line", _page(_paragraphs(_PLAIN.parts(), after="")).replace("\n", ""), "html"),
        Carrier("page-of-line-breaks", _page("<br>\n".join(map(_lines, _PLAIN.parts()))), "html"),
        Carrier("page-of-line-breaks-doubled", _page("<br><br>\n".join(map(_lines, _PLAIN.parts()))), "html"),
        Carrier("page-of-preformatted-text", _page(f"<pre>{escape(_TEXT)}</pre>"), "html"),
        Carrier("page-of-unclosed-paragraphs", _page("\n<P>".join(map(_lines, _PLAIN.parts()))), "html"),
        Carrier("page-of-lists", _listed(), "html"),
        Carrier(
            "page-of-lists-without-numbers", _listed("ul"), "html", lost=frozenset({"recitals", "paragraphs"})
        ),
        Carrier("page-of-layout-tables", _rows(), "html"),
        Carrier("page-of-a-word-processor", _word(), "html"),
        Carrier("markdown", _markdown(), "md"),
        Carrier("markdown-with-escaped-marks", _markdown("{}\\. ", "\\- "), "md"),
        Carrier("markdown-with-bold-marks", _markdown("**{}.** "), "md"),
        Carrier("markdown-with-ones-throughout", _lazy(), "md"),
    ]
