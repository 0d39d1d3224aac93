"""The title of a resolution, as its title block prints it."""

from __future__ import annotations

from collections.abc import Iterable

from akn.model.resolution import Block, Label, LabelName, Note, Resolution


def title_line(resolution: Resolution) -> str:
    """The whole line that holds the title, white space made single; "" where no title was read.

    The line of the preface goes before that of the cover: it names the
    institution and the kind. In many languages ``docTitle`` alone is an
    inflected half of a sentence. Where the line does not say what it is the
    title of, the words for that are taken from the cover. Without either line it is the title alone.
    """
    cover = [block for container in resolution.cover for block in container.blocks]
    for blocks in (resolution.act.preface, cover):
        line = next((block for block in blocks if _bears(block, "docTitle")), None)
        if line is None:
            continue
        words = _words(line)
        if _bears(line, "docType"):
            return words
        kind = next(filter(None, map(_kind, (*resolution.act.preface, *cover))), "")
        return f"{kind} {words}".strip()
    return " ".join(resolution.work.title.split())


def short_titles(resolutions: Iterable[Resolution]) -> str:
    """The short titles of several documents in a row."""
    return "; ".join(filter(None, (" ".join(resolution.work.title.split()) for resolution in resolutions)))


def _bears(block: Block, name: LabelName) -> bool:
    return any(isinstance(mark.markup, Label) and mark.markup.name == name for mark in block.marks)


def _kind(block: Block) -> str:
    """The words of `block` that say the kind of document, or ""."""
    found = (m for m in block.marks if isinstance(m.markup, Label) and m.markup.name == "docType")
    mark = next(found, None)
    return "" if mark is None else " ".join(block.text[mark.start : mark.end].split())


def _words(block: Block) -> str:
    """The text of `block`, the marks of footnotes left out."""
    text = block.text
    for mark in sorted(block.marks, key=lambda m: -m.start):
        if isinstance(mark.markup, Note):
            text = text[: mark.start] + text[mark.end :]
    return " ".join(text.split())
