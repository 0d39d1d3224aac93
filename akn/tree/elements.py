"""The groups of elements: those of the schema, taken from it, and those that the schema cannot tell, kept here.

Nobody else keeps a list of elements. What stands in ``elements.json`` is
gathered from the official schema by `akn.tree.from_schema`; what is written
out here says why the schema does not know it.
"""

from __future__ import annotations

import json
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_TABLE: dict[str, Any] = json.loads(Path(__file__).with_name("elements.json").read_text(encoding="utf-8"))


def _group(name: str) -> frozenset[str]:
    """A group of the schema, by the schema's own name."""
    return frozenset(_TABLE["groups"][name])


# ── from the schema ──────────────────────────────────────────────────────────────────────────────────────────

#: The elements that are a whole document, each with a ``meta`` of its own.
DOCUMENTS = _group("documentType")
#: What a document has its text in, one for each type of document.
BODIES: frozenset[str] = frozenset(_TABLE["bodies"])
#: The hierarchy of provisions: articles, paragraphs, points …
HIERARCHY = _group("hierElements")
#: What stands within a line of text.
INLINES = _group("inlineElements")
#: What stands within a line and has no text.
MARKERS = _group("markerElements")
#: What stands within a line and is a text apart: footnotes.
SUBFLOWS = _group("subFlowElements")
#: What ``references`` declares of the ontology: ``TLCPerson``, ``TLCRole`` …
CLASSES = _group("TLCs")
#: What may hold text itself. White space in it is text.
MIXED: frozenset[str] = frozenset(_TABLE["mixed"])
#: What holds text and stands in no line itself: ``p``, ``num``, ``heading`` …
LINES = MIXED - INLINES
#: The elements whose eId the schema calls required (attribute group ``idreq``). The schema itself lets it be
#: left out: it is required where a document uses eIds at all.
IDREQ: frozenset[str] = frozenset(_TABLE["identified"])
#: The attributes whose value names something by its eId, and the links (``href``).
POINTERS: frozenset[str] = frozenset(_TABLE["pointers"])
#: The attributes that may hold several values, with spaces between.
LISTS: frozenset[str] = frozenset(_TABLE["lists"])
#: The levels of ``identification``, each with its entries in the order that the schema asks for.
LEVELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {level: tuple(entries) for level, entries in _TABLE["levels"].items()}
)

# ── what the schema cannot tell ──────────────────────────────────────────────────────────────────────────────

