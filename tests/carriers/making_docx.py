"""Motions as DOCX, written by hand as Word writes them; each variant has what another has not."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.carriers.motions import Clause, Motion

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_NS = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#: Formats of letters that Word has; Greek has none, and its numbers are typed.
_LETTERS = {"bul": ("russianUpper", "russianLower")}


def document(motion: Motion, variant: str = "footnotes") -> bytes:
    """The motion as DOCX.

    `variant`: ``footnotes`` (numbers by paragraphs), ``styles`` (numbers by styles, endnotes, headings by styles),
    ``separate`` (each list of points a list of its own, restarted), ``typed`` (numbers typed, with a tab),
    ``tracked`` (what was inserted and deleted is tracked), ``boxes`` (the cover in a text box, fields, links).
    """
    return _Writer(motion, variant).package()


class _Writer:
    def __init__(self, motion: Motion, variant: str) -> None:
        self.motion, self.variant = motion, variant
        self.sort = "endnote" if variant == "styles" else "footnote"
        self.lists = 10  # the next list of points of its own
        self.open_points = 0
        self.tracked = 900

    # ------------------------------------------------------------------ paragraphs

    def run(self, text: str, properties: str = "") -> str:
        props = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        return f'<w:r>{props}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'

    def paragraph(self, content: str, properties: str = "") -> str:
        return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"

    def runs(self, clause: Clause) -> str:
        said = ""
        for words, note in clause.runs:
            said += self.words(words)
            if note:
                said += f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{self.sort}Reference w:id="{note + 1}"/></w:r>'
        return said

    def words(self, text: str) -> str:
        if self.variant == "tracked" and text.count(" ") > 8:
            first, second, rest = text.split(" ", 2)
            self.tracked += 2
            by = 'w:author="Jane Example" w:date="2023-04-01T10:00:00Z"'
            return (
                self.run(f"{first} ")
                + f'<w:del w:id="{self.tracked}" {by}><w:r><w:delText xml:space="preserve">xyzzy </w:delText></w:r></w:del>'
                + f'<w:ins w:id="{self.tracked + 1}" {by}>{self.run(second)}</w:ins>'
                + self.run(f" {rest}")
            )
        if self.variant == "boxes" and text.count(" ") > 8:
            first, rest = text.split(" ", 1)
            field = (
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF here \\h </w:instrText></w:r>'
                f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{self.run(first)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
            half = rest.find(" ", len(rest) // 2)
            return (
                field
                + self.run(rest[:0] + " ")
                + f'<w:hyperlink r:id="rIdLink">{self.run(rest[:half])}</w:hyperlink>'
                + self.run(rest[half:])
            )
        return self.run(text)

    def clause(self, clause: Clause) -> str:
        if clause.sort == "table":
            return self.table()
        if clause.sort == "heading":
            style = '<w:pStyle w:val="Titel2"/>' if self.variant == "styles" else ""
            return self.paragraph(self.run(clause.plain, "" if style else "<w:b/>"), style)
        if self.variant == "typed":
            left = 567 * (clause.depth + 1)
            typed = f"<w:r><w:t>{clause.printed}</w:t><w:tab/></w:r>"
            return self.paragraph(typed + self.runs(clause), f'<w:ind w:left="{left}" w:hanging="567"/>')
        return self.paragraph(self.runs(clause), self.numbering(clause))

    def numbering(self, clause: Clause) -> str:
        lists = {"citation": 1, "recital": 2, "paragraph": 3}
        if clause.sort != "point":
            self.owner, self.open_points = lists[clause.sort], 0
            if self.variant == "styles":
                return f'<w:pStyle w:val="{ {"citation": "Cit", "recital": "Rec", "paragraph": "Par"}[clause.sort] }"/>'
            return _numbered(lists[clause.sort], 0)
        if self.variant == "separate":
            if not self.open_points:
                self.lists += 1
                self.open_points = self.lists
            return _numbered(self.open_points, clause.depth - 1)
        return _numbered(self.owner, clause.depth)

    def table(self) -> str:
        rows = ""
        for n, row in enumerate(self.motion.words["table"]):
            header = "<w:trPr><w:tblHeader/></w:trPr>" if not n else ""
            cells = "".join(f"<w:tc><w:tcPr/>{self.paragraph(self.run(cell))}</w:tc>" for cell in row)
            rows += f"<w:tr>{header}{cells}</w:tr>"
        return (
            '<w:tbl><w:tblPr><w:tblBorders><w:top w:val="single"/><w:insideH w:val="single"/></w:tblBorders></w:tblPr>'
            f"<w:tblGrid/>{rows}</w:tbl>"
        )

    # ------------------------------------------------------------------ parts

    def body(self) -> str:
        motion = self.motion
        cover = "".join(self.paragraph(self.run(line)) for line in motion.cover)
        if self.variant == "boxes":
            box = f"<w:txbxContent>{cover}</w:txbxContent>"
            cover = self.paragraph(
                '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
                f"{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}"
                "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
            )
        said = cover + self.paragraph('<w:r><w:br w:type="page"/></w:r>')
        said += self.paragraph(self.run(motion.words["undated"], "<w:b/>")) + self.paragraph(
            self.run(motion.words["formula"], "<w:i/>")
        )
        said += "".join(self.clause(clause) for clause in motion.clauses)
        section = '<w:sectPr><w:headerReference w:type="default" r:id="rIdHead"/><w:footerReference w:type="default" r:id="rIdFoot"/></w:sectPr>'
        return f"{_HEAD}<w:document {_NS}><w:body>{said}{section}</w:body></w:document>"

    def notes(self) -> str:
        mark = f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{self.sort}Ref/></w:r>'
        said = "".join(
            f'<w:{self.sort} w:id="{n}"><w:p>{mark}{self.run(" " + text)}</w:p></w:{self.sort}>'
            for n, text in enumerate(self.motion.words["notes"], 2)
        )
        rule = (
            f'<w:{self.sort} w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{self.sort}>'
        )
        return f"{_HEAD}<w:{self.sort}s {_NS}>{rule}{said}</w:{self.sort}s>"

    def numbering_part(self) -> str:
        upper, lower = _LETTERS.get(self.motion.language, ("upperLetter", "lowerLetter"))
        styles = ("Cit", "Rec", "Par") if self.variant == "styles" else ("", "", "")
        points = [_level(1, lower, "(%2)"), _level(2, "lowerRoman", "(%3)")]
        abstract = [
            _abstract(1, [_level(0, "bullet", "–", styles[0])]),
            _abstract(2, [_level(0, upper, "%1.", styles[1]), *points]),
            _abstract(3, [_level(0, "decimal", "%1.", styles[2]), *points]),
            _abstract(4, [_level(0, lower, "(%1)"), _level(1, "lowerRoman", "(%2)")]),
        ]
        lists = [f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3)]
        lists += [
            f'<w:num w:numId="{n}"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            for n in range(11, self.lists + 1)
        ]
        return f"{_HEAD}<w:numbering {_NS}>{''.join(abstract)}{''.join(lists)}</w:numbering>"

    def styles_part(self) -> str:
        own = "".join(
            f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="Own {key}"/><w:basedOn w:val="Base{n}"/></w:style>'
            f'<w:style w:type="paragraph" w:styleId="Base{n}"><w:name w:val="Base {n}"/><w:basedOn w:val="Normal"/>'
            f'<w:pPr><w:numPr><w:numId w:val="{n}"/></w:numPr></w:pPr></w:style>'
            for n, key in enumerate(("Cit", "Rec", "Par"), 1)
        )
        return (
            f'{_HEAD}<w:styles {_NS}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="Titel2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>'
            f'<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>{own}</w:styles>'
        )

    def package(self) -> bytes:
        body = self.body()
        parts = {
            "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
            + "".join(
                f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"/>'
                for name in ("numbering", "styles", f"{self.sort}s", "settings")
            )
            + "".join(
                f'<Override PartName="/word/{name}1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"/>'
                for name in ("header", "footer")
            )
            + "</Types>",
            "_rels/.rels": _relations([("rId1", "officeDocument", "word/document.xml", "")]),
            "word/_rels/document.xml.rels": _relations(
                [
                    ("rId1", "numbering", "numbering.xml", ""),
                    ("rId2", "styles", "styles.xml", ""),
                    ("rId3", f"{self.sort}s", f"{self.sort}s.xml", ""),
                    ("rId4", "settings", "settings.xml", ""),
                    ("rIdHead", "header", "header1.xml", ""),
                    ("rIdFoot", "footer", "footer1.xml", ""),
                    ("rIdLink", "hyperlink", "https://example.org/benches", "External"),
                ]
            ),
            "word/document.xml": body,
            "word/numbering.xml": self.numbering_part(),
            "word/styles.xml": self.styles_part(),
            f"word/{self.sort}s.xml": self.notes(),
            "word/settings.xml": f'{_HEAD}<w:settings {_NS}><w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr></w:settings>',
            "word/header1.xml": f"{_HEAD}<w:hdr {_NS}>{self.paragraph(self.run('B9-9407/2023 – proof'))}</w:hdr>",
            "word/footer1.xml": f"{_HEAD}<w:ftr {_NS}>{self.paragraph(self.run('PE799.407v01-00'))}</w:ftr>",
        }
        return zipped(parts)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """The parts of a document in ZIP, each dated alike, so that the same parts give the same bytes."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            info = ZipInfo(name, (2023, 4, 12, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            package.writestr(info, content)
    return out.getvalue()


def _numbered(key: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'


def _level(at: int, form: str, text: str, style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    left = 567 * (at + 1)
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{named}<w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="567"/></w:pPr></w:lvl>'
    )


def _abstract(key: int, levels: Sequence[str]) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'


def _relations(rows: Sequence[tuple[str, str, str, str]]) -> str:
    said = "".join(
        f'<Relationship Id="{key}" Type="{_TYPE}{kind}" Target="{target}"{f" TargetMode={chr(34)}{mode}{chr(34)}" if mode else ""}/>'
        for key, kind, target, mode in rows
    )
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{said}</Relationships>'
