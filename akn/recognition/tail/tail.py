"""What stands after the last paragraph: notes, amendments, attachments, and what surrounds the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import takewhile

from akn.findings import Finding
from akn.matching.phrases import Phrases
from akn.model.resolution import Act, Attachment, Block, BodyPart, Division
from akn.model.source import Dropped
from akn.recognition.act.act import Read, read_act
from akn.recognition.act.formula import is_formula
from akn.recognition.blocks import block_of, table_of
from akn.recognition.idiom import Idiom
from akn.recognition.passages import Passage, in_lines
from akn.recognition.tail.flow import read_flow
from akn.recognition.tail.notes import marks_without_notes, place_notes, read_notes
from akn.recognition.tail.votes import vote_of


@dataclass
class Tail:
    """The act with all that belongs to it, its attachments, and the rest."""

    act: Act
    attachments: list[Attachment] = field(default_factory=list)
    stray: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


class TailReader:
    """Reads what follows an act, in one idiom."""

    def __init__(self, idiom: Idiom) -> None:
        self.idiom = idiom
        self._names = [(name, idiom.phrases(f"attachments.{name}")) for name in idiom.slots("attachments")]
        self._any = Phrases(phrase for _, phrases in self._names for phrase in phrases.phrases)

    def read(self, read: Read, passages: Sequence[Passage], *, attached: bool) -> Tail:
        """Read `passages`, all that stand after the paragraphs of the act that was `read`.

        `attached` says that the document may have parts that no table names.
        """
        tail = Tail(read.act)
        starts = [n for n, p in enumerate(passages) if self.attachment_name(p) or (attached and p.level)]
        own = self._until_outside(passages[: starts[0]] if starts else passages, read, tail)
        amended, own = self._amendments(own)
        tail.act = replace(tail.act, body=(*tail.act.body, *amended))
        left = self._place(tail, own)
        for at, start in enumerate(starts):
            end = starts[at + 1] if at + 1 < len(starts) else len(passages)
            tail.attachments.append(self._attachment(passages[start:end], tail))
        tail.findings += marks_without_notes(tail.act)
        blocks = [block_of(p) for p in left if p.grid is None]
        tail.stray += blocks
        tail.act = replace(
            tail.act,
            body=(*tail.act.body, *(table_of(p) for p in left if p.grid is not None)),
            conclusions=(*blocks, *tail.act.conclusions),
        )
        return tail

    def _place(self, tail: Tail, passages: Sequence[Passage]) -> list[Passage]:
        """Put the notes among `passages` where their marks stand in the act; what is no note is given back."""
        notes, rest = read_notes(passages, tail.act)
        placed = place_notes(tail.act, notes)
        tail.dropped += placed.dropped
        tail.findings += placed.findings
        homeless = tuple(b for note in placed.homeless for b in note.as_blocks())
        tail.act = replace(placed.act, conclusions=(*placed.act.conclusions, *homeless))
        return rest

    def attachment_name(self, passage: Passage) -> str:
        """The name of the attachment that `passage` is the heading of, or ""."""
        if passage.grid is not None or len(passage.text) > 300 or not self._any.opening(passage.plain):
            return ""
        for name, phrases in self._names:
            hit = phrases.opening(passage.plain)
            if hit is None:
                continue
            if passage.level or hit.end == len(passage.plain) or phrases.opening(_capitals(passage.plain)):
                return name
        return ""

    def first_attachment(self, passages: Sequence[Passage], start: int, end: int) -> int:
        """The place of the first heading of an attachment among ``passages[start:end]``, or `end`."""
        return next((n for n in range(start, end) if self.attachment_name(passages[n])), end)

    def _until_outside(self, passages: Sequence[Passage], read: Read, tail: Tail) -> list[Passage]:
        """`passages` up to a heading of the page that the document does not know: there it is over."""
        for at, passage in enumerate(passages):
            if passage.level and read.closed and not self._is_amendment(passage):
                tail.dropped += [d for p in passages[at:] for d in p.left_out("after the document")]
                return list(passages[:at])
        return list(passages)

    # ------------------------------------------------------------------ amendments

    def _is_amendment(self, passage: Passage) -> bool:
        return passage.grid is None and self.idiom.phrases("amendment").whole(passage.plain) is not None

    def _amendments(self, passages: Sequence[Passage]) -> tuple[list[BodyPart], list[Passage]]:
        """Amendments that the act decides on: each a division with its table."""
        starts = [n for n, p in enumerate(passages) if self._is_amendment(p)]
        if not starts:
            return [], list(passages)
        amendments: list[BodyPart] = []
        for at, start in enumerate(starts):
            end = starts[at + 1] if at + 1 < len(starts) else len(passages)
            parts: list[BodyPart] = [
                table_of(p) if p.grid is not None else block_of(p) for p in passages[start + 1 : end]
            ]
            amendments.append(Division(None, block_of(passages[start]), tuple(parts)))
        return amendments, list(passages[: starts[0]])

    # ------------------------------------------------------------------ attachments

    def _attachment(self, passages: Sequence[Passage], tail: Tail) -> Attachment:
        heading, rest = passages[0], list(passages[1:])
        name = self.attachment_name(heading) or "attachment"
        end = self._notes_begin(rest)
        own = Tail(self._attached_act(rest[:end]))
        left = self._place(own, rest[end:])
        # Notes at the very end of a page may belong to the act itself.
        left = self._place(tail, left)
        if len(left) == len(rest) - end:  # what looked like notes was none
            own, left = Tail(self._attached_act(rest)), []
        own.findings += marks_without_notes(own.act)
        tail.dropped += own.dropped
        tail.findings += own.findings
        more = tuple(table_of(p) if p.grid is not None else block_of(p) for p in left)
        act = replace(own.act, body=(*own.act.body, *more))
        return Attachment(name, block_of(heading), act, heading.line, vote_of(act.body))

    def _attached_act(self, passages: Sequence[Passage]) -> Act:
        """The text of an attachment: an act of its own, or any text."""
        start = next((n for n in range(len(passages)) if is_formula(passages, n, self.idiom)), None)
        if start is None:
            return Act(body=read_flow(passages, self.idiom))
        read = read_act(passages, start, len(passages), self.idiom)
        after = read_flow(passages[read.tail :], self.idiom)
        preface = tuple(block_of(p) for p in in_lines(passages[:start]))
        return replace(read.act, preface=preface, body=(*read.act.body, *after))

    @staticmethod
    def _notes_begin(passages: Sequence[Passage]) -> int:
        """Where a run of notes ends `passages`: from a note 1 (or a star) on, all are notes; else their end."""
        for at in reversed(range(len(passages))):
            label = passages[at].note_label
            if (label is not None and label.marker in ("1", "*")) and all(
                p.note_label or p.plain[:1].islower() for p in passages[at:] if p.grid is None
            ):
                return at
        return len(passages)


def _capitals(plain: str) -> str:
    """The words in capitals that `plain` begins with: “OPINION of the Committee” says it in its first."""
    return " ".join(takewhile(lambda word: word.upper() == word, plain.split(" ")))


@lru_cache(maxsize=32)
def tail_reader(idiom: Idiom) -> TailReader:
    """The reader of an institution's tails in a language; its phrases are put together once."""
    return TailReader(idiom)
