"""Bytes to text: which encoding, and what in it could not be text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from akn.errors import UnreadableError
from akn.findings import Finding
from akn.model.source import Dropped

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with BOM"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)

#: First bytes of files that are no text, and what to do with them.
_MAGIC = (
    (b"%PDF", "a PDF", "copy its text, or save it as text"),
    (b"PK\x03\x04", "a ZIP archive (DOCX, ODT …)", "save the document as text or as a web page"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save it as text or as a web page"),
    (b"\x1f\x8b", "compressed by gzip", "unpack it first"),
    (b"BZh", "compressed by bzip2", "unpack it first"),
    (b"\xfd7zXZ", "compressed by xz", "unpack it first"),
    (b"\x89PNG", "a picture", "give the text of the document"),
    (b"\xff\xd8\xff", "a picture", "give the text of the document"),
    (b"{\\rtf", "an RTF document", "save it as plain text"),
)

#: Single-byte encodings in which European texts were saved, the commonest first.
_SINGLE_BYTE = (
    ("cp1252", "Windows-1252"),
    ("cp1250", "Windows-1250"),
    ("cp1251", "Windows-1251"),
    ("cp1253", "Windows-1253"),
    ("cp1257", "Windows-1257"),
)

#: What XML 1.0 cannot hold (chapter 2.2), line breaks and page breaks aside.
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with LF at the end of each line, the name of its encoding, and what there was to remark."""

    text: str
    encoding: str
    dropped: tuple[Dropped, ...] = ()
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """Decode `data`, the bytes of the file called `name`.

    `declared` is the encoding that the file itself names, where it does. A byte
    order mark wins, then UTF-8 where the bytes are UTF-8, then what is declared,
    then the single-byte encoding in which the text reads best; anything but
    UTF-8 that was not declared is a finding.

    Raises:
        UnreadableError: the file is empty, is no text, or is in no known encoding.
    """
    if not data.strip():
        raise UnreadableError(f"{name}: the file is empty; there is nothing to convert")
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError(f"{name}: this is {what}, not text; {remedy}")
    text, encoding, findings = _text(data, name, declared)
    if not text.strip():
        raise UnreadableError(f"{name}: the file holds only white space; there is nothing to convert")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\x0c", "\n" if "\n\x0c" not in text else "").replace("\x0b", " ")
    return _without_controls(text, encoding, findings, name)


def _text(data: bytes, name: str, declared: str | None) -> tuple[str, str, tuple[Finding, ...]]:
    for bom, codec, label in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(codec), label, ()
            except UnicodeDecodeError as error:
                raise UnreadableError(
                    f"{name}: begins as {label}, but byte {error.start} does not fit; save it anew as UTF-8"
                ) from error
    if b"\x00" in data:
        return _with_zeros(data, name)
    try:
        return data.decode("utf-8"), "UTF-8", ()
    except UnicodeDecodeError:
        pass  # not UTF-8: the encodings below are tried, and the choice is reported
    if declared:
        try:
            return data.decode(declared), declared, ()
        except (LookupError, UnicodeDecodeError):
            pass  # declared wrongly: as if it had not been declared, which is reported
    return _single_byte(data, name)


def _with_zeros(data: bytes, name: str) -> tuple[str, str, tuple[Finding, ...]]:
    head = data[:4096]
    for codec, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if len(data) % 2 == 0 and zeros.count(0) > 0.6 * len(zeros):
            try:
                return data.decode(codec), codec.upper(), (_guessed(codec.upper(), 1),)
            except UnicodeDecodeError:
                break
    if data.count(0) > max(4, len(data) // 1000):
        raise UnreadableError(f"{name}: this is a binary file, not text; give the text of the document")
    try:
        return data.decode("utf-8"), "UTF-8", ()
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{name}: holds zero bytes and byte {error.start} is not UTF-8; save it anew as UTF-8"
        ) from error


def _single_byte(data: bytes, name: str) -> tuple[str, str, tuple[Finding, ...]]:
    mixed = _mixed(data)
    if mixed is not None:
        return mixed
    candidates = []
    for codec, label in _SINGLE_BYTE:
        try:
            candidates.append((data.decode(codec), label))
        except UnicodeDecodeError:
            continue
    if not candidates:
        raise UnreadableError(f"{name}: the encoding could not be told; save the file anew as UTF-8")
    text, label = candidates[0] if len(candidates) == 1 else _best(candidates)
    first = next(n for n, line in enumerate(data.splitlines() or [data], 1) if not line.isascii())
    return text, label, (_guessed(label, first),)


def _best(candidates: list[tuple[str, str]]) -> tuple[str, str]:
    """The candidate that most reads like one of our languages; the first where they are even."""
    from akn.languages.detection import detect  # noqa: PLC0415  # needed for legacy encodings only

    scores = [(detect(text).hits, -n) for n, (text, _) in enumerate(candidates)]
    return candidates[-max(scores)[1]]


def _mixed(data: bytes) -> tuple[str, str, tuple[Finding, ...]] | None:
    """A file of which some lines are UTF-8 and others are not, or None."""
    lines: list[str] = []
    odd: list[int] = []
    proper = 0
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            lines.append(line.decode("utf-8"))
            proper += not line.isascii()
        except UnicodeDecodeError:
            odd.append(number)
            lines.append(line.decode("cp1252", errors="replace"))
    if not proper:
        return None
    where = ", ".join(str(n) for n in odd[:12]) + (" …" if len(odd) > 12 else "")  # a readable list
    finding = Finding.of("ENC002", line=odd[0], lines=where)
    return "\n".join(lines), "UTF-8 mixed with Windows-1252", (finding,)


def _guessed(label: str, line: int) -> Finding:
    return Finding.of("ENC001", line=line, label=label)


def _without_controls(text: str, encoding: str, findings: tuple[Finding, ...], name: str) -> Decoded:
    if _ILLEGAL.search(text) is None:
        return Decoded(text, encoding, (), findings)
    dropped = tuple(
        Dropped(
            number, " ".join(f"U+{ord(c):04X}" for c in controls), "control character, which XML cannot hold"
        )
        for number, line in enumerate(text.split("\n"), 1)
        if (controls := _ILLEGAL.findall(line))
    )
    finding = Finding.of("ENC003", line=dropped[0].line, count=len(dropped))
    cleaned = _ILLEGAL.sub("", text)
    if not cleaned.strip():
        raise UnreadableError(f"{name}: the file holds only control characters; there is nothing to convert")
    return Decoded(cleaned, encoding, dropped, (*findings, finding))
