"""What the codes in a report stand for, gathered from the rules and from the catalogue of mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.rendering.findings import Description

if TYPE_CHECKING:
    from collections.abc import Collection

    from akn.validation.checker import Request


def described(codes: Collection[str], request: Request) -> dict[str, Description]:
    """Return the description of each of `codes` that a rule of `request` or an entry of the catalogue has."""
    found: dict[str, Description] = {}
    if not codes:
        return found
    if any(code.startswith("XSD") for code in codes):
        from akn.validation.explaining.mistakes import catalogue  # noqa: PLC0415  # loaded only when needed

        found |= {m.code: Description(m.title) for m in catalogue() if m.code in codes}
    if request.with_rules:
        from akn.validation.checker import Checker  # noqa: PLC0415  # loaded only when needed

        rules = Checker(request).rules
        found |= {r.code: Description(r.summary, r.reason) for r in rules if r.code in codes}
    return found
