"""Votes, where a page prints them: “+: 14, –: 9, 0: 1”, the signs before their numbers in any language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from akn.matching.alike import alike
from akn.model.looking import tables
from akn.model.resolution import Block, BodyPart, Table
from akn.recognition.idiom import Idiom

_SIDES = ("for", "against", "abstention")
_NUMBER = re.compile(r"(?<![0-9])[0-9]{1,3}(?![0-9])")
_SIGN = re.compile(r"([+0\-\u2010-\u2015\u2212])\s?:")


def vote_of(parts: Sequence[BodyPart]) -> tuple[tuple[str, int], ...]:
    """The vote that the tables among `parts` print, ``for``, ``against`` and ``abstention``, or nothing."""
    for table in tables(parts):
        counts = _counts(table)
        if {"for", "against"} <= {side for side, _ in counts}:
            return counts
    return ()


def vote_said(blocks: Sequence[Block], idiom: Idiom) -> tuple[tuple[str, int], ...]:
    """The vote that one of `blocks` gives in words, where it gives all three numbers: else nothing is guessed."""
    phrases = idiom.phrases("vote")
    for block in blocks:
        said = alike(block.text)
        if phrases and phrases.opening(said) is not None:
            numbers = [int(number) for number in _NUMBER.findall(said)]
            if len(numbers) == len(_SIDES):
                return tuple(zip(_SIDES, numbers, strict=True))
    return ()


def _counts(table: Table) -> tuple[tuple[str, int], ...]:
    """Each side with its number: a run of signs, then as many numbers."""
    counts: list[tuple[str, int]] = []
    waiting: list[str] = []
    for text in (block.text.strip() for row in table.rows for cell in row for block in cell.blocks):
        if sign := _SIGN.fullmatch(text):
            waiting.append(_side(sign.group(1)))
        elif waiting and text.isascii() and text.isdigit():
            counts.append((waiting.pop(0), int(text)))
        elif waiting:
            break
        if len(counts) == 3:
            break
    return tuple(counts)


def _side(sign: str) -> str:
    match sign:
        case "+":
            return "for"
        case "0":
            return "abstention"
        case _:
            return "against"
