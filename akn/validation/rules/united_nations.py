"""Documents of the United Nations: their symbol."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.matching.patterns import Row, Rows
from akn.tree import local_name
from akn.tree.text import words
from akn.validation.rules.profiles import table
from akn.validation.rules.rule import Breach, rule
from akn.validation.rules.wording import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.validation.rules.document import Document

#: What each slot of a symbol may hold.
_SLOTS = {
    "organ": r"[A-Z](?:/[A-Z]+)?",
    "session": r"(?:E?S-)?\d+",
    "number": r"\d+",
    "year": r"(?:19|20)\d\d",
    "roman": r"[IVXLC]+(?:-[A-Z])?",
    "part": r"[A-Z](?:-[A-Z])?",
}


@cache
def symbols() -> dict[str, tuple[Rows, str]]:
    """Return the forms of the symbols of each kind of document, and an example, from ``profiles.toml``."""
    return {
        kind: (Rows(Row(form, _SLOTS) for form in entry["patterns"]), entry["examples"][0])
        for kind, entry in table()["symbols"].items()
    }


@rule("UN001", Severity.WARNING, group="resolution")
def strange_symbol(document: Document) -> Iterator[Breach]:
    """Print on the cover the symbol of a document of this kind.

    Resolutions are `A/RES/76/131` or `S/RES/2625 (2022)`, presidential statements `S/PRST/2020/11`. The
    official document system finds a document by its symbol, and by nothing else. Kinds whose symbols are
    not known here are not judged.

    Bad::

        <docNumber>A/76/131</docNumber>

    Good::

        <docNumber>A/RES/76/131</docNumber>
    """
    known = symbols().get("" if document.main is None else document.main.get("name", ""))
    if known is None:
        return
    forms, example = known
    for element in document.title_block.get("docNumber", []):
        covered = any(local_name(outer) == "coverPage" for outer in element.iterancestors())
        if covered and forms.whole(words(element)) is None:
            yield Breach(
                element,
                f"“{short(words(element))}” is not how the United Nations number such a document",
                f"write it as in “{example}”, or correct `name` of the document",
            )
