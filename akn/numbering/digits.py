"""Digits of every script and in circles, and signs as wide as an ideograph, as the plain ones that they count as."""

from __future__ import annotations

import re
import unicodedata

#: A digit beyond ASCII; letters, digits and signs of full width, which lie in one row.
_OTHER = re.compile(r"(?![0-9])\d|[\uff01-\uff5d]|[\u2460-\u2468\u2776-\u277e\u2780-\u2788](?=\s)")
_WIDE, _NARROW = 0xFF01, 0x21


def plain_digits(text: str) -> str:
    """`text` with its digits as those of ASCII, and what is of full width (``１．``) as plain; the length stays.

    So are figures in circles (``①``) that stand by themselves.
    """
    return text if text.isascii() else _OTHER.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    sign = match[0]
    if not sign.isdecimal() and sign.isnumeric():
        return str(int(unicodedata.numeric(sign)))
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return chr(ord(sign) - _WIDE + _NARROW)
