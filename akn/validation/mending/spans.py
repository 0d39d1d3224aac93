"""Where each element stands in the bytes of a file, so that a mend touches nothing else."""

from __future__ import annotations

import re
from xml.parsers import expat

from msgspec import Struct

from akn.validation.explaining.positions import PLAIN

_TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")


class Span(Struct):
    """One element as offsets in bytes.

    The start-tag runs from `start` to `inside`, the end-tag from `close` to
    `end`; of an element written as one empty tag the last three are the same.
    """

    start: int
    inside: int
    close: int
    end: int

    @property
    def one_tag(self) -> bool:
        """Whether the element is written as one empty tag."""
        return self.inside == self.end


def spans(data: bytes, encoding: str) -> list[Span] | None:
    """Return the span of every element in document order; None in an encoding not written over ASCII.

    `data` must be well-formed.
    """
    if not PLAIN.fullmatch(encoding):
        return None
    found: list[Span] = []
    open_: list[Span] = []
    parser = expat.ParserCreate(encoding)

    def start(name: str, attributes: object) -> None:
        del name, attributes
        begin = parser.CurrentByteIndex
        tag = _TAG.match(data, begin)
        inside = tag.end() if tag else begin
        span = Span(begin, inside, inside, inside)
        found.append(span)
        open_.append(span)

    def end(name: str) -> None:
        del name
        span = open_.pop()
        here = parser.CurrentByteIndex
        if data[here : here + 2] == b"</" and here >= span.inside:
            span.close = here
            span.end = data.index(b">", here) + 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.ordered_attributes = True
    try:
        parser.Parse(data, True)  # noqa: FBT003  # the interface of expat
    except expat.ExpatError:
        return None
    return found
