"""Files named on the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from akn.errors import UnreadableError

if TYPE_CHECKING:
    from lxml import etree


def xml_files(inputs: Sequence[Path]) -> Iterator[Path]:
    """Each file of `inputs`, and the XML files of each folder; what a name with a dot hides is left alone.

    Raises:
        UnreadableError: an input does not exist.
    """
    for path in inputs:
        if not path.exists():
            raise UnreadableError(f"{path} does not exist; name XML files or folders of them")
    return _walked(inputs)


def _walked(inputs: Sequence[Path]) -> Iterator[Path]:
    for path in inputs:
        if not path.is_dir():
            yield path
            continue
        for file in sorted(path.rglob("*.xml")):
            if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts):
                yield file


def root_of(name: str) -> etree._Element:
    """The root of the XML file called `name`, “-” for standard input, read safely.

    Raises:
        UnreadableError: it cannot be read, or is no well-formed XML.
    """
    from akn.tree import parse  # noqa: PLC0415  # so that --help is quick

    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise UnreadableError(
            f"{name} cannot be read ({error.strerror}); name an XML file, or - for standard input"
        ) from error
    return parse.root_of(data, name)
