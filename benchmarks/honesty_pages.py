"""Damages by pages, mail and characters: heads, feet and menus put in, quoting, escapes, odd signs, pages of a site."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from random import Random

from benchmarks.honesty_breaks import Damage, joined, wrapped
from benchmarks.honesty_gold import Row

_MENU = ("Home", "About us", "News", "Search", "Contact", "Login", "Sitemap", "Accessibility")
_FOOT = (
    "Share this page",
    "Print",
    "© 2021 All rights reserved",
    "Terms of use",
    "Follow us",
    "Subscribe to our newsletter",
)
_TONGUES = (
    "български español čeština dansk Deutsch eesti ελληνικά English français Gaeilge hrvatski italiano "
    "latviešu lietuvių magyar Malti Nederlands polski português română slovenčina slovenščina suomi svenska"
)
_ACT = frozenset({"citation", "recital", "paragraph", "point", "heading"})


def _put_in(rows: Sequence[Row], every: int, lines: Callable[[int], Sequence[str]]) -> str:
    """Put `lines` of page n behind every so many lines of the act."""
    out: list[str] = []
    page = said = 0
    for row in rows:
        out.append(row.text)
        if row.kind in _ACT:
            said += 1
            if said % every == 0:
                page += 1
                out += lines(page)
    return "\n".join(out)


def _page_lines(
    rows: Sequence[Row], _: Random, form: str, *, sentences: bool = False, blank: bool = False
) -> str:
    put = [*form.split("\n")]
    if sentences:
        # Pages end where they are full, in the middle of a sentence.
        lines = wrapped(rows, 60).split("\n")
        out: list[str] = []
        for n, line in enumerate(lines, 1):
            out.append(line)
            if n % 17 == 0 and n > 20:
                out += [p.format(n=n // 17) for p in put]
        return "\n".join(out)
    return _put_in(
        rows, 5, lambda n: [*([""] if blank else []), *(p.format(n=n) for p in put), *([""] if blank else [])]
    )


def _around(rows: Sequence[Row], _: Random, before: str, after: str) -> str:
    return "\n".join([*before.split("\n"), *(row.text for row in rows), *after.split("\n")]).strip("\n")


def _each_line(rows: Sequence[Row], _: Random, prefix: str, *, width: int = 0) -> str:
    lines = wrapped(rows, width).split("\n") if width else [row.text for row in rows]
    return "\n".join(prefix + line for line in lines)


def _line_numbers(rows: Sequence[Row], _: Random) -> str:
    return "\n".join(
        f"{n:>3} {row.text}" if n % 5 == 0 else f"    {row.text}" for n, row in enumerate(rows, 1)
    )


def _changed(
    rows: Sequence[Row], _: Random, change: Callable[[str], str], kinds: frozenset[str] = frozenset()
) -> str:
    return "\n".join(change(row.text) if not kinds or row.kind in kinds else row.text for row in rows)


def _between_words(text: str, sign: str) -> str:
    return re.sub(r"(?<=[^\W\d_]) (?=[^\W\d_])", sign, text)


def _inside_words(text: str, sign: str) -> str:
    return re.sub(r"(?<=[^\W\d_]{4})(?=[^\W\d_]{4})", sign, text, count=6)


def _foot_note(rows: Sequence[Row], _: Random) -> str:
    """A note at the foot of a page, in the middle of the text, its mark a digit that was raised."""
    out = []
    done = 0
    for row in rows:
        if row.kind == "citation" and row.begins and not done:
            out.append(re.sub(r"([,;])\s*$", r"1\1", row.text))
            done = 1
        else:
            out.append(row.text)
            if row.kind == "recital" and done == 1:
                out += ["", "1 OJ C 99, 1.1.2001, p. 1.", ""]
                done = 2
    return "\n".join(out)


def _note_marks(rows: Sequence[Row], _: Random, mark: str) -> str:
    """A mark with its note at the end; gold is compared without notes of its own."""
    out = []
    done = any(row.kind == "note" for row in rows)
    for row in rows:
        if row.kind == "citation" and row.begins and not done:
            out.append(re.sub(r"([,;])\s*$", rf"{mark}\1", row.text))
            done = True
        else:
            out.append(row.text)
    return "\n".join(out)


# ------------------------------------------------------------------ pages of a site
def _page(body: str) -> str:
    return f"<!doctype html>\n<html><head><title>x</title></head><body>\n{body}\n</body></html>\n"


def _blocks(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.text.strip()]


def _html(rows: Sequence[Row], _: Random, form: str, *, space: str = "  ") -> str:
    return _page(
        "\n".join(form.format(escape(row.text.strip().replace("  ", space))) for row in _blocks(rows))
    )


def _lists(rows: Sequence[Row], _: Random, letters: str, numbers: str, points: str) -> str:
    """What word processors write: lists count, and no mark is in the text."""
    out: list[str] = []
    opened: list[str] = []

    def close(to: int) -> None:
        while len(opened) > to:
            out.append(f"</li></{opened.pop()}>")

    last = ""
    for row in _blocks(rows):
        text = escape(row.with_mark("").text.strip()) if row.mark else escape(row.text.strip())
        depth = {"recital": 1, "paragraph": 1, "point": 2}.get(row.kind, 0)
        numeral = row.kind == "point" and re.fullmatch(r"\W?[ivx]{1,4}\W", row.mark) is not None
        if numeral and (len(opened) > 2 or (len(opened) == 2 and row.mark.strip("().") == "i")):
            depth = 3
        if row.kind == "citation" or not depth or not row.mark:
            close(0)
            out.append(f"<p>{escape(row.text.strip())}</p>")
            last = row.kind
            continue
        if len(opened) < depth or (depth == 1 and last not in {row.kind, "point"}):
            if depth == 1:
                close(0)
            kind = {"recital": letters, "paragraph": numbers, "point": points}[row.kind]
            if depth == 3:
                kind = kind.replace('"a"', '"i"').replace("lower-alpha", "lower-roman")
            start = re.sub(r"\D", "", row.mark) if row.kind == "paragraph" else ""
            if row.kind == "recital" and row.mark[:1].isascii() and row.mark[:1].isalpha():
                start = str(ord(row.mark[0].upper()) - ord("A") + 1)
            out.append(f"<{kind}{f' start={chr(34)}{start}{chr(34)}' if start else ''}><li><p>{text}</p>")
            opened.append(kind.split()[0])
        else:
            close(depth)
            out.append(f"</li><li><p>{text}</p>")
        last = row.kind
    close(0)
    return _page("\n".join(out))


def _table(rows: Sequence[Row], _: Random) -> str:
    cells = []
    for row in _blocks(rows):
        mark = row.mark if row.kind in _ACT else ""
        rest = row.with_mark("").text.strip() if mark else row.text.strip()
        cells.append(f"<tr><td>{escape(mark)}</td><td>{escape(rest)}</td></tr>")
    return _page("<table>" + "\n".join(cells) + "</table>")


def _spans(rows: Sequence[Row], _: Random) -> str:
    return _page(
        "\n".join(
            "<p>" + " ".join(f"<span>{escape(word)}</span>" for word in row.text.split()) + "</p>"
            for row in _blocks(rows)
        )
    )


def _office(rows: Sequence[Row], _: Random) -> str:
    out = []
    for row in _blocks(rows):
        if row.mark and row.kind in _ACT:
            out.append(
                '<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">'
                f'{escape(row.mark)}<span style="font:7.0pt">&nbsp;&nbsp;&nbsp; </span></span>'
                f"{escape(row.with_mark('').text.strip())}</p>"
            )
        else:
            out.append(f'<p class="MsoNormal">{escape(row.text.strip())}<o:p></o:p></p>')
    return _page("\n".join(out))


PAGES: dict[str, Damage] = {
    "page numbers alone": partial(_page_lines, form="{n}", blank=True),
    "page numbers alone, no blank lines": partial(_page_lines, form="{n}"),
    "page numbers in wrapped sentences": partial(_page_lines, form="{n}", sentences=True),
    "page numbers with dashes in wrapped sentences": partial(_page_lines, form="- {n} -", sentences=True),
    "page n of m": partial(_page_lines, form="Page {n} of 9", blank=True),
    "n/m in wrapped sentences": partial(_page_lines, form="{n}/9", sentences=True),
    "running heads": partial(_page_lines, form="Motions for resolutions, spring part-session", blank=True),
    "running heads in wrapped sentences": partial(
        _page_lines, form="Motions for resolutions, spring part-session", sentences=True
    ),
    "heads and feet": partial(_page_lines, form="PE999.999v01-00 {n}/9 RE\\9999999EN.docx\nEN", blank=True),
    "heads and feet in wrapped sentences": partial(
        _page_lines, form="PE999.999v01-00 {n}/9 RE\\9999999EN.docx\nEN", sentences=True
    ),
    "form feeds and page numbers": partial(_page_lines, form="{n}\f", blank=True),
    "form feeds in wrapped sentences": partial(_page_lines, form="{n}\n\f", sentences=True),
    "a journal's heads in wrapped sentences": partial(
        _page_lines, form="C 99/{n} EN Official Journal of the European Union 1.1.2001", sentences=True
    ),
    "printed from a site": partial(
        _page_lines, form="https://example.org/doc?id=9 {n}/9 1/1/2021", blank=True
    ),
    "line numbers": _line_numbers,
    "a menu before": partial(_around, before="\n".join(_MENU) + "\n", after=""),
    "a menu in one line before": partial(_around, before=" | ".join(_MENU) + "\n", after=""),
    "a menu with bullets before": partial(
        _around, before="\n".join(f"• {m}" for m in _MENU) + "\n", after=""
    ),
    "crumbs before": partial(_around, before="Home > Documents > Texts > Item 9\n", after=""),
    "the languages' names before": partial(_around, before=_TONGUES.replace(" ", "\n") + "\n", after=""),
    "cookies before": partial(_around, before="This site uses cookies. Accept all\nRefuse\n", after=""),
    "a menu after": partial(_around, before="", after="\n" + "\n".join(_MENU)),
    "a foot after": partial(_around, before="", after="\n" + "\n".join(_FOOT)),
    "a foot after, no blank line": partial(_around, before="", after="\n".join(_FOOT)),
    "comments after": partial(
        _around,
        before="",
        after="\n2 comments\n\nJane Example wrote:\nI could not agree more with all of this.",
    ),
    "head of a letter": partial(
        _around,
        before="From: Jane Example <jane@example.org>\nTo: list@example.org\nDate: Tue, 5 Jan 2021\n"
        "Subject: the text\n\nDear all,\n\nhere it is:\n",
        after="\nBest wishes\nJane\n-- \nJane Example\nexample.org",
    ),
    "quoted >": partial(_each_line, prefix="> "),
    "quoted > wrapped": partial(_each_line, prefix="> ", width=70),
    "quoted >>": partial(_each_line, prefix=">> "),
    "quoted |": partial(_each_line, prefix="| "),
    "commented //": partial(_each_line, prefix="// "),
    "quotation marks around lines": partial(_changed, change=lambda t: f'"{t}"' if t.strip() else t),
    "escaped dots": partial(_changed, change=lambda t: re.sub(r"^(\s*\w{1,3})([.)])", r"\1\\\2", t)),
    "HTML entities": partial(
        _changed,
        change=lambda t: (
            t.replace("  ", "&nbsp; ").replace("'", "&#39;").replace("–", "&ndash;").replace("’", "&rsquo;")
        ),
    ),
    "hard breaks of Markdown": partial(_changed, change=lambda t: t + "\\" if t.strip() else t),
    "tags left over": partial(_changed, change=lambda t: f"<p>{t}</p>" if t.strip() else t),
    "bold recitals": partial(_changed, change=lambda t: f"**{t.strip()}**", kinds=frozenset({"recital"})),
    "enacting words in italics": partial(
        _changed, change=lambda t: f"_{t.strip()}_", kinds=frozenset({"formula"})
    ),
    "enacting words in bold italics": partial(
        _changed, change=lambda t: f"***{t.strip()}***", kinds=frozenset({"formula"})
    ),
    "enacting words in capitals": partial(_changed, change=str.upper, kinds=frozenset({"formula"})),
    "enacting words without comma": partial(
        _changed, change=lambda t: t.rstrip().rstrip(","), kinds=frozenset({"formula"})
    ),
    "enacting words with a colon": partial(
        _changed, change=lambda t: t.rstrip().rstrip(",") + ":", kinds=frozenset({"formula"})
    ),
    "enacting words spaced": partial(
        _changed, change=lambda t: t.replace(" ", "   "), kinds=frozenset({"formula"})
    ),
    "headings with #": partial(_changed, change=lambda t: f"## {t.strip()}", kinds=frozenset({"heading"})),
    "headings underlined": partial(
        _changed, change=lambda t: f"{t}\n{'-' * len(t)}", kinds=frozenset({"heading"})
    ),
    "headings in capitals": partial(_changed, change=lambda t: t.upper(), kinds=frozenset({"heading"})),
    "zero-width spaces": partial(_changed, change=lambda t: _between_words(t, " \u200b")),
    "zero-width spaces behind marks": partial(
        _changed, change=lambda t: re.sub(r"^(\s*\S{1,3})(\s)", "\\1\u200b\\2", t)
    ),
    "zero-width spaces at line heads": partial(_changed, change=lambda t: "\u200b" + t if t.strip() else t),
    "left-to-right marks": partial(_changed, change=lambda t: "\u200e" + t if t.strip() else t),
    "soft hyphens": partial(_changed, change=lambda t: _inside_words(t, "\u00ad")),
    "no-break spaces everywhere": partial(_changed, change=lambda t: t.replace(" ", "\u00a0")),
    "thin spaces": partial(_changed, change=lambda t: _between_words(t, "\u2009")),
    "ideographic spaces": partial(_changed, change=lambda t: t.replace("  ", "\u3000")),
    "double spaces": partial(_changed, change=lambda t: _between_words(t, "  ")),
    "decomposed letters": partial(_changed, change=lambda t: unicodedata.normalize("NFD", t)),
    "ligatures": partial(_changed, change=lambda t: t.replace("fi", "ﬁ").replace("fl", "ﬂ"), kinds=_ACT),
    "straight quotes": partial(_changed, change=lambda t: t.translate(str.maketrans("“”‘’–", "\"\"''-"))),
    "long dashes": partial(_changed, change=lambda t: t.replace("–", "—")),
    "byte order mark": partial(_around, before="\ufeff", after=""),
    "trailing NUL": partial(
        _changed, change=lambda t: t + "\u0000" if t.strip() else t, kinds=frozenset({"heading", "formula"})
    ),
    "page: paragraphs": partial(_html, form="<p>{}</p>"),
    "page: divisions": partial(_html, form="<div>{}</div>"),
    "page: breaks": partial(_html, form="{}<br>"),
    "page: double breaks": partial(_html, form="{}<br><br>"),
    "page: no-break spaces": partial(_html, form="<p>{}</p>", space="\u00a0\u00a0"),
    "page: preformatted": lambda rows, _: _page("<pre>" + escape(joined(rows)) + "</pre>"),
    "page: spans": _spans,
    "page: an office's lists": _office,
    "page: lists with types": partial(_lists, letters='ol type="A"', numbers="ol", points='ol type="a"'),
    "page: lists without types": partial(_lists, letters="ol", numbers="ol", points="ol"),
    "page: lists with styles": partial(
        _lists,
        letters='ol style="list-style-type:upper-alpha"',
        numbers="ol",
        points='ol style="list-style-type:lower-alpha"',
    ),
    "page: bulleted points": partial(_lists, letters='ol type="A"', numbers="ol", points="ul"),
    "page: a table of two columns": _table,
    "page: headings for heads": partial(_html, form="<p>{}</p><hr>"),
}

#: Nothing can tell that a mark has no note but the mark itself: it must be said.
WRONG_PAGES: dict[str, Damage] = {
    "a note's mark without note": partial(_note_marks, mark="1"),
    "a raised mark without note": partial(_note_marks, mark="¹"),
    "a bracketed mark without note": partial(_note_marks, mark="[1]"),
    "letters of another code page": lambda rows, _: joined(rows).encode("utf-8").decode("latin-1"),
    "letters replaced by ?": lambda rows, _: joined(rows).encode("ascii", "replace").decode("ascii"),
}
#: The note that is put in is no part of gold: structures are compared without notes.
NOTED_PAGES: dict[str, Damage] = {
    "a note at the foot of a page, in the middle": _foot_note,
}