#: What names a part. The schema lets ``num``, ``heading`` and ``subheading`` come in any order and number,
#: and tells none of them from the others.
HEADINGS = frozenset({"heading", "subheading"})
#: The names of the work in ``preface`` or ``coverPage``. To the schema ``docTitle`` is an inline like others.
TITLES = frozenset({"longTitle", "docTitle", "shortTitle"})
#: What comes before the text. To the schema these are children of the document like its body.
FRONT = frozenset({"coverPage", "preface"})
#: The elements of which there is one in its context, and whose eId so bears no number: those that the schema
#: lets stand only once, and those that it lets repeat only because it lets everything repeat there (a quotation
#: or a footnote holds anything, ``num`` and ``heading`` come in any order).
SINGLE: frozenset[str] = frozenset(_TABLE["single"]) | HEADINGS | {"content", "intro", "wrapUp"}
#: Elements that are given an eId although the schema does not ask for it: the great parts of a document, which
#: people link to; and what is marked by a name of its own, so that a report can say where it stands.
LINKED = (
    FRONT | frozenset({"preamble", "conclusions", "inline"}) | (BODIES - {"collectionBody", "portionBody"})
)
#: Elements that have an eId and do not lend it: the ids inside go on from further out (Naming Convention,
#: chapter 5, where paragraph 1 of the body is ``para_1``).
OPEN = BODIES | INLINES | frozenset({"preamble", "formula"})
#: What words run on into and out of. The schema has a quotation of whole paragraphs among the inlines, and the
#: mark of a footnote not.
RUNNING = (INLINES - {"embeddedStructure"}) | {"noteRef"}
#: Elements that mean nothing by themselves: their ``name`` says what they are.
GENERIC = frozenset({"block", "blockContainer", "container", "hcontainer", "inline", "tblock", "portionBody"})
#: What counts as content though it has no text of its own.
FILLED = (MARKERS - {"br", "eol"}) | SUBFLOWS | {"fillIn", "foreign", "omissis", "placeholder"}
#: Element to the classes of the ontology that its ``refersTo`` may name, the usual one first. To the schema it
#: is a reference to anything that is declared.
REFERRING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "organization": ("TLCOrganization",),
        "person": ("TLCPerson",),
        "role": ("TLCRole",),
        "location": ("TLCLocation",),
        "concept": ("TLCConcept",),
        "event": ("TLCEvent",),
        "process": ("TLCProcess",),
        "judge": ("TLCPerson",),
        "lawyer": ("TLCPerson",),
        "object": ("TLCObject",),
        "term": ("TLCTerm", "TLCConcept"),
    }
)
#: The cells of a table.
CELLS = frozenset({"th", "td"})
#: Footnotes, where their mark stands or gathered in ``meta/notes``: the words around them go on without a
#: break. The schema has the one among the subflows and the other in the metadata.
NOTES = frozenset({"authorialNote", "note"})
#: Documents within the document: an eId that is not unique in the file is unique here.
ENCLOSED = frozenset({"attachment", "component"})
#: What groups the numbered paragraphs of a resolution, whose numbers run on through it. The schema has one
#: hierarchy, in which everything may hold everything.
GROUPING = frozenset(
    {"book", "chapter", "division", "part", "section", "subdivision", "subpart", "title", "tome"}
)
#: What a list is made of, in the hierarchy: it is read with the words around it, and seldom cited alone.
LISTED = frozenset({"indent", "level", "list", "point", "proviso", "sublist"})
#: What people call a point: in a paragraph, and in a recital.
POINTS = frozenset({"indent", "item", "point"})

# ── what we call a part ──────────────────────────────────────────────────────────────────────────────────────

#: The parts of a text that get a row of their own beside other versions, wherever they stand in it.
PARTS = (
    HIERARCHY
    | HEADINGS
    | NOTES
    | CELLS
    | frozenset({"intro", "interstitial", "wrapUp", "listIntroduction", "item", "listWrapUp", "li"})
    | frozenset({"crossHeading", "caption", "formula", "citation", "recital"})
)
#: Of what comes before the text only titles, these and footnotes are parts. The rest says when, by whom and
#: under what number the document came out.
IN_FRONT = NOTES | {"formula"}
#: Blocks that are parts where they stand in no other part: in an annex, or between the signatures.
BLOCKS = frozenset({"p", "block", "from"})
#: What holds parts: the ids of parts that have none are counted within it.
CONTAINERS = (
    FRONT
    | BODIES
    | ENCLOSED
    | frozenset({"preamble", "conclusions", "citations", "recitals", "container", "quotedStructure"})
    | frozenset({"blockList", "ol", "ul", "table", "tblock", "tr"})
)
#: Elements between which a reader sees a break, whether or not the source has white space there.
BREAKS = BLOCKS | CONTAINERS | frozenset({"br", "eol", "content", "blockContainer", "div"})
#: What people cite, and a search answers with: provisions above the points of a list, the runs of a preamble
#: and what they hold, the parts of debates and judgments, and whole documents.
UNITS = (
    (HIERARCHY - LISTED)
    | FRONT
    | BODIES
    | ENCLOSED
    | _group("ANcontainers")
    | _group("judgmentBlock")
    | _group("speechSection")
    | frozenset({"preamble", "citations", "citation", "recitals", "recital", "formula", "conclusions"})
    | frozenset({"longTitle", "crossHeading", "blockContainer", "embeddedStructure"})
)

