"""What stands before the enacting words: cover, title block, page furniture.

Each line is judged by itself and keeps its place: the cover is a row of
containers, each a run of lines of one sort.
"""

from __future__ import annotations

from collections.abc import Sequence

from akn.institutions import Institution
from akn.languages import Language
from akn.model import Block, Container
from akn.recognition.facts import Facts, Head
from akn.recognition.furniture import Furniture
from akn.recognition.lines import Lines
from akn.recognition.passages import Passage

#: Sorts of line, and the container each goes into.
CONTAINERS: dict[str, str] = {
    "institution": "institution",
    "number": "reference",
    "date": "reference",
    "procedure": "reference",
    "title": "docHeader",
    "rule": "docHeader",
    "stage": "docHeader",
    "committee": "authors",
    "rapporteur": "authors",
    "authors": "authors",
    "group": "authors",
    "subject": "docHeader",
    "contents": "contents",
    "replacing": "relations",
    "replaced": "relations",
    "see_also": "relations",
}



class CoverReader:
    """Reads the head of one document."""

    def __init__(self, institution: Institution, language: Language, furniture: Furniture) -> None:
        self.lines = Lines(institution, language)
        self.facts = Facts(institution, language, self.lines)
        self.furniture = furniture

    def read(self, passages: Sequence[Passage]) -> Head:
        """Read `passages`, all that stand before the enacting words."""
        head = Head()
        lines: list[Passage] = []
        for passage in passages:
            reason = self.furniture.reason(passage)
            if reason:
                head.dropped += passage.left_out(reason)
            else:
                lines += self.lines.unglued(passage)
        sorts = self.lines.sorts(lines)
        first = next((n for n, sort in enumerate(sorts) if sort), len(lines))
        for passage in lines[:first]:
            head.dropped += passage.left_out("before the document")
        title = self._title_block(lines, sorts, first)
        groups: list[tuple[str, list[Block]]] = []
        for n in range(first, len(lines)):
            passage, sort = lines[n], sorts[n]
            block = self.facts.marked(passage, sort, head)
            if n >= title:
                head.preface.append(block)
                continue
            name = CONTAINERS.get(sort, "") or (groups[-1][0] if groups else "docHeader")
            if not sort:
                head.stray.append(block)
            if groups and groups[-1][0] == name:
                groups[-1][1].append(block)
            else:
                groups.append((name, [block]))
        head.cover = [Container(name, tuple(blocks)) for name, blocks in groups]
        return head

    def _title_block(self, lines: Sequence[Passage], sorts: Sequence[str], first: int) -> int:
        """Where the title block before the enacting words begins: at the last line that says the kind."""
        for n in reversed(range(first, len(lines))):
            if sorts[n] == "title" and self.lines.kind_of(lines[n]):
                return n
        return len(lines)
