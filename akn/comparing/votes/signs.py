"""What all lists of votes print alike: numbers of documents, results, counts, words and their white space."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from akn.tree import Element
from akn.tree.elements import BREAKS, CELLS

_SPACE = re.compile(r"\s+")
#: A printed number of a document, as any parliament's lists have them in a title: letters, figures, a year.
_DOCUMENT = re.compile(
    r"\b(?:[A-Z]{1,3}-)?[A-Z]{1,3}\d{1,2}-\d{3,5}/\d{4}\b|\b[A-Z]\d{1,2}_TA(?:-PROV)?\(\d{4}\)\d{4}\b"
)
_COUNTS = re.compile(r"(?<!\d)(\d{1,4})\s*,\s*(\d{1,4})\s*,\s*(\d{1,4})(?!\d)")
#: What the elements are called that hold one of three counts, in the XML of earlier years.
_COUNT = "TotalVote"
_LEADING = re.compile(r"(\d{1,2})(?:\s*/|\s*\Z)")
#: What a list prints for a result, to how its XML says it.
_RESULTS: Mapping[str, str] = {
    "+": "ADOPTED",
    "-": "REJECTED",
    "–": "REJECTED",
    "−": "REJECTED",
    "↓": "LAPSED",
    "w": "WITHDRAWN",
    "r": "WITHDRAWN",
}


def documents_in(*texts: str) -> tuple[str, ...]:
    """Return the printed numbers of documents in `texts`, each once."""
    found = (match[0] for text in texts for match in _DOCUMENT.finditer(text.replace("\u2011", "-")))
    return tuple(dict.fromkeys(found))


def result_of(mark: str) -> str | None:
    """Return what `mark` (``+``, ``↓``) stands for; None where it says nothing."""
    return _RESULTS.get(mark.strip().casefold())


def counts_in(remarks: str) -> tuple[int, int, int] | tuple[None, None, None]:
    """Return the votes for and against and the abstentions that `remarks` print, if they do."""
    found = _COUNTS.search(remarks)
    return (int(found[1]), int(found[2]), int(found[3])) if found else (None, None, None)


def part_in(method: str) -> int | None:
    """Return which part of a split vote `method` (``2/RCV``, ``1``) says."""
    found = _LEADING.match(method)
    return int(found[1]) if found else None


def words_of(element: Element) -> str:
    """The words of `element` on one line; of what stands in it, each by itself; counts with commas between."""
    pieces: list[str] = []
    counted = False
    for event, here in etree.iterwalk(element, events=("start", "end")):
        name = here.tag.rpartition("}")[2].lower()
        count = _COUNT in here.tag
        apart = name in BREAKS | CELLS or count
        if event == "start":
            pieces += [", " if count and counted else " " if apart else "", here.text or ""]
            counted = counted or count
        elif here is not element:
            pieces += [" " if apart else "", here.tail or ""]
    return plain("".join(pieces))


def child_words(element: Element | None, name: str) -> str:
    """The words of the child of `element` called `name`, "" where there is none."""
    held = None if element is None else element.find(f"{{*}}{name}")
    return "" if held is None else plain("".join(str(text) for text in held.itertext()))


def plain(text: str) -> str:
    """`text` with single spaces."""
    return _SPACE.sub(" ", text).strip()
