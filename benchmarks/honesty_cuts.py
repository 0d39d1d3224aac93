"""Damages that take away, double, exchange or put in: lines, halves, whole texts, foreign matter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from random import Random

from benchmarks.honesty_breaks import Damage, joined
from benchmarks.honesty_gold import Row

_FOREIGN = {
    "fra": "Lisez aussi notre grand reportage sur les fours de la ville et sur ceux qui les gardent pendant la nuit",
    "deu": "Lesen Sie auch unseren großen Bericht über die Öfen der Stadt und über die, die sie in der Nacht hüten",
    "ell": "Διαβάστε επίσης το μεγάλο μας αφιέρωμα για τους φούρνους της πόλης και για όσους τους φυλάνε τη νύχτα",
    "eng": "Read more in our long report on the ovens of the city and on those who watch them in the night",
}
_HEADING = {"eng": "Further matters of this kind"}
_TABLE = "Year | Ovens | Bakers\n2019 | 12 | 30\n2020 | 14 | 31"


def _begins(rows: Sequence[Row], kind: str) -> list[int]:
    return [n for n, row in enumerate(rows) if row.kind == kind and row.begins and row.text.strip()]


def _span(rows: Sequence[Row], begin: int) -> int:
    """Where the part ends that begins at `begin`: its lines, and its points."""
    end = begin + 1
    while (
        end < len(rows) and not (rows[end].begins and rows[end].kind != "point") and rows[end].kind != "note"
    ):
        end += 1
    while end > begin + 1 and not rows[end - 1].kind:
        end -= 1
    return end


def _without(rows: Sequence[Row], random: Random, kind: str, which: str = "middle") -> str:
    begins = _begins(rows, kind)
    if kind != "formula" and len(begins) < (3 if which == "middle" else 2):
        return joined(rows)
    if kind == "point":
        # The last of a list is missed by nobody.
        begins = [a for a, b in pairwise(begins) if all(row.kind in {"point", ""} for row in rows[a:b])]
        return joined([*rows[: begins[0]], *rows[begins[0] + 1 :]]) if begins else joined(rows)
    if not begins:
        return joined(rows)
    begin = {"first": begins[0], "last": begins[-1]}.get(which) or random.choice(begins[1:-1])
    return joined([*rows[:begin], *rows[_span(rows, begin) :]])


def _doubled(rows: Sequence[Row], random: Random, kind: str) -> str:
    begins = _begins(rows, kind)
    if len(begins) < 2:
        return joined(rows)
    begin = random.choice(begins)
    end = _span(rows, begin)
    return joined([*rows[:end], Row(""), *rows[begin:end], *rows[end:]])


def _put_in(rows: Sequence[Row], random: Random, kind: str, text: str, blank: str = "\n") -> str:
    """`text` before a part of `kind` that is not the first."""
    begins = _begins(rows, kind)
    if len(begins) < 2:
        return joined(rows)
    at = random.choice(begins[1:])
    return joined([*rows[:at], Row(f"{text}{blank}"), *rows[at:]])


def _foreign(rows: Sequence[Row], random: Random, kind: str, blank: str = "\n") -> str:
    said = joined(rows)
    own = (
        "ell"
        if "Κοινοβούλιο" in said
        else "fra"
        if "Parlement" in said
        else "deu"
        if "Parlament," in said
        else "eng"
    )
    language = random.choice([code for code in _FOREIGN if code != own])
    return _put_in(rows, random, kind, _FOREIGN[language], blank)


def _half_line(rows: Sequence[Row], random: Random) -> str:
    """The second half of a part lost, and with it the sign at its end."""
    begins = [
        n for kind in ("recital", "paragraph") for n in _begins(rows, kind) if rows[n].text.count(" ") > 8
    ]
    if not begins:
        return joined(rows)
    at = random.choice(begins)
    text = rows[at].text
    return joined([*rows[:at], Row(text[: text.rfind(" ", 0, len(text) // 2)]), *rows[_span(rows, at) :]])


def _cut_in_sentence(rows: Sequence[Row], _: Random) -> str:
    begins = _begins(rows, "paragraph")
    if not begins:
        return joined(rows)
    text = rows[begins[-1]].text
    return joined([*rows[: begins[-1]], Row(text[: text.rfind(" ", 0, max(8, len(text) // 2))])])


def _cut_after(rows: Sequence[Row], _: Random, kind: str) -> str:
    """The end lost from behind the last part of `kind` but one."""
    begins = _begins(rows, kind)
    if len(begins) < 2:
        return joined(rows)
    return joined(rows[: begins[-1]])


def _cut_half(rows: Sequence[Row], _: Random) -> str:
    said = joined(rows)
    return said[: len(said) // 2]


def _head_cut(rows: Sequence[Row], _: Random, kind: str) -> str:
    begins = _begins(rows, kind)
    return joined(rows[begins[0] :]) if begins else joined(rows)


def _twice(rows: Sequence[Row], _: Random, between: str) -> str:
    return joined(rows) + between + joined(rows)


def _another_inside(rows: Sequence[Row], random: Random, kind: str) -> str:
    """Another act's part, from its enacting words on, among the paragraphs."""
    act = [row for row in rows if row.kind in {"formula", "citation", "recital", "paragraph"} and row.begins][
        :6
    ]
    return _put_in(rows, random, kind, "\n\n".join(row.text for row in act))


