"""The words of a PDF, got in the simplest way: all text of all pages, as pdfium gives it, in its order.

Where a page is written from right to left, pdfium's order is none: there the places of the letters tell it, and
pdfium's text no more than which letters there are.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Any

from akn.readers.pdf.pages import pages_of
from akn.readers.pdf.process import extracted

#: Hyphens at the ends of lines, soft hyphens, and letters that are one sign in print.
_AS_TEXT = {
    "\ufffe": "-\n",
    "\x02": "-\n",
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
#: pdfium parts what stands behind a raised mark, and some marks from their words; no line begins with such a sign.
_BEHIND_A_MARK = re.compile(r"[ ]*\n(?=[,.;:)\]\u00b7\u0387\u037e](?:\s|$))")
#: A word that was broken at its hyphen goes on in the next line.
_BROKEN = re.compile(r"(?<=\w)-\n(?=[^\W\d_])")
_AT_END = re.compile("\u2010[ ]*\n")
_WITHIN = re.compile("\u2010[ ]*[^ \n]|(?<=[^\n])\u00ad[^\n]")


def words(data: bytes) -> str:
    """All words of the PDF `data`, page by page."""
    pages = extracted(data)
    said = "\n".join(_leftward(page) if page["signs"] else page["text"] for page in pages).replace(
        "\r\n", "\n"
    )
    # A sign that stands at the ends of lines alone was put there where words were broken.
    said = said.replace("\u00ad", "-") if _WITHIN.search(said) else _AT_END.sub("", said)
    said = _BEHIND_A_MARK.sub("", said)
    for sign, text in _AS_TEXT.items():
        said = said.replace(sign, text)
    return _BROKEN.sub("-", said)


def _leftward(page: dict[str, Any]) -> str:
    """The words of a page that is written from right to left; behind them the letters that none of them holds."""
    said = "\n".join(line.text for line in pages_of([page])[0].lines)
    held, there = (
        Counter(filter(str.isalnum, unicodedata.normalize("NFKC", text))) for text in (said, page["text"])
    )
    return "\n".join((said, *(there - held).elements()))
