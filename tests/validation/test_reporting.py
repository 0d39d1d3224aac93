"""The forms of the report: read back by those who have to read them."""

from __future__ import annotations

import json
import os
from importlib import import_module, resources
from pathlib import Path

import jsonschema
import junitparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.findings import Code, Finding, Severity
from akn.rendering import render
from akn.rendering.findings import FileReport, Inspection

NS = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ERROR = Finding(
    "XSD101", Severity.ERROR, "`a` may not, 100 %: stand", 3, 5, "/x/a[2]", "a_1", "Move: it, 5 %."
)
WARNING = Finding("EID006", Severity.WARNING, "an eId\nin two lines", 7, None, "/x", "", "")
INFORMATION = Finding("META018", Severity.INFORMATION, "a date", None)
UNREAD = Finding("FILE001", Severity.ERROR, "The file could not be read: gone", help="Check the path.")
REPORT = Inspection(
    (
        FileReport("a/good one.xml", True, NS, "act", (), True),
        FileReport("bad,1.xml", False, NS, "statement", (ERROR, WARNING, INFORMATION)),
        FileReport("-", True, NS, "doc", (WARNING,), True),
        FileReport("gone.xml", None, "", "", (UNREAD,)),
    ),
    codes=lambda: {"XSD101": Code("XSD101", Severity.ERROR, "schema", "Preamble in the body", "Because.")},
)


def rendered(form, report=REPORT):
    return render(report, form)


def texts():
    return st.text(st.characters(codec="utf-8"), max_size=40)


@st.composite
def reports(draw):
    numbers = st.none() | st.integers(1, 10**6)
    finding = st.builds(
        Finding, st.sampled_from(["XSD001", "EID001", "SCH-a b"]), st.sampled_from(Severity),
        texts().filter(bool), numbers, numbers, texts(), texts(), texts(),
    )  # fmt: skip
    file = st.builds(
        FileReport, texts().filter(bool), st.sampled_from([True, False, None]), texts(), texts(),
        st.lists(finding, max_size=3).map(tuple), st.booleans(),
    )  # fmt: skip
    return Inspection(
        tuple(draw(st.lists(file, max_size=3))),
        draw(st.sampled_from(Severity)),
        draw(st.sampled_from(Severity)),
    )


# ------------------------------------------------------------------ text


def test_text():
    assert rendered("text").replace("\x1b[0m", "") is not None
    plain = import_module("click").unstyle(rendered("text"))
    assert plain.splitlines() == [
        "bad,1.xml:3:5: error XSD101: `a` may not, 100 %: stand",
        "    in /x/a[2] (eId a_1)",
        "    help: Move: it, 5 %.",
        "bad,1.xml:7: warning EID006: an eId",
        "in two lines",
        "    in /x",
        "-:7: warning EID006: an eId",
        "in two lines",
        "    in /x",
        "gone.xml: error FILE001: The file could not be read: gone",
        "    help: Check the path.",
        (
            "4 files, 1 clean, 1 not valid by the schema, 1 could not be read, 2 errors, 2 warnings, "
            "1 of information (shown with --severity information)"
        ),
    ]


# ------------------------------------------------------------------ JSON


def json_schema():
    text = (
        resources.files("akn.schemas").joinpath("validation-report.schema.json").read_text(encoding="utf-8")
    )
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_json_holds_what_was_found():
    data = json.loads(rendered("json"))
    json_schema().validate(data)
    assert [f["schemaValid"] for f in data["files"]] == [True, False, True, None]
    assert data["summary"] == {
        "files": 4, "schemaValid": 2, "failed": 2, "errors": 2, "warnings": 2, "information": 1,
        "skipped": 0, "known": 0,
    }  # fmt: skip
    assert data["files"][1]["findings"][0] == {
        "code": "XSD101", "severity": "error", "message": "`a` may not, 100 %: stand", "line": 3, "column": 5,
        "path": "/x/a[2]", "eId": "a_1", "help": "Move: it, 5 %.",
        "group": "XSD101",
    }  # fmt: skip
    assert len(data["files"][1]["findings"]) == 2  # information is counted, not shown


@given(reports())
def test_json_is_always_as_its_schema_says(report):
    json_schema().validate(json.loads(rendered("json", report)))


def test_the_schema_is_strict():
    data = json.loads(rendered("json"))
    data["files"][0]["extra"] = 1
    assert not json_schema().is_valid(data)


# ------------------------------------------------------------------ SARIF

