"""Fixtures of rules: a few lines each, put into a document that is right in everything else."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from lxml import etree

FIXTURES = Path(__file__).parent / "rules"
#: The documents into which pieces are put.
BASES = tuple(sorted(FIXTURES.glob("*.xml")))
NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_DIRECTIVE = re.compile(r"<!-- (of|in|for|before|after): (\w+) -->\s*")


def whole(path: Path) -> bytes:
    """Return the document that the fixture at `path` stands for.

    A fixture that begins with an XML declaration is a whole document. All others are pieces, each under a
    comment that says where it belongs: `in: mainBody` gives that element this content, `for: mainBody` puts
    the piece in its place, `before` and `after` put it there; where several bear the name, the first is meant.
    `of: motion` takes ``rules/motion.xml`` instead of ``rules/resolution.xml``.
    """
    text = path.read_text(encoding="utf-8")
    if text.startswith("<?xml"):
        return text.encode()
    opening, *rest = _DIRECTIVE.split(text)
    assert not opening.strip(), f"{path}: the first line must say where the piece belongs"
    steps = list(zip(rest[::3], rest[1::3], rest[2::3], strict=True))
    base = next((name for verb, name, _ in steps if verb == "of"), "resolution")
    root = etree.fromstring(_base(base))
    for verb, name, piece in steps:
        if verb == "of":
            assert not piece.strip(), f"{path}: “of” takes no piece"
            continue
        place = next(root.iter(f"{{{NAMESPACE}}}{name}"), None)
        assert place is not None, f"{path}: rules/{base}.xml has no element “{name}”"
        new = etree.fromstring(f'<piece xmlns="{NAMESPACE}">{piece.rstrip()}</piece>')
        if verb == "in":
            place[:] = list(new)
            place.text = new.text
            continue
        parent = place.getparent()
        assert parent is not None, f"{path}: nothing can stand beside the root"
        start = parent.index(place) + (verb == "after")
        parent[start : start + (verb == "for")] = list(new)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


@cache
def _base(name: str) -> bytes:
    return (FIXTURES / f"{name}.xml").read_bytes()
