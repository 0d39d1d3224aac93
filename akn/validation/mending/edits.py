"""Changes to a document as changes of bytes: everything else stays as it was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from akn.tree import Element
    from akn.validation.changing import Change
    from akn.validation.mending.spans import Span

#: An attribute in a start-tag, with its name and its value in quotes.
_ATTRIBUTE = re.compile(rb"""\s([^\s=/>"']+)\s*=\s*("[^"]*"|'[^']*')""")


class Edit(NamedTuple):
    """The bytes from `start` to `end` give way to `new`."""

    start: int
    end: int
    new: bytes


def applied(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return `data` with all `edits` made; none may reach into another."""
    pieces: list[bytes] = []
    reached = 0
    for edit in sorted(edits):
        pieces += [data[reached : edit.start], edit.new]
        reached = edit.end
    return b"".join([*pieces, data[reached:]])


def apart(sets: Iterable[Sequence[Edit]]) -> list[Sequence[Edit]]:
    """Return those of `sets` that do not reach into one before them."""
    taken: list[tuple[int, int]] = []
    kept = []
    for one in sets:
        if one and not any(_meet(edit, start, end) for edit in one for start, end in taken):
            taken += [(edit.start, edit.end) for edit in one]
            kept.append(one)
    return kept


def _meet(edit: Edit, start: int, end: int) -> bool:
    return edit.start == start or (edit.start < end and start < edit.end)


def of_change(change: Change, data: bytes, spans: Mapping[Element, Span], encoding: str) -> list[Edit]:
    """Return the edits that make `change`; none where the start-tag does not show what is to be changed."""
    span = spans[change.element]
    edits = []
    left = {*change.values, *change.renamed}
    for found in _ATTRIBUTE.finditer(data, span.start, span.inside):
        name = found[1].decode(encoding, "replace")
        if name in change.renamed:
            edits.append(Edit(found.start(1), found.end(1), change.renamed[name].encode(encoding)))
            left.discard(name)
        if name in change.values:
            quote = found[2][:1]
            written = _escaped(change.values[name], quote.decode()).encode(encoding, "xmlcharrefreplace")
            edits.append(Edit(found.start(2), found.end(2), quote + written + quote))
            left.discard(name)
    return [] if left else edits


def _escaped(value: str, quote: str) -> str:
    value = value.replace("&", "&amp;").replace("<", "&lt;")
    return value.replace(quote, "&quot;" if quote == '"' else "&apos;")
