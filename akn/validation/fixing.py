"""Every mend that there is, those of the rules among them, made in one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.validation.mending.applying import mended
from akn.validation.rules.document import Document
from akn.validation.rules.rule import run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from akn.tree import Element
    from akn.validation.changing import Change
    from akn.validation.explaining.remarks import Remark
    from akn.validation.rules.rule import Rule


class _Asking:
    """`rules`, asked of a tree: what they find, and how that is mended."""

    def __init__(self, rules: Sequence[Rule], today: date | None) -> None:
        self._rules, self._today = rules, today

    def remarks(self, root: Element) -> list[Remark]:
        found = run(Document(root, self._today), self._rules)
        return [remark for remark in found if remark.severity is not Severity.INFORMATION]

    def changes(self, root: Element) -> Iterator[Sequence[Change]]:
        document = Document(root, self._today)
        for mend in dict.fromkeys(one.mend for one in self._rules if one.mend is not None):
            yield from mend(document)


def fixed(
    data: bytes, rules: Sequence[Rule] = (), *, leave: Sequence[str] = (), today: date | None = None
) -> bytes:
    """Return the document in `data` with all safe mends made: of breaches of the schema, and of `rules`.

    Codes that begin as one of `leave` are not mended. No word of the text changes.
    """
    return mended(data, _Asking(rules, today), leave=leave)
