"""The proof that nothing was lost: every word of the source, found again in the XML.

The text of the source, less what was left out by name, must be the text of the
XML, character by character and in order; where the source had white space, the
XML has white space too, or the boundary of a block. Two liberties are taken,
and each is written down by the writer: a number that was restored (``1.`` to
``A.``) counts as what the source printed, and a footnote's text counts where
the source printed it.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice, pairwise
from typing import cast

from akn.model.source import Dropped, Grid, Source
from akn.proof.account import Account, Lost
from akn.tree import Element
from akn.tree.elements import CELLS, LINES

#: Where a run of text begins and ends: lines, cells and footnotes, which the source prints apart, and breaks.
_BLOCKS = LINES | CELLS | {"eol", "authorialNote"}
_SEVERAL = 200
#: A hyphen that is left out stood at the end of its line.
_HYPHENS = frozenset("-\u2010\u00ad")
#: Behind these a word, or a number of many parts, may be broken.
_BREAKS = _HYPHENS | {"/"}


def account(
    source: Source, dropped: Sequence[Dropped], documents: Sequence[tuple[Element, Mapping[str, str]]]
) -> Account:
    """Compare `source` with `documents`, which were written from it in that order.

    `dropped` is what was left out. Of each document there is the root, and what
    the source prints where the XML writes something else: by the eId of a
    footnote for its mark, by that of any other element for its number.
    """
    lines = _source_lines(source)
    left_out = _leave_out(lines, dropped)
    main, notes = _written(documents)
    kept, strange = _without_notes(left_out, notes)
    if _same([text for _, text in kept], main):
        return Account(invented=strange)
    source_words = [word for _, text in kept for word in text.split()]
    written_words = [word for text in main for word in text.split()]
    if "".join(source_words) == "".join(written_words):
        return Account(
            invented=strange,
            glued=tuple(_glued(source_words, written_words, _broken_words(lines, kept))),
            split=tuple(_split(source_words, main)),
        )
    return _differences(kept, main) + Account(invented=strange)


def _same(lines: Sequence[str], blocks: Sequence[str]) -> bool:
    """Whether `blocks` say what `lines` say, with white space wherever those have it: the quick yes.

    Line by line and block by block, what one of the two begins with is taken
    off the other. No means only that the words must be compared one by one.
    """
    waiting = (text for each in blocks if (text := each.strip()))
    block = ""
    for line in lines:
        rest = line.strip()
        while rest:
            if not block:
                block = next(waiting, "")
                if not block:
                    return False
            if rest == block:
                rest = block = ""
            elif rest.startswith(block):
                # The XML may begin a block where the source goes on.
                rest, block = rest[len(block) :].lstrip(), ""
            elif block.startswith(rest) and block[len(rest)].isspace():
                # … but where a line of the source ends, the XML has a space.
                rest, block = "", block[len(rest) :].lstrip()
            else:
                return False
    return not block and next(waiting, None) is None


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
            held = by_line.get(gone.line, [])
            for at in [at for at in held if lines[at][1] == gone.within] or held:
                start = max(texts[at].find(gone.within), 0)
                place = (
                    texts[at].rfind(gone.text) if gone.text in _HYPHENS else texts[at].find(gone.text, start)
                )
                if place >= 0:
                    texts[at] = texts[at][:place] + texts[at][place + len(gone.text) :]
                    break
    return [(number, text) for (number, _), text in zip(lines, texts, strict=True) if text]


def _written(documents: Sequence[tuple[Element, Mapping[str, str]]]) -> tuple[list[str], list[str]]:
    """The text of the documents block by block, and that of their footnotes."""
    main: list[str] = []
    notes: list[str] = []
    for root, printed in documents:
        _walk(root, main, notes, printed)
    return main, notes


def _walk(root: Element, main: list[str], notes: list[str], printed: Mapping[str, str]) -> None:
    """Gather text iteratively: a run ends where a block begins or ends."""
    parts: list[str] = []

    def flush() -> None:
        if text := "".join(parts):
            main.append(text)
        parts.clear()

    # Events of a depth-first walk: an element to open, or one to close whose content has been gathered.
    stack: list[tuple[Element, bool]] = [(root, False)]
    names: dict[object, str] = {}
    while stack:
        element, closing = stack.pop()
        tag = element.tag
        name = names.get(tag)
        if name is None:
            # Of a comment only what follows it is text.
            name = names[tag] = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if name == "meta":
            continue
        if name == "authorialNote":
            notes.append(" ".join("".join(cast("Iterator[str]", p.itertext())) for p in element))
            parts.append(printed.get(element.get("eId", ""), element.get("marker", "")))
        elif name == "noteRef":
            parts.append(printed.get(element.get("eId", ""), element.get("marker", "")))
        elif name:
            if name in _BLOCKS:
                flush()
            if not closing:
                said = _number_printed(element, printed) if name == "num" else None
                parts.append((element.text or "") if said is None else said)
                if said is None and len(element):
                    stack.append((element, True))
                    stack += [(child, False) for child in reversed(element)]
                    continue
                if name in _BLOCKS:
                    flush()
        if element.tail and element is not root:
            parts.append(element.tail)
    flush()


def _number_printed(num: Element, printed: Mapping[str, str]) -> str | None:
    """What the source prints for the number `num`, where that is something else."""
    numbered = num.getparent()
    return None if numbered is None else printed.get(numbered.get("eId", ""))


def _without_notes(
    lines: list[tuple[int, str]], notes: Sequence[str]
) -> tuple[list[tuple[int, str]], tuple[str, ...]]:
    """`lines` without the text of the footnotes, which stand elsewhere in the XML, and the notes that no line says.

    Each line is taken once: a note that stands twice in the XML is one too many.
    """
    if not notes:
        return lines, ()
    said = ["".join(text.split()) for _, text in lines]
    within: list[tuple[str, str]] = []
    strange: list[str] = []
    places: dict[str, deque[int]] = {}
    for at, run in enumerate(said):
        places.setdefault(run, deque()).append(at)
    lengths = sorted({len(run) for run in places if run})
    for note in notes:
        words = "".join(note.split())
        at = min(_beginnings(said, words, places, lengths), default=-1)
        if at < 0:
            within.append((words, note))
        else:
            end = _run_of(said, at, words)
            said[at:end] = [""] * (end - at)
    kept = [(number, text) for (number, text), left in zip(lines, said, strict=True) if left]
    for words, note in reversed(within):
        shorter = _without_end(kept, words)
        if shorter is kept:
            strange.append(note)
        kept = shorter
    return kept, tuple(strange)


def _beginnings(
    said: Sequence[str], words: str, places: Mapping[str, deque[int]], lengths: Sequence[int]
) -> Iterator[int]:
    """Where in `said` the `words` of a note may begin; `places` are those of each line, `lengths` theirs, in order."""
    for length in lengths:
        if length > len(words):
            return
        there = places.get(words[:length])
        while there and not said[there[0]]:
            there.popleft()  # taken by another note
        if there is not None:
            yield from islice((at for at in there if said[at] and _run_of(said, at, words)), 1)


def _without_end(lines: list[tuple[int, str]], words: str) -> list[tuple[int, str]]:
    """`lines`, the first that ends in `words` without them: the notes of a text that is one line."""
    for at, (number, text) in enumerate(lines):
        if words and "".join(text.split()).endswith(words):
            end = len(text)
            left = len(words)
            while left:
                end -= 1
                left -= not text[end].isspace()
            return [*lines[:at], (number, text[:end]), *lines[at + 1 :]]
    return lines


def _run_of(said: Sequence[str], start: int, words: str) -> int:
    """The end of the run of lines from `start` that say `words`, white space apart, or 0."""
    reached = 0
    for at in range(start, len(said)):
        if not words.startswith(said[at], reached):
            return 0
        reached += len(said[at])
        if reached == len(words):
            return at + 1
    return 0


def _broken_words(lines: Sequence[tuple[int, str]], kept: Sequence[tuple[int, str]]) -> set[int]:
    """Where in the text of `kept`, white space apart, the words of two lines may be one.

    A line of the source ends in a hyphen or a stroke there, or it is of a script without blanks.
    """
    broken = {number for number, text in lines if text[-1:] in _BREAKS}
    ends = [*accumulate(len("".join(text.split())) for _, text in kept)]
    found = {end for end, (number, _) in zip(ends, kept, strict=True) if number in broken}
    for end, ((_, above), (_, below)) in zip(ends, pairwise(kept), strict=False):
        if not above.isascii() and _unspaced(above) and (_unspaced(below) or not below[:1].isalpha()):
            found.add(end)
    return found


def _unspaced(text: str) -> bool:
    """Whether more letters of `text` are of a script without blanks (Chinese, Japanese) than are not."""
    letters = [c for c in text if c.isalpha()]
    return 2 * sum("\u2e80" <= c <= "\u9fff" for c in letters) > len(letters)


def _glued(
    source_words: Sequence[str], written_words: Sequence[str], broken: Collection[int]
) -> Iterable[str]:
    """Words that the source keeps apart and the XML does not; the XML may keep more apart, and mend those `broken`."""
    edges = {*accumulate(map(len, written_words)), *broken}
    end = 0
    for word, following in pairwise(source_words):
        end += len(word)
        if end not in edges:
            yield f"{word} {following}"


def _split(source_words: Sequence[str], main: Sequence[str]) -> Iterable[str]:
    """Words of the source that the XML parts, otherwise than by a block that begins or ends."""
    ends = {*accumulate(map(len, source_words))}
    end = 0
    for text in main:
        words = text.split()
        for word, following in pairwise(words):
            end += len(word)
            if end not in ends:
                yield f"{word} {following}"
        end += len(words[-1]) if words else 0


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
