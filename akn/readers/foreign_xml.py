"""XML that is neither a text nor a web page, told by its root and refused by name."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from akn import ready
from akn.errors import UnreadableError

#: So much of a file is searched for its root, in bytes: declarations and comments may stand before it.
_HEAD = 65536
#: What may stand before the root: white space, marks of byte order, instructions, comments, a DOCTYPE with its subset.
_PROLOGUE = re.compile(
    rb"(?:[\s\xef\xbb\xbf\xff\xfe]++|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*+)?>)*+",
    re.IGNORECASE | re.DOTALL,
)
_ROOT = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?[A-Za-z_\x80-\xff][\w.\x80-\xff-]*)((?:\s[^<>]*)?)>")
_DECLARED = re.compile(rb"<\?xml[\s?]", re.IGNORECASE)
_NAMESPACE = re.compile(rb"""xmlns(?::([\w.-]+))?\s*=\s*["']([^"']*)["']""")
_XHTML = "http://www.w3.org/1999/xhtml"
#: A template tag has its code behind it; it stands in texts that were copied, and is no root.
_CODE = re.compile(rb"\s*\{")


class _Known(Struct, frozen=True):
    called: str
    help: str
    namespaces: tuple[str, ...]
    roots: frozenset[str]


@cache
def _table() -> tuple[tuple[_Known, ...], str]:
    table = ready.load("readers/foreign_xml.toml")
    known = tuple(
        _Known(row["called"], row["help"], tuple(row.get("namespaces", ())), frozenset(row.get("roots", ())))
        for row in table["known"]
    )
    return known, table["other"]


@cache
def _page_elements() -> frozenset[str]:
    """The elements of web pages: a text, or a part of a page, may begin with any of them."""
    from lxml.html import defs  # noqa: PLC0415  # only where a file begins with a tag

    return frozenset(defs.tags)


def root_of(data: bytes) -> str:
    """The name of the root with which the XML `data` begins, without its prefix; "" where it begins otherwise."""
    head = data[:_HEAD]
    if b"<" not in head:
        return ""
    if b"\0" in head:
        head = head.replace(b"\0", b"")
    before = _PROLOGUE.match(head)
    root = _ROOT.match(head, before.end() if before else 0)
    if root is None or _CODE.match(head, root.end()):
        return ""
    return root[1].decode("utf-8", "replace").rpartition(":")[2]


def refuse_xml(data: bytes, name: str) -> None:
    """See that `data`, the bytes of the file called `name`, is not XML of another kind than a web page.

    XML is what declares itself as such, names a namespace, or begins and ends with one and the same element that
    no web page has.

    Raises:
        UnreadableError: it is; the message names its root, and what it is called where that is known.
    """
    head = data[:_HEAD]
    if b"<" not in head[:_HEAD]:
        return
    if b"\0" in head:  # UTF-16 and UTF-32: of ASCII the zeros can be left out
        head, data = head.replace(b"\0", b""), data[-_HEAD:].replace(b"\0", b"")
    before = _PROLOGUE.match(head)
    root = _ROOT.match(head, before.end() if before else 0)
    if root is None or _CODE.match(head, root.end()):
        return
    tag = root[1].decode("utf-8", "replace")
    prefix, _, local = tag.rpartition(":")
    spaces = {
        p.decode("ascii", "replace"): uri.decode("utf-8", "replace") for p, uri in _NAMESPACE.findall(root[2])
    }
    space = spaces.get(prefix, "")
    if space == _XHTML or local.lower() == "html" or (not space and local.lower() in _page_elements()):
        return
    declared = _DECLARED.search(head, 0, root.start()) is not None
    closed = root[2].endswith(b"/") or data.rstrip().endswith(b"</" + root[1] + b">")
    known, other = _table()
    row = next(
        (row for row in known if local in row.roots or space.startswith(row.namespaces or ("\0",))), None
    )
    if not (declared or space or closed or prefix in spaces):
        return
    called = f"{row.called} (its root is “{tag}”)" if row else f"XML, and its root is “{tag}”"
    raise UnreadableError(f"{name}: this is {called}; {row.help if row else other}")
