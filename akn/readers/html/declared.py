"""The encoding that a page says it is in."""

from __future__ import annotations

import codecs
import re

#: As far as browsers look (HTML Standard, 13.2.3.2, asks for 1,024 bytes; old pages have long heads).
_HEAD = 4096

_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_:.+-]+)", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9_:.+-]+)[\"']", re.IGNORECASE)

#: Names that mean another encoding in a page than they say (Encoding Standard, 4.2 and 14.2).
_MEANT = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
}


def declared_encoding(data: bytes) -> str | None:
    """The name of the encoding declared in the first 4,096 bytes of `data`, as Python's codecs call it.

    ``meta charset``, ``meta http-equiv`` and the XML declaration are looked at, in
    the order of the page; comments are not. None where nothing is declared, or a
    name that is no encoding of text. A byte order mark is not looked at.
    """
    head = _COMMENT.sub(b"", data[:_HEAD])
    found = _XML.search(head) or _META.search(head)
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    name = _MEANT.get(name, name)
    try:
        codec = codecs.lookup(name)
        "".encode(codec.name)
    except (LookupError, ValueError):
        return (
            None  # no encoding of this name, or one that is not of text (rot13, hex): as if nothing were said
        )
    return codec.name
