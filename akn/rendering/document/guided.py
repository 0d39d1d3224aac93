"""A document as the United Nations' guidelines for Akoma Ntoso (AKN4UN) have it.

A recital without a number becomes a ``container`` of the preamble that bears its first word as its name, and the IRIs
end in slashes, their expressions without a version. All else is the same; a preamble whose recitals are numbered stays.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from akn.matching.scripts import mostly_unspaced
from akn.tree import Element, local_name
from akn.tree.elements import LEVELS

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIRST_WORD = re.compile(r"\w+")
#: An item says where a file really is: that is left as it is.
_PARTS = LEVELS.keys() - {"FRBRItem"}
_VERSION = re.compile(r"(/[a-z]{3}@)[^/.]*")
#: What the guidelines have as the IRI itself is no alias there.
_ALIAS = "akn4un"


def render(tree: Element) -> str:
    """Return the document with the containers and IRIs of the guidelines."""
    root = deepcopy(tree)
    moved: dict[str, str] = {}
    for preamble in root.iter("{*}preamble"):
        moved |= _contained(preamble)
    _point(root, moved)
    for meta in root.iter("{*}meta"):
        _identify(meta)
    text: str = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _contained(preamble: Element) -> dict[str, str]:
    """Make containers of the recitals of `preamble`; return what the eIds become that begin as theirs do."""
    moved: dict[str, str] = {}
    taken = len(preamble.findall("{*}container"))
    for recitals in preamble.findall("{*}recitals"):
        inside = list(recitals.iterchildren("{*}*"))
        if any(local_name(each) != "recital" or each.find("{*}num") is not None for each in inside):
            continue
        at = preamble.index(recitals)
        for recital in inside:
            taken += 1
            recital.tag = recital.tag.removesuffix("recital") + "container"
            word = _FIRST_WORD.search("".join(map(str, recital.itertext())))
            # Where no blanks part words, the first is not known.
            recital.set("name", word[0] if word and not mostly_unspaced(word[0]) else "recital")
            if old := recital.get("eId"):
                moved[old] = f"preamble__container_{taken}"
            preamble.insert(at, recital)
            at += 1
        recitals.getparent().remove(recitals)  # type: ignore[union-attr]  # it stands in the preamble
    return moved


def _point(root: Element, moved: Mapping[str, str]) -> None:
    """Give what stood in the recitals its new eIds, and let what pointed there point there still."""
    for element in root.iter("{*}*"):
        for name in ("eId", "href", "refersTo", "source"):
            said = element.get(name, "")
            sign = "#" if said.startswith("#") else ""
            head, parted, rest = said.removeprefix("#").partition("__")
            first, more, tail = rest.partition("__")
            key = f"{head}{parted}{first}"
            if key in moved and (sign or name == "eId"):
                element.set(name, f"{sign}{moved[key]}{more}{tail}")


def _identify(meta: Element) -> None:
    """The IRIs as the guidelines write them, where the document has such as its alias."""
    alias = meta.find(f"{{*}}identification/{{*}}FRBRWork/{{*}}FRBRalias[@name='{_ALIAS}']")
    if alias is None:
        return
    alias.getparent().remove(alias)  # type: ignore[union-attr]  # it was found there
    for name in _PARTS:
        for element in meta.iterfind(f"{{*}}identification/{{*}}{name}/*"):
            if local_name(element) in {"FRBRthis", "FRBRuri"}:
                element.set("value", _iri(element.get("value", ""), file=name == "FRBRManifestation"))
    for original in meta.iterfind("{*}references/{*}original"):
        original.set("href", _iri(original.get("href", ""), file=False))


def _iri(iri: str, *, file: bool) -> str:
    return _VERSION.sub(r"\1", iri) + ("" if file or iri.endswith("/") else "/")
