"""The API as its OpenAPI document describes it: requests generated from that document, answers held to it."""

from __future__ import annotations

from http import HTTPStatus

import pytest

schemathesis = pytest.importorskip("schemathesis", reason="the extra “consumers” is not installed")
pytest.importorskip("uvicorn", reason="the extra “serve” is not installed")

from hypothesis import HealthCheck, given, settings  # noqa: E402
from schemathesis.checks import (  # noqa: E402
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

from akn.web.openapi import document  # noqa: E402
from tests.consumers.browsing import deposited, served  # noqa: E402


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    library = deposited(tmp_path_factory.mktemp("api") / "library")
    with served("--library", library, "--max-size", "1") as address:
        yield schemathesis.openapi.from_url(f"{address}openapi.json")


OPERATIONS = [
    f"{method.upper()} {path}" for path, methods in document()["paths"].items() for method in methods
]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_answer_is_as_the_document_says(api, operation):
    described = {one.ok().label: one.ok() for one in api.get_all_operations()}[operation]

    @given(described.as_strategy())
    @settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def holds(case):
        answer = case.call()
        case.validate_response(answer, checks=CHECKS)
        if answer.status_code != HTTPStatus.OK:
            assert answer.json()["detail"]

    holds()
