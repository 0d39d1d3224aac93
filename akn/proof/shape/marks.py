"""Marks that a line may begin with: numbers, letters, dashes. The proof's own reading of them."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

#: ``1.`` ``(a)`` ``B)`` ``iv.`` ``12a.``; behind it a space, the end, or a word of three letters (``A.whereas``).
_NUMBERED = re.compile(
    r"(?P<mark>(?P<open>[(\[]?)"
    r"(?P<label>\d{1,3}(?:\.\d{1,2}){0,2}[a-z]?|[ivxlc]{1,6}|[^\W\d_]{1,2}|ΣΤ|στ|[IVXL]{1,6})"
    r"(?P<close>(?:(?<=\d) )?[.)\]]{1,2}))(?P<space>\s+|$|(?=[^\W\d_]{3}))"
)
_DASH = re.compile(r"(?P<mark>[-\u2010-\u2015\u2212•·*▪○])(?P<space>\s+|(?=[^\W\d_]{2}))")


class Mark(NamedTuple):
    """A mark at the head of a text: as printed, what it counts with ("" for a dash), where the text goes on."""

    printed: str
    label: str
    bracketed: bool
    end: int


def mark_of(text: str) -> Mark | None:
    """The mark that `text` begins with, or None."""
    if found := _NUMBERED.match(text):
        return Mark(found["mark"], found["label"], bool(found["open"]) or ")" in found["close"], found.end())
    if found := _DASH.match(text):
        return Mark(found["mark"], "", bracketed=False, end=found.end())
    return None


def value(label: str) -> int | None:
    """The number that `label` says in digits of any script, or None where it is no number."""
    digits = unicodedata.normalize("NFKC", label)
    return int(digits) if digits.isdecimal() and len(digits) < 7 else None
