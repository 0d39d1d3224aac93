"""Web pages as their makers write them: a page with lists, Word, EUR-Lex, the Parliament's documents."""

from __future__ import annotations

from html import escape

from tests.carriers.harbours import Harbours, marked
from tests.carriers.motions import ROMAN, Clause

Points = list[list[str | int]]


def typed_page(motion: Harbours, css: str = "", *, ruled: bool = True) -> str:
    """A page for print: numbers typed in hanging paragraphs, notes linked, a table with or without lines."""

    def block(clause: Clause) -> str:
        if clause.sort == "table":
            rows = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in motion.words["table"]]
            border = ' border=1 style="border-collapse:collapse"' if ruled else ""
            return f"<table{border}>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        if clause.sort == "heading":
            return f"<h3>{escape(clause.plain)}</h3>"
        said = marked(clause, '<sup><a href="#fn{0}" id="ref{0}">{0}</a></sup>')
        label = f'<span style="display:inline-block;width:2em;text-indent:0">{clause.printed}</span>'
        return f'<p style="margin-left:{2 + 2 * clause.depth}em;text-indent:-2em">{label}{said}</p>'

    return _page(motion, "".join(map(block, motion.clauses)), css)


def listed_page(motion: Harbours) -> str:
    """A page whose numbers are counted by the browser: lists in lists, a table in an item."""
    words = motion.words

    def item(said: list[str | list[str | int]], more: str = "") -> str:
        text, *points = said
        clause = marked(Clause("", "", str(text)), '<sup><a href="#fn{0}" id="ref{0}">{0}</a></sup>')
        return f"<li>{clause}{_nested(points, '<ol type=a>', '<ol type=i>')}{more}</li>"

    rows = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in words["table"]]
    table = f"<table border=1>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    body = f"<ul>{''.join(item([text]) for text in words['citations'])}</ul>"
    body += f"<ol type=A>{''.join(map(item, words['recitals']))}</ol>"
    first, second, third, *rest = words["paragraphs"]
    body += f"<h3>{words['headings'][0]}</h3><ol>{item(first)}{item(second)}</ol>"
    body += f"<h3>{words['headings'][1]}</h3><ol start=3>{item(third, table)}{''.join(map(item, rest))}</ol>"
    return _page(motion, body, "")


def _nested(points: list[list[str | int]] | list[str | list[str | int]], outer: str, inner: str) -> str:
    """Points as lists in lists."""
    said, under = "", False
    for depth, text in points:
        if (depth == 2) is not under:
            said, under = (
                (f"{said.removesuffix('</li>')}{inner}", True) if depth == 2 else (f"{said}</ol></li>", False)
            )
        said += f"<li>{escape(str(text))}</li>"
    return f"{outer}{said}{'</ol></li>' if under else ''}</ol>" if points else ""


def _page(motion: Harbours, body: str, css: str) -> str:
    words = motion.words
    cover = "".join(f"<p>{escape(line)}</p>" for line in motion.cover)
    notes = "".join(
        f'<p class=note><a href="#ref{n}" id="fn{n}">{n}</a> {escape(note)}</p>'
        for n, note in enumerate(words["notes"], 1)
    )
    style = (
        f'body {{ font: 11pt "DejaVu Serif" }} .note {{ font-size: 8pt }} td {{ padding: 2px 14px }} {css}'
    )
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{escape(words['title'])}</title><style>{style}</style></head>"
        f"<body>{cover}<div class=act><p><b>{escape(words['undated'])}</b></p><p><i>{escape(words['formula'])}</i></p>{body}"
        f"</div><hr>{notes}</body></html>"
    )


# ------------------------------------------------------------------ Word


def word_page(motion: Harbours, *, filtered: bool = False, encoding: str = "utf-8") -> bytes:
    """The motion as Word saves it as a web page, or as a filtered one."""
    words = motion.words
    only = "{}" if filtered else "<![if !supportLists]>{}<![endif]>"

    def paragraph(said: str, name: str = "MsoNormal", style: str = "") -> str:
        end = "" if filtered else "<o:p></o:p>"
        set_in = f" style='{style}'" if style else ""
        return f"<p class={name}{set_in}><span lang=X>{said}{end}</span></p>\n\n"

    def block(clause: Clause) -> str:
        if clause.sort == "table":
            cell = "<td width=200 valign=top style='border:solid windowtext 1.0pt'><p class=MsoNormal>{}</p></td>"
            rows = ["".join(cell.format(escape(one)) for one in row) for row in words["table"]]
            return (
                f"<table class=MsoTableGrid border=1>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>\n"
            )
        if clause.sort == "heading":
            return f"<h2><span lang=X>{escape(clause.plain)}</span></h2>\n"
        space = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; \n</span>"
        label = only.format(f"<span style='mso-list:Ignore'>{clause.printed}{space}</span>")
        mark = (
            '<a href="#_ftn{0}" name="_ftnref{0}" title=""><span class=MsoFootnoteReference>[{0}]</span></a>'
        )
        level = clause.depth + 1
        style = f"margin-left:{36 * level}.0pt;text-indent:-18.0pt;mso-list:l0 level{level} lfo1"
        return paragraph(label + marked(clause, mark), "MsoListParagraph", style)

    head = "".join(paragraph(escape(line)) for line in motion.cover)
    head += paragraph(f"<b>{escape(words['undated'])}</b>") + paragraph(f"<i>{escape(words['formula'])}</i>")
    notes = "".join(
        f"<div style='mso-element:footnote' id=ftn{n}>\n\n<p class=MsoFootnoteText><a href=\"#_ftnref{n}\" "
        f'name="_ftn{n}" title=""><span class=MsoFootnoteReference>[{n}]</span></a> {escape(note)}</p>\n\n</div>\n'
        for n, note in enumerate(words["notes"], 1)
    )
    said = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">\n\n<head>\n'
        f'<meta http-equiv=Content-Type content="text/html; charset={encoding}">\n<style>\n<!-- p.MsoNormal {{margin:0cm}} -->\n'
        f"</style></head>\n\n<body lang=X>\n\n<div class=WordSection1>\n\n{head}{''.join(map(block, motion.clauses))}\n</div>\n\n"
        f"<div style='mso-element:footnote-list'><br clear=all>\n<hr align=left size=1>\n{notes}</div>\n\n</body>\n\n"
        "</html>\n"
    )
    return said.replace("\n", "\r\n").encode(encoding, "xmlcharrefreplace")


