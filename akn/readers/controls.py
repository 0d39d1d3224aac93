"""What XML cannot hold, taken out of a text wherever it comes from, and said."""

from __future__ import annotations

import re
from typing import NamedTuple

from akn.findings import Finding
from akn.model.source import Dropped

#: What XML 1.0 cannot hold (chapter 2.2), line breaks and page breaks aside.
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: A reference to a character by its number, which HTML reads without its semicolon too.
_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,6})(?![0-9a-fA-F])|0*([0-9]{1,7})(?![0-9]));?")
#: Control characters that browsers print as white space.
_WHITE = frozenset("\x0b\x0c")
_REASON = "control character, which XML cannot hold"


class Cleaned(NamedTuple):
    """The text that is left, what was taken out of it line by line, and the remark on that."""

    text: str
    dropped: tuple[Dropped, ...] = ()
    findings: tuple[Finding, ...] = ()


def without_controls(text: str) -> Cleaned:
    """Return `text` without the characters that XML cannot hold."""
    if _ILLEGAL.search(text) is None:
        return Cleaned(text)
    dropped = tuple(
        Dropped(number, _named(controls), _REASON)
        for number, line in enumerate(text.split("\n"), 1)
        if (controls := _ILLEGAL.findall(line))
    )
    return Cleaned(_ILLEGAL.sub("", text), dropped, _remark(dropped))


def without_references(page: str) -> Cleaned:
    """Return the `page`, its mark-up still unread, without references to such characters (``&#2;``).

    They become characters only when the page is parsed, in words and in attributes.
    """
    if "&#" not in page:
        return Cleaned(page)
    lines = page.split("\n")
    dropped = []
    for at, line in enumerate(lines):
        gone = [found for found in map(_meant, _REFERENCE.finditer(line)) if _ILLEGAL.match(found)]
        if gone or any(found in _WHITE for found in map(_meant, _REFERENCE.finditer(line))):
            lines[at] = _REFERENCE.sub(_left, line)
        if gone:
            dropped.append(Dropped(at + 1, _named(gone), _REASON))
    return Cleaned("\n".join(lines), tuple(dropped), _remark(dropped))


def _meant(reference: re.Match[str]) -> str:
    """The character that a reference stands for; HTML puts U+FFFD where there is none."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return "\ufffd" if number == 0 or 0xD800 <= number <= 0xDFFF or number > 0x10FFFF else chr(number)


def _left(reference: re.Match[str]) -> str:
    character = _meant(reference)
    if character in _WHITE:
        return " "
    return "" if _ILLEGAL.match(character) else reference[0]


def _named(controls: list[str]) -> str:
    return " ".join(f"U+{ord(c):04X}" for c in controls)


def _remark(dropped: tuple[Dropped, ...] | list[Dropped]) -> tuple[Finding, ...]:
    return (Finding.of("ENC003", line=dropped[0].line, count=len(dropped)),) if dropped else ()
