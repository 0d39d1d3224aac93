"""Documents out of a repository as a bag (BagIt 1.0, RFC 8493): files, their hashes, and what is said of all."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from akn import output
from akn.errors import UnwritableError
from akn.repositories import paths

_DECLARATION: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


class Bagged(Struct, frozen=True):
    """One document of a bag: which version of which expression, and its bytes."""

    expression: str
    version: int
    valid: bool
    content: bytes


def write(folder: Path, documents: Iterable[Bagged], info: Mapping[str, str]) -> int:
    """Write `documents` to a new bag in `folder`, with `info` on it; returned is how many there are.

    The bag is made aside, and there when it is whole. Raises `UnwritableError`
    where there is something already, or the disk says no.
    """
    aside = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        if folder.exists() and any(folder.iterdir()):
            raise UnwritableError(
                f"{folder}: there is something already; name a folder that is empty or not there"
            )
        output.make_folders(aside)
        count = _fill(aside, documents, info)
        if folder.exists():
            folder.rmdir()
        output.move(aside, folder, durable=True)
    except OSError as error:
        raise UnwritableError(
            f"{folder}: cannot be written: {output.remedy(error)}; there is no bag"
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return count


def _fill(folder: Path, documents: Iterable[Bagged], info: Mapping[str, str]) -> int:
    lines, size, count = [], 0, 0
    for document in documents:
        place = f"data/{_place(document)}"
        output.make_folders((folder / place).parent)
        output.write(folder / place, document.content, durable=True)
        lines.append(f"{hashlib.sha256(document.content).hexdigest()}  {place}\n")
        size += len(document.content)
        count += 1
    output.make_folders(folder / "data")
    said = {**info, "Payload-Oxum": f"{size}.{count}"}
    tags = {
        "bagit.txt": _DECLARATION,
        "bag-info.txt": "".join(
            f"{name}: {' '.join(value.split())}\n" for name, value in said.items()
        ).encode(),
        "manifest-sha256.txt": "".join(sorted(lines, key=lambda line: line[66:])).encode(),
    }
    for name, data in tags.items():
        output.write(folder / name, data, durable=True)
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(tags.items()))
    output.write(folder / "tagmanifest-sha256.txt", sums.encode(), durable=True)
    return count


def _place(document: Bagged) -> str:
    """Where a document lies below ``data``: as in a folder, but with “=” for “%”, which not all programs read alike."""
    place = str(paths.path(document.expression, document.version, valid=document.valid))
    return place.replace("=", "=3D").replace("%", "=")
