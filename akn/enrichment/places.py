"""What can be referred to inside a document: its paragraphs, recitals and annexes, by their printed numbers.

Each is told by its position among its like; which eId it has is the writer's business.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from akn.enrichment.context import Path
from akn.model.looking import paragraphs as paragraphs_of
from akn.model.resolution import Content, Listing, Num, Paragraph, Recitals, Resolution
from akn.model.target import Local

_FINAL = re.compile(r"[\W_]+\Z")


class LocalPlaces(Struct, frozen=True):
    """The parts by level and number, and the numbered paragraphs in their order."""

    targets: Mapping[Path, Local]
    paragraphs: tuple[Local, ...]
    #: Where each paragraph stands among them, by its identity: two may read alike.
    positions: Mapping[int, int]

    def neighbours(self, paragraph: Paragraph | None) -> tuple[Local | None, Local | None]:
        """The paragraphs before and after `paragraph`, None where there is none."""
        position = None if paragraph is None else self.positions.get(id(paragraph))
        if position is None:
            return None, None
        before = self.paragraphs[position - 1] if position else None
        after = self.paragraphs[position + 1] if position + 1 < len(self.paragraphs) else None
        return before, after


def _number(num: Num | None) -> str:
    return _FINAL.sub("", num.text).lstrip("(") if num else ""


def _and_points(path: Path, place: Local, content: Sequence[Content]) -> Iterator[tuple[Path, Local]]:
    """The part at `path`, and its points at any depth."""
    yield path, place
    for part in content:
        for item in part.items if isinstance(part, Listing) else ():
            if label := _number(item.num).lower():
                inner = replace(place, points=(*place.points, label))
                yield from _and_points((*path, ("pnt", label)), inner, item.content)


def places(resolution: Resolution) -> LocalPlaces:
    """The places of `resolution`.

    A number that stands twice is no place: what refers to it could mean either.
    """
    found: list[tuple[Path, Local]] = []
    paragraphs: list[Local] = []
    positions: dict[int, int] = {}
    for position, paragraph in enumerate(paragraphs_of(resolution.act.body), 1):
        number = _number(paragraph.num)
        if number:
            positions[id(paragraph)] = len(paragraphs)
            paragraphs.append(Local("paragraph", position))
            found += _and_points((("par", number),), paragraphs[-1], paragraph.content)
    recitals = (r for part in resolution.act.preamble if isinstance(part, Recitals) for r in part.items)
    for position, recital in enumerate(recitals, 1):
        number = _number(recital.num)
        if number:
            found += _and_points((("rct", number),), Local("recital", position), recital.content)
    for position, annex in enumerate(resolution.attachments, 1):
        called = annex.num or annex.heading
        heading = called.text if annex.name == "annex" and called else ""
        numbered = re.search(r"(?<!\w)(?:([IVXL]{1,7})|(\d{1,3}))(?!\w)", heading[:40])
        if numbered:
            found.append(((("anx", numbered.group()),), Local("attachment", position)))
    seen = Counter(key for key, _ in found)
    return LocalPlaces({key: place for key, place in found if seen[key] == 1}, tuple(paragraphs), positions)
