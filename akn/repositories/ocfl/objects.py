"""Objects of the Oxford Common File Layout 1.1: where each lies, its inventory, a version added (ocfl.io/1.1/spec).

An expression is an object, its IRI the identifier, and each deposit a version of it.
The content of a version is one file, ``document.xml``, or ``document.invalid.xml``
where it is marked as not valid.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from akn import output

ROOT_DECLARATION: Final = ("0=ocfl_1.1", "ocfl_1.1\n")
_DECLARATION: Final = ("0=ocfl_object_1.1", "ocfl_object_1.1\n")
#: A registered layout (ocfl.github.io/extensions/0003): folders by the hash of the identifier, then itself, encoded.
LAYOUT: Final[dict[str, Any]] = {
    "extensionName": "0003-hash-and-id-n-tuple-storage-layout",
    "digestAlgorithm": "sha256",
    "tupleSize": 3,
    "numberOfTuples": 3,
}
_ENCODED: Final = re.compile(r"[^A-Za-z0-9_-]")
_LONGEST: Final = 100
_TYPE: Final = "https://ocfl.io/1.1/spec/#inventory"
_NAMES: Final = {True: "document.xml", False: "document.invalid.xml"}


class Version(Struct, frozen=True):
    """A version of an object, as its inventory tells: hashes of its bytes, whether it is valid, when it came."""

    number: int
    sha256: str
    sha512: str
    valid: bool
    when: str
    place: str


class Inventory(Struct, frozen=True):
    """What is told of an object: its `identifier`, and its versions from the first."""

    identifier: str
    versions: tuple[Version, ...]


class FaultyError(Exception):
    """What is wrong with an object, as a sentence without its name."""


def place_of(identifier: str) -> str:
    """Where the object called `identifier` lies below the root."""
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()
    encoded = _ENCODED.sub(_escaped, identifier)
    name = encoded if len(encoded) <= _LONGEST else f"{encoded[:_LONGEST]}-{digest}"
    return f"{digest[:3]}/{digest[3:6]}/{digest[6:9]}/{name}"


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02x}" for byte in found[0].encode("utf-8", "surrogatepass"))


def file_of(identifier: str, number: int, *, valid: bool) -> str:
    """Where version `number` of the object lies below the root."""
    return f"{place_of(identifier)}/v{number}/content/{_NAMES[valid]}"


def all_objects(root: Path) -> Iterator[Path]:
    """The folder of every object below `root`, in order; the folder of extensions holds none."""
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        inner = sorted(one for one in folder.iterdir() if one.is_dir() and not one.is_symlink())
        if any(folder.glob("0=ocfl_object_*")) and folder != root:
            yield folder
        else:
            waiting += reversed([one for one in inner if folder != root or one.name != "extensions"])


def read(folder: Path) -> Inventory:
    """Return the inventory of the object in `folder`.

    Raises:
        FaultyError: it is missing, damaged, or not one that akn writes.
    """
    try:
        data = (folder / "inventory.json").read_bytes()
        stated = (folder / "inventory.json.sha512").read_text(encoding="ascii", errors="replace").split()[:1]
    except OSError as error:
        raise FaultyError(f"its inventory cannot be read ({error.strerror})") from None
    if stated != [hashlib.sha512(data).hexdigest()]:
        raise FaultyError("its inventory has changed since it was written; take it from a backup")
    try:
        held = json.loads(data)
        identifier = str(held["id"])
        versions = tuple(_version(held, identifier, number) for number in range(1, len(held["versions"]) + 1))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        raise FaultyError(
            "its inventory is not one that akn writes; only objects of akn's own are read"
        ) from None
    if place_of(identifier).rpartition("/")[2] != folder.name:
        raise FaultyError(f"it calls itself {identifier}, which lies at {place_of(identifier)}")
    return Inventory(identifier, versions)


def _version(held: dict[str, Any], identifier: str, number: int) -> Version:
    version = held["versions"][f"v{number}"]
    ((sha512, (name,)),) = version["state"].items()
    valid = {name_: is_ for is_, name_ in _NAMES.items()}[name]
    (place,) = (one for one in held["manifest"][sha512] if one.startswith(f"v{number}/"))
    if not re.fullmatch(rf"v{number}/content/{re.escape(name)}", place):
        raise ValueError(place)
    sha256 = next(key for key, files in held["fixity"]["sha256"].items() if place in files)
    when = str(version["created"])
    return Version(number, sha256, sha512, valid, when, f"{place_of(identifier)}/{place}")


def written(inventory: Inventory | None, identifier: str, content: bytes, *, valid: bool, when: str) -> bytes:
    """Return the inventory with one version more, whose bytes are `content`."""
    number = len(inventory.versions) + 1 if inventory else 1
    new = Version(
        number,
        hashlib.sha256(content).hexdigest(),
        hashlib.sha512(content).hexdigest(),
        valid,
        when,
        file_of(identifier, number, valid=valid),
    )
    versions = [*(inventory.versions if inventory else ()), new]
    manifest: dict[str, list[str]] = {}
    fixity: dict[str, list[str]] = {}
    for one in versions:
        place = one.place.removeprefix(f"{place_of(identifier)}/")
        manifest.setdefault(one.sha512, []).append(place)
        fixity.setdefault(one.sha256, []).append(place)
    held = {
        "id": identifier,
        "type": _TYPE,
        "digestAlgorithm": "sha512",
        "head": f"v{number}",
        "manifest": manifest,
        "fixity": {"sha256": fixity},
        "versions": {
            f"v{one.number}": {
                "created": one.when,
                "message": "Deposited" if one.valid else "Deposited, though it is not valid",
                "state": {one.sha512: [_NAMES[one.valid]]},
                "user": {"name": "akn", "address": "https://pypi.org/project/akn/"},
            }
            for one in versions
        },
    }
    return f"{json.dumps(held, ensure_ascii=False, indent=2)}\n".encode("utf-8", "backslashreplace")


def write_inventory(folder: Path, data: bytes, *, durable: bool) -> None:
    """Write an inventory and its hash into `folder`, which nobody reads yet. Raises `OSError`."""
    output.write(folder / "inventory.json", data, durable=durable)
    output.write(folder / "inventory.json.sha512", _sidecar(data), durable=durable)


def replace_inventory(folder: Path, version: Path, *, durable: bool) -> None:
    """Make the inventory of `version` that of the object in `folder`; may be done again. Raises `OSError`."""
    for name in ("inventory.json", "inventory.json.sha512"):
        aside = folder / f"{name}.new"
        output.write(aside, (version / name).read_bytes(), durable=durable)
        output.move(aside, folder / name, durable=durable)


def declare(folder: Path, *, durable: bool) -> None:
    """Say that `folder` is an object. Raises `OSError`."""
    name, text = _DECLARATION
    output.write(folder / name, text.encode(), durable=durable)


def _sidecar(data: bytes) -> bytes:
    return f"{hashlib.sha512(data).hexdigest()} inventory.json\n".encode()
