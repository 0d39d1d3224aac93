"""Files to `Source`: which reader, by name and by content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from akn.errors import UnreadableError
from akn.model.source import Format, Source
from akn.readers.decoding import decode
from akn.readers.reading import Reading

#: The reader of each format; the module is loaded when a file of that format comes.
READERS: dict[Format, str] = {
    "text": "akn.readers.text",
    "markdown": "akn.readers.markdown",
    "html": "akn.readers.html",
}

#: What a file's name says of its format.
SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def read(path: Path | str, *, encoding: str | None = None) -> Source:
    """Read the file at `path`.

    Raises:
        UnreadableError: it is missing, a folder, forbidden, empty, no text, or in no known encoding.
    """
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError(f"{path}: there is no such file") from error
    except IsADirectoryError as error:
        raise UnreadableError(
            f"{path}: this is a folder; give a file, or -o FOLDER to convert all of it"
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(f"{path}: cannot be read: {reason}") from error
    return read_bytes(data, str(path), encoding=encoding)


def read_bytes(
    data: bytes, name: str = "-", *, form: Format | None = None, encoding: str | None = None
) -> Source:
    """Read `data`, the bytes of a file called `name`, in the format `form` or as name and content tell.

    Raises:
        UnreadableError: it is empty, no text, or in no known encoding.
    """
    named = form or SUFFIXES.get(Path(name).suffix.lower())
    declared = None
    if named == "html" or (named is None and b"<" in data[:1024]):
        from akn.readers.html import declared_encoding  # noqa: PLC0415  # loaded only for pages

        declared = declared_encoding(data)
    decoded = decode(data, name, declared, encoding)
    chosen: Format = named or ("html" if _HTML.match(decoded.text[:4096]) else "text")
    if chosen == "text" and form is None and _HTML.match(decoded.text[:4096]):
        chosen = "html"
    reading = _reader(chosen)(decoded.text)
    return Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=chosen,
        encoding=decoded.encoding,
        pieces=reading.pieces,
        dropped=(*decoded.dropped, *reading.dropped),
        metadata=reading.metadata,
        findings=(*decoded.findings, *reading.findings),
    )


def _reader(form: Format) -> Callable[[str], Reading]:
    reader: Callable[[str], Reading] = import_module(READERS[form]).read
    return reader
