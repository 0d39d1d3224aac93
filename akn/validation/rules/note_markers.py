"""Footnotes: their marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.validation.rules.rule import Breach, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.tree import Element
    from akn.validation.rules.document import Document


@rule("STR006", Severity.WARNING, group="structure")
def markers_out_of_order(document: Document) -> Iterator[Breach]:
    """Mark footnotes without repeat, and upwards.

    The mark is how a reader finds the note. Two notes with one mark, or a number that falls back, mean that
    notes were lost, doubled or put at the wrong place. Marks in figures must rise; other marks (`*`, `a`)
    must not repeat. Each document of a file, and each table, counts for itself.

    Bad::

        <authorialNote eId="authorialNote_2" marker="1">

    Good::

        <authorialNote eId="authorialNote_2" marker="2">
    """
    last: dict[Element | None, int] = {}
    seen: dict[Element | None, set[str]] = {}
    for note in document.named("authorialNote"):
        marker = note.get("marker", "").strip().strip("()[].")
        if not marker:
            continue
        scope = _scope(document, note)
        if marker in seen.setdefault(scope, set()):
            yield Breach(note, f"a second footnote is marked “{marker}”", "number the footnotes from 1 on")
        elif marker.isdecimal() and len(marker) < 9:
            number = int(marker)
            if number < last.get(scope, 0):
                yield Breach(
                    note,
                    f"footnote {number} stands after footnote {last[scope]}",
                    "number the footnotes in the order in which their marks stand in the text",
                )
            last[scope] = max(number, last.get(scope, 0))
        seen[scope].add(marker)


def _scope(document: Document, note: Element) -> Element | None:
    table = next((outer for outer in note.iterancestors(f"{{{document.namespace}}}table")), None)
    return document.around(note) if table is None else table
