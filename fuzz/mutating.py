"""One input made of others: a few small changes, of the kinds that files suffer and that attackers try."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Final

HERE: Final = Path(__file__).parent
#: No input grows beyond this, so that what is looked for is found often.
LONGEST: Final = 24_000
#: In whole files few encodings are their own: the others are what files are saved in by mistake.
ENCODINGS: Final = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp1250", "cp1251", "cp1252",
    "cp1253", "cp1257", "cp437", "cp850", "iso8859-2", "iso8859-7", "koi8-r", "mac-roman", "shift_jis", "cp037",
)  # fmt: skip

Change = Callable[[Random, str, Sequence[str]], str]


def dictionary() -> tuple[str, ...]:
    """The pieces of ``dictionary.txt``: one a line, written as a string of Python without its quotes."""
    lines = HERE.joinpath("dictionary.txt").read_text(encoding="ascii").splitlines()
    return tuple(
        line.encode("ascii").decode("unicode_escape") for line in lines if line and not line.startswith("#")
    )


def mutated(random: Random, text: str, others: Sequence[str], words: Sequence[str]) -> str:
    """Return `text` with one to six changes; pieces come from `others` and from `words`."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 6))):
        change = random.choice(CHANGES)
        text = change(random, text, words if change in _OF_WORDS else others)[:LONGEST]
    return text


def damaged(random: Random, data: bytes) -> bytes:
    """Return `data` with some of its bytes changed, taken out or put in, or cut off."""
    held = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        at = random.randrange(len(held) + 1)
        match random.randrange(5):
            case 0:
                held[at : at + 1] = bytes([random.randrange(256)])
            case 1:
                del held[at : at + random.choice((1, 1, 3, 40))]
            case 2:
                held[at:at] = random.randbytes(random.choice((1, 2, 8)))
            case 3:
                held[at:at] = held[at : at + random.choice((2, 64))] * random.choice((2, 8))
            case _:
                if random.random() < 0.2:
                    del held[at:]
    return bytes(held[:LONGEST])


def encoded(random: Random, text: str) -> bytes:
    """Return `text` in one of many encodings; what that one cannot write is lost."""
    name = random.choice(ENCODINGS)
    return text.encode(name, random.choice(("replace", "ignore")))


def _line_lost(random: Random, text: str, _: Sequence[str]) -> str:
    lines = text.split("\n")
    at = random.randrange(len(lines))
    del lines[at : at + random.choice((1, 1, 2, 9))]
    return "\n".join(lines)


def _line_again(random: Random, text: str, _: Sequence[str]) -> str:
    lines = text.split("\n")
    at = random.randrange(len(lines))
    return "\n".join(lines[:at] + lines[at : at + 1] * random.choice((2, 2, 3, 40)) + lines[at + 1 :])


def _lines_swapped(random: Random, text: str, _: Sequence[str]) -> str:
    lines = text.split("\n")
    a, b = random.randrange(len(lines)), random.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return "\n".join(lines)


def _joined(random: Random, text: str, _: Sequence[str]) -> str:
    breaks = [found.start() for found in re.finditer("\n+", text)]
    if not breaks:
        return text
    at = random.choice(breaks)
    return text[:at] + random.choice(("", " ", "-")) + text[at:].lstrip("\n")


def _split(random: Random, text: str, _: Sequence[str]) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(("\n", "\n\n", "\r", "\x0c", "\u2028", "\x85")) + text[at:]


def _foreign(random: Random, text: str, others: Sequence[str]) -> str:
    lines, strange = text.split("\n"), random.choice(others).split("\n")
    at, begin = random.randrange(len(lines) + 1), random.randrange(len(strange))
    return "\n".join([*lines[:at], *strange[begin : begin + random.choice((1, 2, 8, 60))], *lines[at:]])


def _put_in(random: Random, text: str, words: Sequence[str]) -> str:
    at = random.randrange(len(text) + 1)
    if random.random() < 0.5:  # where a line begins most is decided
        at = text.rfind("\n", 0, at) + 1
    return text[:at] + random.choice(words) * random.choice((1, 1, 1, 2, 50)) + text[at:]


def _put_over(random: Random, text: str, words: Sequence[str]) -> str:
    pieces = re.findall(r"\w+|\s+|[^\w\s]", text)
    if not pieces:
        return text
    pieces[random.randrange(len(pieces))] = random.choice(words)
    return "".join(pieces)


def _mark_changed(random: Random, text: str, words: Sequence[str]) -> str:
    marks = list(re.finditer(r"(?m)^\W*\w{1,4}[.)]|^[–—-]|[0-9]+", text))
    if not marks:
        return text
    mark = random.choice(marks)
    return text[: mark.start()] + random.choice(words) + text[mark.end() :]


def _character(random: Random, text: str, _: Sequence[str]) -> str:
    at = random.randrange(len(text) + 1)
    odd = chr(random.choice((random.randrange(0x20), random.randrange(0x3000), random.randrange(0x110000))))
    return text[:at] + odd + text[at + random.choice((0, 1)) :]


def _tags_shuffled(random: Random, text: str, _: Sequence[str]) -> str:
    tags = list(re.finditer(r"<[^<>]*>", text))
    if not tags:
        return text
    one, other = random.choice(tags), random.choice(tags)
    return text[: one.start()] + random.choice(("", other[0], other[0] * 30)) + text[one.end() :]


def _cut(random: Random, text: str, _: Sequence[str]) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] if random.random() < 0.5 else text[at:]


CHANGES: Final[Sequence[Change]] = (
    _line_lost, _line_again, _lines_swapped, _joined, _split, _foreign, _put_in, _put_in, _put_over,
    _mark_changed, _character, _tags_shuffled, _tags_shuffled, _cut,
)  # fmt: skip
_OF_WORDS: Final = (_put_in, _put_over, _mark_changed)
