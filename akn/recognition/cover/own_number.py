"""Which of several numbers of one kind on a cover is that of the document; the others are of its neighbours.

Archives, wikis and libraries print the numbers of the text before and of the text behind around that of the text
itself: “← | 2900 (2031) | Resolution 2901 (2031) | 2902 (2031) | →”.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from akn.institutions import Named
from akn.recognition.cover.lines import Lines
from akn.recognition.cover.sorts import Sort
from akn.recognition.cover.titles import title_parts
from akn.recognition.passages import Passage

#: A sign that leads to another page.
_LEADS = re.compile(r"[←→↑↓«»‹›◄►◀▶⇐⇒<>]")
#: How well a number is that of the document: it stands beside the kind on a line that says so; it is a whole symbol
#: by itself; it stands beside a kind among others; it stands by itself; it stands among others, or leads away.
_TITLE, _SYMBOL, _CALLED, _ALONE, _AMONG = range(5)

#: The sorts of line that say a number as that of the document; those that are of no sort may.
_SAY_NUMBERS = frozenset({"title", "named", "number", "date"})


class OwnNumber(Struct, frozen=True):
    """What a cover says of the number of its document.

    `foreign` are the keys of the numbers that are those of neighbours. `rival` is another number that is the
    document's as likely as the one that was taken, or None.
    """

    foreign: frozenset[str] = frozenset()
    rival: Named | None = None


_NO_OTHER = OwnNumber()


def own_number(
    lines: Lines, passages: Sequence[Passage], sorts: Sequence[str], known: Mapping[str, Sort]
) -> OwnNumber:
    """What the lines of a cover, each with its sort, say of the number of the document."""
    found: list[tuple[int, Named]] = []
    for at, passage in enumerate(passages):
        sort = known.get(sorts[at])
        if sort is not None and sort.relation:
            continue
        found += [(at, named) for named in lines.idiom.identify(passage.text) if named.kinds]
    if len({named.identifier.key for _, named in found}) < 2:
        return _NO_OTHER
    first = found[0][1]
    standing: dict[str, tuple[int, Named]] = {}
    for at, named in found:
        if not _alike(first, named):
            continue
        rank = _rank(lines, passages[at], sorts[at], named, known)
        key = named.identifier.key
        if rank is not None and (key not in standing or rank < standing[key][0]):
            standing[key] = (rank, named)
    if len(standing) < 2:
        return _NO_OTHER
    best = min(rank for rank, _ in standing.values())
    own, *others = [named for rank, named in standing.values() if rank == best]
    return OwnNumber(
        frozenset(
            key for key, (rank, named) in standing.items() if rank > best and not _of_one_document(own, named)
        ),
        next((named for named in others if not _of_one_document(own, named)), None),
    )


def _rank(lines: Lines, passage: Passage, sort: str, named: Named, known: Mapping[str, Sort]) -> int | None:
    """How well `named`, on `passage`, is the number of the document, the least the best; None where it is cited."""
    fellows = [one for one in lines.idiom.identify(passage.text) if _alike(named, one)]
    leads = _LEADS.search(passage.text) is not None
    alone = not leads and len({one.identifier.key for one in fellows}) == 1
    if sort in ("title", "named"):
        parts = title_parts(passage, lines.kind_of(passage, anywhere=sort == "named"), fellows, lines.idiom)
        if not parts.owns(named):
            return None
        if alone:
            return _TITLE
    elif alone and sort in known and known[sort].label == "docTitle":
        return _TITLE
    if sort and sort not in _SAY_NUMBERS:
        return _AMONG
    if alone:
        return _SYMBOL if passage.text[named.start].isalpha() else _ALONE
    called = {one.identifier.key for one in fellows if lines.calls(passage, one)}
    return _CALLED if len(fellows) > 1 and called == {named.identifier.key} else _AMONG


def _alike(one: Named, other: Named) -> bool:
    """Whether two numbers are those of documents of one kind, both adopted or both tabled."""
    return one.tabled is other.tabled and not set(one.kinds).isdisjoint(other.kinds)


def _of_one_document(one: Named, other: Named) -> bool:
    """Whether two numbers are those of a document and of a part or a revision of it."""
    short, long = sorted((one.identifier.key, other.identifier.key), key=len)
    return long.startswith(short) and not long[len(short)].isdigit()
