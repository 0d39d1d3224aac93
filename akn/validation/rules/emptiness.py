"""Empty elements, and lists that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.tree import Element, local_name
from akn.tree.elements import CELLS, FILLED
from akn.validation.rules.rule import Breach, rule
from akn.validation.rules.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.validation.rules.document import Document


def _is_empty(element: Element) -> bool:
    if len(element) == 0:
        return True
    if any(text and not text.isspace() for text in element.itertext("*")):
        return False
    return not any(local_name(inner) in FILLED or inner.get("href") for inner in element.iterdescendants("*"))


@rule("STR004", Severity.WARNING, group="structure")
def empty_text(document: Document) -> Iterator[Breach]:
    """Do not leave `p`, `num`, `heading` or `docTitle` empty.

    They are there for their words. An empty one is a blank line of the page, or text that was lost on the
    way. A `p` may be empty in the cell of a table. What holds a reference without words is not empty: it stands
    for what it refers to.

    Bad::

        <heading eId="dvs_1__heading"></heading>

    Good::

        <heading eId="dvs_1__heading">Relations</heading>
    """
    for name in ("p", "num", "heading", "docTitle"):
        empty = [
            element
            for element in document.named(name)
            if (not (text := element.text) or text.isspace()) and _is_empty(element)
        ]
        if name == "p":
            empty = [
                one for one in empty if (outer := one.getparent()) is None or local_name(outer) not in CELLS
            ]
        for element in empty:
            yield Breach(element, f"`{name}` is empty", "put its text into it, or remove it")


_LISTS = (("list", "intro", "point"), ("blockList", "listIntroduction", "item"))
#: What has no words that could introduce a list.
_MUTE = frozenset(["num", "heading", "subheading", "point", "item"])


@rule("STR005", Severity.INFORMATION, group="structure")
def poor_list(document: Document) -> Iterator[Breach]:
    """Give a list two points or more, and words that introduce it.

    A single point is most often a paragraph cut in two, or a list whose other points were not recognised.
    Without its introduction (`intro` in a `list`, `listIntroduction` in a `blockList`) a point that is
    cited alone makes no sense; words right before the list will do.

    Bad::

        <list eId="para_1__list_1"><point eId="para_1__list_1__point_a">

    Good::

        <list eId="para_1__list_1"><intro eId="para_1__list_1__intro">
    """
    for name, intro, point in _LISTS:
        for element in document.named(name):
            if not document.within(element, "quotedStructure", "embeddedStructure"):
                yield from _poor(document, element, intro, point)


def _poor(document: Document, element: Element, intro: str, point: str) -> Iterator[Breach]:
    parts = document.children(element)
    points = [
        one for one in parts if local_name(one) not in {intro, "wrapUp", "listWrapUp", "num", "heading"}
    ]
    before = [*parts[:1], next(element.itersiblings("*", preceding=True), None)]
    faults, wanted = [], []
    if all(one is None or local_name(one) in _MUTE for one in before):
        faults.append(f"has no `{intro}`")
        wanted.append(f"`{intro}`")
    if len(points) < 2:
        faults.insert(0, f"has {plural(len(points), point)}")
        wanted.append(f"two `{point}` or more")
    if faults:
        yield Breach(
            element,
            f"`{local_name(element)}` {' and '.join(faults)}",
            f"write {' and '.join(wanted)}, or plain text",
        )
