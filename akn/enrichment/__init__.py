"""Meaning: dates, references, bodies, offices, persons and places, marked on the text and never changing it.

`scan` reads one text; `enrich` a whole document.
"""

from __future__ import annotations

from akn.enrichment.context import Context
from akn.enrichment.enriching import enrich
from akn.enrichment.scanning import scan

__all__ = ["Context", "enrich", "scan"]
