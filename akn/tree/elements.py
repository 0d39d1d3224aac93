"""What is said of single elements: how an eId abbreviates them, and which of them need one."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

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

#: The elements whose eId the schema calls required (attribute group ``idreq``). The schema itself lets it be
#: left out: it is required where a document uses eIds at all.
IDREQ: frozenset[str] = frozenset(
    """
    FRBRmasterExpression TLCConcept TLCEvent TLCLocation TLCObject TLCOrganization TLCPerson TLCProcess
    TLCReference TLCRole TLCTerm activeRef address adjournment administrationOfOath alinea applies article
    attachment attachmentOf authorialNote blockContainer blockList book chapter citation citations clause
    communication component componentData components concept container content contrasts count
    crossHeading debateSection declarationOfVote derogates dissentsFrom distinguishes div division
    documentRef efficacyMod embeddedStructure entity event extends forceMod formula hasAttachment
    hcontainer heading indent interstitial intro isAnalogTo item judge jurisprudence lawyer legalSystemMod
    level list location longTitle mapping marker meaningMod ministerialStatements mmod mod
    nationalInterest note noticesOfMotion object ol oralStatements organization original other overrules
    papers paragraph part party passiveRef person personalStatements petitions point pointOfOrder prayers
    proceduralMotions process proviso putsInQuestion quantity questions quorum quorumVerification
    quotedStructure recital recitals recount ref resolutions restricts rmod role rollCall rref rule
    scopeMod section speechGroup subFlow subchapter subclause subdivision subheading sublist subparagraph
    subpart subrule subsection subtitle supports table tblock temporalGroup term textualMod title toc tome
    transitional ul voting wrapUp writtenStatements
    """.split()  # noqa: SIM905  # a word list reads best as running text
)


def abbreviation(element: str) -> str:
    """Return what stands for `element` (a local name) in an eId: ``para`` for ``paragraph``."""
    return ABBREVIATIONS.get(element, element)
