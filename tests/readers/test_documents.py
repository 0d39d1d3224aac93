"""DOCX, ODT and marked XML in what they hold besides the plain case: spans, changes, boxes, notes, hidden words."""

from __future__ import annotations

import pytest

from akn.model.source import Grid, Line, Source
from akn.proof.file import read_whole
from akn.readers import read_bytes
from tests.carriers.making_docx import zipped

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def docx(body: str, **parts: str) -> bytes:
    """A DOCX with this body; `parts` are further ones, pointed to by their names."""
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_REL}/{name}" Target="{name}.xml"/>' for name in parts
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:r="{_REL}" {_MC}><w:body>{body}</w:body></w:document>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{relations}</Relationships>',
            **{
                f"word/{name}.xml": f'<w:{name} xmlns:w="{_W}">{part}</w:{name}>'
                for name, part in parts.items()
            },
        }
    )


def odt(text: str, styles: str = "") -> bytes:
    """An ODT with this text."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style", "draw")
    )
    content = (
        f'<office:document-content {spaces} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def lines(source: Source) -> list[str]:
    assert read_whole(source).clean
    return [piece.text for piece in source.pieces if isinstance(piece, Line)]


def gone(source: Source) -> dict[str, str]:
    return {dropped.text: dropped.reason for dropped in source.dropped}


def cells(source: Source) -> list[list[tuple[str, int, int]]]:
    assert read_whole(source).clean
    grid = next(piece for piece in source.pieces if isinstance(piece, Grid))
    return [[(" ".join(line.text for line in c.lines), c.columns, c.rows) for c in row] for row in grid.rows]


# ------------------------------------------------------------------ DOCX


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def test_merged_cells_cover_columns_and_rows() -> None:
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        cell("aaa", '<w:gridSpan w:val="2"/>') + cell("bbb", restart),
        cell("ccc") + cell("ddd") + f"<w:tc><w:tcPr>{goes_on}</w:tcPr><w:p/></w:tc>",
    ]
    body = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    assert cells(read_bytes(docx(body))) == [[("aaa", 2, 1), ("bbb", 1, 2)], [("ccc", 1, 1), ("ddd", 1, 1)]]


def test_a_deleted_row_is_left_out_and_listed() -> None:
    deleted = '<w:trPr><w:del w:id="1"/></w:trPr>'
    body = f"<w:tbl><w:tr>{cell('aaa')}{cell('bbb')}</w:tr><w:tr>{deleted}{cell('ccc')}{cell('ddd')}</w:tr><w:tr>{cell('eee')}{cell('fff')}</w:tr></w:tbl>"
    source = read_bytes(docx(body))
    assert [[text for text, _, _ in row] for row in cells(source)] == [["aaa", "bbb"], ["eee", "fff"]]
    assert set(gone(source)) == {"ccc", "ddd"}
    assert len(cells(read_bytes(docx(body), changes="rejected"))) == 3


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    body = p("Calls for ", mark) + p("benches;")
    assert lines(read_bytes(docx(body))) == ["Calls for benches;"]
    assert lines(read_bytes(docx(body), changes="rejected")) == ["Calls for", "benches;"]


def test_what_was_moved_stands_once() -> None:
    move = (
        '<w:p><w:moveFrom w:id="1"><w:r><w:t>oak</w:t></w:r></w:moveFrom><w:r><w:t xml:space="preserve">iron </w:t></w:r>'
        '<w:moveTo w:id="2"><w:r><w:t>oak</w:t></w:r></w:moveTo></w:p>'
    )
    assert lines(read_bytes(docx(move))) == ["iron oak"]
    assert lines(read_bytes(docx(move), changes="rejected")) == ["oakiron"]


def test_hidden_words_and_codes_of_fields_are_left_out_by_name() -> None:
    body = (
        '<w:p><w:r><w:t>seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve"> unseen</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>code</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/>'
        '</w:r><w:r><w:t xml:space="preserve"> result</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    source = read_bytes(docx(body))
    assert lines(source) == ["seen result"]
    assert gone(source) == {"unseen": "hidden text", "code": "the code of a field"}


def test_a_text_box_stands_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('in the box')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    body = f"<w:p><w:r><w:t>before </w:t></w:r><w:r>{both}</w:r><w:r><w:t>after</w:t></w:r></w:p>"
    assert lines(read_bytes(docx(body))) == ["before after", "in the box"]


def test_signs_of_fonts_of_pictures_are_read_for_what_they_show() -> None:
    signs = "".join(
        f'<w:sym w:font="{font}" w:char="{code}"/>'
        for font, code in (("Symbol", "F0A3"), ("Wingdings", "F0FE"))
    )
    body = (
        f"<w:p><w:r><w:t>x</w:t>{signs}<w:noBreakHyphen/><w:t>y</w:t><w:softHyphen/><w:t>z</w:t></w:r></w:p>"
    )
    assert lines(read_bytes(docx(body))) == ["x≤☑\u2011yz"]


def test_comments_and_heads_of_pages_are_left_out_by_name() -> None:
    source = read_bytes(docx(p("text"), comments=p("a remark"), header=p("page head")))
    assert lines(source) == ["text"]
    assert gone(source) == {"a remark": "a comment", "page head": "a running head"}
    assert "CAR002" in {finding.code for finding in source.findings}


def test_a_note_that_nothing_calls_is_left_out_by_name() -> None:
    source = read_bytes(docx(p("text"), footnotes=f'<w:footnote w:id="2">{p("nobody’s note")}</w:footnote>'))
    assert lines(source) == ["text"]
    assert gone(source) == {"nobody’s note": "a note that nothing in the text calls"}


def test_a_note_that_is_called_and_not_there_is_told() -> None:
    body = '<w:p><w:r><w:t>text</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    assert [finding.code for finding in read_bytes(docx(body)).findings] == ["CAR011"]


def test_a_note_in_a_table_stands_behind_it() -> None:
    call = '<w:p><w:r><w:t>aaa</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    body = f"<w:tbl><w:tr><w:tc>{call}</w:tc>{cell('bbb')}</w:tr><w:tr>{cell('ccc')}{cell('ddd')}</w:tr></w:tbl>{p('after')}"
    source = read_bytes(docx(body, footnotes=f'<w:footnote w:id="2">{p("see below")}</w:footnote>'))
    assert lines(source) == ["see below", "after"]
    assert [piece.note_of for piece in source.pieces if isinstance(piece, Line)] == ["footnote-2", ""]


def test_a_file_inside_the_document_is_an_error() -> None:
    source = read_bytes(docx(f'{p("text")}<w:altChunk r:id="x"/>'))
    assert [finding.code for finding in source.findings] == ["CAR003"]


def test_a_line_break_ends_a_line_and_no_paragraph() -> None:
    source = read_bytes(docx("<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r></w:p>"))
    assert [(piece.number, piece.text) for piece in source.pieces if isinstance(piece, Line)] == [
        (1, "one"),
        (1, "two"),
    ]


def test_places_say_the_paragraph() -> None:
    source = read_bytes(docx(p("one") + "<w:p/>" + p("two")))
    assert [str(source.place(piece.number)) for piece in source.pieces] == ["paragraph 1", "paragraph 2"]


# ------------------------------------------------------------------ ODT

_STYLE = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>'
    '<text:list-level-style-number text:level="3" style:num-format="1" style:num-suffix="." text:display-levels="3"/>'
    '</text:list-style><text:list-style style:name="G"><text:list-level-style-number text:level="1" '
    'style:num-format="Α, Β, Γ, ... (gr)" style:num-suffix="."/></text:list-style>'
)


def item(*content: str) -> str:
    return f"<text:list-item>{''.join(content)}</text:list-item>"


def lst(*items: str, style: str = "L", more: str = "") -> str:
    return f'<text:list text:style-name="{style}" {more}>{"".join(items)}</text:list>'


def q(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def test_an_odt_counts_its_lists_as_they_are_nested_and_continued() -> None:
    inner = (
        f"<text:list>{item(q('b'))}{item(q('c'), f'<text:list>{item(q(chr(100)))}</text:list>')}</text:list>"
    )
    text = (
        lst(item(q("a"), inner))
        + q("heading")
        + lst(item(q("e")), more='text:continue-numbering="true"')
        + lst(item(q("f")))
        + lst(item(q("g")), item(q("h")), style="G")
    )
    source = read_bytes(odt(text, _STYLE))
    assert lines(source) == ["1. a", "(a) b", "(b) c", "1.b.1. d", "heading", "2. e", "1. f", "Α. g", "Β. h"]
    assert [piece.depth for piece in source.pieces if isinstance(piece, Line)] == [1, 2, 2, 3, 0, 1, 1, 1, 1]


def test_an_item_may_begin_with_a_number_of_its_own_and_only_its_first_paragraph_has_it() -> None:
    seventh = f'<text:list-item text:start-value="7">{q("a")}{q("b")}</text:list-item>'
    assert lines(read_bytes(odt(lst(seventh, item(q("c"))), _STYLE))) == ["7. a", "b", "8. c"]


def test_tracked_changes_of_an_odt() -> None:
    changes = (
        '<text:tracked-changes><text:changed-region text:id="d"><text:deletion><text:p>oak</text:p></text:deletion>'
        '</text:changed-region><text:changed-region text:id="i"><text:insertion/></text:changed-region></text:tracked-changes>'
    )
    text = f'{changes}<text:p>of <text:change text:change-id="d"/><text:change-start text:change-id="i"/>iron<text:change-end text:change-id="i"/></text:p>'
    source = read_bytes(odt(text))
    assert lines(source) == ["of iron"]
    assert gone(source) == {"oak": "deleted by a tracked change, which was accepted"}
    other = read_bytes(odt(text), changes="rejected")
    assert lines(other) == ["of oak"]
    assert gone(other) == {"iron": "inserted by a tracked change, which was rejected"}


def test_notes_boxes_and_comments_of_an_odt() -> None:
    note = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>below</text:p></text:note-body></text:note>'
    box = "<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>"
    comment = "<office:annotation><dc:creator>Jane</dc:creator><text:p>a remark</text:p></office:annotation>"
    source = read_bytes(odt(f"<text:p>sun{note}, moon{box}{comment}</text:p>{q('end')}"))
    assert lines(source) == ["sun, moon", "boxed", "below", "end"]
    assert gone(source) == {"a remark": "a comment"}
    first = next(piece for piece in source.pieces if isinstance(piece, Line))
    assert [(call.start, call.end, call.marker) for call in first.calls] == [(3, 3, "1")]


def test_cells_of_an_odt_that_cover_others() -> None:
    rows = (
        '<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>aaa</text:p></table:table-cell>'
        "<table:covered-table-cell/></table:table-row><table:table-row><table:table-cell><text:p>bbb</text:p></table:table-cell>"
        "<table:table-cell><text:p>ccc</text:p></table:table-cell></table:table-row>"
    )
    found = cells(read_bytes(odt(f"<table:table>{rows}{rows}</table:table>")))
    assert found[:2] == [[("aaa", 2, 1)], [("bbb", 1, 1), ("ccc", 1, 1)]]


# ------------------------------------------------------------------ XML in which each part is marked


@pytest.mark.parametrize("before", ["", "\n<!-- saved -->\n", '<!DOCTYPE SDOCTA SYSTEM "sdocta.dtd">'])
def test_the_parliaments_own_xml_hands_on_what_it_marks(before: str) -> None:
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<SDOCTA><GRVISA><VISA><P><NO.P>–</NO.P>having regard to bells'
        "<FOOTNOTE><FIELD>OJ C 1.</FIELD></FOOTNOTE>,</P></VISA></GRVISA><ACTLST><ACTINIT><STRING BOLD='on'>Noise</STRING>"
        "</ACTINIT><ACTION><P><NO.P>1.</NO.P>Asks for quiet;</P></ACTION></ACTLST></SDOCTA>"
    )
    source = read_bytes(xml.encode(), "-")
    assert source.format == "ep_xml"
    assert lines(source) == ["– having regard to bells,", "OJ C 1.", "Noise", "1. Asks for quiet;"]
    cited, note, heading, asked = (piece for piece in source.pieces if isinstance(piece, Line))
    assert (cited.label, cited.counted, cited.depth) == (2, False, 1)
    assert (cited.calls[0].key, note.note_of, heading.level, asked.label) == ("1", "1", 1, 3)


def test_formex_hands_on_what_it_marks() -> None:
    xml = (
        "<GENERAL><BIB.INSTANCE><COLL>C</COLL></BIB.INSTANCE><CONTENTS><LIST TYPE='DASH'><ITEM><P>having regard to "
        "<QUOT.START CODE='2018'/>bells<QUOT.END CODE='2019'/>,</P></ITEM></LIST><GR.SEQ LEVEL='1'><TITLE><TI><P>Noise</P></TI>"
        "</TITLE><NP><NO.P>1.</NO.P><TXT>Calls for:</TXT><P><LIST TYPE='alpha'><ITEM><NP><NO.P>(a)</NO.P><TXT>wool</TXT></NP>"
        "</ITEM></LIST></P></NP></GR.SEQ><TBL><CORPUS><ROW><CELL COL='1'>a</CELL><CELL COL='2'>b</CELL></ROW><ROW><CELL>c</CELL>"
        "<CELL>d</CELL></ROW></CORPUS></TBL></CONTENTS></GENERAL>"
    )
    source = read_bytes(xml.encode(), "x.html")
    assert source.format == "formex"
    assert lines(source) == ["– having regard to ‘bells’,", "Noise", "1. Calls for:", "(a) wool"]
    assert [piece.depth for piece in source.pieces if isinstance(piece, Line)] == [1, 0, 1, 2]
    assert [[text for text, _, _ in row] for row in cells(source)] == [["a", "b"], ["c", "d"]]
    assert gone(source) == {"C": "particulars of the publication"}
