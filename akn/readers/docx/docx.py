"""A Word document to pieces: what it prints, with the numbers that it counts, and what is left out of it."""

from __future__ import annotations

from akn.errors import UnreadableError
from akn.findings import Finding
from akn.model.source import Counting, Dropped
from akn.readers.docx.inline import Inlines
from akn.readers.docx.notes import Notes
from akn.readers.docx.numbering import Numbering
from akn.readers.docx.paragraphs import Body
from akn.readers.docx.properties import Look
from akn.readers.docx.relations import Parts
from akn.readers.docx.styles import Styles
from akn.readers.package import Element, Package, local
from akn.readers.reading import Changes, Reading

#: Parts that each page repeats, and why their words are left out.
_REPEATED = {"header": "a running head", "footer": "a running foot"}


def read(data: bytes, changes: Changes = "accepted") -> Reading:
    """Read the bytes of a DOCX; the numbers of lines are those of paragraphs that hold words.

    `changes` says which text of tracked changes is read: as they were accepted, or rejected.

    Raises:
        UnreadableError: it is damaged, locked, larger than any document, or holds no words.
    """
    package = Package(data, "DOCX")
    parts = Parts(package)
    tree = package.tree(parts.main)
    body = next((each for each in tree if local(each) == "body"), None) if tree is not None else None
    if body is None:
        raise UnreadableError(
            "this DOCX has no text in it; open it in a word processor and save it anew as DOCX"
        )
    styles = Styles(parts.tree("styles"))
    settings = parts.tree("settings")
    notes = Notes({"footnote": parts.tree("footnotes"), "endnote": parts.tree("endnotes")}, settings)
    numbering = Numbering(parts.tree("numbering"), styles.lists)
    look = Look(styles, numbering, changes)
    walk = Body(Inlines(styles, parts.relations, changes), look, numbering, notes, changes)
    walk.take(body)
    if not walk.pieces:
        raise UnreadableError(
            "this DOCX holds no words: pictures of pages, perhaps; recognise their text first (OCR), for instance "
            "“ocrmypdf scan.pdf text.pdf”"
        )
    last = walk.pieces[-1].number
    for key, element in [*notes.uncalled()]:
        lines = walk.lines_of_note(element.iter("{*}p"), key, last)
        walk.dropped += [Dropped(last, line.text, "a note that nothing in the text calls") for line in lines]
    return Reading(
        tuple(walk.pieces),
        tuple(sorted((*walk.dropped, *_repeated(parts), *_comments(parts)), key=lambda d: d.line)),
        findings=tuple(_findings(parts, walk, notes)),
        counting=Counting("paragraph"),
    )


def _repeated(parts: Parts) -> list[Dropped]:
    return [
        Dropped(1, text, why)
        for kind, why in _REPEATED.items()
        for tree in parts.trees(kind)
        for text in _paragraphs(tree)
    ]


def _comments(parts: Parts) -> list[Dropped]:
    return [Dropped(1, text, "a comment") for tree in parts.trees("comments") for text in _paragraphs(tree)]


def _paragraphs(tree: Element) -> list[str]:
    """The words of each paragraph in `tree`."""
    said = []
    for paragraph in tree.iter("{*}p"):
        text = "".join(
            "" if local(e) in {"p", "instrText"} else (e.text or "") if local(e) in {"t", "delText"} else " "
            for e in paragraph.iter("{*}t", "{*}delText", "{*}tab", "{*}br")
        )
        if text.strip():
            said.append(" ".join(text.split()))
    return said


def _findings(parts: Parts, walk: Body, notes: Notes) -> list[Finding]:
    found = []
    inlines = walk.inlines
    if inlines.insertions or inlines.deletions:
        found.append(
            Finding.of(
                "CAR001",
                insertions=inlines.insertions,
                deletions=inlines.deletions,
                taken=walk.changes,
                other="rejected" if walk.changes == "accepted" else "accepted",
            )
        )
    if comments := len(_comments(parts)):
        found.append(Finding.of("CAR002", count=comments))
    if walk.embedded:
        found.append(Finding.of("CAR003", count=walk.embedded))
    if notes.missing:
        found.append(Finding.of("CAR011", count=notes.missing))
    outside = sorted({relation.kind for relation in parts.outside})
    macros = any(name.lower().endswith("vbaproject.bin") for name in parts.package.names)
    if outside or macros:
        what = [f"files elsewhere ({', '.join(outside)})"] if outside else []
        found.append(Finding.of("CAR004", what=" and ".join([*what, *(["macros"] if macros else [])])))
    return found
