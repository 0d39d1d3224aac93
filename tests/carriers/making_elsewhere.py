"""The second motion by programs that the first has not: Chromium, fpdf2, ReportLab's own layout, lists of typst, and others.

Run as ``python -m tests.carriers.making_elsewhere``, it makes the files in ``harbours/`` anew.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from tests.carriers.harbours import Harbours, harbours, marked
from tests.carriers.make import by_libreoffice
from tests.carriers.making_docx import document, zipped
from tests.carriers.making_pages import listed_page, typed_page
from tests.carriers.making_print import by_typst, by_weasyprint
from tests.carriers.motions import MARK

MADE = Path(__file__).parent / "harbours"
_SERIF = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"


def by_chromium(page: str, *flags: str) -> bytes:
    """A page as Chromium prints it: with its head and foot, unless `flags` say otherwise."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.html"), Path(folder, "out.pdf")
        source.write_text(page, encoding="utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", *flags, f"--print-to-pdf={target}", source.as_uri()],  # noqa: S607  # from the path
            check=True, capture_output=True,
        )  # fmt: skip
        return target.read_bytes()


def by_fpdf(motion: Harbours) -> bytes:
    """The motion as fpdf2 prints it: lines driven apart, a table that may go on overleaf, no notes."""
    from fpdf import FPDF

    class Printed(FPDF):  # type: ignore[misc]  # it has no types here
        def header(self) -> None:
            self.set_font("Own", size=8)
            self.cell(0, 8, motion.words["title"], align="R", new_x="LMARGIN", new_y="NEXT")

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("Own", size=8)
            self.cell(0, 8, f"{self.page_no()}/{{nb}}", align="C")

    made = Printed()
    made.add_font("Own", fname=_SERIF)
    made.add_page()
    made.set_font("Own", size=11)
    for line in [*motion.cover, motion.words["undated"], motion.words["formula"]]:
        made.multi_cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
        made.ln(2)
    for clause in motion.clauses:
        if clause.sort == "table":
            with made.table(first_row_as_headings=False) as table:
                for cells in motion.words["table"]:
                    row = table.row()
                    for cell in cells:
                        row.cell(cell)
        elif clause.sort == "heading":
            made.multi_cell(0, 6, clause.plain, new_x="LMARGIN", new_y="NEXT", align="C")
        else:
            made.set_x(made.l_margin + 8 * clause.depth)
            made.cell(8, 6, clause.printed)
            made.multi_cell(0, 6, clause.plain, align="J", new_x="LMARGIN", new_y="NEXT")
        made.ln(3)
    return bytes(made.output())


