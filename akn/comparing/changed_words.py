"""The words of two texts, those that both have and those that one has, in one order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Indel

from akn.model.comparison import Sort, WordRun

#: A word, with the space after it; of a script without spaces a letter; a sign.
_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\u3040-\u9fff]+(?:[’'‑-][^\W]+)*|\s+|."
)


def words_of(before: str, after: str) -> tuple[WordRun, ...]:
    """Return the words of both; put together, those kept and gone are `before`, those kept and new `after`."""
    one, other = _WORD.findall(before), _WORD.findall(after)
    runs: list[WordRun] = []
    for sort, words in _runs(one, other):
        text = "".join(words)
        if text:
            if runs and runs[-1].sort == sort:
                runs[-1] = WordRun(sort, runs[-1].text + text)
            else:
                runs.append(WordRun(sort, text))
    return tuple(_smoothed(runs))


def _runs(one: list[str], other: list[str]) -> Iterator[tuple[Sort, list[str]]]:
    for step in Indel.opcodes(one, other):
        if step.tag == "equal":
            yield "kept", one[step.src_start : step.src_end]
        else:
            yield "gone", one[step.src_start : step.src_end]
            yield "new", other[step.dest_start : step.dest_end]


def _smoothed(runs: list[WordRun]) -> Iterator[WordRun]:
    """`runs` without islands: a lone space or sign kept between changes belongs to both of them."""
    gone, new = "", ""
    for n, run in enumerate(runs):
        between = 0 < n < len(runs) - 1 and not any(c.isalnum() for c in run.text)
        if run.sort == "kept" and not (between and (gone or new)):
            yield from _changed(gone, new)
            gone, new = "", ""
            yield run
        elif run.sort == "kept":
            gone, new = gone + run.text, new + run.text
        elif run.sort == "gone":
            gone += run.text
        else:
            new += run.text
    yield from _changed(gone, new)


def _changed(gone: str, new: str) -> Iterator[WordRun]:
    if gone:
        yield WordRun("gone", gone)
    if new:
        yield WordRun("new", new)
