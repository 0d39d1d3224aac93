"""What stands at the head of a passage, beside the usual: ``1 -``, ``㈠``, ``(一)``, ``’1‘``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from akn.model.resolution import Num
from akn.numbering.figures import value_of
from akn.recognition.act.numbered import with_ones_counted
from akn.recognition.act.settling import settled
from akn.recognition.idiom import Idiom
from akn.recognition.labels import Label, as_written, label_of, misread
from akn.recognition.passages import Passage
from akn.recognition.punctuated.signs import signs_of

#: A number with a dash behind it, as it is printed from right to left.
_DASHED = re.compile(r"([0-9]{1,3})\s?-(?=\s)")
#: A number between quotation marks that stand the wrong way, as it is printed from right to left.
_QUOTED = re.compile(r"['\"]\s?([0-9]{1,2})\s?['\"](?=\s|[^\W\d_]|\()")
#: A number in a circle or in brackets that are one character with it.
_ONE_CHARACTER = re.compile(r"([\u2460-\u2487\u3220-\u3229\u3280-\u3289])\s?")
#: The number of a point with those of what it stands in.
_DOTTED = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3}){1,4})\.?(?=\s)")
#: A small ring that was copied as a letter.
_RING = re.compile(r"o(?=\s+[^\W\d_])")
#: What a line of a quoted statement begins with, and the marks that may stand behind it.
QUOTES = ('"', "«", "„", "「")
_QUOTED_MARKS = frozenset({"paren", "close", "bullet"})
#: Draws an Arabic letter out.
_STRETCH = "\u0640"


def labelled(passages: Sequence[Passage], idiom: Idiom) -> list[Passage]:
    """`passages`, each with the mark that it begins with."""
    return with_ones_counted(settled([_labelled(passage, idiom) for passage in passages], idiom), anew=True)


def _labelled(passage: Passage, idiom: Idiom) -> Passage:
    if passage.grid is not None or not passage.text:
        return passage
    label = mark_of(passage.plain, passage.label)
    if idiom.institution.dotted and (dotted := _DOTTED.match(passage.plain)):
        label = Label("dotted", dotted[1], dotted.end())
    if label is not None and label.kind == "digit":
        signs = signs_of(idiom)
        if signs.day(passage.plain) is not None or signs.numbers_meeting(passage):
            label = None  # “15. Dezember 2022”, “54. Plenarsitzung”
    return passage if label is passage.label else passage.labelled(label)


def mark_of(plain: str, usual: Label | None) -> Label | None:
    """The label of `plain` (made `alike`), which usually would be `usual`."""
    if usual is not None:
        if usual.kind == "paren" and not usual.value.isascii() and (number := value_of(usual.value)):
            return Label("paren", str(number), usual.end)
        if usual.kind == "paren" and _STRETCH in usual.value:
            return Label("paren", usual.value.replace(_STRETCH, ""), usual.end)
        return usual
    if plain[:1] in QUOTES and (label := label_of(plain[1:])) is not None and label.kind in _QUOTED_MARKS:
        # Where a statement is quoted, each of its lines begins with the sign of that.
        return label._replace(end=label.end + 1)
    if match := _ONE_CHARACTER.match(plain):
        return Label("quoted", str(value_of(match[1])), match.end())
    if match := _DASHED.match(plain):
        return Label("digit", match[1], match.end())
    if match := _QUOTED.match(plain):
        return Label("quoted", match[1], match.end())
    if match := _RING.match(plain):
        return Label("bullet", "o", match.end())
    return None


def num_of(passage: Passage, label: Label) -> Num:
    """The number that `passage` begins with; in figures for all languages, where the print has it in others."""
    printed = passage.text[: label.end].strip()
    if misread(printed, label):
        return Num(f"{label.value}.", printed)
    plain = "".join(c for c in printed if c.isalnum()).isascii()
    neutral = "" if plain or value_of(label.value) is None else label.value
    return Num(as_written(printed, label), printed, neutral)