def by_platypus(motion: Harbours, columns: int = 1, *, ruled: bool = True) -> bytes:
    """The motion as ReportLab lays it out; in a table without rules the lines of a cell stand at its foot."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import (
        BaseDocTemplate,
        Frame,
        NextPageTemplate,
        PageBreak,
        PageTemplate,
        Paragraph,
        Spacer,
        Table,
    )

    pdfmetrics.registerFont(TTFont("Own", _SERIF))
    out = BytesIO()
    made = BaseDocTemplate(out, pagesize=A4, invariant=1)

    def around(canvas: object, page: object) -> None:
        canvas.setFont("Own", 8)  # type: ignore[attr-defined]  # ReportLab has no types
        canvas.drawString(60, 810, motion.words["title"])  # type: ignore[attr-defined]  # likewise
        canvas.drawRightString(535, 30, f"{page.page}")  # type: ignore[attr-defined]  # likewise

    width = 475 / columns - (10 if columns > 1 else 0)
    frames = [Frame(60 + n * (width + 20), 60, width, 730) for n in range(columns)]
    cover = PageTemplate(id="cover", frames=[Frame(60, 60, 475, 730)], onPage=around)
    made.addPageTemplates([cover, PageTemplate(id="act", frames=frames, onPage=around)])

    def style(size: float = 10, **more: float) -> ParagraphStyle:
        return ParagraphStyle(
            "x", fontName="Own", fontSize=size, leading=1.3 * size, spaceAfter=0.6 * size, **more
        )

    story: list[object] = [NextPageTemplate("act")]
    story += [Paragraph(escape(line), style()) for line in motion.cover]
    story += [PageBreak(), Paragraph(escape(motion.words["undated"]), style())]
    story.append(Paragraph(escape(motion.words["formula"]), style()))
    for clause in motion.clauses:
        if clause.sort == "table":
            rows = [[Paragraph(escape(cell), style(9)) for cell in row] for row in motion.words["table"]]
            drawn = [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))] if ruled else []
            story += [Table(rows, colWidths=[width / 3] * 3, style=drawn), Spacer(1, 8)]
        elif clause.sort == "heading":
            story.append(Paragraph(f"<u>{escape(clause.plain)}</u>", style(alignment=1)))
        else:
            left = {"leftIndent": 24 + 24 * clause.depth, "bulletIndent": 24 * clause.depth}
            said = marked(clause, "<super>{0}</super>")
            story.append(Paragraph(said, style(alignment=4, **left), bulletText=clause.printed))
    story.append(Spacer(1, 20))
    for n, note in enumerate(motion.words["notes"], 1):
        story.append(Paragraph(f"<super>{n}</super> {escape(note)}", style(7.5)))
    made.build(story)
    return out.getvalue()


def by_typst_lists(motion: Harbours, columns: int = 1) -> bytes:
    """The motion as typst prints its own lists, headings and notes, on small pages."""
    import typst

    words = motion.words

    def text(said: str) -> str:
        pieces = MARK.split(said)
        return "".join(
            f"#footnote(text({_string(words['notes'][int(piece) - 1])}))"
            if n % 2
            else f"#text({_string(piece)})"
            for n, piece in enumerate(pieces)
            if piece
        )

    def points(said: list[list[str | int]]) -> str:
        items: list[tuple[str, list[str]]] = []
        for depth, one in said:
            if depth == 1:
                items.append((str(one), []))
            else:
                items[-1][1].append(str(one))
        return _listed(
            words["wrap"].format("a"),
            [
                text(one) + _listed(words["wrap"].format("i"), [text(two) for two in under])
                for one, under in items
            ],
        )

    made = (
        f'#set page(paper:"a5",margin:1.8cm,columns:{columns},numbering:"1 / 1",header:align(center,text(7pt,'
        f'{_string(words["title"])})))\n#set text(font:"Libertinus Serif",size:10pt,lang:"{motion.language[:2]}",hyphenate:true)\n'
        "#set par(justify:true)\n"
    )
    made += "\n\n".join(f"#text({_string(line)})" for line in motion.cover) + "\n\n#pagebreak()\n"
    made += f"#strong(text({_string(words['undated'])}))\n\n#emph(text({_string(words['formula'])}))\n\n"
    made += f"#list(marker:[–],{','.join(f'[{text(one)}]' for one in words['citations'])})\n"
    made += _listed("A.", [text(one) + points(rest) for one, *rest in words["recitals"]]) + "\n"
    for n, (one, *rest) in enumerate(words["paragraphs"]):
        if n in (0, 2):
            made += f"\n= {words['headings'][n // 2]}\n\n"
        made += _listed("1.", [text(one) + points(rest)], start=n + 1) + "\n"
        if n == 2:
            cells = ",".join(f"[#text({_string(cell)})]" for row in words["table"] for cell in row)
            made += f"#table(columns:3,{cells})\n"
    return typst.compile(made.encode())  # type: ignore[no-any-return]  # it has no types


def _listed(numbering: str, items: list[str], start: int = 1) -> str:
    return (
        f'#enum(start:{start},numbering:"{numbering}",{",".join(f"[{item}]" for item in items)})'
        if items
        else ""
    )


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# ------------------------------------------------------------------ columns, line by line


def across(motion: Harbours) -> bytes:
    """The motion in two columns that are printed line by line across; neither notes nor a table."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Own", _SERIF))
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setFont("Own", 10)
    for n, line in enumerate(motion.cover):
        canvas.drawString(60, 780 - 20 * n, line)
    canvas.showPage()
    canvas.setFont("Own", 10)
    lines = [*_narrow(motion, lambda text: pdfmetrics.stringWidth(text, "Own", 10))]
    half = (len(lines) + 1) // 2
    for n in range(half):
        for left, at in ((60, n), (310, n + half)):
            if at < len(lines):
                label, words, indent = lines[at]
                canvas.drawString(left + indent - (18 if label else 0), 780 - 13 * n, label)
                canvas.drawString(left + indent, 780 - 13 * n, words)
    canvas.save()
    return out.getvalue()


def _narrow(motion: Harbours, wide: Callable[[str], float]) -> Iterator[tuple[str, str, float]]:
    """The lines of a narrow column: label, words, how far they are set in; an empty one between parts."""
    parts = [("", motion.words["undated"], 0.0), ("", motion.words["formula"], 0.0)]
    for clause in motion.clauses:
        if clause.sort != "table":
            heading = clause.sort == "heading"
            text = f"{clause.plain[:-1]};" if clause.printed == "3." else clause.plain
            parts.append((clause.printed, text, 60.0 if heading else 18.0 * (clause.depth + 1)))
    for label, text, indent in parts:
        lines = [""]
        for word in text.split():
            if wide(f"{lines[-1]} {word}") + indent > 225:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip()
        yield from ((label if not n else "", line, indent) for n, line in enumerate(lines))
        yield "", "", indent


