"""What the process of pdfium tells of pages, put to lines: where pdfium parts what stands together, it is joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct, field

from akn.readers.pdf.leftward import lines_of
from akn.readers.pdf.printed import Page, Printed, Word

#: Words of a line that a gap of so many sizes parts are no neighbours.
_FAR = 1.2
#: A gap below so many sizes is none: a sign behind a raised mark.
_GLUED = 0.12
#: Signs for which a print has one letter, and a text has several.
LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)


class _Merging(Struct):
    """Lines of one page as they are put together."""

    page: int
    lines: list[Printed] = field(default_factory=list)

    def take(self, line: Printed) -> None:
        """Take what pdfium gives for a line: it goes on the line before where it stands beside it."""
        before = self.lines[-1] if self.lines else None
        if before is None:
            self.lines.append(line)
        elif _goes_on(before, line):
            line.words[0].glued = line.left - before.right < _GLUED * before.size
            before.words += line.words
            before.settle()
        elif _goes_on(line, before):  # drawn in another order than it is read in
            before.words[0].glued = before.left - line.right < _GLUED * line.size
            before.words = line.words + before.words
            before.settle()
        else:
            self.lines.append(line)


def _goes_on(before: Printed, line: Printed) -> bool:
    """Whether `line` stands right behind `before`, on its base or raised."""
    larger = max(before.size, line.size)
    gap = line.left - before.right
    if not -0.5 * larger <= gap <= _FAR * larger:
        return False
    if abs(before.base - line.base) < 0.2 * larger:
        return True
    small = min(before.size, line.size) < 0.85 * larger
    return small and abs(before.base - line.base) < 0.6 * larger


def _words(told: list[Any]) -> list[Word]:
    """The words of a line, as the process tells them: one by one, or all of one size and on one base."""
    if not isinstance(told[0], str):
        return [
            Word(
                w[0].translate(LIGATURES),
                w[1] / 100,
                w[2] / 100,
                w[3] / 100,
                w[4] / 100,
                w[5],
                glued=len(w) > 6,
            )
            for w in told
        ]
    _, lefts, rights, base, size, look = told
    text = _even(told)
    base, size = base / 100, size / 100
    return [
        Word(word, left / 100, right / 100, base, size, look)
        for word, left, right in zip(text.split(" "), lefts, rights, strict=True)
    ]


def _even(told: list[Any]) -> str:
    """What a line says whose words are all of one size and on one base; "" for another."""
    if not isinstance(told[0], str):
        return ""
    return told[0] if told[0].isascii() else told[0].translate(LIGATURES)


def pages_of(told: Iterable[dict[str, Any]]) -> list[Page]:
    """The pages, as the process of pdfium tells them."""
    pages = []
    for number, page in enumerate(told, 1):
        merging = _Merging(number)
        edge = page["box"][0] + page["box"][2]
        mirrored = bool(page["signs"])
        if mirrored:
            for words in lines_of(page["signs"], edge):
                merging.take(Printed(words, number))
        else:
            for line in page["lines"]:
                merging.take(Printed(_words(line), number, said=_even(line)))
        pages.append(
            Page(
                number,
                page["width"],
                page["height"],
                merging.lines,
                [_rule(rule, edge if mirrored else 0.0) for rule in page["rules"]],
                page["pictures"],
                page["lost"],
                page["text"],
                (page["box"][0], page["box"][1], page["box"][2], page["box"][3]),
                tuple(page["typed"]),
                page["damaged"],
                mirrored=mirrored,
            )
        )
    return pages


def _rule(told: Sequence[float], edge: float) -> tuple[float, float, float, float]:
    """A straight line that is drawn; with an `edge`, counted from there."""
    left, base, right, top = told
    return (edge - right, base, edge - left, top) if edge else (left, base, right, top)
