"""Doubts about signs in the text that are no text: of a wrong encoding, and of the format that it was written in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from akn.findings import Finding
from akn.proof.shape.doubts import doubt, quoted
from akn.proof.shape.units import ACT, Seen

#: UTF-8 read as Latin-1 or Windows-1252; a sign of one font alone at a word; a question mark inside a word.
_TWICE_ENCODED = re.compile(
    r"[\u0080-\u009f\ufffd\u00ac]|[ÃÅÄÐÎÏ][\u00a0-\u00bf‚ƒ„…†‡ˆ‰‹Œ‘’“”•–—˜™›]|\w[\ue000-\uf8ff]|[\ue000-\uf8ff]\w"
)
#: One of these stands where letters were read twice.
_GARBLED = re.compile(r"[\u0080-\u009f\ufffd\u00acÃÅÄÐÎÏ\ue000-\uf8ff]")
_ASKED = re.compile(
    r"(?<![/.\w])(?:\w+\?\w+(?![\w=/])|[A-Z]\d{1,2}\?\d{3,4}/)|(?<=\s)\?\s+(?=\w)|^\?\s+(?=\w)"
)
_MARKUP = re.compile(
    r"&(?:[a-z]{2,8}|#\d{2,5});|</?(?:p|b|i|br|div|span|em|strong)\b[^<>]{0,80}>|^\*{1,3}\S|\S\*\*$|\\$|^#{1,6}\s"
    r"|[\u2500-\u257f]+"  # what frames a table that was drawn in letters
)
_MARKED = frozenset("&<*\\#") | frozenset(map(chr, range(0x2500, 0x2580)))
_ODD_HEADING = re.compile(rf"^\W{{0,2}}[\[#*_|=+~<>{{}}]|www\.|://|^\w+ \d+ \w+ \d+$|{_MARKUP.pattern}")


def letters(seen: Seen) -> Iterator[Finding]:
    """Text whose letters were read in a wrong encoding, or replaced by question marks."""
    for unit in seen.units:
        if "?" in unit.num:
            yield doubt("SHA021", f"a part is marked {quoted(unit.num)}", eid=unit.eid)
            return
    garbled = _GARBLED.search("".join(seen.signs)) is not None
    for block in seen.blocks:
        asked = "?" in block.text and _ASKED.search(block.text)
        wrong = asked or (garbled and not block.text.isascii() and _TWICE_ENCODED.search(block.text))
        if wrong:
            yield doubt("SHA021", f"wrong letters: {quoted(block.text)}", eid=block.eid)
            return


def formats(seen: Seen) -> Iterator[Finding]:
    """Signs of a format in the text: entities, tags, marks of Markdown; links and brackets in headings."""
    marked = not _MARKED.isdisjoint(seen.signs)
    for block in seen.blocks:
        found = None
        heading = block.part in {"heading", "attachment"}
        if heading or (marked and block.part in ACT and not _MARKED.isdisjoint(block.text)):
            found = (_ODD_HEADING if heading else _MARKUP).search(block.text)
        if found:
            yield doubt("SHA023", f"{quoted(found[0])} stands in {quoted(block.text)}", eid=block.eid)
