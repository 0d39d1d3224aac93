"""IRI → a path that stays inside the folder, whatever a document calls itself.

Two IRIs never share a path. What a file system, Windows' and macOS' included,
would read in a way of its own is written ``%XX``: so are ``..``, a leading dot
(``.git``, ``.akn``), control characters, device names, letters outside ASCII.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath

from akn.errors import UnfiledError

#: The longest name a part of a path may have, and the longest path, in bytes. Every file system takes these.
NAME_LIMIT, PATH_LIMIT = 120, 900

_UNSAFE = re.compile(r"[^A-Za-z0-9!$&'()+,;=@_.~-]")
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$)(?:\.|$)")
_RESERVED = re.compile(r"(?i)\.(?=(?:xml|v\d+|invalid)$)")
_VERSION = re.compile(r"(?:\.v(?P<version>\d+))?(?P<invalid>\.invalid)?\.xml$")


def path(expression: str, version: int, *, valid: bool) -> PurePosixPath:
    """Where version number `version` of `expression` (an IRI) lies, relative to the folder.

    ``…/eng@2021-02-09.xml``, the second version ``….v2.xml``, one that is marked
    invalid ``….invalid.xml``. Raises `UnfiledError` for an IRI too long for any file system.
    """
    whole = expression[1:] if expression.startswith("/") else f"\0/{expression}"
    names = ["%" if segment == "\0" else name(segment) for segment in whole.split("/")]
    names[-1] += f".v{version}" if version > 1 else ""
    names[-1] += ".xml" if valid else ".invalid.xml"
    place = PurePosixPath(*names)
    if len(str(place)) > PATH_LIMIT:
        raise UnfiledError(
            f"the IRI {expression[:80]}… is too long to be filed ({len(expression)} characters); shorten it"
        )
    return place


def read_version(place: PurePosixPath) -> tuple[int, bool]:
    """Return the version number and the validity that the name of the file at `place` states."""
    found = _VERSION.search(place.name)
    if not found:
        return 1, True
    return int(found["version"] or 1), not found["invalid"]


def name(segment: str) -> str:
    """`segment` of an IRI as the name of a file or folder; different segments have different names."""
    if not segment:
        return "%"
    safe = _UNSAFE.sub(lambda m: _escaped(m.group()), segment)
    if safe[0] == "." or _DEVICE.match(safe):
        safe = _escaped(safe[0]) + safe[1:]
    if safe[-1] == ".":
        safe = safe[:-1] + _escaped(".")
    safe = _RESERVED.sub(_escaped("."), safe)
    if len(safe) > NAME_LIMIT:
        digest = hashlib.sha256(segment.encode("utf-8", "surrogatepass")).hexdigest()
        safe = f"{safe[:48].rstrip('.')}%{digest}"
    return safe


def _escaped(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))
