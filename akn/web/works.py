"""What the server does, each a function from the values of a request to those of an answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from msgspec.structs import asdict

from akn.findings import Severity
from akn.pipeline import Conversion, Options, convert_source
from akn.readers import read_bytes
from akn.recognition import Wishes
from akn.rendering import render
from akn.rendering.findings import FileReport, Inspection
from akn.repositories import open_repository
from akn.repositories.choosing import called, choose, portion
from akn.repositories.folding import terms
from akn.repositories.interface import Query
from akn.validation.checker import Checker, Request

#: What a user may say of a text.
_WISHES = ("institution", "language", "kind", "number", "date")


def convert(values: Mapping[str, Any]) -> dict[str, Any]:
    """Convert the `body` of a request: the XML, its report, and which line each part comes from.

    With `split` a document for each resolution, else one for all.
    """
    source = read_bytes(values["body"], name=values["name"], encoding=values.get("encoding"))
    wishes = Wishes(
        **{
            key: values[key]
            for key in ("institution", "language", "kind", "number", "date")
            if values.get(key)
        }
    )
    options = Options(wishes, enrich=values.get("enrich", True))
    made = convert_source(source, options, apart=values.get("split", False))
    if values.get("split", False):
        return {"documents": [_document(one) for one in made]}
    return _document(made[0])


def _document(conversion: Conversion) -> dict[str, Any]:
    return {
        "xml": conversion.xml.decode(),
        "report": conversion.report.as_json(),
        "clean": conversion.clean,
        "lines": dict(conversion.lines),
    }


def validate(values: Mapping[str, Any]) -> dict[str, Any]:
    """Check the `body` of a request, anybody's Akoma Ntoso."""
    verdict = Checker(Request(profile=values.get("profile") or "akn")).judge(values["body"])
    file = FileReport(
        values["name"],
        verdict.schema_valid,
        verdict.namespace,
        verdict.document_type,
        verdict.findings,
        verdict.rules_run,
    )
    inspection = Inspection((file,), shown=Severity.INFORMATION)
    report: dict[str, Any] = json.loads(render(inspection, "json"))["files"][0]
    return {**report, "valid": not inspection.failed(file)}


def find(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the library holds that meets a query."""
    query = Query(
        terms=terms(values.get("q", "")),
        limit=values.get("limit", 50),
        **{
            key: values[key]
            for key in ("kind", "since", "until", "author", "cites", "procedure", "language", "level")
            if values.get(key)
        },
    )
    with open_repository(values["library"]) as repository:
        return {"documents": [asdict(holding) for holding in repository.find(query)]}


def get(values: Mapping[str, Any]) -> bytes:
    """The bytes of a document of the library, or of one part of it."""
    with open_repository(values["library"]) as repository:
        name, holdings = called(repository, values["iri"])
        holding = choose(
            name, holdings, language=values.get("language", ""), version=values.get("version", 0)
        )
        content = repository.read(holding)
    return portion(content, values["part"], holding.expression) if values.get("part") else content


WORKS: Final[Mapping[str, Callable[[Mapping[str, Any]], Any]]] = MappingProxyType(
    {"convert": convert, "validate": validate, "find": find, "get": get}
)
