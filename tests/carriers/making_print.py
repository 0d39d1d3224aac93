"""Motions as PDF: by WeasyPrint, by typst, and drawn by hand with ReportLab; each as its users print it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path

from tests.carriers.motions import Clause, Motion

_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
_TAGS = {
    "eng": "en",
    "fra": "fr",
    "deu": "de",
    "ell": "el",
    "bul": "bg",
    "mlt": "mt",
    "gle": "ga",
    "pol": "pl",
    "fin": "fi",
    "slk": "sk",
    "ces": "cs",
}


# ------------------------------------------------------------------ WeasyPrint


def page_for_print(motion: Motion, *, columns: int = 1, hyphens: bool = False, soft: bool = False) -> str:
    """The motion as HTML for paged media: running heads, numbers of pages, notes at the feet of pages."""
    notes = motion.words["notes"]

    def runs(clause: Clause) -> str:
        said = ""
        for words, note in clause.runs:
            text = escape(words)
            if soft:
                text = text.replace("ing", "\u00ading").replace("ation", "a\u00adtion")
            said += text + (f'<span class="note">{escape(notes[note - 1])}</span>' if note else "")
        return said

    def block(clause: Clause) -> str:
        if clause.sort == "table":
            rows = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in motion.words["table"]]
            return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        if clause.sort == "heading":
            return f"<h2>{escape(clause.plain)}</h2>"
        left = 9 * (clause.depth + 1)
        return (
            f'<p style="margin-left:{left}mm"><span style="display:inline-block;width:9mm;margin-left:-9mm">'
            f"{clause.printed}</span>{runs(clause)}</p>"
        )

    cover = "".join(f"<p>{escape(line)}</p>" for line in motion.cover)
    body = "".join(block(clause) for clause in motion.clauses)
    return f"""<!doctype html><html lang="{_TAGS[motion.language]}"><head><title>{escape(motion.words["title"])}</title><style>
@page {{ size: A4; margin: 25mm 22mm; @top-center {{ content: "{escape(motion.words["title"])}"; font-size: 8pt }}
  @bottom-right {{ content: counter(page) "/" counter(pages); font-size: 8pt }} @bottom-left {{ content: "PE799.407v01-00"; font-size: 8pt }} }}
body {{ font: 11pt "DejaVu Serif"; text-align: {"justify" if hyphens else "left"}; hyphens: {"auto" if hyphens else "manual"} }}
h2 {{ font-size: 11pt }} p {{ margin: 0 0 2.5mm }} .note {{ float: footnote; font-size: 8pt }}
table {{ border-collapse: collapse }} td {{ border: 0.5pt solid; padding: 1mm 3mm }}
section {{ break-before: page; columns: {columns}; column-gap: 9mm }}
</style></head><body>{cover}<section><p><b>{escape(motion.words["undated"])}</b></p><p><i>{escape(motion.words["formula"])}</i></p>{body}</section></body></html>"""


def by_weasyprint(
    motion: Motion, *, columns: int = 1, hyphens: bool = False, soft: bool = False, tagged: bool = False
) -> bytes:
    """The motion as WeasyPrint prints it."""
    import weasyprint

    html = page_for_print(motion, columns=columns, hyphens=hyphens, soft=soft)
    found: bytes = weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1" if tagged else None)
    return found


# ------------------------------------------------------------------ typst


def typst_source(motion: Motion, *, columns: int = 1, line_numbers: bool = False) -> str:
    """The motion as a typst document."""
    notes = motion.words["notes"]

    def said(clause: Clause) -> str:
        return "".join(
            f"#text({_string(words)})" + (f"#footnote(text({_string(notes[note - 1])}))" if note else "")
            for words, note in clause.runs
        )

    def block(clause: Clause) -> str:
        if clause.sort == "table":
            cells = ", ".join(f"[#text({_string(cell)})]" for row in motion.words["table"] for cell in row)
            return f"#table(columns: {len(motion.words['table'][0])}, {cells})"
        if clause.sort == "heading":
            return f"#block(strong(text({_string(clause.plain)})))"
        return (
            f"#pad(left: {0.9 * clause.depth}cm, grid(columns: (0.9cm, 1fr), text({_string(clause.printed)}), "
            f"[{said(clause)}]))"
        )

    numbered = '#set par.line(numbering: "1")' if line_numbers else ""
    cover = "\n\n".join(f"#text({_string(line)})" for line in motion.cover)
    return f"""#set page(paper: "a4", margin: (x: 2.5cm, y: 2.5cm), header: align(right, text(8pt, {_string(motion.words["title"])})), footer: context text(8pt)[PE799.407v01-00 #h(1fr) #counter(page).display("1/1", both: true)])
#set text(font: "DejaVu Sans Mono", size: 10pt, lang: "{_TAGS[motion.language]}", hyphenate: false)
#set par(justify: true)
{cover}
#pagebreak()
{numbered}
#show: rest => columns({columns}, rest)
#strong(text({_string(motion.words["undated"])}))

#emph(text({_string(motion.words["formula"])}))

