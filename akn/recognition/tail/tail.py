"""What stands after the last paragraph: notes, amendments, attachments, and what surrounds the document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from msgspec import Struct, field
from msgspec.structs import replace

from akn.findings import Finding
from akn.matching.phrases import Phrases
from akn.model.looking import blocks
from akn.model.resolution import Act, Attachment, Block, BodyPart, Division
from akn.model.source import Dropped
from akn.recognition.act.act import Read, read_act
from akn.recognition.act.formula import is_formula
from akn.recognition.blocks import block_of, table_of
from akn.recognition.idiom import Idiom
from akn.recognition.notes.marks import unanswered
from akn.recognition.passages import Passage, in_lines
from akn.recognition.punctuated.act import read_annex
from akn.recognition.punctuated.signs import signs_of, titled
from akn.recognition.tail.flow import read_flow
from akn.recognition.tail.lone_note import set_lone_note
from akn.recognition.tail.votes import vote_of


class Tail(Struct):
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
        self._by_punctuation = idiom.institution.told_by == "punctuation"
        self._any = Phrases(phrase for _, phrases in self._names for phrase in phrases.phrases)

    def read(self, read: Read, passages: Sequence[Passage], *, attached: bool) -> Tail:
        """Read `passages`, all that stand after the paragraphs of the act that was `read`.

        `attached` says that the document may have parts that no table names.
        """
        tail = Tail(read.act)
        starts = [n for n, p in enumerate(passages) if self.attachment_name(p) or (attached and p.level)]
        own = self._until_outside(passages[: starts[0]] if starts else passages, read, tail)
        amended, own = self._amendments(own)
        if amended:
            # What stands before them stands before them in the act, too.
            before = tuple(table_of(p) if p.grid is not None else block_of(p) for p in own)
            tail.act = replace(tail.act, body=(*tail.act.body, *before))
            tail.stray += [block_of(p) for p in own if p.grid is None and not p.note]
            own = []
        tail.act = replace(tail.act, body=(*tail.act.body, *amended))
        left = self._with_lone_note(tail, own)
        for at, start in enumerate(starts):
            end = starts[at + 1] if at + 1 < len(starts) else len(passages)
            tail.attachments.append(self._attachment(passages[start:end], tail))
        tail.findings += unanswered(blocks(tail.act))
        tail.findings += [Finding.of("NOT001", source_line=p.line, marker=p.note) for p in passages if p.note]
        self._leave(tail, left)
        return tail

    @staticmethod
    def _with_lone_note(tail: Tail, passages: Sequence[Passage]) -> list[Passage]:
        """`passages`, without the one line that is the note to the one mark of the act that waits for one."""
        lone = set_lone_note(tail.act, passages)
        if lone is None:
            return list(passages)
        tail.act = lone.act
        tail.findings.append(lone.finding)
        return []

    @staticmethod
    def _leave(tail: Tail, passages: Sequence[Passage]) -> None:
        """Let `passages` stand behind the body; those before a table stand in it, for there the table stands."""
        table = max((n for n, p in enumerate(passages) if p.grid is not None), default=-1)
        within = tuple(table_of(p) if p.grid is not None else block_of(p) for p in passages[: table + 1])
        behind = tuple(block_of(p) for p in passages[table + 1 :])
        tail.stray += [block_of(p) for p in passages if p.grid is None and not p.note]
        concluded = (*tail.act.conclusions, *behind)
        tail.act = replace(tail.act, body=(*tail.act.body, *within), conclusions=concluded)

    def attachment_name(self, passage: Passage) -> str:
        """The name of the attachment that `passage` is the heading of, or ""."""
        if passage.role is not None:
            return ""
        if passage.grid is not None or len(passage.text) > 300 or not self._any.opening(passage.plain):
            return ""
        if self._by_punctuation:
            called, title = titled(passage)
            if title is not None and signs_of(self.idiom).heads(title):
                passage = called
        for name, phrases in self._names:
            hit = phrases.opening(passage.plain)
            if hit is None:
                continue
            if self._by_punctuation and not signs_of(self.idiom).calls(passage, hit):
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
        heading = passages[0]
        name = self.attachment_name(heading) or "attachment"
        if self._by_punctuation:
            return self._annex(name, passages, tail)
        act = self._attached_act(passages[1:])
        tail.findings += unanswered(blocks(act))
        return Attachment(name, block_of(heading), act, heading.line, vote_of(act.body))

    def _annex(self, name: str, passages: Sequence[Passage], tail: Tail) -> Attachment:
        """An annex that is called so on a line of its own, its title on the next where it has one."""
        called, told = titled(passages[0])
        title, start = block_of(told) if told is not None else None, 1
        if (
            told is None
            and len(passages) > 2
            and passages[1].label is None
            and signs_of(self.idiom).heads(passages[1])
        ):
            title, start = block_of(passages[1]), 2
        act, findings = read_annex(passages[start:], self.idiom)
        tail.findings += [*findings, *unanswered(blocks(act))]
        return Attachment(name, title, act, passages[0].line, vote_of(act.body), block_of(called))

    def _attached_act(self, passages: Sequence[Passage]) -> Act:
        """The text of an attachment: an act of its own, or any text."""
        start = next((n for n in range(len(passages)) if is_formula(passages, n, self.idiom)), None)
        if start is None:
            return Act(body=read_flow(passages, self.idiom))
        read = read_act(passages, start, len(passages), self.idiom)
        after = read_flow(passages[read.tail :], self.idiom)
        preface = tuple(block_of(p) for p in in_lines(passages[:start]))
        return replace(read.act, preface=preface, body=(*read.act.body, *after))


def _capitals(plain: str) -> str:
    """The words in capitals that `plain` begins with: “OPINION of the Committee” says it in its first."""
    return " ".join(takewhile(lambda word: word.upper() == word, plain.split(" ")))


@lru_cache(maxsize=32)
def tail_reader(idiom: Idiom) -> TailReader:
    """The reader of an institution's tails in a language; its phrases are put together once."""
    return TailReader(idiom)
