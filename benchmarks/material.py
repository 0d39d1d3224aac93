"""A motion as long as a real one, of invented matter, as copied text and as the page it was copied from.

Nine citations, ten recitals whose letters the copying lost, seventeen paragraphs, 13 kB. No two of the
`motions` have the same words and numbers throughout, so that what is remembered of one does not flatter
the next. `longer` makes one ten or a hundred times as long, its paragraphs running on.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

_WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

_REQUEST = (
    "with request for inclusion in the agenda for a debate on cases of breaches of human rights, democracy and the"
    " rule of law"
)
_TEXT = """\
• EN - English
Motion for a resolution - {number}Motion for a resolution

MOTION FOR A RESOLUTION on {title}

{day} - ({procedure})

{request}
pursuant to Rule 144 of the Rules of Procedure

{authors}
on behalf of the Verts/ALE Group

Procedure : {procedure}
Document stages in plenary
Document selected :
Texts tabled :
Votes :
Texts adopted :


European Parliament resolution on {title}


The European Parliament,

{citations}

{recitals}


{paragraphs}


Last updated: 12 February 2021
Legal notice - Privacy policy
"""
_PAGE = """\
<!doctype html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
<title>MOTION FOR A RESOLUTION on {title} | {number} | European Parliament</title></head><body>
<main id="website-body"><div class="container-fluid">
<div class="mb-3"><h1 class="es_title-h1">MOTION FOR A RESOLUTION on {title}</h1>
<p class="m-0"><span class="text-muted">{day}</span> - ({procedure})</p></div>
{number}
<br/>{request}
<br/>pursuant to Rule 144 of the Rules of Procedure
<br/><br/>{authors}
<br/>on behalf of the Verts/ALE Group
<br/>
<div class="doceo-ring card"><div>Document stages in plenary</div></div>
<div>
<p style="margin-top:12pt"><span style="font-weight:bold">European Parliament resolution on {title}</span></p>
<p style="margin-top:24pt"><span style="font-style:italic">The European Parliament</span><span>,</span></p>
{parts}
</div></div>
<div class="small"><span>Last updated: 12 February 2021</span>
<div><a href="/legal-notice/en">Legal notice</a> - <a href="/privacy-policy/en">Privacy policy</a></div></div></main>
<footer class="es_footer"><p>Contact us</p></footer></body></html>
"""
_HANGING = (
    '<p style="margin-left:28.35pt; text-indent:-28.35pt"><span>{label}</span>'
    '<span style="width:19.35pt; display:inline-block">&#xa0;</span><span>{text}</span></p>\n'
)


@dataclass(frozen=True, slots=True)
class Motion:
    """The parts of one motion, ready to be printed as text or as a page."""

    number: str
    procedure: str
    day: str
    title: str
    authors: str
    citations: tuple[str, ...]
    recitals: tuple[str, ...]
    paragraphs: tuple[str, ...]

    def text(self) -> str:
        """The motion as it is when it was copied from its page: recitals numbered, spaces before them."""
        return _TEXT.format(
            number=self.number,
            procedure=self.procedure,
            day=self.day,
            request=_REQUEST,
            title=self.title,
            authors=self.authors,
            citations="\n".join(f" {one}\n" for one in self.citations),
            recitals="\n".join(f"  {n}. {one}" for n, one in enumerate(self.recitals, 1)),
            paragraphs="\n".join(f"  {n}. {one}" for n, one in enumerate(self.paragraphs, 1)),
        )

    def page(self) -> str:
        """The same motion as the page that the Parliament publishes since 2019."""
        parts = [
            *(("–", one) for one in self.citations),
            *((f"{letters(n)}.", one) for n, one in enumerate(self.recitals)),
            *((f"{n}.", one) for n, one in enumerate(self.paragraphs, 1)),
        ]
        return _PAGE.format(
            number=self.number,
            procedure=self.procedure,
            day=self.day,
            request=_REQUEST,
            title=escape(self.title),
            authors=escape(self.authors),
            parts="\n".join(_HANGING.format(label=label, text=escape(one)) for label, one in parts),
        )


def letters(place: int) -> str:
    """The letter of the recital at `place`, counted from 0."""
    return chr(ord("A") + place) if place < 26 else letters(place // 26 - 1) + letters(place % 26)


def motion(variant: int) -> Motion:
    """One motion; another `variant` is another motion of nearly the same length."""
    place, people = _WORDS["places"][variant % len(_WORDS["places"])]
    subject = _WORDS["subjects"][variant % len(_WORDS["subjects"])]
    year = 2012 + variant % 8

    def filled(sentences: Sequence[str], start: int) -> tuple[str, ...]:
        return tuple(
            sentence.format(
                place=place,
                people=people,
                subject=subject,
                n=2 + (variant + n) % 7,
                n0=10 + (variant * 3 + n) % 80,
                n00=100 + (variant * 7 + n * 31) % 800,
                m=11 + (variant * 5 + n * 3) % 80,
                year=year,
                month=_WORDS["months"][(variant + n) % len(_WORDS["months"])],
                date=f"{1 + (variant + n) % 28} {_WORDS['months'][(variant * 3 + n) % len(_WORDS['months'])]} {year}",
            )
            for n, sentence in enumerate(sentences, start)
        )

    *paragraphs, last = _WORDS["paragraphs"]
    shift = variant % len(_WORDS["authors"])
    return Motion(
        number=f"B9-{9100 + variant:04}/2021",
        procedure=f"2021/{9500 + variant}(RSP)",
        day="9.2.2021",
        title=f"{subject} in {place}",
        authors=", ".join(_WORDS["authors"][shift:] + _WORDS["authors"][:shift]),
        citations=filled(_WORDS["citations"], 0),
        recitals=filled(
            [f"{one}{_second(_WORDS['whereas_too'], n)};" for n, one in enumerate(_WORDS["recitals"])], 9
        ),
        paragraphs=filled(
            [*(f"{one}{_second(_WORDS['moreover'], n)};" for n, one in enumerate(paragraphs)), last], 19
        ),
    )


def _second(clauses: Sequence[str], place: int) -> str:
    return clauses[place % len(clauses)]


def longer(base: Motion, times: int) -> Motion:
    """`base` with its paragraphs repeated until its text is `times` as long; their numbers run on.

    Four of five stand as points under the one before them, for a resolution does not number a thousand paragraphs.
    """
    wanted = times * len(base.text())
    rest = len(base.text()) - sum(len(paragraph) + 6 for paragraph in base.paragraphs[:-1])
    *repeated, last = base.paragraphs
    row: list[str] = []
    size = rest
    while size < wanted:
        following = repeated[len(row) % len(repeated)]
        row.append(following)
        size += len(following) + 8
    groups = [row[at : at + 5] for at in range(0, len(row), 5)]
    return replace(base, paragraphs=(*("\n  ".join(_pointed(group)) for group in groups), last))


def _pointed(group: Sequence[str]) -> list[str]:
    first, *points = group
    return [first, *(f"({letters(n).lower()}) {point}" for n, point in enumerate(points))]
