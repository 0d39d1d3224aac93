"""Versions of one work in several languages, put side by side by the ids of their parts.

It takes the trees of anybody's Akoma Ntoso and knows nothing of what made
them. `align` gives an `Alignment`; the modules `json`, `csv`, `tmx`, `html`,
`plain` and `terminal` show one.
"""

from __future__ import annotations

from akn.comparing.aligning import align
from akn.model.alignment import Alignment, AlignmentError, Cell, Row, Version

__all__ = ["Alignment", "AlignmentError", "Cell", "Row", "Version", "align"]
