"""What a document itself asks to be left unsaid: ``<?akn ignore REF001?>`` before an element, for it and all in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from akn.findings import Finding
from akn.tree.place import ancestors
from akn.validation.explaining.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from akn.tree import Element

_TARGET: Final = "akn"
#: So many question marks the first line of an XML file has.
_DECLARATION: Final = 2
_ORDER: Final = re.compile(r"\s*ignore[\s:]+(?P<codes>.+)", re.DOTALL)
_CODE: Final = re.compile(r"[A-Za-z]{2,8}\d{0,3}|SCH-[\w.-]+")


class Suppressions:
    """The instructions in the file of `root`: which codes are not said of which element, and of what stands in it.

    `held` is the tree in which elements are asked about, where it is a copy of that of `root`.
    """

    def __init__(self, root: Element, held: Element | None = None) -> None:
        self._of: dict[Element, set[str]] = {}
        self._wrong: list[Remark] = []
        tree = root if held is None else held
        within: Any = tree.iter(etree.ProcessingInstruction)  # the stubs take them for elements
        for order in (*_before(root), *within):
            if order.target == _TARGET:
                self._take(order, tree)

    def _take(self, order: etree._ProcessingInstruction, root: Element) -> None:
        found = _ORDER.fullmatch(order.text or "")
        codes = found["codes"].replace(",", " ").split() if found else []
        target: Element | None = root
        if order.getparent() is not None:
            target = next(iter(order.itersiblings("*")), None)
        if not codes or target is None or not all(_CODE.fullmatch(code) for code in codes):
            near = order.getparent() if target is None else target
            self._wrong.append(
                Remark.of(root if near is None else near, Finding.of("IGN001", said=order.text or ""))
            )
            return
        self._of.setdefault(target, set()).update(code.upper() for code in codes)

    def kept(self, remarks: Iterable[Remark]) -> list[Remark]:
        """Return `remarks` without those that are not to be said."""
        return [remark for remark in remarks if not self._hides(remark)] if self._of else list(remarks)

    def _hides(self, remark: Remark) -> bool:
        here = (remark.element, *ancestors(remark.element))
        return any(remark.code.upper().startswith(tuple(self._of[one])) for one in here if one in self._of)

    @property
    def wrong(self) -> list[Remark]:
        """What is to be said of the instructions themselves."""
        return self._wrong


def _before(root: Element) -> Iterator[etree._ProcessingInstruction]:
    for node in root.itersiblings(preceding=True):
        if isinstance(node, etree._ProcessingInstruction):  # noqa: SLF001  # lxml has no public name for it
            yield node


def asks(data: bytes) -> bool:
    """Return whether the file in `data` may hold such instructions at all."""
    if data.count(b"?") <= _DECLARATION and data[:1] == b"<":
        return False  # quicker than to look for the instruction, and true of nearly all
    return b"<?akn" in data or data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in data[:8]


def suppressions(root: Element, data: bytes, held: Element | None = None) -> Suppressions | None:
    """Return the instructions of the document in `data`, or None where there are none."""
    return Suppressions(root, held) if asks(data) else None


def by_prefix(remarks: Iterable[Remark], codes: Iterable[str]) -> list[Remark]:
    """Return `remarks` without those whose codes begin with one of `codes`."""
    begin = tuple(codes)
    return [one for one in remarks if not one.code.upper().startswith(begin)] if begin else list(remarks)
