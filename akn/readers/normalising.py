"""A text as it was meant: what copying, mail and word processors put into it or changed, undone before it is read.

Nothing of this is a word. What was done is told by kind, with the line where it
was first done, and the signs that were taken out are among what was left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape

from msgspec import Struct, field

from akn.findings import Finding
from akn.model.source import Dropped
from akn.readers.quoted_printable import meant

#: Characters that print nothing: joiners, marks of direction, invisible operators, byte order marks within the text.
_INVISIBLE = "\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
#: A soft hyphen within a word; at the end of a line it tells a broken word, at its head it stands for a dash.
_SOFT = "(?<=[^\\W\\d_])\u00ad+(?=[^\\W\\d_])"
_UNSEEN = re.compile(f"[{_INVISIBLE}]+|{_SOFT}")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
#: All of them, soft hyphens too.
_UNSEEN_SIGNS = frozenset(
    "\u00ad\u034f\u061c\u180e\ufeff"
    + "".join(
        map(
            chr,
            (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x2070)),
        )
    )
)
#: Where a word was broken at the end of a line by another sign than a hyphen; so many show that it was so.
_BROKEN = re.compile(r"(?<=[^\W\d_])[\u00ac=][ \t]*\n(?=[ \t]*[^\W\d_])")
_OFTEN = 2
#: The same as pages write them.
_NAMED = re.compile(
    r"&(?:shy|zwnj|zwj|lrm|rlm|ZeroWidthSpace|NoBreak|#(?:173|820[3-7]|8288|65279)|#[xX](?:0*[aA][dD]|200[bB-fF]|2060|[fF]{2}[eE][fF]));"
)
#: Ends of lines and paragraphs beside LF: U+2028, U+2029, NEL, VT, FF.
_STRANGE_ENDS = "\u2028\u2029\x85\x0b\x0c"
_ENDS = re.compile("[\u2028\u2029\x85\x0b]|\n\x0c|\x0c\n?")

#: What a line begins with that a mail quotes, or that stands in a comment; so many lines, and of quotations so large a
#: part of all, are such a text.
_QUOTING = re.compile(r"\n[> |/#:\t]")
_PREFIX = re.compile(r"[ \t]?(>|\||//|:(?![^ \t])|#+(?![^ \t]))[ \t]?")
_FEWEST, _DEEPEST = 3, 5
#: So many lines are counted at the least; the first and the last that are stand at the ends of the text.
_COUNTED_AT_LEAST = 5
#: The marks between which a table of one column, or a program, sets each line; a mark within is doubled there.
_QUOTES = (('"', '"'), ("\u201c", "\u201d"), ("'", "'"), ("\u00ab", "\u00bb"), ("\u201e", "\u201c"))
#: The signs of Markdown, what shows that a text is some, and what is put for what: escaped signs behind numbers,
#: headings, lines and words in bold.
_MARKDOWN = (
    (
        ("\\",),
        re.compile(r"(?=^[ \t]*(?:\(?\w{1,5}\\[.)]|\\[-*+>]\s))", re.MULTILINE),
        re.compile(r"\\([!-/:-@\[-`{-~])"),
        r"\1",
    ),
    (("#",), None, re.compile(r"^[ \t]*#{1,6}[ \t]+(?=[^\W_])(.*?)[ \t#]*$", re.MULTILINE), r"\1"),
    (
        ("*", "_"),
        None,
        re.compile(r"^([ \t]*)(\*{1,3}|_{1,3})(?=[^\s*_])([^*_\n]+)(?<=\S)\2[ \t]*$", re.MULTILINE),
        r"\1\3",
    ),
    # Signs on both sides of a line adorn it: “*** Noise ***”, “== Noise ==”.
    (
        ("** ", "== ", "## ", "~~ ", "++ "),
        None,
        re.compile(r"^([ \t]*)([*=#~+]{2,6}) +(?=[^\W_])([^\n]+?) +\2[ \t]*$", re.MULTILINE),
        r"\1\3",
    ),
    (
        ("**", "__"),
        re.compile(r"(?=^[ \t]*(\*\*|__)\(?[^\W_]{1,5}[.)]{1,2}(?:\1|\s))", re.MULTILINE),
        re.compile(r"(?<!\w)(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1(?!\w)"),
        r"\2",
    ),
)
_SIGNS = ("\\", "*", "_", "#", "== ", "~~ ", "++ ")
#: A character that a page would write by its name or number.
_REFERENCE = re.compile(r"&(?:[A-Za-z]{2,8}|#[0-9]{2,5}|#[xX][0-9A-Fa-f]{2,4});")
#: The end of a line that Markdown breaks.
_BREAK = re.compile(r"(?<=[^\n\\])\\$", re.MULTILINE)
_DIGIT_LINE = re.compile(r"[ \t]{0,6}[0-9]{1,4}[ \t]")
#: A number before a line of the text, which counts the lines.
_COUNTED = re.compile(r"[ \t]{0,6}([0-9]{1,4})(?:[ \t]|$)")
#: What may be a number at the head of a line, with letters that are read for digits.
_NUMBER = re.compile(r"^([ \t>|]*\(?)([0-9lIO]{1,3})(?=[.)]\s)", re.MULTILINE)
_NO_NUMBER = re.compile(r"[ \t>|]*\(?[0-9]{0,2}[lIO][0-9lIO]{0,2}[.)](?:\s|$)")
_DIGITS = str.maketrans("lIO", "110")


class Normal(Struct):
    """A text, normalised, and what is to be said of it.

    `characters` is the text as it was, but for letters that were read for digits; `dropped` holds the signs that
    stood in it and stand in `text` no more.
    """

    text: str
    characters: str = ""
    findings: list[Finding] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)

    def replace(self, pattern: re.Pattern[str], by: str, what: str) -> None:
        """Put `by` for each match of `pattern`, and tell `what` was done."""
        found = pattern.search(self.text)
        if found is not None:
            self.put(pattern.sub(by, self.text), what, found.start())

    def put(self, text: str, what: str, at: int, gone: str = "") -> None:
        """Put `text`, and tell `what` was done, first at the offset `at`; `gone` are the signs that were taken out."""
        line = self.text.count("\n", 0, at) + 1
        self.findings.append(Finding.of("NOR001", line=line, what=what))
        gone = gone or "".join((Counter(self.text) - Counter(text)).elements())
        if signs := "".join(gone.split()):
            self.dropped.append(Dropped(line, signs, what))
        self.text = text


def normalised(text: str, form: str) -> Normal:
    """`text`, decoded, of a file of the format `form`, as it was meant: LF at the end of each line.

    Of a page the mark-up is left as it is, and of Markdown too.
    """
    normal = Normal(text)
    if form == "text":
        _mail(normal)
        _digits(normal)
        _broken_words(normal)
    normal.characters = normal.text
    if not text.isascii():
        _characters(normal)
    if form == "html" and "&" in normal.text:
        normal.replace(_NAMED, "", "characters that print nothing were left out")
    if any(end in normal.text for end in _STRANGE_ENDS):
        normal.text = _ENDS.sub("\n", normal.text)
    if form == "text":
        _line_numbers(normal)
        _quotation(normal)
        _bars(normal)
        _quotes(normal)
        _references(normal)
        _markdown(normal)
    return normal


def _broken_words(normal: Normal) -> None:
    """Put hyphens where words were broken by the sign that DOS shows for a soft one, or by a double one."""
    text = normal.text
    if ("\u00ac" in text or "=\n" in text) and len(_BROKEN.findall(text)) >= _OFTEN:
        normal.replace(
            _BROKEN, "\u00ad\n", "signs that break words at the ends of lines were read as hyphens"
        )


def _mail(normal: Normal) -> None:
    """Read the letters of a mail that was saved as it was sent."""
    said = meant(normal.text)
    if said is not None:
        what = "letters were read that a mail had written as “=C3=A9”, and lines are counted as it shows them"
        normal.put(said, what, normal.text.index("="), " ")


def without_unseen(text: str) -> str:
    """`text` composed (NFC), and without characters that print nothing, soft hyphens among them."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    return text if _UNSEEN_SIGNS.isdisjoint(text) else "".join(c for c in text if c not in _UNSEEN_SIGNS)


