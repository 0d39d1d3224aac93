"""Which elements of Akoma Ntoso are parts with a row of their own, and which only hold parts."""

from __future__ import annotations

#: The hierarchy (group ``ANhier`` of the schema), and what opens, closes and names its members.
_HIERARCHY = frozenset(
    """
    alinea article book chapter clause division hcontainer indent level list paragraph part point proviso
    rule section subchapter subclause subdivision sublist subparagraph subpart subrule subsection subtitle
    title tome transitional
    """.split()  # noqa: SIM905  # a word list reads best as running text
)
_AROUND_LISTS = frozenset({"intro", "interstitial", "wrapUp", "listIntroduction", "item", "listWrapUp", "li"})
_HEADINGS = frozenset({"heading", "subheading", "crossHeading", "caption"})
_PREAMBLE = frozenset({"formula", "citation", "recital"})
_TABLE_CELLS = frozenset({"th", "td"})

#: Footnotes, where their mark stands or gathered in ``meta/notes``: the words around them go on without a break.
NOTES = frozenset({"authorialNote", "note"})

#: The names of the work in ``preface`` or ``coverPage``. Elsewhere these are words of a sentence.
TITLES = frozenset({"longTitle", "docTitle", "shortTitle"})

#: What comes before the text: of it only titles, formulae and footnotes are parts. The rest says
#: when, by whom and under what number the document came out.
FRONT = frozenset({"coverPage", "preface"})
IN_FRONT = NOTES | {"formula"}

#: Parts wherever they stand in the text.
PARTS = _HIERARCHY | _AROUND_LISTS | _HEADINGS | _PREAMBLE | _TABLE_CELLS | NOTES

#: Blocks that are parts where they stand in no other part: in an annex, or between the signatures.
BLOCKS = frozenset({"p", "block", "from"})

#: What holds parts: the ids of parts that have none are counted within it.
CONTAINERS = FRONT | frozenset(
    """
    attachment amendmentBody blockList body citations collectionBody component conclusions container
    debateBody judgmentBody mainBody ol preamble quotedStructure recitals table tblock tr ul
    """.split()  # noqa: SIM905  # likewise
)

#: The elements of which there is one in its context, and whose eId so bears no number.
SINGLE = TITLES | frozenset(
    """
    amendmentBody body collectionBody conclusions coverPage debateBody heading intro judgmentBody
    listIntroduction listWrapUp mainBody preamble preface subheading wrapUp
    """.split()  # noqa: SIM905  # likewise
)

#: Documents within the document: an eId that is not unique in the file is unique here.
ENCLOSED = frozenset({"attachment", "component"})

#: Elements between which a reader sees a break, whether or not the source has white space there.
BREAKS = BLOCKS | CONTAINERS | frozenset({"br", "eol", "content", "blockContainer", "div"})
