"""How far a document conforms to the standard: the level that it reaches.

The conformance clauses of the standard (Akoma Ntoso 1.0, part 2, chapter 3) ask
first for the schema, then for ids and addresses by the Naming Convention, then
for links likewise. The table ``profiles.toml`` says which codes stand in the way
of which level.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from akn.findings import Finding
from akn.validation.rules.profiles import table

#: The profile that asks for it.
PROFILE = "conformance"


class Level(Struct, frozen=True):
    """A level, from 1, what it asks for, and the highest that there is; 0 is that of no conformance."""

    number: int
    title: str
    highest: int

    def __str__(self) -> str:
        return f"conformance level {self.number} of {self.highest}: {self.title}"


def level(findings: Iterable[Finding], *, schema_valid: bool | None) -> Level:
    """Return the level that a document reaches of which `findings` is all that is to be said with `PROFILE`."""
    rows = table()["conformance"]
    codes = {finding.code for finding in findings}
    reached = 0
    for number, row in enumerate(rows, 1):
        if not schema_valid or not codes.isdisjoint(row["codes"]):
            break
        reached = number
    return Level(reached, rows[reached - 1]["title"] if reached else "not valid by the schema", len(rows))
