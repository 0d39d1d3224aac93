"""Text that is no resolution: an annex, an explanatory statement, a roll call, amendments."""

from __future__ import annotations

from collections.abc import Sequence

from akn.model.resolution import Block, BodyPart, Num, Paragraph, Unrecognised
from akn.numbering.letters import Letters
from akn.recognition.act.headings import Outline, heading_like, styles_of
from akn.recognition.act.numbered import end_of_numbered, with_ones_counted
from akn.recognition.act.points import Entry, nest
from akn.recognition.act.settling import settled
from akn.recognition.act.strangers import strange_lines
from akn.recognition.blocks import block_of, table_of
from akn.recognition.idiom import Idiom
from akn.recognition.labels import UNMARKED, Label, as_written, misread, neutral_of
from akn.recognition.passages import Passage


def read_flow(passages: Sequence[Passage], idiom: Idiom) -> tuple[BodyPart, ...]:
    """Read `passages` as headings, numbered paragraphs with their points, tables and plain blocks.

    Numbers may begin anew under each heading; where they begin anew without
    one, they number the points of a paragraph that has no number itself.
    """
    flow = _Flow(idiom.point_letters)
    strange = strange_lines(passages, idiom)
    text = with_ones_counted(settled(passages, idiom), anew=False)
    end = end_of_numbered(text)
    for at, passage in enumerate(text):
        if at in strange or at >= end:
            flow.set_apart(passage)
        else:
            flow.take(passage)
    return flow.parts()


class _Flow:
    """The text while it is being read."""

    def __init__(self, letters: Letters) -> None:
        self.letters = letters
        self.outline = Outline()
        self.entries: list[Entry] = []
        self.num: Num | None = None
        self.count = 0  # the number of the last paragraph, or of the last point of a list
        self.numbered = False  # paragraphs have been numbered under this heading
        self.listing = False  # numbers are those of points

    def parts(self) -> tuple[BodyPart, ...]:
        """The text, read."""
        self._close()
        return self.outline.parts()

    def set_apart(self, passage: Passage) -> None:
        """Let a line that does not belong to the text stand by itself, as unrecognised."""
        self._close()
        self.outline.add(Unrecognised(block_of(passage)))

    def take(self, passage: Passage) -> None:
        """Place `passage`."""
        if passage.grid is not None:
            self._close()
            self.outline.add(table_of(passage))
            return
        label = passage.label
        if passage.role is not None and self._told(passage, label):
            return
        if self._is_heading(passage, label):
            self._close()
            self.outline.open(passage)
            self.numbered = False
        elif label is None or passage.cut(label.end).text == "":
            self._close()
            self.outline.add(block_of(passage))
        elif label.kind == "digit" and self._counts(label.value):
            self._number(passage, label)
        elif self.entries:
            self._point(passage, label)
        else:
            self.outline.add(block_of(passage))

    def _told(self, passage: Passage, label: Label | None) -> bool:
        """Place `passage` as a person says; False where that cannot stand here."""
        match passage.role:
            case "heading":
                self._close()
                self.outline.open(passage)
                self.numbered = False
            case "paragraph" if label is not None and label.kind == "digit" and label.value.isdigit():
                self._close()
                self.count, self.numbered = int(label.value) - 1, False
                self._number(passage, label)
            case "paragraph":
                self._close()
                text = passage.cut(label.end) if label else passage
                self.num = Num.printed(passage.text[: label.end].strip()) if label else None
                self.entries.append(Entry(None, "", block_of(text), passage.line, passage.indent))
            case "point" if self.entries:
                self._point(passage, label or UNMARKED)
            case "subparagraph" | "continuation" if self.entries:
                self.entries.append(Entry(None, "", block_of(passage), passage.line, passage.indent))
            case "subparagraph":
                self.outline.add(block_of(passage))
            case _:
                return False
        return True

    def _number(self, passage: Passage, label: Label) -> None:
        """A numbered paragraph, or a point of a list that counts for itself."""
        anew = label.value == "1" and self.numbered
        self.count = int(label.value)
        if anew or (self.listing and self.entries):
            if anew:
                self._close()
            self.listing = True
            self._point(passage, label)
            return
        self._close()
        self.numbered = True
        printed = passage.text[: label.end].strip()
        if misread(printed, label):
            self.num = Num(f"{label.value}.", printed)
        else:
            self.num = Num(as_written(printed, label), printed, neutral_of(printed, label))
        text = passage.cut(label.end)
        self.entries.append(Entry(None, "", block_of(text), passage.line, passage.indent))

    def _point(self, passage: Passage, label: Label) -> None:
        text = passage.cut(label.end)
        printed = passage.text[: label.end].strip()
        self.entries.append(Entry(label, printed, block_of(text), passage.line, passage.indent))

    def _close(self) -> None:
        if self.entries:
            content = nest(self.entries, self.letters)
            self.outline.add(Paragraph(self.num, content, self.entries[0].line))
        self.entries, self.num, self.listing = [], None, False

    def _counts(self, value: str) -> bool:
        """Whether `value` is the next number, or begins to count anew where no list is introduced."""
        if value == str(self.count + 1):
            return True
        return value == "1" and not self._introduces()

    def _introduces(self) -> bool:
        last = self.entries[-1].content if self.entries else None
        return isinstance(last, Block) and last.text.endswith(":")

    def _is_heading(self, passage: Passage, label: Label | None) -> bool:
        """Whether a line is a heading: of the page, by its looks, or by a capital or Roman number before it."""
        if passage.level:
            return True
        if label is not None:
            return label.kind == "letter" and heading_like(passage) and not self._introduces()
        bold = bool(styles_of(passage) & {"b"})
        return bold and len(passage.text) < 160 and passage.text[-1:] not in ".;,:"
