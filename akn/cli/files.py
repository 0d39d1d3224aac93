"""Files named on the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from akn.errors import UnreadableError


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