def _reversed_paragraphs(rows: Sequence[Row], _: Random) -> str:
    begins = _begins(rows, "paragraph")
    if len(begins) < 3:
        return joined(rows)
    parts = [rows[begin : _span(rows, begin)] for begin in begins]
    out = list(rows[: begins[0]])
    for part in reversed(parts):
        out += [*part, Row("")]
    return joined([*out, *rows[_span(rows, begins[-1]) :]])


def _preamble_last(rows: Sequence[Row], _: Random) -> str:
    """Two columns read in the wrong order: the paragraphs before the recitals."""
    recitals, paragraphs = _begins(rows, "recital"), _begins(rows, "paragraph")
    if not recitals or not paragraphs or recitals[0] > paragraphs[0]:
        return joined(rows)
    end = _span(rows, paragraphs[-1])
    return joined(
        [
            *rows[: recitals[0]],
            *rows[paragraphs[0] : end],
            Row(""),
            *rows[recitals[0] : paragraphs[0]],
            *rows[end:],
        ]
    )


#: What is lost or doubled cannot come back: it must be said.
WRONG_CUTS: dict[str, Damage] = {
    **{f"a {kind} lost": partial(_without, kind=kind) for kind in ("recital", "paragraph", "point")},
    "the first paragraph lost": partial(_without, kind="paragraph", which="first"),
    "the last paragraph lost": partial(_without, kind="paragraph", which="last"),
    "the first recital lost": partial(_without, kind="recital", which="first"),
    **{
        f"a {kind} twice": partial(_doubled, kind=kind)
        for kind in ("citation", "recital", "paragraph", "point")
    },
    "half a line lost": _half_line,
    "cut off in the last sentence": _cut_in_sentence,
    "cut off before the last paragraph": partial(_cut_after, kind="paragraph"),
    "cut off before the last recital": partial(_cut_after, kind="recital"),
    "cut off in the middle": _cut_half,
    "begins with the recitals": partial(_head_cut, kind="recital"),
    "begins with the paragraphs": partial(_head_cut, kind="paragraph"),
    "the text twice": partial(_twice, between="\n\n"),
    "the text twice, one line between": partial(_twice, between="\n"),
    "a part of another act inside": partial(_another_inside, kind="paragraph"),
    "paragraphs backwards": _reversed_paragraphs,
    "paragraphs before recitals": _preamble_last,
}
#: What is put in is no part of gold: right is gold's structure, the foreign line told as unrecognised or left out.
CUTS: dict[str, Damage] = {
    **{
        f"a line in another language before a {kind}": partial(_foreign, kind=kind)
        for kind in ("citation", "recital", "paragraph")
    },
    "a line in another language, no blank lines": partial(_foreign, kind="paragraph", blank=""),
    **{
        f"“read more” before a {kind}": partial(
            _put_in, kind=kind, text="Advertisement\nRead more: www.example.org"
        )
        for kind in ("recital", "paragraph")
    },
    "a table before a paragraph": partial(_put_in, kind="paragraph", text=_TABLE),
    "an image's caption before a paragraph": partial(
        _put_in, kind="paragraph", text="[Image: a baker at night]"
    ),
    "a rule before a paragraph": partial(_put_in, kind="paragraph", text="* * *"),
    "a line of dashes before a paragraph": partial(_put_in, kind="paragraph", text="-" * 40),
    **{
        f"{name} before a {kind}": partial(_put_in, kind=kind, text=text)
        for kind in ("citation", "paragraph")
        for name, text in (
            ("an address", "https://www.example.org/texts/2021/ovens?page=2"),
            ("a sender", "bakers@example.org"),
            ("a credit", "© Jane Example / Example Press"),
            ("a line in another script", "广告：面包与盐"),
            ("a line in Arabic", "اقرأ المزيد"),
            (
                "two foreign lines",
                "Vea también la página del horno.\nΔιαβάστε επίσης το αφιέρωμα για τους φούρνους της πόλης",
            ),
            ("a line of underscores", "_" * 60),
            ("a drawn line", "─" * 30),
        )
    },
    "a line in another language between points": partial(_foreign, kind="point"),
    "a lone star before a recital": partial(_put_in, kind="recital", text="*"),
    "the enacting words lost": partial(_without, kind="formula", which="first"),
}
