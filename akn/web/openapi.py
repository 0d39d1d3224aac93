"""What the API takes and gives, as an OpenAPI document, made from the tables of values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from akn.release import VERSION
from akn.web import values
from akn.web.media import MEDIA
from akn.web.values import Value


@cache
def document() -> dict[str, Any]:
    """Return the OpenAPI document (3.1)."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "akn",
            "version": VERSION,
            "description": "Resolutions to Akoma Ntoso 3.0, and a checker for anybody's Akoma Ntoso.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {
            "/convert": {
                "post": _sending(
                    "convert", "Convert a text to Akoma Ntoso", values.CONVERT, _lines("Converted")
                )
            },
            "/validate": {
                "post": _sending("validate", "Check Akoma Ntoso", values.VALIDATE, _lines("Checked"))
            },
            "/render": {
                "post": _sending("render", "Write Akoma Ntoso in another form", values.RENDER, _made("to"))
            },
            "/pages": {
                "post": _sending(
                    "pages",
                    "Show a page of a PDF, or where its lines stand",
                    values.PAGES,
                    _json("Sight") | {"image/png": {"schema": {"type": "string", "format": "binary"}}},
                )
            },
            "/find": {"get": _asking("find", "Find documents of the library", values.FIND, _json("Found"))},
            "/get": {"get": _asking("get", "Get a document back", values.GET, _made("to"))},
            "/compare": {
                "post": _sending("compare", "Tell what became of each clause", values.COMPARE, _made("to")),
                "get": _asking(
                    "compareKept",
                    "Compare documents of the library, or its language versions of one",
                    values.COMPARE_KEPT,
                    _made("to"),
                ),
            },
            "/overview": {
                "get": _asking(
                    "overview", "Count the library, and draw who cites whom", values.OVERVIEW, _made("to")
                )
            },
            "/deposit": {
                "post": _sending(
                    "deposit", "Keep a valid document in the library", values.DEPOSIT, _lines("Receipt")
                )
            },
            "/health": {"get": _asking("health", "Whether the server is well", {}, _json("Health"))},
        },
        "components": {"schemas": _SCHEMAS, "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
        "security": [{}, {"key": []}],
    }


def _parameters(known: Mapping[str, Value]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "query",
            "required": value.required,
            "description": value.said,
            "schema": value.schema(),
        }
        for name, value in known.items()
    ]


def _lines(name: str) -> dict[str, Any]:
    """The answer called `name`; of several files, one a line."""
    return _json(name) | {"application/x-ndjson": {"schema": {"type": "string"}}}


def _made(what: str) -> dict[str, Any]:
    """What is made in the form that the value `what` asks for."""
    described = {"schema": {"type": "string", "description": f"in the form that “{what}” asks for"}}
    kinds = {kind.partition(";")[0] for kind in MEDIA.values()} - {"image/png"}
    return dict.fromkeys(sorted({"text/plain", *kinds}), described)


def _sending(
    name: str, summary: str, known: Mapping[str, Value], answer: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        **_asking(name, summary, known, answer),
        "requestBody": {
            "required": True,
            "content": {
                "text/plain": {"schema": {"type": "string"}},
                "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
                "multipart/form-data": {"schema": _FORM},
            },
        },
    }


def _asking(
    name: str, summary: str, known: Mapping[str, Value], content: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": summary,
        "parameters": _parameters(known),
        "responses": {
            "200": {"description": "done", "content": dict(content)},
            "default": {
                "description": "a problem (RFC 9457)",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
            },
        },
    }


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


_FORM = {
    "type": "object",
    "properties": {
        "file": {"type": "array", "items": {"type": "string", "format": "binary"}},
        "text": {"type": "string"},
    },
}
_SCHEMAS: dict[str, Any] = {
    "Converted": {
        "type": "object",
        "properties": {
            "xml": {"type": "string"},
            "report": {"type": "object", "description": "as schemas/conversion-report.schema.json has it"},
            "clean": {"type": "boolean", "description": "whether no finding is an error"},
            "lines": {
                "type": "object",
                "description": "the line of the source where the part with an eId begins",
                "additionalProperties": {"type": "integer"},
            },
            "documents": {"type": "array", "items": {"$ref": "#/components/schemas/Converted"}},
            "read": {
                "type": "array",
                "description": "with “trace”: the lines as they were read, number and text",
                "items": {"type": "array"},
            },
            "roles": {
                "type": "object",
                "description": "with “trace”: what begins in each line, by its number",
                "additionalProperties": {"type": "string"},
            },
            "html": {"type": "string", "description": "with “trace”: the page of the document"},
        },
    },
    "Checked": {
        "type": "object",
        "required": ["findings", "valid"],
        "properties": {
            "valid": {"type": "boolean", "description": "whether no finding is an error"},
            "schemaValid": {"type": ["boolean", "null"]},
            "findings": {"type": "array", "items": {"type": "object"}},
            "mends": {
                "type": "array",
                "description": "with “fix”: what can safely be mended, piece by piece",
                "items": {
                    "type": "object",
                    "required": ["line", "old", "new"],
                    "properties": {
                        "line": {"type": "integer"},
                        "old": {"type": "array", "items": {"type": "string"}},
                        "new": {"type": "array", "items": {"type": "string"}},
                    },
                },
            },
            "html": {"type": "string", "description": "with “trace”: the page of the document"},
        },
    },
    "Found": {
        "type": "object",
        "required": ["documents"],
        "properties": {"documents": {"type": "array", "items": {"type": "object"}}},
    },
    "Health": {
        "type": "object",
        "required": ["status", "version"],
        "properties": {
            "status": {"const": "ok"},
            "version": {"type": "string"},
            "library": {"type": "boolean"},
            "key": {"type": "boolean", "description": "whether requests must show a key"},
            "known": {
                "type": "object",
                "description": "the languages, institutions and kinds that can be named",
                "additionalProperties": {"type": "array", "items": {"type": "string"}},
            },
        },
    },
    "Receipt": {
        "type": "object",
        "required": ["name", "outcome", "valid"],
        "properties": {
            "name": {"type": "string"},
            "outcome": {"type": "string"},
            "expression": {"type": "string"},
            "version": {"type": "integer"},
            "valid": {"type": "boolean"},
            "reason": {"type": "string"},
        },
    },
    "Sight": {
        "type": "object",
        "required": ["pages", "lines"],
        "properties": {
            "pages": {
                "type": "array",
                "description": "width and height of each page, in points",
                "items": {"type": "array", "items": {"type": "number"}},
            },
            "lines": {
                "type": "object",
                "description": "by its number: page, left, top, right, bottom of a line, as parts of its page",
                "additionalProperties": {"type": "array", "items": {"type": "number"}},
            },
        },
    },
    "Problem": {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
        },
    },
}
