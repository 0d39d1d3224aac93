"""Whether characters two or four bytes wide are a text: the wrong width or order gives signs of all the world."""

from __future__ import annotations

from functools import cache

from akn.languages import codes
from akn.languages.orthography import orthography
from akn.readers.letters import FULL_WIDTH, is_character

#: Characters of alphabets: Latin, Greek, Cyrillic and Arabic, and general punctuation.
_PLAIN = frozenset(
    map(
        chr,
        (
            9,
            10,
            12,
            13,
            *range(0x20, 0x7F),
            *range(0xA0, 0x250),
            *range(0x370, 0x530),
            *range(0x600, 0x700),
            *range(0x1E00, 0x2070),
            0x20AC,
        ),
    )
)
#: A text is of these characters but for so few.
_NEARLY_ALL = 0.95
#: Latin letters whose bytes are swapped are Chinese characters, but not those of which every text has so many.
_COMMON = 0.05
#: A text of so many characters has white space.
_LONG_WORD = 100


def reads(text: str) -> bool:
    """Whether `text`, as one width and order of bytes gives it, is one that people write."""
    if not text:
        return False
    wide = [character for character in text if is_character(character)]
    if sum(character in _common() for character in wide) < _COMMON * len(wide):
        return False
    plain = len(wide) + sum(character in _PLAIN or character in FULL_WIDTH for character in text)
    spaces = sum(character in " \t\r\n" for character in text)
    return plain >= _NEARLY_ALL * len(text) and (spaces > 0 or len(text) < _LONG_WORD)


@cache
def _common() -> frozenset[str]:
    """The commonest characters of languages that are written without an alphabet."""
    tables = map(orthography, codes())
    return frozenset().union(*(table.common for table in tables if not table.alphabet))
