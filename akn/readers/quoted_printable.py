"""Mails as they are sent: letters as ``=C3=A9``, and lines that are broken at ``=`` (RFC 2045, 6.7)."""

from __future__ import annotations

import re

#: A byte that is no sign of ASCII, and a line that goes on in the next.
_BYTE = re.compile(r"=[89A-F][0-9A-F]")
_SOFT = re.compile(r"=[ \t]*\n")
_CODED = re.compile(r"(?:=[0-9A-F]{2})+")
#: So many bytes show that a text is one; an address of the web may hold ``=C3`` once.
_FEWEST = 2


def meant(text: str) -> str | None:
    """What `text` means where it is a mail in quoted-printable, in UTF-8; None where it is none.

    Lines that were broken for the mail alone are one line: lines are counted as a reader of mails shows them.
    """
    if "=" not in text or not text.isascii() or len(_BYTE.findall(text)) < _FEWEST:
        return None
    try:
        whole = _SOFT.sub("", text)
        return _CODED.sub(lambda found: bytes.fromhex(found[0].replace("=", "")).decode(), whole)
    except UnicodeDecodeError:
        return None
