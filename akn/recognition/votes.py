"""Votes, where a page prints them: “+: 14, –: 9, 0: 1”, the signs before their numbers in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from akn.model import Attachment, BodyPart, Division, Table, Vote

_SIGN = re.compile(r"([+0\-\u2010-\u2015\u2212])\s?:")


def votes_of(attachments: Sequence[Attachment]) -> tuple[Vote, ...]:
    """The votes that the tables of `attachments` print; each knows in which attachment, counted from 1."""
    votes: list[Vote] = []
    for number, attachment in enumerate(attachments, 1):
        for table in _tables(attachment.act.body):
            counts = _counts(table)
            if {"for", "against"} <= {side for side, _ in counts}:
                votes.append(Vote(counts, number))
    return tuple(votes)


def _tables(parts: Sequence[BodyPart]) -> Iterator[Table]:
    for part in parts:
        if isinstance(part, Table):
            yield part
        elif isinstance(part, Division):
            yield from _tables(part.parts)


def _counts(table: Table) -> tuple[tuple[Literal["for", "against", "abstention"], int], ...]:
    """Each side with its number: a run of signs, then as many numbers."""
    counts: list[tuple[Literal["for", "against", "abstention"], int]] = []
    waiting: list[Literal["for", "against", "abstention"]] = []
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


def _side(sign: str) -> Literal["for", "against", "abstention"]:
    match sign:
        case "+":
            return "for"
        case "0":
            return "abstention"
        case _:
            return "against"
