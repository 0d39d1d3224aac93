"""Motions as ODT, written by hand as its standard has it: lists in lists, continued and numbered, notes, a table."""

from __future__ import annotations

from html import escape

from tests.carriers.making_docx import zipped
from tests.carriers.motions import MARK, Motion

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"))
)
#: How ODT names the letters of a language that has its own.
_LETTERS = {
    "α": ("Α, Β, ... (gr)", "α, β, ... (gr)"),
    "а": ("А, Б, .., Аа, Бб, ... (bg)", "а, б, .., аа, бб, ... (bg)"),
}


def odt(motion: Motion) -> bytes:
    """The motion as ODT."""
    words = motion.words
    upper, lower = _LETTERS.get(words["points"][0], ("A", "a"))

    def paragraph(text: str) -> str:
        note = '<text:note text:note-class="footnote"><text:note-citation>{}</text:note-citation><text:note-body>{}</text:note-body></text:note>'
        said = MARK.sub(
            lambda mark: note.format(mark[1], f"<text:p>{escape(words['notes'][int(mark[1]) - 1])}</text:p>"),
            escape(text),
        )
        return f"<text:p>{said}</text:p>"

    def item(said: list[str | list[str | int]]) -> str:
        text, *points = said
        listed, under = "", False
        for depth, one in points:
            if (depth == 2) is not under:
                listed = (
                    f"{listed.removesuffix('</text:list-item>')}<text:list>"
                    if depth == 2
                    else f"{listed}</text:list></text:list-item>"
                )
                under = depth == 2
            listed += f"<text:list-item>{paragraph(str(one))}</text:list-item>"
        listed += "</text:list></text:list-item>" if under else ""
        inner = f"<text:list>{listed}</text:list>" if listed else ""
        return f"<text:list-item>{paragraph(str(text))}{inner}</text:list-item>"

    def level(at: int, form: str, before: str, behind: str) -> str:
        sides = f'style:num-prefix="{before}" style:num-suffix="{behind}"'
        return f'<text:list-level-style-number text:level="{at}" style:num-format="{form}" {sides}/>'

    before = "(" if words.get("wrap", "({})").startswith("(") else ""
    points = level(2, lower, before, ")") + level(3, "i", before, ")")
    bullet = '<text:list-level-style-bullet text:level="1" text:bullet-char="–"/>'
    styles = "".join(
        f'<text:list-style style:name="{name}">{levels}</text:list-style>'
        for name, levels in (
            ("Cit", bullet),
            ("Rec", level(1, upper, "", ".") + points),
            ("Par", level(1, "1", "", ".") + points),
        )
    )
    body = "".join(
        f"<text:p>{escape(line)}</text:p>" for line in [*motion.cover, words["undated"], words["formula"]]
    )
    body += (
        f'<text:list text:style-name="Cit">{"".join(item([text]) for text in words["citations"])}</text:list>'
    )
    body += f'<text:list text:style-name="Rec">{"".join(map(item, words["recitals"]))}</text:list>'
    for n, said in enumerate(words["paragraphs"]):
        if n in (0, 2):
            body += f'<text:h text:outline-level="2">{escape(words["headings"][n // 2])}</text:h>'
        how = {0: 'xml:id="list7"', 1: 'text:continue-list="list7"'}.get(n, 'text:continue-numbering="true"')
        body += f'<text:list text:style-name="Par" {how}>{item(said)}</text:list>'
        if n == 2:
            rows = [
                "".join(
                    f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row
                )
                for row in words["table"]
            ]
            body += f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)}</table:table>"
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
