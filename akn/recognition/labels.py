"""What stands at the head of a passage: a dash, ``A.``, ``1.``, ``(a)``; or the mark of a footnote.

Some marks are words as often as marks (``i.``, ``a.``): they are told apart by
the row they stand in, by who sees it (`small_label_of`).
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias
from unicodedata import normalize

from akn.numbering.digits import plain_digits
from akn.numbering.roman import roman

LabelKind: TypeAlias = Literal["bullet", "letter", "digit", "paren", "close", "small", "dotted", "quoted"]

#: No mark is longer, and none without a word is longer than this.
_HEAD, _WORD = 16, 8

# On text made `alike`: every dash is “-”. A bullet may be glued to its word (“-having regard”).
_LABEL = re.compile(
    r"""
      (?P<bullet> -{1,2}(?=\s|[^\W\d_]) | [•·*▪●◦■□►▶‣⁃∙\uf0b7\uf02d\uf0a7\uf0d8\u00ad](?=\s|[^\W\d_]|\()
                | \.(?=\s?[^\W_]) )
    | (?P<digit>  [0-9]{1,3}[a-z]{0,2} ) \s?(?:\.[)-]|[.)]) (?=\s|[^\W\d_]|["(]) (?!\s?[0-9]{1,2}\.\s?[0-9]{4})
    | \( \s?(?P<paren> [0-9]{1,3}[a-z]? | [^\W\d_]{1,5} )\s? \)\.?
    | (?P<close>  [^\W\d_]{1,4} ) \s?\) (?=\s|[^\W\d_]|[0-9]{4})
    | (?P<letter> [^\W\d_]{1,3} | [CILVX]{4,8} ) \s?\. (?=\s|[^\W\d_]|["(])
    """,
    re.VERBOSE,
)


#: In so many characters the full stop or the bracket stands that makes a label of letters and figures.
_FARTHEST = 10


class Label(NamedTuple):
    """A label: its kind, its value without punctuation, and where the text after it begins."""

    kind: LabelKind
    value: str
    end: int


#: The label of what begins a part without a mark.
UNMARKED = Label("bullet", "", 0)


def label_of(plain: str) -> Label | None:
    """The label that `plain` (made `alike`) begins with, or None. A `Passage` knows its own.

    A letter counts only as a capital, with a small letter where it was
    inserted (``Ba.``): ``e.g.`` and ``cf.`` are words. More than three are a
    Roman numeral. What is neither letter nor digit (``¹``, ``½``) counts nothing.
    Digits are those of any script.
    """
    head = plain[:_FARTHEST]
    if head.isascii() and head[:1].isalnum() and "." not in head and ")" not in head:
        return None  # what most lines begin with is a word
    match = _LABEL.match(in_figures(plain))
    if match is None:
        return None
    kind = match.lastgroup
    value = match.group(kind) if kind else ""
    if not value.isascii() and kind != "bullet" and not value.isalpha():
        return None
    end = match.end()
    match kind:
        case "letter":
            return Label("letter", value, end) if _counts(value) else None
        case "bullet":
            return Label("bullet", value, end)
        case "digit":
            return Label("digit", value, end)
        case "paren":
            return Label("paren", value, end)
        case "close":
            return Label("close", value, end)
        case _:
            return None


def in_figures(plain: str) -> str:
    """`plain`, what may be a mark at its head in plain digits and signs; the length stays."""
    head = plain[:_HEAD]
    return plain if head.isascii() else plain_digits(head) + plain[_HEAD:]


# A small letter or numeral with a full stop; “e.g.” and “i.e.” have a letter behind it.
_SMALL = re.compile(r"([^\W\d_]{1,5})\s?\.(?=\s|[^\W\d_])")


def small_label_of(plain: str) -> Label | None:
    """What would be the label of `plain` (made `alike`) were its row to prove it: ``a.``, ``iv.``; else None."""
    match = _SMALL.match(plain)
    if match is None or not match[1].islower():
        return None
    return Label("small", match[1], match.end())


def given_label_of(plain: str, end: int) -> Label | None:
    """The label that fills the first `end` characters of `plain` (made `alike`), as the format itself says.

    What is no usual mark (``1.2.``, ``§ 3``) counts as one in brackets.
    """
    for label in (label_of(plain), small_label_of(plain)):
        if label is not None and label.end <= end:
            return label._replace(end=end)
    printed = plain[:end].strip()
    core = "".join(c for c in printed if c.isalnum() or c == ".").strip(".")
    if not core:
        return Label("bullet", printed, end) if printed else None
    if core.isdecimal():
        return Label("digit", core, end)
    return Label("paren", core, end)


#: Signs that Markdown puts around a mark, where they came into the text.
_MARKDOWN = str.maketrans("", "", "*_\\#")
#: A small “o” that stands for a bullet, as what it stands for.
_RING = "\u25e6"


def as_written(printed: str, label: Label) -> str:
    """How the mark `printed` of `label` is written: without the signs of Markdown, and without the word of “No 1.”.

    A letter that stands for a bullet is written as one.
    """
    if label.kind == "bullet":
        return _RING if printed == "o" else printed
    bare = printed if printed.isalnum() else printed.translate(_MARKDOWN).strip()
    if label.kind in {"digit", "letter"} and len(bare) > _WORD and label.value in bare:
        return bare[bare.rindex(label.value) :]  # “Recital A:”
    if label.kind == "digit" and normalize("NFKC", bare[:1]).isalpha() and label.value in bare:
        return bare[bare.index(label.value) :]
    return bare or printed


def misread(printed: str, label: Label) -> bool:
    """Whether a letter is `printed` where `label` counts by a figure, which it was taken for; or 1 for every number."""
    bare = printed.strip(" .)(")
    if label.kind != "digit" or not label.value.isdecimal() or not bare.isascii():
        return False
    return bare.isalpha() or (bare == "1" and label.value != "1")


def neutral_of(printed: str, label: Label) -> str:
    """The number that every language version shares, where `printed` counts in digits of another script; else ""."""
    return (
        label.value
        if not printed.isascii() and label.value[:1].isdecimal() and label.value not in printed
        else ""
    )


def _counts(letters: str) -> bool:
    """Whether letters before a full stop count something: ``A``, ``AA``, ``Ba``, ``XIV``."""
    if not letters[0].isupper() or (len(letters) > 1 and not (letters.isupper() or letters[1:].islower())):
        return False
    if len(letters) > 3:  # “CIVIL.”
        return roman(letters) is not None
    return len(letters) < 3 or letters.isupper()  # “Mrs.”, “Art.”


# The label of a note: “(1)”, “[1]”, “1)”, “1 ”, “1.”, “¹”, “*”, “[^b]:”; a number may stand alone on its line.
_NOTE = re.compile(
    r"""
      \[\^ (?P<name> [^\s\[\]^]{1,60} ) \] :?
    | (?P<raised> [\u2070\u00b9\u00b2\u00b3\u2074-\u2079]{1,5} ) (?=\s|[^\W\d_]|["'(\[]|$)
    | (?P<open> [(\[]? ) \s? (?P<marker> [0-9]{1,5}[a-z]? | \*{1,3}(?=[\s)\]]|$) ) \s? (?P<close> [)\].]? | /(?=\s) )
      (?=\s|[^\W\d_]|["(\[]|$)
    """,
    re.VERBOSE,
)
_RAISED = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "0123456789")


class NoteLabel(NamedTuple):
    """The label of a footnote: its marker, what opens and closes it, and where the text after it begins.

    `opening` is ``(``, ``[``, ``[^``, ``raised`` or "", `closing` ``)``, ``]``, ``.`` or "".
    """

    marker: str
    opening: str
    closing: str
    end: int

    @property
    def number(self) -> int:
        """Its number; 0 where it is a star or a name."""
        if self.opening == "[^":
            return 0
        marker = self.marker
        return int(marker if marker.isdecimal() else "".join(c for c in marker if "0" <= c <= "9") or 0)


def note_label_of(plain: str) -> NoteLabel | None:
    """The label that a footnote printed as `plain` (made `alike`) would begin with, or None."""
    match = _NOTE.match(plain)
    if match is None:
        return None
    if name := match["name"]:
        return NoteLabel(name, "[^", "]", match.end())
    if raised := match["raised"]:
        return NoteLabel(lowered(raised), "raised", "", match.end())
    opening, closing = match["open"], match["close"]
    if opening and closing != {"(": ")", "[": "]"}[opening]:
        return None
    return NoteLabel(match["marker"], opening, closing, match.end()) if closing != "]" or opening else None


def lowered(raised: str) -> str:
    """Raised digits of Unicode as plain ones."""
    return raised.translate(_RAISED)
