"""A Schematron as its file holds it, with what it includes, and nothing in it that reaches outside.

A schema may include files that lie beside it or below. Of XSLT it may hold what
defines a word (`DEFINING`); what reads, writes or runs something is refused
here by name, and denied once more where the schema is run.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml import etree

from akn.bounded import read_bounded
from akn.errors import TableError
from akn.tree import Element, local_name
from akn.tree.parse import safe_parser

ISO: Final = "http://purl.oclc.org/dsdl/schematron"
_XSL: Final = "http://www.w3.org/1999/XSL/Transform"
#: What a schema may hold of XSLT at its top: it defines keys, functions and variables.
DEFINING: Final = frozenset({"key", "function", "variable"})
#: What such a definition may be made of.
_WITHIN: Final = frozenset({
    "param", "variable", "sequence", "value-of", "text", "choose", "when", "otherwise", "if", "for-each", "sort",
    "for-each-group", "copy-of", "iterate", "next-iteration", "break", "on-completion", "number", "map", "map-entry",
    "analyze-string", "matching-substring", "non-matching-substring", "try", "catch",
})  # fmt: skip
#: Functions of XPath that reach beyond the document.
_OUTWARD: Final = re.compile(
    r"(?<![\w.-])(?:[\w.-]+:)?(document|doc|doc-available|collection|uri-collection|unparsed-text|unparsed-text-lines|"
    r"unparsed-text-available|json-doc|environment-variable|available-environment-variables|transform|"
    r"load-xquery-module|parse-xml|parse-xml-fragment|evaluate|unparsed-entity-uri|put|stream-available)\s*[(#]"
)
#: So deep one file may include another.
_DEEPEST: Final = 16


def read(path: str) -> Element:
    """Return the root of the Schematron file at `path`, what it includes in its place.

    Raises:
        TableError: it or what it includes cannot be read, is no Schematron, lies outside, or reaches outside.
    """
    place = Path(path)
    root = _parsed(place, path)
    if root.tag != f"{{{ISO}}}schema":
        raise TableError(f"{path} is no ISO Schematron: its root is not `schema` in the namespace {ISO}")
    _include(root, place, place.resolve().parent, 0)
    _judge(root, path)
    return root


def _parsed(place: Path, path: str) -> Element:
    try:
        root = etree.fromstring(read_bounded(place), safe_parser())
    except (OSError, ValueError, TableError, etree.XMLSyntaxError) as error:
        raise TableError(f"the Schematron file {path} cannot be read: {error}") from error
    if next(root.iter(etree.Entity), None) is not None:
        raise TableError(f"the Schematron file {path} uses entities of its own; write them out")
    return root


def _include(root: Element, place: Path, home: Path, depth: int) -> None:
    """Put what `root`, of the file `place`, includes in its place; nothing that lies above `home`."""
    wanted = [*root.iter(f"{{{ISO}}}include"), *root.iterfind(f".//{{{ISO}}}extends[@href]")]
    for include in wanted:
        if depth >= _DEEPEST:
            raise TableError(f"the Schematron file {place} includes files more than {_DEEPEST} deep")
        name, _, part = unquote(include.get("href", "")).partition("#")
        file = place.parent / name if name else place
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", name) or not file.resolve().is_relative_to(home):
            raise TableError(f"the Schematron file {place} includes {name}, which lies outside {home}")
        held = _parsed(file, str(file))
        if part:
            named = (
                e
                for e in held.iter("*")
                if part in {e.get("id"), e.get("{http://www.w3.org/XML/1998/namespace}id")}
            )
            found = next(named, None)
            if found is None:
                raise TableError(
                    f"the Schematron file {file}, which {place} includes, has nothing called {part}"
                )
            held = found
        _include(held, file, home, depth + 1)
        parent = include.getparent()
        if parent is None:
            raise TableError(f"the Schematron file {place} includes another in place of itself")
        pieces = list(held) if include.tag == f"{{{ISO}}}extends" else [held]
        held.tail = include.tail
        at = parent.index(include)
        parent[at : at + 1] = pieces


def _judge(root: Element, path: str) -> None:
    for element in root.iter("*"):
        if element.tag.startswith(f"{{{_XSL}}}"):
            above = element.getparent()
            top = above is None or not above.tag.startswith(f"{{{_XSL}}}")
            if local_name(element) not in (DEFINING if top else _WITHIN):
                raise TableError(
                    f"the Schematron file {path} holds `xsl:{local_name(element)}`, which is not run here; of XSLT a "
                    f"schema may hold {', '.join(sorted(DEFINING))}, made of what computes a value"
                )
        for value in element.attrib.values():
            if found := _OUTWARD.search(str(value)):
                raise TableError(
                    f"the Schematron file {path} uses {found[1]}(), which reaches beyond the document; "
                    "it is not run here"
                )
