"""eIds: given in one pass over a tree, read, and given anew (Naming Convention, chapter 5).

``eId = [prefix "__"] element ["_" number]``. The prefix is the eId of the
context; what bears an eId and gives none is said by `OPEN`. Paragraph ids do
not carry their division, for paragraph numbers run through the document, and
so do the ids of footnotes; language versions must end up with the same ids.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from typing import cast

from lxml import etree
from msgspec import Struct

from akn.matching.scripts import unspaced
from akn.numbering.figures import value_of
from akn.numbering.roman import roman
from akn.tree import Element
from akn.tree.elements import GENERIC, HEADINGS, IDREQ, LINKED, OPEN, SINGLE, abbreviation
from akn.tree.pointers import repoint

#: Parts that are counted through the whole document, whatever they stand in.
_THROUGH = frozenset({"authorialNote", "paragraph", "division"})

#: What stands between the figures of “1.2”.
_BETWEEN = re.compile(r"(?<=[0-9])[.,:/](?=[0-9])")
_ENDS = ".,;:)]}–-"
#: What is longer and all letters is a word, and no number.
_NUMERAL = 3
_STARTS = "([{"


def number_of(num: str) -> str:
    """The number in a ``num`` as an eId writes it: ``(a)`` is ``a``, ``1.2`` is ``1-2``, a dash is nothing."""
    stripped = num.strip().lstrip(_STARTS).rstrip(_ENDS + "\u00a0 ")
    words = stripped.split()
    if len(words) > 1 and all(map(str.isalpha, words)):
        # “Annex II”, “المرفق الثاني”: the word is none of the number.
        stripped = words[-1] if words[-1].isascii() else ""
    elif stripped.isalpha() and not _counts(stripped):
        return ""
    if stripped.isalnum():
        return stripped
    return "".join(c for c in _BETWEEN.sub("-", stripped) if c.isalnum() or c == "-").strip("-")


def _counts(word: str) -> bool:
    """Whether `word`, all letters, counts something: a letter or two, a numeral; “Annex” and “附件” do not."""
    if word.isascii():
        return len(word) <= _NUMERAL or roman(word) is not None
    return len(word) == 1 or value_of(word) is not None or (len(word) <= _NUMERAL and not unspaced(word[0]))


def last_segment(eid: str) -> str:
    """The part of `eid` that is its element's own: what is after the last ``__``."""
    return eid.rpartition("__")[2]


def number_in(element: Element, name: str, last: str) -> str | None:
    """Return the number in `last`, the last segment of the eId of `element`, whose local name is `name`.

    It is "" where there is none, and None where the segment is not called as the
    element is. Elements that mean nothing by themselves may be called by their
    ``name`` there.
    """
    called = (abbreviation(name), element.get("name", "") if name in GENERIC else "")
    for begin in filter(None, called):
        rest = last[len(begin) :]
        if last.startswith(begin) and rest[:1] in {"", "_"}:
            return rest[1:]
    return None


_EIDS = etree.XPath("//@eId", smart_strings=False)


class _Kind(Struct, frozen=True):
    """What is said of all elements of one name: `own` is what the eId calls them, `num` the name of their number.

    `context`: their eId is the prefix of what they contain.
    """

    name: str
    own: str
    num: str
    identified: bool
    unique: bool
    through: bool
    context: bool


@lru_cache(maxsize=1024)
def _kind(tag: str) -> _Kind:
    space, _, name = tag.rpartition("}")
    return _Kind(
        name,
        abbreviation(name),
        f"{space}}}num" if space else "num",
        identified=name in IDREQ or name in LINKED,
        unique=name in SINGLE,
        through=name in _THROUGH,
        context=name not in OPEN and name not in {"division", "authorialNote"},
    )


def renumber(root: Element) -> dict[str, str]:
    """Give the text of `root`, anybody's tree, its eIds anew; return what each old one has become.

    Whatever bore an eId bears one, and so does all that the schema asks it for;
    local pointers follow. What is declared in ``meta`` keeps its own, and a
    ``wId`` stays as it is: it is what lasts when eIds change.
    """
    declared = {element for meta in root.iter("{*}meta") for element in meta.iter("*")}
    bore = {e: eid for e in root.iter("*") if e not in declared and (eid := str(e.attrib.pop("eId", "")))}
    lasting = {e: wid for e in root.iter("*") if (wid := str(e.attrib.pop("wId", "")))}
    give_eids(root, {}, bore)
    for element, wid in lasting.items():
        element.set("wId", wid)
    became: dict[str, str] = {}
    for element, eid in bore.items():
        became.setdefault(eid, element.get("eId", ""))
    repoint(root, lambda eid: became.get(eid, eid))
    return became


