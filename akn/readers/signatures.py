"""What tells formats in ZIP from one another, without opening it."""

from __future__ import annotations

from collections.abc import Sequence


def is_zip_with(data: bytes, names: Sequence[bytes]) -> bool:
    """Whether `data` begins as a ZIP does and names one of the parts `names`."""
    return data.startswith(b"PK\x03\x04") and any(name in data for name in names)