def _characters(normal: Normal) -> None:
    if not _UNSEEN_SIGNS.isdisjoint("".join(_BEYOND_ASCII.findall(normal.text))):
        normal.replace(_UNSEEN, "", "characters that print nothing were left out")
    if not unicodedata.is_normalized("NFC", normal.text):
        composed = unicodedata.normalize("NFC", normal.text)
        at = next((n for n, (a, b) in enumerate(zip(normal.text, composed, strict=False)) if a != b), 0)
        normal.put(composed, "letters and their accents were put together", at, gone=" ")


def _line_numbers(normal: Normal) -> None:
    """Take off the numbers that count the lines of a text, all of them or every fifth, from its head to its end."""
    if not any(map(_DIGIT_LINE.match, normal.text.split("\n"))):
        return
    lines = normal.text.split("\n")
    filled = [at for at, line in enumerate(lines) if line.strip()]
    found = {at: m for at in filled if (m := _COUNTED.match(lines[at]))}
    if len(found) < 2:
        return
    for places in (range(len(lines)), filled):  # empty lines are counted, or not
        counted = {place: n for n, place in enumerate(places)}
        offsets = Counter(int(m[1]) - counted[at] for at, m in found.items())
        offset, times = offsets.most_common(1)[0]
        own = [at for at, m in found.items() if int(m[1]) - counted[at] == offset]
        ends = (own[0], len(lines) - own[-1])
        most = 10 * times >= 9 * len(found) and times >= _COUNTED_AT_LEAST
        whole = _every_so_many([int(found[at][1]) for at in own], len(places))
        if (most or whole) and max(ends) <= 2 * _COUNTED_AT_LEAST:
            start = sum(len(line) + 1 for line in lines[: own[0]])
            for at in own:
                lines[at] = " " * found[at].end() + lines[at][found[at].end() :]
            normal.put("\n".join(lines), "numbers that count the lines were taken off", start)
            return


