"""All that is known of a format, once: what its reader declares.

A reader is a module with these names:

- ``READS``: ``"bytes"``, or ``"text"`` for what is decoded before it is read;
- ``SUFFIXES``: how its files' names end, small letters, with the dot;
- ``MAGIC``: the first bytes of its files, or several such, or ``b""``;
- ``read``: takes the bytes, or the text with LF at the end of each line, and gives a `Reading`;
- ``MIME`` and ``TITLE``, if it likes: its media type, and what it is called in a sentence;
- ``claims``, if the first bytes do not tell: whether this content is of the format, by all the
  bytes, or by the first 4,096 characters of text;
- ``words``, if it reads bytes: their words as text, got in another way than ``read`` does, as simple as can be; the
  proof of reading holds the pieces against them;
- ``CHANGES``, true if its files may hold tracked changes: `read` and `words` then take,
  second, which text of them is wanted;
- ``declared_encoding``, if its files name their encoding: its name, by all the bytes.

The modules of all readers are imported to know this, so that what is costly in
one is imported when it reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import PurePath
from types import ModuleType
from typing import Any

from msgspec import Struct

from akn.errors import TableError, UnreadableError
from akn.readers.reading import Reading

#: So many characters of a text are looked at to tell its format.
_HEAD = 4096
#: Marks of byte order, as they look where each byte is a character.
_MARKS = ("\xef\xbb\xbf", "\xff\xfe", "\xfe\xff")


class Format(Struct, frozen=True):
    """One format: its name in the registry, and what its reader declares."""

    name: str
    of_bytes: bool
    suffixes: tuple[str, ...]
    magic: tuple[bytes, ...]
    mime: str
    title: str
    read: Callable[..., Reading]
    claims: Callable[[Any], bool] | None
    declared_encoding: Callable[[bytes], str | None] | None
    words: Callable[..., str] | None = None
    changes: bool = False

    @property
    def is_told_by_content(self) -> bool:
        """Whether its files can be known without their names."""
        return bool(self.magic) or self.claims is not None

    def magic_of(self, data: bytes) -> tuple[bytes, ...]:
        """The signatures with which `data` begins."""
        return tuple(signature for signature in self.magic if data.startswith(signature))

    def fits(self, data: bytes, head: str) -> bool:
        """Whether `data`, a text that begins with `head` if it is one, says itself that it is of this format."""
        if self.magic and not data.startswith(self.magic):
            return False
        if self.claims is not None:
            return self.claims(data if self.of_bytes else head)
        return bool(self.magic)


class Formats:
    """The formats of a registry, in its order."""

    def __init__(self, readers: Mapping[str, str]) -> None:
        """Import the readers that `readers` names, name to module, and take what they declare.

        Raises:
            TableError: a reader lacks a name that it must have, or two have one suffix.
        """
        self._named = {name: _declared(name, import_module(place)) for name, place in readers.items()}
        self._by_suffix: dict[str, Format] = {}
        for known in self._named.values():
            for suffix in known.suffixes:
                other = self._by_suffix.setdefault(suffix, known)
                if other is not known:
                    raise TableError(f"the readers “{other.name}” and “{known.name}” both have {suffix}")

    def __getitem__(self, name: str) -> Format:
        """The format of that name.

        Raises:
            UnreadableError: there is none.
        """
        if name not in self._named:
            raise UnreadableError(f"no reader for the format “{name}”; there are: {', '.join(self._named)}")
        return self._named[name]

    def __iter__(self) -> Iterator[Format]:
        return iter(self._named.values())

    def suffixes(self) -> tuple[str, ...]:
        """Every suffix of a file that can be read, small letters, with the dot."""
        return tuple(self._by_suffix)

    def by_content(self, data: bytes) -> Format | None:
        """The format that `data` says itself it is of, the longest signature first; None where it says nothing."""
        head = data[:_HEAD].replace(b"\0", b"").decode("latin-1")
        for mark in _MARKS:
            head = head.removeprefix(mark)
        fitting = [known for known in self if known.fits(data, head)]
        return max(fitting, key=lambda known: max(map(len, known.magic_of(data)), default=0), default=None)

    def by_name(self, name: str) -> Format | None:
        """The format that a file called `name` is of by its suffix; None where that tells nothing."""
        return self._by_suffix.get(PurePath(name).suffix.lower())

    def tell(self, data: bytes, name: str) -> Format | None:
        """The format of `data` in a file called `name`: by its content, else by its name; None where neither tells.

        A name is not believed where the reader knows its files by their content, and this is none.
        """
        told = self.by_content(data)
        if told is not None:
            return told
        named = self.by_name(name)
        return None if named is not None and named.of_bytes and named.is_told_by_content else named


def _declared(name: str, module: ModuleType) -> Format:
    """What the reader `module` declares."""
    reads = getattr(module, "READS", None)
    if reads not in {"bytes", "text"}:
        raise TableError(f"{module.__name__}: READS must be “bytes” or “text”, not {reads!r}")
    for wanted in ("SUFFIXES", "MAGIC", "read"):
        if not hasattr(module, wanted):
            raise TableError(f"{module.__name__}: a reader must have “{wanted}”")
    magic = module.MAGIC if isinstance(module.MAGIC, tuple) else (module.MAGIC,)
    return Format(
        name=name,
        of_bytes=reads == "bytes",
        suffixes=tuple(module.SUFFIXES),
        magic=tuple(signature for signature in magic if signature),
        mime=getattr(module, "MIME", ""),
        title=getattr(module, "TITLE", name),
        read=module.read,
        claims=getattr(module, "claims", None),
        declared_encoding=getattr(module, "declared_encoding", None),
        words=getattr(module, "words", None),
        changes=getattr(module, "CHANGES", False),
    )
