"""Addresses of the web, which are no files: nothing is fetched."""

from __future__ import annotations

import re
from pathlib import Path

from akn.errors import UnreadableError

#: How an address begins; a path keeps but one slash of the two.
_SCHEME = re.compile(r"(?P<scheme>https?|ftp):/+", re.IGNORECASE)


def refuse_address(path: Path | str) -> None:
    """See that `path` is no address of the web.

    Raises:
        UnreadableError: it is one, and no file has that name.
    """
    said = str(path)
    if _SCHEME.match(said) is None or Path(path).exists():
        return
    address = _SCHEME.sub(r"\g<scheme>://", said, count=1)
    raise UnreadableError(
        f"{address}: nothing is fetched from the web; save what is there, and give the file"
    )
