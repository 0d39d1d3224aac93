"""What the world calls a language: its tag by BCP 47, and the direction in which it is written."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from akn import ready

#: A language tag that BCP 47 would call well-formed, as far as it matters here.
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def tag_of(language: str) -> str:
    """Return the BCP 47 tag of an ISO 639 code: ``fr`` of ``fra`` and of ``fre``; ``und`` of no code at all.

    BCP 47 (RFC 5646, 2.2.1) takes the code of two letters where there is one.
    """
    if not _TAG.fullmatch(language):
        return "und"
    first, hyphen, rest = language.partition("-")
    code = first.lower()
    return f"{_table()['tags'].get(code, code)}{hyphen}{rest}"


def three_letters(code: str) -> str:
    """Return the ISO 639-2 (terminological) code for one of two letters, in any case: ``eng`` of ``en``.

    One of three letters comes back small; "" is returned for all else.
    """
    small = code.strip().lower()
    if small in _table()["tags"]:
        return small
    return _by_tag().get(small, "")


@cache
def _by_tag() -> dict[str, str]:
    table = _table()
    return {tag: code for code, tag in table["tags"].items() if code not in table["bibliographic"]}


def direction_of(tag: str) -> str:
    """Return ``rtl`` where the language of `tag` is written from right to left, else ``ltr``."""
    return "rtl" if tag.partition("-")[0] in _table()["right_to_left"] else "ltr"


@cache
def _table() -> dict[str, Any]:
    return ready.load("languages/tags.toml")
