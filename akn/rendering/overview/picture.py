"""A collection as a page: bars over the years, what is cited most, what is in doubt, who cites whom.

The pictures are SVG in the page; each has its figures beside it as a table, and all of them as one CSV to save.
"""

from __future__ import annotations

import math
from collections import Counter
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from akn.legible import harmless
from akn.model.overview import Overview
from akn.rendering.document.page_words import wording
from akn.rendering.document.web_page import head
from akn.rendering.overview.figures import as_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_STYLE = """
.frame.wide { display: block; max-width: 70rem; } .frame.wide main { max-width: none; padding: 0; }
svg text { fill: var(--ink); font: 12px system-ui, sans-serif; } svg .axis { stroke: var(--line); }
svg .edge { stroke: var(--muted); stroke-opacity: .5; fill: none; } svg a text { fill: var(--link); }
.c0 { fill: #1f6fb2; } .c1 { fill: #b4540a; } .c2 { fill: #1a7f4b; } .c3 { fill: #8a3ab0; } .c4 { fill: #a8324a; }
.c5 { fill: #5b6b00; } .c6 { fill: #00717a; } .c7 { fill: #6b6b6b; }
@media (prefers-color-scheme: dark) { .c0 { fill: #6db3f2; } .c1 { fill: #f0a45d; } .c2 { fill: #63cf98; }
  .c3 { fill: #cf9bea; } .c4 { fill: #f08ba0; } .c5 { fill: #c3d15a; } .c6 { fill: #5cc9d3; } .c7 { fill: #b0b0b0; } }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem;
  font: .875rem system-ui, sans-serif; }
.legend svg { width: .8rem; height: .8rem; } .number { text-align: end; } .scroll svg { max-width: none; }
"""
#: The tip of an arrow.
_TIP = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<path class="c0" d="M0 0L8 4L0 8z"/></marker></defs>'
)
#: So many values have a colour of their own; the rest share the last.
_COLOURS = 8
#: So many rows a table of the page shows, so many works its graph; the CSV has all.
_SHOWN = 25
_NODES = 48


def render(overview: Overview) -> Iterator[str]:
    """Yield the page; it loads nothing and needs no script."""
    say = wording().names("overview")
    yield from head(say["title"], "en", _STYLE)
    read, unread = len(overview.read), len(overview.documents) - len(overview.read)
    told = say["documents"].format(count=read) + (say["unread"].format(count=unread) if unread else "")
    table = quote("".join(as_csv(overview)))
    yield (
        f'<body>\n<div class="frame wide"><main><h1>{say["title"]}</h1>\n<p>{escape(told)} '
        f'<a download="overview.csv" href="data:text/csv;charset=utf-8,{table}">{say["csv"]}</a></p>\n'
    )
    for what in ("kind", "language", "groups"):
        years = overview.by_year(what)
        if years and any(value for counts in years.values() for value in counts):
            yield from _bars(say[what], years)
    said = {address: text for one in overview.read for address, text in one.said.items()}
    yield from _ranked(say["cited"], [(a, said.get(a, ""), n) for a, n in overview.cited.most_common(_SHOWN)])
    yield from _ranked(say["unresolved"], [(d, "", n) for d, n in overview.unresolved.most_common(_SHOWN)])
    yield from _ranked(say["findings"], [(c, "", n) for c, n in overview.findings.most_common(_SHOWN)])
    yield from _graph(say["citations"], overview)
    if unread:
        rows = [(one.file, one.unread, 1) for one in overview.documents if one.unread][:_SHOWN]
        yield from _ranked(say["unreadable"], rows)
    yield "</main></div>\n</body>\n</html>\n"


