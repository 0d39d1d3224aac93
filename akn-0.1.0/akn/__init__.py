"""Parliamentary resolutions to Akoma Ntoso 3.0, and a checker for anybody's Akoma Ntoso.

The verbs, each a stage: `read`, `recognise`, `enrich`, `write`, `validate`; and
`convert`, which strings them together. `render` writes a result in any of its
forms. They are loaded when first used, so that ``import akn`` costs nothing.
"""

from __future__ import annotations

from akn.release import VERSION

#: What a checker of types reads; ``typing`` costs more than all that ``akn --help`` does.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from akn.comparing import align
    from akn.comparing.linking import compare
    from akn.comparing.voting import votes
    from akn.enrichment import enrich
    from akn.errors import AknError
    from akn.findings import Finding, Severity
    from akn.pipeline import Conversion, Options, convert, convert_each
    from akn.readers import read
    from akn.recognition import Wishes, recognise
    from akn.rendering import render
    from akn.validation import validate
    from akn.writing.document import write

__version__ = VERSION

__all__ = [
    "AknError",
    "Conversion",
    "Finding",
    "Options",
    "Severity",
    "Wishes",
    "__version__",
    "align",
    "compare",
    "convert",
    "convert_each",
    "enrich",
    "read",
    "recognise",
    "render",
    "validate",
    "votes",
    "write",
]

_PLACES = {
    "AknError": "akn.errors",
    "Conversion": "akn.pipeline",
    "Finding": "akn.findings",
    "Options": "akn.pipeline",
    "Severity": "akn.findings",
    "Wishes": "akn.recognition",
    "align": "akn.comparing",
    "compare": "akn.comparing.linking",
    "convert": "akn.pipeline",
    "convert_each": "akn.pipeline",
    "enrich": "akn.enrichment",
    "read": "akn.readers",
    "recognise": "akn.recognition",
    "render": "akn.rendering",
    "validate": "akn.validation",
    "votes": "akn.comparing.voting",
    "write": "akn.writing.document",
}


def __getattr__(name: str) -> Any:
    place = _PLACES.get(name)
    if place is None:
        raise AttributeError(f"module “akn” has no attribute “{name}”")
    from importlib import import_module  # noqa: PLC0415  # only when a verb is first used

    return getattr(import_module(place), name)


def __dir__() -> list[str]:
    return __all__
