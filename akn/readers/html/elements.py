"""What the names of HTML's elements mean for the look of a page (HTML Standard, 15: Rendering)."""

from __future__ import annotations

from typing import Final

#: Elements of which nothing is printed where scripts run.
INVISIBLE: Final = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "noframes",
        "noembed",
        "svg",
        "title",
        "meta",
        "link",
        "base",
        "iframe",
        "object",
        "audio",
        "video",
        "canvas",
        "map",
        "datalist",
        "rp",
        "param",
        "source",
        "track",
        "col",
        "colgroup",
        "input",
        "img",
    }
)

#: Blocks that are a paragraph of their own whatever stands around them.
PARAGRAPHS: Final = frozenset(
    {
        "p",
        "li",
        "td",
        "th",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "caption",
        "figcaption",
        "summary",
        "legend",
    }
)

#: Blocks that are a paragraph where they hold one run of text and nothing else.
BOXES: Final = frozenset({"div", "blockquote", "address", "center", "section", "pre"})

#: All other elements that begin on a new line.
BLOCKS: Final = (
    PARAGRAPHS
    | BOXES
    | frozenset(
        {
            "html",
            "head",
            "body",
            "main",
            "article",
            "aside",
            "header",
            "footer",
            "nav",
            "hgroup",
            "form",
            "fieldset",
            "figure",
            "details",
            "dialog",
            "search",
            "ol",
            "ul",
            "menu",
            "dir",
            "dl",
            "table",
            "thead",
            "tbody",
            "tfoot",
            "tr",
            "hr",
            "frameset",
            "optgroup",
            "option",
            "listing",
            "plaintext",
            "xmp",
        }
    )
)

#: Elements whose line breaks are printed.
PREFORMATTED: Final = frozenset({"pre", "listing", "xmp", "plaintext", "textarea"})

#: Parts of the content, in which `header` and `footer` belong to the text.
SECTIONS: Final = frozenset({"article", "section", "main", "blockquote"})

HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

LISTS: Final = frozenset({"ol", "ul", "menu", "dir"})

#: Points by which browsers indent what stands in these: 40 CSS pixels.
INDENTED: Final = {
    "ol": 30.0,
    "ul": 30.0,
    "menu": 30.0,
    "dir": 30.0,
    "blockquote": 30.0,
    "dd": 30.0,
    "figure": 30.0,
}
