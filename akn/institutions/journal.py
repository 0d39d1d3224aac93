"""The journal that publishes an institution's texts: what its pages print of an issue, and of a text in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from akn.errors import TableError
from akn.matching.patterns import NUMBERS, Met, Row, Rows, names
from akn.toml import place


class Issued(NamedTuple):
    """Particulars found in a text: where, the issue that they name ("" for none), and the names of the text in it."""

    start: int
    end: int
    issue: str
    aliases: tuple[tuple[str, str], ...]
    #: Whether they stand behind the name of the journal only, or among a few other words.
    cited: bool = False
    among_words: bool = False


class Journal:
    """One journal, as the section ``[journal]`` of the table `path` says. `name` is what to call it in English.

    Raises:
        TableError: a row has a slot without a shape, or asks for one that its pattern has not.
    """

    def __init__(self, table: Mapping[str, Any], path: Path) -> None:
        self.name: str = table.get("name", "")
        self._rows: Sequence[Mapping[str, Any]] = table.get("particulars", ())
        slots = table.get("slots", {})
        for number, row in enumerate(self._rows):
            for key in ("issue", *row.get("aliases", {})):
                asked = row.get("issue", "") if key == "issue" else row["aliases"][key]
                if strange := [slot for slot in names(asked) if slot not in names(row["pattern"])]:
                    raise TableError(
                        f"{place(path, ('journal', 'particulars', number))}: “{asked}” has the slot “{strange[0]}”;"
                        f" the pattern “{row['pattern']}” has not"
                    )
        self._all = Rows(
            [Row(row["pattern"], slots, f"{path}, [[journal.particulars]]") for row in self._rows],
            NUMBERS,
            before=r"(?<![\w/])",
            after=r"(?![\w/])",
        )
        self._all.check()

    def find(self, text: str) -> Iterator[Issued]:
        """All particulars in `text`, in order."""
        return map(self._printed, self._all.find(text)) if self._rows else iter(())

    def _printed(self, met: Met) -> Issued:
        row = self._rows[met.row]
        slots = {slot: (held or "").replace(" ", "") for slot, held in met.slots.items()}
        return Issued(
            met.start,
            met.end,
            _filled(row.get("issue", ""), slots),
            tuple((name, _filled(value, slots)) for name, value in row.get("aliases", {}).items()),
            bool(row.get("cited")),
            bool(row.get("among_words")),
        )


def _filled(template: str, slots: Mapping[str, str]) -> str:
    """`template` with its slots filled; an empty one takes the space before it along."""
    return re.sub(r"( ?)\{(\w+)\}", lambda slot: slot[1] + slots[slot[2]] if slots[slot[2]] else "", template)
