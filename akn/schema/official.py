"""The official schema: found in the package that carries it, held to its hash, compiled once."""

from __future__ import annotations

import hashlib
import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree
from msgspec import Struct

from akn import ready
from akn.errors import SchemaError

#: The namespace of the standard.
NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
#: The entry of the catalogue that is the standard's own schema, and the one that it imports.
MAIN, IMPORTED = "akomantoso", "xml"
#: Beyond so many bytes a document is first read as a stream, and beyond so many faults not as a tree (see `faults`).
LARGE, MANY = 500_000, 2_000


class SchemaFile(Struct, frozen=True):
    """One entry of the catalogue: an official schema file and the hash it must have."""

    name: str
    title: str
    version: str
    url: str
    package: str
    path: str
    sha256: str

    def locate(self) -> Path:
        """Where the file lies on this machine; the package that carries it is not imported.

        Raises `SchemaError` where the package, or the file in it, is missing.
        """
        spec = importlib.util.find_spec(self.package)
        places = list(spec.submodule_search_locations or ()) if spec else []
        if not places:
            raise SchemaError(
                f"the package {self.package}, which carries the schema “{self.title}”, is not installed; "
                f"install it with “pip install {self.package}”"
            )
        place = Path(places[0], self.path)
        if not place.is_file():
            raise SchemaError(f"{place} is missing; reinstall the package {self.package}")
        return place

    def read(self) -> bytes:
        """Return the bytes of the file. Raises `SchemaError` where their hash is not the pinned one."""
        place = self.locate()
        content = place.read_bytes()
        found = hashlib.sha256(content).hexdigest()
        if found != self.sha256:
            raise SchemaError(
                f"{place} is not the official schema: its SHA-256 is {found}, the catalogue pins "
                f"{self.sha256}; reinstall the package {self.package}"
            )
        return content


@cache
def catalogue() -> dict[str, SchemaFile]:
    """Return the official schema files by name, as ``schemas/catalogue.toml`` lists them."""
    spec = importlib.util.find_spec("akn.schemas")
    if spec is None or spec.origin is None:
        raise SchemaError("the catalogue of schemas is missing; reinstall akn")
    table = ready.read(Path(spec.origin).with_name("catalogue.toml"))
    return {name: SchemaFile(name=name, **entry) for name, entry in table.items()}


def complaints(validator: etree.XMLSchema) -> list[etree._LogEntry]:
    """Return what `validator` said of the document that it refused last."""
    log: Any = validator.error_log  # iterable, though the stubs do not say so
    return list(log)


def faults(validator: etree.XMLSchema, data: bytes) -> int:
    """Return how many faults `validator` finds in the well-formed document in `data`, read as it comes.

    Told of a tree, libxml2 counts for each fault the siblings before it: in a document with
    very many that takes hours. Told of a stream it does not, and cannot say where they are.
    """
    parser = etree.XMLParser(
        schema=validator, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    try:
        etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return max(1, len(parser.error_log))
    return 0


class _Local(etree.Resolver):
    """Answers the one import of the schema with the pinned file, and everything else with a refusal."""

    def resolve(  # type: ignore[override]  # the stubs forget the third argument
        self, system_url: str, public_id: str, context: object
    ) -> object:
        del public_id
        if system_url.rpartition("/")[2] == "xml.xsd":
            return self.resolve_string(catalogue()[IMPORTED].read(), context, base_url=system_url)
        raise SchemaError(f"the schema asks for {system_url}, which the catalogue does not list")


def source() -> etree._Element:
    """Return the official schema as a tree of its own, both files held to their hashes. Raises `SchemaError`."""
    catalogue()[IMPORTED].read()  # here, because what a resolver raises is lost inside libxml2
    parser = etree.XMLParser(no_network=True, remove_comments=True)
    parser.resolvers.add(_Local())
    return etree.fromstring(catalogue()[MAIN].read(), parser, base_url="akomantoso30.xsd")


@cache
def load() -> etree.XMLSchema:
    """Return the compiled official schema, built once per process (about a seventh of a second).

    Both files are held to their hashes; nothing is fetched. Raises `SchemaError`.
    """
    return compile_schema(source())


def is_loaded() -> bool:
    """Whether this process has compiled the whole schema already."""
    return bool(load.cache_info().currsize)


def compile_schema(tree: etree._Element) -> etree.XMLSchema:
    """Return `tree`, the official schema or what was narrowed from it, compiled. Raises `SchemaError`."""
    try:
        return etree.XMLSchema(tree)
    except etree.XMLSchemaParseError as error:
        raise SchemaError(f"the official schema could not be compiled: {error}") from error