def _every_so_many(numbers: Sequence[int], last: int) -> bool:
    """Whether `numbers` are those of every fifth line, or tenth, and of all of them up to the `last`."""
    step = numbers[0]
    return (
        len(numbers) > 1
        and step > 1
        and [*numbers] == [*range(step, last + 1, step)][: len(numbers)]
        and numbers[-1] + step > last
    )


def _quotation(normal: Normal) -> None:
    """Take off the marks with which a mail quotes a whole text, or a program calls it a comment, however often."""
    for _ in range(_DEEPEST):
        if len(_QUOTING.findall(normal.text)) < _FEWEST - 1:
            return
        lines = normal.text.split("\n")
        said = [line for line in lines if line.strip()]
        marks = Counter(found[1] for line in said if (found := _PREFIX.match(line)))
        mark, times = max(marks.items(), key=lambda pair: pair[1], default=("", 0))
        quoted = mark == ">" and 4 * times >= 3 * len(said)
        # A bar at the head of each line, and no other, parts no cells.
        whole = times == len(said) and not (
            mark == "|" and any("|" in line.lstrip(" \t")[1:] for line in said)
        )
        if times < _FEWEST or not (quoted or whole):
            return
        bare = "\n".join(
            line[found.end() :] if (found := _PREFIX.match(line)) and found[1] == mark else line
            for line in lines
        )
        normal.put(bare, f"the marks of a quotation (“{mark}”) were taken off", normal.text.find(mark))


def _bars(normal: Normal) -> None:
    """Take off the bars between which every line stands, where none parts two cells: a table of one column."""
    if normal.text.lstrip()[:1] != "|":
        return
    lines = normal.text.split("\n")
    said = [line.strip() for line in lines if line.strip()]
    if len(said) < _COUNTED_AT_LEAST or not all(
        len(line) > 1 and line[0] == line[-1] == "|" and "|" not in line.strip("| \t") for line in said
    ):
        return
    normal.put(
        "\n".join(line.strip().strip("| \t") for line in lines), "the bars around each line were taken off", 0
    )


def _quotes(normal: Normal) -> None:
    """Take off the quotation marks between which every line of the text stands."""
    text = normal.text.strip()
    pair = next((p for p in _QUOTES if text.startswith(p[0]) and text.endswith(p[1])), None)
    if pair is None:
        return
    lines = normal.text.split("\n")
    said = [line.strip() for line in lines if line.strip()]
    if len(said) < _COUNTED_AT_LEAST or not all(
        len(line) > 1 and line.startswith(pair[0]) and line.endswith(pair[1]) for line in said
    ):
        return
    bare = (line.strip()[1:-1].replace(pair[0] * 2, pair[0]) if line.strip() else line for line in lines)
    normal.put("\n".join(bare), "the quotation marks around each line were taken off", 0)


def _markdown(normal: Normal) -> None:
    """Undo what a text keeps of Markdown, where it shows that it is some."""
    if not any(sign in normal.text for sign in _SIGNS):
        return
    if normal.text.count("\\\n") >= _FEWEST:
        normal.replace(_BREAK, "", "signs of Markdown were taken off")
    for sign, shown, pattern, by in _MARKDOWN:
        if not any(one in normal.text for one in sign):
            continue
        if shown is None or shown.search(normal.text):
            normal.replace(pattern, by, "signs of Markdown were taken off")


def _references(normal: Normal) -> None:
    """Put the characters that a page would write by their names."""
    if "&" in normal.text:
        put = _REFERENCE.sub(_character, normal.text)
        if put != normal.text:
            at = next(m.start() for m in _REFERENCE.finditer(normal.text) if _character(m) != m[0])
            normal.put(put, "characters that were written by their names (“&nbsp;”) were put", at, gone=" ")


def _character(reference: re.Match[str]) -> str:
    character = unescape(reference[0])
    return (
        character if len(character) == 1 and unicodedata.category(character)[0] in "LNPSZ" else reference[0]
    )


def _digits(normal: Normal) -> None:
    """Read letters for the digits that they look like, where the numbers before and behind prove it."""
    if not any(map(_NO_NUMBER.match, normal.text.split("\n"))):
        return
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
