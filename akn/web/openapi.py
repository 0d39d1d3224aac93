"""What the API takes and gives, as an OpenAPI document, made from the tables of values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from akn.release import VERSION
from akn.web.values import CONVERT, FIND, GET, VALIDATE, Value


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
            "/convert": {"post": _sending("convert", "Convert a text to Akoma Ntoso", CONVERT, "Converted")},
            "/validate": {"post": _sending("validate", "Check Akoma Ntoso", VALIDATE, "Checked")},
            "/find": {"get": _asking("find", "Find documents of the library", FIND, _json("Found"))},
            "/get": {
                "get": _asking(
                    "get", "Get a document back", GET, {"application/akn+xml": {"schema": {"type": "string"}}}
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


def _sending(name: str, summary: str, known: Mapping[str, Value], answer: str) -> dict[str, Any]:
    return {
        **_asking(
            name, summary, known, _json(answer) | {"application/x-ndjson": {"schema": {"type": "string"}}}
        ),
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
        },
    },
    "Checked": {
        "type": "object",
        "required": ["findings", "valid"],
        "properties": {
            "valid": {"type": "boolean", "description": "whether no finding is an error"},
            "schemaValid": {"type": ["boolean", "null"]},
            "findings": {"type": "array", "items": {"type": "object"}},
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
