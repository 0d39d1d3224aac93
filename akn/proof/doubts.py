"""What the shape proof may doubt: each code with its gravity, its meaning, and the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from akn.findings import Finding, Severity


class Doubt(NamedTuple):
    """One kind of doubt."""

    severity: Severity
    reason: str
    remedy: str


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

DOUBTS: Mapping[str, Doubt] = {
    "SHA001": Doubt(
        _ERROR,
        "a part begins with the words that begin another kind of part, or has them inside",
        "see whether a line break or a number was lost before these words",
    ),
    "SHA002": Doubt(
        _ERROR,
        "the text has recitals, and the document has none",
        "give each recital its letter and a line of its own",
    ),
    "SHA003": Doubt(
        _ERROR,
        "the operative part is empty",
        "number the paragraphs, or see where the text was cut",
    ),
    "SHA004": Doubt(
        _ERROR,
        "one part holds most of the text, and others stand in it",
        "put each paragraph on a line of its own",
    ),
    "SHA005": Doubt(
        _ERROR,
        "the numbers do not run on",
        "see whether a line is missing, or a number was misread",
    ),
    "SHA006": Doubt(
        _WARNING,
        "a number stands twice",
        "see whether the text stands twice, or a number was misread",
    ),
    "SHA007": Doubt(
        _ERROR,
        "headings stand in a row with nothing below them",
        "see whether these lines are headings, or what stood below was lost",
    ),
    "SHA008": Doubt(
        _ERROR,
        "a line begins with a number or a letter that became no part",
        "put a space after the number and a blank line before it",
    ),
    "SHA009": Doubt(
        _ERROR,
        "the mark of a note has no note, or a note has no mark",
        "see whether the notes were copied with the text",
    ),
    "SHA010": Doubt(
        _ERROR,
        "a line of names gave no author",
        "write the authors as “Name, Name” on a line of its own, the group below",
    ),
    "SHA011": Doubt(
        _ERROR,
        "a passage is in another language than the document",
        "take out what is no part of the document, or convert each language alone",
    ),
    "SHA012": Doubt(
        _ERROR,
        "the enacting words are not those of the institution",
        "say which institution it is, or see whether the first line was damaged",
    ),
    "SHA013": Doubt(
        _ERROR,
        "the title breaks off",
        "put the whole title on one line",
    ),
    "SHA014": Doubt(
        _ERROR,
        "a date or a number contradicts another",
        "say which is right (options for the date and the number)",
    ),
    "SHA015": Doubt(
        _ERROR,
        "what was left out looks like a part of the document",
        "see whether this line is furniture of the page; if not, part it from the page's lines",
    ),
    "SHA016": Doubt(
        _ERROR,
        "the text breaks off",
        "see whether the end was copied",
    ),
    "SHA017": Doubt(
        _ERROR,
        "the same text stands twice",
        "take one of them out",
    ),
    "SHA018": Doubt(
        _ERROR,
        "a line of the page stands inside a sentence",
        "take out page numbers and the heads of pages",
    ),
    "SHA019": Doubt(
        _ERROR,
        "a line that begins anew stands in the middle of a part",
        "if it is a heading, put blank lines around it; if it is no part of the document, take it out",
    ),
    "SHA021": Doubt(
        _ERROR,
        "letters were read in a wrong encoding, or lost",
        "save the text as UTF-8 again, from where it was right",
    ),
    "SHA022": Doubt(
        _ERROR,
        "a sentence is broken in two",
        "see whether a line break or a page's head stands in this sentence",
    ),
    "SHA023": Doubt(
        _ERROR,
        "the text holds signs of another format",
        "save the text without mark-up, or as the page it was",
    ),
    "SHA024": Doubt(
        _ERROR,
        "words or rows are parted or joined otherwise than in the source",
        "compare this line with the source; if the source is right, please report it with the text",
    ),
    "SHA020": Doubt(
        _ERROR,
        "a part of the act stands behind its end",
        "see what stands between this line and the last paragraph",
    ),
}


def doubt(code: str, message: str, *, line: int | None = None, eid: str = "") -> Finding:
    """A finding of `code`: `message` says what was seen, the remedy is that of the code."""
    known = DOUBTS[code]
    return Finding(code, known.severity, message, eid=eid, help=known.remedy, source_line=line)


def quoted(text: str) -> str:
    """`text` in quotation marks, cut where it is long."""
    short = " ".join(text.split())
    return f"“{short if len(short) <= 80 else short[:79] + '…'}”"
