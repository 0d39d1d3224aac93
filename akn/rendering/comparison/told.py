"""A comparison and a lineage as text: what became of each clause, and the words that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akn.legible import harmless
from akn.model.comparison import Comparison, Lineage
from akn.rendering.one_line import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akn.model.comparison import Fate, Passage, WordRun

#: What stands around words that are gone and new, where there are no colours.
_PLAIN = {"gone": ("[-", "-]"), "new": ("{+", "+}"), "kept": ("", "")}
_COLOURED = {"gone": ("\x1b[31;9m", "\x1b[0m"), "new": ("\x1b[32;4m", "\x1b[0m"), "kept": ("", "")}
#: So many letters of what did not change are shown.
_SHOWN = 100


def render(comparison: Comparison) -> Iterator[str]:
    """Yield a line for each link: verdict, numbers, words."""
    yield from _lines(comparison, _PLAIN)


def show(comparison: Comparison) -> bool:
    """Print it with the words that changed in colours, unless the environment wants none."""
    import os  # noqa: PLC0415  # only for a terminal
    import sys  # noqa: PLC0415  # likewise

    for line in _lines(comparison, _PLAIN if os.environ.get("NO_COLOR") else _COLOURED):
        sys.stdout.write(line)
    return True


def _lines(comparison: Comparison, marks: dict[str, tuple[str, str]]) -> Iterator[str]:
    run = ""
    for link in comparison.links:
        here = (link.b or link.a)[0].sequence
        if here != run:
            yield f"{'' if not run else chr(10)}{here}\n"
            run = here
        verdict = link.verdict + (", moved" if link.moved else "")
        yield f"  {verdict:<15} {_called(link.a):>12} → {_called(link.b):<12}  {_text(link, marks)}\n"


def _called(passages: tuple[Passage, ...]) -> str:
    return " + ".join(one_line(harmless(p.called)) for p in passages) or "·"


def _text(link: Fate, marks: dict[str, tuple[str, str]]) -> str:
    if link.words:
        return "".join(_marked(words, marks) for words in link.words)
    text = one_line(harmless((link.b or link.a)[0].text))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _marked(words: WordRun, marks: dict[str, tuple[str, str]]) -> str:
    before, after = marks[words.sort]
    text = one_line(harmless(words.text))
    lead = " " if words.text[:1].isspace() else ""
    tail = " " if words.text[-1:].isspace() and text else ""
    return f"{lead}{before}{text}{after}{tail}" if text else lead


def render_lineage(lineage: Lineage) -> Iterator[str]:
    """Yield a line for each clause: what stands for it in each document, a tab between."""
    yield "\t".join(["clause", *(one_line(harmless(d.name)) for d in lineage.documents), "text"]) + "\n"
    for row in lineage.rows:
        cells = (
            f"{_called(cell)} ({verdict})" if verdict else _called(cell)
            for cell, verdict in zip(row.cells, row.verdicts, strict=True)
        )
        text = next(one_line(harmless(cell[0].text)) for cell in reversed(row.cells) if cell)
        yield "\t".join([row.kind, *cells, text[:_SHOWN]]) + "\n"
