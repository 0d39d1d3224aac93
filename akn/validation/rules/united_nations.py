"""Documents of the United Nations: their symbol."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from akn.findings import Severity
from akn.tree import local_name
from akn.tree.text import words
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
def symbols() -> dict[str, tuple[re.Pattern[str], str]]:
    """Return the form of the symbols of each kind of document, and an example, from ``profiles.toml``."""
    text = resources.files("akn.validation").joinpath("profiles.toml").read_text(encoding="utf-8")
    return {
        kind: (re.compile("|".join(map(_compiled, entry["patterns"]))), entry["examples"][0])
        for kind, entry in tomllib.loads(text)["symbols"].items()
    }


def _compiled(pattern: str) -> str:
    parts = re.split(r"\{(\w+)\}", pattern)
    return "".join(_SLOTS[part] if place % 2 else re.escape(part) for place, part in enumerate(parts))


@rule("UN001", Severity.WARNING, group="resolution", profile="un-resolution")
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
    form, example = known
    for element in document.title_block.get("docNumber", []):
        covered = any(local_name(outer) == "coverPage" for outer in element.iterancestors())
        if covered and not form.fullmatch(words(element)):
            yield Breach(
                element,
                f"“{short(words(element))}” is not how the United Nations number such a document",
                f"write it as in “{example}”, or correct `name` of the document",
            )
