"""The Rules of Procedure of the institution whose document it is."""

from __future__ import annotations

from akn.authorities import table
from akn.authorities.instruments import Instrument
from akn.enrichment.context import Context

#: Levels at which a part of an unknown law is a reference all the same.
RULES_LEVELS = frozenset({"art", "rule"})


def rules_of_procedure(context: Context) -> Instrument:
    """The Rules of the Parliament in the term of the document; unresolved where the term is not known.

    The rules are renumbered from one term to the next, so that “Rule 144” means nothing without the term.
    """
    held = table("identifiers")["rules"].get(context.institution)
    year = held["terms"].get(context.term) if held else None
    if held is None or year is None:
        return Instrument("")
    part = held["part"].replace("{year}", str(year))
    return Instrument(held["iri"].replace("{year}", str(year)), part, held["last"])


def has_rules(context: Context) -> bool:
    """Whether “Rule 144” alone is one of the institution's own."""
    return context.institution in table("identifiers")["rules"]
