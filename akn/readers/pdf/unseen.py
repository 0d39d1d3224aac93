"""What a page holds and nobody sees, or sees but once: letters not printed, outside the page, printed twice, stamps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from akn.readers.pdf.printed import Page, Printed, Word, size_of_text

UNSEEN = "not printed: its letters are invisible"
OUTSIDE = "outside the page"
TWICE = "printed a second time at its place, to look bold"
ASKEW = "set askew, as a stamp over the page"
OVER = "printed over the text, as a stamp"

#: Letters that are not printed are those of a recognised picture, where so large a part of a page is of them.
_RECOGNISED = 0.6
#: A second print stands no further from the first, in points, and a stamp is so many times as large as the text.
_BESIDE, _LARGE = 1.6, 2.5


def without_unseen(pages: Sequence[Page]) -> list[tuple[int, str, str, str]]:
    """Take what is not seen out of the lines of `pages`: number, words, reason, and the line that they stood in.

    What is not seen of a whole line stays, and says why it is left out (`Printed.gone`).
    """
    taken: list[tuple[int, str, str, str]] = []
    text = size_of_text(pages)
    for page in pages:
        for reason, told in _told(page):
            for line in page.kept:
                out = [word for word in line.words if told(word)]
                if not out:
                    continue
                if len(out) == len(line.words):
                    line.gone = reason
                    continue
                within = line.text
                taken += [(line.number, word.text, reason, within) for word in out]
                line.words = [word for word in line.words if not told(word)]
                line.words[0].glued = False
                line.settle()
        _tell_second(page)
        _tell_stamps(page, text)
    return taken


def _told(page: Page) -> Iterator[tuple[str, Callable[[Word], bool]]]:
    """The reasons for which words of `page` are not seen, each with what tells such a word."""
    left, bottom, right, top = page.box
    words = [word for line in page.kept if not line.plain for word in line.words]
    if any(word.look & 4 for word in words):
        yield ASKEW, lambda word: bool(word.look & 4)
    hidden = sum(len(word.text) for word in words if word.look & 8)
    if hidden and hidden < _RECOGNISED * sum(len(word.text) for line in page.kept for word in line.words):
        yield UNSEEN, lambda word: bool(word.look & 8)

    def beyond(word: Word) -> bool:
        return word.right < left or word.left > right or not bottom <= word.base <= top

    if any(
        line.left < left or line.right > right or not (bottom <= line.base <= top and line.even)
        for line in page.kept
    ):
        yield OUTSIDE, beyond


def _tell_second(page: Page) -> None:
    """Tell lines that stand where the same line stands already."""
    first: dict[str, list[Printed]] = {}
    for line in page.kept:
        fellows = first.setdefault(line.text, [])
        if any(
            abs(one.left - line.left) < _BESIDE
            and abs(one.right - line.right) < _BESIDE
            and abs(one.base - line.base) < _BESIDE
            for one in fellows[-20:]
        ):
            line.gone = TWICE
        else:
            fellows.append(line)


def _tell_stamps(page: Page, text: float) -> None:
    """Tell large words that lie over lines of the text."""
    for large in [line for line in page.kept if line.size > _LARGE * text]:
        low, high = large.base, large.base + 0.6 * large.size
        under = [
            line
            for line in page.kept
            if line.size < large.size / 2
            and low < line.base < high
            and line.left < large.right
            and large.left < line.right
        ]
        if under:
            large.gone = OVER