# ------------------------------------------------------------------ packages


def by_python_docx(motion: Harbours) -> bytes:
    """The motion as programs write DOCX: the lists of the standard template, words in many runs, no notes."""
    import docx

    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = motion.words["title"]
    for line in [*motion.cover, motion.words["undated"], motion.words["formula"]]:
        made.add_paragraph(line)
    for clause in motion.clauses:
        if clause.sort == "table":
            table = made.add_table(rows=0, cols=3)
            table.style = "Table Grid"
            for row in motion.words["table"]:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
            continue
        if clause.sort == "heading":
            made.add_heading(clause.plain, 2)
            continue
        style = {"citation": "List Bullet", "paragraph": "List Number"}.get(clause.sort)
        paragraph = made.add_paragraph("" if style else f"{clause.printed}\t", style=style)
        for at in range(0, len(clause.plain), 7):
            paragraph.add_run(clause.plain[at : at + 7]).font.name = "Arial"
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def changed(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """A package whose parts were changed."""
    with ZipFile(BytesIO(data)) as package:
        return zipped({name: change(name, package.read(name)) for name in package.namelist()})


def strict(motion: Harbours) -> bytes:
    """A DOCX with the names of the strict standard, which Word saves where it is asked to."""
    main, relations = (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    old = b"http://schemas.openxmlformats.org/"
    return changed(
        document(motion),
        lambda _name, part: part.replace(old + b"wordprocessingml/2006/main", main).replace(
            old + b"officeDocument/2006/relationships", relations
        ),
    )


def prefixed(motion: Harbours) -> bytes:
    """A DOCX with another prefix for Word's names, as libraries write it."""

    def renamed(name: str, part: bytes) -> bytes:
        if not name.startswith("word/") or not name.endswith(".xml"):
            return part
        return re.sub(rb"(</?|\s)w:", rb"\1ns9:", part).replace(b"xmlns:w=", b"xmlns:ns9=")

    return changed(document(motion), renamed)


def numbered_lines(data: bytes) -> bytes:
    """A DOCX whose lines are numbered in the margin."""
    numbers = b'<w:lnNumType w:countBy="1" w:restart="newPage"/></w:sectPr>'
    return changed(data, lambda _name, part: part.replace(b"</w:sectPr>", numbers))


def main() -> None:
    """Make them all."""
    MADE.mkdir(exist_ok=True)
    justified = ".act { columns: 2; column-gap: 2em; text-align: justify }"
    cells = harbours("deu", cells=True)
    files = {
        "ita.chromium.pdf": by_chromium(typed_page(harbours("ita"))),
        "spa.chromium-columns.pdf": by_chromium(typed_page(harbours("spa"), justified)),
        "lit.chromium-lists.pdf": by_chromium(listed_page(harbours("lit"))),
        "deu.chromium-cells.pdf": by_chromium(typed_page(cells, "td { width: 110px }", ruled=False)),
        "pol.fpdf.pdf": by_fpdf(harbours("pol")),
        "fin.platypus.pdf": by_platypus(harbours("fin")),
        "eng.platypus-columns.pdf": by_platypus(harbours("eng"), 2),
        "deu.platypus-cells.pdf": by_platypus(cells, ruled=False),
        "hrv.typst-lists.pdf": by_typst_lists(harbours("hrv")),
        "slv.typst-lists-columns.pdf": by_typst_lists(harbours("slv"), 2),
        "slk.typst-columns.pdf": by_typst(harbours("slk"), columns=2),
        "ces.weasyprint-tagged.pdf": by_weasyprint(harbours("ces"), tagged=True),
        "por.across.pdf": across(harbours("por")),
        "bul.across.pdf": across(harbours("bul")),
        "lav.libreoffice-lines.pdf": by_libreoffice(
            numbered_lines(document(harbours("lav", brackets=True))), "pdf"
        ),
        "est.libreoffice.odt": by_libreoffice(document(harbours("est", brackets=True), "tracked"), "odt"),
        "nld.python-docx.docx": by_python_docx(harbours("nld")),
    }
    for name, made in files.items():
        (MADE / name).write_bytes(made)


if __name__ == "__main__":
    main()
