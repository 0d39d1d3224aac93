"""Marks in a form that no table knows: ``§ 1``, ``[A]``, ``1°``, ``A –``. A form is believed where its values count on.

What a row of such marks counts is told by the words behind them: recitals by
their own, paragraphs by the closing words at their end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from msgspec import Struct

from akn.numbering.letters import Letters
from akn.recognition.act.headings import heading_like
from akn.recognition.act.telling import last_opener
from akn.recognition.idiom import Idiom
from akn.recognition.labels import Label, LabelKind, in_figures
from akn.recognition.open_rows import OpenRows, may_begin
from akn.recognition.passages import Passage

#: The signs around a value; quotation marks and bars are of the text. “º” is a letter to the eye of a computer.
_SIGN_OF_MARK = r"(?:[^\w\s\"'“”„«»|,]|[ºª_])"
_AFTER = rf"(?P<after>\s?{_SIGN_OF_MARK}{{0,5}})\s+(?=\S)"
#: “No 1.”, “Recital A:”: a longer word needs a sign behind the value.
_WORDED = re.compile(
    r"(?P<before>[^\W\d_]{1,3}[.°º]?\s?)(?P<value>[0-9]{1,3}[a-z]?)"
    + _AFTER
    + rf"|(?P<word>[^\W\d_]{{2,14}}\s)(?P<counted>[0-9]{{1,3}}[a-z]?|[^\W\d_]{{1,2}})"
    rf"(?P<behind>\s?{_SIGN_OF_MARK}{{1,3}})\s+(?=\S)"
)
_SIGNED = re.compile(
    rf"(?P<before>{_SIGN_OF_MARK}{{0,3}}\s?)(?P<value>[0-9]{{1,3}}[a-z]?|[^\W\d_]{{1,3}})" + _AFTER
)
#: “1.2.”, the second point of the first paragraph; “1.2.3.”, the third one below that.
_DOTTED = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2}){1,3})[.)]?(?:\s+(?=[^\W\d_])|\s{2,}(?=\S))")
#: Signs before words, which only those words or their neighbours make a bullet.
_SIGN = re.compile(r"([^\w\s\"'“”„«|]{1,3}|o)\s+(?=[^\W\d_]|[\"'“„«(]|[0-9]{4})")
_FEWEST = 2
_MANY = 3
_ENDS = ";.:,·"
#: What ends a part behind which no list begins: behind a colon, or in the middle of a sentence, one may.
_ENDED = frozenset(";.,·")

#: What marks of one form share: the signs around the value, and what it is written in.
Form: TypeAlias = tuple[str, str, LabelKind]


class _Marked(Struct, frozen=True):
    at: int
    label: Label
    recital: bool
    closing: bool


def settle_odd(passages: list[Passage], idiom: Idiom) -> None:
    """Give the `passages` of an act that bear marks of an unknown form the labels that these stand for."""
    forms: dict[Form, list[_Marked]] = {}
    recital, citation = idiom.phrases("recital"), idiom.phrases("citation")
    closing = idiom.phrases("closing")
    for at, passage in enumerate(passages):
        label = passage.label
        if (label is not None and not _may_be_word(label)) or passage.grid is not None or passage.level:
            continue
        plain = in_figures(passage.plain)
        if label is None and (sign := _SIGN.match(plain)):
            rest = plain[sign.end() :]
            if _in_a_row(passages, at, sign[1]) or citation.opening(rest) or recital.opening(rest):
                passages[at] = passage.labelled(Label("bullet", sign[1], sign.end()))
                continue
        if label is None and (dotted := _DOTTED.match(plain)):
            passages[at] = passage.labelled(Label("dotted", dotted[1], dotted.end()))
            continue
        match = _WORDED.match(plain) or (_SIGNED.match(plain) if label is None else None)
        if match is None:
            continue
        rest = plain[match.end() :]
        before, value, after = (
            ("word", "counted", "behind") if match.groupdict().get("word") else ("before", "value", "after")
        )
        if label is not None and not match[value][0].isdecimal():
            continue
        kind: LabelKind = (
            "digit" if match[value][0].isdecimal() else "letter" if match[value][0].isupper() else "small"
        )
        marked = _Marked(
            at,
            Label(kind, match[value], match.end(after)),
            recital.opening(rest) is not None,
            closing.opening(rest) is not None,
        )
        forms.setdefault((match[before].strip(), match[after].strip(), kind), []).append(marked)
    for (before, after, kind), row in forms.items():
        # Words of one letter look like marks that have no sign: recitals are told from them by their own words.
        for some in (row, [one for one in row if one.recital]):
            if some and _believed(some, kind, passages, idiom, signed=bool(before or after)):
                points = _announced(some, passages)
                for one in some:
                    label = one.label._replace(kind="close") if points else one.label
                    passages[one.at] = passages[one.at].labelled(label)
                break


def _may_be_word(label: Label) -> bool:
    """Whether `label` may be the first word of a mark that is longer: “Nr. 1”."""
    return label.kind == "letter" and len(label.value) > 1 and label.value[1:].islower()


def _in_a_row(passages: Sequence[Passage], at: int, sign: str) -> bool:
    """Whether a `sign` before words is a bullet: one of several in a row, or in a row already."""
    before = passages[at - 1].label if at else None
    if before is not None and before.kind == "bullet" and before.value == sign:
        return True
    return at > 0 and any(p.plain.startswith(f"{sign} ") for p in passages[at + 1 : at + 2])


def _believed(
    row: Sequence[_Marked], kind: LabelKind, passages: Sequence[Passage], idiom: Idiom, *, signed: bool
) -> bool:
    """Whether `row`, all marks of one form, counts something."""
    recitals = [one for one in row if one.recital]
    if kind == "digit":
        several = len(row) >= _FEWEST
        return _runs([one.label.value for one in row]) and (
            (any(one.closing for one in row) and several)
            or len(recitals) == len(row)
            or (signed and len(row) >= _MANY)
            or (several and _covers(row, passages))
            or (
                not several
                and row[0].at == last_opener(passages, idiom) + 1 > 0
                and passages[row[0].at - 1].plain[-1:] in _ENDS  # not “adopted on / 1 March 2020”
                and _covers(row, passages)
            )
        )
    letters = idiom.recital_letters if kind == "letter" else idiom.point_letters
    if not (_count_on(row, letters) if kind == "letter" else _count_in_rows(row, letters)):
        return False
    if len(recitals) == len(row):
        return True
    fewest = _FEWEST if signed else _MANY
    return len(row) >= fewest and (kind == "letter" or passages[row[0].at - 1].plain[-1:] not in _ENDED)


def _announced(row: Sequence[_Marked], passages: Sequence[Passage]) -> bool:
    """Whether a part that has a mark announces each beginning of a row of numbers: they count points."""
    begins = [one.at for one in row if one.label.kind == "digit" and one.label.value == "1"]
    return bool(begins) and all(
        at > 0 and passages[at - 1].plain[-1:] == ":" and passages[at - 1].label is not None for at in begins
    )


def _runs(values: Sequence[str]) -> bool:
    """Whether numbers begin with 1 and each follows the one before, was put in behind it (``1a``), or begins anew."""
    numbers = [int("".join(c for c in value if c.isdecimal())) for value in values]
    inserted = [value[-1].isalpha() for value in values]
    return (
        numbers[0] == 1
        and not inserted[0]
        and all(
            b == a if put else b in (a + 1, 1)
            for (a, b), put in zip(pairwise(numbers), inserted[1:], strict=True)
        )
    )


def _covers(row: Sequence[_Marked], passages: Sequence[Passage]) -> bool:
    """Whether nothing but points and headings stands among `row`, whose passages end as parts do."""
    places = {one.at for one in row}
    return all(
        passages[at].plain[-1:] in _ENDS
        if at in places
        else passages[at].label is not None or heading_like(passages[at])
        for at in range(row[0].at, row[-1].at + 1)
    )


def _count_in_rows(row: Sequence[_Marked], letters: Letters) -> bool:
    """Whether each small letter or numeral of `row` goes on an open row, or begins one inside it."""
    rows = OpenRows(letters)
    for one in row:
        if not rows.follow(one.label.value):
            if not may_begin(one.label.value, letters):
                return False
            rows.begin(one.label.value)
    return True


def _count_on(row: Sequence[_Marked], letters: Letters) -> bool:
    """Whether each letter of `row` follows the one before, or begins anew."""
    return letters.place(row[0].label.value) == 0 and all(
        letters.follows(a.label.value, b.label.value)
        or letters.place(b.label.value) == 0
        or b.label.value in letters.after(a.label.value)
        for a, b in pairwise(row)
    )
