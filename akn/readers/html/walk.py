"""One pass through the tree of a page: words to rows, tables to grids, furniture to what is left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TypeAlias, cast

from lxml import etree
from msgspec import Struct

from akn.errors import UnreadableError
from akn.model.source import Dropped, Line, Piece
from akn.readers.html.elements import BOXES, LISTS, PARAGRAPHS
from akn.readers.html.furniture import Furniture
from akn.readers.html.lists import Numbering
from akn.readers.html.rows import Flow
from akn.readers.html.style import PLAIN, look
from akn.readers.html.surroundings import OUTSIDE, Nature, Surroundings, nature
from akn.readers.tables import GrowingTable

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml gives its element class no public name

_UNPRINTED = (etree._Comment, etree._ProcessingInstruction)  # noqa: SLF001  # nor these classes

#: Elements may lie so deep; libxml2 stops reading at 2,048, and browsers at 512.
DEEPEST = 2000

#: libxml2 counts the lines of a page no further.
LAST_LINE = 65535

#: The attribute that carries a line number where libxml2's own counter has ended.
LINE_ATTRIBUTE = "data-akn-line"


class _Frame(Struct):
    """An element under way: what it gives to what is inside, and what it must undo at its end."""

    tag: str
    context: Surroundings
    nature: Nature
    mixed: bool = False
    numbering: Numbering | None = None
    table: GrowingTable | None = None


class Walk:
    """What a page holds, filled by `run`: pieces and words left out in the order of the page, named words."""

    def __init__(
        self, known: Furniture, *, has_content: bool, unnumbered: Collection[str] = frozenset()
    ) -> None:
        """Begin; `known` says what is furniture, `has_content` that the page marks the part with its text.

        `unnumbered` are the elements of lists that the page's style sheet has no numbers for.
        """
        self._unnumbered = unnumbered
        self.pieces: list[Piece] = []
        self.dropped: list[Dropped] = []
        self.named: dict[str, list[str]] = {}
        self._known = known
        self._kept = Flow(self._keep)
        self._left = Flow(self._leave)
        self._tables: list[GrowingTable] = []
        self._lists = 0  # that are open, one in another
        self._frames = [_Frame("", Surroundings(reason=OUTSIDE if has_content else ""), Nature())]
        self._blocks = [self._frames[0]]
        self._line = 1

    def run(self, root: Element) -> None:
        """Go through the page.

        Raises:
            UnreadableError: its elements lie deeper than `DEEPEST`.
        """
        under_way: list[tuple[Element, Iterator[Element]]] = []
        element: Element | None = root
        while element is not None:
            if isinstance(element, _UNPRINTED):
                self._line = _line_of(element, self._line)
                self._take(element.tail)
            elif self._begin(element):
                self._take(element.text)
                under_way.append((element, iter(element)))
            else:
                self._take(element.tail)
            element = None
            while under_way and (element := next(under_way[-1][1], None)) is None:
                ended, _ = under_way.pop()
                self._end(self._frames.pop())
                self._take(ended.tail)
        self._end_blocks(whole=False)

    # ------------------------------------------------------------ one element

    def _begin(self, element: Element) -> bool:
        """Take the start of an element; whether anything in it is printed."""
        tag = element.tag
        attributes = dict(cast("list[tuple[str, str]]", element.items()))
        self._line = (
            int(attributes[LINE_ATTRIBUTE]) if LINE_ATTRIBUTE in attributes else _line_of(element, self._line)
        )
        if len(self._frames) > DEEPEST:
            raise UnreadableError(
                f"line {self._line}: the page nests its elements more than {DEEPEST} deep, which no document "
                "does; open it in a browser and save it anew, or copy its text"
            )
        around = self._frames[-1].context
        what = nature(tag, attributes, self._known)
        if what.invisible:
            return False
        href = _target(attributes) if tag == "a" else ""
        frame = _Frame(tag, what.within(around, href), what)
        if what.block:
            block = self._blocks[-1]
            self._end_blocks(whole=block.tag in PARAGRAPHS)
            block.mixed = True
            self._blocks.append(frame)
        elif frame.context.reason != around.reason or (around.reason and what.reason):
            self._left.end_block(whole=True)
        if what.special:
            self._begin_special(frame, attributes, element)
        self._frames.append(frame)
        if what.template:
            self._flow(frame).add(f"<{tag}>", frame.context, self._line)
        return True

    def _begin_special(self, frame: _Frame, attributes: dict[str, str], element: Element) -> None:
        """Rows break, lists count, their items are numbered, tables and cells open."""
        tag = frame.tag
        if tag == "br":
            self._flow(frame).break_row()
            return
        style = look(attributes["style"]) if "style" in attributes else PLAIN
        if tag in self._unnumbered and not style.list_type:
            style = style._replace(list_type="none")
        if tag in LISTS:
            if "reversed" in attributes and "start" not in attributes:
                attributes["start"] = str(sum(1 for child in element if child.tag == "li"))
            frame.numbering = Numbering(tag, attributes, style)
            self._lists += 1
        elif tag == "li":
            numbering = self._frames[-1].numbering
            marker = "" if numbering is None else numbering.marker(attributes, style)
            self._flow(frame).mark_next(marker, max(self._lists, 1))
        elif not frame.context.reason:
            self._begin_tabular(frame, attributes, bordered=style.bordered)

    def _begin_tabular(self, frame: _Frame, attributes: dict[str, str], *, bordered: bool) -> None:
        table = self._tables[-1] if self._tables else None
        layout = self._known.is_layout(attributes)
        if frame.tag == "table":
            if table is not None:
                table.holds_another()
            layout = layout or attributes.get("role", "").lower() in {"presentation", "none"}
            bordered = bordered or attributes.get("border", "0").strip() not in {"", "0"}
            frame.table = GrowingTable(
                self._line, self.pieces if table is None else table.outlet, layout, bordered
            )
            self._tables.append(frame.table)
        elif table is None:
            return
        elif frame.tag == "tr":
            table.begin_row()
        elif frame.tag == "caption":
            table.begin_caption()
        else:
            header = frame.tag == "th"
            table.begin_cell(attributes.get("colspan", ""), attributes.get("rowspan", ""), header=header)
            table.tabular |= bordered or header
            table.layout |= layout

    def _end(self, frame: _Frame) -> None:
        """Take the end of the element that began last."""
        what = frame.nature
        if what.template:
            self._flow(frame).add(f"</{frame.tag}>", frame.context, self._line)
        if what.floating:
            self._flow(frame).add(" ", frame.context, self._line)
        if what.block:
            self._blocks.pop()
            self._end_blocks(whole=frame.tag in PARAGRAPHS or (frame.tag in BOXES and not frame.mixed))
        elif frame.context.reason and (
            what.reason or frame.context.reason != self._frames[-1].context.reason
        ):
            self._left.end_block(whole=True)
        if not what.special:
            return
        if frame.tag == "li":
            self._flow(frame).unmark()
        elif frame.numbering is not None:
            self._lists -= 1
        elif frame.table is not None:
            self._tables.pop().end()
        elif self._tables and not frame.context.reason:
            if frame.tag == "tr":
                self._tables[-1].end_row()
            elif frame.tag in {"td", "th", "caption"}:
                self._tables[-1].end_cell()

    # ------------------------------------------------------------- its words

    def _take(self, text: str | None) -> None:
        if text:
            context = self._frames[-1].context
            (self._left if context.reason else self._kept).add(text, context, self._line)
            self._line += text.count("\n")

    def _flow(self, frame: _Frame) -> Flow:
        return self._left if frame.context.reason else self._kept

    def _end_blocks(self, *, whole: bool) -> None:
        self._kept.end_block(whole=whole)
        self._left.end_block(whole=whole)

    def _keep(self, line: Line, context: Surroundings) -> None:
        del context  # what it says is in the line
        (self._tables[-1].inside if self._tables else self.pieces).append(line)

    def _leave(self, line: Line, context: Surroundings) -> None:
        self.dropped.append(Dropped(line.number, line.text, context.reason))
        if context.named:
            self.named.setdefault(context.named, []).append(line.text)


def _line_of(element: Element, reached: int) -> int:
    """The line on which the start tag of `element` ends; `reached` where libxml2 counts no further."""
    line = cast("int | None", element.sourceline) or reached
    return line if line < LAST_LINE else max(line, reached)


def _target(attributes: Mapping[str, str]) -> str:
    """Where a link leads, "" where it leads nowhere."""
    href = attributes.get("href", "").strip()
    return "" if href.lower().startswith("javascript:") else href
