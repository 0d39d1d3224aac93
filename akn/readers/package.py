"""Documents in ZIP: their parts, read one by one and never more than a document has."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any, TypeAlias, cast

from lxml import etree

from akn.errors import UnreadableError

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml gives its element class no public name

#: No part of a document of a parliament is larger when it is unpacked, in bytes, nor are all that are read together.
LARGEST_PART = 64_000_000
_LARGEST_OF_ALL = 160_000_000
#: Parts above so many bytes are unpacked to no more than so many times their packed size: XML packs to a tenth.
_SUSPICIOUS, _RATIO = 4_000_000, 200
#: A document has no more entries.
_MOST_ENTRIES = 20_000


class Package:
    """The parts of a document in ZIP; nothing of it is ever unpacked to a disk."""

    def __init__(self, data: bytes, title: str) -> None:
        """Open the bytes of a document that a message calls `title`.

        Raises:
            UnreadableError: they are no whole ZIP, or it holds more than a document does.
        """
        self._title = title
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as error:
            raise UnreadableError(f"this {title} is damaged ({error}); {_AGAIN}") from error
        if len(entries) > _MOST_ENTRIES:
            raise UnreadableError(
                f"this {title} holds {len(entries)} parts, which no document does; {_AGAIN}"
            )
        self.names = tuple(entry.filename for entry in entries)
        self._entries = {entry.filename: entry for entry in entries}

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def part(self, name: str) -> bytes:
        """The bytes of the part `name`, b"" where there is none.

        Raises:
            UnreadableError: it is damaged, locked, or larger than a document's part is.
        """
        entry = self._entries.get(name)
        if entry is None:
            return b""
        large = entry.file_size > LARGEST_PART
        swollen = entry.file_size > _SUSPICIOUS and entry.file_size > _RATIO * max(entry.compress_size, 1)
        if entry.flag_bits & 1:
            raise UnreadableError(f"this {self._title} is locked by a password; save it without one")
        if large or swollen:
            raise self._bomb(name)
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(LARGEST_PART + 1)
        except (
            zipfile.BadZipFile,
            ValueError,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise UnreadableError(f"this {self._title} is damaged in {name} ({error}); {_AGAIN}") from error
        except Exception as error:  # zlib.error and the like have no common base
            raise UnreadableError(f"this {self._title} is damaged in {name} ({error}); {_AGAIN}") from error
        self._read += len(data)
        if len(data) > LARGEST_PART or self._read > _LARGEST_OF_ALL:
            raise self._bomb(name)
        return data

    def tree(self, name: str) -> Element | None:
        """The part `name` as XML, None where there is none.

        Raises:
            UnreadableError: it is no whole XML, or has a document type, which no document in ZIP has.
        """
        data = self.part(name)
        return parsed(data, f"{name} of this {self._title}") if data.strip() else None

    def _bomb(self, name: str) -> UnreadableError:
        return UnreadableError(
            f"{name} of this {self._title} is larger than any document's when it is unpacked; "
            "it is not opened. Save the document anew, without pictures"
        )


_AGAIN = "open it in a word processor and save it anew"


def parsed(data: bytes, called: str, *, with_doctype: bool = False) -> Element:
    """The root of the XML `data`, which a message calls `called`: no entity is resolved and nothing is fetched.

    `with_doctype` says that files of its kind have a document type, which is then not read.

    Raises:
        UnreadableError: it is no whole XML, it nests deeper than any document, or it has a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        said = " ".join(str(error.msg).split())
        raise UnreadableError(f"{called} is no whole XML ({said}); save the document anew") from error
    if cast("Any", root.getroottree().docinfo).doctype and not with_doctype:
        raise UnreadableError(
            f"{called} has a document type, which no word processor writes; save the document anew"
        )
    return root


def local(element: Element) -> str:
    """The name of `element` without its namespace, "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value_of(element: Element, name: str) -> str | None:
    """The attribute `name` of `element`, whichever of its namespaces the file uses."""
    for key, value in cast("list[tuple[str, str]]", element.items()):
        if key.rpartition("}")[2] == name:
            return value
    return None


def number_in(text: str | None, default: int) -> int:
    """The whole number that `text` says, `default` where it is none."""
    try:
        return int((text or "")[:9])
    except ValueError:
        return default
