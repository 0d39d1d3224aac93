"""eIds, given in one pass over a finished tree (Naming Convention, chapter 5).

``eId = [prefix "__"] element ["_" number]``. The prefix is the eId of the
context; what gives context is said by `_OPEN`. Paragraph ids do not carry
their division, for paragraph numbers run through the document, and so do the
ids of footnotes; language versions must end up with the same ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from lxml import etree

from akn.naming.elements import ABBREVIATIONS, IDREQ

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml has no public name for it

#: Elements that are given an eId although the schema does not ask for it.
_ALSO = frozenset({"coverPage", "preface", "preamble", "mainBody", "conclusions"})

#: Elements that stand once in their context and so bear no number.
_UNIQUE = frozenset(
    {
        "coverPage",
        "preface",
        "preamble",
        "mainBody",
        "conclusions",
        "content",
        "intro",
        "wrapUp",
        "heading",
        "subheading",
        "listIntroduction",
        "listWrapUp",
    }
)

#: Elements whose eId is not the prefix of what they contain: the ids inside go on from further out.
_OPEN = frozenset(
    {
        "preamble",
        "mainBody",
        "meta",
        "statement",
        "doc",
        "documentCollection",
        "collectionBody",
        "attachments",
        "akomaNtoso",
        "formula",
    }
)

#: Parts that are counted through the whole document, whatever they stand in.
_THROUGH = frozenset({"authorialNote", "paragraph", "division"})

#: What a division heads itself with: these ids carry the division, its paragraphs' do not.
_HEADINGS = frozenset({"heading", "subheading"})

#: Inlines give no context.
_INLINE = frozenset(
    {
        "organization",
        "person",
        "role",
        "location",
        "ref",
        "rref",
        "mref",
        "date",
        "concept",
        "event",
        "process",
        "p",
        "num",
        "b",
        "i",
        "u",
        "sup",
        "sub",
        "embeddedStructure",
    }
)

_ENDS = ".,;:)]}–-"
_STARTS = "([{"


def number_of(num: str) -> str:
    """The number in a ``num`` as an eId writes it: ``(a)`` is ``a``, ``A.`` is ``A``, a dash is nothing."""
    stripped = num.strip().lstrip(_STARTS).rstrip(_ENDS + "\u00a0 ")
    return stripped if stripped.isalnum() else "".join(c for c in stripped if c.isalnum())


def give_eids(root: Element, neutral: Mapping[Element, str]) -> None:
    """Give every element that needs one its eId, and its wId where the languages' numbers differ.

    `neutral` holds, for a numbered element, the number that every language
    version shares, where the printed one is in another script.
    """
    taken: set[str] = set()
    counts: dict[tuple[str, str], int] = {}
    _reserve(root, taken)
    stack: list[tuple[Element, str, str]] = [(root, "", "")]
    while stack:
        element, prefix, neutral_prefix = stack.pop()
        inner, neutral_inner = prefix, neutral_prefix
        name = element.tag.rpartition("}")[2]
        if name == "meta":
            continue
        if name in IDREQ or name in _ALSO:
            number = _number(element, name)
            outer, neutral_outer = _outer(prefix, name), _outer(neutral_prefix, name)
            if name == "paragraph" and number and _segment(outer, name, number) in taken:
                # Numbers that begin anew under each heading: only there the division is context.
                division = next(element.iterancestors("{*}division"), None)
                if division is not None:
                    outer = division.get("eId", outer)
                    neutral_outer = division.get("wId", outer)
            eid = _unique(outer, name, number, taken, counts)
            element.set("eId", eid)
            shared = neutral.get(element, "")
            same = _segment(
                neutral_outer, name, shared or eid.rsplit("__", 1)[-1].partition("_")[2]
            )
            if same != eid:
                element.set("wId", same)
            if name == "division":
                _push_division(stack, element, (eid, same), (prefix, neutral_prefix))
                continue
            if name not in _OPEN and name not in _INLINE and name != "authorialNote":
                inner, neutral_inner = eid, same
        stack += [(child, inner, neutral_inner) for child in reversed(element) if isinstance(child.tag, str)]


def _push_division(
    stack: list[tuple[Element, str, str]], division: Element, own: tuple[str, str], outer: tuple[str, str]
) -> None:
    """Go on with the children of `division`: its heading stands in it, its paragraphs do not carry it."""
    stack += [
        (child, *(own if child.tag.rpartition("}")[2] in _HEADINGS else outer))
        for child in reversed(division)
        if isinstance(child.tag, str)
    ]


def _reserve(root: Element, taken: set[str]) -> None:
    """Ids already given, in ``meta``, are not given again."""
    taken.update(eid for e in root.iter() if (eid := e.get("eId")))


def _number(element: Element, name: str) -> str:
    if name in _UNIQUE:
        return ""
    num = element.find("{*}num")
    return number_of("".join(map(str, num.itertext()))) if num is not None else ""


def _outer(prefix: str, name: str) -> str:
    if name in _THROUGH:
        # Only the component and the attachment they stand in are their context.
        outer = [part for part in prefix.split("__") if part.startswith(("cmp_", "att_"))]
        return "__".join(outer)
    return prefix


def _segment(prefix: str, name: str, number: str) -> str:
    own = ABBREVIATIONS.get(name, name) + (f"_{number}" if number else "")
    return f"{prefix}__{own}" if prefix else own


def _unique(prefix: str, name: str, number: str, taken: set[str], counts: dict[tuple[str, str], int]) -> str:
    if name in _UNIQUE or number:
        eid = _segment(prefix, name, number)
        if eid not in taken:
            taken.add(eid)
            return eid
    key = (prefix, ABBREVIATIONS.get(name, name) + (f"_{number}" if number else ""))
    while True:
        counts[key] = counts.get(key, 0) + 1
        eid = _segment(
            prefix, name, f"{number}-{counts[key] + 1}" if number or name in _UNIQUE else str(counts[key])
        )
        if eid not in taken:
            taken.add(eid)
            return eid
