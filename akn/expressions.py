"""Regular expressions that are compiled when the package is built, so that a command has them at once.

A conversion compiles six hundred expressions, out of code and tables; that was a third of the time of a short command.
``setup.py`` writes `PREPARED`, which holds what Python makes of each. It is believed only by the very Python that made
it, only of an expression that is, letter for letter and flag for flag, the one that it was made from, and only
undamaged; any other is compiled (`tests/test_expressions.py` holds them to what Python compiles). Nothing is added when
a command runs: what a document says is never in it.

It is done for the command line alone (`prepared`): a program that imports akn has the ``re`` that it had.
"""

from __future__ import annotations

import os
import re
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from mmap import ACCESS_READ, mmap
from zlib import crc32

from msgspec import DecodeError, Struct, msgpack

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

#: Where the prepared expressions lie; without the file all are compiled when they are needed.
PREPARED: Final = os.path.join(os.path.dirname(__file__), "expressions.msgpack")  # noqa: PTH118, PTH120  # pathlib costs 3 ms
#: What compiles, in the ``re`` of Python. These parts are private to it: where one is missing, nothing is prepared.
_COMPILER: Final[Any] = getattr(re, "_compiler", None)
_PARTS: Final = ("compile", "_code", "_parser", "_sre")
#: So many bytes say how long the index is, at the beginning of the file, and before each expression its checksum.
_LENGTH: Final = 4
#: The build of Python for which an expression is compiled.
_BUILD: Final = f"{sys.version} {sys.byteorder}"
#: Expressions with this flag print what they are made of while they are.
_PRINTED: Final = int(re.DEBUG)
#: What expressions are written in; what is parsed already is Python's own.
_WRITTEN: Final = frozenset({str, bytes})
#: Halves of letters, which no file of UTF-8 can hold.
_LONE: Final = re.compile("[\ud800-\udfff]")


class Compiled(Struct, frozen=True, array_like=True):
    """What ``re`` makes of an expression, to be put into its machine; one `of_bytes` is held as Latin 1."""

    text: str
    of_bytes: bool
    asked: int
    flags: int
    groups: int
    names: dict[str, int]
    code: bytes

    @property
    def expression(self) -> str | bytes:
        """The expression as it was written."""
        return self.text.encode("latin-1") if self.of_bytes else self.text


class Index(Struct, frozen=True, array_like=True):
    """The beginning of the file: for which Python it is, the keys of its expressions, where each begins and ends."""

    build: str
    keys: bytes
    begins: bytes
    ends: bytes


@contextmanager
def prepared(path: str = PREPARED) -> Iterator[None]:
    """Let ``re`` take from the file `path` what is in there, and compile the rest."""
    try:
        held = _Held(path) if _is_known() else None
    except (OSError, ValueError, DecodeError):  # there is no such file, or an empty or a damaged one
        held = None
    if held is None or held.index.build != _BUILD:
        yield
        return
    plain = _COMPILER.compile

    def compile_or_take(expression: Any, flags: Any = 0) -> Any:
        flags = int(flags)
        compiled = held.get(_key(expression, flags)) if type(expression) in _WRITTEN else None
        if compiled is not None and (compiled.expression, compiled.asked) == (expression, flags):
            return _machine(compiled)
        return plain(expression, flags)

    _COMPILER.compile = compile_or_take
    try:
        yield
    finally:
        _COMPILER.compile = plain


@contextmanager
def preparing(path: str = PREPARED) -> Iterator[None]:
    """Write every expression that is compiled within to the file `path`; nothing where this Python cannot tell them."""
    if not _is_known():
        yield
        return
    plain, found = _COMPILER.compile, {}

    def compile_and_note(expression: Any, flags: Any = 0) -> Any:
        flags = int(flags)
        if type(expression) in _WRITTEN and not _is_lone(expression) and not flags & _PRINTED:
            compiled = _compiled(expression, flags)
            if _machine(compiled) == plain(expression, flags):  # patterns are alike where their code is
                found[_key(expression, flags)] = compiled
        return plain(expression, flags)

    _COMPILER.compile = compile_and_note
    try:
        yield
    finally:
        _COMPILER.compile = plain
    blocks = bytearray()
    places = []
    for key, compiled in found.items():  # as they were met: what one language needs lies together
        block, begin = msgpack.encode(compiled), len(blocks)
        blocks += crc32(block).to_bytes(_LENGTH) + block
        places.append((key, begin, len(blocks)))
    index = msgpack.encode(
        Index(_BUILD, *(array("I", row).tobytes() for row in zip(*sorted(places), strict=True)))
    )
    with open(path, "wb") as file:  # noqa: PTH123  # as above
        file.write(len(index).to_bytes(_LENGTH) + index + blocks)


class _Held:
    """What is in the file `path`; of its expressions only those that are asked for are read."""

    def __init__(self, path: str) -> None:
        with open(path, "rb") as file:  # noqa: PTH123  # as above
            self._file = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
        begin = _LENGTH + int.from_bytes(self._file[:_LENGTH])
        self.index = msgpack.decode(self._file[_LENGTH:begin], type=Index)
        self._blocks = self._file[begin:]
        self._keys, self._begins, self._ends = (
            array("I", row) for row in (self.index.keys, self.index.begins, self.index.ends)
        )

    def get(self, key: int) -> Compiled | None:
        """Return the expression with that `key`; None where it is not there, or is damaged."""
        place = bisect_left(self._keys, key)
        if place == len(self._keys) or self._keys[place] != key:
            return None
        try:
            block = self._blocks[self._begins[place] : self._ends[place]]
            undamaged = crc32(block[_LENGTH:]) == int.from_bytes(block[:_LENGTH])
            return _DECODER.decode(block[_LENGTH:]) if undamaged else None
        except (IndexError, DecodeError):
            return None


def _is_known() -> bool:
    """Whether this Python compiles expressions as we know it."""
    return sys.implementation.name == "cpython" and all(hasattr(_COMPILER, part) for part in _PARTS)


def _is_lone(expression: str | bytes) -> bool:
    return isinstance(expression, str) and _LONE.search(expression) is not None


def _key(expression: str | bytes, flags: int) -> int:
    written = expression.encode("utf-8", "surrogatepass") if isinstance(expression, str) else expression
    return crc32(written, flags)


def _compiled(expression: str | bytes, flags: int) -> Compiled:
    """What `re._compiler.compile` hands to the machine."""
    parsed = _COMPILER._parser.parse(expression, flags)  # noqa: SLF001
    state = parsed.state
    code = array("I", _COMPILER._code(parsed, flags)).tobytes()  # noqa: SLF001
    return Compiled(
        expression if isinstance(expression, str) else expression.decode("latin-1"),
        isinstance(expression, bytes),
        flags,
        flags | int(state.flags),
        state.groups - 1,
        dict(state.groupdict),
        code,
    )


def _machine(compiled: Compiled) -> Any:
    code = array("I")
    code.frombytes(compiled.code)
    places: list[str | None] = [None] * (compiled.groups + 1)
    for name, place in compiled.names.items():
        places[place] = name
    return _COMPILER._sre.compile(  # noqa: SLF001
        compiled.expression, compiled.flags, code.tolist(), compiled.groups, compiled.names, tuple(places)
    )


_DECODER: Final = msgpack.Decoder(Compiled)