#: What people call a clause by a number or a name of its own, and its words are its own.
CLAUSES = (HIERARCHY - GROUPING - {"list", "sublist"}) | {"citation", "recital", "item", "li"}
#: What is printed as a heading, whatever it heads.
PRINTED_HEADINGS = HEADINGS | {"crossHeading"}
#: Inlines to what they look like.
LOOKS: Mapping[str, str] = MappingProxyType(
    {"b": "bold", "i": "italic", "u": "underlined", "sup": "raised", "sub": "lowered", "del": "struck"}
)
#: What HTML has too, and means the same by.
SAME_IN_HTML = frozenset(LOOKS) | CELLS | {"ins", "ul", "ol", "li", "table", "tr", "caption"}
#: The runs in which clauses stand that are compared by themselves; all else is one run.
RUNS: Mapping[str, str] = MappingProxyType(
    {"citation": "citations", "recital": "recitals", "heading": "headings"}
)
#: What is quoted, attached or said besides: whoever looks for a part of the text itself does not look into it.
APART = NOTES | {"quotedStructure", "embeddedStructure", "attachments", "components", "meta"}
#: What lists of votes, and people, call a part, to the elements that it may be: those first that are called so.
CALLED: Mapping[str, tuple[frozenset[str], ...]] = MappingProxyType(
    {
        "paragraph": (frozenset({"paragraph"}), frozenset({"section", "clause", "article"})),
        "recital": (frozenset({"recital"}),),
        "citation": (frozenset({"citation"}),),
        "article": (frozenset({"article"}), frozenset({"rule", "section"})),
        "annex": (frozenset({"attachment"}),),
        "point": (
            POINTS - {"indent"},
            frozenset({"paragraph", "indent", "subparagraph", "level", "hcontainer"}),
        ),
        "subparagraph": (frozenset({"subparagraph", "alinea"}),),
        "indent": (frozenset({"indent"}),),
        "part": (frozenset({"part"}), frozenset({"division", "hcontainer"})),
        "section": (frozenset({"section"}),),
        "chapter": (frozenset({"chapter"}),),
        "heading": (frozenset({"heading", "crossHeading"}),),
        "intro": (frozenset({"intro", "listIntroduction"}),),
        "wrapUp": (frozenset({"wrapUp", "listWrapUp"}),),
        "row": (frozenset({"tr"}),),
        "table": (frozenset({"table"}),),
    }
)
#: Of these what is counted, because it bears no number, and what a part has one of.
COUNTED = frozenset({"citation", "indent", "subparagraph"})
LONE = frozenset({"intro", "wrapUp", "heading"})
#: The great parts of a document and those that stand in them, as a page has sections.
SECTIONS = (
    HIERARCHY | DOCUMENTS | ENCLOSED | FRONT | BODIES | {"preamble", "conclusions", "citations", "recitals"}
)

#: Element name to the name that stands for it in an eId (Naming Convention 1.0, chapter 5, table of
#: abbreviations). An element that is not listed appears under its full name.
ABBREVIATIONS: Mapping[str, str] = MappingProxyType(
    {
        "alinea": "al",
        "amendmentBody": "body",
        "article": "art",
        "attachment": "att",
        "blockList": "list",
        "chapter": "chp",
        "citation": "cit",
        "citations": "cits",
        "clause": "cl",
        "component": "cmp",
        "componentRef": "cref",
        "components": "cmpnts",
        "debateBody": "body",
        "debateSection": "dbsect",
        "division": "dvs",
        "documentRef": "dref",
        "eventRef": "eref",
        "judgmentBody": "body",
        "listIntroduction": "intro",
        "listWrapUp": "wrapup",
        "mainBody": "body",
        "paragraph": "para",
        "quotedStructure": "qstr",
        "quotedText": "qtext",
        "recital": "rec",
        "recitals": "recs",
        "section": "sec",
        "subchapter": "subchp",
        "subclause": "subcl",
        "subdivision": "subdvs",
        "subparagraph": "subpara",
        "subsection": "subsec",
        "temporalGroup": "tmpg",
        "wrapUp": "wrapup",
    }
)


def abbreviation(element: str) -> str:
    """Return what stands for `element` (a local name) in an eId: ``para`` for ``paragraph``."""
    return ABBREVIATIONS.get(element, element)
