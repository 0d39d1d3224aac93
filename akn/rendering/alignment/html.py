"""An alignment as one self-contained page: no script, nothing fetched, readable on paper."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING
from urllib.parse import quote

from akn.languages.tags import direction_of
from akn.rendering.alignment.plain import MISSING
from akn.tree.elements import HEADINGS, TITLES

if TYPE_CHECKING:
    from akn.model.alignment import Alignment, Cell, Row, Version

_STYLE = """\
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --muted: #595959; --line: #ccc; --edge: #666;
  --shade: #f2f2ee; --link: #224455; --aim: #fff6d6; --gone: #a00000; --hole: #fdf1f1; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e8e8e4; --paper: #16171a; --muted: #a9a9b3;
  --line: #3a3b40; --edge: #83868e; --shade: #212227; --link: #8cbcff; --aim: #4a3f12; --gone: #ff9d9d;
  --hole: #3a2222; } }
body { margin: 1.5rem; font: 1rem/1.5 Georgia, "Times New Roman", serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.25rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { padding: .5rem .75rem; vertical-align: top; text-align: start; border-bottom: 1px solid var(--line);
  overflow-wrap: break-word; }
thead th { position: sticky; top: 0; z-index: 1; background: var(--shade); box-shadow: inset 0 -2px var(--edge); }
thead th:first-child { left: 0; z-index: 2; }
thead small { display: block; font-weight: normal; color: var(--muted); overflow-wrap: anywhere; }
tbody th { position: sticky; left: 0; background: var(--paper); font: .75rem/1.5 ui-monospace, monospace;
  overflow-wrap: anywhere; }
tbody th a { color: var(--link); text-decoration: none; }
tbody th a:hover, tbody th a:focus { text-decoration: underline; }
tbody th small { display: block; color: var(--muted); }
tr:target > * { background: var(--aim); }
tr { scroll-margin-top: 7rem; }
.num { font-weight: bold; }
.heading td { font-weight: bold; }
.missing { color: var(--gone); background: var(--hole); font-style: italic; }
col.part { width: 11rem; }
@page { size: A4 landscape; margin: 15mm; }
@media print {
  body { margin: 0; font-size: 9pt; }
  table { min-width: 0 !important; }
  thead th, tbody th { position: static; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  tbody th { font-size: 7pt; }
  col.part { width: 3cm; }
  .missing { background: none; }
}
"""
_HEADINGS = HEADINGS | TITLES | {"crossHeading"}
#: Below so many columns of characters a version cannot be read; a page of many versions scrolls sideways.
_NARROWEST = "14rem"


def render(alignment: Alignment) -> str:
    """Return the page. Each row is known by the key of its part: ``page.html#recs_1__rec_A``."""
    title = f"Versions of {alignment.work}"
    gaps = len(alignment.gaps)
    told = f"{len(alignment.rows)} parts in {len(alignment.versions)} versions; " + (
        f"{gaps} not in all of them." if gaps else "every part is in all of them."
    )
    columns = len(alignment.versions)
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{html.escape(title)}</title>",
        f"<style>\n{_STYLE}table {{ min-width: calc(11rem + {columns} * {_NARROWEST}); }}\n</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{html.escape(title)}</h1>",
        f"<p>{told}</p>",
        "<table>",
        f'<colgroup><col class="part"><col span="{columns}"></colgroup>',
        '<thead><tr><th scope="col">Part</th>',
        *(_heading(version) for version in alignment.versions),
        "</tr></thead>",
        "<tbody>",
        *(line for row in alignment.rows for line in _row(row, alignment.versions)),
        "</tbody>",
        "</table>",
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _heading(version: Version) -> str:
    label, expression = html.escape(version.label), html.escape(version.expression)
    return f'<th scope="col">{label}<small>{expression}</small></th>'


def _row(row: Row, versions: tuple[Version, ...]) -> list[str]:
    key, kind = html.escape(row.key), html.escape(row.kind)
    emphasis = ' class="heading"' if row.kind in _HEADINGS else ""
    anchor = f'<a href="#{html.escape(quote(row.key))}">{key.replace("__", "<wbr>__")}</a>'
    return [
        f'<tr id="{key}"{emphasis}><th scope="row">{anchor}<small>{kind}</small></th>',
        *(_cell(cell, version) for cell, version in zip(row.cells, versions, strict=True)),
        "</tr>",
    ]


def _cell(cell: Cell | None, version: Version) -> str:
    if cell is None:
        return f'<td class="missing">{MISSING}</td>'
    num = f'<span class="num">{html.escape(cell.num)}</span> ' if cell.num else ""
    tag = html.escape(version.tag)
    return f'<td lang="{tag}" dir="{direction_of(version.tag)}">{num}{html.escape(cell.text)}</td>'