# ------------------------------------------------------------------ EUR-Lex, the Parliament


def eurlex_page(motion: Harbours, prefix: str = "oj-") -> bytes:
    """The motion as the Official Journal's pages set it: a table for each part; older ones have no `prefix`."""
    words = motion.words

    def table(mark: str, said: str, inner: str = "") -> str:
        return (
            '<table width="100%" border="0"><col width="4%"/><col width="96%"/><tbody><tr><td valign="top">'
            f'<p class="{prefix}normal">{mark}</p></td><td valign="top"><p class="{prefix}normal">{said}</p>{inner}</td></tr>'
            "</tbody></table>"
        )

    def part(mark: str, said: list[str | list[str | int]]) -> str:
        text, *points = said
        call = f'<a id="ntc{{0}}" href="#ntr{{0}}">(<span class="{prefix}super {prefix}note-tag">{{0}}</span>)</a>'
        return table(mark, marked(Clause("", "", str(text)), call), _tables(motion, points, table))

    body = "".join(part("—", [text]) for text in words["citations"])
    body += "".join(
        part(f"{letter}.", said) for letter, said in zip(words["letters"], words["recitals"], strict=True)
    )
    for n, said in enumerate(words["paragraphs"]):
        if n in (0, 2):
            body += f'<p class="{prefix}ti-grseq-1"><span class="{prefix}bold">{words["headings"][n // 2]}</span></p>'
        body += part(f"{n + 1}.", said)
        if n == 2:
            cell = f'<td class="{prefix}table"><p class="{prefix}tbl-txt">{{}}</p></td>'
            rows = ["".join(cell.format(escape(one)) for one in row) for row in words["table"]]
            body += f'<table border="0" class="{prefix}table">{"".join(f"<tr>{row}</tr>" for row in rows)}</table>'
    cover = "".join(f'<p class="{prefix}normal">{escape(line)}</p>' for line in motion.cover)
    cover += f'<p class="{prefix}doc-ti">{escape(words["undated"])}</p>'
    cover += f'<p class="{prefix}normal"><span class="{prefix}italic">{escape(words["formula"])}</span></p>'
    notes = "".join(
        f'<p class="{prefix}note"><a id="ntr{n}" href="#ntc{n}">(<span class="{prefix}super">{n}</span>)</a>  {escape(note)}</p>'
        for n, note in enumerate(words["notes"], 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>L</title></head><body>'
        f'{cover}{body}<hr class="{prefix}note"/>{notes}<hr class="{prefix}doc-end"/></body></html>'
    ).encode()


def _tables(
    motion: Harbours, points: list[list[str | int]] | list[str | list[str | int]], table: object
) -> str:
    """Points as tables in tables."""
    assert callable(table)
    said, at = "", 0
    inner: list[str] = []
    for n, (depth, text) in enumerate(points):
        if depth == 2:
            continue
        inner = []
        for below, other in points[n + 1 :]:
            if below != 2:
                break
            inner.append(table(motion.words["wrap"].format(ROMAN[len(inner)]), escape(str(other))))
        sign = motion.words["wrap"].format(motion.words["points"][at])
        at += 1
        said += table(sign, escape(str(text)), "".join(inner))
    return said


def doceo_page(motion: Harbours) -> bytes:
    """The motion as the Parliament's own pages set it."""
    words = motion.words

    def block(clause: Clause) -> str:
        if clause.sort == "table":
            cell = '<td style="border:1pt solid #000"><p style="margin:0">{}</p></td>'
            rows = ["".join(cell.format(escape(one)) for one in row) for row in words["table"]]
            return f'<div class="table-responsive"><table>{"".join(f"<tr>{row}</tr>" for row in rows)}</table></div>'
        if clause.sort == "heading":
            return f'<p style="text-align:center"><span style="font-weight:bold">{escape(clause.plain)}</span></p>'
        said = marked(clause, '<a href="#_part1_def{0}" name="_part1_ref{0}"><sup>[{0}]</sup></a>')
        space = '<span style="width:17.5pt;display:inline-block">&nbsp;</span>'
        left = 28.35 * (clause.depth + 1)
        return f'<p style="margin-left:{left}pt;text-indent:-28.35pt"><span>{clause.printed}</span>{space}<span>{said}</span></p>'

    notes = "".join(
        f'<li><a name="_part1_def{n}" href="#_part1_ref{n}">[{n}]</a> {escape(note)}</li>'
        for n, note in enumerate(words["notes"], 1)
    )
    cover = "".join(f"<p><span>{escape(line)}</span></p>" for line in motion.cover)
    return (
        '<!DOCTYPE html><html><head><meta charset="UTF-8"><title>x</title></head><body><header class="erpl_header"><nav>'
        f'<a href="/">Plenary</a></nav></header><main>{cover}<p style="text-align:center"><b>{escape(words["undated"])}</b></p>'
        f"<p><i>{escape(words['formula'])}</i></p>{''.join(map(block, motion.clauses))}<hr>"
        f'<ul style="list-style-type:none">{notes}</ul></main></body></html>'
    ).encode()