{chr(10).join(block(clause) + chr(10) for clause in motion.clauses)}
"""


def by_typst(motion: Motion, *, columns: int = 1, line_numbers: bool = False) -> bytes:
    """The motion as typst prints it."""
    import typst

    return typst.compile(typst_source(motion, columns=columns, line_numbers=line_numbers).encode())  # type: ignore[no-any-return]  # it has no types


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# ------------------------------------------------------------------ ReportLab


def by_reportlab(motion: Motion, *, copies: int = 1, numbered_lines: bool = False) -> bytes:
    """The motion as a program draws it: word by word, notes at the feet of pages, a table without rules.

    `copies` repeats paragraph 4, counting on, so that a text of many pages comes of it.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    if "Own" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Own", str(_FONT)))
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    drawing = _Drawing(canvas, motion, numbered_lines=numbered_lines)
    for line in motion.cover:
        drawing.block([(line, 0)], 60)
    drawing.end_page()
    drawing.block([(motion.words["undated"], 0)], 60)
    drawing.block([(motion.words["formula"], 0)], 60)
    for clause in _repeated(motion, copies):
        if clause.sort == "table":
            drawing.table(motion.words["table"])
        elif clause.sort == "heading":
            drawing.block([(clause.plain, 0)], 60)
        else:
            drawing.block([*clause.runs], 60 + 24 * (clause.depth + 1), clause.printed)
    drawing.end_page()
    canvas.save()
    return out.getvalue()


def _repeated(motion: Motion, copies: int) -> Iterator[Clause]:
    *before, fourth, last = motion.clauses
    yield from before
    for n in range(copies):
        text = f"{fourth.text[:-1]} ({n}){fourth.text[-1]}" if n else fourth.text
        yield Clause("paragraph", f"{4 + n}.", text)
    yield Clause("paragraph", f"{4 + copies}.", last.text)


class _Drawing:
    """A page that fills from its top, its notes from its foot."""

    def __init__(self, canvas: object, motion: Motion, *, numbered_lines: bool) -> None:
        from reportlab.pdfgen.canvas import Canvas

        assert isinstance(canvas, Canvas)
        self.canvas, self.motion, self.numbered = canvas, motion, numbered_lines
        self.y, self.page, self.notes = 760.0, 1, list[tuple[int, str]]()

    def end_page(self) -> None:
        y = 60.0
        for number, text in reversed(self.notes):
            self.canvas.setFont("Own", 5)
            self.canvas.drawString(60, y + 3, str(number))
            self.canvas.setFont("Own", 7.5)
            self.canvas.drawString(66, y, text)
            y += 11
        self.canvas.setFont("Own", 8)
        self.canvas.drawString(60 if self.page % 2 else 420, 800, f"{self.motion.words['title']}")
        self.canvas.drawCentredString(297, 35, f"– {self.page} –")
        self.canvas.showPage()
        self.y, self.page, self.notes = 760.0, self.page + 1, []

    def block(self, runs: list[tuple[str, int]], left: float, label: str = "") -> None:
        words = []
        for text, note in runs:
            words += [(word, 0) for word in text.split(" ") if word]
            if note and words:
                words[-1] = (words[-1][0], note)
        # What stands behind a mark is glued to it.
        joined: list[list[tuple[str, int]]] = []
        for (word, note), (_, before) in zip(words, [("", 0), *words], strict=False):
            (
                joined[-1].append((word, note))
                if before and word[:1] in ";,.·"
                else joined.append([(word, note)])
            )
        self.line(label, left - 24)
        x = left
        for group in joined:
            width = sum(
                self.canvas.stringWidth(word, "Own", 10.5) + (5 if note else 0) for word, note in group
            )
            if x + width > 535:
                self.next_line()
                x = left
                self.line("", left)
            for word, note in group:
                self.canvas.setFont("Own", 10.5)
                self.canvas.drawString(x, self.y, word)
                x += self.canvas.stringWidth(word, "Own", 10.5)
                if note:
                    self.canvas.setFont("Own", 6)
                    self.canvas.drawString(x, self.y + 4, str(note))
                    x += self.canvas.stringWidth(str(note), "Own", 6)
                    self.notes.append((note, self.motion.words["notes"][note - 1]))
            x += self.canvas.stringWidth(" ", "Own", 10.5)
        self.next_line(20)

    def line(self, label: str, left: float) -> None:
        self.canvas.setFont("Own", 10.5)
        if label:
            self.canvas.drawString(left, self.y, label)
        if self.numbered:
            self.count = getattr(self, "count", 0) + 1
            if self.count % 5 == 0:
                self.canvas.setFont("Own", 7)
                self.canvas.drawRightString(40, self.y, str(self.count))

    def next_line(self, step: float = 13.5) -> None:
        self.y -= step
        if self.y < 110:
            self.end_page()

    def table(self, rows: list[list[str]]) -> None:
        for row in rows:
            self.line("", 60)
            self.canvas.setFont("Own", 10.5)
            for n, cell in enumerate(row):
                self.canvas.drawString(90 + 150 * n, self.y, cell)
            self.next_line(15)
        self.next_line(8)
