"""Characters that print alike, made the same: what texts and tables are compared in."""

from __future__ import annotations

import re

#: White space of all widths, as it prints.
SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
#: Characters that print alike, one to one, so that offsets stay true.
ALIKE = str.maketrans(
    {
        **dict.fromkeys(SPACES, " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4\u0060\u2032", "'"),
        # Romanian: comma below and cedilla are both in use.
        "\u015f": "\u0219",
        "\u0163": "\u021b",
        "\u015e": "\u0218",
        "\u0162": "\u021a",
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        # The signs of other scripts that do the same work, and figures in their width or shape.
        **dict(
            zip(
                "\uff0c\u060c\u3001\uff1b\u061b\uff1a\u3002\u06d4\uff0e\uff01\uff1f\u061f",
                ",,,;;:...!??",
                strict=True,
            )
        ),
        **dict(zip("\uff08\uff09\uff3b\uff3d\u3010\u3011", "()[][]", strict=True)),
        **{chr(zero + n): str(n) for zero in (0xFF10, 0x0660, 0x06F0) for n in range(10)},
    }
)

#: The signs of Arabic and Chinese that end what a full stop, a semicolon, a colon, a comma end.
STOPS, SEMICOLONS, COLONS, COMMAS = "\u3002\u06d4\uff0e", "\uff1b\u061b", "\uff1a", "\uff0c\u060c\u3001"

_ALIKE = {chr(code): plain for code, plain in ALIKE.items()}
_SIGNS = re.compile(f"[{''.join(map(re.escape, _ALIKE))}]")


def alike(text: str) -> str:
    """`text` with the characters that print alike made the same; the length does not change."""
    if text.isascii() and "\t" not in text and "`" not in text:
        return text
    # The signs are few: looking for them is ten times faster than `str.translate`, which asks of each character.
    return _SIGNS.sub(_plain_sign, text)


def _plain_sign(match: re.Match[str]) -> str:
    return _ALIKE[match.group()]
