"""Words of a document as one line that a terminal can show."""

from __future__ import annotations

import re
import unicodedata

_WHITE = re.compile(r"[ \t\r\n]+")  # not every space: one that does not break belongs to the words


def one_line(text: str) -> str:
    """Return `text` in one line, with single spaces; no control character of a document reaches a terminal."""
    return "".join("�" if unicodedata.category(c) == "Cc" else c for c in _WHITE.sub(" ", text).strip(" "))
