"""What a page of a PDF looks like, told by pdfium in its own process; used by `extract`, never imported."""

from __future__ import annotations

import base64
import zlib
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # it has no types

#: No picture has more points across and down.
_WIDE, _HIGH = 1100, 3000


def pictures(pdf: pypdfium2.PdfDocument, number: int) -> list[dict[str, Any]]:
    """The rows of points of the page with this `number`, packed as PNG has them, and their size.

    There are none where it has no such page, or that page is damaged.
    """
    try:
        page = pdf[number - 1] if number <= len(pdf) else None
    except pypdfium2.PdfiumError:
        page = None
    if page is None:
        return []
    try:
        width, height = page.get_size()
        bitmap = page.render(scale=min(_WIDE / max(width, 1), _HIGH / max(height, 1)), rev_byteorder=True)
        data, step, size = bytes(bitmap.buffer), bitmap.stride, bitmap.width * bitmap.n_channels
    finally:
        page.close()
    rows = b"".join(b"\0" + data[at : at + size] for at in range(0, bitmap.height * step, step))
    packed = base64.b64encode(zlib.compress(rows, 6)).decode()
    return [{"size": [bitmap.width, bitmap.height, bitmap.n_channels], "rows": packed}]
