"""Which of the versions that are kept is meant, and which part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.errors import AbsentError
from akn.repositories import indexing
from akn.tree.iri import current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from akn.repositories.interface import Holding, Repository


def called(repository: Repository, name: str) -> tuple[str, Sequence[Holding]]:
    """Return all that `repository` keeps under `name`, and the name that it bears there.

    Where nothing is kept under an IRI as the user wrote it, it is looked for as
    it would be written today.
    """
    holdings = repository.holdings(name)
    today_s = current(name)
    return (name, holdings) if holdings or today_s == name else (today_s, repository.holdings(today_s))


def choose(name: str, holdings: Sequence[Holding], *, language: str = "", version: int = 0) -> Holding:
    """Return the one of `holdings`, all that is kept under `name`, that is meant.

    That is the newest version of the newest expression, unless `language` or
    `version` (from 1) say otherwise. Raises `AbsentError` where there is none, or
    where it is left open which work or which language is meant.
    """
    if not holdings:
        raise AbsentError(f"nothing is kept under {name}; “akn find” shows what there is")
    found = [h for h in holdings if name in {h.expression, h.manifestation}] or _main(holdings)
    works = sorted({h.work for h in found})
    if len(works) > 1:
        raise AbsentError(
            f"{name} is the name of {len(works)} works ({', '.join(works)}); give the IRI of one"
        )
    languages = sorted({h.language for h in found})
    if language:
        found = [h for h in found if h.language == language]
        if not found:
            raise AbsentError(f"{name} is not kept in “{language}”; it is in {', '.join(languages)}")
    elif len(languages) > 1:
        raise AbsentError(f"{name} is kept in {', '.join(languages)}; choose one with --language")
    newest = found[0].expression
    versions = sorted((h for h in found if h.expression == newest), key=lambda h: h.version)
    if not version:
        return versions[-1]
    for holding in versions:
        if holding.version == version:
            return holding
    numbers = ", ".join(str(h.version) for h in versions)
    raise AbsentError(f"{newest} has no version {version}; it has {numbers}")


def _main(holdings: Sequence[Holding]) -> list[Holding]:
    """Those that are whole documents or main components; all of them where there are none."""
    return [h for h in holdings if "/!" not in h.expression] or list(holdings)


def portion(content: bytes, eid: str, name: str) -> bytes:
    """Return the element with the eId `eid` in the document `content`, as XML in UTF-8, namespaces declared.

    The end of an eId will do (``rec_D`` for ``recs_1__rec_D``) where only one
    element has it. Raises `AbsentError` where there is none, or more than one.
    """
    from lxml import etree  # noqa: PLC0415  # 6 ms, and only --part wants it

    root = indexing.parse(content, name).getroot()
    elements = {element.get("eId") or "": element for element in root.iterfind(".//*[@eId]")}
    found = [eid] if eid in elements else [e for e in elements if e.endswith(f"__{eid}")]
    if not found:
        raise AbsentError(f"{name} has no part “{eid}”")
    if len(found) > 1:
        raise AbsentError(f"{name} has several parts “{eid}”: {', '.join(found)}; give the whole eId of one")
    return etree.tostring(elements[found[0]], encoding="utf-8", with_tail=False)
