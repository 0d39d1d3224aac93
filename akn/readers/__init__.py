"""Files to `Source`: which reader, by content and by name."""

from __future__ import annotations

import hashlib
from typing import Final

from msgspec.structs import replace

from akn.bounded import LARGEST, opened, read_bounded
from akn.errors import UnreadableError
from akn.model.source import Source
from akn.places import Place, Url
from akn.readers.addresses import refuse_address
from akn.readers.decoding import Decoded, decode
from akn.readers.foreign_xml import refuse_xml
from akn.readers.formats import Format, Formats
from akn.readers.normalising import normalised
from akn.readers.reading import Changes, Reading

#: The reader of each format: one line a format, and all else is declared by the reader.
READERS: Final[dict[str, str]] = {
    "text": "akn.readers.text",
    "markdown": "akn.readers.markdown",
    "html": "akn.readers.html",
    "docx": "akn.readers.docx",
    "odt": "akn.readers.odt",
    "pdf": "akn.readers.pdf",
    "ep_xml": "akn.readers.ep_xml",
    "formex": "akn.readers.formex",
}

#: So many bytes at each end of a file tell its format.
_PEEK: Final = 65536
#: What the readers declare.
FORMATS: Final = Formats(READERS)
#: How the names of files end that can be read.
SUFFIXES: Final = FORMATS.suffixes()


def read(
    path: Place | str,
    *,
    encoding: str | None = None,
    megabytes: int = LARGEST,
    changes: Changes = "accepted",
) -> Source:
    """Read the file at `path`, ``-`` for standard input; `changes` says which text of tracked changes is read.

    Raises:
        UnreadableError: it is missing, a folder, forbidden, larger than so many `megabytes`, empty, no
            text, or in no known encoding; or it is an address, for nothing is fetched.
    """
    if not isinstance(path, Url):
        refuse_address(path)
    try:
        data = read_bounded(path, megabytes)
    except FileNotFoundError as error:
        raise UnreadableError(f"{path}: there is no such file") from error
    except IsADirectoryError as error:
        raise UnreadableError(
            f"{path}: this is a folder; give a file, or -o FOLDER to convert all of it"
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(f"{path}: cannot be read: {reason}") from error
    return read_bytes(data, str(path), encoding=encoding, changes=changes)


def told_by_content(path: Place) -> bool:
    """Whether the file at `path` says itself that it is of a format of bytes (PDF, DOCX), whatever its name.

    Only its beginning and its end are looked at.
    """
    try:
        with opened(path) as stream:
            data = stream.read(_PEEK)
            size = stream.seek(0, 2)
            if size > _PEEK:
                stream.seek(max(_PEEK, size - _PEEK))
                data += stream.read(_PEEK)
    except (OSError, UnreadableError):
        return False
    told = FORMATS.by_content(data)
    return told is not None and told.of_bytes


def read_bytes(
    data: bytes,
    name: str = "-",
    *,
    form: str | None = None,
    encoding: str | None = None,
    changes: Changes = "accepted",
) -> Source:
    """Read `data`, the bytes of a file called `name`, in the format `form` or as content and name tell.

    `encoding` is that of a text, where the user says it; by default it is told. `changes` says which text of
    tracked changes is read, where the format has them.

    Raises:
        UnreadableError: it is empty, of no format that is known, in no encoding that can be told, or
            there is no such format.
    """
    chosen = FORMATS[form] if form is not None else FORMATS.tell(data, name)
    if chosen is not None and chosen.of_bytes:
        reading, words = _read(chosen, data, name, changes)
        decoded = Decoded(words, reading.encoding)
    else:
        refuse_xml(data, name)
        decoded = decode(data, name, _declared(data, chosen), encoding)
        of_text = chosen or FORMATS["text"]
        normal = normalised(decoded.text, of_text.name)
        decoded = replace(
            decoded,
            text=normal.characters,
            findings=(*decoded.findings, *normal.findings),
            dropped=(*decoded.dropped, *normal.dropped),
        )
        reading = of_text.read(normal.text)
    return Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=chosen.name if chosen is not None else "text",
        encoding=decoded.encoding,
        pieces=reading.pieces,
        dropped=(*decoded.dropped, *reading.dropped),
        metadata=reading.metadata,
        findings=(*decoded.findings, *reading.findings),
        counting=reading.counting,
        characters=decoded.text,
    )


def _read(chosen: Format, data: bytes, name: str, changes: Changes) -> tuple[Reading, str]:
    """What the reader of bytes makes of `data`, and its words got in another way."""
    try:
        how = (changes,) if chosen.changes else ()
        reading = chosen.read(data, *how)
        return reading, chosen.words(data, *how) if chosen.words else ""
    except UnreadableError as error:
        raise UnreadableError(f"{name}: {error}") from error


def _declared(data: bytes, chosen: Format | None) -> str | None:
    """The encoding that the file names, where files of its format do."""
    if chosen is None or chosen.declared_encoding is None:
        return None
    return chosen.declared_encoding(data)