def give_eids(root: Element, neutral: Mapping[Element, str], also: Container[Element] = ()) -> None:
    """Give every element that needs one its eId, and its wId where the languages' numbers differ.

    `neutral` holds, for a numbered element, the number that every language
    version shares, where the printed one is in another script. `also` are
    elements that are to have an eId though the schema asks for none.
    """
    # Ids already given, in ``meta``, are not given again.
    taken = {eid for eid in cast("list[str]", _EIDS(root)) if eid}
    counts: dict[tuple[str, str], int] = {}
    stack: list[tuple[Element, str, str]] = [(root, "", "")]
    while stack:
        element, prefix, neutral_prefix = stack.pop()
        tag: object = element.tag
        if not isinstance(tag, str):
            continue
        kind = _kind(tag)
        if kind.name == "meta":
            continue
        if kind.identified or element in also:
            number = "" if kind.unique else _number(element, kind.num)
            outer, neutral_outer = prefix, neutral_prefix
            if kind.through:
                outer, neutral_outer = _around(element, kind, number, (prefix, neutral_prefix), taken)
            eid = same = _unique(outer, kind, number, taken, counts)
            element.set("eId", eid)
            shared = neutral.get(element, "")
            if shared or neutral_outer != outer:
                same = _segment(neutral_outer, kind.own, shared or eid.rsplit("__", 1)[-1].partition("_")[2])
                if same != eid:
                    element.set("wId", same)
            if kind.name == "division":
                _push_division(stack, element, (eid, same), (prefix, neutral_prefix))
                continue
            if kind.context:
                prefix, neutral_prefix = eid, same
        if len(element):
            stack += [(child, prefix, neutral_prefix) for child in reversed(element)]


def _around(
    element: Element, kind: _Kind, number: str, prefixes: tuple[str, str], taken: set[str]
) -> tuple[str, str]:
    """What the eId and the wId begin with of an element that is counted through the document."""
    outer, neutral_outer = map(_outer, prefixes)
    if kind.name == "paragraph" and number and _segment(outer, kind.own, number) in taken:
        # Numbers that begin anew under each heading: only there the division is context.
        division = next(element.iterancestors("{*}division"), None)
        if division is not None:
            outer = division.get("eId", outer)
            neutral_outer = division.get("wId", outer)
    return outer, neutral_outer


def _push_division(
    stack: list[tuple[Element, str, str]], division: Element, own: tuple[str, str], outer: tuple[str, str]
) -> None:
    """Go on with the children of `division`: its heading stands in it, its paragraphs do not carry it."""
    stack += [
        (child, *(own if child.tag.rpartition("}")[2] in HEADINGS else outer))
        for child in reversed(division)
        if isinstance(child.tag, str)
    ]


def _number(element: Element, num_name: str) -> str:
    if not len(element):
        return ""
    num = next(element.iterchildren(num_name), None)
    if num is None:
        return ""
    return number_of("".join(cast("Iterator[str]", num.itertext())) if len(num) else num.text or "")


def _outer(prefix: str) -> str:
    """The component and the attachment of `prefix`: what is counted through a document has no other context."""
    return (
        "__".join(part for part in prefix.split("__") if part.startswith(("cmp_", "att_"))) if prefix else ""
    )


def _segment(prefix: str, own: str, number: str) -> str:
    if number:
        own = f"{own}_{number}"
    return f"{prefix}__{own}" if prefix else own


def _unique(
    prefix: str, kind: _Kind, number: str, taken: set[str], counts: dict[tuple[str, str], int]
) -> str:
    own = kind.own
    if kind.unique or number:
        eid = _segment(prefix, own, number)
        if eid not in taken:
            taken.add(eid)
            return eid
    key = (prefix, f"{own}_{number}" if number else own)
    while True:
        count = counts[key] = counts.get(key, 0) + 1
        eid = _segment(prefix, own, f"{number}-{count + 1}" if number or kind.unique else str(count))
        if eid not in taken:
            taken.add(eid)
            return eid
