"""Damages to line breaks and to the spaces around them, as copying, mail and word processors do them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from random import Random

from benchmarks.honesty_gold import Row

Damage = Callable[[Sequence[Row], Random], str]

#: What a wrapped text says in one paragraph each; the lines of the title block are short already.
_FLOWING = frozenset({"citation", "recital", "paragraph", "point"})


def joined(rows: Sequence[Row]) -> str:
    """The text of `rows`."""
    return "\n".join(row.text for row in rows)


def _wrapped(rows: Sequence[Row], _: Random, width: int, hang: str = "", *, tight: bool = False) -> str:
    return wrapped(rows, width, hang, tight=tight)


def wrapped(rows: Sequence[Row], width: int, hang: str = "", *, tight: bool = False) -> str:
    """The text of `rows` in lines no longer than `width`; `tight` leaves blank lines out."""
    out: list[str] = []
    for row in rows:
        if not row.text.strip():
            if not tight:
                out.append("")
        elif len(row.text) > width:
            out += textwrap.wrap(
                row.text, width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
            )
        else:
            out.append(row.text)
    return "\n".join(out)


def _hyphenated(rows: Sequence[Row], _: Random) -> str:
    out: list[str] = []
    for row in rows:
        text = row.text
        while len(text) > 62:
            at = text.rfind(" ", 0, 62) + 1
            word = re.match(r"[^\W\d_]{8,}(?=[\s,;.])", text[at:])
            if word and row.kind in _FLOWING:
                half = at + len(word[0]) // 2
                out.append(text[:half] + "-")
                text = text[half:]
            elif at > 0:
                out.append(text[: at - 1])
                text = text[at:]
            else:
                break
        out.append(text)
    return "\n".join(out)


def _no_blank_lines(rows: Sequence[Row], _: Random) -> str:
    return "\n".join(row.text for row in rows if row.text.strip())


def _double_blank_lines(rows: Sequence[Row], _: Random) -> str:
    return "\n\n\n".join(row.text for row in rows if row.text.strip())


def _blank_after_each_line(rows: Sequence[Row], _: Random) -> str:
    return "\n\n".join(line for line in wrapped(rows, 72).split("\n") if line.strip())


def _line_ends(rows: Sequence[Row], _: Random, sign: str) -> str:
    return sign.join(row.text for row in rows)


def _one_line(rows: Sequence[Row], _: Random) -> str:
    return " ".join(row.text.strip() for row in rows if row.text.strip())


def _pages(rows: Sequence[Row], _: Random) -> str:
    return "".join(f"{row.text}\n{chr(12) if n % 20 == 19 else ''}" for n, row in enumerate(rows))


def _lost_between(rows: Sequence[Row], random: Random, kind: str, following: str) -> str:
    """The break between one part of `kind` and the next of `following`, lost once."""
    begins = [n for n, row in enumerate(rows) if row.begins and row.kind in {kind, following}]
    pairs = [
        (a, b)
        for a, b in pairwise(begins)
        if rows[a].kind == kind
        and rows[b].kind == following
        and all(rows[n].kind in {kind, ""} for n in range(a, b))
    ]
    if not pairs:
        return joined(rows)
    before, after = random.choice(pairs)
    last = max(n for n in range(before, after) if rows[n].text.strip())
    out = [row.text for row in rows]
    out[last] = f"{out[last].rstrip()} {out[after].lstrip()}"
    del out[last + 1 : after + 1]
    return "\n".join(out)


def _broken_inside(rows: Sequence[Row], random: Random, sign: str) -> str:
    long = [n for n, row in enumerate(rows) if row.kind in _FLOWING and row.text.count(" ") > 8]
    if not long:
        return joined(rows)
    out = [row.text for row in rows]
    chosen = random.choice(long)
    spaces = [m.start() for m in re.finditer(r"(?<=[^\W\d_]) (?=[^\W\d_])", out[chosen])]
    if not spaces:  # a script without blanks
        return joined(rows)
    at = spaces[len(spaces) // 2]
    out[chosen] = out[chosen][:at] + sign + out[chosen][at + 1 :]
    return "\n".join(out)


def _indented(rows: Sequence[Row], _: Random, indent: str, kinds: frozenset[str]) -> str:
    return "\n".join(
        indent + row.text if row.text.strip() and (not kinds or row.kind in kinds) else row.text
        for row in rows
    )


def _trailing(rows: Sequence[Row], _: Random) -> str:
    return "\n".join(row.text + "   " for row in rows)


def _flush(rows: Sequence[Row], _: Random) -> str:
    return "\n".join(row.text.strip() for row in rows)


def _around_marks(rows: Sequence[Row], _: Random, space: str) -> str:
    return "\n".join(
        row.with_mark(row.mark, space).text if row.mark and row.kind in _FLOWING else row.text for row in rows
    )


BREAKS: dict[str, Damage] = {
    **{f"wrapped at {w}": partial(_wrapped, width=w) for w in (30, 40, 50, 60, 72, 80, 100)},
    **{f"wrapped at {w}, no blank lines": partial(_wrapped, width=w, tight=True) for w in (40, 60, 80, 100)},
    **{
        f"wrapped at {w}, hanging, no blank lines": partial(_wrapped, width=w, hang="    ", tight=True)
        for w in (60, 80)
    },
    "wrapped at 72, hanging": partial(_wrapped, width=72, hang="    "),
    "wrapped, each line a paragraph": _blank_after_each_line,
    "wrapped with hyphens": _hyphenated,
    "no blank lines": _no_blank_lines,
    "three breaks between lines": _double_blank_lines,
    "CRLF": partial(_line_ends, sign="\r\n"),
    "CR": partial(_line_ends, sign="\r"),
    "U+2028 for line ends": partial(_line_ends, sign="\u2028"),
    "U+0085 for line ends": partial(_line_ends, sign="\u0085"),
    "vertical tabs for line ends": partial(_line_ends, sign="\u000b\n"),
    "all on one line": _one_line,
    "form feeds": _pages,
    "break lost between citations": partial(_lost_between, kind="citation", following="citation"),
    "break lost between recitals": partial(_lost_between, kind="recital", following="recital"),
    "break lost between paragraphs": partial(_lost_between, kind="paragraph", following="paragraph"),
    "break lost before the first recital": partial(_lost_between, kind="citation", following="recital"),
    "break lost before the first paragraph": partial(_lost_between, kind="recital", following="paragraph"),
    "break lost between points": partial(_lost_between, kind="point", following="point"),
    "break lost after a heading": partial(_lost_between, kind="heading", following="paragraph"),
    "break lost before a heading": partial(_lost_between, kind="paragraph", following="heading"),
    "break lost after the enacting words": partial(_lost_between, kind="formula", following="citation"),
    "break lost after the title": partial(_lost_between, kind="preface", following="formula"),
    "a break in a sentence": partial(_broken_inside, sign="\n"),
    "a blank line in a sentence": partial(_broken_inside, sign="\n\n"),
    "a form feed in a sentence": partial(_broken_inside, sign="\n\f"),
    "all indented by eight": partial(_indented, indent=" " * 8, kinds=frozenset()),
    "all indented by a tab": partial(_indented, indent="\t", kinds=frozenset()),
    "points indented": partial(_indented, indent="      ", kinds=frozenset({"point"})),
    "paragraphs indented": partial(_indented, indent="    ", kinds=frozenset({"paragraph", "recital"})),
    "spaces at line ends": _trailing,
    "no indents": _flush,
    "marks alone on their lines": partial(_around_marks, space="\n"),
    "marks alone, blank line below": partial(_around_marks, space="\n\n"),
    "marks glued": partial(_around_marks, space=""),
    "tab behind marks": partial(_around_marks, space="\t"),
    "no-break space behind marks": partial(_around_marks, space="\u00a0"),
    "many spaces behind marks": partial(_around_marks, space=" " * 9),
}
