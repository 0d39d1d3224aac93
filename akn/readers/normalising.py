"""A text as it was meant: what copying, mail and word processors put into it or changed, undone before it is read.

Nothing of this is a word. What was done is told by kind, with the line where it
was first done; of a quotation, of escapes and of letters read for digits what
was there is gone from the pieces, so that the proof sees the text as it was meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from akn.findings import Finding

#: Characters that print nothing: joiners, marks of direction, invisible operators, byte order marks within the text.
_INVISIBLE = "\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
#: A soft hyphen within a word; at the end of a line it tells a broken word, at its head it stands for a dash.
_SOFT = "(?<=[^\\W\\d_])\u00ad+(?=[^\\W\\d_])"
_UNSEEN = re.compile(f"[{_INVISIBLE}]+|{_SOFT}")
#: The same as pages write them.
_NAMED = re.compile(
    r"&(?:shy|zwnj|zwj|lrm|rlm|ZeroWidthSpace|NoBreak|#(?:173|820[3-7]|8288|65279)|#[xX](?:0*[aA][dD]|200[bB-fF]|2060|[fF]{2}[eE][fF]));"
)
#: Ends of lines and paragraphs beside LF: U+2028, U+2029, NEL, VT, FF.
_ENDS = re.compile("[\u2028\u2029\x85\x0b]|\n\x0c|\x0c\n?")

#: A line that a mail quotes; so many lines, and so large a part of all, make a quoted text.
_QUOTED = re.compile(r"[ \t]?>(?: |$)?", re.MULTILINE)
_FEWEST, _DEEPEST = 3, 5
#: A label whose sign Markdown escapes, and the escapes of Markdown.
_LABEL_ESCAPED = re.compile(r"^[ \t]*(?:\(?\w{1,5}\\[.)]|\\[-*+>]\s)", re.MULTILINE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
#: A label in bold, and anything in bold on one line.
_LABEL_BOLD = re.compile(r"^[ \t]*(\*\*|__)\(?[^\W_]{1,5}[.)]{1,2}(?:\1|\s)", re.MULTILINE)
_BOLD = re.compile(r"(?<!\w)(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1(?!\w)")
#: What may be a number at the head of a line, with letters that are read for digits.
_NUMBER = re.compile(r"^([ \t]*\(?)([0-9lIO]{1,3})(?=[.)]\s)", re.MULTILINE)
_DIGITS = str.maketrans("lIO", "110")


@dataclass(slots=True)
class Normal:
    """A text, normalised, and what is to be said of it."""

    text: str
    findings: list[Finding] = field(default_factory=list)

    def replace(self, pattern: re.Pattern[str], by: str | Callable[[re.Match[str]], str], what: str) -> None:
        """Put `by` for each match of `pattern`, and tell `what` was done."""
        found = pattern.search(self.text)
        if found is not None:
            self.tell(what, found.start())
            self.text = pattern.sub(by, self.text)

    def tell(self, what: str, at: int) -> None:
        """Tell `what` was done, first at the offset `at`."""
        self.findings.append(Finding.of("NOR001", line=self.text.count("\n", 0, at) + 1, what=what))


def normalised(text: str, form: str) -> Normal:
    """`text`, decoded, of a file of the format `form`, as it was meant: LF at the end of each line.

    Of a page the mark-up is left as it is, and of Markdown too.
    """
    normal = Normal(text)
    if not text.isascii():
        _characters(normal)
    if form == "html" and "&" in normal.text:
        normal.replace(_NAMED, "", "characters that print nothing were left out")
    if not normal.text.isascii() or "\x0b" in normal.text or "\x0c" in normal.text:
        normal.text = _ENDS.sub("\n", normal.text)
    if form == "text":
        _quotation(normal)
        _markdown(normal)
        _digits(normal)
    return normal


def _characters(normal: Normal) -> None:
    normal.replace(_UNSEEN, "", "characters that print nothing were left out")
    if not unicodedata.is_normalized("NFC", normal.text):
        composed = unicodedata.normalize("NFC", normal.text)
        at = next((n for n, (a, b) in enumerate(zip(normal.text, composed, strict=False)) if a != b), 0)
        normal.tell("letters and their accents were put together", at)
        normal.text = composed


def _quotation(normal: Normal) -> None:
    """Take off the marks with which a mail quotes a whole text, however often it was quoted."""
    for depth in range(_DEEPEST):
        lines = normal.text.split("\n")
        said = [line for line in lines if line.strip()]
        quoted = sum(_QUOTED.match(line) is not None for line in said)
        if quoted < _FEWEST or 4 * quoted < 3 * len(said):
            return
        if not depth:
            normal.tell("the marks of a quotation (“>”) were taken off", normal.text.find(">"))
        normal.text = "\n".join(
            _QUOTED.sub("", line, count=1) if line[:2].strip()[:1] == ">" else line for line in lines
        )


def _markdown(normal: Normal) -> None:
    """Undo what a text keeps of Markdown: escaped signs behind numbers, and numbers in bold."""
    if "\\" in normal.text and _LABEL_ESCAPED.search(normal.text):
        normal.replace(_ESCAPE, r"\1", "escapes of Markdown (“\\.”) were undone")
    if ("**" in normal.text or "__" in normal.text) and _LABEL_BOLD.search(normal.text):
        normal.replace(_BOLD, r"\2", "marks of bold print (“**”) were taken off")


def _digits(normal: Normal) -> None:
    """Read letters for the digits that they look like, where the numbers before and behind prove it."""
    found = list(_NUMBER.finditer(normal.text))
    odd = list(_proved([match[2] for match in found]))
    if not odd:
        return
    for at in odd:
        start, printed = found[at].start(2), found[at][2]
        line = normal.text.count("\n", 0, start) + 1
        read = printed.translate(_DIGITS)
        normal.findings.append(Finding.of("NOR002", line=line, printed=printed, read=read))
        normal.text = normal.text[:start] + read + normal.text[start + len(printed) :]


def _proved(numbers: Sequence[str]) -> Iterator[int]:
    """The places of what is no number as it stands, and the one that its neighbours leave open."""
    for at, printed in enumerate(numbers):
        if printed.isdigit():
            continue
        value = int(printed.translate(_DIGITS))
        before = numbers[at - 1].translate(_DIGITS) if at else ""
        behind = numbers[at + 1] if at + 1 < len(numbers) else ""
        follows = before == str(value - 1) or value == 1
        leads = behind.translate(_DIGITS) == str(value + 1)
        # A capital may be a Roman numeral, or count a recital: “I.” between “H.” and “J.” has no number beside it.
        if follows and leads and not (printed == "I" and before):
            yield at
