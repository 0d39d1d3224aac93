"""What can be referred to inside a document: its paragraphs, recitals and annexes, by their printed numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from akn.model.looking import paragraphs as paragraphs_of
from akn.model.resolution import Num, Paragraph, Recitals, Resolution

_FINAL = re.compile(r"[\W_]+\Z")


@dataclass(frozen=True, slots=True)
class LocalAddresses:
    """Local addresses by level and number, and the paragraphs in their order."""

    targets: Mapping[tuple[str, str], str]
    paragraphs: tuple[str, ...]
    #: Where each paragraph stands among them, by its identity: two may read alike.
    positions: Mapping[int, int]

    def neighbours(self, paragraph: Paragraph | None) -> tuple[str, str]:
        """The addresses of the paragraphs before and after `paragraph`, "" where there is none."""
        position = None if paragraph is None else self.positions.get(id(paragraph))
        if position is None:
            return "", ""
        before = self.paragraphs[position - 1] if position else ""
        after = self.paragraphs[position + 1] if position + 1 < len(self.paragraphs) else ""
        return before, after


def _number(num: Num | None) -> str:
    return _FINAL.sub("", num.text).lstrip("(") if num else ""


def places(resolution: Resolution) -> LocalAddresses:
    """The places of `resolution`, with the eIds the Naming Convention gives them.

    A number that stands twice is no place: what refers to it could mean either.
    """
    found: list[tuple[tuple[str, str], str]] = []
    paragraphs: list[str] = []
    positions: dict[int, int] = {}
    for paragraph in paragraphs_of(resolution.act.body):
        number = _number(paragraph.num)
        if number:
            positions[id(paragraph)] = len(paragraphs)
            paragraphs.append(f"#para_{number}")
            found.append((("par", number), f"#para_{number}"))
    groups = [part for part in resolution.act.preamble if isinstance(part, Recitals)]
    for index, group in enumerate(groups, 1):
        for recital in group.items:
            number = _number(recital.num)
            if number:
                found.append((("rct", number), f"#recs_{index}__rec_{number}"))
    annexes = [(n, a) for n, a in enumerate(resolution.attachments, 1) if a.name == "annex"]
    for index, annex in annexes:
        heading = annex.heading.text if annex.heading else ""
        numbered = re.search(r"(?<!\w)(?:([IVXL]{1,7})|(\d{1,3}))(?!\w)", heading[:40])
        if numbered:
            found.append((("anx", numbered.group()), f"#att_{index}"))
    seen = Counter(key for key, _ in found)
    return LocalAddresses(
        {key: address for key, address in found if seen[key] == 1}, tuple(paragraphs), positions
    )
