"""A comparison as a page: both documents side by side, changed words marked, moved clauses tied by lines."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Literal, TypeAlias
from urllib.parse import quote

from msgspec import Struct

from akn.languages.tags import direction_of
from akn.legible import harmless
from akn.model.comparison import Comparison
from akn.rendering.document.page_words import wording
from akn.rendering.document.web_page import head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from akn.model.comparison import Compared, Fate, Passage

#: What a row shows of a link: both sides, where it was, where it is.
_Side: TypeAlias = Literal["both", "from", "to"]

_STYLE = """
.frame.wide { max-width: 90rem; display: block; }
.frame.wide main { max-width: none; padding: 0; }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr); }
.pair > * { padding: .5rem .8rem; border-bottom: 1px solid var(--line); }
.pair > .lanes { padding: 0; position: relative; width: var(--wide); }
.lanes svg { position: absolute; inset: 0; width: 100%; height: 100%;
  stroke: var(--link); fill: none; stroke-width: 2; }
.verdict { font: .75rem/1.4 system-ui, sans-serif; color: var(--muted); display: block; }
.same { color: var(--muted); }
.empty { background: var(--shade); }
del { text-decoration: line-through; } ins { text-decoration: underline; }
h2 { border-bottom: 2px solid var(--ink); }
@media (max-width: 40rem) { .pair { grid-template-columns: minmax(0, 1fr); } .pair > .lanes { display: none; }
  .empty { display: none; } .pair > div:first-child:not(:last-child) { border: 0; } }
"""


class _Row(Struct):
    link: Fate
    number: int
    side: _Side


def render(comparison: Comparison) -> Iterator[str]:
    """Yield the page; it loads nothing and needs no script."""
    title = f"{comparison.a.title} → {comparison.b.title}"
    runs: dict[str, list[tuple[int, Fate]]] = {}
    for number, link in enumerate(comparison.links):
        runs.setdefault((link.b or link.a)[0].sequence, []).append((number, link))
    yield from head(title, "en", _STYLE)
    yield f'<body>\n<div class="frame wide"><main><h1>{escape(harmless(title))}</h1>\n{_counts(comparison)}'
    yield f'<div class="pair"><div>{_heading(comparison.a)}</div><div></div><div>{_heading(comparison.b)}</div></div>\n'
    for run, links in runs.items():
        yield f"<section><h2>{escape(harmless(run))}</h2>\n"
        rows = _rows(links)
        lanes = _lanes(rows)
        for place, row in enumerate(rows):
            yield _row(row, place, lanes, comparison)
        yield "</section>\n"
    yield "</main></div>\n</body>\n</html>\n"


def _counts(comparison: Comparison) -> str:
    names = wording().names("verdicts")
    said = ", ".join(f"{count} {names[key]}" for key, count in comparison.counts.items() if count)
    return f"<p>{escape(said)}</p>\n"


def _heading(one: Compared) -> str:
    name = f'<strong><bdi lang="{escape(one.tag)}">{escape(harmless(one.title))}</bdi></strong>'
    return f'{name}<span class="verdict">{escape(harmless(one.expression or one.name))}</span>'


def _rows(links: Sequence[tuple[int, Fate]]) -> list[_Row]:
    """The rows in the order of the later document; what moved has one where it is and one where it was."""
    rows = [_Row(link, number, "to" if link.moved else "both") for number, link in links]
    for number, link in links:
        if link.moved:
            before = [n for n, row in enumerate(rows) if row.side != "to" and _precedes(row.link, link)]
            place = max(before, key=lambda n: rows[n].link.a[0].place) + 1 if before else 0
            rows.insert(place, _Row(link, number, "from"))
    return rows


def _precedes(one: Fate, other: Fate) -> bool:
    return bool(one.a) and one.a[0].place < other.a[0].place


def _lanes(rows: Sequence[_Row]) -> list[tuple[int, int, int, bool]]:
    """For each moved clause its first row, its last, its lane, and whether it came from above."""
    ends: dict[int, dict[str, int]] = {}
    for place, row in enumerate(rows):
        if row.side != "both":
            ends.setdefault(row.number, {})[row.side] = place
    lanes: list[tuple[int, int, int, bool]] = []
    free: list[int] = []
    for held in sorted(ends.values(), key=lambda held: min(held.values())):
        first, last = min(held.values()), max(held.values())
        lane = next((n for n, until in enumerate(free) if until < first), len(free))
        free[lane : lane + 1] = [last]
        lanes.append((first, last, lane, held["from"] == first))
    return lanes


def _row(row: _Row, place: int, lanes: Sequence[tuple[int, int, int, bool]], comparison: Comparison) -> str:
    link = row.link
    left = _side(link, link.a, comparison.a, "gone", row) if row.side != "to" else _empty()
    right = _side(link, link.b, comparison.b, "new", row) if row.side != "from" else _empty()
    wide = 16 + 12 * (1 + max((lane for _, _, lane, _ in lanes), default=0))
    return (
        f'<div class="pair"{f" id={chr(34)}{row.side}-{row.number}{chr(34)}" if link.moved else ""}>{left}'
        f'<div class="lanes" style="--wide: {wide}px">{_drawn(place, lanes, wide)}</div>{right}</div>\n'
    )


def _drawn(place: int, lanes: Sequence[tuple[int, int, int, bool]], wide: int) -> str:
    """The lines that pass through the row at `place`, end or begin there."""
    lines = []
    for first, last, lane, down in lanes:
        if not first <= place <= last:
            continue
        x = 14 + 12 * lane
        top = 50 if place == first else 0
        end = 50 if place == last else 100
        lines.append(f'<path vector-effect="non-scaling-stroke" d="M{x} {top}V{end}"/>')
        if place in {first, last}:
            origin = (place == first) == down
            to = 0 if origin else wide
            lines.append(f'<path vector-effect="non-scaling-stroke" d="M{x} 50H{to}"/>')
    if not lines:
        return ""
    return (
        f'<svg viewBox="0 0 {wide} 100" preserveAspectRatio="none" aria-hidden="true">{"".join(lines)}</svg>'
    )


def _empty() -> str:
    return '<div class="empty"></div>'


def _side(link: Fate, passages: Sequence[Passage], document: Compared, own: str, row: _Row) -> str:
    if not passages:
        return _empty()
    names = wording().names("verdicts")
    said = names[link.verdict]
    if link.moved:
        other = "to" if row.side == "from" else "from"
        there = names["went" if row.side == "from" else "came"]
        said += f', <a href="#{other}-{row.number}">{escape(there)}</a>'
    nums = " + ".join(p.num or p.eid for p in passages)
    language = (
        f' lang="{escape(document.tag)}" dir="{direction_of(document.tag)}"' if document.tag != "und" else ""
    )
    ids = " ".join(quote(p.eid) for p in passages)
    words = _words(link, passages, own)
    return (
        f'<div class="{link.verdict}" data-eids="{escape(ids)}"><span class="verdict">{said}</span>'
        f'<p{language}><span class="akn-num">{escape(harmless(nums))}</span> {words}</p></div>'
    )


def _words(link: Fate, passages: Sequence[Passage], own: str) -> str:
    if not link.words:
        tag = {"added": "ins", "removed": "del"}.get(link.verdict)
        text = escape(harmless(" ".join(p.text for p in passages)))
        return f"<{tag}>{text}</{tag}>" if tag else text
    tag = "del" if own == "gone" else "ins"
    return "".join(
        escape(harmless(w.text)) if w.sort == "kept" else f"<{tag}>{escape(harmless(w.text))}</{tag}>"
        for w in link.words
        if w.sort in {"kept", own}
    )