def _bars(title: str, years: Mapping[str, Counter[str]]) -> Iterator[str]:
    """Bars over the years, each parted by the values that are most frequent."""
    totals: Counter[str] = Counter()
    for counts in years.values():
        totals.update(counts)
    values = [value for value, _ in totals.most_common(_COLOURS - 1)]
    rest = len(totals) > len(values)
    shown = [*values, wording().names("overview")["others"]] if rest else values
    most = max(sum(counts.values()) for counts in years.values())
    wide, high, step = 60 + 44 * len(years), 200, 44
    bars = []
    for n, (year, counts) in enumerate(years.items()):
        top = float(high)
        parts = [counts[value] for value in values]
        if rest:
            parts.append(sum(counts.values()) - sum(parts))
        for colour, count in enumerate(parts):
            tall = 170 * count / most
            top -= tall
            if count:
                name = f"{year or '–'}, {shown[colour] or '–'}: {count}"
                bars.append(
                    f'<rect class="c{colour}" x="{40 + step * n}" y="{top:.1f}" width="30" height="{tall:.1f}">'
                    f"<title>{escape(harmless(name))}</title></rect>"
                )
        bars.append(
            f'<text x="{55 + step * n}" y="{top - 4:.1f}" text-anchor="middle">{sum(counts.values())}</text>'
        )
        bars.append(f'<text x="{55 + step * n}" y="216" text-anchor="middle">{escape(year) or "–"}</text>')
    axis = f'<line class="axis" x1="34" y1="{high}" x2="{wide}" y2="{high}"/>'
    others = sum(totals.values()) - sum(totals[value] for value in values)
    legend = "".join(
        f'<li><svg viewBox="0 0 8 8" aria-hidden="true"><rect class="c{n}" width="8" height="8"/></svg> '
        f"<bdi>{escape(harmless(value)) or '–'}</bdi> ({count})</li>"
        for n, (value, count) in enumerate(zip(shown, [*(totals[v] for v in values), others], strict=False))
    )
    label = escape(title)
    yield (
        f'<section><h2>{label}</h2><div class="scroll" role="region" tabindex="0" aria-label="{label}">'
        f'<svg role="img" aria-label="{label}" width="{wide}" height="224" viewBox="0 0 {wide} 224">'
        f"{axis}{''.join(bars)}</svg>"
        f'</div><ul class="legend">{legend}</ul></section>\n'
    )


def _ranked(title: str, rows: Sequence[tuple[str, str, int]]) -> Iterator[str]:
    if not rows:
        return
    most = max(count for _, _, count in rows)
    lines = "".join(
        f'<tr><td class="number">{count}</td><td><bdi>{escape(harmless(name))}</bdi>'
        f"{f'<br><small><bdi>{escape(harmless(text))}</bdi></small>' if text else ''}</td>"
        f'<td><svg width="160" height="12" aria-hidden="true">'
        f'<rect class="c0" width="{160 * count / most:.0f}" height="12"/></svg></td></tr>'
        for name, text, count in rows
    )
    label = escape(title)
    yield (
        f'<section><h2>{label}</h2><div class="scroll" role="region" tabindex="0" aria-label="{label}, table">'
        f"<table>{lines}</table></div></section>\n"
    )


def _graph(title: str, overview: Overview) -> Iterator[str]:
    """Who cites whom: the works in a circle, an arrow for each citation."""
    pairs = overview.citations
    if not pairs:
        return
    weight: Counter[str] = Counter()
    for (one, other), count in pairs.items():
        weight[one] += count
        weight[other] += count
    called = {one.work: one.number or one.title or one.work for one in overview.read}
    nodes = [work for work, _ in weight.most_common(_NODES)]
    size = 240 + 9 * len(nodes)
    middle, radius = size / 2 + 130, size / 2 - 20
    at = {
        work: (
            middle + radius * math.cos(2 * math.pi * n / len(nodes)),
            size / 2 + radius * math.sin(2 * math.pi * n / len(nodes)),
        )
        for n, work in enumerate(nodes)
    }
    drawn = [_TIP]
    for (one, other), count in pairs.items():
        if one in at and other in at:
            (x1, y1), (x2, y2) = at[one], at[other]
            name = escape(harmless(f"{called.get(one, one)} → {called.get(other, other)}"))
            drawn.append(
                f'<path class="edge" marker-end="url(#tip)" stroke-width="{min(1 + count, 5)}" '
                f'd="M{x1:.0f} {y1:.0f}Q{middle:.0f} {size / 2:.0f} {x2:.0f} {y2:.0f}"><title>{name}</title></path>'
            )
    for work, (x, y) in at.items():
        side = "start" if x >= middle else "end"
        text = escape(harmless(called.get(work, work))[:28])
        drawn.append(
            f'<circle class="c1" cx="{x:.0f}" cy="{y:.0f}" r="4"/>'
            f'<text x="{x + (8 if side == "start" else -8):.0f}" y="{y + 4:.0f}" text-anchor="{side}">{text}</text>'
        )
    label = escape(title)
    yield (
        f'<section><h2>{label}</h2><div class="scroll" role="region" tabindex="0" aria-label="{label}">'
        f'<svg role="img" aria-label="{label}" width="{size + 260}" height="{size + 20}" '
        f'viewBox="0 -10 {size + 260} {size + 20}">{"".join(drawn)}</svg></div></section>\n'
    )
