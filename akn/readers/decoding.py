"""Bytes to text: which encoding, and what in it could not be text."""

from __future__ import annotations

import codecs

from msgspec import Struct
from msgspec.structs import replace

from akn.errors import UnreadableError
from akn.findings import Finding
from akn.model.source import Dropped
from akn.readers.controls import without_controls
from akn.readers.legacy import UncertainError, by_chance, doubt, tell
from akn.readers.unread import refuse_unread
from akn.readers.wide import reads

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with BOM"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)

#: What to do where the letters are in doubt.
_REMEDY = "save the file as UTF-8, or say what it is in (akn convert --encoding NAME)"


class Decoded(Struct, frozen=True):
    """Text with LF at the end of each line, the name of its encoding, and what there was to remark."""

    text: str
    encoding: str
    dropped: tuple[Dropped, ...] = ()
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, name: str, declared: str | None = None, encoding: str | None = None) -> Decoded:
    """Decode `data`, the bytes of the file called `name`.

    `encoding` is what the user says, and then nothing else is tried. `declared`
    is the encoding that the file itself names, where it does. A byte order mark
    wins, then UTF-8 where the bytes are UTF-8, then what is declared, then the
    code page of the text's language (`akn.readers.legacy`); anything but UTF-8
    that was not declared is a finding.

    Raises:
        UnreadableError: the file is empty, is no text, or its encoding cannot be told for certain.
    """
    if not data.strip():
        raise UnreadableError(f"{name}: the file is empty; there is nothing to convert")
    refuse_unread(data, name)
    read = _as_told(data, name, encoding) if encoding else _text(data, name, declared)
    if not read.text.strip():
        raise UnreadableError(f"{name}: the file holds only white space; there is nothing to convert")
    text = read.text.replace("\r\n", "\n").replace("\r", "\n")
    return _without_controls(replace(read, text=text), name)


def _as_told(data: bytes, name: str, encoding: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding).name
        return Decoded(data.decode(codec).removeprefix("\ufeff"), encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{name}: byte {error.start} means nothing in {encoding}; name another encoding, or none"
        ) from error
    except LookupError as error:
        raise UnreadableError(f"{name}: there is no encoding of text called “{encoding}”") from error


def _text(data: bytes, name: str, declared: str | None) -> Decoded:
    for bom, codec, label in _BOMS:
        if data.startswith(bom):
            try:
                return Decoded(data.decode(codec), label)
            except UnicodeDecodeError as error:
                raise UnreadableError(
                    f"{name}: begins as {label}, but byte {error.start} does not fit; save it anew as UTF-8"
                ) from error
    if b"\x00" in data:
        return _with_zeros(data, name)
    try:
        return Decoded(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and not data[: error.start].isascii():
            return _cut_off(data, error.start)
    if declared:
        try:
            text = data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass  # declared wrongly: as if it had not been declared, which is reported
        else:
            against = doubt(data, declared)
            return Decoded(text, declared, (), (_doubted(declared, against, data),) if against else ())
    return _mixed(data, name) or _legacy(data, name)


def _with_zeros(data: bytes, name: str) -> Decoded:
    """A file with zero bytes: UTF-16 or UTF-32 without a byte order mark, or text with a few of them."""
    for codec in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        width = 4 if "32" in codec else 2
        head = data[: 4096 - 4096 % width] if len(data) > 4096 else data[: len(data) - len(data) % width]
        if not reads(head.decode(codec, errors="replace")):
            continue
        try:
            return Decoded(data.decode(codec), codec.upper(), (), (_guessed(codec.upper(), 1),))
        except UnicodeDecodeError as error:
            raise UnreadableError(
                f"{name}: reads as {codec.upper()}, but byte {error.start} does not fit; save it anew as UTF-8"
            ) from error
    if data.count(0) > max(4, len(data) // 1000):
        raise UnreadableError(f"{name}: this is a binary file, not text; give the text of the document")
    try:
        return Decoded(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{name}: holds zero bytes and byte {error.start} is not UTF-8; save it anew as UTF-8"
        ) from error


def _cut_off(data: bytes, end: int) -> Decoded:
    """UTF-8 that ends in the middle of a character."""
    line = data.count(b"\n", 0, end) + 1
    rest = " ".join(f"0x{byte:02X}" for byte in data[end:])
    finding = Finding.of("ENC005", line=line, rest=rest)
    dropped = Dropped(line, rest, "the beginning of a character at the end of the file")
    return Decoded(data[:end].decode("utf-8"), "UTF-8", (dropped,), (finding,))


def _legacy(data: bytes, name: str) -> Decoded:
    try:
        page = tell(data)
    except UncertainError as error:
        raise UnreadableError(
            f"{name}: this is not UTF-8, and its encoding cannot be told for certain: {error}; {_REMEDY}"
        ) from error
    return Decoded(data.decode(page), page, (), (_guessed(page, _first_odd(data)),))


def _first_odd(data: bytes) -> int:
    return next(n for n, line in enumerate(data.splitlines() or [data], 1) if not line.isascii())


def _mixed(data: bytes, name: str) -> Decoded | None:
    """A file of which some lines are UTF-8 and others are not, or None."""
    lines: list[str] = []
    odd: dict[int, bytes] = {}
    proper: dict[int, bytes] = {}
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            lines.append(line.decode("utf-8"))
            if not line.isascii():
                proper[number] = line
        except UnicodeDecodeError:
            odd[number] = line
            lines.append("")
    if not proper:
        return None
    where = ", ".join(map(str, list(odd)[:12])) + (" …" if len(odd) > 12 else "")  # a readable list
    try:
        others = b"\n".join(odd.values())
        page = tell(others, "\n".join(lines))
        chance = by_chance(proper, page, others)
    except UncertainError as error:
        raise UnreadableError(
            f"{name}: the file mixes UTF-8 with another encoding, which cannot be told for certain: {error} "
            f"(line {where}); {_REMEDY}"
        ) from error
    if len(chance) == len(proper):
        return Decoded(data.decode(page), page, (), (_guessed(page, _first_odd(data)),))
    for number, line in (odd | {number: proper[number] for number in chance}).items():
        lines[number - 1] = line.decode(page)
    finding = Finding.of("ENC002", line=next(iter(odd)), label=page, lines=where)
    return Decoded("\n".join(lines), f"UTF-8 mixed with {page}", (), (finding,))


def _doubted(declared: str, against: str, data: bytes) -> Finding:
    return Finding.of("ENC004", line=_first_odd(data), declared=declared, against=against)


def _guessed(label: str, line: int) -> Finding:
    return Finding.of("ENC001", line=line, label=label)


def _without_controls(read: Decoded, name: str) -> Decoded:
    cleaned = without_controls(read.text)
    if not cleaned.text.strip():
        raise UnreadableError(f"{name}: the file holds only control characters; there is nothing to convert")
    dropped, findings = (*read.dropped, *cleaned.dropped), (*read.findings, *cleaned.findings)
    return replace(read, text=cleaned.text, dropped=dropped, findings=findings)
