"""Text that is no resolution: an annex, an explanatory statement, a roll call, amendments."""

from __future__ import annotations

from collections.abc import Sequence

from akn.languages import Language
from akn.model import BodyPart, Num, Paragraph
from akn.recognition.blocks import block_of, table_of
from akn.recognition.headings import Outline, styles_of
from akn.recognition.labels import label_of
from akn.recognition.passages import Passage
from akn.recognition.points import Entry, nest


def read_flow(passages: Sequence[Passage], language: Language) -> tuple[BodyPart, ...]:
    """Read `passages` as headings, numbered paragraphs with their points, tables and plain blocks."""
    outline = Outline()
    entries: list[Entry] = []
    num: Num | None = None
    count = 0

    def close() -> None:
        nonlocal num
        if entries:
            outline.add(Paragraph(num, nest(entries, language.point_letters), entries[0].line))
            entries.clear()
        num = None

    for passage in passages:
        if passage.grid is not None:
            close()
            outline.add(table_of(passage))
            continue
        label = label_of(passage.plain)
        text = passage.cut(label.end) if label else passage
        if passage.level or (label is None and _stands_out(passage)):
            close()
            outline.open(passage)
        elif label is not None and label.kind == "digit" and label.value == str(count + 1) and text.text:
            close()
            count += 1
            num = Num.printed(passage.text[: label.end].strip())
            entries.append(Entry(None, "", block_of(text), passage.line, passage.indent))
        elif label is not None and entries and text.text:
            printed = passage.text[: label.end].strip()
            entries.append(Entry(label, printed, block_of(text), passage.line, passage.indent))
        else:
            close()
            outline.add(block_of(passage))
    close()
    return outline.parts()


def _stands_out(passage: Passage) -> bool:
    """Whether a line is a heading by its looks: all bold, and no sentence."""
    return bool(styles_of(passage) & {"b"}) and len(passage.text) < 160 and passage.text[-1:] not in ".;,:"
