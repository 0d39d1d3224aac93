"""What stands before the enacting words: cover, title block, page furniture.

Each line is judged by itself and keeps its place: the cover is a row of
containers, each a run of lines of one sort.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from akn.model.resolution import Block, Container, Label, Mark, Mention
from akn.recognition.act.formula import is_formula, reported
from akn.recognition.cover import neighbours
from akn.recognition.cover.facts import CoverFacts, Head
from akn.recognition.cover.lines import Lines
from akn.recognition.cover.own_number import own_number
from akn.recognition.cover.sorts import sorts_of
from akn.recognition.cover.wraps import unwrapped
from akn.recognition.furniture import JOURNAL, Furniture, furniture_of
from akn.recognition.idiom import Idiom
from akn.recognition.journal import Particulars, journal_lines
from akn.recognition.passages import Passage, in_lines

#: The reason for the date of an issue.
_ISSUE = "page furniture: date of the official journal"
#: So many lines away a running head names the journal whose date it prints.
_RUNNING_HEAD = 4


class CoverReader:
    """Reads the head of one document."""

    def __init__(self, idiom: Idiom, furniture: Furniture) -> None:
        self.lines = Lines(idiom)
        self.facts = CoverFacts(idiom, self.lines)
        self.furniture = furniture
        self.journal = journal_lines(idiom)
        self.containers = {name: sort.container for name, sort in sorts_of(idiom.institution).items()}

    def read(self, passages: Sequence[Passage]) -> Head:
        """Read `passages`, all that stand before the enacting words."""
        head = Head()
        lines = unwrapped(self._without_furniture(passages, head), self.lines)
        sorts = neighbours.sorts(self.lines, lines)
        first = next((n for n, sort in enumerate(sorts) if sort), len(lines))
        for passage in lines[:first]:
            head.dropped += passage.left_out("before the document")
        title = self._title_block(lines, sorts, first)
        head.own = own_number(self.lines, lines[first:], sorts[first:], self.facts.sorts)
        groups: list[tuple[str, list[Block]]] = []
        for n in range(first, len(lines)):
            block = self.facts.marked(lines[n], sorts[n], head)
            if n >= title:
                head.preface.append(block)
                continue
            name = self.containers.get(sorts[n], "") or (groups[-1][0] if groups else "docHeader")
            if not sorts[n]:
                head.stray.append(block)
            if groups and groups[-1][0] == name:
                groups[-1][1].append(block)
            else:
                groups.append((name, [block]))
        head.cover = [Container(name, tuple(blocks)) for name, blocks in groups]
        if not head.title and self.lines.idiom.institution.told_by == "punctuation":
            self._take_last_for_title(head)
        self.facts.settle(head)
        return head

    def take_report(self, passages: Sequence[Passage], head: Head) -> None:
        """Take from the first of `passages`, where it reports the act, of what kind that is, and its day."""
        idiom = self.lines.idiom
        kind = reported(passages[0], idiom) if passages else ""
        if not kind or is_formula(passages, 0, idiom):
            return
        if kind not in head.kinds:
            head.kinds.append(kind)
            head.words.append(f"{kind} …")
        if days := idiom.dates.find(passages[0].text):
            head.dates.append((0, days[0].iso))

    @staticmethod
    def _take_last_for_title(head: Head) -> None:
        """Take the line right before the enacting words for the title, where it says nothing else.

        The name of who acts may stand between.
        """
        at = len(head.preface) - 1
        if at > 0 and any(isinstance(mark.markup, Mention) for mark in head.preface[at].marks):
            at -= 1
        if at < 0 or head.preface[at].marks or head.preface[at].text[-1:] in ".,;:":
            return
        last = head.preface[at]
        head.title = last.text
        head.preface[at] = replace(last, marks=(Mark(0, len(last.text), Label("docTitle")),))

    def _without_furniture(self, passages: Sequence[Passage], head: Head) -> list[Passage]:
        """The lines that are no furniture, glued ones cut; the values that a navigation line announces go with it."""
        lines: list[Passage] = []
        after = ""
        every = list(in_lines(passages))
        reasons = [None if self.lines.heads_contents(p) else self.furniture.reason(p) for p in every]
        for n, passage in enumerate(every):
            reason = reasons[n] or self._of_journal(every, reasons, n)
            if reason is None and after and self.lines.only_numbers(passage):
                reason = after
                head.elsewhere += (passage.text,)
            after = reason if reason and passage.plain.rstrip()[-1:] == ":" else ""
            said = self.journal.heading(passage.text) if not reason or "journal" in reason else None
            if reason == _ISSUE:
                said = Particulars(date=self.lines.idiom.dates.find(passage.text)[0].iso)
            if said is not None:
                reason = reason or JOURNAL
                head.printed |= said
            if reason:
                head.dropped += passage.left_out(reason)
                head.announced += [n for n in self.lines.idiom.identify(passage.text) if n.procedure]
            else:
                lines += self.lines.unglued(passage)
        return lines

    def _of_journal(self, passages: Sequence[Passage], reasons: Sequence[str | None], at: int) -> str | None:
        """Why a bare date is left out that stands in the running head of a journal: it is the day of the issue."""
        text = passages[at].text
        if any(c.isalpha() for c in text) or self.lines.idiom.dates.whole(text) is None:
            return None
        for step in (1, -1):
            for near in range(at + step, at + step * _RUNNING_HEAD, step):
                if not 0 <= near < len(passages) or reasons[near] is None:
                    break
                if "journal" in str(reasons[near]):
                    return _ISSUE
        return None

    def _title_block(self, lines: Sequence[Passage], sorts: list[str], first: int) -> int:
        """Where the title block before the enacting words begins: at the last line that says the kind."""
        for n in reversed(range(first, len(lines))):
            if sorts[n] == "title" and self.lines.kind_of(lines[n]):
                return n
        # No line begins with the kind: one of the last that names it anywhere is the title.
        for n in reversed(range(max(first, len(lines) - 3), len(lines))):
            if lines[n].grid is None and self.lines.kind_of(lines[n], anywhere=True):
                sorts[n] = "named"
                return n
        return len(lines)


@lru_cache(maxsize=32)
def cover_reader(idiom: Idiom) -> CoverReader:
    """The reader of an institution's covers in a language; its phrases are put together once."""
    return CoverReader(idiom, furniture_of(idiom))
