"""Untrusted bytes to a tree: no entities, no network, no file but this one, bounded depth and text.

The limits of libxml2 stay on (256 elements deep, 10 MB in one text or
attribute): no document of a parliament reaches them, and an attack does.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from lxml import etree

from akn import ready
from akn.bounded import LARGEST, read_bounded
from akn.errors import UnreadableError
from akn.findings import Finding, Severity
from akn.places import Place
from akn.tree import Element
from akn.tree.place import line

#: What libxml2 calls an error and XML does not: it breaks a rule of validity, and the document is well-formed.
_OF_VALIDITY = frozenset({"DTD_ID_REDEFINED"})
_DECLARED = re.compile(rb"""^[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_NOISE = re.compile(
    r", line \d+, column \d+.*$|, see xml\w+\.?|,? (?:use|try) XML_PARSE_HUGE( option)?\s*", re.DOTALL
)


def safe_parser(*, large: bool = False) -> etree.XMLParser:
    """Return a parser for untrusted input: nothing is loaded, expanded or fetched, and the limits are on.

    `large` takes the limits off, for what holds many documents and comes from our own server.
    """
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=large
    )


class Parsed(NamedTuple):
    """A document that was read: its root, and whether it gives an ``xml:id`` twice, which well-formed XML may."""

    root: Element
    repeated: bool = False


def parse(data: bytes) -> Element | Finding:
    """Return the root of the document in `data`, or the one finding that says why there is none."""
    found = parse_all(data)
    return found if isinstance(found, Finding) else found.root


def parse_all(data: bytes, *, large: bool = False) -> Parsed | Finding:
    """Return the document in `data`, or the one finding that says why there is none.

    `large` takes the limits of depth and length off.
    """
    if (bad := _no_document(data)) is not None:
        return bad
    parser = safe_parser(large=large)
    repeated = False
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        repeated = all(entry.type_name in _OF_VALIDITY for entry in parser.error_log)
        if not repeated:
            return syntax_finding(error, parser.error_log, data)
        root = etree.fromstring(
            data,
            etree.XMLParser(
                resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=large
            ),
        )
    return entities_finding(root) or Parsed(root, repeated)


def root_in(data: bytes, name: str) -> Element:
    """Return the root of the document in `data`, the bytes of the file called `name`.

    Raises:
        UnreadableError: there is none; it says where and why.
    """
    root = parse(data)
    if isinstance(root, Finding):
        raise UnreadableError(f"{name}, line {root.line}: {root.message}. {root.help}")
    return root


def root_of(name: Place | str, megabytes: int = LARGEST) -> Element:
    """Return the root of the XML file called `name`, ``-`` for standard input, read safely.

    Raises:
        UnreadableError: it cannot be read, is larger than so many `megabytes`, or is no well-formed XML.
    """
    try:
        data = read_bounded(name, megabytes)
    except (OSError, ValueError) as error:
        raise UnreadableError(
            f"{name} cannot be read ({getattr(error, 'strerror', None) or error}); "
            "name an XML file, or - for standard input"
        ) from error
    return root_in(data, str(name))


def entities_finding(root: Element) -> Finding | None:
    """Return the finding on a document that declares entities of its own, whatever they are, or uses any; else None.

    One that uses entities without declaring them relies on a file that is not read: its words are elsewhere.
    """
    dtd: Any = root.getroottree().docinfo.internalDTD  # more than the stubs say
    if dtd is None:
        return None
    if any(True for _ in dtd.iterentities()):
        return _finding(_table()["entities"], line=1)
    used = next(root.iter(etree.Entity), None)
    if used is None:
        return None
    return _finding(_table()["elsewhere"], line=line(used) or 1, entity=used.text or "")


def syntax_finding(error: etree.XMLSyntaxError, log: etree._ListErrorLog, data: bytes) -> Finding:
    """Return the finding on XML that is not well-formed: the first thing the parser met, in plain words."""
    if b"<!ENTITY" in data:
        return _finding(_table()["entities"], line=1)
    first = next(iter(log), None)
    name, said = (first.type_name, first.message) if first is not None else ("", "")
    entries: list[dict[str, Any]] = _table()["error"]
    entry = next((e for e in entries if name in e["errors"] and e.get("says", "") in said), entries[-1])
    line, column = error.position
    detail = _NOISE.sub("", error.msg or "no reason given").strip()
    declared = _DECLARED.match(data[:400])
    encoding = declared.group(1).decode("ascii") if declared else "UTF-8, where none is named"
    return _finding(entry, line=line, column=column, detail=detail, encoding=encoding)


def _no_document(data: bytes) -> Finding | None:
    """Return the finding on bytes that are plainly no XML, or None."""
    start = data[:400]
    for bom in _BOMS:
        start = start.removeprefix(bom)
    text = (
        start.replace(b"\x00", b"")
        if data.startswith(_BOMS[1:]) or start.startswith((b"<\x00", b"\x00<"))
        else start
    )
    text = text.lstrip()
    if not text and len(data) > len(start) + 3:
        return None  # much white space first: let the parser say
    if not text:
        return _finding(_table()["empty"], line=1)
    if text.startswith(b"<"):
        return None
    if b"\x00" in text:
        return _finding(_table()["binary"], line=1)
    beginning = text[:24].decode("utf-8", "replace").splitlines()[0].rstrip("�")
    return _finding(_table()["not_xml"], line=1, column=1, beginning=beginning)


def _finding(entry: dict[str, Any], line: int, column: int | None = None, **words: str) -> Finding:
    return Finding(
        code=entry["code"],
        severity=Severity.ERROR,
        message=entry["message"].format(**words),
        line=line,
        column=column,
        help=entry["help"],
    )


@cache
def _table() -> dict[str, Any]:
    return ready.load("tree/syntax.toml")
