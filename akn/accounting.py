"""The proof that nothing was lost: every word of the source, found again in the XML.

The text of the source, less what was left out by name, must be the text of the
XML, character by character and in order; where the source had white space, the
XML has white space too, or the boundary of a block. Two liberties are taken,
and each is written down by the writer: a number that was restored (``1.`` to
``A.``) counts as what the source printed, and a footnote's text counts where
the source printed it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from lxml import etree

from akn.source import Dropped, Grid, Source

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml has no public name for it

_BLOCKS = frozenset(
    {
        "p",
        "num",
        "heading",
        "subheading",
        "listIntroduction",
        "listWrapUp",
        "td",
        "th",
        "eol",
        "authorialNote",
    }
)
_SEVERAL = 200
#: A hyphen that is left out stood at the end of its line.
_HYPHENS = frozenset("-\u2010\u00ad")


@dataclass(frozen=True, slots=True)
class Lost:
    """Words of a source line that are nowhere."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Account:
    """The outcome: what was lost, and what stands in the XML though the source does not say it.

    `glued` are pairs of words that the source keeps apart and the XML does not.
    """

    lost: tuple[Lost, ...] = ()
    invented: tuple[str, ...] = ()
    glued: tuple[str, ...] = ()
    out_of_order: bool = False

    @property
    def clean(self) -> bool:
        """Whether every word is where it should be."""
        return not (self.lost or self.invented or self.glued or self.out_of_order)


def account(
    source: Source, dropped: Sequence[Dropped], roots: Sequence[Element], printed: Mapping[Element, str]
) -> Account:
    """Compare `source` with the documents at `roots`, which were written from it in that order.

    `dropped` is what was left out; `printed` what the source prints where the
    XML writes something else, by element.
    """
    lines = _source_lines(source)
    left_out = _leave_out(lines, dropped)
    main, notes = _written(roots, printed)
    kept = _without_notes(left_out, notes)
    source_words = [word for _, text in kept for word in text.split()]
    written_words = [word for text in main for word in text.split()]
    if source_words == written_words:
        return Account()
    if "".join(source_words) == "".join(written_words):
        return Account(glued=tuple(_glued(source_words, written_words)))
    return _differences(kept, main)


def _source_lines(source: Source) -> list[tuple[int, str]]:
    lines: list[tuple[int, str]] = []
    for piece in source.pieces:
        if isinstance(piece, Grid):
            lines += [(line.number, line.text) for row in piece.rows for cell in row for line in cell.lines]
        else:
            lines.append((piece.number, piece.text))
    return lines


def _leave_out(lines: list[tuple[int, str]], dropped: Iterable[Dropped]) -> list[tuple[int, str]]:
    """`lines` without what was dropped; each dropped text is taken away once, where it stands."""
    by_line: dict[int, list[int]] = {}
    for at, (number, _) in enumerate(lines):
        by_line.setdefault(number, []).append(at)
    texts = [text for _, text in lines]
    # Whole lines before parts of lines, so that a part is looked for in what remains.
    for gone in sorted(dropped, key=lambda d: -len(d.text)):
        for at in by_line.get(gone.line, ()):
            if gone.text == texts[at]:
                texts[at] = ""
                break
        else:
            for at in by_line.get(gone.line, ()):
                place = texts[at].rfind(gone.text) if gone.text in _HYPHENS else texts[at].find(gone.text)
                if place >= 0:
                    texts[at] = texts[at][:place] + texts[at][place + len(gone.text) :]
                    break
    return [(number, text) for (number, _), text in zip(lines, texts, strict=True) if text]


def _written(roots: Sequence[Element], printed: Mapping[Element, str]) -> tuple[list[str], list[str]]:
    """The text of the documents block by block, and that of their footnotes."""
    main: list[str] = []
    notes: list[str] = []
    for root in roots:
        _walk(root, main, notes, printed)
    return main, notes


def _walk(root: Element, main: list[str], notes: list[str], printed: Mapping[Element, str]) -> None:
    """Gather text iteratively: a run ends where a block begins or ends."""
    parts: list[str] = []
    sink = main

    def flush() -> None:
        if parts:
            sink.append("".join(parts))
            parts.clear()

    # Events of a depth-first walk: an element to open, or text to add when it is closed.
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, closing = stack.pop()
        if not isinstance(element.tag, str):
            if element.tail:
                parts.append(element.tail)
            continue
        name = element.tag.rpartition("}")[2]
        if closing:
            if name in _BLOCKS:
                flush()
            if element.tail and element is not root:
                parts.append(element.tail)
            continue
        if name == "meta":
            continue
        if name == "authorialNote":
            text = " ".join("".join(p.itertext()) for p in element)
            notes.append(text)
            parts.append(printed.get(element, element.get("marker", "")))
            if element.tail:
                parts.append(element.tail)
            continue
        if name in _BLOCKS:
            flush()
        stack.append((element, True))
        if element in printed:
            parts.append(printed[element])
            continue
        if element.text:
            parts.append(element.text)
        stack += [(child, False) for child in reversed(element)]
    flush()


def _without_notes(lines: list[tuple[int, str]], notes: Sequence[str]) -> list[tuple[int, str]]:
    """`lines` without the text of the footnotes, which stand elsewhere in the XML."""
    if not notes:
        return lines
    kept = list(lines)
    for note in notes:
        words = note.split()
        for at in range(len(kept)):
            number, text = kept[at]
            if not words or not text:
                continue
            run = text.split()
            if run == words:
                kept[at] = (number, "")
                break
            if len(run) < len(words) and words[: len(run)] == run:
                end = _run_of(kept, at, words)
                if end:
                    for n in range(at, end):
                        kept[n] = (kept[n][0], "")
                    break
    return [(number, text) for number, text in kept if text]


def _run_of(lines: Sequence[tuple[int, str]], start: int, words: Sequence[str]) -> int:
    """The end of the run of lines from `start` that say `words`, or 0."""
    said = 0
    for at in range(start, len(lines)):
        run = lines[at][1].split()
        if list(words[said : said + len(run)]) != run:
            return 0
        said += len(run)
        if said == len(words):
            return at + 1
    return 0


def _glued(source_words: Sequence[str], written_words: Sequence[str]) -> Iterable[str]:
    """Words that the source keeps apart and the XML does not; the XML may keep more apart."""
    edges = set(accumulate(map(len, written_words)))
    end = 0
    for word, following in zip(source_words, source_words[1:], strict=False):
        end += len(word)
        if end not in edges:
            yield f"{word} {following}"


def _differences(kept: Sequence[tuple[int, str]], main: Sequence[str]) -> Account:
    """Which words are missing and which are too many; the same ones in another order are told as that."""
    there = Counter(c for text in main for c in text if not c.isspace())
    here = Counter(c for _, text in kept for c in text if not c.isspace())
    if there == here:
        return Account(out_of_order=True)
    missing, extra = _word_difference(kept, main)
    return Account(lost=tuple(missing[:_SEVERAL]), invented=tuple(extra[:_SEVERAL]))


def _word_difference(kept: Sequence[tuple[int, str]], main: Sequence[str]) -> tuple[list[Lost], list[str]]:
    written = Counter(word for text in main for word in text.split())
    missing: list[Lost] = []
    for number, text in kept:
        gone = []
        for word in text.split():
            if written[word] > 0:
                written[word] -= 1
            else:
                gone.append(word)
        if gone:
            missing.append(Lost(number, " ".join(gone)))
    return missing, list(written.elements())
