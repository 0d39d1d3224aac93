"""Marks that only their row proves, and marks that stand for others.

``a.`` and ``i.`` are words as often as marks; ``(1)`` and ``I.`` count points
in most texts and paragraphs in some. What stands before and behind tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from akn.numbering.roman import roman
from akn.recognition.act.holes import settle_lists, settle_misread
from akn.recognition.act.odd_marks import settle_odd
from akn.recognition.act.telling import closing_at, last_opener
from akn.recognition.idiom import Idiom
from akn.recognition.labels import Label, small_label_of
from akn.recognition.open_rows import OpenRows, comes_after, may_begin
from akn.recognition.passages import Passage


def settled(passages: Sequence[Passage], idiom: Idiom) -> list[Passage]:
    """The `passages` of an act, one for one, each with the label that its place in the act proves."""
    found = list(passages)
    settle_odd(found, idiom)
    settle_small(found, idiom)
    _settle_paragraphs(found, idiom)
    settle_misread(found, idiom)
    settle_lists(found, idiom)
    return found


# ---------------------------------------------------------------- small letters


def settle_small(passages: list[Passage], idiom: Idiom) -> None:
    """Give ``a.`` and ``i.`` their labels where they open a recital, or count on, or begin what counts on."""
    found = [(at, label) for at, p in enumerate(passages) if (label := _small(p))]
    if not found:
        return
    citation, recital = idiom.phrases("citation"), idiom.phrases("recital")
    letters = idiom.point_letters
    rows = OpenRows(letters)
    before = 0
    for n, (at, label) in enumerate(found):
        passage = passages[at]
        if any(p.label is not None and p.label.kind == "digit" for p in passages[before:at]):
            rows.last.clear()
        before = at
        rest = passage.plain[label.end :]
        if recital.opening(rest.lstrip()) or citation.opening(rest.lstrip()):
            if not rows.follow(label.value):
                rows.begin(label.value)
            passages[at] = passage.labelled(label)
        elif rest[:1].isspace() and rows.follow(label.value):
            passages[at] = passage.labelled(label)
        elif rest[:1].isspace() and may_begin(label.value, letters):
            following = found[n + 1][1].value if n + 1 < len(found) else ""
            introduced = at > 0 and passages[at - 1].plain[-1:] == ":"
            if introduced or comes_after(label.value, following, letters):
                rows.begin(label.value)
                passages[at] = passage.labelled(label)


def _small(passage: Passage) -> Label | None:
    if passage.label is not None or passage.grid is not None or not passage.plain[:1].islower():
        return None
    return small_label_of(passage.plain)


# ------------------------------------------------------- paragraphs in other marks


def _settle_paragraphs(passages: list[Passage], idiom: Idiom) -> None:
    """Where no number with a full stop counts paragraphs, give those that do the label of such a number."""
    recital = idiom.phrases("recital")
    labels = [(at, p.label) for at, p in enumerate(passages) if p.label is not None]
    if any(label.kind == "digit" and not recital.opening(passages[at].rest) for at, label in labels):
        return
    counted = [(at, label) for at, label in labels if label.kind != "bullet"]
    if not counted:
        return
    if idiom.institution.told_by == "punctuation":
        _settle_runs(passages, counted)
        return
    begin = last_opener(passages, idiom)
    row = [(at, label) for at, label in counted if at > begin]
    closing = passages[end].label if (end := closing_at(passages, idiom)) > begin else None
    if closing is None or closing.kind == "bullet":
        # Without closing words only figures can count paragraphs.
        if end > begin or not row or row[0][1] != ("paren", "1", row[0][1].end):
            return
        if passages[row[0][0] - 1].plain[-1:] == ":" and not idiom.phrases("recitals_follow"):
            return
        closing = row[0][1]
    for at, value in _row(row, closing):
        label = passages[at].label
        passages[at] = passages[at].labelled(Label("digit", str(value), label.end if label else 0))


def _settle_runs(passages: list[Passage], counted: Sequence[tuple[int, Label]]) -> None:
    """Where signs tell what a part is, runs of ``(1)`` count paragraphs that no colon announces."""
    last = 0
    for at, label in counted:
        if label.kind != "paren" or not label.value.isdecimal():
            continue
        number = int(label.value)
        if number == last + 1 and (number > 1 or passages[at - 1].plain[-1:] != ":"):
            passages[at] = passages[at].labelled(Label("digit", label.value, label.end))
            last = number
        elif number == 1 and passages[at - 1].plain[-1:] != ":":
            passages[at] = passages[at].labelled(Label("digit", label.value, label.end))
            last = 1


def _row(row: Sequence[tuple[int, Label]], like: Label) -> Iterator[tuple[int, int]]:
    """Where those of `row` stand that count as `like`, the last, does, and their numbers."""
    if like.value.isdecimal():
        yield from (
            (at, int(one.value)) for at, one in row if one.kind == like.kind and one.value.isdecimal()
        )
        return
    expected = roman(like.value) or 0
    for at, label in reversed(row):
        number = roman(label.value)
        same = label.kind == like.kind and label.value.isupper() == like.value.isupper()
        if same and number is not None and number == expected:
            yield at, number
            expected -= 1
