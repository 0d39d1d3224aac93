"""What the server does with its library: find, get, compare, count, deposit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final

from msgspec.structs import asdict

from akn.depositing import deposit_document
from akn.jobs.surveying import of_document
from akn.model.overview import Overview
from akn.rendering import as_bytes
from akn.repositories import open_repository
from akn.repositories.choosing import called, choose, portion
from akn.repositories.folding import terms
from akn.repositories.interface import Query
from akn.tree.parse import root_in
from akn.web.media import Made

#: What a query may say besides the words.
_ASKED = ("kind", "since", "until", "author", "cites", "procedure", "language", "level")


def find(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the library holds that meets a query."""
    said = {key: values[key] for key in _ASKED if values.get(key)}
    query = Query(terms=terms(values.get("q", "")), limit=values.get("limit", 50), **said)
    with open_repository(values["library"]) as repository:
        return {"documents": [asdict(holding) for holding in repository.find(query)]}


def get(values: Mapping[str, Any]) -> Made:
    """A document of the library or one part of it: its bytes, or in another form."""
    with open_repository(values["library"]) as repository:
        name, holdings = called(repository, values["iri"])
        holding = choose(
            name, holdings, language=values.get("language", ""), version=values.get("version", 0)
        )
        content = repository.read(holding)
    if values.get("part"):
        content = portion(content, values["part"], holding.expression)
    form = values.get("to", "xml")
    return Made.of(content if form == "xml" else as_bytes(root_in(content, name), form), form)


def both_of(values: Mapping[str, Any]) -> list[Any]:
    """The documents of the library that `a` and `b` name."""
    roots = []
    with open_repository(values["library"]) as repository:
        for name in (values["a"], values["b"]):
            iri, holdings = called(repository, name)
            roots.append(root_in(repository.read(choose(iri, holdings, language="", version=0)), name))
    return roots


def versions_of(values: Mapping[str, Any]) -> tuple[list[Any], list[str]]:
    """The newest of each language version of the work that `a` names or belongs to, and their languages."""
    with open_repository(values["library"]) as repository:
        _, holdings = called(repository, values["a"])
        works = {holding.work for holding in holdings}
        newest: dict[str, Any] = {}
        for holding in repository.find(Query()):
            if holding.work in works:
                newest.setdefault(holding.language, holding)
        languages = sorted(newest)
        return [root_in(repository.read(newest[one]), one) for one in languages], languages


def overview(values: Mapping[str, Any]) -> Made:
    """The newest of all that the library holds, in figures, and who cites whom."""
    with open_repository(values["library"]) as repository:
        counted = [
            of_document(root_in(repository.read(holding), holding.expression), holding.expression)
            for holding in repository.find(Query())
        ]
    return Made.of(as_bytes(Overview.of(counted), values["to"]), values["to"])


def deposit(values: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the `body` of a request in the library, if it is valid; what became of it."""
    with open_repository(values["library"], create=True) as repository:
        receipt = deposit_document(values["name"], values["body"], repository, now=lambda: datetime.now(UTC))
    return asdict(receipt)


KEPT: Final[Mapping[str, Callable[[Mapping[str, Any]], Any]]] = MappingProxyType(
    {"find": find, "get": get, "overview": overview, "deposit": deposit}
)
