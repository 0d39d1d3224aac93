"""The words of a file, read a second time in the simplest way that there is: what the readers are held against.

It shares no code with the readers. Of a text it takes every word, of Markdown
every word but the signs, of a page all text that lies between tags, what is
hidden included. What no reader of a page ever sees (scripts, styles, titles of
windows) is no text.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Final
from unicodedata import category, normalize

#: The one sign without width that Unicode files elsewhere.
_JOINER = "\u034f"
#: Stands where a page numbers an item of a list by itself: the number is in no text node.
COUNTED: Final = "\x00"
#: Elements whose content no browser prints.
_NEVER = frozenset({
    "script", "style", "template", "noscript", "noframes", "noembed", "svg", "title", "iframe", "object", "audio",
    "video", "canvas", "map", "datalist", "rp"
})  # fmt: skip
#: Elements that part words; all others, those of no standard among them, stand in the line.
_PARTING = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1",
    "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "input", "legend", "li", "listing",
    "main", "menu", "nav", "ol", "optgroup", "option", "p", "plaintext", "pre", "search", "section", "select",
    "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul", "xmp"
})  # fmt: skip
_UNSEEN = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(?P<name>{'|'.join(sorted(_NEVER))})(?=[\s/>])(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+(?<!/)>"
    r".*?(?:</(?P=name)\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
#: A tag. Where a value holds ``<``, or a quotation mark has no fellow, the slow way is asked.
_TAG = re.compile(r"<(?:[!?]|(/?)([A-Za-z][\w-]*)(?=[\s/>]))(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>")
#: What floats beside the text, as LibreOffice prints the numbers of lists, is no word with it.
_FLOATING = re.compile(r"(<span\b[^<>]{0,400}\bfloat:[^<>]{0,400}>[^<>]{0,40})(</span>)")
#: Signs of quoted mails, of tables and of Markdown, in that also those of links: no words.
_SIGNS = {"text": "|>\\*_", "markdown": "|>\\*_#~`[]"}
#: A tag in which the file ends, which no browser prints.
_CUT = re.compile(r"<[/!?A-Za-z][^<>]*\Z")
_TARGET = re.compile(r"\]\((?:[^()\n]|\([^()\n]*\))*+\)")
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,}).*$", re.MULTILINE)
_RULED = re.compile(r"^[ \t>|]*[-=:][-=:| \t]*$", re.MULTILINE)


def words_of(form: str, characters: str, *, slowly: bool = False) -> str:
    """The text of a file in the format `form`, whose decoded characters are `characters`; line breaks are kept.

    `slowly` takes pages apart by the standard library's parser, which is many
    times slower and knows more oddities of tags.
    """
    if form == "html":
        characters = _FLOATING.sub(r"\1 \2", _CUT.sub("", characters))
        return folded(unescape(_page_slowly(characters) if slowly else _page(characters)))
    return folded(_markdown(characters) if form == "markdown" else characters, form)


def folded(text: str, form: str = "html") -> str:
    """`text` as words are compared: composed, without characters that have no width and the signs of the format `form`.

    In a page a sign is what it looks like; elsewhere references to characters are resolved.
    """
    if form != "html":
        text = unescape(text) if "&" in text else text
        for sign in _SIGNS.get(form, ""):
            text = text.replace(sign, "")
    if text.isascii():
        return text
    text = normalize("NFC", text)
    for sign in {c for c in set(text) if category(c) == "Cf" or c == _JOINER}:
        text = text.replace(sign, "")
    return text


def _markdown(characters: str) -> str:
    characters = (
        _FENCE.sub("", _page(characters, parted="")) if "<" in characters else _FENCE.sub("", characters)
    )
    return _RULED.sub("", _TARGET.sub("]", characters))


def _page(characters: str, *, parted: str = " ") -> str:
    owed = 0  # line breaks inside of tags, which part no words

    def instead(tag: re.Match[str]) -> str:
        nonlocal owed
        name = (tag[2] or "").lower()
        owed += tag[0].count("\n")
        if name not in _PARTING or "inline" in tag[0]:
            return ""
        breaks, owed = "\n" * owed, 0
        return f" {breaks}{COUNTED}" if name == "li" and not tag[1] else f"{parted}{breaks}"

    return _TAG.sub(instead, _UNSEEN.sub(lambda unseen: " " + "\n" * unseen[0].count("\n"), characters))


class _Nodes(HTMLParser):
    """All text nodes of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._never = 0
        self._line = 1

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self._never += tag in _NEVER
        self._part(tag)
        if tag == "li":
            self.said.append(COUNTED)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        del attrs
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._never -= tag in _NEVER and self._never > 0
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._never:
            self.said.append(data)
            self._line += data.count("\n")

    def _part(self, tag: str) -> None:
        line, _ = self.getpos()
        if tag in _PARTING:
            self.said.append(" " + "\n" * (line - self._line))
            self._line = line


def _page_slowly(characters: str) -> str:
    nodes = _Nodes()
    nodes.feed(characters)
    nodes.close()
    return "".join(nodes.said)
