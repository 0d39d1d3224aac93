"""The tables of the package: TOML for people, and what it says prepared for programs when the package is built.

Reading a table anew costs a command as much as converting a text. ``setup.py`` writes `PREPARED`, which holds each
table as it was read. It is believed only of a file that is, byte for byte, the one that it was made from; any other,
edited in place or from a folder of the user's, is read as TOML.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from msgspec import Raw, Struct, msgpack

HERE: Final = Path(__file__).parent
#: Where the prepared tables lie; without the file all is read as TOML.
PREPARED: Final = HERE / "tables.msgpack"
_DATE: Final = 1


class Ready(Struct, frozen=True, array_like=True):
    """A table as it was read: length and checksum of its file, and what it says."""

    length: int
    checksum: int
    said: Raw


def load(place: str) -> dict[str, Any]:
    """Return what the table at `place` in the package says (``readers/symbols.toml``)."""
    return read(HERE / place)


def read(path: Path) -> dict[str, Any]:
    """Return what the table in the file `path` says, ours or a user's.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no TOML, or no UTF-8.
        RecursionError: it is nested too deeply.
    """
    data = path.read_bytes()
    held = held_ready().get(path.relative_to(HERE).as_posix()) if path.is_relative_to(HERE) else None
    if held is not None and (held.length, held.checksum) == (len(data), crc32(data)):
        said: dict[str, Any] = _DECODER.decode(held.said)
        return said
    return as_toml(data)


def prepare(where: Path = PREPARED) -> dict[str, Ready]:
    """Read every table of the package, and write them to `where`; one that would not come back the same is left out."""
    tables = {}
    for root in (HERE, HERE.with_name("schemas")):  # the schemas come into the package when it is built
        for path in sorted(root.rglob("*.toml")):
            data = path.read_bytes()
            said = as_toml(data)
            packed = msgpack.encode(_told(said))
            if _DECODER.decode(packed) == said:
                place = path.relative_to(HERE) if root is HERE else path.relative_to(HERE.parent)
                tables[place.as_posix()] = Ready(len(data), crc32(data), Raw(packed))
    where.write_bytes(msgpack.encode(tables))
    return tables


def as_toml(data: bytes) -> dict[str, Any]:
    """Return what `data`, the content of a TOML file, says. Raises `ValueError` and `RecursionError` as `read` does."""
    import tomllib  # noqa: PLC0415  # 4 ms, and only what is not prepared wants it

    return tomllib.loads(data.decode("utf-8"))


@cache
def held_ready() -> dict[str, Ready]:
    """Return the prepared tables by their place in the package; none where they were never prepared."""
    try:
        return msgpack.decode(PREPARED.read_bytes(), type=dict[str, Ready])
    except OSError:
        return {}


def _told(value: Any) -> Any:
    """`value` in what the packed form has; it has no date of its own."""
    if isinstance(value, dict):
        return {key: _told(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_told(held) for held in value]
    if type(value) is date:
        return msgpack.Ext(_DATE, value.isoformat().encode())
    return value


def _dated(code: int, data: memoryview) -> Any:
    return date.fromisoformat(str(data, "ascii")) if code == _DATE else None


_DECODER: Final = msgpack.Decoder(ext_hook=_dated)