#: SARIF 2.1.0 as far as we use it, written out strictly: no other property is let through.
_TEXT = {
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {"text": {"type": "string", "minLength": 1}},
}
_POSITION = {"type": "integer", "minimum": 1}
_URI = {"type": "string", "pattern": "^https?://"}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/run"}},
    },
    "$defs": {
        "run": {
            "type": "object",
            "required": ["tool", "results"],
            "additionalProperties": False,
            "properties": {
                "tool": {
                    "type": "object", "required": ["driver"], "additionalProperties": False,
                    "properties": {"driver": {"$ref": "#/$defs/driver"}},
                },
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "invocations": {
                    "type": "array",
                    "items": {
                        "type": "object", "required": ["executionSuccessful"], "additionalProperties": False,
                        "properties": {"executionSuccessful": {"type": "boolean"}},
                    },
                },
                "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
            },
        },
        "driver": {
            "type": "object", "required": ["name"], "additionalProperties": False,
            "properties": {
                "name": {"type": "string"}, "version": {"type": "string"}, "informationUri": _URI,
                "rules": {
                    "type": "array", "uniqueItems": True,
                    "items": {
                        "type": "object", "additionalProperties": False,
                        "required": [
                            "id", "shortDescription", "fullDescription", "help", "helpUri", "defaultConfiguration",
                        ],
                        "properties": {
                            "id": {"type": "string"}, "name": {"type": "string"}, "shortDescription": _TEXT,
                            "fullDescription": _TEXT, "helpUri": _URI,
                            "help": {
                                "type": "object", "required": ["text", "markdown"], "additionalProperties": False,
                                "properties": {"text": {"type": "string"}, "markdown": {"type": "string"}},
                            },
                            "defaultConfiguration": {
                                "type": "object", "additionalProperties": False,
                                "properties": {"level": {"enum": ["none", "note", "warning", "error"]}},
                            },
                            "properties": {"type": "object"},
                        },
                    },
                },
            },
        },
        "result": {
            "type": "object", "required": ["message"], "additionalProperties": False,
            "properties": {
                "ruleId": {"type": "string"}, "ruleIndex": {"type": "integer", "minimum": 0},
                "level": {"enum": ["none", "note", "warning", "error"]}, "message": _TEXT,
                "locations": {"type": "array", "items": {"$ref": "#/$defs/location"}},
                "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
                "properties": {"type": "object"},
            },
        },
        "location": {
            "type": "object", "additionalProperties": False,
            "properties": {
                "physicalLocation": {
                    "type": "object", "required": ["artifactLocation"], "additionalProperties": False,
                    "properties": {
                        "artifactLocation": {
                            "type": "object", "additionalProperties": False,
                            "properties": {
                                "uri": {"type": "string", "pattern": r"^[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*$"},
                                "uriBaseId": {"type": "string"},
                            },
                        },
                        "region": {
                            "type": "object", "additionalProperties": False,
                            "properties": {"startLine": _POSITION, "startColumn": _POSITION},
                        },
                    },
                },
                "logicalLocations": {
                    "type": "array", "uniqueItems": True,
                    "items": {
                        "type": "object", "additionalProperties": False,
                        "properties": {
                            "name": {"type": "string"},
                            "fullyQualifiedName": {"type": "string"},
                            "kind": {"type": "string"},
                        },
                    },
                },
            },
        },
    },
}  # fmt: skip


@given(reports())
def test_sarif_is_always_in_its_form(report):
    jsonschema.Draft202012Validator(SARIF).validate(json.loads(rendered("sarif", report)))


def test_sarif_by_the_official_schema():
    named = os.environ.get("AKN_SARIF_SCHEMA")
    if not named:
        pytest.skip("AKN_SARIF_SCHEMA names no copy of sarif-schema-2.1.0.json")
    schema = json.loads(Path(named).read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(json.loads(rendered("sarif")))


def test_sarif_points_each_result_at_its_rule_and_place():
    (run,) = json.loads(rendered("sarif"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [r["ruleId"] for r in run["results"]] == ["XSD101", "EID006", "EID006", "FILE001"]
    assert [rules[r["ruleIndex"]]["id"] for r in run["results"]] == [r["ruleId"] for r in run["results"]]
    assert rules[0]["shortDescription"] == {"text": "Preamble in the body"}
    assert [r["level"] for r in run["results"]] == ["error", "warning", "warning", "error"]
    place = run["results"][0]["locations"][0]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "bad%2C1.xml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 5},
    }  # fmt: skip
    assert run["invocations"] == [{"executionSuccessful": False}]


def test_sarif_is_read_by_the_tools_of_its_field(tmp_path):
    from sarif.loader import load_sarif_file

    path = tmp_path / "akn.sarif"
    path.write_text(rendered("sarif"), encoding="utf-8")
    records = load_sarif_file(str(path)).get_records()
    assert [record["Code"] for record in records if record["Code"] == "XSD101"] == ["XSD101"]
    assert len(records) == 4
    assert "bad%2C1.xml" in {record["Location"] for record in records}


# ------------------------------------------------------------------ JUnit


def test_junit_read_back(tmp_path):
    path = tmp_path / "junit.xml"
    path.write_text(rendered("junit"), encoding="utf-8")
    suites = junitparser.JUnitXml.fromfile(str(path))
    (suite,) = suites
    assert (suite.tests, suite.failures, suite.errors) == (4, 1, 1)
    cases = {case.name: case for case in suite}
    assert cases["a/good one.xml"].is_passed
    (failure,) = cases["bad,1.xml"].result
    assert isinstance(failure, junitparser.Failure)
    assert failure.type == "XSD101"
    assert "line 3: error XSD101" in failure.text
    assert "EID006" in cases["bad,1.xml"].system_out
    assert cases["-"].is_passed
    assert isinstance(cases["gone.xml"].result[0], junitparser.Error)


@given(reports())
def test_junit_can_always_be_read(report):
    suites = junitparser.JUnitXml.fromstring(rendered("junit", report).encode())
    (suite,) = suites
    assert suite.tests == len(report.files) == len(list(suite))


# ------------------------------------------------------------------ annotations


def test_github():
    assert rendered("github").splitlines()[:3] == [
        "::error file=bad%2C1.xml,line=3,col=5,title=akn XSD101::`a` may not, 100 %25: stand. Move: it, 5 %25.",
        "::warning file=bad%2C1.xml,line=7,title=akn EID006::an eId%0Ain two lines",
        "::warning file=-,line=7,title=akn EID006::an eId%0Ain two lines",
    ]


@given(reports())
def test_github_never_breaks_a_command(report):
    lines = rendered("github", report).removesuffix("\n").split("\n")
    said = sum(len(found) for _, found in report.said())
    assert len(lines) == said + 1
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines[:-1])
