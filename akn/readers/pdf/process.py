"""The process in which pdfium reads PDFs: one for this process, started when it is needed, ended when it fails."""

from __future__ import annotations

import atexit
import os
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, Final, cast

import msgspec

from akn.errors import UnreadableError

#: No resolution has so many pages, nor takes so long, in seconds.
MOST_PAGES: Final = 400
_SECONDS: Final = 120.0
_SCRIPT = Path(__file__).parent / "pdfium" / "extract.py"
#: It gets the paths of this process, and is loaded by its own path, so that nothing else of akn is.
_RUN = (
    "import sys, types; from importlib.machinery import SourceFileLoader as Loader; sys.path[:] = sys.argv[2:]; "
    "module = types.ModuleType('extract'); module.__file__ = sys.argv[1]; "
    "sys.modules['extract'] = module; Loader('extract', sys.argv[1]).exec_module(module); module.main()"
)


class _Reader:
    """The process, and whose child it is."""

    def __init__(self) -> None:
        self.parent = os.getpid()
        self.process = subprocess.Popen(  # noqa: S603  # our own interpreter, and a script of our own
            [sys.executable, "-c", _RUN, str(_SCRIPT), *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, data: bytes, seconds: float) -> dict[str, Any] | None:
        """What it says of `data`; None where it died or took too long, and is gone then."""
        timer = threading.Timer(seconds, self.process.kill)
        timer.start()
        try:
            stdin, stdout = cast("IO[bytes]", self.process.stdin), cast("IO[bytes]", self.process.stdout)
            stdin.write(struct.pack(">Q", len(data)))
            stdin.write(data)
            stdin.flush()
            head = stdout.read(8)
            size = struct.unpack(">Q", head)[0] if len(head) == 8 else -1
            said = stdout.read(size) if size >= 0 else b""
        except (OSError, ValueError):
            size, said = -1, b""
        finally:
            timer.cancel()
        if size < 0 or len(said) != size:
            self.close()
            return None
        return cast("dict[str, Any]", msgspec.json.decode(said))

    def close(self) -> None:
        """End it."""
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                cast("IO[bytes]", stream).close()
        self.process.wait()


class _Held:
    """The one process, if it is running."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.reader: _Reader | None = None
        #: The last PDF and its pages: each is asked for twice, by the reader and by its proof.
        self.last: tuple[bytes, list[dict[str, Any]]] = (b"", [])

    def ask(self, data: bytes, seconds: float) -> dict[str, Any] | None:
        """What the process says of `data`, a new one where this process has none."""
        with self.lock:
            if (
                self.reader is None
                or self.reader.parent != os.getpid()
                or self.reader.process.poll() is not None
            ):
                self.reader = _Reader()
            said = self.reader.ask(data, seconds)
            if said is None:
                self.reader = None
            return said

    def close(self) -> None:
        """End the process, if it is this process's own."""
        if self.reader is not None and self.reader.parent == os.getpid():
            self.reader.close()
        self.reader = None


_held = _Held()
atexit.register(_held.close)


def extracted(data: bytes, *, seconds: float = _SECONDS, drawn: int = 0) -> list[dict[str, Any]]:
    """The pages of the PDF `data`, as `akn.readers.pdf.pdfium` tells them; no more than `seconds` are given to it.

    With `drawn`, the number of a page, a picture of that page alone, or nothing where there is no such page.

    Raises:
        UnreadableError: pdfium is not installed; the PDF is damaged, locked, longer than any resolution; or it
            took too much time or memory.
    """
    if find_spec("pypdfium2") is None:
        raise UnreadableError(
            "this is a PDF, and to read PDF akn needs pypdfium2: pip install 'akn[pdf]'; or copy the text"
        )
    last, pages = _held.last
    _held.last = (b"", [])
    if last is data and pages and not drawn:
        return pages
    said = _held.ask(struct.pack(">II", MOST_PAGES, drawn) + data, seconds)
    if said is None:
        raise UnreadableError(
            f"this PDF could not be read within {seconds:.0f} seconds and the memory allowed; it is damaged, or no "
            "document of a parliament: print it anew as PDF, or copy its text"
        )
    match said.get("refused"):
        case None:
            _held.last = (b"", []) if drawn else (data, said["pages"])
            return cast("list[dict[str, Any]]", said["pages"])
        case "password":
            raise UnreadableError(
                "this PDF is locked by a password; save it without one (qpdf --decrypt --password=… in.pdf out.pdf)"
            )
        case "pages":
            raise UnreadableError(
                f"this PDF has {said['pages']} pages, and no resolution has more than {MOST_PAGES}; give the pages of "
                "one document (qpdf in.pdf --pages . 1-20 -- out.pdf)"
            )
        case "memory":
            raise UnreadableError("this PDF needs more memory than is allowed; print it anew as PDF")
        case _:
            raise UnreadableError("this PDF is damaged; open it in a viewer and print it anew as PDF")
