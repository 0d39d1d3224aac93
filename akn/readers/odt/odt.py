"""An ODT to pieces: what it prints, with the numbers that it counts, and what is left out of it."""

from __future__ import annotations

from typing import cast

from akn.errors import UnreadableError
from akn.findings import Finding
from akn.model.source import Counting, Dropped
from akn.readers.odt.changes import DELETED, Tracked
from akn.readers.odt.content import Body
from akn.readers.odt.styles import Styles
from akn.readers.package import Element, Package, local
from akn.readers.reading import Changes, Reading

#: What each page repeats, and why its words are left out.
_REPEATED = {"header": "a running head", "footer": "a running foot"}


def read(data: bytes, changes: Changes = "accepted") -> Reading:
    """Read the bytes of an ODT; the numbers of lines are those of paragraphs that hold words.

    `changes` says which text of tracked changes is read: as they were accepted, or rejected.

    Raises:
        UnreadableError: it is damaged, locked, larger than any document, or holds no words.
    """
    package = Package(data, "ODT")
    if b"encryption-data" in package.part("META-INF/manifest.xml"):
        raise UnreadableError("this ODT is locked by a password; save it without one")
    content, styles = package.tree("content.xml"), package.tree("styles.xml")
    text = next(content.iter("{*}text"), None) if content is not None else None
    if text is None or local(text) != "text":
        raise UnreadableError(
            "this ODT has no text in it; open it in a word processor and save it anew as ODT"
        )
    tracked = Tracked.of(text, changes)
    walk = Body(Styles(styles, content), tracked)
    walk.take(text)
    if not walk.pieces:
        raise UnreadableError(
            "this ODT holds no words: pictures of pages, perhaps; recognise their text first (OCR), for instance "
            "“ocrmypdf scan.pdf text.pdf”"
        )
    if changes == "accepted":
        walk.dropped += [
            Dropped(1, " ".join(said.split()), DELETED)
            for paragraphs in tracked.deletions.values()
            for said in paragraphs
            if said.strip()
        ]
    return Reading(
        tuple(walk.pieces),
        tuple(sorted((*walk.dropped, *_repeated(styles)), key=lambda gone: gone.line)),
        findings=tuple(_findings(package, walk)),
        counting=Counting("paragraph"),
    )


def _repeated(styles: Element | None) -> list[Dropped]:
    found = []
    for element in styles.iter() if styles is not None else ():
        why = _REPEATED.get(local(element).partition("-")[0], "")
        if not why or local(element).endswith(("style", "properties")):
            continue
        for paragraph in element.iter("{*}p", "{*}h"):
            said = " ".join("".join(cast("list[str]", [*paragraph.itertext()])).split())
            if said:
                found.append(Dropped(1, said, why))
    return found


def _findings(package: Package, walk: Body) -> list[Finding]:
    found = []
    tracked = walk.tracked
    if tracked.insertions or tracked.deletions:
        found.append(
            Finding.of(
                "CAR001",
                insertions=len(tracked.insertions),
                deletions=len(tracked.deletions),
                taken=tracked.changes,
                other="rejected" if tracked.changes == "accepted" else "accepted",
            )
        )
    if walk.comments:
        found.append(Finding.of("CAR002", count=walk.comments))
    if any(name.startswith(("Basic/", "Scripts/")) for name in package.names):
        found.append(Finding.of("CAR004", what="macros"))
    return found
