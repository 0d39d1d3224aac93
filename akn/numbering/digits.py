"""Digits of every script, and signs as wide as an ideograph, as the plain ones that they count as."""

from __future__ import annotations

import re
import unicodedata

#: A digit beyond ASCII; letters, digits and signs of full width, which lie in one row.
_OTHER = re.compile(r"(?![0-9])\d|[\uff01-\uff5d]")
_WIDE, _NARROW = 0xFF01, 0x21


def plain_digits(text: str) -> str:
    """`text` with its digits as those of ASCII, and what is of full width (``１．``) as plain; the length stays."""
    return text if text.isascii() else _OTHER.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    sign = match[0]
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return chr(ord(sign) - _WIDE + _NARROW)
